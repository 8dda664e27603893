//! What is written of the record that an edge comes from, once for all its edges.

use super::Cells;
use super::attributes::{self, AttributeField};
use super::column::{Column, ColumnList, ColumnType};
use super::dates::{self, DateField, Style};
use super::edges::truth;
use super::row::Row;
use crate::date::Day;
use crate::graph::Histories;
use crate::model::{Dataset, RecordIx, Sentences};

#[derive(Debug, Clone)]
enum RecordField {
    Id,
    Kind,
    Sentence,
    EndDerived,
    Date(DateField),
    Evidence,
    Series,
    Place,
    Summary,
    Note,
    Unnamed,
    Attribute(AttributeField),
}

/// The columns of edges that are the same for all edges of one record.
#[derive(Debug)]
pub(super) struct Records<'d> {
    columns: ColumnList<RecordField>,
    sentences: Sentences<'d>,
}

impl<'d> Records<'d> {
    /// Finds the columns that any record of the dataset fills.
    pub fn new(dataset: &'d Dataset, language: &str) -> Self {
        let records = &dataset.records;
        let any = |filled: &dyn Fn(RecordIx) -> bool| records.iter().any(filled);
        let mut columns = ColumnList::new();
        columns.add("record_id", ColumnType::Text, RecordField::Id);
        columns.add("record_kind", ColumnType::Text, RecordField::Kind);
        columns.add("record_label", ColumnType::Text, RecordField::Sentence);
        columns.add("end_derived", ColumnType::Boolean, RecordField::EndDerived);
        dates::add(&mut columns, RecordField::Date);
        columns.add("evidence", ColumnType::List, RecordField::Evidence);
        columns.add_text_if(any(&|r| !records.series(r).is_empty()), "record_series", RecordField::Series);
        columns.add_list_if(any(&|r| !records.places(r).is_empty()), "record_place", RecordField::Place);
        columns.add_text_if(any(&|r| !records.summary(r).is_empty()), "record_summary", RecordField::Summary);
        columns.add_text_if(any(&|r| !records.note(r).is_empty()), "record_note", RecordField::Note);
        attributes::add(&mut columns, dataset, RecordField::Attribute);
        let unnamed = any(&|r| !records.unnamed(r).is_empty());
        columns.add_list_if(unnamed, "record_unnamed_fillers", RecordField::Unnamed);
        Self { columns, sentences: Sentences::new(dataset, language) }
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns.columns
    }

    /// Adds the cells of one record to a row.
    pub fn fill(&self, row: &mut Row, dataset: &Dataset, record: Drawn<'_>) {
        let (records, ix) = (&dataset.records, record.record);
        for (field, column) in self.columns.fields.iter().zip(self.columns()) {
            match field {
                _ if !record.wanted.include(column) => row.end(),
                RecordField::Id => row.push(records.id(ix)),
                RecordField::Kind => row.push(&dataset.vocabulary.kind(records.kind(ix)).name),
                RecordField::Sentence => {
                    self.sentences.push(ix, row.text());
                    row.end();
                }
                RecordField::EndDerived => row.push(truth(record.end_derived)),
                RecordField::Date(field) => dates::fill(row, dataset.extent(ix), *field, record.style),
                RecordField::Evidence => fill_evidence(row, dataset, ix),
                RecordField::Series => fill_series(row, records.series(ix), record.style),
                RecordField::Place => {
                    let places = records.places(ix).iter();
                    row.push_list(places.map(|&place| dataset.place(place).label(record.language)));
                }
                RecordField::Summary => row.push(records.summary(ix)),
                RecordField::Note => row.push(records.note(ix)),
                RecordField::Unnamed => fill_unnamed(row, dataset, ix),
                RecordField::Attribute(attribute) => attribute.fill(row, dataset, ix),
            }
        }
    }
}

/// When a record is drawn.
///
/// From the first to the last day written, so an attested state covers the date that attests it and no more. Where
/// no last day is written, and a later state of the pair tells that this one had ended, it is drawn to that day and
/// marked: `date_max` stays empty, because nobody recorded that end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Time {
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub end_derived: bool,
}

impl Time {
    pub fn of(dataset: &Dataset, histories: &Histories, record: RecordIx) -> Self {
        let extent = dataset.extent(record);
        let (start, end) = (extent.date_min(), extent.date_max());
        let derived = histories.derived_end(record).filter(|_| end.is_none());
        Self { start, end: end.or(derived), end_derived: derived.is_some() }
    }
}

/// A record and how it is to be drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub record: RecordIx,
    pub language: &'a str,
    pub style: Style,
    pub end_derived: bool,
    pub wanted: Cells,
}

/// How many of its kind the record tells of; a bare number would look like a column of numbers, which `many` is not.
fn fill_series(row: &mut Row, series: &str, style: Style) {
    match style {
        Style::Marked if series.starts_with(|c: char| c.is_ascii_digit()) => {
            row.add(series);
            row.push(" (times)");
        }
        _ => row.push(series),
    }
}

fn fill_evidence(row: &mut Row, dataset: &Dataset, record: RecordIx) {
    for &passage in dataset.records.evidence(record) {
        let passage = dataset.passage(passage);
        row.begin_part();
        row.add(&dataset.source(passage.source).id);
        row.add(":");
        row.add_number(passage.start);
        row.add("-");
        row.add_number(passage.end);
    }
    row.end();
}

/// Who is meant and not named has no node; how many of them played which role is kept as a text, `{role} 4`.
fn fill_unnamed(row: &mut Row, dataset: &Dataset, record: RecordIx) {
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    for unnamed in dataset.records.unnamed(record) {
        row.begin_part();
        row.add(&kind.role(unnamed.role).name);
        row.add(" ");
        row.add_number(unnamed.count);
    }
    row.end();
}
