//! The README says what the program does.

use relata::export::EXPORTERS;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn readme() -> String {
    std::fs::read_to_string(format!("{ROOT}/README.md")).unwrap()
}

/// The commands of the README's console blocks that answer, each with the answer printed there.
fn sessions() -> Vec<(String, String)> {
    let text = readme();
    let blocks = text.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    let answering = blocks.filter(|block| block.starts_with("$ relata"));
    answering
        .map(|block| block[2..].split_once('\n').map(|(c, a)| (c.to_owned(), a.to_owned())).unwrap())
        .collect()
}

#[test]
fn commands_answer_as_the_readme_prints() {
    assert!(!sessions().is_empty());
    for (command, expected) in sessions() {
        let mut words = command.split_whitespace().skip(1);
        let output =
            Command::new(env!("CARGO_BIN_EXE_relata")).args(&mut words).current_dir(ROOT).output().unwrap();
        let found = String::from_utf8(output.stdout).unwrap();
        assert!(found == expected, "`{command}` answers\n{found}\nand the README prints\n{expected}");
    }
}

#[test]
fn every_format_stands_in_the_table() {
    let text = readme();
    for format in EXPORTERS.iter().map(|exporter| exporter.format()) {
        let files: Vec<String> = format.files.iter().map(|name| format!("`{name}`")).collect();
        let row = format!("| `{}` | {} | {} |", format.name, files.join(", "), format.summary);
        assert!(text.contains(&row), "the README lacks the row\n{row}");
    }
}
