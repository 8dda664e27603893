//! K-cores: how deep in the thick of it, by taking away the least connected again and again.
//!
//! V. Batagelj, M. Zaversnik: An O(m) Algorithm for Cores Decomposition of Networks, 2003, arXiv:cs/0310049. petgraph
//! has no such algorithm.

use super::Neighbourhood;

/// The core number of each node, in the order of nodes: the greatest k such that it has k neighbours in a set of nodes
/// all of which have k neighbours in that set. O(V + E).
///
/// ```text
/// 0 --- 1         4
/// | \ / |
/// | / \ |
/// 2 --- 3 --- 5 --- 6
/// ```
/// ```
/// use relata::query::centrality::{Neighbourhood, core};
/// let four = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
/// let drawn = Neighbourhood::from_pairs(7, four.into_iter().chain([(3, 5), (5, 6)]));
/// assert_eq!(core(&drawn), [3, 3, 3, 3, 0, 1, 1]);
/// ```
#[must_use]
pub fn core(graph: &Neighbourhood) -> Vec<u32> {
    let mut queue = Queue::new(graph);
    for position in 0..graph.len() {
        let node = queue.order[position];
        for &neighbour in graph.neighbours(node) {
            // What is less connected went before and stays as it is.
            if queue.degree[neighbour as usize] > queue.degree[node] {
                queue.lower(neighbour as usize);
            }
        }
    }
    queue.degree.into_iter().map(|degree| degree as u32).collect()
}

/// The nodes by degree, from the least, in an array in which a node that loses a neighbour moves in O(1).
struct Queue {
    degree: Vec<usize>,
    order: Vec<usize>,
    position: Vec<usize>,
    /// Where the nodes of each degree begin.
    begins: Vec<usize>,
}

impl Queue {
    fn new(graph: &Neighbourhood) -> Self {
        let degree: Vec<usize> = (0..graph.len()).map(|node| graph.degree(node)).collect();
        let mut begins = vec![0; degree.iter().max().map_or(0, |greatest| greatest + 1)];
        degree.iter().for_each(|&degree| begins[degree] += 1);
        let mut start = 0;
        for begin in &mut begins {
            (*begin, start) = (start, start + *begin);
        }
        let mut order: Vec<usize> = (0..graph.len()).collect();
        order.sort_by_key(|&node| degree[node]);
        let mut position = vec![0; graph.len()];
        order.iter().enumerate().for_each(|(n, &node)| position[node] = n);
        Self { degree, order, position, begins }
    }

    /// Takes a neighbour from a node: it changes places with the first of its degree, which then belongs to the less.
    fn lower(&mut self, node: usize) {
        let degree = self.degree[node];
        let (from, to) = (self.position[node], self.begins[degree]);
        let other = self.order[to];
        self.order.swap(from, to);
        (self.position[node], self.position[other]) = (to, from);
        self.begins[degree] += 1;
        self.degree[node] -= 1;
    }
}
