//! Names asked of the shipped data.

use crate::snapshot::{assert_answer, assert_snapshot};
use relata::graph::KnowledgeGraph;
use relata::model::JudgementKind;
use relata::pipeline::Pipeline;
use relata::query::{Answer, CandidatesAnswer, CandidatesQuery, FindAnswer, FindQuery, Rendering};
use relata::resolve::Likeness;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data");

fn shipped() -> KnowledgeGraph {
    Pipeline::new(DATA).run().graph.unwrap()
}

fn find(graph: &KnowledgeGraph, text: &str) -> FindAnswer {
    FindQuery { text: text.to_owned(), limit: 5 }.run(&graph.view()).unwrap()
}

#[test]
fn matches_tell_why_and_what_tells_them_apart() {
    let graph = shipped();
    assert_answer("find-icftu", &graph, &find(&graph, "ICFTU"));
    assert_answer("find-germany", &graph, &find(&graph, "德國工會"));
    let none = find(&graph, "xyzzyq").to_text(&graph, &Rendering::in_language("en"));
    assert_eq!(none, "No name is like “xyzzyq”.\n");
}

#[test]
fn every_name_of_every_entity_finds_it_exactly() {
    let graph = shipped();
    let (dataset, entities) = (graph.dataset(), &graph.dataset().entities);
    for entity in entities.iter() {
        let id = format!("id:{}", entities.id(entity));
        for text in entities.names(entity).map(|name| name.text).chain([id.as_str()]) {
            let best = &find(&graph, text).matches[0];
            let wanted = graph.name_index().find(dataset, graph.identities(), text);
            assert_eq!((best.likeness, Ok(best.entity)), (Likeness::Exact, wanted), "{text}");
        }
    }
}

fn candidates(graph: &KnowledgeGraph, judged: bool) -> CandidatesAnswer {
    CandidatesQuery { judged, ..CandidatesQuery::default() }.run(&graph.view())
}

#[test]
fn pairs_to_judge_tell_what_speaks_for_and_against() {
    let graph = shipped();
    assert_answer("candidates", &graph, &candidates(&graph, false));
    let all = candidates(&graph, true).to_text(&graph, &Rendering::in_language("en"));
    assert_snapshot("candidates-all.en.txt", &all);
}

#[test]
fn every_pair_that_the_curators_left_open_is_proposed_by_its_names() {
    let graph = shipped();
    let (dataset, found) = (graph.dataset(), candidates(&graph, true));
    for judgement in dataset.judgements.iter().filter(|judgement| judgement.kind == JudgementKind::Unsure) {
        let pair = (judgement.a.min(judgement.b), judgement.a.max(judgement.b));
        let proposed = found.pairs.iter().any(|candidates| (candidates.a, candidates.b) == pair);
        assert!(proposed, "{} / {}", dataset.entities.id(pair.0), dataset.entities.id(pair.1));
    }
}

/// Every person twice: once by the name in letters, once by the one in characters.
fn people_split_by_script(graph: &KnowledgeGraph) -> KnowledgeGraph {
    let entities = &graph.dataset().entities;
    let mut rows = "id,name_en,name_zh,country\n".to_owned();
    for entity in entities.iter() {
        let kind = graph.dataset().vocabulary.entity_kind(entities.kind(entity));
        if kind.name == "person" {
            let (id, country) = (entities.id(entity), entities.country(entity));
            let [en, zh] = ["en", "zh"].map(|language| entities.label(entity, language));
            rows.push_str(&format!("{id}-in-letters,{en},,{country}\n{id}-in-characters,,{zh},{country}\n"));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("entities")).unwrap();
    std::fs::write(folder.path().join("entities/person.csv"), rows).unwrap();
    Pipeline::new(folder.path()).run().graph.unwrap()
}

#[test]
fn people_named_in_two_scripts_are_proposed_and_only_they() {
    let split = people_split_by_script(&shipped());
    let entities = &split.dataset().entities;
    let query = CandidatesQuery { least: 0.0, ..CandidatesQuery::default() };
    let found = query.run(&split.view());
    for pair in &found.pairs {
        let [a, b] = [pair.a, pair.b].map(|entity| entities.id(entity).rsplit_once("-in-").unwrap().0);
        assert_eq!(a, b, "nobody else's name is like it");
    }
    // The surname of one has two consonants only, which too many have.
    assert_eq!(found.pairs.len(), entities.len() / 2 - 1);
}
