//! Betweenness: between how many pairs an entity stands.
//!
//! U. Brandes: A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25, 2001; from some
//! sources only: U. Brandes, C. Pich: Centrality Estimation in Large Networks, International Journal of Bifurcation and
//! Chaos 17, 2007. petgraph has no such algorithm.

use super::Neighbourhood;

/// The betweenness of each node, in the order of nodes, with the number of sources it was counted from.
///
/// A pair of other nodes counts 1, shared evenly among its shortest chains, for every node between; each pair once. The
/// greatest possible is (V-1)(V-2)/2. From a source every node and tie is looked at once: O(V (V + E)) in all, and
/// O(V + E) of memory. When that is more than `budget`, only as many sources as it allows are taken, at least one, at
/// even distances in the order of nodes that have ties, and what they count is scaled up: an estimate. Sums run in the
/// order of nodes.
///
/// ```text
///     1
///   /   \
/// 0       3 --- 4
///   \   /
///     2
/// ```
/// ```
/// use relata::query::centrality::{Neighbourhood, betweenness};
/// let drawn = Neighbourhood::from_pairs(5, [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)]);
/// let exact = betweenness(&drawn, u64::MAX);
/// // 3: between 4 and each other, and half of 1-2; 1 and 2: half of 0-3 and of 0-4.
/// assert_eq!(exact.values, [0.5, 1.0, 1.0, 3.5, 0.0]);
/// assert_eq!((exact.sources, exact.of), (5, 5));
/// ```
#[must_use]
pub fn betweenness(graph: &Neighbourhood, budget: u64) -> Betweenness {
    let nodes = (0..graph.len()).filter(|&node| graph.degree(node) > 0).collect::<Vec<_>>();
    let affordable = budget / cost_of_a_source(graph, nodes.len());
    let sources = nodes.len().min(usize::try_from(affordable).unwrap_or(usize::MAX).max(1));
    let mut count = Count::new(graph);
    for n in 0..sources {
        // Evenly spaced: the products stay far below 2^64 for 2^32 nodes.
        count.add_source(nodes[n * nodes.len() / sources]);
    }
    // Each pair is counted from both of its ends.
    let scale = if sources == 0 { 0.0 } else { nodes.len() as f64 / sources as f64 / 2.0 };
    let values = count.values.iter().map(|value| value * scale).collect();
    Betweenness { values, sources, of: nodes.len() }
}

/// How many nodes and ties one source looks at, at most.
fn cost_of_a_source(graph: &Neighbourhood, nodes: usize) -> u64 {
    (nodes + 2 * graph.pairs()).max(1) as u64
}

/// What [`betweenness`] counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// The value of each node, in the order of nodes.
    pub values: Vec<f64>,
    /// How many sources were taken.
    pub sources: usize,
    /// How many there are: the nodes that have ties. With all of them the values are exact.
    pub of: usize,
}

/// When the chains of a level are more than this, their numbers are scaled down, by a power of two so that nothing is
/// rounded: a row of a thousand diamonds has more shortest chains than a float can hold.
const MANY: f64 = 1e150;
const SCALE: f64 = 1.0 / (1_u128 << 127) as f64;

/// No number of chains is scaled below this, so that dividing by it stays finite.
const LEAST: f64 = 1e-280;

/// The count from one source after another, with its buffers.
struct Count<'g> {
    graph: &'g Neighbourhood,
    values: Vec<f64>,
    /// The nodes reached, from the nearest.
    reached: Vec<u32>,
    distance: Vec<u32>,
    /// How many shortest chains lead to a node, in the scale of those before it, and in that of those after it.
    chains: Vec<f64>,
    scaled: Vec<f64>,
    /// How much of the nodes beyond depends on a node.
    depends: Vec<f64>,
}

const UNREACHED: u32 = u32::MAX;

impl<'g> Count<'g> {
    fn new(graph: &'g Neighbourhood) -> Self {
        let (zeros, reached) = (vec![0.0; graph.len()], Vec::with_capacity(graph.len()));
        Self {
            graph,
            values: zeros.clone(),
            reached,
            distance: vec![UNREACHED; graph.len()],
            chains: zeros.clone(),
            scaled: zeros.clone(),
            depends: zeros,
        }
    }

    /// Adds what depends on each node, seen from a source.
    fn add_source(&mut self, source: usize) {
        self.search(source);
        for n in (1..self.reached.len()).rev() {
            let node = self.reached[n] as usize;
            let share = (1.0 + self.depends[node]) / self.chains[node];
            for &before in self.graph.neighbours(node) {
                let before = before as usize;
                if self.distance[before].wrapping_add(1) == self.distance[node] {
                    self.depends[before] += self.scaled[before] * share;
                }
            }
            self.values[node] += self.depends[node];
        }
        self.clear();
    }

    /// Counts the shortest chains to every node, breadth first, a distance at a time.
    fn search(&mut self, source: usize) {
        (self.distance[source], self.chains[source]) = (0, 1.0);
        self.reached.push(source as u32);
        let mut level = 0..1;
        while !level.is_empty() {
            self.scale(level.clone());
            for n in level.clone() {
                self.spread(self.reached[n] as usize);
            }
            level = level.end..self.reached.len();
        }
    }

    fn scale(&mut self, level: std::ops::Range<usize>) {
        let many = self.reached[level.clone()].iter().any(|&node| self.chains[node as usize] > MANY);
        for &node in &self.reached[level] {
            let chains = self.chains[node as usize];
            let scaled = if many { (chains * SCALE).max(LEAST) } else { chains };
            self.scaled[node as usize] = scaled;
        }
    }

    fn spread(&mut self, node: usize) {
        let next = self.distance[node] + 1;
        for &neighbour in self.graph.neighbours(node) {
            let beyond = neighbour as usize;
            if self.distance[beyond] == UNREACHED {
                self.distance[beyond] = next;
                self.reached.push(neighbour);
            }
            if self.distance[beyond] == next {
                self.chains[beyond] += self.scaled[node];
            }
        }
    }

    fn clear(&mut self) {
        for node in self.reached.drain(..) {
            let node = node as usize;
            self.distance[node] = UNREACHED;
            (self.chains[node], self.scaled[node], self.depends[node]) = (0.0, 0.0, 0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of diamonds: each end is joined to the next by two nodes.
    fn diamonds(n: u32) -> Neighbourhood {
        let pairs = (0..n).flat_map(|d| {
            let (left, up, down, right) = (3 * d, 3 * d + 1, 3 * d + 2, 3 * d + 3);
            [(left, up), (left, down), (up, right), (down, right)]
        });
        Neighbourhood::from_pairs(3 * n + 1, pairs)
    }

    #[test]
    fn more_shortest_chains_than_a_float_holds_are_still_shared_rightly() {
        let n = 1200;
        let found = betweenness(&diamonds(n), u64::MAX).values;
        assert!(found.iter().all(|value| value.is_finite()));
        // A joint in the middle parts as many on its left as on its right, and of the two diamonds beside it the half.
        let (left, right) = (f64::from(3 * (n / 2)), f64::from(3 * (n - n / 2)));
        let joint = found[3 * (n as usize / 2)];
        assert!((joint - (left * right + 1.0)).abs() < 1e-3, "{joint}");
        assert!((found[1] - found[2]).abs() < 1e-6);
    }

    #[test]
    fn a_small_budget_takes_some_sources_and_says_how_many() {
        let ring = Neighbourhood::from_pairs(60, (0..60).map(|n| (n, (n + 1) % 60)));
        let (exact, some) = (betweenness(&ring, u64::MAX), betweenness(&ring, 180 * 6));
        assert_eq!((some.sources, some.of), (6, 60));
        let (exact, some): (f64, f64) = (exact.values.iter().sum(), some.values.iter().sum());
        assert!((exact - some).abs() < 1e-6 * exact, "on a ring every source counts alike: {exact} {some}");
        assert_eq!(betweenness(&ring, 0).sources, 1);
    }

    #[test]
    fn nothing_stands_between_nothing() {
        assert_eq!(betweenness(&Neighbourhood::from_pairs(0, []), 0).values, [0.0; 0]);
        assert_eq!(
            betweenness(&Neighbourhood::from_pairs(2, []), 0),
            Betweenness { values: vec![0.0; 2], sources: 0, of: 0 }
        );
    }
}
