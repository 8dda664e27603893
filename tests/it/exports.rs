//! Every format: up to date, stable, all or nothing.

use relata::build::{REPORT_FILE, build};
use relata::export::{EXPORTERS, ExportOptions, MemoryOutput};
use relata::graph::KnowledgeGraph;
use relata::load::Silent;
use relata::pipeline::Pipeline;
use std::collections::BTreeMap;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn shipped() -> (KnowledgeGraph, relata::diagnostic::Report) {
    let opened = Pipeline::new("graph-data").run();
    (opened.graph.unwrap(), opened.report)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap());
    let name = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries.map(|entry| (name(&entry), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn the_committed_exports_are_what_build_writes_now() {
    std::env::set_current_dir(ROOT).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (graph, report) = shipped();
    build(&graph, &report, &ExportOptions::default(), folder.path(), &mut Silent).unwrap();
    let (written, committed) = (files(folder.path()), files(&Path::new(ROOT).join("exports")));
    assert!(
        written.keys().eq(committed.keys()),
        "run `cargo run --release -- build`: {:?}",
        committed.keys()
    );
    for (name, bytes) in &written {
        assert!(
            committed[name] == *bytes,
            "exports/{name} is not up to date: run `cargo run --release -- build`"
        );
    }
}

#[test]
fn every_format_writes_the_files_it_names_and_the_same_bytes_twice() {
    let (graph, _) = shipped();
    for exporter in EXPORTERS {
        let mut outputs = [MemoryOutput::default(), MemoryOutput::default()];
        for output in &mut outputs {
            exporter.export(&graph.view(), &ExportOptions::default(), output).unwrap();
        }
        let [first, second] = outputs;
        let mut named: Vec<&str> = exporter.format().files.to_vec();
        named.sort_unstable();
        assert!(first.parts.keys().eq(named.iter()), "{}", exporter.format().name);
        assert!(first.parts.values().all(|bytes| !bytes.is_empty()));
        assert_eq!(first.parts, second.parts, "{}", exporter.format().name);
    }
}

#[test]
fn every_format_can_write_a_graph_of_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dataset.json"), "{}").unwrap();
    let graph = Pipeline::new(folder.path()).run().graph.unwrap();
    for exporter in EXPORTERS {
        let mut output = MemoryOutput::default();
        exporter.export(&graph.view(), &ExportOptions::default(), &mut output).unwrap();
        assert_eq!(output.parts.len(), exporter.format().files.len());
    }
}

#[test]
fn reading_graph_json_back_writes_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (graph, report) = shipped();
    let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
    build(&graph, &report, &ExportOptions::default(), &first, &mut Silent).unwrap();
    let again = Pipeline::new(first.join("graph.json")).run();
    assert!(!again.report.has_errors(), "{:?}", again.report.diagnostics());
    build(&again.graph.unwrap(), &again.report, &ExportOptions::default(), &second, &mut Silent).unwrap();
    for (name, bytes) in files(&first).iter().filter(|(name, _)| name.as_str() != REPORT_FILE) {
        assert!(files(&second)[name] == *bytes, "{name}");
    }
}

#[test]
fn a_passage_that_nothing_uses_makes_no_difference() {
    let data = format!("{ROOT}/tests/cases/evidence/passage-not-used/data");
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
    let opened = Pipeline::new(data).run();
    build(&opened.graph.unwrap(), &opened.report, &ExportOptions::default(), &first, &mut Silent).unwrap();
    let again = Pipeline::new(first.join("graph.json")).run();
    build(&again.graph.unwrap(), &again.report, &ExportOptions::default(), &second, &mut Silent).unwrap();
    assert_eq!(files(&first)["data.nt"], files(&second)["data.nt"]);
}

#[test]
fn a_build_that_fails_leaves_the_old_files_standing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data.nt"), "old").unwrap();
    std::fs::create_dir(folder.path().join("graph.json")).unwrap();
    let (graph, report) = shipped();
    let error = build(&graph, &report, &ExportOptions::default(), folder.path(), &mut Silent).unwrap_err();
    assert!(error.to_string().contains("graph.json"), "{error}");
    assert_eq!(std::fs::read_to_string(folder.path().join("data.nt")).unwrap(), "old");
    assert_eq!(files_and_folders(folder.path()), ["data.nt", "graph.json"]);
}

fn files_and_folders(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
