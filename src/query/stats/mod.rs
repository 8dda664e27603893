//! What there is, in numbers.
//!
//! Start with [`StatsQuery`] and [`StatsAnswer`]. Neighbours, components and isolated entities are counted over ties, as
//! paths are.

mod render;

use super::{Answer, Rendering};
use crate::date::Day;
use crate::graph::{KnowledgeGraph, View};
use crate::model::{EntityIx, EntityKindIx, KindIx, RelationIx};
use crate::table::Table;
use petgraph::unionfind::UnionFind;
use serde_json::Value;
use std::collections::BTreeSet;

/// The question how much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatsQuery {
    /// How many of the entities with the most neighbours are named.
    pub greatest: usize,
}

impl Default for StatsQuery {
    fn default() -> Self {
        Self { greatest: 10 }
    }
}

/// How much there is in a view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatsAnswer {
    /// How many entities, records and edges.
    pub counts: (usize, usize, usize),
    /// Entities by kind, in the order of the vocabulary; kinds without any are left out, here and below.
    pub entities: Vec<(EntityKindIx, usize)>,
    /// Records by kind.
    pub records: Vec<(KindIx, usize)>,
    /// Edges by relation.
    pub edges: Vec<(RelationIx, usize)>,
    /// How many records have a date.
    pub dated: usize,
    /// The first day that any of them writes.
    pub first: Option<Day>,
    /// The last day that any of them writes.
    pub last: Option<Day>,
    /// How many records have evidence.
    pub evidenced: usize,
    /// How many sources that evidence lies in.
    pub sources: usize,
    /// How many passages it is.
    pub passages: usize,
    /// How many edges are ties.
    pub ties: usize,
    /// How many edges have an inferred end.
    pub inferred: usize,
    /// How many groups of two or more entities ties hold together.
    pub components: usize,
    /// How many entities the greatest of them has.
    pub greatest_component: usize,
    /// How many entities have no tie.
    pub isolated: usize,
    /// The entities with the most neighbours, most first, then by id, each with the number.
    pub greatest: Vec<(EntityIx, usize)>,
}

impl StatsQuery {
    /// Asks a view. O(E log E) in its edges.
    #[must_use]
    pub fn run(&self, view: &View<'_>) -> StatsAnswer {
        let mut answer = StatsAnswer { counts: view.counts(), ..StatsAnswer::default() };
        answer.count_kinds(view);
        answer.count_records(view);
        answer.count_edges(view);
        answer.count_neighbours(view, self.greatest);
        answer
    }
}

impl StatsAnswer {
    fn count_kinds(&mut self, view: &View<'_>) {
        let dataset = view.graph().dataset();
        let entities = view.entities().map(|entity| dataset.entities.kind(entity).index());
        self.entities = tally(entities, dataset.vocabulary.entity_kinds.len());
        let records = view.records().map(|record| dataset.records.kind(record).index());
        self.records = tally(records, dataset.vocabulary.kinds.len());
        let edges = view.edges().map(|edge| edge.data.relation.index());
        self.edges = tally(edges, dataset.vocabulary.relations.len());
    }

    fn count_records(&mut self, view: &View<'_>) {
        let dataset = view.graph().dataset();
        let mut passages = BTreeSet::new();
        for record in view.records() {
            let (extent, evidence) = (dataset.extent(record), dataset.records.evidence(record));
            self.dated += usize::from(extent.is_stated());
            self.evidenced += usize::from(!evidence.is_empty());
            passages.extend(evidence);
            let days = [extent.date_min(), extent.date_max()].into_iter().flatten();
            for day in days {
                self.first = Some(self.first.map_or(day, |first| first.min(day)));
                self.last = Some(self.last.map_or(day, |last| last.max(day)));
            }
        }
        self.passages = passages.len();
        let sources: BTreeSet<_> = passages.iter().map(|&&passage| dataset.passage(passage).source).collect();
        self.sources = sources.len();
    }

    fn count_edges(&mut self, view: &View<'_>) {
        for edge in view.edges() {
            self.ties += usize::from(view.is_tie(&edge));
            self.inferred += usize::from(edge.data.is_inferred());
        }
    }

    fn count_neighbours(&mut self, view: &View<'_>, greatest: usize) {
        let nodes = view.graph().dataset().entities.len();
        let (mut pairs, mut groups) = (Vec::new(), UnionFind::<u32>::new(nodes));
        for edge in view.edges().filter(|edge| view.is_tie(edge) && edge.source != edge.target) {
            pairs.extend([(edge.source, edge.target), (edge.target, edge.source)]);
            groups.union(edge.source.0, edge.target.0);
        }
        pairs.sort();
        pairs.dedup();
        let mut degrees: Vec<(EntityIx, usize)> =
            pairs.chunk_by(|a, b| a.0 == b.0).map(|chunk| (chunk[0].0, chunk.len())).collect();
        self.isolated = self.counts.0 - degrees.len();
        let mut labels: Vec<u32> = degrees.iter().map(|(entity, _)| groups.find(entity.0)).collect();
        labels.sort();
        let sizes: Vec<usize> = labels.chunk_by(|a, b| a == b).map(<[u32]>::len).collect();
        self.components = sizes.len();
        self.greatest_component = sizes.into_iter().max().unwrap_or(0);
        degrees.sort_by_key(|&(entity, degree)| (std::cmp::Reverse(degree), entity));
        degrees.truncate(greatest);
        self.greatest = degrees;
    }
}

/// How often each number below `kinds` comes, those that never come left out.
fn tally<K: From<usize>>(numbers: impl Iterator<Item = usize>, kinds: usize) -> Vec<(K, usize)> {
    let mut counts = vec![0; kinds];
    numbers.for_each(|number| counts[number] += 1);
    let counted = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    counted.map(|(kind, count)| (K::from(kind), count)).collect()
}

impl Answer for StatsAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        render::to_text(self, graph, rendering)
    }

    /// Keys: `entities`, `records`, `edges`: each `total` and `by_kind` (`by_relation`); `dated`, `undated`,
    /// `first_day`, `last_day`, `with_evidence`, `sources`, `passages`, `ties`, `inferred_edges`, `components`,
    /// `greatest_component`, `isolated`; `greatest_degrees`: objects of `id`, `label`, `neighbours`.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        render::to_json(self, graph, rendering)
    }

    /// Columns `measure`, `of`, `count`; days are given under `of`.
    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        render::to_table(self, graph, rendering)
    }

    /// All that was counted.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        view.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw_with, entity};

    //   a ==r,s== b --t-- c      d ..u.. e (no tie)      f
    #[test]
    fn neighbours_components_and_the_isolated_are_counted_over_ties() {
        let lines = [
            ("r", "pact", "1990/..", "side: a, b"),
            ("s", "pact", "1985", "side: a, b"),
            ("t", "call", "", "caller: c; called: b?"),
            ("u", "feud", "../2006", "side: d, e"),
        ];
        let graph = draw_with(&lines, &["f"], crate::model::HubRule::default());
        let answer = StatsQuery { greatest: 2 }.run(&graph.view());
        assert_eq!(answer.counts, (6, 4, 4));
        assert_eq!((answer.ties, answer.inferred), (3, 1));
        assert_eq!((answer.components, answer.greatest_component, answer.isolated), (1, 3, 3));
        assert_eq!(answer.greatest, [(entity(&graph, "b"), 2), (entity(&graph, "a"), 1)]);
        assert_eq!((answer.dated, answer.evidenced), (3, 0));
        assert_eq!(answer.first, Day::from_ymd(1985, 1, 1));
        assert_eq!(answer.last, Day::from_ymd(2006, 12, 31));
        assert_eq!(answer.records.iter().map(|(_, n)| n).sum::<usize>(), 4);
    }

    #[test]
    fn a_view_of_nothing_has_nothing() {
        let graph = draw_with(&[("r", "pact", "", "side: a, b")], &[], crate::model::HubRule::default());
        let answer = StatsQuery::default().run(&graph.view().filter(|_| false));
        assert_eq!(answer, StatsAnswer::default());
    }
}
