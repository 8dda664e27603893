//! Files in canonical form: whatever was done to how they are written, what they say stays the same.

use proptest::prelude::*;
use relata::authoring::{canonical_folder, data_folder, skeleton};
use relata::diagnostic::Report;
use relata::load::load;
use relata::model::Vocabulary;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("graph-data")
}

/// How often each problem is raised.
type Counts = Vec<(&'static str, usize)>;

/// What a folder says: the dataset in one form, and its problems.
fn said(folder: &Path) -> (Vec<(String, String)>, Counts) {
    let mut report = Report::default();
    let dataset = load(folder, &mut report).dataset;
    // A byte order mark and the like are problems of form.
    let of_form = ["W0104", "W0113"];
    let counts = report.counts().filter(|(code, ..)| !of_form.contains(code));
    (data_folder(&dataset), counts.map(|(code, _, count)| (code, count)).collect())
}

fn apply(folder: &Path) -> usize {
    let mut report = Report::default();
    let canonical = canonical_folder(folder, &mut report);
    assert!(!report.has_errors(), "{:?}", report.diagnostics());
    for file in &canonical.reformed {
        std::fs::write(folder.join(&file.name), &file.text).unwrap();
    }
    canonical.reformed.len()
}

fn put(files: &[(String, String)], folder: &Path) {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// The CSV tables of the shipped data as rows, header first.
fn tables() -> BTreeMap<String, Vec<Vec<String>>> {
    let mut found = BTreeMap::new();
    for below in ["", "entities", "records"] {
        for entry in shipped().join(below).read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "csv") {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&path).unwrap();
                let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
                let name = path.strip_prefix(shipped()).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, rows.collect());
            }
        }
    }
    found
}

/// The same table written by a careless hand: rows and columns moved, every cell quoted, blanks, another end of lines.
fn careless(rows: &[Vec<String>], seed: u64) -> String {
    let mut state = seed | 1;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let mut columns: Vec<usize> = (0..rows[0].len()).collect();
    let mut order: Vec<usize> = (1..rows.len()).collect();
    for n in (1..columns.len()).rev() {
        columns.swap(n, next(n + 1));
    }
    for n in (1..order.len()).rev() {
        order.swap(n, next(n + 1));
    }
    let (end, quote, nameless) = (["\n", "\r\n"][next(2)], next(2) == 0, next(3));
    let mut text = if next(3) == 0 { "\u{feff}".to_owned() } else { String::new() };
    for row in std::iter::once(0).chain(order) {
        let cell = |column: &usize| {
            let cell = rows[row][*column].replace('"', "\"\"");
            let must = quote || cell.contains([',', '"', '\n', '\r']);
            if must { format!("\"{cell}\"") } else { format!(" {cell}\u{3000}") }
        };
        let cells: Vec<String> = columns.iter().map(cell).collect();
        text.push_str(&(cells.join(",") + &",".repeat(nameless) + end));
        if next(5) == 0 {
            text.push_str(end);
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn what_a_folder_says_stays_the_same_and_a_second_time_changes_nothing(seed in any::<u64>()) {
        let home = tempfile::tempdir().unwrap();
        let shipped = shipped();
        std::fs::copy(shipped.join("dataset.json"), home.path().join("dataset.json")).unwrap();
        let spoilt: Vec<(String, String)> =
            tables().iter().map(|(name, rows)| (name.clone(), careless(rows, seed))).collect();
        put(&spoilt, home.path());
        let before = said(home.path());
        prop_assert!(apply(home.path()) > 0);
        prop_assert_eq!(&before, &said(home.path()));
        prop_assert_eq!(apply(home.path()), 0);
        // The shipped data is in canonical form, so that is what comes out.
        for name in tables().keys() {
            let read = |folder: &Path| std::fs::read_to_string(folder.join(name)).unwrap();
            prop_assert_eq!(read(home.path()), read(&shipped), "{}", name);
        }
    }
}

#[test]
fn the_shipped_data_is_in_canonical_form() {
    let mut report = Report::default();
    let canonical = canonical_folder(&shipped(), &mut report);
    let names: Vec<&str> = canonical.reformed.iter().map(|file| file.name.as_str()).collect();
    assert_eq!((names, canonical.looked_at, report.has_errors()), (vec![], 20, false));
}

#[test]
fn what_is_laid_out_and_what_is_written_is_in_canonical_form() {
    let mut report = Report::default();
    let dataset = load(&shipped(), &mut report).dataset;
    for files in [skeleton(&Vocabulary::builtin()), data_folder(&dataset)] {
        let home = tempfile::tempdir().unwrap();
        put(&files, home.path());
        let canonical = canonical_folder(home.path(), &mut Report::default());
        assert_eq!(canonical.reformed, []);
    }
}

#[test]
fn every_bad_file_of_the_cases_says_the_same_afterwards() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = |path: &Path| {
        let entries = path.read_dir().unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let data = folders(&cases).into_iter().flat_map(|topic| folders(&topic)).map(|case| case.join("data"));
    let mut count = 0;
    for data in data.filter(|data| data.is_dir()) {
        let home = tempfile::tempdir().unwrap();
        for below in ["", "entities", "records"] {
            let Ok(entries) = data.join(below).read_dir() else { continue };
            std::fs::create_dir_all(home.path().join(below)).unwrap();
            for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
                std::fs::copy(&path, home.path().join(below).join(path.file_name().unwrap())).unwrap();
            }
        }
        let before = said(home.path());
        let canonical = canonical_folder(home.path(), &mut Report::default());
        for file in &canonical.reformed {
            std::fs::write(home.path().join(&file.name), &file.text).unwrap();
        }
        assert_eq!(before, said(home.path()), "{}", data.display());
        assert_eq!(canonical_folder(home.path(), &mut Report::default()).reformed, [], "{}", data.display());
        count += 1;
    }
    assert!(count > 30);
}

#[test]
fn unknown_columns_and_broken_files_stay() {
    let home = tempfile::tempdir().unwrap();
    let broken = "id,name_en\na,\"x\n";
    let files = [
        ("entities/organisation.csv", "mine,name_en,id\r\nkept,B,b\r\n,A,a\r\n"),
        ("entities/person.csv", broken),
        ("entities/international-body.jsonl", "\n{\"id\": \"z\", \"n\": 1.50}\r\n{\"id\":\"c\"}"),
        ("places.json", "[{\"id\":\"b\"},\n{\"id\":\"a\"}]"),
        ("notes.csv", "x\r\n"),
    ];
    put(&files.map(|(name, text)| (name.to_owned(), text.to_owned())), home.path());
    let mut report = Report::default();
    let found: BTreeMap<String, String> =
        canonical_folder(home.path(), &mut report).reformed.into_iter().map(|f| (f.name, f.text)).collect();
    let place = |report: &Report| {
        let location = report.diagnostics()[0].location.clone().unwrap();
        (location.file.ends_with("person.csv"), location.line)
    };
    assert_eq!((report.diagnostics().len(), place(&report)), (1, (true, 2)));
    assert_eq!(found["entities/organisation.csv"], "id,name_en,mine\na,A,\nb,B,kept\n");
    assert_eq!(found["entities/international-body.jsonl"], "{\"id\":\"c\"}\n{\"id\":\"z\",\"n\":1.50}\n");
    assert_eq!(found["places.json"], "[\n  {\n    \"id\": \"a\"\n  },\n  {\n    \"id\": \"b\"\n  }\n]\n");
    assert_eq!(found.len(), 3);
}

#[cfg(feature = "cli")]
#[test]
fn the_command_names_the_files_and_replaces_them() {
    let home = tempfile::tempdir().unwrap();
    let table = home.path().join("entities/organisation.csv");
    std::fs::create_dir_all(table.parent().unwrap()).unwrap();
    std::fs::write(&table, "id,name_en\r\nb,B\r\na,A\r\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relata"));
        let output = command.arg("fmt").arg(home.path()).args(arguments).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let named = format!("{}\n", table.display());
    assert_eq!(run(&["--check"]), (1, named.clone()));
    assert_eq!(std::fs::read_to_string(&table).unwrap(), "id,name_en\r\nb,B\r\na,A\r\n");
    assert_eq!(run(&[]), (0, named));
    assert_eq!(std::fs::read_to_string(&table).unwrap(), "id,name_en\na,A\nb,B\n");
    assert_eq!(run(&["--check"]), (0, String::new()));
    std::fs::write(&table, "id,name_en\nb\n").unwrap();
    assert_eq!(run(&[]).0, 1);
}
