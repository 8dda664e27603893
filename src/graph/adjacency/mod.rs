//! The edges in rows: what stands at a node lies together in memory, neighbour by neighbour.
//!
//! petgraph's own graph is good to build and to number edges in, but the edges at a node are a chain through memory. Path
//! questions look at many nodes, so they walk these compressed rows, which are made once, when first asked for. `visit.rs`
//! lets petgraph's algorithms walk them too.

mod visit;

pub use visit::RowEdge;

use super::PetGraph;
use crate::model::EntityIx;
use petgraph::graph::EdgeIndex;

/// An edge as it is seen from one of its ends: eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident {
    node: u32,
    /// The number of the edge below, the flags above.
    edge: u32,
}

const LEAVES: u32 = 1 << 31;
const SYMMETRIC: u32 = 1 << 30;
const TIE: u32 = 1 << 29;
/// A graph has fewer edges than this: the check of crowds sees to it.
const NUMBER: u32 = TIE - 1;

impl Incident {
    /// The node at the other end.
    #[must_use]
    pub fn node(self) -> EntityIx {
        EntityIx::from(self.node as usize)
    }

    /// The number of the edge in the petgraph graph.
    #[must_use]
    pub fn edge(self) -> EdgeIndex<u32> {
        EdgeIndex::new((self.edge & NUMBER) as usize)
    }

    /// Whether the node that it is seen from is the edge's source.
    #[must_use]
    pub fn leaves(self) -> bool {
        self.edge & LEAVES != 0
    }

    /// Whether the edge may be walked away from the node that it is seen from, where directions count.
    #[must_use]
    pub fn leads_forth(self) -> bool {
        self.edge & (LEAVES | SYMMETRIC) != 0
    }

    /// Whether the edge may be walked towards the node that it is seen from, where directions count.
    #[must_use]
    pub fn leads_back(self) -> bool {
        self.edge & SYMMETRIC != 0 || self.edge & LEAVES == 0
    }

    /// Whether the vocabulary says that the edge is a tie.
    #[must_use]
    pub fn is_tie(self) -> bool {
        self.edge & TIE != 0
    }

    /// The same edge seen from its other end.
    fn turned(self, node: usize) -> Self {
        Self { node: node as u32, edge: self.edge ^ LEAVES }
    }
}

/// For every node the edges at it, in the order of the nodes at their other ends, then of edges; a loop comes twice.
///
/// It holds 16 bytes an edge and 8 a node, and is made in time linear in both.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use petgraph::algo::dijkstra;
/// use petgraph::graph::NodeIndex;
///
/// let opened = relata::pipeline::Pipeline::new("graph-data").run();
/// let graph = opened.graph.ok_or("the dataset has errors")?;
/// let acftu = graph.dataset().entities.find("acftu").ok_or("no such entity")?;
/// let hops = dijkstra(graph.adjacency(), NodeIndex::new(acftu.index()), None, |_| 1);
/// assert!(hops.len() > 10);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Adjacency {
    /// Where the row of each node begins; one more entry than nodes.
    first: Vec<u32>,
    incidents: Vec<Incident>,
    /// How many other nodes each is tied to.
    degrees: Vec<u32>,
}

impl Adjacency {
    pub(super) fn new(graph: &PetGraph, incidence: &[u32]) -> Self {
        let first = beginnings(incidence);
        let empty = Incident { node: 0, edge: 0 };
        let mut incidents = vec![empty; 2 * graph.edge_count()];
        let mut next = first.clone();
        let mut put = |incidents: &mut [Incident], node: usize, incident| {
            incidents[next[node] as usize] = incident;
            next[node] += 1;
        };
        for (number, edge) in graph.raw_edges().iter().enumerate() {
            let (source, target) = (edge.source().index(), edge.target().index());
            let flag = |is: bool, flag: u32| if is { flag } else { 0 };
            let kind = flag(edge.weight.is_symmetric(), SYMMETRIC) | flag(edge.weight.is_tie(), TIE);
            let leaving = Incident { node: target as u32, edge: number as u32 | kind | LEAVES };
            put(&mut incidents, source, leaving);
            put(&mut incidents, target, leaving.turned(source));
        }
        // Each edge is handed to its other end in the order of nodes, so that every row comes to be sorted.
        let mut sorted = vec![empty; incidents.len()];
        let mut next = first.clone();
        for node in 0..incidence.len() {
            for incident in &incidents[first[node] as usize..first[node + 1] as usize] {
                let at = &mut next[incident.node as usize];
                sorted[*at as usize] = incident.turned(node);
                *at += 1;
            }
        }
        let mut made = Self { first, incidents: sorted, degrees: Vec::new() };
        made.degrees = (0..incidence.len()).map(|node| made.count_tied(EntityIx::from(node))).collect();
        made
    }

    /// The edges at a node; one slice of those to the same node follows another.
    #[must_use]
    pub fn row(&self, node: EntityIx) -> &[Incident] {
        &self.incidents[self.first[node.index()] as usize..self.first[node.index() + 1] as usize]
    }

    /// The edges at a node that join it to another, in the order of their numbers.
    ///
    /// It takes the logarithm of the edges at the first node.
    #[must_use]
    pub fn between(&self, node: EntityIx, other: EntityIx) -> &[Incident] {
        let row = self.row(node);
        let start = row.partition_point(|incident| incident.node() < other);
        let length = row[start..].iter().take_while(|incident| incident.node() == other).count();
        &row[start..start + length]
    }

    /// How many other nodes a node is tied to, as the vocabulary says.
    #[must_use]
    pub fn degree(&self, node: EntityIx) -> u32 {
        self.degrees[node.index()]
    }

    fn count_tied(&self, node: EntityIx) -> u32 {
        let mut last = node;
        let tied = self.row(node).iter().filter(|incident| incident.is_tie() && incident.node() != node);
        tied.filter(|incident| std::mem::replace(&mut last, incident.node()) != incident.node()).count()
            as u32
    }
}

/// Where each row begins, given how long each is.
fn beginnings(lengths: &[u32]) -> Vec<u32> {
    let mut first = Vec::with_capacity(lengths.len() + 1);
    let mut sum = 0;
    first.push(sum);
    for length in lengths {
        sum += length;
        first.push(sum);
    }
    first
}
