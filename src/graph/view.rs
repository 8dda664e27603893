//! A selection over the graph.

use super::{Edge, KnowledgeGraph};
use crate::model::{EntityIx, RecordIx, RelationIx};
use fixedbitset::FixedBitSet;

/// A selection of records, the entities they touch, and the edges they make, or some of them.
///
/// The whole graph as a view also shows entities that no record touches. A view borrows the graph and copies nothing
/// but one bit a record, one an entity and, where edges are selected, one an edge.
#[derive(Debug, Clone)]
pub struct View<'g> {
    graph: &'g KnowledgeGraph,
    selection: Option<Selection>,
    ties: Ties,
}

#[derive(Debug, Clone)]
struct Selection {
    records: FixedBitSet,
    entities: FixedBitSet,
    /// All edges of the records when absent.
    edges: Option<FixedBitSet>,
}

/// Which edges are ties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Ties {
    /// Those that the vocabulary says are.
    #[default]
    Declared,
    /// Those, and all edges of these relations, which otherwise never are.
    Named(Vec<RelationIx>),
    /// All.
    All,
}

impl<'g> View<'g> {
    /// Everything.
    #[must_use]
    pub fn whole(graph: &'g KnowledgeGraph) -> Self {
        Self { graph, selection: None, ties: Ties::Declared }
    }

    /// The records of this view that `keep` keeps, and the entities they touch.
    #[must_use]
    pub fn filter(&self, mut keep: impl FnMut(RecordIx) -> bool) -> Self {
        let mut selection = self.nothing();
        for record in self.records().filter(|record| keep(*record)) {
            selection.records.insert(record.index());
            selection.touch(self.graph, record);
        }
        selection.edges = self.selection.as_ref().and_then(|own| own.edges.clone());
        self.selecting(selection)
    }

    /// The edges of this view that `keep` keeps, the records they come from and the entities they join.
    ///
    /// A record may name entities besides; those that stand alone in it are not in the view.
    #[must_use]
    pub fn filter_edges(&self, mut keep: impl FnMut(&Edge<'g>) -> bool) -> Self {
        let mut selection = self.nothing();
        let mut edges = FixedBitSet::with_capacity(self.graph.petgraph().edge_count());
        for edge in self.edges().filter(|edge| keep(edge)) {
            edges.insert(edge.index.index());
            selection.records.insert(edge.record().index());
            selection.entities.insert(edge.source.index());
            selection.entities.insert(edge.target.index());
        }
        selection.edges = Some(edges);
        self.selecting(selection)
    }

    /// These entities, the edges of this view between any two of them, the records those come from, and the records that
    /// make no edge and touch no other entity.
    #[must_use]
    pub fn among(&self, entities: impl IntoIterator<Item = EntityIx>) -> Self {
        let mut within = FixedBitSet::with_capacity(self.graph.dataset().entities.len());
        within
            .extend(entities.into_iter().filter(|&entity| self.contains_entity(entity)).map(EntityIx::index));
        let holds = |entity: EntityIx| within.contains(entity.index());
        let mut view = self.filter_edges(|edge| holds(edge.source) && holds(edge.target));
        let without_edges = self.records().filter(|&record| self.graph.edges_of(record).len() == 0);
        let about: Vec<RecordIx> =
            without_edges.filter(|&record| touched(self.graph, record).all(holds)).collect();
        if let Some(selection) = &mut view.selection {
            selection.records.extend(about.into_iter().map(RecordIx::index));
            selection.entities = within;
        }
        view
    }

    /// The same view with these entities of the graph besides, whether or not anything joins them.
    #[must_use]
    pub fn with_entities(mut self, entities: impl IntoIterator<Item = EntityIx>) -> Self {
        if let Some(selection) = &mut self.selection {
            selection.entities.extend(entities.into_iter().map(EntityIx::index));
        }
        self
    }

    /// The same view, in which all edges of these relations are ties too, if their relation never makes any.
    #[must_use]
    pub fn with_ties_of(mut self, relations: &[RelationIx]) -> Self {
        if !relations.is_empty() && self.ties != Ties::All {
            self.ties = Ties::Named(relations.to_vec());
        }
        self
    }

    /// The same view, in which every edge is a tie.
    #[must_use]
    pub fn with_all_ties(mut self) -> Self {
        self.ties = Ties::All;
        self
    }

    fn nothing(&self) -> Selection {
        let dataset = self.graph.dataset();
        let records = FixedBitSet::with_capacity(dataset.records.len());
        let entities = FixedBitSet::with_capacity(dataset.entities.len());
        Selection { records, entities, edges: None }
    }

    fn selecting(&self, selection: Selection) -> Self {
        Self { graph: self.graph, selection: Some(selection), ties: self.ties.clone() }
    }

    /// The graph it looks at.
    #[must_use]
    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// Whether nothing is left out, and no edge is a tie but those that the vocabulary says are.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.selection.is_none() && self.ties == Ties::Declared
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

    /// Whether an edge is in it.
    #[must_use]
    pub fn contains_edge(&self, edge: &Edge<'_>) -> bool {
        let selection = self.selection.as_ref();
        match selection.and_then(|selection| selection.edges.as_ref()) {
            Some(edges) => edges.contains(edge.index.index()) && self.contains_record(edge.record()),
            None => self.contains_record(edge.record()),
        }
    }

    /// Whether an edge is a tie here: routes may cross it, and it counts where neighbours are counted.
    #[must_use]
    pub fn is_tie(&self, edge: &Edge<'_>) -> bool {
        edge.data.is_tie()
            || match &self.ties {
                Ties::Declared => false,
                Ties::Named(relations) => relations.contains(&edge.data.relation) && !edge.relation().tie,
                Ties::All => true,
            }
    }

    /// Its edges, in the order of records and of projection.
    pub fn edges(&self) -> impl Iterator<Item = Edge<'g>> + '_ {
        let graph = self.graph;
        let edges = self.records().flat_map(move |record| graph.edges_of(record));
        edges.filter(|edge| self.contains_edge(edge))
    }

    /// The edges of this view that start or end at an entity, in no order that means anything; a loop comes twice.
    pub fn edges_at(&self, entity: EntityIx) -> impl Iterator<Item = Edge<'g>> + '_ {
        self.graph.edges_at(entity).filter(|edge| self.contains_edge(edge))
    }

    /// Its entities and all others that its records name, in the order of ids: all that must be described so that every
    /// record can be read.
    pub fn named_entities(&self) -> impl Iterator<Item = EntityIx> + '_ {
        let mut named = self.nothing();
        self.records().for_each(|record| named.touch(self.graph, record));
        self.entities().for_each(|entity| named.entities.insert(entity.index()));
        (0..named.entities.len()).filter(move |&n| named.entities.contains(n)).map(EntityIx::from)
    }

    /// How many entities, records and edges it has.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let Some(selection) = &self.selection else {
            let merged = self.graph.identities().len();
            let dataset = self.graph.dataset();
            return (
                dataset.entities.len() - merged,
                dataset.records.len(),
                self.graph.petgraph().edge_count(),
            );
        };
        (self.entity_count(), selection.records.count_ones(..), self.edges().count())
    }

    /// How many entities it has. Cheaper than counting everything.
    #[must_use]
    pub fn entity_count(&self) -> usize {
        match &self.selection {
            None => self.graph.dataset().entities.len() - self.graph.identities().len(),
            Some(selection) => selection.entities.count_ones(..),
        }
    }
}

impl Selection {
    fn touch(&mut self, graph: &KnowledgeGraph, record: RecordIx) {
        self.entities.extend(touched(graph, record).map(EntityIx::index));
    }
}

/// The entities that a record touches: those that fill its roles and those that are acted for.
fn touched(graph: &KnowledgeGraph, record: RecordIx) -> impl Iterator<Item = EntityIx> + '_ {
    let records = &graph.dataset().records;
    let fillers = records.fillers(record).iter().enumerate();
    let both = fillers.flat_map(move |(n, filler)| [Some(filler.entity), records.acting_for(record, n)]);
    both.flatten().map(|entity| graph.identities().canonical(entity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Pipeline;

    /// `v`: a visits b, led by c; `m`: a belongs to b; `f`: d was founded; `n`: relations of a and b were none.
    fn drawn() -> KnowledgeGraph {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("entities/organisation.csv", "id,name_en\na,A\nb,B\nd,D\n");
        write("entities/person.csv", "id,name_en\nc,C\n");
        write("records/visit.csv", "id,date,visitor,host,leader\nv,1980,a,b,c\n");
        write("records/founding.csv", "id,date,organisation\nf,1970,d\n");
        write("records/relations.csv", "id,date,party,state\nn,1960,a;b,none\n");
        Pipeline::new(folder.path()).run().graph.unwrap()
    }

    fn told(view: &View<'_>) -> [String; 3] {
        let dataset = view.graph().dataset();
        let join = |ids: Vec<&str>| ids.join(" ");
        [
            join(view.entities().map(|entity| dataset.entities.id(entity)).collect()),
            join(view.records().map(|record| dataset.records.id(record)).collect()),
            join(view.edges().map(|edge| edge.relation().name.as_str()).collect()),
        ]
    }

    #[test]
    fn selected_edges_bring_the_entities_they_join_and_name_the_others() {
        let graph = drawn();
        let view =
            graph.view().filter_edges(|edge| edge.relation().name == "visited" && edge.source.index() == 0);
        assert_eq!(told(&view), ["a b", "v", "visited"]);
        assert_eq!(view.counts(), (2, 1, 1));
        let named: Vec<&str> = view.named_entities().map(|e| graph.dataset().entities.id(e)).collect();
        assert_eq!(named, ["a", "b", "c"]);
        assert_eq!(told(&view.filter(|_| true))[2], "visited", "a selection of records keeps that of edges");
    }

    #[test]
    fn among_entities_are_the_edges_between_them_and_what_is_about_them_alone() {
        let graph = drawn();
        let [a, b, d] = ["a", "b", "d"].map(|id| graph.dataset().entities.find(id).unwrap());
        assert_eq!(told(&graph.view().among([a, b])), ["a b", "n v", "relations_with visited"]);
        assert_eq!(told(&graph.view().among([d, a])), ["a d", "f", ""]);
    }

    #[test]
    fn what_is_no_tie_is_one_when_it_is_named_or_all_are() {
        let graph = drawn();
        let none = graph.edges().find(|edge| edge.relation().name == "relations_with").unwrap();
        let named = graph.view().with_ties_of(&[none.data.relation]);
        assert!(!graph.view().is_tie(&none));
        assert!(!named.is_tie(&none), "its relation makes ties of other states");
        assert!(graph.view().with_all_ties().is_tie(&none));
    }
}
