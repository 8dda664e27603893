//! Counted work: what hot questions look at in a large graph, so that a slow-down fails without a clock.

use relata::date::Verdict;
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use relata::query::path::TimeRule;
use relata::query::{PathAnswer, PathQuery};
use std::fmt::Write;

/// Numbers that look random and are the same on every run: the generator of Marsaglia, "Xorshift RNGs", Journal of
/// Statistical Software 8(14), 2003 (<https://doi.org/10.18637/jss.v008.i14>).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below
    }
}

/// Meetings and memberships among a fifth as many organisations, a few of which have hundreds.
fn generated(edges: usize) -> KnowledgeGraph {
    let (nodes, mut numbers) = (edges / 5, Numbers(88_172_645_463_325_252));
    let mut entities = "id,name_en\n".to_owned();
    (0..nodes).for_each(|n| writeln!(entities, "n{n:06},Organisation {n}").unwrap());
    let mut rows = "id,kind,source,target,date\n".to_owned();
    for n in 0..edges {
        // The smaller of two draws, so that low numbers are much drawn.
        let [a, b] = [0, 1].map(|_| numbers.next(nodes).min(numbers.next(nodes)));
        let b = if a == b { (b + 1) % nodes } else { b };
        let (kind, year) = (["agreement", "membership"][numbers.next(2)], 1950 + numbers.next(60));
        let (month, day) = (1 + numbers.next(12), 1 + numbers.next(28));
        let until = if kind == "membership" && numbers.next(2) == 0 { "/.." } else { "" };
        writeln!(rows, "e{n:07},{kind},n{a:06},n{b:06},{year}-{month:02}-{day:02}{until}").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("entities")).unwrap();
    std::fs::write(folder.path().join("entities/organisation.csv"), entities).unwrap();
    std::fs::write(folder.path().join("edges.csv"), rows).unwrap();
    let opened = Pipeline::new(folder.path()).run();
    assert!(!opened.report.has_errors());
    opened.graph.unwrap()
}

/// Some pairs asked for one route, in the whole of a graph.
fn asked(graph: &KnowledgeGraph, change: impl Fn(&mut PathQuery)) -> Vec<PathAnswer> {
    let mut numbers = Numbers(1_442_695_040_888_963_407);
    let nodes = graph.dataset().entities.len();
    let pairs = (0..30).map(|_| [0, 1].map(|_| EntityIx::from(numbers.next(nodes))));
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
    assert!(many.0 < 1_000 && many.1 < 7_000, "median and greatest of 100,000: {many:?}");
    assert!(many.0 < 6 * few.0, "ten times the edges: {few:?} to {many:?}");
    let (all, _) = touched(&asked(&large, |query| (query.all_shortest, query.routes) = (true, 10_000)));
    assert!(all < 1_000, "all shortest: {all}");
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
    assert!(steps[steps.len() / 2] < 300 && steps[steps.len() - 1] < 1_000, "{steps:?}");
    assert!(touched(&answers).0 < 2_000, "{:?}", touched(&answers));
}
