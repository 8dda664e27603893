//! A selection over the graph.

use super::{Edge, KnowledgeGraph};
use crate::model::{EntityIx, RecordIx};
use fixedbitset::FixedBitSet;

/// A selection of records, the entities they touch, and the edges they make.
///
/// The whole graph as a view also shows entities that no record touches. A view borrows the graph and copies nothing
/// but one bit a record and one an entity.
#[derive(Debug, Clone)]
pub struct View<'g> {
    graph: &'g KnowledgeGraph,
    selection: Option<Selection>,
}

#[derive(Debug, Clone)]
struct Selection {
    records: FixedBitSet,
    entities: FixedBitSet,
}

impl<'g> View<'g> {
    /// Everything.
    #[must_use]
    pub fn whole(graph: &'g KnowledgeGraph) -> Self {
        Self { graph, selection: None }
    }

    /// The records of this view that `keep` keeps, and the entities they touch.
    #[must_use]
    pub fn filter(&self, mut keep: impl FnMut(RecordIx) -> bool) -> Self {
        let dataset = self.graph.dataset();
        let mut records = FixedBitSet::with_capacity(dataset.records.len());
        let mut entities = FixedBitSet::with_capacity(dataset.entities.len());
        for record in self.records().filter(|record| keep(*record)) {
            records.insert(record.index());
            for (n, filler) in dataset.records.fillers(record).iter().enumerate() {
                let body = dataset.records.acting_for(record, n);
                for entity in [Some(filler.entity), body].into_iter().flatten() {
                    entities.insert(self.graph.identities().canonical(entity).index());
                }
            }
        }
        Self { graph: self.graph, selection: Some(Selection { records, entities }) }
    }

    /// The graph it looks at.
    #[must_use]
    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// Whether a record is in it.
    #[must_use]
    pub fn contains_record(&self, record: RecordIx) -> bool {
        self.selection.as_ref().is_none_or(|selection| selection.records.contains(record.index()))
    }

    /// Whether an entity is in it; a merged id never is, the one that stands for it may be.
    #[must_use]
    pub fn contains_entity(&self, entity: EntityIx) -> bool {
        let selected =
            self.selection.as_ref().is_none_or(|selection| selection.entities.contains(entity.index()));
        selected && !self.graph.identities().is_merged(entity)
    }

    /// Its records, in the order of ids.
    pub fn records(&self) -> impl Iterator<Item = RecordIx> + Clone + '_ {
        (0..self.graph.dataset().records.len())
            .map(RecordIx::from)
            .filter(|record| self.contains_record(*record))
    }

    /// Its entities, in the order of ids.
    pub fn entities(&self) -> impl Iterator<Item = EntityIx> + Clone + '_ {
        (0..self.graph.dataset().entities.len())
            .map(EntityIx::from)
            .filter(|entity| self.contains_entity(*entity))
    }

    /// Its edges, in the order of records and of projection.
    pub fn edges(&self) -> impl Iterator<Item = Edge<'g>> + '_ {
        let graph = self.graph;
        self.records().flat_map(move |record| graph.edges_of(record))
    }

    /// How many entities, records and edges it has.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        match &self.selection {
            None => {
                let merged = self.graph.identities().len();
                let dataset = self.graph.dataset();
                (dataset.entities.len() - merged, dataset.records.len(), self.graph.petgraph().edge_count())
            }
            Some(selection) => {
                (selection.entities.count_ones(..), selection.records.count_ones(..), self.edges().count())
            }
        }
    }
}
