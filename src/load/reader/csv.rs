//! Comma-separated values, [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), UTF-8.

use super::input::{Mark, TextInput, guess_encoding};
use super::{
    CELL_LIMIT, HUGE_CELL, MALFORMED, NAMELESS_COLUMNS, NOT_UTF8, NOTHING, RAGGED, Reader, Row, RowSink,
    WRONG_SEPARATOR, report_empty, report_mark,
};
use crate::load::Context;
use csv::{ByteRecord, ReaderBuilder, StringRecord};
use std::io::{self, Read};

/// The reader of `.csv` files.
pub(super) struct Csv;

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn separator(&self) -> Option<u8> {
        Some(b',')
    }

    fn read(
        &self,
        input: &mut dyn Read,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) -> io::Result<()> {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(TextInput::new(input).chain(END));
        let mut rows = Rows { reader, record: ByteRecord::new(), line: 0, nameless: 0 };
        let found = rows.next()?;
        let mark = rows.reader.get_ref().get_ref().0.mark();
        report_mark(mark, context);
        if !found {
            report_empty(sink.defines(), context);
            return Ok(());
        }
        let header = if mark == Some(Mark::Utf16) { None } else { rows.header(context) };
        let Some(header) = header.filter(|header| sink.header(rows.line, header, context)) else {
            context.lose_table(sink.defines(), context.file());
            return rows.count(context);
        };
        while rows.next()? {
            context.progress.advance(rows.record.as_slice().len() as u64 + rows.record.len() as u64);
            rows.send(&header, sink, context);
        }
        Ok(())
    }
}

/// A last row put after the end of every file: when it does not come out whole, a quotation mark is not closed.
///
/// Without it, a mark that is never closed in the last column would take the rest of the file into one cell, and the
/// row would still have as many cells as the header. No text file holds a NUL.
const END: &[u8] = b"\n\0end of file\n";

/// The text of [`END`] as it comes out.
const END_CELL: &[u8] = b"\0end of file";

/// The rows of a file, each with the line it starts on.
struct Rows<R> {
    reader: csv::Reader<R>,
    record: ByteRecord,
    line: u32,
    /// How many columns without a name the header ends in.
    nameless: usize,
}

impl<R: Read> Rows<R> {
    /// Reads the next row; false at the end of the file.
    fn next(&mut self) -> io::Result<bool> {
        let found = self.reader.read_byte_record(&mut self.record).map_err(io_error)?;
        // The reader's own position of a row counts from before the empty lines that it skips.
        let within = self.record.as_slice().iter().filter(|&&b| b == b'\n').count() as u64;
        let passed = within + u64::from(!self.is_unclosed());
        self.line = u32::try_from(self.reader.position().line().saturating_sub(passed)).unwrap_or(u32::MAX);
        let is_end = self.record.len() == 1 && self.record.as_slice() == END_CELL;
        Ok(found && !is_end)
    }

    /// Counts the rows of a table that is not read.
    fn count(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        while self.next()? {
            let is_blank = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace();
            if !self.record.as_slice().iter().all(is_blank) {
                context.count_unread();
            }
        }
        Ok(())
    }

    /// Whether the row has swallowed the end of the file.
    fn is_unclosed(&self) -> bool {
        let end = END_CELL.len() + 1;
        let text = self.record.as_slice();
        text.len() >= end && text[..text.len() - 1].ends_with(END_CELL)
    }

    fn header(&mut self, context: &mut Context<'_>) -> Option<StringRecord> {
        if self.is_unclosed() {
            context.row_problem(&MALFORMED, self.line, "a quotation mark is not closed in the header");
            return None;
        }
        self.record.trim();
        let mut header = decode(std::mem::take(&mut self.record), self.line, None, context).ok()?;
        trim(&mut header);
        self.nameless = cut_nameless(&mut header, self.line, context);
        let first = header.get(0).unwrap_or_default();
        if first.starts_with(['{', '[']) {
            let message = "found what looks like JSON, expected CSV: name the file `.json` or `.jsonl`";
            context.row_problem(&MALFORMED, self.line, message);
            return None;
        }
        (!wrong_separator(&header, self.line, context)).then_some(header)
    }

    fn send(&mut self, header: &StringRecord, sink: &mut dyn RowSink, context: &mut Context<'_>) {
        let errors = context.errors();
        if self.is_unclosed() {
            let column = header.get(self.record.len() - 1).unwrap_or_default();
            let message = "a quotation mark is not closed: all that follows it is taken for one cell";
            context.cell_problem(&MALFORMED, (self.line, column), message, None);
            context.count_row(errors);
            // Nobody knows which rows the cell has swallowed.
            context.lose_rest(sink.defines(), context.file());
            return;
        }
        self.record.trim();
        // Spreadsheets end a file with rows of nothing but commas.
        if self.record.as_slice().is_empty() {
            return;
        }
        self.record = match decode(std::mem::take(&mut self.record), self.line, Some(header), context) {
            Ok(mut record) => {
                trim(&mut record);
                self.send_text(&mut record, header, sink, context);
                record.into_byte_record()
            }
            Err(bytes) => {
                context.count_row(errors);
                context.lose_row(sink.defines(), id(header, &bytes));
                bytes
            }
        };
    }

    fn send_text(
        &self,
        record: &mut StringRecord,
        header: &StringRecord,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) {
        let errors = context.errors();
        if record.as_slice().is_empty() {
            return;
        }
        if fits(record, header, self.nameless, self.line, context) {
            record.truncate(header.len());
            sink.row(Row { line: self.line, cells: record, aside: &NOTHING }, context);
        } else {
            context.count_row(errors);
            context.lose_row(sink.defines(), id(header, record.as_byte_record()));
        }
    }
}

/// Trims the blanks of all scripts, such as the wide one of Chinese text; those of ASCII are gone already.
///
/// To trim makes a copy of the row, so it is only done where there is something to trim.
fn trim(record: &mut StringRecord) {
    let is_padded = |cell: &str| cell.len() != cell.trim().len();
    if record.iter().any(is_padded) {
        record.trim();
    }
}

/// The id of a row that is not read, as far as it can be made out.
fn id<'r>(header: &StringRecord, row: &'r ByteRecord) -> &'r str {
    let cell = header.iter().position(|name| name == "id").and_then(|n| row.get(n));
    cell.and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or("")
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The record as text, or its bytes back and a report.
fn decode(
    bytes: ByteRecord,
    line: u32,
    header: Option<&StringRecord>,
    context: &mut Context<'_>,
) -> Result<StringRecord, ByteRecord> {
    // UTF-16 without a mark is valid UTF-8 as long as it is in plain letters, with a NUL beside each.
    if bytes.as_slice().contains(&0) {
        context.row_problem(
            &NOT_UTF8,
            line,
            format!("found NUL bytes; {}", guess_encoding(bytes.as_slice())),
        );
        return Err(bytes);
    }
    StringRecord::from_byte_record(bytes).map_err(|error| {
        let field = error.utf8_error().field();
        let bytes = error.into_byte_record();
        let message = format!("found bytes that are not UTF-8; {}", guess_encoding(bytes.as_slice()));
        match header.and_then(|header| header.get(field)) {
            Some(name) => context.cell_problem(&NOT_UTF8, (line, name), message, None),
            None => context.row_problem(&NOT_UTF8, line, message),
        }
        bytes
    })
}

fn wrong_separator(header: &StringRecord, line: u32, context: &mut Context<'_>) -> bool {
    let only = if header.len() == 1 { &header[0] } else { "" };
    let Some(separator) = [';', '\t'].into_iter().find(|&c| only.contains(c)) else { return false };
    let name = if separator == ';' { "semicolons" } else { "tabs" };
    context.row_problem(&WRONG_SEPARATOR, line, format!("found cells separated by {name}, expected commas"));
    true
}

/// Cuts off the columns without a name at the end of a header, and says how many they were.
fn cut_nameless(header: &mut StringRecord, line: u32, context: &mut Context<'_>) -> usize {
    let nameless = header.iter().rev().take_while(|name| name.is_empty()).count();
    let named = header.len() - nameless;
    if named == 0 || nameless == 0 {
        return 0;
    }
    header.truncate(named);
    let message = format!("found columns without a name from column {} on, passed over", named + 1);
    context.row_problem(&NAMELESS_COLUMNS, line, message);
    nameless
}

/// Whether a row has a cell for each column, and none that is filled under a column without a name.
fn fits(
    record: &StringRecord,
    header: &StringRecord,
    nameless: usize,
    line: u32,
    context: &mut Context<'_>,
) -> bool {
    if let Some(cell) = record.iter().find(|cell| cell.len() > CELL_LIMIT) {
        let message = format!("found a cell of {} bytes, expected at most {CELL_LIMIT}", cell.len());
        context.row_problem(&HUGE_CELL, line, message);
        return false;
    }
    if let Some(n) =
        (header.len()..record.len().min(header.len() + nameless)).find(|&n| !record[n].is_empty())
    {
        let found: String = record[n].chars().take(60).collect();
        let message = format!("found `{found}` in column {}, to which the header gives no name", n + 1);
        context.row_problem(&RAGGED, line, message);
        return false;
    }
    if (header.len()..=header.len() + nameless).contains(&record.len()) {
        return true;
    }
    let message = format!("found {} cells, expected {}", record.len(), header.len());
    context.row_problem(&RAGGED, line, message);
    false
}
