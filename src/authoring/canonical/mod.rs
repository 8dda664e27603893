//! The files of a data folder in canonical form: what was typed by hand or saved by a spreadsheet, as one form that
//! shows in a diff only what was changed.
//!
//! | of | canonical is |
//! |---|---|
//! | any file | UTF-8 without a byte order mark, LF ends of lines, one at the end |
//! | a CSV table | the known columns in their usual order, others behind them in theirs; rows sorted by id, passages by source and span, judgements by the two ids; quotation marks only where a reader would stumble; no blanks around cells nor around the items of lists; no empty rows |
//! | a JSON Lines table | the same order of rows, one object a line without blanks |
//! | a JSON table | the same order of rows, an item of two spaces a level |
//! | `dataset.json`, `vocabulary.json` | two spaces a level |
//!
//! Keys, numbers and escapes of JSON stand as they were written, and no cell, column or row is ever dropped or changed:
//! a dataset loaded before and after is the same. [`super::data_folder`] writes this form. A file whose syntax is broken
//! is not touched, and neither is one that no table of a dataset is named like.
//!
//! ```
//! use relata::authoring::{FolderForm, TextTable};
//! use relata::model::Vocabulary;
//!
//! let form = FolderForm::new(Vocabulary::builtin());
//! let rows = [["x-2", "1999", "a; b;"], ["x-1", "", "c"]];
//! let mut table = TextTable::new(["id", "date", "participant"]);
//! rows.iter().for_each(|cells| table.rows.push(cells.iter().map(|cell| (*cell).to_owned()).collect()));
//! form.order("records/meeting", &mut table);
//! assert_eq!(table.to_csv(), "id,date,participant\nx-1,,c\nx-2,1999,a;b\n");
//! ```
//!
//! It does not look at what cells say: that is for [`crate::load`] and [`crate::check`].

mod form;
mod json_text;
mod rows;
mod text_table;

pub use form::FolderForm;
pub use text_table::TextTable;

use crate::diagnostic::Report;
use crate::load::reader::reader_for;
use crate::load::{UNREADABLE, locate};
use crate::model::Vocabulary;
use std::path::{Path, PathBuf};

/// A file of a data folder whose form is not canonical.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reformed {
    /// Its path below the folder, divided by `/`.
    pub name: String,
    /// Its canonical text.
    pub text: String,
}

/// What a look at the form of a data folder gives.
#[derive(Debug, Default)]
pub struct Canonical {
    /// How many files were looked at.
    pub looked_at: usize,
    /// Those that are not in canonical form, in the order of their names.
    pub reformed: Vec<Reformed>,
}

/// Looks at all files of the dataset in `folder` and gives the canonical text of those that are not in canonical form.
///
/// Nothing is written. A file that cannot be read, or whose syntax is broken, is reported and left out. Linear in the
/// size of the files but for sorting; holds one file at a time beside the answer.
#[must_use]
pub fn canonical_folder(folder: &Path, report: &mut Report) -> Canonical {
    let form = FolderForm::new(vocabulary(folder));
    let mut found = Canonical::default();
    for (name, path) in files(folder, report) {
        found.looked_at += 1;
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                report.push(rows::problem(&UNREADABLE, &path, error.to_string()));
                continue;
            }
        };
        let text = canonical_text(&name, &path, &bytes, &form, report);
        if let Some(text) = text.filter(|text| text.as_bytes() != bytes) {
            found.reformed.push(Reformed { name, text });
        }
    }
    locate(report);
    found
}

/// The vocabulary of a folder; the built-in one where its own file is absent or broken, which a load reports.
fn vocabulary(folder: &Path) -> Vocabulary {
    let text = std::fs::read_to_string(folder.join("vocabulary.json")).ok();
    let patch = text.and_then(|text| serde_json::from_str(text.trim_start_matches('\u{feff}')).ok());
    patch.and_then(|patch| Vocabulary::patched(&patch).ok()).unwrap_or_else(Vocabulary::builtin)
}

/// The canonical text of one file; `None` with a report when its syntax is broken.
fn canonical_text(
    name: &str,
    path: &Path,
    bytes: &[u8],
    form: &FolderForm,
    report: &mut Report,
) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if matches!(name, "dataset.json" | "vocabulary.json") {
        return rows::document(path, bytes, report);
    }
    let mut table = rows::read(path, bytes, report)?;
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "csv" => {
            form.order(stem, &mut table);
            Some(table.to_csv())
        }
        "json" => rows::json(stem, bytes),
        _ => rows::json_lines(stem, bytes),
    }
}

/// The files of a dataset in a folder, each with its name below it, in order.
fn files(folder: &Path, report: &mut Report) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for below in ["", "entities/", "records/"] {
        let within = folder.join(below);
        let entries = match within.read_dir() {
            Ok(entries) => entries,
            Err(_) if !below.is_empty() && within.symlink_metadata().is_err() => continue,
            Err(error) => {
                report.push(rows::problem(&UNREADABLE, &within, error.to_string()));
                continue;
            }
        };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // A pipe or a device would be waited for without end.
            if path.metadata().is_ok_and(|data| data.is_file()) && is_of_a_dataset(below, &name) {
                found.push((format!("{below}{name}"), path));
            }
        }
    }
    found.sort();
    found
}

/// Whether a file of this name holds a part of a dataset.
fn is_of_a_dataset(below: &str, name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let upper = name.to_ascii_uppercase();
    // What a load passes over is not a table, whatever it is named like.
    let passed_over = name.starts_with('.') || upper.starts_with("README") || upper.starts_with("LICENSE");
    let is_table = reader_for(name).is_some() && !passed_over;
    match below {
        "" => matches!(name, "dataset.json" | "vocabulary.json") || is_table && form::TABLES.contains(&stem),
        _ => is_table,
    }
}
