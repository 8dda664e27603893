//! What the data leaves out, and what it should not hold.

use super::{BASE, exported, graph, objects, triples};
use relata::export::{ExportOptions, MemoryOutput, exporter};
use relata::graph::KnowledgeGraph;
use std::fs;

/// A dataset of two bodies and one agreement, with rows of one's own.
pub(super) fn dataset(entities: &str, records: &str) -> KnowledgeGraph {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    for name in ["entities", "records"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    write(
        "dataset.json",
        r#"{"id": "gaps", "base_iri": "https://data.example.org/", "languages": {"zh": "zh-Hans"}}"#,
    );
    write("sources.csv", "id,file\ns1,text.txt\n");
    write("entities/organisation.csv", entities);
    write("records/agreement.csv", records);
    graph(folder.path())
}

pub(super) const BODIES: &str = "id,name_en\na,A\nb,B\n";

#[test]
fn a_passage_without_a_digest_and_a_source_without_a_title_are_still_described() {
    let triples = triples(&dataset(BODIES, "id,party,evidence\nr1,a;b,s1:5-9\n").view());
    assert_eq!(objects(&triples, "record/r1", "wasDerivedFrom"), ["s1-5-9"]);
    assert_eq!(objects(&triples, "passage/s1-5-9", "sha256"), [""; 0]);
    assert_eq!(objects(&triples, "passage/s1-5-9", "hasSource"), ["s1"]);
    assert_eq!(objects(&triples, "source/s1", "title"), ["\"text.txt\""]);
}

#[test]
fn an_identifier_that_makes_no_link_is_told_and_left_out() {
    let graph =
        dataset("id,name_en,identifiers\na,A,wikidata:Q1;orcid:1;isni:0000 1\nb,B,\n", "id,party\nr1,a;b\n");
    let mut output = MemoryOutput::default();
    let warnings = exporter("ntriples").unwrap();
    let warnings = warnings.export(&graph.view(), &ExportOptions::default(), &mut output).unwrap();
    let told: Vec<_> = warnings.iter().map(|w| (w.code.id, w.message.as_str())).collect();
    let expected =
        [("W0602", "`orcid:1` of `a` makes no link"), ("W0602", "`isni:0000 1` of `a` makes no link")];
    assert_eq!(told, expected);
    assert_eq!(objects(&triples(&graph.view()), "body/a", "exactMatch"), ["Q1"]);
}

#[test]
fn names_are_stated_once_and_a_preferred_one_needs_a_language() {
    let names = "id,name,name_en,name_de,aliases\na,Alpha,Alpha,,Alpha@en|Alef\nb,Beta,,,\n";
    let triples = triples(&dataset(names, "id,party\nr1,a;b\n").view());
    assert_eq!(objects(&triples, "body/a", "prefLabel"), ["\"Alpha\"@en"]);
    assert_eq!(objects(&triples, "body/a", "altLabel"), ["\"Alef\""]);
    assert_eq!(objects(&triples, "body/b", "#label"), ["\"Beta\""]);
    assert_eq!(objects(&triples, "body/b", "prefLabel"), [""; 0]);
}

#[test]
fn control_characters_are_escaped_and_read_back() {
    let graph = dataset(BODIES, "id,party,summary\nr1,a;b,\"tab\there, bell\u{7}, line\nbreak, \u{fffe}\"\n");
    let turtle = super::from_turtle(&exported(&graph.view(), "turtle", Some(BASE)));
    assert_eq!(turtle, triples(&graph.view()));
    assert!(turtle.iter().any(|triple| triple.object.to_string().contains("bell\\u0007")));
}

#[test]
fn an_empty_dataset_is_an_empty_graph() {
    let graph = dataset("id\n", "id,party\n");
    assert!(triples(&graph.view()).iter().all(|triple| triple.subject.to_string().contains("/source/")));
}

#[test]
fn an_export_is_the_same_twice() {
    let graph = dataset(BODIES, "id,party,evidence\nr1,a;b;*3,s1:5-9\nr1-1,a?;b,\nr1-10,b;a,s1:10-12\n");
    for format in super::FORMATS {
        assert_eq!(exported(&graph.view(), format, None), exported(&graph.view(), format, None));
    }
    let text = exported(&graph.view(), "ntriples", None);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.is_sorted(), "ids that are the beginning of others");
}
