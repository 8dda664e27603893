//! Counted work: what hot questions look at in a large graph, so that a slow-down fails without a clock.

use crate::generator::{Generator, Numbers};
use relata::date::Verdict;
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use relata::query::path::TimeRule;
use relata::query::{PathAnswer, PathQuery};

fn generated(edges: usize) -> KnowledgeGraph {
    let folder = tempfile::tempdir().unwrap();
    Generator::edges(edges).write(folder.path()).unwrap();
    let opened = Pipeline::new(folder.path()).run();
    assert!(!opened.report.has_errors());
    opened.graph.unwrap()
}

/// Some pairs asked for one route, in the whole of a graph.
fn asked(graph: &KnowledgeGraph, change: impl Fn(&mut PathQuery)) -> Vec<PathAnswer> {
    let mut numbers = Numbers::new(1);
    let nodes = graph.dataset().entities.len();
    let pairs = (0..30).map(|_| [0, 1].map(|_| EntityIx::from(numbers.below(nodes))));
    let pairs = pairs.filter(|[from, to]| from != to);
    let ask = |[from, to]: [EntityIx; 2]| {
        let mut query = PathQuery { routes: 1, max_hops: 12, ..PathQuery::between(from, to) };
        change(&mut query);
        query.run(&graph.view()).unwrap()
    };
    pairs.map(ask).collect()
}

/// The median and the greatest number of edges touched.
fn touched(answers: &[PathAnswer]) -> (u64, u64) {
    let mut touched: Vec<u64> = answers.iter().map(|answer| answer.limits.edges_touched).collect();
    touched.sort_unstable();
    (touched[touched.len() / 2], touched[touched.len() - 1])
}

#[test]
fn one_route_touches_a_small_part_of_a_large_graph() {
    let (small, large) = (generated(10_000), generated(100_000));
    let [few, many] = [&small, &large].map(|graph| {
        let answers = asked(graph, |_| ());
        assert!(answers.iter().filter(|answer| !answer.is_empty()).count() > 20);
        touched(&answers)
    });
    assert!(many.0 < 5_000 && many.1 < 12_000, "median and greatest of 100,000: {many:?}");
    assert!(many.0 < 6 * few.0, "ten times the edges: {few:?} to {many:?}");
    let (all, _) = touched(&asked(&large, |query| (query.all_shortest, query.routes) = (true, 10_000)));
    assert!(all < 5_000, "all shortest: {all}");
}

#[test]
fn a_route_in_order_of_time_is_found_within_few_steps() {
    let graph = generated(100_000);
    let answers = asked(&graph, |query| query.time = TimeRule::Order);
    let found = answers.iter().filter(|answer| !answer.is_empty());
    assert!(found.clone().count() > 20);
    assert!(found.flat_map(|answer| &answer.routes).all(|route| route.verdict >= Some(Verdict::Possible)));
    assert!(answers.iter().all(|answer| !answer.limits.budget_spent));
    let mut steps: Vec<u64> = answers.iter().map(|answer| answer.limits.steps).collect();
    steps.sort_unstable();
    assert!(steps[steps.len() / 2] < 4_000 && steps[steps.len() - 1] < 80_000, "{steps:?}");
    assert!(touched(&answers).0 < 6_000, "{:?}", touched(&answers));
}
