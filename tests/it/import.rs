//! The ways back: what is exported and imported is the same dataset, and what is broken is told and not written.

use relata::authoring::data_folder;
use relata::diagnostic::Report;
use relata::import::{Given, import};
use relata::model::Dataset;
use std::path::Path;

fn imported(path: &Path, given: &Given) -> Dataset {
    let mut report = Report::default();
    let dataset = import(path, None, given, &mut report);
    assert!(!report.has_errors(), "{:#?}", report.diagnostics());
    dataset.unwrap()
}

#[test]
fn the_shipped_data_stands_in_its_canonical_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dataset = imported(&root.join("exports/graph.json"), &Given::default());
    let files = data_folder(&dataset);
    for (path, text) in &files {
        let shipped = std::fs::read_to_string(root.join("graph-data").join(path)).unwrap();
        assert!(shipped == *text, "graph-data/{path} is not as `relata import` writes it");
    }
    let count = |folder: &str| root.join(folder).read_dir().unwrap().count();
    // Two of those at the top are folders.
    let shipped = count("graph-data") - 2 + count("graph-data/entities") + count("graph-data/records");
    assert_eq!(files.len(), shipped);
}
