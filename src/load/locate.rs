//! Completes the locations of a report: columns, and the offending lines.
//!
//! A row that is good costs nothing; a row that is bad is looked up again in its file when the load ends. Each file
//! is passed over once, whatever the number of problems in it.

use super::reader::TextInput;
use crate::diagnostic::{Diagnostic, Report};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

/// The longest row that is looked at again.
const ROW_LIMIT: usize = 1 << 22;

/// Gives every location of `report` that names a line its column and its excerpt, and sorts the report.
pub fn locate(report: &mut Report) {
    let mut by_file: BTreeMap<Arc<str>, Vec<&mut Diagnostic>> = BTreeMap::new();
    for diagnostic in report.diagnostics_mut() {
        let open = diagnostic.location.as_ref().filter(|l| l.line > 0 && l.excerpt.is_none());
        if let Some(file) = open.map(|location| Arc::clone(&location.file)) {
            by_file.entry(file).or_default().push(diagnostic);
        }
    }
    for (file, diagnostics) in by_file {
        if let Ok(input) = File::open(&*file) {
            // A file that fails now was read a moment ago; its problems then keep their lines without columns.
            let _ = locate_in(input, file.ends_with(".csv"), diagnostics);
        }
    }
    report.sort();
}

fn locate_in(input: impl Read, is_table: bool, mut diagnostics: Vec<&mut Diagnostic>) -> std::io::Result<()> {
    diagnostics.sort_by_key(|d| d.location.as_ref().map_or(0, |l| l.line));
    let mut lines = Lines { input: BufReader::new(TextInput::new(input)), next: 1 };
    let mut header: Option<Vec<String>> = None;
    let mut row = (0, String::new());
    for diagnostic in diagnostics {
        let Some(location) = &mut diagnostic.location else { continue };
        if is_table && header.is_none() {
            row = (1, lines.row_at(1, true)?);
            header = Some(cells(&row.1).into_iter().map(|cell| cell.text).collect());
        }
        if row.0 != location.line {
            row = (location.line, lines.row_at(location.line, is_table)?);
        }
        let wanted = location.field.as_deref();
        let column =
            header.as_ref().and_then(|header| header.iter().position(|name| Some(name.as_str()) == wanted));
        let cell = column.and_then(|n| cells(&row.1).into_iter().nth(n));
        let offset = cell.as_ref().map_or(0, |cell| cell.start);
        let before = &row.1[..offset];
        let line_start = before.rfind('\n').map_or(0, |n| n + 1);
        location.line += before.matches('\n').count() as u32;
        if let Some(cell) = cell {
            let first = row.1[line_start..offset].chars().count() as u32 + 1;
            let width = cell.raw.lines().next().unwrap_or("").chars().count() as u32;
            (location.column, location.width) = (first, width.max(1));
        }
        let line = row.1[line_start..].lines().next().unwrap_or("");
        location.set_excerpt(line);
    }
    Ok(())
}

struct Lines<R> {
    input: BufReader<TextInput<R>>,
    next: u32,
}

impl<R: Read> Lines<R> {
    /// The row that starts on `line`; of a table with all lines that its quoted cells span.
    fn row_at(&mut self, line: u32, is_table: bool) -> std::io::Result<String> {
        let mut text = Vec::new();
        while self.next <= line {
            text.clear();
            if !self.read_line(&mut text)? {
                return Ok(String::new());
            }
        }
        while is_table && text.iter().filter(|&&b| b == b'"').count() % 2 == 1 && text.len() < ROW_LIMIT {
            if !self.read_line(&mut text)? {
                break;
            }
        }
        Ok(String::from_utf8_lossy(&text).trim_end_matches('\n').to_owned())
    }

    fn read_line(&mut self, text: &mut Vec<u8>) -> std::io::Result<bool> {
        self.next += 1;
        let before = text.len();
        let read = self.input.by_ref().take(ROW_LIMIT as u64).read_until(b'\n', text)?;
        // The rest of a line too long to show is skipped, so that the count of lines stays right.
        while text.len() > before && text.len() - before >= ROW_LIMIT && text.last() != Some(&b'\n') {
            text.truncate(before + ROW_LIMIT - 1);
            let mut rest = Vec::new();
            self.input.by_ref().take(ROW_LIMIT as u64).read_until(b'\n', &mut rest)?;
            if rest.last().is_none_or(|&b| b == b'\n') {
                text.push(b'\n');
            } else {
                text.push(b' ');
            }
        }
        Ok(read > 0)
    }
}

struct Cell<'a> {
    start: usize,
    raw: &'a str,
    text: String,
}

/// The cells of one row of CSV with the positions of their text.
fn cells(row: &str) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (i, byte) in row.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                cells.push(cell(row, start, i));
                start = i + 1;
            }
            _ => {}
        }
    }
    cells.push(cell(row, start, row.len()));
    cells
}

fn cell(row: &str, start: usize, end: usize) -> Cell<'_> {
    let raw = row[start..end].trim();
    let lead = row[start..end].len() - row[start..end].trim_start().len();
    Cell { start: start + lead, raw, text: raw.trim_matches('"').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Location, Severity};

    static CODE: Code = Code { id: "W9998", severity: Severity::Warning, title: "", explanation: "" };

    fn located(text: &str, line: u32, field: &str) -> (u32, u32, String) {
        let mut diagnostic = Diagnostic::new(&CODE, "").at(Location::line("x.csv", line).field(field));
        locate_in(text.as_bytes(), true, vec![&mut diagnostic]).unwrap();
        let location = diagnostic.location.unwrap();
        (location.line, location.column, location.excerpt.unwrap().text)
    }

    #[test]
    fn a_cell_is_found_by_its_header() {
        let text = "id,name,date\na,全总,1999\nb,\"x, y\",Oct-04\n";
        assert_eq!(located(text, 2, "date"), (2, 6, "a,全总,1999".to_owned()));
        assert_eq!(located(text, 3, "date"), (3, 10, "b,\"x, y\",Oct-04".to_owned()));
    }

    #[test]
    fn a_cell_after_a_line_break_in_quotes_is_on_its_own_line() {
        let text = "id,note,date\ra,\"one\rtwo\",1999\r";
        assert_eq!(located(text, 2, "date"), (3, 6, "two\",1999".to_owned()));
    }
}
