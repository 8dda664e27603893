//! The command `draft`: the annotated examples scored, encodings, folders of drafts that are read back.

use super::{examples, lexicon, lexicon_of};
use relata::draft::read_drafts;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// What a set of passages must come to: a change may raise it, never lower it.
struct Floors {
    measures: [(&'static str, f64); 5],
    /// How many of the places where nothing is stated may get a draft.
    traps: u64,
}

const EXAMPLES: Floors = Floors {
    measures: [
        ("date exact", 1.0),
        ("mention exact", 1.0),
        ("record lenient", 0.975),
        ("record strict", 0.93),
        ("date span", 1.0),
    ],
    traps: 0,
};

const TUNE: Floors = Floors {
    measures: [
        ("date exact", 0.955),
        ("mention exact", 0.99),
        ("record lenient", 0.785),
        ("record strict", 0.665),
        ("date span", 0.985),
    ],
    traps: 3,
};

fn relata(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relata")).args(args).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_examples_are_read_no_worse_than_before() {
    hold(&examples(), &EXAMPLES);
}

#[test]
fn the_passages_to_tune_on_are_read_no_worse_than_before() {
    let passages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafting/passages/tune");
    hold(&passages, &TUNE);
}

/// Drafts annotated texts and holds the scorer's figures against floors.
fn hold(annotated: &Path, floors: &Floors) {
    let Some(shared) = std::env::var_os("RELATA_SHARED") else {
        crate::skipped("RELATA_SHARED does not name the folder of the scorer");
        return;
    };
    let scorer = Path::new(&shared).join("extraction/score.py");
    let folder = tempfile::tempdir().unwrap();
    let (data, drafts) = (lexicon_of(annotated, folder.path()), folder.path().join("drafts"));
    let (texts, data, out) = (annotated.to_str().unwrap(), data.to_str().unwrap(), drafts.to_str().unwrap());
    let drafted = relata(&["draft", texts, "--data", data, "--format", "json", "-o", out]);
    assert!(drafted.status.success(), "{}", said(&drafted.stderr));
    let Ok(scored) = Command::new("python3").arg(&scorer).args([texts, out, "--json"]).output() else {
        crate::skipped("there is no python3 to run the scorer with");
        return;
    };
    let scores: Value = serde_json::from_slice(&scored.stdout).unwrap();
    for (measure, floor) in floors.measures {
        let found = scores["total"][measure]["f1"].as_f64().unwrap();
        assert!(found >= floor, "{measure}: {found}, expected at least {floor}");
    }
    assert!(scores["total"]["traps"]["hit"].as_u64().unwrap() <= floors.traps);
    assert_eq!(scores["total"]["drafts"]["without_evidence"], 0);
}

#[test]
fn the_same_texts_give_the_same_bytes_and_tables_that_can_be_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = lexicon(folder.path());
    let mut trees = Vec::new();
    for name in ["one", "two"] {
        let out = folder.path().join(name);
        let examples = examples();
        let args = [
            "draft",
            examples.to_str().unwrap(),
            "--data",
            data.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
        ];
        assert!(relata(&args).status.success());
        let drafts = read_drafts(&out).unwrap();
        assert_eq!(drafts.texts.len(), 8);
        assert!(drafts.records.len() > 50 && drafts.entities.len() > 10);
        let review = std::fs::read_to_string(out.join("review.csv")).unwrap();
        trees.push((drafts, review));
    }
    assert_eq!(trees[0], trees[1]);
}

#[test]
fn other_encodings_are_read_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let data = lexicon(folder.path());
    let text = "1993年4月，韩国劳动组合总联盟代表团访问全总，双方签订了交流协议。";
    let (bytes, _, _) = encoding_rs::GBK.encode(text);
    std::fs::write(folder.path().join("a.txt"), bytes).unwrap();
    std::fs::write(folder.path().join("b.txt"), [0_u8, 1, 2, 3, 0, 0]).unwrap();
    let (input, out) = (folder.path().join("a.txt"), folder.path().join("out"));
    let bad = folder.path().join("b.txt");
    let args = [
        "draft",
        input.to_str().unwrap(),
        bad.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
        "-o",
        out.to_str().unwrap(),
    ];
    let output = relata(&args);
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output.stderr);
    assert!(told.contains("a.txt: read as GBK") && told.contains("b.txt is not a text"), "{told}");
    let drafts = read_drafts(&out).unwrap();
    assert_eq!(drafts.texts[0].encoding, "GBK");
    assert!(drafts.records.iter().any(|record| record.cell("date") == "1993-04"));
}

#[test]
fn a_text_without_a_known_name_is_a_result_with_a_remark() {
    let folder = tempfile::tempdir().unwrap();
    let data = lexicon(folder.path());
    let input = folder.path().join("a.txt");
    std::fs::write(&input, "In 1990 nothing happened.").unwrap();
    let out = folder.path().join("out");
    let args =
        ["draft", input.to_str().unwrap(), "--data", data.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let output = relata(&args);
    assert!(output.status.success());
    assert!(said(&output.stderr).contains("no name of the dataset stands in it"));
    assert_eq!(read_drafts(&out).unwrap().dates.len(), 1);
}
