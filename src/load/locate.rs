//! Completes the locations of a report: columns, and the offending lines.
//!
//! A row that is good costs nothing; a row that is bad is looked up again in its file when the load ends. Each file
//! is passed over once, whatever the number of problems in it.

use super::reader::{TextInput, reader_for};
use crate::diagnostic::{Diagnostic, Location, Report};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
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
            let _ = locate_in(input, reader_for(&file).and_then(|reader| reader.separator()), diagnostics);
        }
    }
    report.sort();
}

/// `separator` divides the cells of a table; `None` stands for rows that are objects of JSON.
fn locate_in(
    input: impl Read,
    separator: Option<u8>,
    mut diagnostics: Vec<&mut Diagnostic>,
) -> std::io::Result<()> {
    diagnostics.sort_by_key(|d| d.location.as_ref().map_or(0, |l| l.line));
    let mut lines = Lines { input: BufReader::new(TextInput::new(input)), next: 1, last: Vec::new() };
    let mut row = (0, String::new());
    let mut header = None;
    if let Some(separator) = separator {
        row = lines.header(separator)?;
        let names = cells(&row.1, separator).into_iter().map(|cell| cell.text);
        header = Some((separator, names.collect::<Vec<_>>()));
    }
    for diagnostic in diagnostics {
        let Some(location) = &mut diagnostic.location else { continue };
        if row.0 != location.line {
            row = (location.line, lines.row_at(location.line, separator)?);
        }
        let found = location.field.as_deref().and_then(|field| match &header {
            Some((separator, header)) => cell_of(&row.1, *separator, header, field),
            None => key_of(&row.1, field),
        });
        let found = found.map(|range| match &header {
            Some(_) => item_of(&row.1, range, location.part.as_deref()),
            None => text_after(&row.1, range, location.part.as_deref()),
        });
        point(location, &row.1, found);
    }
    Ok(())
}

/// Where the cell of a column stands in a row of a table.
fn cell_of(row: &str, separator: u8, header: &[String], field: &str) -> Option<Range<usize>> {
    let column = header.iter().position(|name| name == field)?;
    cells(row, separator).into_iter().nth(column).map(|cell| cell.start..cell.start + cell.raw.len())
}

/// Where one item of the list in a cell stands, or the whole cell when it is not found there.
fn item_of(row: &str, cell: Range<usize>, item: Option<&str>) -> Range<usize> {
    let Some(item) = item else { return cell };
    let mut start = cell.start;
    for piece in row[cell.clone()].split([';', '|']) {
        let text = piece.trim_matches(|c: char| c == '"' || c.is_whitespace());
        let is_marked = |rest: &str| rest.is_empty() || rest.starts_with(['?', '@']);
        if text.strip_prefix(item).is_some_and(is_marked) {
            let first = start + piece.find(item).unwrap_or_default();
            return first..first + item.len();
        }
        start += piece.len() + 1;
    }
    cell
}

/// Where a key stands in an object of JSON; a cell of several places is made of the key `places`.
fn key_of(object: &str, field: &str) -> Option<Range<usize>> {
    let find = |key: String| {
        let is_key = |end: usize| object[end..].trim_start().starts_with(':');
        let found = object.match_indices(&key).map(|(start, _)| start..start + key.len());
        found.into_iter().find(|range| is_key(range.end))
    };
    find(format!("\"{field}\"")).or_else(|| find(format!("\"{field}s\"")))
}

/// Where one text of the value of a key stands, or the key when it is not found there.
fn text_after(object: &str, key: Range<usize>, text: Option<&str>) -> Range<usize> {
    let Some(text) = text else { return key };
    let rest = &object[key.end..];
    // What a cell of a table would say in one word, JSON says in `roles` and in `qualifiers`.
    let id = text.split(['?', '@']).next().unwrap_or(text);
    let found = [text, id].iter().find_map(|wanted| {
        let quoted = format!("\"{wanted}\"");
        rest.find(&quoted).map(|start| key.end + start..key.end + start + quoted.len())
    });
    found.unwrap_or(key)
}

/// Gives a location its column within the row that starts on its line, and its excerpt.
fn point(location: &mut Location, row: &str, found: Option<Range<usize>>) {
    let offset = found.as_ref().map_or(0, |range| range.start);
    let before = &row[..offset];
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    location.line += before.matches('\n').count() as u32;
    if let Some(range) = found {
        let first = row[line_start..offset].chars().count() as u32 + 1;
        let width = row[range].lines().next().unwrap_or("").chars().count() as u32;
        (location.column, location.width) = (first, width.max(1));
    }
    location.set_excerpt(row[line_start..].lines().next().unwrap_or(""));
}

struct Lines<R> {
    input: BufReader<TextInput<R>>,
    next: u32,
    /// The line before `next`, because an object of JSON may start on the line on which another ends.
    last: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// The first row that is not empty, and its line.
    fn header(&mut self, separator: u8) -> std::io::Result<(u32, String)> {
        loop {
            let line = self.next;
            let row = self.row_at(line, Some(separator))?;
            if !row.is_empty() || self.at_end()? {
                return Ok((line, row));
            }
        }
    }

    fn at_end(&mut self) -> std::io::Result<bool> {
        Ok(self.input.fill_buf()?.is_empty())
    }

    /// The row that starts on `line`, with all the lines that it spans: of a table those that quoted cells go over, else
    /// those of an object of JSON.
    fn row_at(&mut self, line: u32, separator: Option<u8>) -> std::io::Result<String> {
        let mut text = if line + 1 == self.next { std::mem::take(&mut self.last) } else { Vec::new() };
        while self.next <= line {
            text.clear();
            if !self.read_line(&mut text)? {
                return Ok(String::new());
            }
        }
        let mut spanned = Spanned::new(separator);
        let (mut seen, mut start) = (0, 0);
        while text.len() < ROW_LIMIT {
            text[seen..].iter().for_each(|&byte| spanned.pass(byte));
            (start, seen) = (seen, text.len());
            if !spanned.is_open() || !self.read_line(&mut text)? {
                break;
            }
        }
        self.last = text[start..].to_vec();
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

/// Follows the quotation marks of a table: a cell is quoted only if it begins with one.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// At the start of a cell.
    #[default]
    Start,
    /// In a cell without quotation marks.
    Plain,
    /// Between quotation marks.
    Open,
    /// After a mark that closes the cell, unless another follows.
    Closed,
}

impl Quotes {
    fn pass(&mut self, byte: u8, separator: u8) {
        *self = match (*self, byte) {
            (Self::Open, b'"') => Self::Closed,
            (Self::Open, _) | (Self::Start | Self::Closed, b'"') => Self::Open,
            (_, b'\n') => Self::Start,
            (_, byte) if byte == separator => Self::Start,
            _ => Self::Plain,
        };
    }

    fn is_open(self) -> bool {
        self == Self::Open
    }
}

/// Whether a row goes on after the bytes that have passed.
enum Spanned {
    Table(Quotes, u8),
    Object { depth: u32, in_text: bool, escaped: bool, closed: bool },
}

impl Spanned {
    fn new(separator: Option<u8>) -> Self {
        match separator {
            Some(separator) => Self::Table(Quotes::default(), separator),
            None => Self::Object { depth: 0, in_text: false, escaped: false, closed: false },
        }
    }

    fn pass(&mut self, byte: u8) {
        match self {
            Self::Table(quotes, separator) => quotes.pass(byte, *separator),
            Self::Object { escaped, .. } if *escaped => *escaped = false,
            Self::Object { in_text: true, escaped, .. } if byte == b'\\' => *escaped = true,
            Self::Object { in_text, .. } if byte == b'"' => *in_text = !*in_text,
            Self::Object { in_text: false, depth, .. } if byte == b'{' => *depth += 1,
            // A mark that closes nothing belongs to the object before, which ends on the same line.
            Self::Object { in_text: false, depth, closed, .. } if byte == b'}' => {
                *closed |= *depth == 1;
                *depth = depth.saturating_sub(1);
            }
            Self::Object { .. } => {}
        }
    }

    fn is_open(&self) -> bool {
        match self {
            Self::Table(quotes, _) => quotes.is_open(),
            Self::Object { depth, in_text, closed, .. } => !closed && (*depth > 0 || *in_text),
        }
    }
}

struct Cell<'a> {
    start: usize,
    raw: &'a str,
    text: String,
}

/// The cells of one row of a table with the positions of their text.
fn cells(row: &str, separator: u8) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    let (mut start, mut quotes) = (0, Quotes::default());
    for (i, byte) in row.bytes().enumerate() {
        if byte == separator && !quotes.is_open() {
            cells.push(cell(row, start, i));
            start = i + 1;
        }
        quotes.pass(byte, separator);
    }
    cells.push(cell(row, start, row.len()));
    cells
}

fn cell(row: &str, start: usize, end: usize) -> Cell<'_> {
    let raw = row[start..end].trim();
    let lead = row[start..end].len() - row[start..end].trim_start().len();
    Cell { start: start + lead, raw, text: raw.trim_matches('"').trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Severity};

    static CODE: Code = Code { id: "W9998", severity: Severity::Warning, title: "", explanation: "" };

    fn located(text: &str, line: u32, field: &str) -> (u32, u32, String) {
        let mut diagnostic = Diagnostic::new(&CODE, "").at(Location::line("x.csv", line).field(field));
        locate_in(text.as_bytes(), Some(b','), vec![&mut diagnostic]).unwrap();
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

    #[test]
    fn empty_lines_above_the_header_and_stray_marks_do_not_mislead() {
        let text = "\n\nid,note,date\na,5\" pipe,1999\n\nb,x,Oct-04\n";
        assert_eq!(located(text, 4, "date"), (4, 11, "a,5\" pipe,1999".to_owned()));
        assert_eq!(located(text, 6, "date"), (6, 5, "b,x,Oct-04".to_owned()));
        assert_eq!(located(text, 3, "note"), (3, 4, "id,note,date".to_owned()));
    }

    #[test]
    fn the_lines_after_a_huge_row_are_still_counted_right() {
        let text = format!("id,note\na,{}\nb,last\n", "x".repeat(3 * ROW_LIMIT));
        assert_eq!(located(&text, 3, "note"), (3, 3, "b,last".to_owned()));
    }

    #[test]
    fn a_value_of_json_is_found_by_its_key() {
        let text = "[{\n \"id\": \"a\",\n \"roles\": {\"host\": [\"x}\"]}\n}, {\n \"id\": \"b\",\n \"places\": []\n}]\n";
        let find = |line, field: &str| {
            let mut one = Diagnostic::new(&CODE, "").at(Location::line("x.json", line).field(field));
            let mut two = Diagnostic::new(&CODE, "").at(Location::line("x.json", 4).field("place"));
            locate_in(text.as_bytes(), None, vec![&mut one, &mut two]).unwrap();
            let places = [one, two].map(|d| d.location.map(|l| (l.line, l.column)).unwrap());
            assert_eq!(places[1], (6, 2));
            places[0]
        };
        assert_eq!(find(1, "host"), (3, 12));
        assert_eq!(find(1, "missing"), (1, 0));
        assert_eq!(find(4, "id"), (5, 2));
    }
}
