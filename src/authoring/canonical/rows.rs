//! Files of JSON in canonical form, and what forbids a file to be put into it.

use super::TextTable;
use super::form::{RowKey, row_key};
use super::json_text::{Blanks, respaced};
use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::load::reader::MALFORMED;
use serde_json::Value;
use serde_json::value::RawValue;
use std::path::Path;

/// A problem with a whole file.
pub(super) fn problem(code: &'static Code, path: &Path, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, message).at(Location::file(path.display().to_string()))
}

/// The rows of a table, as far as its syntax is sound.
pub(super) fn read(path: &Path, bytes: &[u8], report: &mut Report) -> Option<TextTable> {
    let mut own = Report::default();
    let table = TextTable::read(path, bytes, &mut own);
    // What only shows in a diff is what this is for: nobody needs to hear of it.
    report.extend(own.diagnostics().iter().filter(|d| d.code.id.starts_with('E')).cloned());
    if table.is_some() && own.diagnostics().iter().any(|d| d.code == &crate::load::reader::EMPTY_TABLE) {
        return None;
    }
    table
}

/// The text of a file of JSON without a byte order mark.
fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A JSON document that is no table.
pub(super) fn document(path: &Path, bytes: &[u8], report: &mut Report) -> Option<String> {
    let read = text(bytes).ok_or_else(|| "found bytes that are not UTF-8".to_owned());
    let sound = read.and_then(|text| {
        serde_json::from_str::<&RawValue>(text).map(|_| text).map_err(|error| error.to_string())
    });
    match sound {
        Ok(text) => Some(respaced(text, Blanks::Indented) + "\n"),
        Err(message) => {
            report.push(problem(&MALFORMED, path, message));
            None
        }
    }
}

/// A table of JSON, whose syntax has been found sound.
pub(super) fn json(table: &str, bytes: &[u8]) -> Option<String> {
    let mut rows: Vec<&RawValue> = serde_json::from_str(text(bytes)?).ok()?;
    rows.sort_by_cached_key(|row| key(table, row.get()));
    let rows: Vec<&str> = rows.iter().map(|row| row.get()).collect();
    Some(respaced(&format!("[{}]", rows.join(",")), Blanks::Indented) + "\n")
}

/// A table of JSON Lines, whose syntax has been found sound.
pub(super) fn json_lines(table: &str, bytes: &[u8]) -> Option<String> {
    let mut rows: Vec<&str> = text(bytes)?.lines().filter(|line| !line.trim().is_empty()).collect();
    rows.sort_by_cached_key(|row| key(table, row));
    Some(rows.iter().map(|row| respaced(row, Blanks::Compact) + "\n").collect())
}

fn key(table: &str, row: &str) -> RowKey {
    let row: Value = serde_json::from_str(row).unwrap_or_default();
    let word = |column: &str| match &row[column] {
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let words = ["id", "source", "start", "end", "a", "b"].map(|column| (column, word(column)));
    row_key(table, |column| words.iter().find(|(name, _)| *name == column).map_or("", |(_, word)| word))
}
