//! Who pulls whom, and how strongly: edges made ready for a layout by forces.

/// Nodes, their masses, and what pulls at them.
#[derive(Debug)]
pub(super) struct Network {
    masses: Vec<f64>,
    /// Where the neighbours of each node end.
    ends: Vec<usize>,
    neighbours: Vec<Neighbour>,
}

/// One side of a tie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Neighbour {
    /// The other node.
    pub node: usize,
    /// How strongly it pulls.
    pub pull: f64,
}

/// Two nodes, the smaller first, and what their edges weigh together.
#[derive(Debug, Clone, Copy)]
struct Tie {
    ends: (usize, usize),
    weight: f64,
}

/// The weakest and the strongest pull; a tie of middling weight pulls with 1.
const PULLS: (f64, f64) = (0.25, 4.0);

/// Whether an edge is between two of so many nodes, and weighs anything.
pub(super) fn is_tie(nodes: usize, &(source, target, weight): &(u32, u32, f64)) -> bool {
    source != target && (source.max(target) as usize) < nodes && weight > 0.0
}

impl Network {
    /// A network of edges given by the numbers of their ends; those that are no tie are passed over.
    ///
    /// Edges of a pair add up, whatever their direction. A pair pulls with the root of its weight, measured by the
    /// median pair and kept within bounds, so that forty records of a pair do not glue it together, and weights mean
    /// the same in any unit. In what order edges come changes nothing. O(m log m).
    pub fn new(nodes: usize, edges: &[(u32, u32, f64)]) -> Self {
        let ties = ties(nodes, edges);
        let middle = median(&ties);
        let mut halves: Vec<(usize, Neighbour)> = Vec::with_capacity(2 * ties.len());
        for Tie { ends: (one, other), weight } in ties {
            let pull = (weight / middle).sqrt().clamp(PULLS.0, PULLS.1);
            halves.push((one, Neighbour { node: other, pull }));
            halves.push((other, Neighbour { node: one, pull }));
        }
        halves.sort_unstable_by_key(|(node, neighbour)| (*node, neighbour.node));
        Self::of_halves(nodes, halves)
    }

    fn of_halves(nodes: usize, halves: Vec<(usize, Neighbour)>) -> Self {
        let (mut masses, mut ends) = (vec![1.0; nodes], vec![0; nodes]);
        for (end, (node, _)) in (1..).zip(&halves) {
            masses[*node] += 1.0;
            ends[*node] = end;
        }
        for node in 1..nodes {
            ends[node] = ends[node].max(ends[node - 1]);
        }
        Self { masses, ends, neighbours: halves.into_iter().map(|(_, neighbour)| neighbour).collect() }
    }

    /// What each node weighs: one more than it has neighbours.
    pub fn masses(&self) -> &[f64] {
        &self.masses
    }

    /// What pulls at a node, in the order of numbers.
    pub fn neighbours(&self, node: usize) -> &[Neighbour] {
        let start = if node == 0 { 0 } else { self.ends[node - 1] };
        &self.neighbours[start..self.ends[node]]
    }
}

/// The ties of each pair made one.
fn ties(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<Tie> {
    let ordered = |a: u32, b: u32| (a.min(b) as usize, a.max(b) as usize);
    let tie = |&(a, b, weight): &(u32, u32, f64)| Tie { ends: ordered(a, b), weight: weight.min(f64::MAX) };
    let mut ties: Vec<Tie> = edges.iter().filter(|edge| is_tie(nodes, edge)).map(tie).collect();
    ties.sort_unstable_by(|a, b| a.ends.cmp(&b.ends).then(a.weight.total_cmp(&b.weight)));
    ties.dedup_by(|next, tie| {
        let is_same = next.ends == tie.ends;
        if is_same {
            tie.weight = f64::min(tie.weight + next.weight, f64::MAX);
        }
        is_same
    });
    ties
}

/// The middle weight; of two, the larger.
fn median(ties: &[Tie]) -> f64 {
    let mut weights: Vec<f64> = ties.iter().map(|tie| tie.weight).collect();
    weights.sort_unstable_by(f64::total_cmp);
    weights.get(weights.len() / 2).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulls(network: &Network, node: usize) -> Vec<(usize, f64)> {
        network.neighbours(node).iter().map(|neighbour| (neighbour.node, neighbour.pull)).collect()
    }

    #[test]
    fn edges_of_a_pair_add_up_and_are_damped() {
        // 0 =4= 1 - 2 - 3
        let edges = [(0, 1, 1.0), (1, 0, 1.0), (0, 1, 2.0), (1, 2, 1.0), (3, 2, 1.0)];
        let network = Network::new(4, &edges);
        assert_eq!(pulls(&network, 1), [(0, 2.0), (2, 1.0)]);
        assert_eq!(network.masses(), [2.0, 3.0, 3.0, 2.0]);
    }

    #[test]
    fn edges_that_tie_nobody_are_passed_over() {
        let edges = [(0, 0, 1.0), (0, 7, 1.0), (1, 2, 0.0), (1, 2, -1.0), (1, 2, f64::NAN)];
        let network = Network::new(3, &edges);
        assert!((0..3).all(|node| network.neighbours(node).is_empty()));
        assert_eq!(network.masses(), [1.0; 3]);
    }

    #[test]
    fn weights_without_measure_pull_within_bounds() {
        let edges = [(0, 1, f64::MAX), (0, 1, f64::MAX), (1, 2, f64::INFINITY), (2, 3, 5e-324)];
        let network = Network::new(4, &edges);
        assert_eq!(pulls(&network, 2), [(1, 1.0), (3, PULLS.0)]);
        assert_eq!(pulls(&network, 0), [(1, 1.0)]);
    }
}
