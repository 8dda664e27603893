//! Which happenings end which states: who left a body belongs to it no more.
//!
//! The vocabulary says which kind of happening ends which kind of state (`ends`), and which of their roles must agree.
//! As in a history, the end is taken in answers, shown as derived, and never written into data.

use super::KnowledgeGraph;
use crate::date::{Day, Extent, Verdict};
use crate::model::vocabulary::Ends;
use crate::model::{EntityIx, KindIx, RecordIx, RoleIx};
use std::collections::BTreeMap;

/// The happenings that end states, by the kind that they end and each of their fillers of the first role that counts.
#[derive(Debug, Default)]
pub struct Endings(BTreeMap<(KindIx, EntityIx), Vec<RecordIx>>);

impl Endings {
    /// Collects them. O(n log n) in their fillers.
    pub(super) fn new(graph: &KnowledgeGraph) -> Self {
        let (dataset, mut endings) = (graph.dataset(), Self::default());
        for record in dataset.records.iter() {
            // Few kinds end others, and a date is far away in memory.
            let Some(ends) = ends(graph, record) else { continue };
            if !can_be_certain(graph, dataset.extent(record)) {
                continue;
            }
            let first = ends.roles.first().map(|(here, _)| *here);
            for entity in first.into_iter().flat_map(|role| fillers(graph, record, role)) {
                endings.0.entry((ends.kind, entity)).or_default().push(record);
            }
        }
        endings
    }

    /// The last day on which a state can have held since some happening ended it, and the earliest such happening.
    ///
    /// Only a state without a stated end that had certainly begun by then is ended, and only when all its fillers of
    /// the roles that count take part.
    #[must_use]
    pub fn end(&self, graph: &KnowledgeGraph, state: RecordIx) -> Option<(Day, RecordIx)> {
        if self.0.is_empty() {
            return None;
        }
        let (dataset, bounds) = (graph.dataset(), graph.dataset().extent(state).bounds());
        let begun = bounds.latest_start.filter(|_| bounds.latest_end.is_none())?;
        let kind = dataset.records.kind(state);
        let candidates = dataset
            .records
            .fillers(state)
            .iter()
            .filter_map(|filler| self.0.get(&(kind, graph.identities().canonical(filler.entity))));
        let ending = candidates.flatten().filter_map(|&happening| {
            let happened = dataset.extent(happening).bounds();
            let after = happened.earliest_start.is_some_and(|first| begun <= first);
            Some((happened.latest_end?, happening)).filter(|_| after && agree(graph, state, happening))
        });
        ending.min()
    }
}

fn ends(graph: &KnowledgeGraph, happening: RecordIx) -> Option<&Ends> {
    let dataset = graph.dataset();
    dataset.vocabulary.kind(dataset.records.kind(happening)).ends.as_ref()
}

/// Whether the dataset's rule lets a verdict rest on a date and be certain.
fn can_be_certain(graph: &KnowledgeGraph, extent: &Extent) -> bool {
    let rule = graph.dataset().settings.qualified_dates;
    extent.is_stated() && rule.apply(Verdict::Certain, extent.quality()) == Verdict::Certain
}

/// Whether all fillers of the state in the roles that count take part in the happening.
fn agree(graph: &KnowledgeGraph, state: RecordIx, happening: RecordIx) -> bool {
    ends(graph, happening).is_some_and(|ends| {
        ends.roles.iter().all(|&(here, there)| {
            let mut named = fillers(graph, state, there).peekable();
            named.peek().is_some() && named.all(|entity| fillers(graph, happening, here).any(|e| e == entity))
        })
    })
}

fn fillers(graph: &KnowledgeGraph, record: RecordIx, role: RoleIx) -> impl Iterator<Item = EntityIx> {
    let in_role = graph.dataset().records.in_role(record, role);
    in_role.map(|filler| graph.identities().canonical(filler.entity))
}
