//! The command `review` without a terminal.

use super::{AGREEMENT, Desk, OFFICE, VISIT};
use std::process::{Command, Stdio};

fn review(desk: &Desk, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    command.arg("review").arg(desk.drafts()).arg("--data").arg(desk.data()).args(arguments);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn drafts_are_decided_by_id_and_put_into_the_data() {
    let desk = Desk::new();
    let merged = format!("{AGREEMENT}=agreement-2000-seafarers-asia");
    let (code, out, err) = review(
        &desk,
        &["--accept", &format!("{VISIT},{OFFICE}"), "--merge", &merged, "--edit", &format!("{VISIT}.size=7")],
    );
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("2 accepted, 1 merged"), "{out}");
    let (_, out, _) = review(&desk, &["--undo"]);
    assert!(out.contains("1 accepted, 1 merged"), "{out}");
    let (code, out, err) = review(&desk, &["--accept", OFFICE, "--apply"]);
    assert!(
        code == 0 && out.contains("3 in the data") && err.contains("2 records, 1 drafts merged"),
        "{out}{err}"
    );
    assert!(desk.dataset().records.find(VISIT).is_some());
    let (code, out, _) = review(&desk, &["--list"]);
    assert!(
        code == 0 && out.lines().any(|line| line.contains("in the data") && line.contains(VISIT)),
        "{out}"
    );
}

#[test]
fn a_wrong_id_stops_all_of_it() {
    let desk = Desk::new();
    let (code, _, err) = review(&desk, &["--accept", &format!("{VISIT},visit-2003-05-acftu-harold")]);
    assert!(code == 1 && err.contains("there is no draft") && err.contains("hint: "), "{err}");
    assert!(!desk.drafts().join("decisions.jsonl").exists());
    for wrong in [["--edit", "x=y"], ["--merge", "x"], ["--sheet", "x.pdf"]] {
        assert_eq!(review(&desk, &wrong).0, 2);
    }
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let desk = Desk::new();
    let (code, out, err) = review(&desk, &[]);
    assert!(code == 2 && out.is_empty() && err.contains("--accept"), "{err}");
}

#[test]
fn a_sheet_is_written_marked_and_read_back() {
    let desk = Desk::new();
    let sheet = desk.home.path().join("sheet.csv");
    let name = sheet.to_str().unwrap();
    assert_eq!(review(&desk, &["--sheet", name]).0, 0);
    let text = std::fs::read_to_string(&sheet).unwrap();
    std::fs::write(&sheet, text.replace(&format!(",,{VISIT},"), &format!("accept,,{VISIT},"))).unwrap();
    let (code, out, _) = review(&desk, &["--read-sheet", name]);
    assert!(code == 0 && out.contains("1 accepted"), "{out}");
    std::fs::write(&sheet, "mark,draft\nacept,visit-x\n").unwrap();
    let (code, _, err) = review(&desk, &["--read-sheet", name]);
    assert!(code == 1 && err.contains("sheet.csv:2:7"), "{err}");
    let page = desk.home.path().join("sheet.html");
    assert_eq!(review(&desk, &["--sheet", page.to_str().unwrap()]).0, 0);
    assert!(std::fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn data_that_is_no_folder_is_refused() {
    let desk = Desk::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    let graph = concat!(env!("CARGO_MANIFEST_DIR"), "/exports/graph.json");
    let output = command.arg("review").arg(desk.drafts()).args(["--list", "--data", graph]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("relata import"));
}
