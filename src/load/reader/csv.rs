//! Comma-separated values, [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), UTF-8.

use super::input::{Mark, guess_encoding};
use super::parts::{Block, Blocks, Parts, cores};
use super::{
    CELL_LIMIT, HUGE_CELL, MALFORMED, NAMELESS_COLUMNS, NOT_UTF8, NOTHING, RAGGED, Reader, Row, RowSink,
    WRONG_SEPARATOR, report_empty, report_mark,
};
use crate::load::Context;
use csv::{ByteRecord, ReaderBuilder, StringRecord};
use std::io::{self, Read};
use std::sync::Arc;

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
        let mut blocks = Blocks::new(input);
        let (mut block, mut found) = (blocks.next()?, false);
        report_mark(blocks.mark(), context);
        // A table may begin with any number of empty lines.
        while let Some(first) = &block {
            let mut rows = Rows::new(first);
            found = rows.next();
            if found {
                break;
            }
            block = blocks.next()?;
        }
        let Some(block) = block.filter(|_| found) else {
            report_empty(sink.defines(), context);
            return Ok(());
        };
        let mut rows = Rows::new(&block);
        rows.next();
        let header = if blocks.mark() == Some(Mark::Utf16) { None } else { rows.header(context) };
        let Some(header) = header.filter(|header| sink.header(rows.line, &header.names, context)) else {
            context.lose_table(sink.defines(), context.file());
            rows.count(context);
            while let Some(block) = blocks.next()? {
                Rows::new(&block).count(context);
            }
            return Ok(());
        };
        rows.send_all(&header, sink, context);
        context.progress.advance(block.bytes.len() as u64);
        let mut parts = Parts { header: Arc::new(header), blocks };
        if parts.blocks.is_at_end() {
            return Ok(());
        }
        match if cores() > 1 { sink.divisible() } else { None } {
            Some(sink) => sink.rows(&mut parts, context),
            None => {
                while let Some(part) = parts.next()? {
                    part.send(sink, context);
                    context.progress.advance(part.block.bytes.len() as u64);
                }
                Ok(())
            }
        }
    }
}

/// Sends the rows of a block.
pub(super) fn send(block: &Block, header: &Header, sink: &mut dyn RowSink, context: &mut Context<'_>) {
    Rows::new(block).send_all(header, sink, context);
}

/// The columns of a table.
pub(super) struct Header {
    names: StringRecord,
    /// How many columns without a name it ends in.
    nameless: usize,
}

/// A last row put after the end of every file: when it does not come out whole, a quotation mark is not closed.
///
/// Without it, a mark that is never closed in the last column would take the rest of the file into one cell, and the
/// row would still have as many cells as the header. No text file holds a NUL.
const END: &[u8] = b"\n\0end of file\n";

/// The text of [`END`] as it comes out.
const END_CELL: &[u8] = b"\0end of file";

/// The rows of a block, each with the line it starts on.
struct Rows<'b> {
    reader: csv::Reader<io::Chain<&'b [u8], &'static [u8]>>,
    record: ByteRecord,
    line: u32,
    lines_before: u32,
}

impl<'b> Rows<'b> {
    fn new(block: &'b Block) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(block.bytes.as_slice().chain(END));
        Self { reader, record: ByteRecord::new(), line: 0, lines_before: block.lines_before }
    }

    /// Reads the next row; false at the end of the block.
    fn next(&mut self) -> bool {
        // Bytes in memory cannot fail to be read, and rows may have any length.
        let found = self.reader.read_byte_record(&mut self.record).unwrap_or(false);
        // The reader's own position of a row counts from before the empty lines that it skips.
        let within = self.record.as_slice().iter().filter(|&&b| b == b'\n').count() as u64;
        let passed = within + u64::from(!self.is_unclosed());
        let line = self.reader.position().line().saturating_sub(passed) + u64::from(self.lines_before);
        self.line = u32::try_from(line).unwrap_or(u32::MAX);
        let is_end = self.record.len() == 1 && self.record.as_slice() == END_CELL;
        found && !is_end
    }

    /// Counts the rows of a table that is not read.
    fn count(&mut self, context: &mut Context<'_>) {
        while self.next() {
            let is_blank = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace();
            if !self.record.as_slice().iter().all(is_blank) {
                context.count_unread();
            }
        }
    }

    fn send_all(&mut self, header: &Header, sink: &mut dyn RowSink, context: &mut Context<'_>) {
        while self.next() {
            self.send(header, sink, context);
        }
    }

    /// Whether the row has swallowed the end of the file.
    fn is_unclosed(&self) -> bool {
        let end = END_CELL.len() + 1;
        let text = self.record.as_slice();
        text.len() >= end && text[..text.len() - 1].ends_with(END_CELL)
    }

    fn header(&mut self, context: &mut Context<'_>) -> Option<Header> {
        if self.is_unclosed() {
            context.row_problem(&MALFORMED, self.line, "a quotation mark is not closed in the header");
            return None;
        }
        self.record.trim();
        let mut header = decode(std::mem::take(&mut self.record), self.line, None, context).ok()?;
        trim(&mut header);
        let nameless = cut_nameless(&mut header, self.line, context);
        let first = header.get(0).unwrap_or_default();
        if first.starts_with(['{', '[']) {
            let message = "found what looks like JSON, expected CSV: name the file `.json` or `.jsonl`";
            context.row_problem(&MALFORMED, self.line, message);
            return None;
        }
        let is_wrong = wrong_separator(&header, self.line, context);
        (!is_wrong).then_some(Header { names: header, nameless })
    }

    fn send(&mut self, header: &Header, sink: &mut dyn RowSink, context: &mut Context<'_>) {
        let names = &header.names;
        let errors = context.errors();
        if self.is_unclosed() {
            let column = names.get(self.record.len() - 1).unwrap_or_default();
            let message = "a quotation mark is not closed: all that follows it is taken for one cell";
            context.cell_problem(&MALFORMED, (self.line, column), message, None);
            context.count_row(errors);
            // Nobody knows which rows the cell has swallowed.
            context.lose_rest(sink.defines(), context.file());
            return;
        }
        if self.record.iter().any(is_padded) {
            self.record.trim();
        }
        // Spreadsheets end a file with rows of nothing but commas.
        if self.record.as_slice().is_empty() {
            return;
        }
        self.record = match decode(std::mem::take(&mut self.record), self.line, Some(names), context) {
            Ok(mut record) => {
                trim(&mut record);
                self.send_text(&mut record, header, sink, context);
                record.into_byte_record()
            }
            Err(bytes) => {
                context.count_row(errors);
                context.lose_row(sink.defines(), id(names, &bytes));
                bytes
            }
        };
    }

    fn send_text(
        &self,
        record: &mut StringRecord,
        Header { names, nameless }: &Header,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) {
        let errors = context.errors();
        if record.as_slice().is_empty() {
            return;
        }
        if fits(record, names, *nameless, self.line, context) {
            record.truncate(names.len());
            sink.row(Row { line: self.line, cells: record, aside: &NOTHING }, context);
        } else {
            context.count_row(errors);
            context.lose_row(sink.defines(), id(names, record.as_byte_record()));
        }
    }
}

/// Trims the blanks of all scripts, such as the wide one of Chinese text; those of ASCII are gone already.
///
/// To trim makes a copy of the row, so it is only done where there is something to trim.
fn trim(record: &mut StringRecord) {
    let ends_wide = |cell: &str| {
        let bytes = cell.as_bytes();
        bytes.first().is_some_and(|b| !b.is_ascii()) || bytes.last().is_some_and(|b| !b.is_ascii())
    };
    if record.iter().any(|cell| ends_wide(cell) && cell.len() != cell.trim().len()) {
        record.trim();
    }
}

/// Whether a cell begins or ends in a blank of ASCII.
fn is_padded(cell: &[u8]) -> bool {
    cell.first().is_some_and(u8::is_ascii_whitespace) || cell.last().is_some_and(u8::is_ascii_whitespace)
}

/// The id of a row that is not read, as far as it can be made out.
fn id<'r>(header: &StringRecord, row: &'r ByteRecord) -> &'r str {
    let cell = header.iter().position(|name| name == "id").and_then(|n| row.get(n));
    cell.and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or("")
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
