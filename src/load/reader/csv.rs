//! Comma-separated values, [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), UTF-8.

use super::input::{Mark, TextInput, guess_encoding};
use super::{
    BYTE_ORDER_MARK, CELL_LIMIT, HUGE_CELL, MALFORMED, NOT_UTF8, RAGGED, Reader, Row, RowSink,
    WRONG_SEPARATOR,
};
use crate::load::Context;
use csv::{ByteRecord, ReaderBuilder, StringRecord, Trim};
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

    fn read(
        &self,
        input: &mut dyn Read,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) -> io::Result<()> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .buffer_capacity(1 << 16)
            .from_reader(TextInput::new(input));
        let mut bytes = ByteRecord::new();
        let found = reader.read_byte_record(&mut bytes).map_err(io_error)?;
        report_mark(reader.get_ref().mark(), context);
        if !found || reader.get_ref().mark() == Some(Mark::Utf16) {
            return Ok(());
        }
        let first = line_of(&bytes);
        let Some(header) = decode(bytes, first, None, context).ok() else { return Ok(()) };
        if wrong_separator(&header, context) || !sink.header(first, &header, context) {
            return Ok(());
        }
        let mut bytes = ByteRecord::new();
        while reader.read_byte_record(&mut bytes).map_err(io_error)? {
            context.progress.advance(bytes.as_slice().len() as u64 + bytes.len() as u64);
            let line = line_of(&bytes);
            let errors = context.errors();
            bytes = match decode(bytes, line, Some(&header), context) {
                Ok(record) if fits(&record, &header, line, context) => {
                    sink.row(Row { line, cells: &record }, context);
                    record.into_byte_record()
                }
                unfit => {
                    context.count_row(errors);
                    unfit.map_or_else(|bytes| bytes, StringRecord::into_byte_record)
                }
            };
        }
        Ok(())
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn line_of(record: &ByteRecord) -> u32 {
    record.position().map_or(0, |position| position.line() as u32)
}

fn report_mark(mark: Option<Mark>, context: &mut Context<'_>) {
    match mark {
        Some(Mark::Utf8) => {
            context.row_problem(&BYTE_ORDER_MARK, 1, "the file starts with a byte order mark")
        }
        Some(Mark::Utf16) => {
            context.row_problem(&NOT_UTF8, 1, "found a UTF-16 byte order mark, expected UTF-8")
        }
        None => {}
    }
}

/// The record as text, or its bytes back and a report.
fn decode(
    bytes: ByteRecord,
    line: u32,
    header: Option<&StringRecord>,
    context: &mut Context<'_>,
) -> Result<StringRecord, ByteRecord> {
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

fn wrong_separator(header: &StringRecord, context: &mut Context<'_>) -> bool {
    let only = if header.len() == 1 { &header[0] } else { "" };
    let Some(separator) = [';', '\t'].into_iter().find(|&c| only.contains(c)) else { return false };
    let name = if separator == ';' { "semicolons" } else { "tabs" };
    context.row_problem(&WRONG_SEPARATOR, 1, format!("found cells separated by {name}, expected commas"));
    true
}

fn fits(record: &StringRecord, header: &StringRecord, line: u32, context: &mut Context<'_>) -> bool {
    if let Some(cell) = record.iter().find(|cell| cell.len() > CELL_LIMIT) {
        let message = format!("found a cell of {} bytes, expected at most {CELL_LIMIT}", cell.len());
        context.row_problem(&HUGE_CELL, line, message);
        return false;
    }
    if record.len() == header.len() {
        return true;
    }
    let unclosed =
        record.len() < header.len() && record.iter().next_back().is_some_and(|cell| cell.contains('\n'));
    let message = format!("found {} cells, expected {}", record.len(), header.len());
    if unclosed {
        context.row_problem(
            &MALFORMED,
            line,
            format!("{message}: a quotation mark is not closed, or the file is cut off"),
        );
    } else {
        context.row_problem(&RAGGED, line, message);
    }
    false
}
