//! The RDF exports: of a small invented dataset byte for byte, and laws that hold of the shipped data too.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what a test sets up is there, or the test fails")]

mod direct_layer;
mod documents;
mod gaps;
mod renamed;
mod syntaxes;

use oxrdf::vocab::rdf;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::{NTriplesParser, TurtleParser};
use relata::export::{ExportOptions, MemoryOutput, exporter};
use relata::graph::{KnowledgeGraph, View};
use relata::model::{Dataset, sentence};
use relata::pipeline::Pipeline;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

const BASE: &str = "https://data.example.org/";
/// Every format of RDF, and the documents about it.
const FORMATS: [&str; 10] = [
    "turtle",
    "ntriples",
    "trig",
    "nquads",
    "jsonld",
    "rdfxml",
    "rdf-vocabulary",
    "rdf-shapes",
    "rdf-queries",
    "rdf-dataset",
];
const RELATA: &str = "https://w3id.org/relata/ns#";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn graph(path: &Path) -> KnowledgeGraph {
    let opened = Pipeline::new(path).run();
    assert!(!opened.report.has_errors(), "{:?}", opened.report.diagnostics());
    opened.graph.unwrap()
}

fn fixture() -> KnowledgeGraph {
    graph(&folder("tests/fixtures/rdf"))
}

fn exported(view: &View<'_>, format: &str, base: Option<&str>) -> String {
    let mut output = MemoryOutput::default();
    let options = ExportOptions { base_iri: base.map(str::to_owned), ..ExportOptions::default() };
    exporter(format).unwrap().export(view, &options, &mut output).unwrap();
    let (_, bytes) = output.parts.pop_first().unwrap();
    String::from_utf8(bytes).unwrap()
}

fn from_ntriples(text: &str) -> HashSet<Triple> {
    NTriplesParser::new().for_slice(text.as_bytes()).collect::<Result<_, _>>().unwrap()
}

fn from_turtle(text: &str) -> HashSet<Triple> {
    TurtleParser::new().for_slice(text.as_bytes()).collect::<Result<_, _>>().unwrap()
}

/// The triples of a view, read back.
fn triples(view: &View<'_>) -> HashSet<Triple> {
    from_ntriples(&exported(view, "ntriples", Some(BASE)))
}

/// The objects of a subject's property, by the last part of their IRI or by their text, sorted.
fn objects(triples: &HashSet<Triple>, subject: &str, property: &str) -> Vec<String> {
    let subject = format!("<{BASE}{subject}>");
    let of = triples
        .iter()
        .filter(|t| t.subject.to_string() == subject && t.predicate.as_str().ends_with(property));
    let shown = of.map(|triple| match &triple.object {
        Term::NamedNode(iri) => iri.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
        object => object.to_string(),
    });
    let mut shown: Vec<String> = shown.collect();
    shown.sort();
    shown
}

#[test]
fn the_fixture_is_exported_byte_for_byte_as_checked_in() {
    let graph = fixture();
    for format in FORMATS {
        let file = relata::export::exporter(format).unwrap().format().files[0];
        let path = folder("tests/fixtures/rdf/expected").join(file);
        let text = exported(&graph.view(), format, None);
        if std::env::var_os("RELATA_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap();
        assert!(text == expected, "{file} differs: look at it, then run again with RELATA_BLESS=1");
    }
}

#[test]
fn both_formats_hold_the_same_triples_and_no_blank_node() {
    for graph in [fixture(), graph(&folder("graph-data"))] {
        let view = graph.view();
        let lines = exported(&view, "ntriples", Some(BASE));
        let triples = from_ntriples(&lines);
        assert_eq!(triples, from_turtle(&exported(&view, "turtle", Some(BASE))));
        assert_eq!(triples.len(), lines.lines().count(), "no triple stands twice");
        for triple in &triples {
            assert!(matches!(triple.subject, NamedOrBlankNode::NamedNode(_)), "{triple}");
            assert!(!matches!(triple.object, Term::BlankNode(_)), "{triple}");
        }
    }
}

#[test]
fn the_lines_of_ntriples_are_sorted_by_bytes() {
    for graph in [fixture(), graph(&folder("graph-data"))] {
        let text = exported(&graph.view(), "ntriples", Some(BASE));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

#[test]
fn part_of_a_graph_is_described_without_a_word_of_the_rest() {
    let graph = fixture();
    let records = &graph.dataset().records;
    let view = graph.view().filter(|record| records.id(record).starts_with("agreement"));
    let triples = triples(&view);
    let described: BTreeSet<String> = triples.iter().map(|t| t.subject.to_string()).collect();
    let iris = ["body/acftu", "body/tuc", "passage/s1-2000-2050", "record/agreement-plain", "source/s1"];
    let types = ["term/type/national-centre"];
    assert_eq!(described, iris.iter().chain(&types).map(|iri| format!("<{BASE}{iri}>")).collect());
    for triple in &triples {
        if let Term::NamedNode(iri) = &triple.object {
            let own = iri.as_str().starts_with(BASE);
            assert!(!own || described.contains(&iri.to_string()), "{triple} points nowhere");
        }
    }
}

#[test]
fn an_undecorated_record_of_two_roles_costs_at_most_twenty_triples() {
    let text = exported(&fixture().view(), "ntriples", None);
    let about =
        |subject: &str| text.lines().filter(|line| line.starts_with(&format!("<{BASE}{subject}> "))).count();
    let direct = text.lines().filter(|line| {
        line.contains("/body/tuc>") && line.contains("/body/acftu>") && line.contains(&format!("<{RELATA}"))
    });
    let direct = direct.filter(|line| line.contains("agreedWith") || line.contains("linkedWith")).count();
    let cost = about("record/agreement-plain") + about("passage/s1-2000-2050") + direct;
    assert_eq!((cost, direct), (20, 4));
}

#[test]
fn a_merged_id_leads_on_and_everything_else_uses_the_canonical_one() {
    let triples = triples(&fixture().view());
    let about = |id: &str| objects(&triples, &format!("body/{id}"), "isReplacedBy");
    assert_eq!(about("dgb-federal"), ["dgb"]);
    assert_eq!(triples.iter().filter(|t| t.to_string().contains("/body/dgb-federal>")).count(), 2);
    assert_eq!(objects(&triples, "body/dgb", "countryCode"), ["\"DE\""], "known of the merged id only");
    assert_eq!(objects(&triples, "body/dgb-youth", "subOrganizationOf"), ["dgb"]);
    assert_eq!(
        objects(&triples, "record/meeting-2003", "attendee"),
        ["acftu", "dgb", "person-one", "person-three", "person-two"]
    );
}

#[test]
fn an_office_at_several_bodies_is_held_at_each() {
    let triples = triples(&fixture().view());
    assert_eq!(objects(&triples, "record/office-two-bodies", "heldAt"), ["acftu", "ilo"]);
    assert_eq!(objects(&triples, "record/office-two-bodies", "organization"), [""; 0]);
    assert_eq!(objects(&triples, "record/office-attested", "organization"), ["dgb"]);
}

#[test]
fn no_literal_is_longer_than_the_longest_text_of_the_dataset() {
    for graph in [fixture(), graph(&folder("graph-data"))] {
        let longest = longest_text(graph.dataset());
        for triple in triples(&graph.view()) {
            if let Term::Literal(literal) = &triple.object {
                assert!(literal.value().chars().count() <= longest, "{triple}");
            }
            assert!(
                !["exact", "prefix", "suffix"]
                    .iter()
                    .any(|p| triple.predicate.as_str().ends_with(&format!("oa#{p}")))
            );
        }
    }
}

/// The longest name, label, title, summary or note; a digest has 64 characters.
fn longest_text(dataset: &Dataset) -> usize {
    let (entities, records) = (&dataset.entities, &dataset.records);
    let names = entities.iter().flat_map(|e| entities.names(e).map(|n| n.text).chain([entities.note(e)]));
    let sources = dataset.sources.iter().flat_map(|source| [source.title.as_str(), source.note.as_str()]);
    let texts = records.iter().flat_map(|record| [records.summary(record), records.note(record)]);
    let attributes =
        records.iter().flat_map(|record| records.row(record).attributes.into_iter().map(|(_, text)| text));
    let all = names.chain(sources).chain(texts).chain(attributes).map(|text| text.chars().count());
    let labels = records.iter().map(|record| sentence(dataset, record, "en").chars().count());
    all.chain(labels).chain([64]).max().unwrap_or(0)
}

#[test]
fn without_a_base_a_reserved_name_is_used_and_a_warning_says_so() {
    let graph = graph(&folder("tests/fixtures/nasty"));
    let mut output = MemoryOutput::default();
    let warnings =
        exporter("turtle").unwrap().export(&graph.view(), &ExportOptions::default(), &mut output).unwrap();
    assert_eq!(warnings.iter().map(|warning| warning.code.id).collect::<Vec<_>>(), ["W0601"]);
    let text = String::from_utf8(output.parts.remove("data.ttl").unwrap()).unwrap();
    assert!(text.contains("@prefix body: <https://nasty.invalid/body/> ."));
}

#[test]
fn a_base_that_is_none_is_refused_with_what_was_expected() {
    let options = ExportOptions { base_iri: Some("data.example.org".to_owned()), ..ExportOptions::default() };
    let error = exporter("turtle").unwrap().export(&fixture().view(), &options, &mut MemoryOutput::default());
    assert!(error.unwrap_err().to_string().contains("expected an absolute IRI that ends in `/`"));
}

#[test]
fn labels_follow_the_language_of_the_export() {
    let graph = fixture();
    let mut output = MemoryOutput::default();
    let options = ExportOptions { language: "zh".to_owned(), ..ExportOptions::default() };
    exporter("ntriples").unwrap().export(&graph.view(), &options, &mut output).unwrap();
    let triples = from_ntriples(&String::from_utf8(output.parts.remove("data.nt").unwrap()).unwrap());
    assert_eq!(objects(&triples, "body/tuc", "rdf-schema#label"), ["\"英国工会大会\""]);
    // Only the id merged into it has a Chinese name.
    assert_eq!(objects(&triples, "body/dgb", "rdf-schema#label"), ["\"德国工会联合会\""]);
    assert_eq!(objects(&triples, "body/dgb-youth", "rdf-schema#label"), ["\"DGB Youth\""]);
    let label = objects(&triples, "record/departure-1977", "rdf-schema#label");
    // The checked parser puts tags in lower case; the file keeps them.
    assert!(label[0].to_lowercase().ends_with("\"@zh-hans"), "{label:?}");
}

#[test]
fn every_subject_has_a_type_but_merged_ids() {
    let triples = triples(&fixture().view());
    let typed: HashSet<_> = triples.iter().filter(|t| t.predicate == rdf::TYPE).map(|t| &t.subject).collect();
    let untyped: BTreeSet<_> = triples.iter().map(|t| t.subject.to_string()).collect();
    let typed: BTreeSet<_> = typed.into_iter().map(ToString::to_string).collect();
    assert_eq!(untyped.difference(&typed).collect::<Vec<_>>(), [&format!("<{BASE}body/dgb-federal>")]);
}
