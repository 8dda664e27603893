//! A table large enough to be read in parts on all cores gives what reading it row by row gives.

use crate::generator::Generator;
use relata::diagnostic::Report;
use relata::export::{ExportOptions, MemoryOutput, exporter};
use relata::load::load;
use relata::pipeline::Pipeline;
use std::fs;
use std::path::Path;

/// A dataset of six parts or so.
fn large(folder: &Path) {
    Generator { edges: 120_000, gatherings: 500, seed: 7 }.write(folder).unwrap();
}

fn as_json(folder: &Path) -> Vec<u8> {
    let opened = Pipeline::new(folder).run();
    assert!(!opened.report.has_errors());
    let graph = opened.graph.unwrap();
    let mut files = MemoryOutput::default();
    exporter("json").unwrap().export(&graph.view(), &ExportOptions::default(), &mut files).unwrap();
    files.parts.into_values().next().unwrap()
}

#[test]
fn a_large_table_is_the_same_dataset_as_its_rows_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    large(folder.path());
    let in_parts = as_json(folder.path());
    // JSON Lines are read row by row.
    let table = fs::read_to_string(folder.path().join("edges.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let header = rows.headers().unwrap().clone();
    let mut lines = String::new();
    for row in rows.records() {
        let row: serde_json::Map<_, _> =
            header.iter().zip(&row.unwrap()).map(|(name, cell)| (name.to_owned(), cell.into())).collect();
        lines += &format!("{}\n", serde_json::Value::from(row));
    }
    fs::remove_file(folder.path().join("edges.csv")).unwrap();
    fs::write(folder.path().join("edges.jsonl"), lines).unwrap();
    assert!(as_json(folder.path()) == in_parts, "the two datasets differ");
}

#[test]
fn a_problem_deep_in_a_large_table_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    large(folder.path());
    let path = folder.path().join("edges.csv");
    let table = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    lines[50_000] = "e00049999,joining,n0000001,nobody,1985,1.5,label".to_owned();
    lines[90_000] = "e00089999,joining,n0000001,n0000002,1985-13,1.5,\"two\nlines\"".to_owned();
    lines[110_000] = "e00109999,joining,n0000001".to_owned();
    fs::write(&path, lines.join("\n")).unwrap();
    let mut report = Report::default();
    let dataset = load(folder.path(), &mut report).dataset;
    let told: Vec<_> =
        report.diagnostics().iter().map(|d| (d.code.id, d.location.as_ref().unwrap().line)).collect();
    assert_eq!(told, [("E0301", 50_001), ("E0212", 90_001), ("E0106", 110_002)]);
    assert_eq!((report.read, report.rejected), (120_000 + 500 + 24_100, 3));
    assert_eq!(dataset.records.len(), 120_497);
    let last = dataset.records.find("e00119999").unwrap();
    assert_eq!(dataset.records.origin(last).line, 120_002);
}

#[test]
fn a_quotation_mark_that_is_never_closed_in_a_large_table_is_told_where_it_opens() {
    let folder = tempfile::tempdir().unwrap();
    large(folder.path());
    let path = folder.path().join("edges.csv");
    let table = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    lines[70_000] = "e00069999,joining,n0000001,n0000002,1985,1.5,\"never closed".to_owned();
    // The rest must hold no mark that would close it.
    lines[70_001..].iter_mut().for_each(|line| *line = line.replace('"', ""));
    fs::write(&path, lines.join("\n")).unwrap();
    let mut report = Report::default();
    let dataset = load(folder.path(), &mut report).dataset;
    let told = &report.diagnostics()[0];
    assert_eq!((told.code.id, told.location.as_ref().unwrap().line), ("E0105", 70_001));
    assert_eq!(dataset.records.len(), 69_999 + 500);
}

#[test]
fn a_large_table_whose_rows_depend_on_each_other_is_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("entities")).unwrap();
    let row = |n: usize| format!("o{n:06},\"Organisation, {}\"\n", "x".repeat(n % 97));
    let mut table = "id,name_en\n".to_owned();
    (0..80_000).for_each(|n| table += &row(n));
    // The second row of an id is not read, wherever the first stands.
    table += &row(5);
    fs::write(folder.path().join("entities/organisation.csv"), &table).unwrap();
    assert!(table.len() > 5 << 20, "three parts");
    let mut report = Report::default();
    let dataset = load(folder.path(), &mut report).dataset;
    assert_eq!((dataset.entities.len(), report.read, report.rejected), (80_000, 80_001, 1));
    let told = &report.diagnostics()[0];
    assert_eq!((told.code.id, told.location.as_ref().unwrap().line), ("E0202", 80_002));
    let last = dataset.entities.find("o079999").unwrap();
    assert_eq!(dataset.entities.origin(last).line, 80_001);
}
