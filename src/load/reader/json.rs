//! JSON: an array of objects, each flattened into the cells that a table of the same words would have.

use super::flatten::{Flat, KEY_LIMIT, flatten};
use super::input::{Mark, TextInput};
use super::{MALFORMED, NOT_UTF8, Reader, Row, RowSink, report_mark};
use crate::diagnostic::{Diagnostic, Location};
use crate::load::{Class, Context};
use csv::StringRecord;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::io::{self, Read};

/// The reader of `.json` files.
pub(super) struct Json;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
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
        let bytes = read_all(input, context)?;
        let Some(text) = decode(&bytes, context) else {
            context.lose_table(sink.defines(), context.file());
            return Ok(());
        };
        match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(items) => send_items(text, &items, sink, context),
            Err(error) => {
                let problem = broken(&error, text, likely(text), context);
                context.push(problem);
                context.lose_table(sink.defines(), context.file());
            }
        }
        Ok(())
    }
}

/// All bytes of an input, with a report of the mark they start with.
pub(in crate::load) fn read_all(input: &mut dyn Read, context: &mut Context<'_>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut input = TextInput::new(input);
    input.read_to_end(&mut bytes)?;
    if input.mark() == Some(Mark::Utf8) {
        report_mark(input.mark(), context);
    }
    Ok(bytes)
}

/// What a text that is no array of objects looks like.
fn likely(text: &str) -> &'static str {
    match text.trim_start().chars().next() {
        None => ": the file is empty, write `[]`",
        Some('[') => "",
        Some('{') => ": if each line is an object, it is JSON Lines, named `.jsonl`",
        Some(_) => ": this is no JSON; if it is CSV, name it `.csv`",
    }
}

/// Bytes as text, or a report of what they are instead.
pub(in crate::load) fn decode<'a>(bytes: &'a [u8], context: &mut Context<'_>) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes);
    if let Err(error) = text {
        let line = bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() as u32 + 1;
        let message = format!("found bytes that are not UTF-8; {}", super::input::guess_encoding(bytes));
        context.row_problem(&NOT_UTF8, line, message);
    }
    text.ok()
}

/// Reads a whole JSON document as text and top-level pieces.
pub(in crate::load) fn parse_document<'a>(
    bytes: &'a [u8],
    context: &mut Context<'_>,
) -> Option<(&'a str, Vec<(String, &'a RawValue)>)> {
    let text = decode(bytes, context)?;
    match serde_json::from_str::<Pieces<'a>>(text) {
        Ok(Pieces(pieces)) => Some((text, pieces)),
        Err(error) => {
            let hint = "`--data` takes the folder of a dataset or a `graph.json`".to_owned();
            let problem = broken(&error, text, "", context);
            context.push(problem.hint(Some(hint).filter(|_| !text.trim_start().starts_with('{'))));
            None
        }
    }
}

/// An object's values unread, in their order.
struct Pieces<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Pieces<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Pieces<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Pieces<'de>, A::Error> {
                let mut pieces = Vec::new();
                while let Some(piece) = map.next_entry()? {
                    pieces.push(piece);
                }
                Ok(Pieces(pieces))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// Sends the objects of an array as rows, each with the line it starts on.
pub(in crate::load) fn send_items(
    text: &str,
    items: &[&RawValue],
    sink: &mut dyn RowSink,
    context: &mut Context<'_>,
) {
    let mut rows = RowBuffer::default();
    let mut lines = LineCounter::new(text);
    for item in items {
        let line = lines.line_of(item.get());
        let errors = context.errors();
        match parse_object(item.get()) {
            Ok(object) => rows.send(line, &object, sink, context),
            Err(message) => {
                context.row_problem(&MALFORMED, line, message);
                context.count_row(errors);
                lose(item.get(), sink.defines(), context);
            }
        }
    }
}

/// Remembers the id of an object that is not read, as far as it has one.
pub(super) fn lose(text: &str, class: Option<Class>, context: &mut Context<'_>) {
    let object: Option<Value> = serde_json::from_str(text).ok();
    let id = object.as_ref().and_then(|object| object.get("id")?.as_str());
    context.lose_row(class, id.unwrap_or(""));
}

/// Counts lines up to pieces of one text that come in order.
pub(in crate::load) struct LineCounter<'a> {
    text: &'a str,
    position: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    pub(in crate::load) fn new(text: &'a str) -> Self {
        Self { text, position: 0, line: 1 }
    }

    /// The line on which `piece`, a slice of the text, starts.
    pub(in crate::load) fn line_of(&mut self, piece: &str) -> u32 {
        let start = (piece.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if start >= self.position && start <= self.text.len() {
            let passed = &self.text.as_bytes()[self.position..start];
            self.line += passed.iter().filter(|&&b| b == b'\n').count() as u32;
            self.position = start;
        }
        self.line
    }
}

pub(super) fn parse_object(text: &str) -> Result<Map<String, Value>, String> {
    match super::unique::parse(text).map_err(|error| short(&error))? {
        Value::Object(object) => Ok(object),
        other => Err(format!("found {}, expected an object", sort_of(&other))),
    }
}

/// What sort of value a value is.
fn sort_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The message of an error without its position, which a location says better.
pub(in crate::load) fn short(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.split_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    PLAIN.iter().fold(message.to_owned(), |message, (theirs, ours)| message.replace(theirs, ours))
}

/// The parser's words and those that a curator knows.
const PLAIN: [(&str, &str); 9] = [
    ("expected value", "expected a value"),
    ("key must be a string", "expected a key in quotation marks"),
    ("EOF while parsing a value", "cut off where a value should follow"),
    ("EOF while parsing", "cut off within"),
    ("invalid type: ", "found "),
    ("expected a sequence", "expected a list"),
    ("expected a map", "expected an object"),
    ("found map", "found an object"),
    ("found sequence", "found a list"),
];

/// The problem of a whole text, and where its syntax breaks.
pub(in crate::load) fn broken(
    error: &serde_json::Error,
    text: &str,
    also: &str,
    context: &Context<'_>,
) -> Diagnostic {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or("");
    // The parser counts bytes, a location characters.
    let before = line.as_bytes().get(..error.column().saturating_sub(1)).unwrap_or(line.as_bytes());
    let column = String::from_utf8_lossy(before).chars().count() as u32 + 1;
    let found = line.chars().nth(column as usize - 1);
    let message = match (short(error), found) {
        (message, Some(found)) if message.starts_with("expected") && error.is_syntax() => {
            format!("found `{found}`, {message}")
        }
        (message, _) => message,
    };
    let mut location = Location::line(context.file(), error.line() as u32);
    if error.column() > 0 {
        location = location.column(column, 1);
    }
    location.set_excerpt(line);
    Diagnostic::new(&MALFORMED, format!("{message}{also}")).at(location)
}

/// Turns objects into rows of one growing table.
///
/// An object with a key that the table refuses is rejected alone: the table goes on without the key.
#[derive(Default)]
pub(in crate::load) struct RowBuffer {
    columns: Vec<String>,
    /// Whether the sink knows the columns as they stand.
    announced: bool,
}

impl RowBuffer {
    pub(in crate::load) fn send(
        &mut self,
        line: u32,
        object: &Map<String, Value>,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) {
        let errors = context.errors();
        let id = object.get("id").and_then(Value::as_str).unwrap_or("");
        match flatten(object, sink.has_names())
            .and_then(|flat| self.take(&flat.cells, line, sink, context).map(|()| flat))
        {
            Ok(Flat { cells, aside }) if context.errors() == errors => {
                let cell = |column| cells.iter().find(|(name, _)| name == column);
                let value = |column| cell(column).map_or("", |(_, value)| value.trim());
                let row: StringRecord = self.columns.iter().map(value).collect();
                sink.row(Row { line, cells: &row, aside: &aside }, context);
            }
            Ok(_) => {
                context.count_row(errors);
                context.lose_row(sink.defines(), id);
            }
            Err(message) => {
                context.row_problem(&MALFORMED, line, message);
                context.count_row(errors);
                context.lose_row(sink.defines(), id);
            }
        }
    }

    /// Adds the columns that are new, unless the sink refuses them.
    fn take(
        &mut self,
        cells: &[(String, String)],
        line: u32,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) -> Result<(), String> {
        if cells.len() > KEY_LIMIT {
            return Err(format!("found {} keys, expected at most {KEY_LIMIT}", cells.len()));
        }
        let known = self.columns.len();
        for (n, (column, _)) in cells.iter().enumerate() {
            if cells[..n].iter().any(|(earlier, _)| earlier == column) {
                self.columns.truncate(known);
                return Err(format!("the value `{column}` stands twice"));
            }
            if !self.columns.contains(column) {
                self.columns.push(column.clone());
            }
        }
        if self.columns.len() > KEY_LIMIT {
            self.columns.truncate(known);
            return Err(format!("found more than {KEY_LIMIT} keys"));
        }
        if self.columns.len() > known || !self.announced {
            self.announced = sink.header(line, &StringRecord::from(self.columns.clone()), context);
            if !self.announced {
                self.columns.truncate(known);
            }
        }
        Ok(())
    }
}
