//! The graph: built once, never changed.
//!
//! [`KnowledgeGraph`] holds the dataset and a petgraph graph in which node `i` is entity `i` and every edge knows its
//! record and the two fillers it joins. [`View`] is a selection of records over it, cheap to make and to pass on.
//! Edges are made by the vocabulary's rules in `projection.rs`.
//!
//! What it does not do: answer questions ([`crate::query`]) or write files ([`crate::export`]).

mod adjacency;
mod endings;
mod history;
mod projection;
mod view;

pub use adjacency::{Adjacency, Incident, RowEdge};
pub use endings::Endings;
pub use history::Histories;
pub use projection::EdgeData;
pub use view::View;

use crate::model::{Dataset, EntityIx, RecordIx, Relation};
use crate::resolve::{Identities, Merged, NameIndex};
use petgraph::graph::{DiGraph, EdgeIndex, Graph, NodeIndex};
use petgraph::visit::EdgeRef;
use petgraph::{Directed, Direction};
use std::sync::OnceLock;

/// The petgraph graph inside: nodes carry entities, edges the record and fillers they come from.
pub type PetGraph = Graph<EntityIx, EdgeData, Directed, u32>;

/// A dataset with its identities resolved and its records projected to edges.
#[derive(Debug)]
pub struct KnowledgeGraph {
    dataset: Dataset,
    identities: Identities,
    graph: PetGraph,
    /// The first edge of each record; one more entry than records.
    first_edges: Vec<u32>,
    /// How many edges start or end at each entity.
    incidence: Vec<u32>,
    greatest_incidence: u32,
    greatest_role: u32,
    adjacency: OnceLock<Adjacency>,
    histories: OnceLock<Histories>,
    endings: OnceLock<Endings>,
}

impl KnowledgeGraph {
    /// Projects the records of a dataset, with edges between canonical entities.
    ///
    /// Linear in records and edges.
    #[must_use]
    pub fn build(dataset: Dataset, identities: Identities) -> Self {
        let mut graph: PetGraph = DiGraph::with_capacity(dataset.entities.len(), dataset.records.len());
        for entity in dataset.entities.iter() {
            graph.add_node(entity);
        }
        let mut first_edges = Vec::with_capacity(dataset.records.len() + 1);
        for record in dataset.records.iter() {
            first_edges.push(graph.edge_count() as u32);
            projection::project(&dataset, &identities, record, &mut |source, target, edge| {
                graph.add_edge(NodeIndex::new(source.index()), NodeIndex::new(target.index()), edge);
            });
        }
        first_edges.push(graph.edge_count() as u32);
        graph.shrink_to_fit();
        let mut incidence = vec![0; graph.node_count()];
        for edge in graph.raw_edges() {
            incidence[edge.source().index()] += 1;
            incidence[edge.target().index()] += 1;
        }
        let greatest_incidence = incidence.iter().copied().max().unwrap_or(0);
        let greatest_role = greatest_role(&dataset);
        let (adjacency, histories, endings) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self {
            dataset,
            identities,
            graph,
            first_edges,
            incidence,
            greatest_incidence,
            greatest_role,
            adjacency,
            histories,
            endings,
        }
    }

    /// The data.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Which ids are one entity.
    #[must_use]
    pub fn identities(&self) -> &Identities {
        &self.identities
    }

    /// What is known of an entity under all its ids, seen from one of them.
    #[must_use]
    pub fn merged(&self, entity: EntityIx) -> Merged<'_> {
        Merged::new(&self.dataset, &self.identities, entity)
    }

    /// The petgraph graph, for those who want to run algorithms of their own. Node `i` is entity `i`.
    #[must_use]
    pub fn petgraph(&self) -> &PetGraph {
        &self.graph
    }

    /// The edges in rows by node, for walking many of them; made when first asked for.
    #[must_use]
    pub fn adjacency(&self) -> &Adjacency {
        self.adjacency.get_or_init(|| Adjacency::new(&self.graph, &self.incidence))
    }

    /// The histories of pairs; collected when first asked for.
    #[must_use]
    pub fn histories(&self) -> &Histories {
        self.histories.get_or_init(|| Histories::new(self))
    }

    /// Which happenings end which states; collected when first asked for.
    #[must_use]
    pub fn endings(&self) -> &Endings {
        self.endings.get_or_init(|| Endings::new(self))
    }

    /// An index of all names.
    #[must_use]
    pub fn name_index(&self) -> NameIndex {
        NameIndex::new(&self.dataset, &self.identities)
    }

    /// Everything, as a view.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::whole(self)
    }

    /// The edges of a record, in projection order.
    pub fn edges_of(&self, record: RecordIx) -> impl ExactSizeIterator<Item = Edge<'_>> + use<'_> {
        let range = self.first_edges[record.index()]..self.first_edges[record.index() + 1];
        range.map(|n| self.edge(EdgeIndex::new(n as usize)))
    }

    /// The edge of a number.
    ///
    /// # Panics
    /// When the graph has no such edge.
    #[must_use]
    pub fn edge(&self, index: EdgeIndex<u32>) -> Edge<'_> {
        let (source, target) =
            self.graph.edge_endpoints(index).expect("the caller has the index from this graph");
        let data = self.graph[index];
        Edge {
            graph: self,
            index,
            source: EntityIx::from(source.index()),
            target: EntityIx::from(target.index()),
            data,
        }
    }

    /// The edges that start or end at an entity, in no order that means anything; a loop comes twice.
    pub fn edges_at(&self, entity: EntityIx) -> impl Iterator<Item = Edge<'_>> {
        let node = NodeIndex::new(entity.index());
        let both = [Direction::Outgoing, Direction::Incoming].into_iter();
        both.flat_map(move |direction| self.graph.edges_directed(node, direction))
            .map(|edge| self.edge(edge.id()))
    }

    /// How many edges start or end at an entity, a loop counted twice: no view shows it more neighbours.
    #[must_use]
    pub fn incidence(&self, entity: EntityIx) -> u32 {
        self.incidence[entity.index()]
    }

    /// The greatest number of edges at any entity.
    #[must_use]
    pub fn greatest_incidence(&self) -> u32 {
        self.greatest_incidence
    }

    /// The greatest number of fillers of one role in any record, unnamed ones counted.
    #[must_use]
    pub fn greatest_role(&self) -> u32 {
        self.greatest_role
    }

    /// All edges, in the order of records and of projection.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = Edge<'_>> {
        (0..self.graph.edge_count()).map(|n| self.edge(EdgeIndex::new(n)))
    }
}

fn greatest_role(dataset: &Dataset) -> u32 {
    let size = |record| {
        let fillers = dataset.records.fillers(record).len() as u32;
        let unnamed = dataset.records.unnamed(record).iter().map(|unnamed| unnamed.count);
        // Few have as many fillers in all as the greatest role has, so few are counted by role.
        (unnamed.fold(fillers, u32::saturating_add), record)
    };
    dataset.records.iter().map(size).fold(0, |greatest, (all, record)| {
        if all <= greatest { greatest } else { greatest.max(role_sizes(dataset, record).max().unwrap_or(0)) }
    })
}

/// How many fill each role of a record, unnamed ones counted.
fn role_sizes(dataset: &Dataset, record: RecordIx) -> impl Iterator<Item = u32> + '_ {
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    kind.roles().map(move |(role, _)| dataset.records.role_size(record, role))
}

/// An edge of the graph with its ends.
#[derive(Debug, Clone, Copy)]
pub struct Edge<'g> {
    graph: &'g KnowledgeGraph,
    /// Its number in the petgraph graph.
    pub index: EdgeIndex<u32>,
    /// Where it starts; of a symmetric edge the smaller id.
    pub source: EntityIx,
    /// Where it ends.
    pub target: EntityIx,
    /// The record and fillers it comes from.
    pub data: EdgeData,
}

impl<'g> Edge<'g> {
    /// The edge's id: `e_{record}`, or `e_{record}_{n}` when the record makes several, n from 1.
    #[must_use]
    pub fn id(&self) -> String {
        let record = self.data.record;
        let first = self.graph.first_edges[record.index()];
        let several = self.graph.first_edges[record.index() + 1] - first > 1;
        let id = self.graph.dataset.records.id(record);
        if several { format!("e_{id}_{}", self.index.index() as u32 - first + 1) } else { format!("e_{id}") }
    }

    /// The record it comes from.
    #[must_use]
    pub fn record(&self) -> RecordIx {
        self.data.record
    }

    /// Its relation.
    #[must_use]
    pub fn relation(&self) -> &'g Relation {
        self.graph.dataset.vocabulary.relation(self.data.relation)
    }

    /// What it weighs: 1/(n-1) among n fillers of one role, else 1.
    #[must_use]
    pub fn weight(&self) -> f64 {
        projection::weight(&self.graph.dataset, &self.graph.identities, &self.data)
    }

    /// Whether the text does not name its source, and its target, in so many words; a body acted for never is inferred.
    #[must_use]
    pub fn inferred_ends(&self) -> (bool, bool) {
        let fillers = self.graph.dataset.records.fillers(self.data.record);
        let target = !self.data.is_acting() && fillers[usize::from(self.data.target_filler)].inferred;
        (fillers[usize::from(self.data.source_filler)].inferred, target)
    }

    /// The name of the role that its source or its target plays; of a body acted for, nothing.
    #[must_use]
    pub fn roles(&self) -> (&'g str, &'g str) {
        projection::roles(&self.graph.dataset, &self.data)
    }
}
