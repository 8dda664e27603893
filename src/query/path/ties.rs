//! The neighbours of a node over the edges that may be crossed, gathered when they are first asked for.

use super::PathQuery;
use crate::graph::{EdgeData, KnowledgeGraph, View};
use crate::model::{EntityIx, RecordIx, RoleIx};
use crate::query::moment::Moment;
use hashbrown::HashMap;
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgesDirected};
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A node next to another.
#[derive(Debug, Clone)]
pub(super) struct Neighbour {
    /// The node.
    pub(super) node: EntityIx,
    /// The edges between, by date, then by edge; both directions.
    pub(super) edges: Rc<[EdgeIndex<u32>]>,
    /// Whether one of them can be part of a route of several hops.
    pub(super) carries: bool,
}

/// Neighbour lists over a view. A node's list costs its edges once, with their sorting.
pub(super) struct Ties<'v, 'g> {
    pub(super) view: &'v View<'g>,
    pub(super) query: &'v PathQuery,
    /// One hub that may be crossed although others may not.
    pub(super) open_hub: Option<EntityIx>,
    nodes: usize,
    lists: HashMap<EntityIx, Rc<[Neighbour]>, FxBuildHasher>,
    /// How many edges have been looked at, those left out counted.
    pub(super) touched: u64,
    /// The records with a crowd met so far, each with the crowd's size.
    pub(super) crowds: BTreeMap<RecordIx, u32>,
    /// Whether any record of the graph has a crowd.
    has_crowds: bool,
}

impl<'v, 'g> Ties<'v, 'g> {
    pub(super) fn new(view: &'v View<'g>, query: &'v PathQuery) -> Self {
        let lists = HashMap::default();
        let (graph, dataset) = (view.graph(), view.graph().dataset());
        Self {
            has_crowds: graph.greatest_role() > dataset.settings.hubs.fillers,
            view,
            query,
            open_hub: None,
            nodes: view.entity_count(),
            lists,
            touched: 0,
            crowds: BTreeMap::new(),
        }
    }

    /// The neighbours of a node, sorted by id.
    pub(super) fn neighbours(&mut self, node: EntityIx) -> Rc<[Neighbour]> {
        if let Some(list) = self.lists.get(&node) {
            return Rc::clone(list);
        }
        let list = self.gather(node);
        self.lists.insert(node, Rc::clone(&list));
        list
    }

    /// The edges between two nodes, if there is any.
    pub(super) fn between(&mut self, a: EntityIx, b: EntityIx) -> Option<Neighbour> {
        let list = self.neighbours(a);
        let found = list.binary_search_by_key(&b, |neighbour| neighbour.node).ok()?;
        Some(list[found].clone())
    }

    /// How many neighbours a node has.
    pub(super) fn degree(&mut self, node: EntityIx) -> u32 {
        self.neighbours(node).len() as u32
    }

    /// Whether a node is a hub by the rule of the dataset.
    pub(super) fn is_hub(&mut self, node: EntityIx) -> bool {
        // Few edges, few neighbours: most nodes are cleared without gathering their lists.
        self.is_many(self.view.graph().incidence(node)) && {
            let degree = self.degree(node);
            self.is_many(degree)
        }
    }

    /// Whether so many neighbours make a hub.
    fn is_many(&self, neighbours: u32) -> bool {
        let rule = self.view.graph().dataset().settings.hubs;
        neighbours > rule.neighbours && f64::from(neighbours) > rule.share * self.nodes as f64
    }

    /// Whether anything at all in the graph may be a hub or hold a crowd.
    pub(super) fn may_skip(&self) -> bool {
        let graph = self.view.graph();
        !self.query.cross_hubs && (self.has_crowds || self.is_many(graph.greatest_incidence()))
    }

    /// Whether a route may pass through a node.
    pub(super) fn is_crossable(&mut self, node: EntityIx) -> bool {
        let named = self.open_hub == Some(node) || self.query.through.contains(&node);
        self.query.cross_hubs || named || !self.is_hub(node)
    }

    fn gather(&mut self, node: EntityIx) -> Rc<[Neighbour]> {
        let graph = self.view.graph();
        self.touched += u64::from(graph.incidence(node));
        let is_admitted = |&(other, edge): &(EntityIx, EdgeIndex<u32>)| {
            other != node && !self.query.avoid.contains(&other) && self.admits(edge)
        };
        let mut edges: Vec<(EntityIx, EdgeIndex<u32>)> =
            incident(graph.petgraph(), node).filter(is_admitted).collect();
        edges.sort_unstable();
        edges.chunk_by(|a, b| a.0 == b.0).map(|chunk| self.neighbour(chunk)).collect()
    }

    fn admits(&self, edge: EdgeIndex<u32>) -> bool {
        let edge = self.view.graph().edge(edge);
        self.query.admits(self.view, &edge) && self.view.contains_edge(&edge)
    }

    fn neighbour(&mut self, chunk: &[(EntityIx, EdgeIndex<u32>)]) -> Neighbour {
        let graph = self.view.graph();
        let mut edges: Vec<EdgeIndex<u32>> = chunk.iter().map(|(_, edge)| *edge).collect();
        if edges.len() > 1 {
            // A date is far away in memory, and most neighbours have one edge.
            let record = |edge: EdgeIndex<u32>| graph.petgraph()[edge].record;
            edges.sort_by_cached_key(|&edge| (Moment::of_record(graph.dataset(), record(edge)), edge));
        }
        let carries = if self.has_crowds { self.note_crowds(&edges) } else { true };
        Neighbour { node: chunk[0].0, edges: edges.into(), carries }
    }

    /// Remembers the records with a crowd among some edges, and tells whether one of these edges is part of no crowd.
    fn note_crowds(&mut self, edges: &[EdgeIndex<u32>]) -> bool {
        let graph = self.view.graph();
        let mut carries = false;
        for &edge in edges {
            let data = graph.petgraph()[edge];
            for role in [Some(source_role(graph, data)), target_role(graph, data)].into_iter().flatten() {
                if let Some(size) = crowd(graph, data.record, role) {
                    self.crowds.insert(data.record, size);
                }
            }
            carries |= self.query.cross_hubs || !is_within_crowd(graph, data);
        }
        carries
    }
}

/// The edges at a node with the node at their other end, outgoing ones first.
///
/// Written against petgraph's traits, so that a denser index of the same edges can take the graph's place.
fn incident<G>(graph: G, node: EntityIx) -> impl Iterator<Item = (EntityIx, EdgeIndex<u32>)>
where
    G: IntoEdgesDirected<NodeId = NodeIndex<u32>, EdgeId = EdgeIndex<u32>>,
{
    let node = NodeIndex::new(node.index());
    let outgoing = graph.edges_directed(node, Direction::Outgoing).map(|edge| (edge.target(), edge.id()));
    let incoming = graph.edges_directed(node, Direction::Incoming).map(|edge| (edge.source(), edge.id()));
    outgoing.chain(incoming).map(|(other, edge)| (EntityIx::from(other.index()), edge))
}

fn source_role(graph: &KnowledgeGraph, data: EdgeData) -> RoleIx {
    graph.dataset().records.fillers(data.record)[usize::from(data.source_filler)].role
}

/// The role at the target; a body that is acted for plays none.
fn target_role(graph: &KnowledgeGraph, data: EdgeData) -> Option<RoleIx> {
    let fillers = graph.dataset().records.fillers(data.record);
    (!data.is_acting()).then(|| fillers[usize::from(data.target_filler)].role)
}

/// The role that an edge gives to the node at one of its ends.
pub(super) fn role_at(graph: &KnowledgeGraph, edge: EdgeIndex<u32>, node: EntityIx) -> Option<RoleIx> {
    let edge = graph.edge(edge);
    if edge.source == node { Some(source_role(graph, edge.data)) } else { target_role(graph, edge.data) }
}

/// Whether an edge may be walked from a node at one of its ends.
pub(super) fn is_walkable(
    graph: &KnowledgeGraph,
    query: &PathQuery,
    edge: EdgeIndex<u32>,
    from: EntityIx,
) -> bool {
    let edge = graph.edge(edge);
    !query.directed || edge.data.is_symmetric() || edge.source == from
}

/// How many fill a role of a record, if they are a crowd; unnamed ones count.
pub(super) fn crowd(graph: &KnowledgeGraph, record: RecordIx, role: RoleIx) -> Option<u32> {
    let size = graph.dataset().records.role_size(record, role);
    (size > graph.dataset().settings.hubs.fillers).then_some(size)
}

/// Whether an edge joins two of one crowd.
fn is_within_crowd(graph: &KnowledgeGraph, data: EdgeData) -> bool {
    let role = source_role(graph, data);
    target_role(graph, data) == Some(role) && crowd(graph, data.record, role).is_some()
}
