//! The ways back: what is exported and imported is the same dataset, and what is broken is told and not written.
//!
//! Datasets are compared by their `graph.json`: byte by byte where nothing is lost, else without what the format loses.

mod broken;
mod drawn_data;
mod lost;

use drawn_data::{Sort, drawn};
use lost::Lost;
use proptest::prelude::*;
use relata::authoring::{data_folder, write_folder};
use relata::diagnostic::{Report, Severity};
use relata::export::{ExportOptions, FolderOutput, MemoryOutput, Shape, exporter};
use relata::graph::KnowledgeGraph;
use relata::import::{Given, IMPORTERS, import};
use relata::model::Dataset;
use relata::pipeline::Pipeline;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn errors(report: &Report) -> Vec<String> {
    let errors = report.diagnostics().iter().filter(|d| d.code.severity == Severity::Error);
    errors.map(|d| format!("{} {}", d.code.id, d.message)).collect()
}

fn opened(path: &Path) -> KnowledgeGraph {
    let opened = Pipeline::new(path).run();
    assert!(!opened.report.has_errors(), "{:#?}", errors(&opened.report));
    opened.graph.unwrap()
}

fn shipped() -> KnowledgeGraph {
    opened(&Path::new(ROOT).join("graph-data"))
}

/// Writes a graph in a format and gives the path to import.
fn exported(graph: &KnowledgeGraph, format: &str, shape: Shape, folder: &Path) -> PathBuf {
    let mut output = FolderOutput::create(folder).unwrap();
    let options = ExportOptions { shape, ..ExportOptions::default() };
    exporter(format).unwrap().export(&graph.view(), &options, &mut output).unwrap();
    folder.join(&output.finish().unwrap()[0])
}

fn imported(path: &Path, given: &Given) -> Dataset {
    let mut report = Report::default();
    let dataset = import(path, None, given, &mut report);
    assert!(!report.has_errors(), "{}: {:#?}", path.display(), errors(&report));
    dataset.unwrap()
}

/// The graph of a dataset that was written as a folder and loaded again.
fn through_a_folder(dataset: &Dataset, home: &TempDir) -> KnowledgeGraph {
    let folder = home.path().join("back");
    write_folder(&data_folder(dataset), &folder).unwrap();
    opened(&folder)
}

fn graph_json(graph: &KnowledgeGraph) -> String {
    let mut output = MemoryOutput::default();
    exporter("json").unwrap().export(&graph.view(), &ExportOptions::default(), &mut output).unwrap();
    String::from_utf8(output.parts.remove("graph.json").unwrap()).unwrap()
}

/// Sends a graph out in a format, back in, and through a data folder.
fn there_and_back(graph: &KnowledgeGraph, format: &str, shape: Shape) -> KnowledgeGraph {
    let home = tempfile::tempdir().unwrap();
    let path = exported(graph, format, shape, &home.path().join("out"));
    let dataset = imported(&path, &Given::of(graph.dataset()));
    through_a_folder(&dataset, &home)
}

/// Holds a format to its list of losses: all else survives.
fn assert_same_but_losses(graph: &KnowledgeGraph, format: &str, shape: Shape) {
    let lost = Lost::of(format, shape);
    let back = there_and_back(graph, format, shape);
    let value = |graph| -> Value { serde_json::from_str(&graph_json(graph)).unwrap() };
    let (mut before, mut after) = (value(graph), value(&back));
    lost.blank(&mut before, graph);
    lost.blank(&mut after, &back);
    for (key, list) in before.as_object().unwrap() {
        let (list, other) = (list.clone(), &after[key]);
        let items = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for (one, two) in items(&list).iter().zip(&items(other)) {
            assert_eq!(one, two, "{format} {shape:?}: {key}");
        }
        assert_eq!(items(&list).len(), items(other).len(), "{format} {shape:?}: {key}");
    }
    assert_eq!(before.as_object().unwrap().len(), after.as_object().unwrap().len());
}

const LOSSLESS: [&str; 2] = ["json", "tables"];
const TRIPLES: [&str; 2] = ["turtle", "ntriples"];
const DRAWN: [&str; 2] = ["gexf", "graphml"];

#[test]
fn every_importer_is_of_an_export_and_tested_here() {
    let mut names: Vec<&str> = IMPORTERS.iter().map(|importer| importer.name()).collect();
    assert!(names.iter().all(|name| exporter(name).is_some()));
    let mut tested = [&LOSSLESS[..], &TRIPLES, &DRAWN].concat();
    names.sort_unstable();
    tested.sort_unstable();
    assert_eq!(names, tested);
}

#[test]
fn the_shipped_data_stands_in_its_canonical_form() {
    let root = Path::new(ROOT);
    let files = data_folder(shipped().dataset());
    for (path, text) in &files {
        let stands = std::fs::read_to_string(root.join("graph-data").join(path)).unwrap();
        assert!(stands == *text, "graph-data/{path} is not as `relata import` writes it");
    }
    let count = |folder: &str| root.join(folder).read_dir().unwrap().count();
    // Two of those at the top are folders.
    assert_eq!(
        files.len(),
        count("graph-data") - 2 + count("graph-data/entities") + count("graph-data/records")
    );
}

#[test]
fn the_shipped_data_comes_back_byte_by_byte() {
    let graph = shipped();
    for format in LOSSLESS {
        assert!(graph_json(&there_and_back(&graph, format, Shape::Edges)) == graph_json(&graph), "{format}");
    }
}

#[test]
fn the_shipped_data_comes_back_but_for_what_triples_lose() {
    let graph = shipped();
    for format in TRIPLES {
        assert_same_but_losses(&graph, format, Shape::Edges);
    }
}

#[test]
fn the_shipped_data_comes_back_but_for_what_drawings_lose() {
    let graph = shipped();
    for format in DRAWN {
        assert_same_but_losses(&graph, format, Shape::Edges);
        assert_same_but_losses(&graph, format, Shape::Records);
    }
}

#[test]
fn edges_of_a_drawing_come_back_as_they_were() {
    let graph = shipped();
    let edges = |graph: &KnowledgeGraph| {
        let ids = graph.dataset();
        let mut edges: Vec<String> = graph
            .edges()
            .map(|edge| {
                let id = |entity| ids.entities.id(entity);
                let record = ids.records.id(edge.record());
                format!(
                    "{record} {} {} {} {}",
                    id(edge.source),
                    id(edge.target),
                    edge.relation().name,
                    edge.data.is_inferred()
                )
            })
            .collect();
        edges.sort();
        edges
    };
    for format in DRAWN {
        let back = there_and_back(&graph, format, Shape::Edges);
        assert_eq!(edges(&back), edges(&graph), "{format}");
    }
}

#[test]
fn what_is_drawn_for_yed_is_graphml_too() {
    let graph = shipped();
    for shape in [Shape::Edges, Shape::Records] {
        let [plain, drawn] =
            ["graphml", "yed"].map(|format| graph_json(&there_and_back(&graph, format, shape)));
        assert_eq!(plain, drawn, "{shape:?}");
    }
}

#[test]
fn what_nothing_else_can_say_stands_in_json_lines() {
    let home = tempfile::tempdir().unwrap();
    let names = [
        ("Union", "fr", "alias"),
        ("Syndicat", "fr", "preferred"),
        ("Union@zh", "en", "preferred"),
        ("X", "de", "alias"),
    ];
    let names: Vec<Value> = names
        .iter()
        .map(|(text, lang, kind)| serde_json::json!({"text": text, "lang": lang, "type": kind}))
        .collect();
    let file = serde_json::json!({
        "format": "relata-graph 1",
        "dataset": {"id": "d", "languages": {"en": "en", "zh": "zh-Hans"}},
        "places": [{"id": "p", "names": [{"text": "Somewhere"}]}],
        "entities": [
            {"id": "a", "kind": "organisation", "names": names, "note": "one\rtwo\u{0}three"},
            {"id": "b", "kind": "person", "names": [{"text": "B"}]},
        ],
        "records": [{"id": "m", "kind": "meeting", "roles": {"participant": ["a", "b"]}, "places": ["p"]}],
    });
    let path = home.path().join("graph.json");
    std::fs::write(&path, file.to_string()).unwrap();
    let graph = opened(&path);
    let files = data_folder(graph.dataset());
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "dataset.json",
            "places.jsonl",
            "entities/organisation.jsonl",
            "entities/person.csv",
            "records/meeting.csv"
        ]
    );
    for format in LOSSLESS {
        assert_eq!(graph_json(&there_and_back(&graph, format, Shape::Edges)), graph_json(&graph), "{format}");
    }
}

#[test]
fn ids_that_are_one_come_back_as_one() {
    let graph = opened(&Path::new(ROOT).join("tests/fixtures/rdf"));
    assert!(!graph.identities().is_empty());
    for format in LOSSLESS {
        assert_eq!(graph_json(&there_and_back(&graph, format, Shape::Edges)), graph_json(&graph), "{format}");
    }
    for (format, shape) in [
        ("turtle", Shape::Edges),
        ("ntriples", Shape::Edges),
        ("gexf", Shape::Records),
        ("graphml", Shape::Edges),
    ] {
        let back = there_and_back(&graph, format, shape);
        assert_eq!(back.identities().len(), graph.identities().len(), "{format}");
        assert_eq!(back.view().counts().0, graph.view().counts().0, "{format}");
    }
}

#[test]
fn a_file_without_settings_says_what_it_can_of_them() {
    let graph = shipped();
    let home = tempfile::tempdir().unwrap();
    let settings = |format: &str| {
        let path = exported(&graph, format, Shape::Edges, &home.path().join(format));
        imported(&path, &Given::default()).settings
    };
    let stated = &graph.dataset().settings;
    let graphml = settings("graphml");
    assert_eq!((&graphml.id, &graphml.title), (&stated.id, &stated.title));
    let turtle = settings("turtle");
    assert_eq!((&turtle.id, &turtle.language), (&stated.id, &stated.language));
    assert_eq!((&turtle.languages, &turtle.base_iri), (&stated.languages, &stated.base_iri));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_dataset_comes_back_byte_by_byte(seed in any::<u64>()) {
        let (_home, graph) = drawn(seed, Sort::Any);
        for format in LOSSLESS {
            prop_assert_eq!(graph_json(&there_and_back(&graph, format, Shape::Edges)), graph_json(&graph), "{}", format);
        }
    }

    #[test]
    fn any_dataset_comes_back_but_for_what_triples_lose(seed in any::<u64>()) {
        let (_home, graph) = drawn(seed, Sort::Unmerged);
        for format in TRIPLES {
            assert_same_but_losses(&graph, format, Shape::Edges);
        }
    }

    #[test]
    fn any_dataset_comes_back_but_for_what_drawings_lose(seed in any::<u64>()) {
        let (_home, graph) = drawn(seed, Sort::Unmerged);
        for format in DRAWN {
            assert_same_but_losses(&graph, format, Shape::Edges);
            assert_same_but_losses(&graph, format, Shape::Records);
        }
    }
}
