//! Plain tables for pandas, R, DuckDB and spreadsheets, and a `datapackage.json` that says what is in them.
//!
//! Every list of the model is a table of its own, so that no cell holds a list and tables join on ids: a record has a
//! row in `records`, each of its fillers one in `participations`, each span that says so one in `evidence`. Nothing of
//! the model is lost, and `relata import` reads the tables back. The schema is a Frictionless Data Package: names and
//! types of columns, what identifies a row, and which column names a row of which table; an empty cell is an absent
//! value everywhere.
//!
//! UTF-8 without a mark, commas, line feeds, quotes where they are needed. Values stand as in the data: what a
//! spreadsheet would take for a formula is reported and not changed. What is derived (`label`, the days of dates,
//! `edges`) stands beside what is recorded and is ignored on the way back.
//!
//! A new table is a constant in the file of what it tells of, and its place in [`TABLES`].

mod dates;
mod entities;
mod package;
mod records;
mod schema;
mod sheet;
mod sources;

use self::dates::Dates;
use self::schema::Table;
use self::sheet::{Noted, Sheet};
use super::csv_text::push_row;
use super::spreadsheet::FORMULA;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Meter, Output, Shape, in_order};
use crate::diagnostic::{Code, Diagnostic, LIST_LIMIT};
use crate::graph::{Edge, View};
use crate::model::{Dataset, EntityIx, RecordIx, Sentences};
use fixedbitset::FixedBitSet;
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

/// The exporter of tables.
#[derive(Debug, Clone, Copy)]
pub struct Tables;

/// The tables, each before those that refer to it, as far as can be.
const TABLES: [&Table; 14] = [
    &entities::ENTITIES,
    &entities::NAMES,
    &entities::IDENTIFIERS,
    &records::RECORDS,
    &records::PARTICIPATIONS,
    &records::ATTRIBUTES,
    &records::RECORD_PLACES,
    &records::EVIDENCE,
    &records::EDGES,
    &sources::PLACES,
    &sources::PLACE_NAMES,
    &sources::SOURCES,
    &sources::PASSAGES,
    &sources::JUDGEMENTS,
];

/// How many tables are filled by passing over the records.
const PASSES: usize = 6;

/// Rows about so many things are formatted at once.
const PART: usize = 1_000;

const FILES: [&str; 15] = files();

/// The schema, then each table.
const fn files() -> [&'static str; 15] {
    let mut files = [package::FILE; 15];
    let mut n = 0;
    while n < TABLES.len() {
        files[n + 1] = TABLES[n].file;
        n += 1;
    }
    files
}

impl Exporter for Tables {
    fn format(&self) -> &'static Format {
        &Format {
            name: "tables",
            summary: "tables with a Frictionless schema for pandas, R, DuckDB and spreadsheets; nothing is lost",
            files: &FILES,
            media_type: "text/csv",
            specification: "https://datapackage.org/standard/data-package/",
            is_shaped: false,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        vec![&FORMULA]
    }

    fn losses(&self, _: Shape) -> Vec<&'static Loss> {
        Vec::new()
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let told = Told::new(view, options);
        options.meter.begin(told.steps());
        output.part(package::FILE)?.write_all(package::describe(told.dataset()).as_bytes())?;
        let mut noted = Noted::default();
        for table in TABLES {
            write(table, &told, output.part(table.file)?, &mut noted)?;
        }
        let (mut notices, more) = (noted.first, noted.count.saturating_sub(LIST_LIMIT));
        if more > 0 {
            notices.push(Diagnostic::new(&FORMULA, format!("and {more} more like it")));
        }
        Ok(notices)
    }
}

/// Writes a table, its header first, formatted in parts on all cores.
fn write(
    table: &'static Table,
    told: &Told<'_>,
    writer: &mut dyn Write,
    noted: &mut Noted,
) -> io::Result<()> {
    let mut header = Vec::new();
    push_row(&mut header, table.columns.iter().map(|column| column.name));
    writer.write_all(&header)?;
    let things = (table.things)(told);
    let format = |part: usize, out: &mut Vec<u8>| {
        let mut sheet = Sheet::new(out, table);
        (table.fill)(told, part * PART..things.min((part + 1) * PART), &mut sheet);
        sheet.finish()
    };
    in_order::write(things.div_ceil(PART), writer, format, |part| noted.append(part))
}

/// What the tables tell of: the records of a view and all that they name.
struct Told<'v> {
    view: &'v View<'v>,
    language: &'v str,
    sentences: Sentences<'v>,
    dates: Dates,
    meter: &'v Meter,
    /// The entities of the view under all their ids, and what they are part of.
    entities: FixedBitSet,
    /// The passages that only records outside the view use.
    other_passages: FixedBitSet,
}

impl<'v> Told<'v> {
    fn new(view: &'v View<'v>, options: &'v ExportOptions) -> Self {
        Self {
            view,
            language: &options.language,
            sentences: Sentences::new(view.graph().dataset(), &options.language),
            dates: Dates::new(&view.graph().dataset().extents),
            meter: &options.meter,
            entities: super::json::named(view),
            other_passages: other_passages(view),
        }
    }

    fn dataset(&self) -> &'v Dataset {
        self.view.graph().dataset()
    }

    fn all_entities(&self) -> usize {
        self.dataset().entities.len()
    }

    fn all_records(&self) -> usize {
        self.dataset().records.len()
    }

    /// Those of some entities that are told of.
    fn entities(&self, part: Range<usize>) -> impl Iterator<Item = EntityIx> + '_ {
        part.filter(|&n| self.entities.contains(n)).map(EntityIx::from)
    }

    /// Those of some records that are told of, each a step on the way.
    fn records(&self, part: Range<usize>) -> impl Iterator<Item = RecordIx> + '_ {
        self.meter.advance(part.len() as u64);
        part.map(RecordIx::from).filter(|&record| self.view.contains_record(record))
    }

    /// The edges that some records make.
    fn edges(&self, part: Range<usize>) -> impl Iterator<Item = Edge<'v>> + '_ {
        let graph = self.view.graph();
        self.records(part)
            .flat_map(move |record| graph.edges_of(record))
            .filter(|edge| self.view.contains_edge(edge))
    }

    /// How many steps there are: the records are passed over once for each table that tells of them.
    fn steps(&self) -> u64 {
        (self.all_records() * PASSES) as u64
    }

    fn tells(&self, entity: EntityIx) -> bool {
        self.entities.contains(entity.index())
    }
}

/// A place in a list, from 1. Most lists are short.
fn position(n: usize) -> Cow<'static, str> {
    const FIRST: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    FIRST.get(n).map_or_else(|| (n + 1).to_string().into(), |&first| first.into())
}

/// The passages that records outside a view use, and none in it.
fn other_passages(view: &View<'_>) -> FixedBitSet {
    let dataset = view.graph().dataset();
    let mut others = FixedBitSet::with_capacity(dataset.passages.len());
    let left_out = dataset.records.iter().filter(|&record| !view.contains_record(record));
    left_out.flat_map(|record| dataset.records.evidence(record)).for_each(|p| others.insert(p.index()));
    let used = view.records().flat_map(|record| dataset.records.evidence(record));
    used.for_each(|passage| others.set(passage.index(), false));
    others
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_reference_names_a_column_that_identifies_a_row() {
        for table in TABLES {
            for reference in table.references {
                let other = TABLES.iter().find(|other| other.name == reference.table).unwrap_or(&table);
                assert_eq!(reference.columns.len(), reference.targets.len());
                assert_eq!(other.key, reference.targets, "{} -> {}", table.name, reference.table);
            }
            for key in table.key.iter().chain(table.references.iter().flat_map(|r| r.columns)) {
                assert!(table.columns.iter().any(|column| column.name == *key), "{}: {key}", table.name);
            }
        }
    }

    #[test]
    fn names_of_tables_and_columns_are_plain_and_stand_once() {
        let is_plain =
            |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        for table in TABLES {
            assert!(
                is_plain(table.name) && table.file == format!("table-{}.csv", table.name.replace('_', "-"))
            );
            let names: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            assert!(table.columns.iter().all(|column| is_plain(column.name) && !column.says.is_empty()));
        }
    }
}
