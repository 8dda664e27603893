//! Questions about time, asked of the shipped data.

use crate::snapshot::{assert_answer, assert_snapshot};
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use relata::query::{Answer, AsOfQuery, ChangesQuery, Period, Rendering, TimelineQuery};
use serde_json::Value;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data");

fn shipped() -> KnowledgeGraph {
    Pipeline::new(DATA).run().graph.unwrap()
}

fn find(graph: &KnowledgeGraph, name: &str) -> EntityIx {
    graph.name_index().find(graph.dataset(), graph.identities(), name).unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// Text in both languages, JSON and CSV.
fn ids(records: &Value) -> Vec<&str> {
    records.as_array().unwrap().iter().map(|record| record["record"].as_str().unwrap()).collect()
}

#[test]
fn in_1985_the_two_federations_possibly_stand_in_relations_with_a_derived_end() {
    let graph = shipped();
    let query = AsOfQuery { entity: Some(find(&graph, "acftu")), ..AsOfQuery::at(period("1985")) };
    let json = assert_answer("as-of-1985-acftu", &graph, &query.run(&graph.view()).unwrap());
    let states = json["states"].as_array().unwrap();
    let state = states.iter().find(|state| state["record"] == "relations-acftu-dgb-1979").unwrap();
    assert_eq!((&state["verdict"], &state["derived_end"]), (&"possible".into(), &"1989-12-31".into()));
}

#[test]
fn as_of_three_years_a_decade_apart_is_as_read() {
    let graph = shipped();
    for year in ["1985", "1995", "2005"] {
        let answer = AsOfQuery::at(period(year)).run(&graph.view()).unwrap();
        assert_answer(&format!("as-of-{year}"), &graph, &answer);
    }
}

#[test]
fn raw_an_onset_of_1979_possibly_still_holds_in_2005() {
    let graph = shipped();
    let ask = |raw| {
        let query = AsOfQuery { raw, entity: Some(find(&graph, "dgb")), ..AsOfQuery::at(period("2005")) };
        query.run(&graph.view()).unwrap().to_json(&graph, &Rendering::in_language("en"))
    };
    assert!(!ids(&ask(false)["states"]).contains(&"relations-acftu-dgb-1979"));
    assert!(ids(&ask(true)["states"]).contains(&"relations-acftu-dgb-1979"));
}

#[test]
fn the_two_federations_have_a_history_from_1979_and_other_records_beside_it() {
    let graph = shipped();
    let query = TimelineQuery::between(find(&graph, "acftu"), find(&graph, "dgb"));
    let json = assert_answer("timeline-acftu-dgb", &graph, &query.run(&graph.view()).unwrap());
    let expected = [
        ("relations-acftu-dgb-1979", "1989-12-31"),
        ("relations-acftu-dgb-1989", "1996-12-31"),
        ("relations-acftu-dgb-mid-1990s", "2000-05-31"),
        ("relations-acftu-dgb-2000-05", "2000-10-31"),
    ];
    let entries = json["histories"][0]["entries"].as_array().unwrap();
    for ((record, end), entry) in expected.iter().zip(entries) {
        assert_eq!((entry["record"].as_str(), entry["derived_end"].as_str()), (Some(*record), Some(*end)));
    }
    assert_eq!((entries.len(), json["records"].as_array().unwrap().len()), (7, 6));
}

#[test]
fn who_has_left_a_body_belongs_to_it_no_more() {
    let graph = shipped();
    let ask = |date, raw| {
        let query = AsOfQuery { raw, entity: Some(find(&graph, "seiu")), ..AsOfQuery::at(period(date)) };
        query.run(&graph.view()).unwrap().to_json(&graph, &Rendering::in_language("en"))
    };
    assert!(ids(&ask("2005", false)["states"]).contains(&"membership-seiu-afl-cio"));
    assert!(!ids(&ask("2006", false)["states"]).contains(&"membership-seiu-afl-cio"));
    assert!(ids(&ask("2006", true)["states"]).contains(&"membership-seiu-afl-cio"));
}

#[test]
fn a_timeline_is_drawn() {
    let graph = shipped();
    let query = TimelineQuery::between(find(&graph, "acftu"), find(&graph, "icftu"));
    let answer = query.run(&graph.view()).unwrap();
    for language in ["en", "zh"] {
        let svg = answer.to_svg(&graph, &Rendering::in_language(language)).unwrap();
        assert_snapshot(&format!("timeline-acftu-icftu.{language}.svg"), &svg);
    }
}

#[test]
fn a_time_without_records_is_a_gap() {
    let graph = shipped();
    let query = TimelineQuery::between(find(&graph, "acftu"), find(&graph, "icftu"));
    let json = assert_answer("timeline-acftu-icftu", &graph, &query.run(&graph.view()).unwrap());
    assert_eq!(json["histories"][0]["entries"][1]["gap"], "1970/1977");
}

#[test]
fn within_a_window_what_may_touch_it_is_told() {
    let graph = shipped();
    let query = TimelineQuery { during: Some(period("1985/1996")), ..TimelineQuery::of(find(&graph, "wcl")) };
    assert_answer("timeline-wcl-1985-1996", &graph, &query.run(&graph.view()).unwrap());
}

#[test]
fn between_1988_and_1992_relations_were_suspended() {
    let graph = shipped();
    let between = period("1988").until(&period("1992")).unwrap();
    let json = assert_answer(
        "changes-1988-1992",
        &graph,
        &ChangesQuery::between(between).run(&graph.view()).unwrap(),
    );
    for (list, record, verdict) in [
        ("began", "relations-acftu-dgb-1989", "certain"),
        ("began", "relations-acftu-tuc-1990s", "possible"),
        ("ended", "relations-acftu-dgb-1979", "possible"),
    ] {
        let found = json[list].as_array().unwrap().iter().find(|change| change["record"] == record);
        assert_eq!(found.unwrap()["verdict"], verdict, "{record}");
    }
}
