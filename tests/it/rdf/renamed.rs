//! The same data under other words: RDF knows terms, not the names of files and columns.

use super::{exported, fixture, folder, from_turtle, graph};
use relata::graph::KnowledgeGraph;
use relata::model::Vocabulary;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Every built-in kind and each of its roles under another name, as a patch of the vocabulary.
fn renaming(own: &Value) -> Value {
    let mut patch = own.clone();
    let builtin: Value = serde_json::from_str(relata::model::vocabulary::BUILTIN).unwrap();
    for (name, kind) in builtin["kinds"].as_object().unwrap() {
        patch["kinds"][name] = Value::Null;
        patch["kinds"][other(name)] = renamed_kind(kind);
    }
    patch
}

fn other(name: &str) -> String {
    format!("other-{name}")
}

fn renamed_kind(kind: &Value) -> Value {
    let mut renamed = kind.clone();
    let roles: Vec<String> = kind["roles"].as_object().unwrap().keys().cloned().collect();
    let role = |name: &Value| Value::from(other(name.as_str().unwrap()));
    renamed["roles"] = roles.iter().map(|name| (other(name), kind["roles"][name].clone())).collect();
    for rule in renamed["projection"].as_array_mut().unwrap() {
        if let Some(among) = rule.get_mut("among") {
            *among = role(among);
        }
        for side in ["from", "to"] {
            if let Some(Value::Array(names)) = rule.get_mut(side) {
                names.iter_mut().for_each(|name| *name = role(name));
            }
        }
    }
    for template in renamed["sentence"].as_object_mut().unwrap().values_mut() {
        let text = roles.iter().fold(template.as_str().unwrap().to_owned(), |text, name| {
            text.replace(&format!("{{{name}}}"), &format!("{{{}}}", other(name)))
        });
        *template = Value::from(text);
    }
    // What only checks read may go.
    renamed["sole"] = Value::Null;
    renamed["ends"] = Value::Null;
    renamed
}

/// Copies a dataset, renaming its tables of records and their columns of roles.
fn copy_renamed(from: &Path, to: &Path) {
    for file in ["dataset.json", "sources.csv", "passages.csv", "places.csv", "judgements.csv"] {
        fs::copy(from.join(file), to.join(file)).unwrap();
    }
    for folder in ["entities", "records"] {
        fs::create_dir(to.join(folder)).unwrap();
    }
    for entry in fs::read_dir(from.join("entities")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join("entities").join(path.file_name().unwrap())).unwrap();
    }
    let builtin = Vocabulary::builtin();
    for entry in fs::read_dir(from.join("records")).unwrap() {
        let path = entry.unwrap().path();
        let (stem, text) = (path.file_stem().unwrap().to_str().unwrap(), fs::read_to_string(&path).unwrap());
        let Some(kind) = builtin.find_kind(stem).map(|kind| builtin.kind(kind)) else {
            fs::write(to.join("records").join(path.file_name().unwrap()), text).unwrap();
            continue;
        };
        let (header, rows) = text.split_once('\n').unwrap();
        let column = |name: &str| kind.find_role(name).map_or_else(|| name.to_owned(), |_| other(name));
        let header: Vec<String> = header.split(',').map(column).collect();
        let table = format!("{}\n{rows}", header.join(","));
        fs::write(to.join("records").join(format!("{}.csv", other(stem))), table).unwrap();
    }
}

/// The fixture under other names of kinds and roles.
pub(super) fn fixture_renamed() -> KnowledgeGraph {
    let from = folder("tests/fixtures/rdf");
    let to = tempfile::tempdir().unwrap();
    copy_renamed(&from, to.path());
    let own: Value =
        serde_json::from_str(&fs::read_to_string(from.join("vocabulary.json")).unwrap()).unwrap();
    fs::write(to.path().join("vocabulary.json"), renaming(&own).to_string()).unwrap();
    graph(to.path())
}

#[test]
fn renamed_kinds_and_roles_give_the_same_triples_when_their_terms_are_named() {
    let renamed = fixture_renamed();
    assert!(
        renamed.dataset().vocabulary.kinds.iter().filter(|kind| kind.name.starts_with("other-")).count() > 10
    );
    for format in ["ntriples", "turtle", "jsonld", "rdfxml", "rdf-queries", "rdf-dataset"] {
        assert_eq!(exported(&renamed.view(), format, None), exported(&fixture().view(), format, None));
    }
    let ontology = |graph: &KnowledgeGraph| from_turtle(&exported(&graph.view(), "rdf-vocabulary", None));
    assert_eq!(ontology(&renamed), ontology(&fixture()));
}

#[test]
fn a_term_that_the_vocabulary_cannot_spell_stops_the_export_and_is_named() {
    let from = folder("tests/fixtures/rdf");
    let to = tempfile::tempdir().unwrap();
    copy_renamed(&from, to.path());
    let mut own: Value =
        serde_json::from_str(&fs::read_to_string(from.join("vocabulary.json")).unwrap()).unwrap();
    own["kinds"]["award"]["rdf"] = json!({"class": "ogr:Award"});
    fs::write(to.path().join("vocabulary.json"), renaming(&own).to_string()).unwrap();
    let mut output = relata::export::MemoryOutput::default();
    let exporter = relata::export::exporter("turtle").unwrap();
    let opened = relata::pipeline::Pipeline::new(to.path()).keep_going(true).run();
    assert!(opened.report.counts().any(|(code, ..)| code == "E0603"));
    let view = opened.graph.as_ref().unwrap().view();
    let error = exporter.export(&view, &Default::default(), &mut output).unwrap_err();
    assert!(error.to_string().contains("ogr:Award"), "{error}");
}
