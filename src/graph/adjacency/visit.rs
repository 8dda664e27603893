//! The rows as petgraph's algorithms walk them; what an edge means is asked of the graph, by its number.

use super::{Adjacency, Incident};
use crate::model::EntityIx;
use fixedbitset::FixedBitSet;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{
    Data, EdgeCount, EdgeRef, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges, IntoEdgesDirected,
    IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeCompactIndexable, NodeCount,
    NodeIndexable, Visitable,
};
use petgraph::{Directed, Direction};
use std::ops::Range;
use std::slice;

/// An edge of an [`Adjacency`], from its source to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowEdge {
    source: NodeIndex<u32>,
    target: NodeIndex<u32>,
    edge: EdgeIndex<u32>,
}

impl RowEdge {
    fn seen_from(node: NodeIndex<u32>, incident: Incident) -> Self {
        let (other, edge) = (NodeIndex::new(incident.node().index()), incident.edge());
        let (source, target) = if incident.leaves() { (node, other) } else { (other, node) };
        Self { source, target, edge }
    }
}

impl EdgeRef for RowEdge {
    type NodeId = NodeIndex<u32>;
    type EdgeId = EdgeIndex<u32>;
    type Weight = ();

    fn source(&self) -> Self::NodeId {
        self.source
    }

    fn target(&self) -> Self::NodeId {
        self.target
    }

    fn weight(&self) -> &() {
        &()
    }

    fn id(&self) -> Self::EdgeId {
        self.edge
    }
}

/// The edges that leave a node, or enter it.
#[derive(Debug, Clone)]
pub struct RowEdges<'a> {
    node: NodeIndex<u32>,
    row: slice::Iter<'a, Incident>,
    direction: Direction,
}

impl Iterator for RowEdges<'_> {
    type Item = RowEdge;

    fn next(&mut self) -> Option<RowEdge> {
        let leaves = self.direction == Direction::Outgoing;
        let incident = self.row.find(|incident| incident.leaves() == leaves)?;
        Some(RowEdge::seen_from(self.node, *incident))
    }
}

/// The nodes to which edges lead from a node, or from which they come; once for each edge.
#[derive(Debug, Clone)]
pub struct RowNeighbors<'a>(RowEdges<'a>);

impl Iterator for RowNeighbors<'_> {
    type Item = NodeIndex<u32>;

    fn next(&mut self) -> Option<NodeIndex<u32>> {
        let edge = self.0.next()?;
        Some(if self.0.direction == Direction::Outgoing { edge.target } else { edge.source })
    }
}

/// All edges, by source.
#[derive(Debug, Clone)]
pub struct AllEdges<'a> {
    rows: &'a Adjacency,
    later: Range<usize>,
    row: RowEdges<'a>,
}

impl Iterator for AllEdges<'_> {
    type Item = RowEdge;

    fn next(&mut self) -> Option<RowEdge> {
        loop {
            if let Some(edge) = self.row.next() {
                return Some(edge);
            }
            self.row = self.rows.edges(NodeIndex::new(self.later.next()?));
        }
    }
}

/// All nodes, in order.
#[derive(Debug, Clone)]
pub struct AllNodes(Range<usize>);

impl Iterator for AllNodes {
    type Item = NodeIndex<u32>;

    fn next(&mut self) -> Option<NodeIndex<u32>> {
        self.0.next().map(NodeIndex::new)
    }
}

impl GraphBase for Adjacency {
    type NodeId = NodeIndex<u32>;
    type EdgeId = EdgeIndex<u32>;
}

impl Data for Adjacency {
    type NodeWeight = ();
    type EdgeWeight = ();
}

impl GraphProp for Adjacency {
    type EdgeType = Directed;
}

impl NodeCount for Adjacency {
    fn node_count(&self) -> usize {
        self.degrees.len()
    }
}

impl EdgeCount for Adjacency {
    fn edge_count(&self) -> usize {
        self.incidents.len() / 2
    }
}

impl NodeCompactIndexable for Adjacency {}

impl NodeIndexable for Adjacency {
    fn node_bound(&self) -> usize {
        self.degrees.len()
    }

    fn to_index(&self, node: NodeIndex<u32>) -> usize {
        node.index()
    }

    fn from_index(&self, index: usize) -> NodeIndex<u32> {
        NodeIndex::new(index)
    }
}

impl Visitable for Adjacency {
    type Map = FixedBitSet;

    fn visit_map(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.degrees.len())
    }

    fn reset_map(&self, map: &mut FixedBitSet) {
        map.clear();
        map.grow(self.degrees.len());
    }
}

impl IntoNodeIdentifiers for &Adjacency {
    type NodeIdentifiers = AllNodes;

    fn node_identifiers(self) -> AllNodes {
        AllNodes(0..self.degrees.len())
    }
}

impl<'a> IntoNeighbors for &'a Adjacency {
    type Neighbors = RowNeighbors<'a>;

    fn neighbors(self, node: NodeIndex<u32>) -> RowNeighbors<'a> {
        RowNeighbors(self.edges(node))
    }
}

impl<'a> IntoNeighborsDirected for &'a Adjacency {
    type NeighborsDirected = RowNeighbors<'a>;

    fn neighbors_directed(self, node: NodeIndex<u32>, direction: Direction) -> RowNeighbors<'a> {
        RowNeighbors(self.edges_directed(node, direction))
    }
}

impl<'a> IntoEdgeReferences for &'a Adjacency {
    type EdgeRef = RowEdge;
    type EdgeReferences = AllEdges<'a>;

    fn edge_references(self) -> AllEdges<'a> {
        let nothing = RowEdges { node: NodeIndex::new(0), row: [].iter(), direction: Direction::Outgoing };
        AllEdges { rows: self, later: 0..self.degrees.len(), row: nothing }
    }
}

impl<'a> IntoEdges for &'a Adjacency {
    type Edges = RowEdges<'a>;

    fn edges(self, node: NodeIndex<u32>) -> RowEdges<'a> {
        self.edges_directed(node, Direction::Outgoing)
    }
}

impl<'a> IntoEdgesDirected for &'a Adjacency {
    type EdgesDirected = RowEdges<'a>;

    fn edges_directed(self, node: NodeIndex<u32>, direction: Direction) -> RowEdges<'a> {
        RowEdges { node, row: self.row(EntityIx::from(node.index())).iter(), direction }
    }
}
