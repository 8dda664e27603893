//! A dataset as rows in the words of JSON, whatever sort of file they were taken from.
//!
//! Who reads a foreign syntax makes objects as a `graph.json` has them and hands them over here, so that every cell is
//! checked, every reference followed and every problem reported as in any other load.

use super::json_file::{self, Piece};
use super::reader::{CELL_LIMIT, HUGE_CELL, RowBuffer, RowSink};
use super::table::{
    EntityTable, JudgementTable, Made, PassageTable, Passages, PlaceTable, RecordTable, SourceTable,
};
use super::{Class, Context, Silent};
use crate::diagnostic::Report;
use crate::model::{Dataset, Vocabulary};
use serde_json::{Map, Value};

/// The rows of one table, each with the line of the file that it stands for; 0 where there is none.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct RowTable {
    /// The file, as named to the user.
    pub file: String,
    /// The rows, as objects in the words of `graph.json`.
    pub rows: Vec<(u32, Map<String, Value>)>,
}

/// The rows of all tables of a dataset, its settings and its vocabulary.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Rows {
    /// The file that settings and vocabulary come from.
    pub file: String,
    /// What `dataset.json` would hold.
    pub settings: Option<Value>,
    /// What `vocabulary.json` would hold.
    pub vocabulary: Option<Value>,
    /// The documents.
    pub sources: RowTable,
    /// The digests of spans; those that stand beside evidence need no row here.
    pub passages: RowTable,
    /// The places.
    pub places: RowTable,
    /// The entities.
    pub entities: RowTable,
    /// The records.
    pub records: RowTable,
    /// The judgements.
    pub judgements: RowTable,
}

/// Stores rows as a dataset, reporting every problem found on the way.
///
/// ```
/// use relata::diagnostic::Report;
/// use relata::load::{Rows, dataset_of};
///
/// let mut rows = Rows::default();
/// let entity = serde_json::json!({"id": "acftu", "kind": "organisation", "names": [{"text": "ACFTU"}]});
/// rows.entities.rows.push((1, entity.as_object().unwrap().clone()));
/// let mut report = Report::default();
/// let dataset = dataset_of(&rows, &mut report);
/// assert!(dataset.entities.find("acftu").is_some() && !report.has_errors());
/// ```
#[must_use]
pub fn dataset_of(rows: &Rows, report: &mut Report) -> Dataset {
    let mut progress = Silent;
    let mut context = Context::new(report, &mut progress);
    let context = &mut context;
    context.open(&rows.file);
    let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
    read_settings(rows, &mut dataset, context);
    let mut sources = SourceTable::default();
    send(&rows.sources, &mut sources, context);
    dataset.sources = sources.sources;
    dataset.sources.sort_by(|a, b| a.id.cmp(&b.id));
    let passages = read_passages(&rows.passages, &dataset, context);
    let mut places = PlaceTable::default();
    send(&rows.places, &mut places, context);
    dataset.places = places.finish(context);
    let mut entities = EntityTable::new(&mut dataset);
    send(&rows.entities, &mut entities, context);
    entities.finish(context);
    let made = Made { extents: std::mem::take(&mut dataset.extents), passages, ..Made::default() };
    let mut records = RecordTable::new(&dataset, made);
    send(&rows.records, &mut records, context);
    records.finish().store(&mut dataset);
    let mut judgements = JudgementTable::new(&dataset);
    send(&rows.judgements, &mut judgements, context);
    dataset.judgements = super::finish::sorted(judgements.judgements);
    super::finish::finish(&mut dataset, context);
    dataset
}

fn read_settings(rows: &Rows, dataset: &mut Dataset, context: &mut Context<'_>) {
    // Where in the file a key stands is not known, so there is no text to point into.
    let piece = |value: &Value| Piece { value: value.clone(), text: "".into(), line: 0 };
    if let Some(settings) = rows.settings.as_ref().and_then(|v| json_file::settings(&piece(v), context)) {
        dataset.settings = settings;
    }
    let Some(value) = &rows.vocabulary else { return };
    match json_file::vocabulary(&piece(value), context) {
        Some(vocabulary) => dataset.vocabulary = vocabulary,
        None => context.lose_table(Some(Class::Kind), context.file()),
    }
}

fn read_passages(table: &RowTable, dataset: &Dataset, context: &mut Context<'_>) -> Passages {
    let mut listed = PassageTable::new(&dataset.sources);
    send(table, &mut listed, context);
    let mut passages = Passages::default();
    for (passage, origin) in listed.passages {
        passages.intern(passage, Some(origin));
    }
    passages
}

fn send(table: &RowTable, sink: &mut dyn RowSink, context: &mut Context<'_>) {
    if table.rows.is_empty() {
        return;
    }
    context.open(&table.file);
    let mut buffer = RowBuffer::default();
    for (line, row) in &table.rows {
        let errors = context.errors();
        let longest = row.values().map(longest).max().unwrap_or(0);
        if longest > CELL_LIMIT {
            let message = format!("found a value of {longest} bytes, expected at most {CELL_LIMIT}");
            context.row_problem(&HUGE_CELL, *line, message);
            context.count_row(errors);
            context.lose_row(sink.defines(), row.get("id").and_then(Value::as_str).unwrap_or(""));
        } else {
            buffer.send(*line, row, sink, context);
        }
    }
}

/// The length of the longest text in a value, in bytes.
fn longest(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(longest).max().unwrap_or(0),
        Value::Object(object) => object.values().map(longest).max().unwrap_or(0),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}
