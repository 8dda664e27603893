//! JSON Lines: one object a line.

use super::input::{TextInput, guess_encoding};
use super::json::{RowBuffer, lose, parse_object};
use super::{HUGE_CELL, MALFORMED, NOT_UTF8, Reader, RowSink, report_mark};
use crate::load::Context;
use std::io::{self, BufRead, BufReader, Read};

/// The longest line that is read, in bytes.
const LINE_LIMIT: usize = 16 << 20;

/// The reader of `.jsonl` and `.ndjson` files.
pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn separator(&self) -> Option<u8> {
        None
    }

    fn read(
        &self,
        input: &mut dyn Read,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) -> io::Result<()> {
        let mut input = BufReader::with_capacity(1 << 16, TextInput::new(input));
        let mut rows = RowBuffer::default();
        let mut bytes = Vec::new();
        for line in 1..=u32::MAX {
            bytes.clear();
            if input.by_ref().take(LINE_LIMIT as u64 + 1).read_until(b'\n', &mut bytes)? == 0 {
                break;
            }
            if line == 1 {
                report_mark(input.get_ref().mark(), context);
            }
            context.progress.advance(bytes.len() as u64);
            if bytes.len() > LINE_LIMIT {
                context.row_problem(
                    &HUGE_CELL,
                    line,
                    format!("found a line of more than {LINE_LIMIT} bytes"),
                );
                context.lose_rest(sink.defines(), context.file());
                break;
            }
            read_line(&bytes, line, &mut rows, sink, context);
        }
        Ok(())
    }
}

fn read_line(
    bytes: &[u8],
    line: u32,
    rows: &mut RowBuffer,
    sink: &mut dyn RowSink,
    context: &mut Context<'_>,
) {
    let errors = context.errors();
    let Ok(text) = std::str::from_utf8(bytes) else {
        let message = format!("found bytes that are not UTF-8; {}", guess_encoding(bytes));
        context.row_problem(&NOT_UTF8, line, message);
        context.count_row(errors);
        return;
    };
    if text.trim().is_empty() {
        return;
    }
    match parse_object(text) {
        Ok(object) => rows.send(line, &object, sink, context),
        Err(message) => {
            context.row_problem(&MALFORMED, line, message);
            context.count_row(errors);
            lose(text, sink.defines(), context);
        }
    }
}
