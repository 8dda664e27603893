//! Who linked whom, asked of the shipped data.

use crate::snapshot::assert_snapshot;
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use relata::query::{Answer, PathAnswer, PathQuery, Rendering};
use serde_json::Value;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data");

fn shipped() -> KnowledgeGraph {
    Pipeline::new(DATA).run().graph.unwrap()
}

fn find(graph: &KnowledgeGraph, name: &str) -> EntityIx {
    graph.name_index().find(graph.dataset(), graph.identities(), name).unwrap()
}

fn ask(graph: &KnowledgeGraph, from: &str, to: &str) -> PathAnswer {
    PathQuery::between(find(graph, from), find(graph, to)).run(&graph.view()).unwrap()
}

fn json(graph: &KnowledgeGraph, from: &str, to: &str) -> Value {
    ask(graph, from, to).to_json(graph, &Rendering::in_language("en"))
}

fn between(answer: &Value) -> Vec<&str> {
    let routes = answer["routes"].as_array().unwrap().iter();
    routes
        .filter(|route| route["hops"].as_array().unwrap().len() == 2)
        .filter_map(|r| r["nodes"][1].as_str())
        .collect()
}

#[test]
fn the_visit_of_february_2000_is_a_direct_tie_with_its_host_inferred() {
    let graph = shipped();
    let answer = json(&graph, "acftu", "icftu");
    let direct =
        answer["routes"].as_array().unwrap().iter().filter(|r| r["hops"].as_array().unwrap().len() == 1);
    let visit =
        direct.map(|route| &route["hops"][0]).find(|hop| hop["record"] == "visit-2000-02-icftu").unwrap();
    assert_eq!(visit["date"], "2000-02");
    assert_eq!((&visit["source"], &visit["target"]), (&"icftu".into(), &"acftu".into()));
    assert_eq!(visit["forward"], false);
    assert_eq!(visit["inferred"], true);
    assert_eq!(visit["roles"]["leader"][0], "bill-jordan");
    assert_eq!(visit["evidence"][0]["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn go_betweens_have_ties_to_both_and_a_hostile_body_is_none() {
    let graph = shipped();
    let answer = json(&graph, "全总", "国际自由工会联合会");
    let between = between(&answer);
    for name in ["tuc", "dgb", "lo-sweden"] {
        assert!(between.contains(&name), "{name} in {between:?}");
    }
    assert!(!between.contains(&"afl-cio"), "{between:?}");
}

#[test]
fn the_front_page_reads_as_it_should() {
    let graph = shipped();
    let answer = ask(&graph, "acftu", "icftu");
    for language in ["en", "zh"] {
        let text = answer.to_text(&graph, &Rendering::in_language(language));
        assert_snapshot(&format!("path-acftu-icftu.{language}.txt"), &text);
    }
    assert_snapshot("path-acftu-icftu.csv", &answer.to_table(&graph, &Rendering::in_language("en")).to_csv());
    let json = answer.to_json(&graph, &Rendering::in_language("en"));
    assert_snapshot("path-acftu-icftu.json", &format!("{json:#}\n"));
}

#[test]
fn what_is_no_tie_is_told_beside_the_routes() {
    let graph = shipped();
    let answer = ask(&graph, "afl-cio", "acftu");
    for language in ["en", "zh"] {
        let text = answer.to_text(&graph, &Rendering::in_language(language));
        assert_snapshot(&format!("path-afl-cio-acftu.{language}.txt"), &text);
    }
}

#[test]
fn the_federation_is_a_hub_and_is_said_not_to_be_crossed() {
    let graph = shipped();
    let answer = ask(&graph, "tuc", "dgb");
    let acftu = find(&graph, "acftu");
    assert_eq!(answer.skipped_hubs.iter().map(|hub| hub.entity).collect::<Vec<_>>(), [acftu]);
    assert!(answer.routes.iter().all(|route| !route.nodes().any(|node| node == acftu)));
    for language in ["en", "zh"] {
        let text = answer.to_text(&graph, &Rendering::in_language(language));
        assert_snapshot(&format!("path-tuc-dgb.{language}.txt"), &text);
    }
}

#[test]
fn no_route_says_what_cut_it() {
    let graph = shipped();
    let mut query = PathQuery::between(find(&graph, "swedish-metalworkers"), find(&graph, "seiu"));
    query.max_hops = 3;
    let answer = query.run(&graph.view()).unwrap();
    for language in ["en", "zh"] {
        let text = answer.to_text(&graph, &Rendering::in_language(language));
        assert_snapshot(&format!("path-none.{language}.txt"), &text);
    }
    let json = answer.to_json(&graph, &Rendering::in_language("en"));
    assert_eq!(json["routes"], Value::Array(Vec::new()));
    assert_eq!(json["none"]["reason"], "cut");
}
