//! Who is next to whom: the plain graph that measures are taken of.

use crate::graph::View;
use crate::model::EntityIx;

/// The entities of a view and, of each, those it has a tie with.
///
/// A simple undirected graph: only ties count, parallel edges of a pair are one, a loop is none, and direction is
/// ignored. Nodes are numbered from 0 in the order of ids, merged ids are not among them, and the neighbours of a node
/// are sorted, so that whoever walks them walks in one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbourhood {
    entities: Vec<EntityIx>,
    /// Where the neighbours of each node begin; one more entry than nodes.
    first: Vec<usize>,
    neighbours: Vec<u32>,
}

impl Neighbourhood {
    /// The neighbourhood of a view. O(E log E) in its edges.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let entities: Vec<EntityIx> = view.entities().collect();
        let node = |entity: EntityIx| entities.binary_search(&entity).ok().map(|n| n as u32);
        let ties = view.edges().filter(|edge| view.is_tie(edge));
        let pairs: Vec<_> = ties.filter_map(|edge| node(edge.source).zip(node(edge.target))).collect();
        Self::joined(entities, pairs)
    }

    /// The neighbourhood of pairs of node numbers, for entities numbered alike; a pair beyond the nodes is left out.
    ///
    /// ```
    /// use relata::query::centrality::Neighbourhood;
    /// let drawn = Neighbourhood::from_pairs(4, [(0, 1), (1, 0), (2, 2), (1, 2), (0, 9)]);
    /// assert_eq!((drawn.len(), drawn.pairs()), (4, 2));
    /// assert_eq!(drawn.neighbours(1), [0, 2]);
    /// assert!(drawn.neighbours(3).is_empty());
    /// ```
    #[must_use]
    pub fn from_pairs(nodes: u32, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let inside = pairs.into_iter().filter(|&(a, b)| a < nodes && b < nodes);
        Self::joined((0..nodes).map(EntityIx).collect(), inside.collect())
    }

    fn joined(entities: Vec<EntityIx>, pairs: Vec<(u32, u32)>) -> Self {
        let both = pairs.into_iter().filter(|(a, b)| a != b).flat_map(|(a, b)| [(a, b), (b, a)]);
        let mut both: Vec<(u32, u32)> = both.collect();
        both.sort_unstable();
        both.dedup();
        let mut first = vec![0; entities.len() + 1];
        for &(node, _) in &both {
            first[node as usize + 1] += 1;
        }
        for n in 0..entities.len() {
            first[n + 1] += first[n];
        }
        Self { entities, first, neighbours: both.into_iter().map(|(_, neighbour)| neighbour).collect() }
    }

    /// How many nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// How many pairs of nodes have a tie.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// The entity of each node, in order.
    #[must_use]
    pub fn entities(&self) -> &[EntityIx] {
        &self.entities
    }

    /// The neighbours of a node, sorted.
    ///
    /// # Panics
    /// When there is no such node.
    #[must_use]
    pub fn neighbours(&self, node: usize) -> &[u32] {
        &self.neighbours[self.first[node]..self.first[node + 1]]
    }

    /// How many neighbours a node has.
    ///
    /// # Panics
    /// When there is no such node.
    #[must_use]
    pub fn degree(&self, node: usize) -> usize {
        self.first[node + 1] - self.first[node]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw, draw_merged, entity};

    //   a ==r,s== b   c ..feud.. a   d bound to itself by acting twice: none
    #[test]
    fn only_ties_count_and_parallel_ones_once() {
        let graph = draw(&[
            ("r", "pact", "", "side: a, b"),
            ("s", "call", "", "caller: b; called: a"),
            ("t", "feud", "", "side: a, c"),
            ("u", "call", "", "caller: d; called: d"),
        ]);
        let drawn = Neighbourhood::of(&graph.view());
        assert_eq!(drawn, Neighbourhood::from_pairs(4, [(0, 1)]));
    }

    #[test]
    fn a_merged_id_is_no_node_and_what_it_does_counts_for_the_other() {
        let graph =
            draw_merged(&[("r", "pact", "", "side: a, b"), ("s", "pact", "", "side: c, d")], ("b", "c"));
        let drawn = Neighbourhood::of(&graph.view());
        assert_eq!(drawn.entities(), ["a", "b", "d"].map(|id| entity(&graph, id)));
        assert_eq!(drawn.neighbours(1), [0, 2]);
    }

    #[test]
    fn a_view_has_only_its_own_nodes() {
        let graph = draw(&[("r", "pact", "", "side: a, b"), ("s", "pact", "", "side: b, z")]);
        let later = graph.dataset().records.find("s");
        let drawn = Neighbourhood::of(&graph.view().filter(|record| Some(record) == later));
        assert_eq!(drawn.entities(), ["b", "z"].map(|id| entity(&graph, id)));
        assert_eq!(drawn.pairs(), 1);
    }
}
