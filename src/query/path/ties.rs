//! The ties at a node: which edges may be crossed, to whom they lead, and who is a hub.

use super::PathQuery;
use crate::graph::{Adjacency, EdgeData, Incident, KnowledgeGraph, View};
use crate::model::{EntityIx, RecordIx, RoleIx};
use crate::query::moment::Moment;
use hashbrown::HashMap;
use petgraph::graph::EdgeIndex;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Which way a node's edges are walked, where directions count; where they do not, both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the beginning of a route towards its end.
    Forth,
    /// From the end towards the beginning.
    Back,
}

/// What may be crossed in a view, by a question.
pub(super) struct Ties<'v, 'g> {
    pub(super) view: &'v View<'g>,
    pub(super) query: &'v PathQuery,
    /// One hub that may be crossed although others may not.
    pub(super) open_hub: Option<EntityIx>,
    adjacency: &'g Adjacency,
    /// Whether nothing is filtered, so that an edge need not be fetched to know whether it may be crossed.
    unfiltered: bool,
    nodes: usize,
    degrees: HashMap<EntityIx, u32, FxBuildHasher>,
    /// How many edges have been looked at, those left out counted.
    pub(super) touched: u64,
    /// The records with a crowd met so far, each with the crowd's size.
    pub(super) crowds: BTreeMap<RecordIx, u32>,
    /// Whether any record of the graph has a crowd.
    has_crowds: bool,
}

impl<'v, 'g> Ties<'v, 'g> {
    pub(super) fn new(view: &'v View<'g>, query: &'v PathQuery) -> Self {
        let (graph, dataset) = (view.graph(), view.graph().dataset());
        Self {
            adjacency: graph.adjacency(),
            has_crowds: graph.greatest_role() > dataset.settings.hubs.fillers,
            unfiltered: view.is_whole() && query.relations.is_all(),
            view,
            query,
            open_hub: None,
            nodes: view.entity_count(),
            degrees: HashMap::default(),
            touched: 0,
            crowds: BTreeMap::new(),
        }
    }

    /// The edges at a node, admitted or not: a slice for each neighbour, in the order of ids.
    pub(super) fn groups(&mut self, node: EntityIx) -> impl Iterator<Item = &'g [Incident]> + use<'g> {
        let row = self.adjacency.row(node);
        self.touched += row.len() as u64;
        row.chunk_by(|a, b| a.node() == b.node())
    }

    /// The edges that join a node to another, admitted or not.
    pub(super) fn group(&mut self, node: EntityIx, other: EntityIx) -> &'g [Incident] {
        let group = self.adjacency.between(node, other);
        self.touched += group.len() as u64;
        group
    }

    /// Whether a route of several hops can go a way over the edges between a node and a neighbour.
    pub(super) fn carries(&mut self, node: EntityIx, group: &'g [Incident], way: Way) -> bool {
        let other = group[0].node();
        if other == node || self.query.avoid.contains(&other) {
            return false;
        }
        if !self.has_crowds {
            return self.admitted(group, way).next().is_some();
        }
        let edges: Vec<EdgeIndex<u32>> = self.admitted(group, way).map(Incident::edge).collect();
        self.carry(&edges)
    }

    /// The edges of a group that may be crossed in a way.
    pub(super) fn admitted(&self, group: &'g [Incident], way: Way) -> impl Iterator<Item = Incident> {
        group.iter().copied().filter(move |&incident| self.leads(incident, way) && self.admits(incident))
    }

    /// The records whose edges of a group may be crossed in a way.
    pub(super) fn records(&self, group: &'g [Incident], way: Way) -> impl Iterator<Item = RecordIx> {
        let graph = self.view.graph().petgraph();
        self.admitted(group, way).map(move |incident| graph[incident.edge()].record)
    }

    fn leads(&self, incident: Incident, way: Way) -> bool {
        match way {
            _ if !self.query.directed => true,
            Way::Forth => incident.leads_forth(),
            Way::Back => incident.leads_back(),
        }
    }

    fn admits(&self, incident: Incident) -> bool {
        if self.unfiltered {
            return incident.is_tie() || self.query.cross_non_ties;
        }
        let edge = self.view.graph().edge(incident.edge());
        self.query.admits(self.view, &edge) && self.view.contains_edge(&edge)
    }

    /// The edges over which one can go from a node to another, by date, then by edge.
    pub(super) fn between(&mut self, from: EntityIx, to: EntityIx) -> Rc<[EdgeIndex<u32>]> {
        let graph = self.view.graph();
        let from_is_smaller = graph.incidence(from) <= graph.incidence(to);
        let (group, way) = match from_is_smaller {
            true => (self.group(from, to), Way::Forth),
            false => (self.group(to, from), Way::Back),
        };
        if self.query.avoid.contains(&from) || self.query.avoid.contains(&to) {
            return Rc::from([]);
        }
        let mut edges: Vec<EdgeIndex<u32>> = self.admitted(group, way).map(Incident::edge).collect();
        if edges.len() > 1 {
            // A date is far away in memory, and most neighbours have one edge.
            let record = |edge: EdgeIndex<u32>| graph.petgraph()[edge].record;
            edges.sort_by_cached_key(|&edge| (Moment::of_record(graph.dataset(), record(edge)), edge));
        }
        edges.into()
    }

    /// How many neighbours a node has, whichever way their edges lead.
    pub(super) fn degree(&mut self, node: EntityIx) -> u32 {
        if self.unfiltered && !self.query.cross_non_ties && self.query.avoid.is_empty() {
            return self.adjacency.degree(node);
        }
        if let Some(&known) = self.degrees.get(&node) {
            return known;
        }
        let avoid = &self.query.avoid;
        let groups =
            self.groups(node).filter(|group| group[0].node() != node && !avoid.contains(&group[0].node()));
        let degree =
            groups.filter(|group| group.iter().any(|&incident| self.admits(incident))).count() as u32;
        self.degrees.insert(node, degree);
        degree
    }

    /// Whether a node is a hub by the rule of the dataset.
    pub(super) fn is_hub(&mut self, node: EntityIx) -> bool {
        // Few edges, few neighbours: most nodes are cleared without counting theirs.
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

    /// Whether a route of several hops can go over some edges.
    pub(super) fn carry(&mut self, edges: &[EdgeIndex<u32>]) -> bool {
        if self.has_crowds { self.note_crowds(edges) } else { !edges.is_empty() }
    }
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
