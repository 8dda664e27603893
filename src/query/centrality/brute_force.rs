//! Every measure again by its plain definition, on small graphs drawn at random.

use super::{DAMPING, Neighbourhood, betweenness, component, core, degree, pagerank};
use proptest::prelude::*;

fn graphs() -> impl Strategy<Value = Neighbourhood> {
    (1..9_u32).prop_flat_map(|nodes| {
        let pairs = proptest::collection::vec((0..nodes, 0..nodes), 0..20);
        pairs.prop_map(move |pairs| Neighbourhood::from_pairs(nodes, pairs))
    })
}

fn joined(graph: &Neighbourhood, a: usize, b: usize) -> bool {
    graph.neighbours(a).contains(&(b as u32))
}

/// All simple chains from the end of `chain` to `to`.
fn chains(graph: &Neighbourhood, chain: &mut Vec<usize>, to: usize, found: &mut Vec<Vec<usize>>) {
    let here = chain[chain.len() - 1];
    if here == to {
        found.push(chain.clone());
        return;
    }
    for next in 0..graph.len() {
        if joined(graph, here, next) && !chain.contains(&next) {
            chain.push(next);
            chains(graph, chain, to, found);
            chain.pop();
        }
    }
}

fn shortest(graph: &Neighbourhood, from: usize, to: usize) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    chains(graph, &mut vec![from], to, &mut found);
    let least = found.iter().map(Vec::len).min();
    found.retain(|chain| Some(chain.len()) == least);
    found
}

/// From all shortest chains of all pairs, one by one.
fn betweenness_by_enumeration(graph: &Neighbourhood) -> Vec<f64> {
    let mut values = vec![0.0; graph.len()];
    for from in 0..graph.len() {
        for to in from + 1..graph.len() {
            let chains = shortest(graph, from, to);
            for chain in &chains {
                chain[1..chain.len() - 1].iter().for_each(|&node| values[node] += 1.0 / chains.len() as f64);
            }
        }
    }
    values
}

/// For each k, nodes with fewer than k neighbours left are taken away until there are none.
fn cores_by_peeling(graph: &Neighbourhood) -> Vec<u32> {
    let mut cores = vec![0; graph.len()];
    for k in 1..=graph.len() {
        let mut left: Vec<usize> = (0..graph.len()).collect();
        loop {
            let held = |&node: &usize| left.iter().filter(|&&other| joined(graph, node, other)).count() >= k;
            let next: Vec<usize> = left.iter().copied().filter(held).collect();
            if next.len() == left.len() {
                break;
            }
            left = next;
        }
        left.into_iter().for_each(|node| cores[node] = k as u32);
    }
    cores
}

/// The whole matrix of the walk, multiplied a thousand times.
fn pagerank_by_matrix(graph: &Neighbourhood) -> Vec<f64> {
    let n = graph.len();
    let step = |from: usize, to: usize| match graph.degree(from) {
        0 => 1.0 / n as f64,
        degree => {
            (1.0 - DAMPING) / n as f64 + if joined(graph, from, to) { DAMPING / degree as f64 } else { 0.0 }
        }
    };
    let mut shares = vec![1.0 / n as f64; n];
    for _ in 0..1000 {
        shares = (0..n).map(|to| (0..n).map(|from| shares[from] * step(from, to)).sum()).collect();
    }
    shares
}

fn near(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn betweenness_is_that_of_all_shortest_chains(graph in graphs()) {
        let found = betweenness(&graph, u64::MAX);
        prop_assert!(near(&found.values, &betweenness_by_enumeration(&graph)), "{found:?}");
    }

    #[test]
    fn a_core_is_what_peeling_leaves(graph in graphs()) {
        prop_assert_eq!(core(&graph), cores_by_peeling(&graph));
    }

    #[test]
    fn a_component_is_what_can_be_reached(graph in graphs()) {
        let found = component(&graph);
        for (a, &(number, size)) in found.iter().enumerate() {
            let reached = |b: usize| !shortest(&graph, a, b).is_empty();
            prop_assert!((0..graph.len()).all(|b| reached(b) == (found[b].0 == number)));
            prop_assert_eq!((0..graph.len()).filter(|&b| reached(b)).count(), size as usize);
        }
        let sizes = |number| found.iter().find(|part| part.0 == number).map(|part| part.1);
        let sizes: Vec<u32> = (1..).map_while(sizes).collect();
        prop_assert!(sizes.is_sorted_by(|a, b| a >= b));
        prop_assert_eq!(sizes.iter().sum::<u32>() as usize, graph.len());
    }

    #[test]
    fn shares_sum_to_one_and_are_those_of_the_matrix(graph in graphs()) {
        let found = pagerank(&graph);
        prop_assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(near(&found, &pagerank_by_matrix(&graph)), "{found:?}");
    }

    #[test]
    fn degrees_count_each_pair_at_both_ends(graph in graphs()) {
        let counted = |node| (0..graph.len()).filter(|&other| joined(&graph, node, other)).count() as u32;
        prop_assert_eq!(degree(&graph), (0..graph.len()).map(counted).collect::<Vec<_>>());
        prop_assert_eq!(degree(&graph).iter().sum::<u32>() as usize, 2 * graph.pairs());
    }
}
