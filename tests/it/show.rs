//! Cards and numbers of the shipped data.

use crate::snapshot::{assert_answer, assert_snapshot};
use relata::graph::KnowledgeGraph;
use relata::model::PassageIx;
use relata::pipeline::Pipeline;
use relata::query::{Answer, PassageTexts, Rendering, ShowAnswer, ShowQuery, StatsQuery};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data");

fn shipped() -> KnowledgeGraph {
    Pipeline::new(DATA).run().graph.unwrap()
}

fn show_entity(graph: &KnowledgeGraph, id: &str) -> ShowAnswer {
    ShowQuery::Entity(graph.dataset().entities.find(id).unwrap()).run(&graph.view()).unwrap()
}

fn show_record(graph: &KnowledgeGraph, id: &str) -> ShowAnswer {
    ShowQuery::Record(graph.dataset().records.find(id).unwrap()).run(&graph.view()).unwrap()
}

#[test]
fn cards_of_entities_tell_all_in_order_of_time() {
    let graph = shipped();
    assert_answer("show-icftu", &graph, &show_entity(&graph, "icftu"));
    assert_answer("show-afl-cio", &graph, &show_entity(&graph, "afl-cio"));
}

#[test]
fn cards_of_records_tell_bounds_roles_and_edges() {
    let graph = shipped();
    assert_answer("show-visit-2000-02-icftu", &graph, &show_record(&graph, "visit-2000-02-icftu"));
    // In English only: in Chinese its list of names would stand here as the source has it.
    let founding =
        show_record(&graph, "founding-change-to-win").to_text(&graph, &Rendering::in_language("en"));
    assert_snapshot("show-founding-change-to-win.en.txt", &founding);
}

#[test]
fn numbers_of_the_shipped_data() {
    let graph = shipped();
    assert_answer("stats", &graph, &StatsQuery::default().run(&graph.view()));
}

struct Invented;

impl PassageTexts for Invented {
    fn passage(&self, passage: PassageIx) -> Option<&str> {
        passage.index().is_multiple_of(2).then_some("an invented\npassage")
    }
}

#[test]
fn passages_at_hand_are_shown_beside_the_answer() {
    let graph = shipped();
    let rendering = Rendering { language: "en", texts: Some(&Invented) };
    let text = show_record(&graph, "visit-2000-02-icftu").to_text(&graph, &rendering);
    assert!(text.contains("“an invented passage”"), "{text}");
    let without = show_record(&graph, "visit-2000-02-icftu").to_text(&graph, &Rendering::in_language("en"));
    assert!(!without.contains("invented"));
}
