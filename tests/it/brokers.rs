//! Who stands between, and who ranks how, asked of the shipped data.

use crate::snapshot::assert_answer;
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use relata::query::centrality::Measure;
use relata::query::{BrokersQuery, CentralityQuery, PathQuery};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data");

fn shipped() -> KnowledgeGraph {
    Pipeline::new(DATA).run().graph.unwrap()
}

fn find(graph: &KnowledgeGraph, name: &str) -> EntityIx {
    graph.name_index().find(graph.dataset(), graph.identities(), name).unwrap()
}

#[test]
fn brokers_of_the_two_federations_are_as_read() {
    let graph = shipped();
    let answer =
        BrokersQuery::between(find(&graph, "ACFTU"), find(&graph, "ICFTU")).run(&graph.view()).unwrap();
    assert_answer("brokers-acftu-icftu", &graph, &answer);
}

#[test]
fn whom_a_hub_hides_and_who_has_no_one_between_is_told() {
    let graph = shipped();
    let mut query = BrokersQuery::between(find(&graph, "TUC"), find(&graph, "DGB"));
    query.top = 3;
    assert_answer("brokers-tuc-dgb", &graph, &query.run(&graph.view()).unwrap());
    let mut query = BrokersQuery::between(find(&graph, "swedish-metalworkers"), find(&graph, "seiu"));
    query.path.max_hops = 3;
    assert_answer("brokers-none", &graph, &query.run(&graph.view()).unwrap());
}

#[test]
fn go_betweens_of_a_path_are_the_first_brokers() {
    let graph = shipped();
    let (from, to) = (find(&graph, "ACFTU"), find(&graph, "ICFTU"));
    let path = PathQuery::between(from, to).run(&graph.view()).unwrap();
    let routes = path.routes.iter().filter(|route| route.hops.len() == 2);
    let mut go_betweens: Vec<EntityIx> = routes.map(|route| route.hops[0].to).collect();
    let brokers = BrokersQuery::between(from, to).run(&graph.view()).unwrap();
    let first = brokers.brokers.iter().filter(|broker| broker.shortest > 0);
    let mut first: Vec<EntityIx> = first.map(|broker| broker.entity).collect();
    go_betweens.sort();
    first.sort();
    assert_eq!(first, go_betweens);
}

#[test]
fn rankings_by_every_measure_are_as_read() {
    let graph = shipped();
    for measure in Measure::ALL {
        let mut query = CentralityQuery::by(measure);
        query.top = if measure == Measure::Component { 100 } else { 12 };
        assert_answer(&format!("rank-{}", measure.as_str()), &graph, &query.run(&graph.view()));
    }
}

#[test]
fn components_agree_with_the_counts_of_stats() {
    let graph = shipped();
    let mut query = CentralityQuery::by(Measure::Component);
    query.top = usize::MAX;
    let ranked = query.run(&graph.view()).ranked;
    let stats = relata::query::StatsQuery::default().run(&graph.view());
    assert_eq!(ranked[0].value as usize, stats.greatest_component);
    let groups = ranked.iter().filter(|row| row.value > 1.0).filter_map(|row| row.component).max();
    assert_eq!(groups.unwrap() as usize, stats.components);
    assert_eq!(ranked.iter().filter(|row| row.neighbours == 0).count(), stats.isolated);
}

#[cfg(feature = "cli")]
#[test]
fn brokers_take_two_names_or_none() {
    let relata = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relata"));
        command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
    };
    let ranked = relata(&["stats", "--by", "betweenness"]).stdout;
    assert!(!ranked.is_empty());
    assert_eq!(relata(&["brokers"]).stdout, ranked);
    for usage in [
        &["brokers", "ACFTU"][..],
        &["brokers", "--max-hops", "3"],
        &["stats", "-k", "3"],
        &["stats", "--by", "fame"],
    ] {
        assert_eq!(relata(usage).status.code(), Some(2), "{usage:?}");
    }
    assert_eq!(relata(&["brokers", "ACFTU", "全总"]).status.code(), Some(1), "both are one entity");
}
