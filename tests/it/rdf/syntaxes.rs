//! Every syntax read back: the same triples as N-Triples, and the vocabulary in a graph of its own.

use super::{BASE, exported, fixture, folder, from_ntriples, graph};
use oxrdf::{GraphName, Literal, Quad, Term, Triple};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};
use relata::export::{ExportOptions, MemoryOutput, exporter};
use relata::graph::{KnowledgeGraph, View};
use std::collections::{BTreeSet, HashSet};

const SYNTAXES: [(&str, RdfFormat); 5] = [
    ("turtle", RdfFormat::Turtle),
    ("trig", RdfFormat::TriG),
    ("nquads", RdfFormat::NQuads),
    ("jsonld", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    ("rdfxml", RdfFormat::RdfXml),
];

fn read(text: &str, format: RdfFormat) -> Vec<Quad> {
    RdfParser::from_format(format).for_slice(text.as_bytes()).collect::<Result<_, _>>().unwrap()
}

fn in_graph(quads: &[Quad], graph: &GraphName) -> HashSet<Triple> {
    let of = quads.iter().filter(|quad| quad.graph_name == *graph);
    of.map(|quad| Triple::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone())).collect()
}

/// The triples without the characters that XML has not.
fn in_xml(triples: &HashSet<Triple>) -> HashSet<Triple> {
    let is_carried = |c: &char| !c.is_control() || "\t\n\r".contains(*c) || *c > '\u{7e}';
    let carried = |triple: &Triple| match &triple.object {
        Term::Literal(literal) => {
            let text: String = literal.value().chars().filter(is_carried).collect();
            let object = match literal.language() {
                Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
                None => Literal::new_typed_literal(text, literal.datatype()),
            };
            Triple::new(triple.subject.clone(), triple.predicate.clone(), object)
        }
        _ => triple.clone(),
    };
    triples.iter().map(carried).collect()
}

/// Holds every syntax to the triples of N-Triples, and the named graph to the ontology.
pub(super) fn assert_same_in_all(view: &View<'_>) {
    let expected = from_ntriples(&exported(view, "ntriples", Some(BASE)));
    let ontology: HashSet<Triple> = super::from_turtle(&exported(view, "rdf-vocabulary", Some(BASE)));
    let vocabulary = GraphName::NamedNode(oxrdf::NamedNode::new_unchecked(format!("{BASE}graph/vocabulary")));
    for (name, format) in SYNTAXES {
        let quads = read(&exported(view, name, Some(BASE)), format);
        let found = in_graph(&quads, &GraphName::DefaultGraph);
        let expected = if name == "rdfxml" { &in_xml(&expected) } else { &expected };
        assert!(found == *expected, "{name}: {:?}", found.symmetric_difference(expected).next());
        let named = in_graph(&quads, &vocabulary);
        if format.supports_datasets() && !name.starts_with("json") {
            assert_eq!(named, ontology, "{name}");
            assert!(named.is_disjoint(expected), "a triple stands in one graph");
        }
        let both = if named.is_empty() { 0 } else { ontology.len() };
        assert_eq!(quads.len(), expected.len() + both, "{name}: nothing twice, nothing in another graph");
        assert!(quads.iter().all(|quad| !quad.to_string().contains("_:")), "{name}: no blank node");
    }
}

#[test]
fn every_syntax_holds_the_triples_of_ntriples() {
    for name in ["tests/fixtures/rdf", "tests/fixtures/nasty", "graph-data"] {
        assert_same_in_all(&graph(&folder(name)).view());
    }
}

#[test]
fn the_default_graph_of_a_dataset_is_the_plain_file_to_the_letter() {
    let graph = fixture();
    for (plain, dataset) in [("turtle", "trig"), ("ntriples", "nquads")] {
        let [plain, dataset] = [plain, dataset].map(|format| exported(&graph.view(), format, None));
        assert!(dataset.starts_with(&plain));
        assert!(dataset[plain.len()..].contains("<https://data.example.org/graph/vocabulary>"));
    }
}

#[test]
fn a_part_of_a_graph_is_the_same_in_every_syntax() {
    let graph = fixture();
    let records = &graph.dataset().records;
    assert_same_in_all(&graph.view().filter(|record| records.id(record).starts_with("project")));
}

#[test]
fn a_subject_of_jsonld_is_one_object() {
    let text = exported(&fixture().view(), "jsonld", None);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ids = value["@graph"].as_array().unwrap().iter().map(|node| node["@id"].as_str().unwrap());
    let ids: Vec<&str> = ids.collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert_eq!(value["@context"]["rec"], format!("{BASE}record/"));
}

/// A dataset whose texts hold what XML cannot carry or would change.
fn with_control_characters() -> KnowledgeGraph {
    super::gaps::dataset(
        super::gaps::BODIES,
        "id,party,summary,note\nr1,a;b,\"tab\there, line\nbreak, ]]> <&\",bell\u{7}\n",
    )
}

#[test]
fn what_xml_cannot_carry_is_told_and_all_else_survives() {
    let graph = with_control_characters();
    let (view, mut output) = (graph.view(), MemoryOutput::default());
    let warnings = exporter("rdfxml").unwrap().export(&view, &ExportOptions::default(), &mut output).unwrap();
    let told: Vec<&str> =
        warnings.iter().filter(|w| w.code.id == "W0614").map(|w| w.message.as_str()).collect();
    assert_eq!(told.len(), 1, "{warnings:?}");
    assert!(told[0].contains("note") && told[0].contains("U+0007"), "{told:?}");
    let text = exported(&view, "rdfxml", Some(BASE));
    let found = in_graph(&read(&text, RdfFormat::RdfXml), &GraphName::DefaultGraph);
    let expected = from_ntriples(&exported(&view, "ntriples", Some(BASE)));
    let missing: Vec<String> = expected.difference(&found).map(ToString::to_string).collect();
    assert!(missing.len() == 1 && missing[0].contains("bell\\u0007"), "{missing:?}");
}
