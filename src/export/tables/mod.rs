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

use self::schema::Table;
use self::sheet::Sheet;
use super::spreadsheet::FORMULA;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Meter, Output, Shape};
use crate::diagnostic::{Code, Diagnostic, LIST_LIMIT};
use crate::graph::{Edge, View};
use crate::model::{Dataset, EntityIx, RecordIx};
use fixedbitset::FixedBitSet;

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
const PASSES: usize = 5;

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
        let (mut notices, mut formulas) = (Vec::new(), 0);
        for table in TABLES {
            let mut sheet = Sheet::new(output.part(table.file)?, table)?;
            (table.fill)(&told, &mut sheet)?;
            let (first, count) = sheet.finish()?;
            notices.extend(first);
            formulas += count;
        }
        notices.truncate(LIST_LIMIT);
        let more = formulas - notices.len();
        if more > 0 {
            notices.push(Diagnostic::new(&FORMULA, format!("and {more} more like it")));
        }
        Ok(notices)
    }
}

/// What the tables tell of: the records of a view and all that they name.
struct Told<'v> {
    view: &'v View<'v>,
    language: &'v str,
    meter: &'v Meter,
    /// The entities of the view under all their ids, and what they are part of.
    entities: FixedBitSet,
}

impl<'v> Told<'v> {
    fn new(view: &'v View<'v>, options: &'v ExportOptions) -> Self {
        Self { view, language: &options.language, meter: &options.meter, entities: super::json::named(view) }
    }

    fn dataset(&self) -> &'v Dataset {
        self.view.graph().dataset()
    }

    fn entities(&self) -> impl Iterator<Item = EntityIx> + '_ {
        self.entities.ones().map(EntityIx::from)
    }

    /// The records, each a step on the way.
    fn records(&self) -> impl Iterator<Item = RecordIx> + '_ {
        self.view.records().inspect(|_| self.meter.step())
    }

    /// The edges, each a step on the way.
    fn edges(&self) -> impl Iterator<Item = Edge<'v>> + '_ {
        self.view.edges().inspect(|_| self.meter.step())
    }

    /// How many steps there are: the records are passed over once for each table that tells of them.
    fn steps(&self) -> u64 {
        let (_, records, edges) = self.view.counts();
        (records * PASSES + edges) as u64
    }

    fn tells(&self, entity: EntityIx) -> bool {
        self.entities.contains(entity.index())
    }
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
