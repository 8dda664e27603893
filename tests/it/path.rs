//! Who linked whom, asked of the shipped data.

use crate::snapshot::{assert_answer, assert_snapshot};
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use relata::query::path::TimeRule;
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
    assert_answer("path-acftu-icftu", &graph, &ask(&graph, "acftu", "icftu"));
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

fn asked(
    graph: &KnowledgeGraph,
    (from, to): (&str, &str),
    change: impl FnOnce(&mut PathQuery),
) -> PathAnswer {
    let mut query = PathQuery::between(find(graph, from), find(graph, to));
    change(&mut query);
    query.run(&graph.view()).unwrap()
}

#[test]
fn each_rule_of_time_has_its_answer() {
    let graph = shipped();
    for rule in [TimeRule::Overlap, TimeRule::Order] {
        let answer = asked(&graph, ("acftu", "icftu"), |query| query.time = rule);
        for language in ["en", "zh"] {
            let text = answer.to_text(&graph, &Rendering::in_language(language));
            assert_snapshot(&format!("path-acftu-icftu-{}.{language}.txt", rule.as_str()), &text);
        }
        let json = answer.to_json(&graph, &Rendering::in_language("en"));
        assert_eq!(json["time"], rule.as_str());
        assert!(json["routes"].as_array().unwrap().iter().all(|route| route["verdict"] != "untimed"));
    }
}

/// The ids of the records that tie two directly as of a time.
fn tied_as_of(graph: &KnowledgeGraph, time: &str, as_written: bool) -> Vec<String> {
    let answer = asked(graph, ("acftu", "dgb"), |query| {
        query.selection.as_of = Some(time.parse().unwrap());
        if as_written {
            *query = query.clone().raw();
        }
    });
    let records = answer.direct.iter().map(|route| graph.edge(route.hops[0].edges[0]).record());
    records.map(|record| graph.dataset().records.id(record).to_owned()).collect()
}

#[test]
fn a_state_lasts_until_the_next_of_its_history() {
    let graph = shipped();
    let established = "relations-acftu-dgb-1979".to_owned();
    assert!(tied_as_of(&graph, "1985", false).contains(&established), "its end is derived");
    assert!(!tied_as_of(&graph, "1995", false).contains(&established), "suspended since");
    assert!(tied_as_of(&graph, "1995", true).contains(&established), "no end is written");
    assert!(!tied_as_of(&graph, "1978", true).contains(&established));
    let answer = asked(&graph, ("acftu", "dgb"), |query| query.time = TimeRule::Order);
    let json = answer.to_json(&graph, &Rendering::in_language("en"));
    let hop = json["routes"].as_array().unwrap().iter().map(|route| &route["hops"][0]);
    let hop = hop.into_iter().find(|hop| hop["record"] == established.as_str()).unwrap();
    assert_eq!((&hop["date"], &hop["derived_end"]), (&"1979".into(), &"1989-12-31".into()));
}

#[test]
fn a_lifespan_bounds_what_is_recorded_of_its_bearer() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "entities/organisation.csv",
        "id,name_en,lifespan\na,Alpha,\nm,Em,1950/1960\nz,Zed,\nd,Dee,1950~/1960~\n",
    );
    write(
        "records/membership.csv",
        "id,date,member,body\nm1,1955/..,a,m\nm2,1955/..,m,z\nm3,1955/..,a,d\nm4,1955/..,d,z\n",
    );
    let graph = Pipeline::new(folder.path()).run().graph.unwrap();
    let between = |as_written: bool| {
        let answer = asked(&graph, ("id:a", "id:z"), |query| {
            query.selection.during = Some("1970/1980".parse().unwrap());
            query.selection.raw = as_written;
        });
        let middle = answer.routes.iter().filter_map(|route| route.nodes().nth(1));
        middle.map(|node| graph.dataset().entities.id(node).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(between(false), [""; 0], "both had ended by 1960; the bounds of a doubtful date stay");
    assert_eq!(between(true), ["d", "m"]);
}
