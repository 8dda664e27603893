//! PageRank: who is next to those who matter.
//!
//! S. Brin, L. Page: The Anatomy of a Large-Scale Hypertextual Web Search Engine, Computer Networks 30, 1998, with the
//! shares summing to 1. petgraph's `page_rank` compares every two nodes in each round, counts parallel edges in degrees
//! but not in what they carry, and takes no jump where there is an edge.

use super::Neighbourhood;

/// How much of its share a node passes on to its neighbours; the rest goes to all alike.
pub const DAMPING: f64 = 0.85;

/// Rounds stop when no more than this moves in all, or after [`GREATEST_ROUNDS`].
const STILL: f64 = 1e-14;

/// After so many rounds less than 1e-15 of the first guess is left, whatever the graph.
const GREATEST_ROUNDS: usize = 220;

/// The share of each node, in the order of nodes; shares sum to 1.
///
/// Where someone is who walks along ties at random, and with 1 - [`DAMPING`] at each step begins anew anywhere; from a
/// node without ties they always do. On ties without direction it follows the degree closely and leans to those whose
/// neighbours have few others. O((V + E) rounds), at most 220 rounds; sums run in the order of nodes.
///
/// ```text
/// 0 --- 1 --- 2
/// ```
/// ```
/// use relata::query::centrality::{Neighbourhood, pagerank};
/// let shares = pagerank(&Neighbourhood::from_pairs(3, [(0, 1), (1, 2)]));
/// // The ends have a = 0.05 + 0.85 b / 2, the middle b = 0.05 + 0.85 · 2 a.
/// let told: Vec<String> = shares.iter().map(|share| format!("{share:.4}")).collect();
/// assert_eq!(told, ["0.2568", "0.4865", "0.2568"]);
/// ```
#[must_use]
pub fn pagerank(graph: &Neighbourhood) -> Vec<f64> {
    let nodes = graph.len() as f64;
    let mut shares = vec![1.0 / nodes; graph.len()];
    for _ in 0..GREATEST_ROUNDS {
        let next = walked(graph, &shares);
        let moved: f64 = next.iter().zip(&shares).map(|(new, old)| (new - old).abs()).sum();
        shares = next;
        if moved <= STILL {
            break;
        }
    }
    shares
}

/// The shares one step later.
fn walked(graph: &Neighbourhood, shares: &[f64]) -> Vec<f64> {
    let nodes = graph.len() as f64;
    let stuck: f64 = (0..graph.len()).filter(|&node| graph.degree(node) == 0).map(|node| shares[node]).sum();
    let to_all = (1.0 - DAMPING + DAMPING * stuck) / nodes;
    let passed = |&from: &u32| shares[from as usize] / graph.degree(from as usize) as f64;
    let share = |node| to_all + DAMPING * graph.neighbours(node).iter().map(passed).sum::<f64>();
    (0..graph.len()).map(share).collect()
}
