//! What was not crossed and would have carried a route.

use super::answer::{SkippedHub, SkippedRecord};
use super::reach::Reach;
use super::search::{Ends, Search, Through};
use super::ties::{Ties, Way, crowd};
use super::timing::Timing;
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RecordIx, RoleIx};

/// Hubs and crowds left out.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    pub(super) hubs: Vec<SkippedHub>,
    pub(super) records: Vec<SkippedRecord>,
}

/// The hubs each of which, had it alone been crossed, would have given a route of at most `max_hops`, and the records
/// whose crowd lies between both ends within as many hops.
///
/// Each hub is tried by a search of its own that ends at the first route; a search that spends the budget counts as one
/// that found it. A crowd is judged by distances alone.
pub(super) fn skipped<'g>(
    ties: &mut Ties<'_, 'g>,
    ends: &Ends,
    timing: &Timing<'_, 'g>,
    max_hops: usize,
) -> Skipped {
    if max_hops < 2 || !ties.may_skip() {
        return Skipped::default();
    }
    let mut near = Reach::from(&ends.from, Way::Forth, ends.to.iter().copied());
    let mut far = Reach::from(&ends.to, Way::Back, ends.from.iter().copied());
    near.widen(ties, max_hops - 1);
    far.widen(ties, max_hops - 1);
    let records = crowds(ties, &near, &far, max_hops);
    let within = |(hub, hops): (&EntityIx, &usize)| Some((*hub, hops + far.hubs.get(hub)?));
    let met = near.hubs.iter().filter_map(within).filter(|(_, hops)| *hops <= max_hops);
    let mut met: Vec<EntityIx> = met.map(|(hub, _)| hub).collect();
    met.sort();
    met.retain(|&hub| carries(ties, ends, timing, hub, max_hops));
    let hub = |entity| SkippedHub { entity, neighbours: ties.degree(entity) };
    Skipped { hubs: met.into_iter().map(hub).collect(), records }
}

/// Whether some route passes through `hub` when it alone is opened.
fn carries<'g>(
    ties: &mut Ties<'_, 'g>,
    ends: &Ends,
    timing: &Timing<'_, 'g>,
    hub: EntityIx,
    max_hops: usize,
) -> bool {
    ties.open_hub = Some(hub);
    let mut reach = Reach::from(&[hub], Way::Back, ends.all());
    reach.widen(ties, max_hops - 1);
    let mut search = Search::new(ties, ends, timing).through(Through { node: hub, reach });
    let outcome = search.levels(2..=max_hops, 1);
    ties.open_hub = None;
    !outcome.best.is_empty() || outcome.spent
}

/// The records met whose crowd lies on the way, sorted.
fn crowds(ties: &Ties<'_, '_>, near: &Reach, far: &Reach, max_hops: usize) -> Vec<SkippedRecord> {
    let graph = ties.view.graph();
    let lies_between = |record: RecordIx| {
        let kind = graph.dataset().vocabulary.kind(graph.dataset().records.kind(record));
        kind.roles().any(|(role, _)| {
            crowd(graph, record, role).is_some()
                && hops_over(graph, record, role, near, far)
                    .is_some_and(|hops| (2..=max_hops).contains(&hops))
        })
    };
    let crowds = ties.crowds.iter().filter(|(record, _)| lies_between(**record));
    crowds.map(|(&record, &fillers)| SkippedRecord { record, fillers }).collect()
}

/// The fewest hops from end to end by way of two of a crowd.
fn hops_over(
    graph: &KnowledgeGraph,
    record: RecordIx,
    role: RoleIx,
    near: &Reach,
    far: &Reach,
) -> Option<usize> {
    let fillers = graph.dataset().records.in_role(record, role);
    let mut crowd: Vec<EntityIx> = fillers.map(|f| graph.identities().canonical(f.entity)).collect();
    crowd.sort();
    crowd.dedup();
    let (near, far) = (nearest(&crowd, near), nearest(&crowd, far));
    let pairs = near.iter().flat_map(|a| far.iter().map(move |b| (a, b)));
    let apart = pairs.filter(|(a, b)| a.1 != b.1).map(|(a, b)| a.0 + b.0).min()?;
    Some(apart + if is_joined_within(graph, record, role) { 1 } else { 2 })
}

/// The two of a crowd with the least distances.
fn nearest(crowd: &[EntityIx], reach: &Reach) -> Vec<(usize, EntityIx)> {
    let mut reached: Vec<_> = crowd.iter().filter_map(|&node| Some((reach.distance(node)?, node))).collect();
    reached.sort();
    reached.truncate(2);
    reached
}

/// Whether a record joins the fillers of a role with each other; else they meet over a filler of another role.
fn is_joined_within(graph: &KnowledgeGraph, record: RecordIx, role: RoleIx) -> bool {
    let fillers = graph.dataset().records.fillers(record);
    graph.edges_of(record).any(|edge| {
        let ends = [edge.data.source_filler, edge.data.target_filler];
        !edge.data.is_acting() && ends.iter().all(|&end| fillers[usize::from(end)].role == role)
    })
}
