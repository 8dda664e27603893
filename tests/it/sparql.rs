//! SPARQL: the competency questions on the shipped data and against the commands, the command line, hostile input.

#[cfg(feature = "cli")]
mod command;
mod oracle;
mod twins;

use crate::snapshot::assert_snapshot;
use relata::graph::KnowledgeGraph;
use relata::pipeline::Pipeline;
use relata::rdf::queries::{competencies, find};
use relata::rdf::{RdfOptions, Triples};
use relata::sparql::{
    Found, GraphNames, ResultFormat, Rows, SparqlAnswer, SparqlError, SparqlQuery, Store, fill_competency,
};
use std::time::{Duration, Instant};

const BASE: &str = "https://data.example.org/";

fn shipped() -> KnowledgeGraph {
    Pipeline::new(concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data")).run().graph.unwrap()
}

/// The store of a graph, under [`BASE`].
fn store(graph: &KnowledgeGraph) -> Store {
    let view = graph.view();
    let options = RdfOptions { base_iri: Some(BASE.to_owned()), ..RdfOptions::default() };
    Store::of_triples(&Triples::new(&view, &options).unwrap()).unwrap()
}

fn ask(store: &Store, text: &str) -> SparqlAnswer {
    SparqlQuery::new(text).run(store).unwrap()
}

fn rows(answer: SparqlAnswer) -> Rows {
    let Found::Rows(rows) = answer.found else { panic!("no rows") };
    rows
}

/// A competency question on a graph, with values in the place of its parameters.
fn competency(graph: &KnowledgeGraph, name: &str, set: &[(&str, &str)]) -> SparqlAnswer {
    let view = graph.view();
    let options = RdfOptions { base_iri: Some(BASE.to_owned()), ..RdfOptions::default() };
    let triples = Triples::new(&view, &options).unwrap();
    let store = Store::of_triples(&triples).unwrap();
    let set: Vec<_> = set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let names = GraphNames::new(graph, &triples);
    let text = fill_competency(find(name).unwrap(), &set, &names, store.prefixes()).unwrap();
    ask(&store, &text)
}

/// The shipped answers, read and compared with the data by hand when they were checked in.
#[test]
fn every_competency_question_answers_as_checked_in() {
    let graph = shipped();
    for query in competencies() {
        let answer = competency(&graph, query.name, &[]);
        let csv = answer.to_results(ResultFormat::Csv).unwrap();
        assert_snapshot(&format!("sparql-{:02}.csv", query.number), &csv.replace("\r\n", "\n"));
        assert!(!rows(answer).rows.is_empty(), "{} finds something in the shipped data", query.name);
    }
}

/// A competency question stands alone: with its prefixes declared it asks the same of a store that knows none.
#[test]
fn a_competency_question_runs_as_shown_in_any_engine() {
    let graph = shipped();
    let view = graph.view();
    let triples = Triples::new(&view, &RdfOptions::default()).unwrap();
    let store = Store::of_triples(&triples).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data.nt");
    std::fs::write(&file, "<urn:a> <urn:b> <urn:c> .\n").unwrap();
    let bare = Store::of_file(&file).unwrap();
    for query in competencies() {
        let text = query.standalone(&triples).unwrap();
        let names = GraphNames::new(&graph, &triples);
        let filled = fill_competency(query, &[], &names, store.prefixes()).unwrap();
        assert_eq!(ask(&store, &text), ask(&store, &filled), "{}", query.name);
        assert!(SparqlQuery::new(text).run(&bare).is_ok(), "{} declares its prefixes", query.name);
    }
}

#[test]
fn the_generic_rules_give_the_direct_layer() {
    let sides = "
        FILTER NOT EXISTS { ?p a owl:SymmetricProperty . ?r relata:qualifiedParticipation ?q . ?q relata:agent ?s ; relata:onBehalfOf ?o }
        FILTER NOT EXISTS { ?p a owl:SymmetricProperty . ?r relata:qualifiedParticipation ?q . ?q relata:agent ?o ; relata:onBehalfOf ?s }
        FILTER NOT EXISTS { ?p a owl:SymmetricProperty . ?r relata:qualifiedParticipation ?q1 , ?q2 .
          ?q1 relata:agent ?s ; relata:onBehalfOf ?b . ?q2 relata:agent ?o ; relata:onBehalfOf ?b }";
    let rule = "?p relata:shortcutKind ?k ; relata:shortcutFrom ?f ; relata:shortcutTo ?t .
        ?r a ?k ; ?f ?s ; ?t ?o . FILTER(?s != ?o)";
    let ties =
        "FILTER NOT EXISTS { ?p relata:tie false } FILTER NOT EXISTS { ?r ?a ?v . ?v relata:tie false }";
    let store = store(&shipped());
    let triples = |text: String| ask(&store, &text).found;
    let direct = triples(format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {rule} {sides} }}"));
    let written = "CONSTRUCT { ?s ?p ?o } WHERE { ?p relata:shortcutKind ?k . ?s ?p ?o }";
    assert_eq!(direct, triples(written.to_owned()));
    let head = "{ ?s relata:linkedWith ?o . ?o relata:linkedWith ?s }";
    let linked = triples(format!("CONSTRUCT {head} WHERE {{ {rule} {sides} {ties} }}"));
    assert_eq!(linked, triples("CONSTRUCT WHERE { ?s relata:linkedWith ?o }".to_owned()));
}

#[test]
fn rows_without_an_order_are_sorted_and_with_one_they_are_left() {
    let store = store(&shipped());
    let names = |text: &str| {
        let rows = rows(ask(&store, text));
        rows.column("n").flatten().map(ToString::to_string).collect::<Vec<_>>()
    };
    let sorted = names("SELECT ?n { ?b org:memberOf body:icftu ; rdfs:label ?n }");
    assert!(sorted.len() == 4 && sorted.is_sorted());
    let mut turned = names("SELECT ?n { ?b org:memberOf body:icftu ; rdfs:label ?n } ORDER BY DESC(?n)");
    turned.reverse();
    assert_eq!(turned, sorted);
}

#[test]
fn a_limit_of_rows_is_told() {
    let store = store(&shipped());
    let limited =
        |text: &str, limit_rows| SparqlQuery { limit_rows, ..SparqlQuery::new(text) }.run(&store).unwrap();
    let all = "SELECT ?r { ?r relata:kind relata:Visit }";
    let count = rows(limited(all, 100_000)).rows.len();
    assert_eq!((limited(all, count).limit, limited(all, count - 1).limit), (None, Some(count - 1)));
    let cut = limited("CONSTRUCT WHERE { ?r relata:kind relata:Visit }", 3);
    assert!(matches!(&cut.found, Found::Triples(triples) if triples.len() == 3));
    assert!(cut.cut().unwrap().contains("only the first 3 triples"));
}

#[test]
fn a_query_that_would_run_for_minutes_is_cut() {
    let store = store(&shipped());
    for text in [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?e && ?d = ?h) }",
    ] {
        let begun = Instant::now();
        let query = SparqlQuery { timeout: Duration::from_millis(300), ..SparqlQuery::new(text) };
        let error = query.run(&store).unwrap_err();
        assert!(matches!(error, SparqlError::TimedOut(_)), "{text}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{text}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_huge_or_deep_query_is_refused_or_answered_and_never_ends_the_program() {
    let store = store(&shipped());
    let run = |text: String| {
        let query = SparqlQuery { timeout: Duration::from_secs(20), ..SparqlQuery::new(text) };
        query.run(&store)
    };
    let nest = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    for depth in [60, 5_000] {
        for query in [
            format!("ASK {}", nest("{", "?s ?p ?o", "}", depth)),
            format!("ASK {{ ?s ?p ?o FILTER{} }}", nest("(", "1", ")", depth)),
            format!("ASK {{ ?s ?p ?o FILTER({}) }}", nest("STR(", "?s", ")", depth - 2)),
            format!("ASK {{ ?s {} ?o }}", nest("^(", "<urn:p>", ")", depth)),
            format!("ASK {{ ?s ?p {} }}", nest("[ ?q ", "?o", "]", depth - 1)),
            format!("ASK {{ ?s ?p {} }}", nest("(", "?o", ")", depth - 1)),
            format!("ASK {{ {} }}", nest("OPTIONAL { ?s ?p ?o ", "", "}", depth - 1)),
            format!("ASK {{ ?s ?p ?o {} }}", nest("FILTER EXISTS { ?s ?p ?o ", "", "}", depth - 1)),
            format!("ASK {{ ?s ?p ?o FILTER({}) }}", nest("!(", "?s = 1", ")", depth - 52)),
            format!("SELECT * {{ {} }}", nest("{ SELECT * { ", "?s ?p ?o", "} }", depth / 2 - 1)),
        ] {
            let begun = Instant::now();
            let answer = run(query.clone());
            assert!(begun.elapsed() < Duration::from_secs(15), "{:?}: {query}", begun.elapsed());
            let refused = matches!(answer, Err(SparqlError::TooLarge(_)));
            assert!(refused || depth < 100 && answer.is_ok(), "{query}: {:?}", answer.err());
        }
    }
    // Chains without brackets are as deep for the parser as nests with them.
    for chain in [
        format!("ASK {{ FILTER({}1) }}", "1+".repeat(9_900)),
        format!("ASK {{ FILTER({}1 = 1) }}", "1 = 1 || ".repeat(3_200)),
        format!("ASK {{ ?s {}<urn:p> ?o }}", "<urn:p>/".repeat(9_900)),
        format!("ASK {{ ?s {}<urn:p> ?o }}", "<urn:p>|".repeat(9_900)),
        format!("ASK {{ {{ ?s ?p ?o }} {} }}", "UNION { ?s ?p ?o } ".repeat(3_000)),
        format!("ASK {{ ?s ?p ?o {} }}", "OPTIONAL { ?s ?p ?o } ".repeat(3_000)),
        format!("ASK {{ {} }}", "?s ?p ?o . ".repeat(4_900)),
        format!("ASK {{ {} }}", (0..2_000).map(|n| format!("BIND(1 AS ?v{n}) ")).collect::<String>()),
        format!("SELECT * {{ VALUES ?x {{ {} }} }}", "1 ".repeat(19_900)),
        format!("ASK {{ {} ?p 1 }}", "- ".repeat(19_000)),
    ] {
        let told: String = chain.chars().take(60).collect();
        match run(chain) {
            Ok(_) | Err(SparqlError::Syntax { .. } | SparqlError::TimedOut(_) | SparqlError::TooMuch) => {}
            Err(error) => panic!("{told}: {error}"),
        }
    }
    assert!(matches!(run("a ".repeat(1_000_000)), Err(SparqlError::TooLarge(_))));
}

#[test]
fn what_is_no_query_says_so_and_where() {
    let store = store(&shipped());
    for (text, place) in [
        ("", "query:1:1"),
        ("SELECT", "query:1:7"),
        ("SELECT ?x WHERE {\n  ?x a body:thing ,\n}", "query:3:1"),
        ("ASK { ?s ?p \"never ended }", "query:1:13"),
        ("ASK { ?s ?p ?o } trailing", "query:1:18"),
        ("\u{0}\u{1}\u{2}", "query:1:1"),
        ("全总", "query:1:1"),
        ("SELECT ?全 { ?全 rdfs:label 名 }", "query:1:27"),
    ] {
        let error = SparqlQuery::new(text).run(&store).unwrap_err();
        assert!(matches!(error, SparqlError::Syntax { .. }), "{text}: {error}");
        assert_eq!(error.location().unwrap().to_string(), place, "{text}: {error}");
    }
}

#[test]
fn a_file_that_is_no_rdf_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Store::of_file(&path)
    };
    let binary: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    for ending in ["ttl", "nt", "nq", "trig", "rdf", "jsonld"] {
        let error = file(&format!("binary.{ending}"), &binary).unwrap_err();
        assert!(matches!(error, SparqlError::Rdf { .. } | SparqlError::Read { .. }), "{ending}: {error}");
        assert!(!error.to_string().contains(|c: char| c.is_control()), "{ending}: {error}");
    }
    assert!(matches!(file("data.csv", b"a,b\n"), Err(SparqlError::Extension { .. })));
    assert!(matches!(Store::of_file(&folder.path().join("none.ttl")), Err(SparqlError::Read { .. })));
    assert!(matches!(Store::of_file(folder.path()), Err(SparqlError::Extension { .. })));
    std::fs::create_dir(folder.path().join("folder.ttl")).unwrap();
    assert!(matches!(Store::of_file(&folder.path().join("folder.ttl")), Err(SparqlError::Read { .. })));
    let deep = [b"<urn:a> <urn:b> ".to_vec(), b"[ <urn:b> ".repeat(200_000)].concat();
    assert!(file("deep.ttl", &deep).is_err());
    let lists = [b"<urn:a> <urn:b> ".to_vec(), b"( ".repeat(200_000)].concat();
    assert!(file("lists.ttl", &lists).is_err());
    assert!(file("deep.jsonld", &b"[".repeat(200_000)).is_err());
    assert!(file("deep.rdf", &b"<a>".repeat(200_000)).is_err());
}
