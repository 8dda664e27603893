//! The store and its evaluator against Oxigraph's own store: the same triples, the same queries, the same rows.

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use proptest::prelude::*;
use relata::sparql::{Found, SparqlQuery, Store};

const PATTERNS: [&str; 14] = [
    "?a ?p ?b",
    "?a <urn:p0> ?b",
    "?b <urn:p1> ?c",
    "<urn:n1> ?p ?c",
    "?c ?q <urn:n2>",
    "?a <urn:p0>+ ?c",
    "?b (<urn:p0>|^<urn:p1>)* <urn:n0>",
    "OPTIONAL { ?b <urn:p2> ?d }",
    "MINUS { ?a <urn:p2> ?d }",
    "FILTER NOT EXISTS { ?b <urn:p0> ?a }",
    "{ ?a <urn:p1> ?d } UNION { ?a <urn:p2> ?d }",
    "GRAPH ?g { ?a ?p ?d }",
    "VALUES ?a { <urn:n0> <urn:n3> <urn:new> }",
    "BIND(CONCAT(STR(?a), \"x\") AS ?e)",
];

const FORMS: [&str; 4] = [
    "SELECT * { BODY }",
    "SELECT DISTINCT ?a ?c { BODY }",
    "SELECT ?a (COUNT(*) AS ?n) (MAX(?b) AS ?m) { BODY } GROUP BY ?a",
    "SELECT ?b { BODY } ORDER BY DESC(?b)",
];

/// A triple of few nodes and numbers, in the default graph or in one of two named ones.
fn quad() -> impl Strategy<Value = (u8, u8, u8, u8)> {
    (0u8..4, 0u8..3, 0u8..6, 0u8..5)
}

fn made((subject, predicate, object, graph): (u8, u8, u8, u8)) -> Quad {
    let iri = |letter: char, n: u8| NamedNode::new_unchecked(format!("urn:{letter}{n}"));
    let object: Term = if object < 4 { iri('n', object).into() } else { Literal::from(object as i64).into() };
    let graph = if graph < 3 { GraphName::DefaultGraph } else { iri('g', graph).into() };
    Quad::new(iri('n', subject), iri('p', predicate), object, graph)
}

/// The rows of the oracle, sorted; every triple of a named graph stands in the default graph too, as in ours.
fn expected(quads: &[Quad], query: &str) -> Vec<Vec<Option<Term>>> {
    let store = oxigraph::store::Store::new().unwrap();
    for quad in quads {
        store.insert(quad).unwrap();
        store.insert(&Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }).unwrap();
    }
    let parsed = SparqlEvaluator::new().parse_query(query).unwrap();
    let QueryResults::Solutions(rows) = parsed.on_store(&store).execute().unwrap() else { panic!() };
    sorted(rows.map(|row| row.unwrap().values().to_vec()).collect())
}

fn sorted(mut rows: Vec<Vec<Option<Term>>>) -> Vec<Vec<Option<Term>>> {
    rows.sort_by_cached_key(|row| format!("{row:?}"));
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_query_has_the_rows_that_the_oracle_finds(
        quads in prop::collection::vec(quad(), 0..20),
        patterns in prop::collection::vec(prop::sample::select(&PATTERNS[..]), 1..4),
        form in prop::sample::select(&FORMS[..]),
    ) {
        // A BIND may not come before what it binds is known to be free.
        let mut patterns = patterns;
        patterns.sort_by_key(|pattern| pattern.starts_with("BIND"));
        patterns.dedup();
        let query = form.replace("BODY", &patterns.join(" . "));
        let quads: Vec<Quad> = quads.into_iter().map(made).collect();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data.nq");
        std::fs::write(&file, quads.iter().map(|quad| format!("{quad} .\n")).collect::<String>()).unwrap();
        let answer = SparqlQuery::new(query.as_str()).run(&Store::of_file(&file).unwrap()).unwrap();
        let Found::Rows(rows) = answer.found else { panic!() };
        prop_assert_eq!(sorted(rows.rows), expected(&quads, &query), "{}", query);
    }
}
