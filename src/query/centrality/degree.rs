//! Degree: how many neighbours.

use super::Neighbourhood;

/// The number of neighbours of each node, in the order of nodes. O(V).
///
/// Ties of one pair count once, so that it says with how many others an entity dealt and not how often.
///
/// ```text
/// 0 --- 1 --- 2     3
/// ```
/// ```
/// use relata::query::centrality::{Neighbourhood, degree};
/// let drawn = Neighbourhood::from_pairs(4, [(0, 1), (1, 2), (2, 1)]);
/// assert_eq!(degree(&drawn), [1, 2, 1, 0]);
/// ```
#[must_use]
pub fn degree(graph: &Neighbourhood) -> Vec<u32> {
    (0..graph.len()).map(|node| graph.degree(node) as u32).collect()
}
