//! Datasets with their faults, one a folder: `tests/cases/<topic>/<case>/`, and what is said of each in `expected.txt`.
//!
//! A case holds a dataset folder `data/`, or a `case.json` that names another file (`{"data": "graph.json"}`). A folder
//! `texts/` beside it, or what `case.json` calls `texts`, is given as the folder of source texts. `RELATA_BLESS=1` writes the expectations anew; read each.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::report_text::render;
use relata::diagnostic::{Code, Report};
use relata::pipeline::{self, Pipeline};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// Codes that no case raises, each with the reason.
const WITHOUT_CASE: [(&str, &str); 2] = [
    ("E0108", "a cell of more than 1 MiB is not committed: `hostile.rs` makes one"),
    ("E0311", "it takes a hundred million edges: a unit test holds the limit"),
];

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn cases() -> Vec<PathBuf> {
    folders(CASES.as_ref()).iter().flat_map(|topic| folders(topic)).collect()
}

fn run(case: &Path) -> Report {
    let settings = std::fs::read_to_string(case.join("case.json")).unwrap_or_else(|_| "{}".to_owned());
    let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
    let data = case.join(settings["data"].as_str().unwrap_or("data"));
    let texts = case.join(settings["texts"].as_str().unwrap_or("texts"));
    let texts = Some(texts).filter(|texts| texts.is_dir() || settings["texts"].is_string());
    Pipeline::new(data).with_texts(texts).keep_going(true).run().report
}

#[test]
fn every_case_is_reported_as_expected() {
    let bless = std::env::var_os("RELATA_BLESS").is_some();
    let mut differing = Vec::new();
    for case in cases() {
        let report = run(&case);
        let (found, path) = (render(&report, &case), case.join("expected.txt"));
        let listed: usize = report.counts().map(|(_, _, count)| count.min(20)).sum();
        assert_eq!(listed, report.diagnostics().len(), "{}", case.display());
        if bless {
            std::fs::write(&path, &found).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != found {
            differing.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let raised: BTreeSet<&str> = cases()
        .iter()
        .flat_map(|case| run(case).counts().map(|(code, _, _)| code).collect::<Vec<_>>())
        .collect();
    // What exports, imports and sheets of drafts raise is tested with them.
    let exported = relata::export::codes().into_iter().chain(relata::import::codes());
    let exported: Vec<&str> = exported.chain(relata::review::codes()).map(|code| code.id).collect();
    let is_exempt =
        |code: &&Code| WITHOUT_CASE.iter().any(|(id, _)| *id == code.id) || exported.contains(&code.id);
    let missing: Vec<&str> = pipeline::codes()
        .into_iter()
        .filter(|code| !is_exempt(code) && !raised.contains(code.id))
        .map(|code| code.id)
        .collect();
    assert!(missing.is_empty(), "no case raises {missing:?}");
    let known: Vec<&str> = pipeline::codes().iter().map(|code| code.id).collect();
    let unlisted: Vec<&&str> = raised.iter().filter(|id| !known.contains(id)).collect();
    assert!(unlisted.is_empty(), "raised and not listed by `pipeline::codes`: {unlisted:?}");
}

#[test]
fn codes_are_unique_well_formed_and_explained() {
    let codes = pipeline::codes();
    let numbers: BTreeSet<&str> = codes.iter().map(|code| &code.id[1..]).collect();
    assert_eq!(numbers.len(), codes.len(), "two codes share a number");
    for code in codes {
        let letter = if code.severity == relata::diagnostic::Severity::Error { 'E' } else { 'W' };
        assert!(code.id.len() == 5 && code.id.starts_with(letter), "{}", code.id);
        assert!(code.id[1..].bytes().all(|b| b.is_ascii_digit()), "{}", code.id);
        assert!(code.explanation.len() > 60 && code.explanation.ends_with('.'), "{}", code.id);
        assert!(!code.title.is_empty() && !code.title.ends_with('.'), "{}", code.id);
    }
}
