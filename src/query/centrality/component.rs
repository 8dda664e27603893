//! Components: who hangs together with whom, over however many ties. petgraph's union-find does the work.

use super::Neighbourhood;
use petgraph::unionfind::UnionFind;

/// The component of each node, in the order of nodes: its number, from 1, and how many nodes it has.
///
/// The greatest component is number 1; of two of one size the one with the smaller first node comes first. A node
/// without a tie is a component of one. O((V + E) α(V)) and a sort of the components.
///
/// ```text
/// 0     1 --- 2     3 --- 4 --- 5
/// ```
/// ```
/// use relata::query::centrality::{Neighbourhood, component};
/// let drawn = Neighbourhood::from_pairs(6, [(1, 2), (3, 4), (4, 5)]);
/// assert_eq!(component(&drawn), [(3, 1), (2, 2), (2, 2), (1, 3), (1, 3), (1, 3)]);
/// ```
#[must_use]
pub fn component(graph: &Neighbourhood) -> Vec<(u32, u32)> {
    let mut groups = UnionFind::<u32>::new(graph.len());
    for node in 0..graph.len() {
        for &neighbour in graph.neighbours(node) {
            groups.union(node as u32, neighbour);
        }
    }
    let labels = groups.into_labeling();
    let mut sizes = vec![0_u32; graph.len()];
    labels.iter().for_each(|&label| sizes[label as usize] += 1);
    let numbers = numbers(&labels, &sizes);
    labels.iter().map(|&label| (numbers[label as usize], sizes[label as usize])).collect()
}

/// The number of each label, by size, then by its first node.
fn numbers(labels: &[u32], sizes: &[u32]) -> Vec<u32> {
    let mut seen = vec![false; labels.len()];
    let mut order: Vec<u32> =
        labels.iter().copied().filter(|&label| !std::mem::replace(&mut seen[label as usize], true)).collect();
    // A stable sort: labels stand in the order of their first nodes.
    order.sort_by_key(|&label| std::cmp::Reverse(sizes[label as usize]));
    let mut numbers = vec![0; labels.len()];
    for (n, &label) in order.iter().enumerate() {
        numbers[label as usize] = n as u32 + 1;
    }
    numbers
}
