//! The tables and their `datapackage.json`: rows joined on ids again.
//!
//! Columns that are derived, and tables that are, are not looked at; rows may stand in any order, as long as their
//! `position` says which comes first.

mod package;
mod sheet;

use self::package::Package;
use self::sheet::{Groups, Line, Sheet};
use super::{Importer, Input, ODD_VALUE};
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::load::{RowTable, Rows, dataset_of};
use crate::model::Dataset;
use serde_json::{Map, Value};

/// The importer of tables.
#[derive(Debug)]
pub struct Tables;

impl Importer for Tables {
    fn name(&self) -> &'static str {
        "tables"
    }

    fn recognises(&self, name: &str, start: &str) -> bool {
        name == "datapackage.json" || start.contains("\"relata-tables 1\"")
    }

    fn import(&self, input: &Input<'_>, report: &mut Report) -> Option<Dataset> {
        let package = Package::open(input.path, report)?;
        let rows = Reading { package: &package, report }.rows()?;
        Some(dataset_of(&rows, report))
    }
}

struct Reading<'r> {
    package: &'r Package,
    report: &'r mut Report,
}

impl Reading<'_> {
    /// All tables; `None` when one of them cannot be read, which is reported for each.
    fn rows(&mut self) -> Option<Rows> {
        let sources = self.whole("sources", &["id"]);
        let passages = self.passages();
        let places = self.places();
        let entities = self.entities();
        let records = self.records();
        let judgements = self.whole("judgements", &["a", "b", "judgement"]);
        Some(Rows {
            file: self.package.file(),
            settings: self.package.own("dataset"),
            vocabulary: self.package.own("vocabulary"),
            sources: sources?,
            passages: passages?,
            places: places?,
            entities: entities?,
            records: records?,
            judgements: judgements?,
        })
    }

    /// A table whose columns are those of a data folder.
    fn whole(&mut self, table: &str, needed: &[&str]) -> Option<RowTable> {
        let sheet = Sheet::read(self.package, table, needed, self.report)?;
        let row = |line: &Line<'_>| {
            let cells = line.cells().filter(|(_, cell)| !cell.is_empty());
            cells.map(|(column, cell)| (column.to_owned(), cell.into())).collect()
        };
        Some(sheet.table(|line| Some(row(line))))
    }

    /// The spans with a digest; any other stands only beside the record that it is evidence of.
    fn passages(&mut self) -> Option<RowTable> {
        let columns = ["source", "start", "end", "sha256"];
        let sheet = Sheet::read(self.package, "passages", &columns, self.report)?;
        let row = |line: &Line<'_>| {
            let has_digest = !line.get("sha256").is_empty();
            has_digest
                .then(|| columns.map(|name| (name.to_owned(), line.get(name).into())).into_iter().collect())
        };
        Some(sheet.table(row))
    }

    fn places(&mut self) -> Option<RowTable> {
        let names = Sheet::read(self.package, "place_names", &["place", "language", "text"], self.report);
        let sheet = Sheet::read(self.package, "places", &["id", "country", "within", "note"], self.report);
        let (names, sheet) = (names?, sheet?);
        let mut names = names.by("place");
        let table = sheet.table(|line| {
            let mut row = line.plain(&["id", "country", "within", "note"]);
            let named = names
                .take(line.get("id"))
                .map(|name| object(&name, &[("text", "text"), ("language", "lang")]));
            row.insert("names".to_owned(), named.collect());
            Some(row)
        });
        self.orphans(names, "place", "places");
        Some(table)
    }

    fn entities(&mut self) -> Option<RowTable> {
        let names = Sheet::read(
            self.package,
            "names",
            &["entity", "position", "text", "language", "kind"],
            self.report,
        );
        let columns = ["entity", "position", "scheme", "identifier"];
        let identifiers = Sheet::read(self.package, "identifiers", &columns, self.report);
        let columns = ["id", "kind", "type", "country", "part_of", "date_text", "note"];
        let sheet = Sheet::read(self.package, "entities", &columns, self.report);
        let (names, identifiers, sheet) = (names?, identifiers?, sheet?);
        let (mut names, mut identifiers) = (names.by("entity"), identifiers.by("entity"));
        let table = sheet.table(|line| {
            let id = line.get("id");
            let mut row = line.plain(&["id", "kind", "type", "country", "part_of", "note"]);
            row.insert("lifespan".to_owned(), line.get("date_text").into());
            let named =
                |name: Line<'_>| object(&name, &[("text", "text"), ("language", "lang"), ("kind", "type")]);
            row.insert("names".to_owned(), names.take(id).map(named).collect());
            let known = |other: Line<'_>| object(&other, &[("scheme", "scheme"), ("identifier", "id")]);
            row.insert("identifiers".to_owned(), identifiers.take(id).map(known).collect());
            Some(row)
        });
        self.orphans(names, "entity", "entities");
        self.orphans(identifiers, "entity", "entities");
        Some(table)
    }

    fn records(&mut self) -> Option<RowTable> {
        let columns = ["record", "position", "role", "entity", "acting_for", "inferred", "count"];
        let fillers = Sheet::read(self.package, "participations", &columns, self.report);
        let attributes = Sheet::read(self.package, "attributes", &["record", "name", "value"], self.report);
        let places =
            Sheet::read(self.package, "record_places", &["record", "position", "place"], self.report);
        let columns = ["record", "position", "source", "start", "end", "sha256"];
        let evidence = Sheet::read(self.package, "evidence", &columns, self.report);
        let columns = ["id", "kind", "date_text", "series", "summary", "note"];
        let sheet = Sheet::read(self.package, "records", &columns, self.report);
        let (fillers, attributes, places, evidence, sheet) =
            (fillers?, attributes?, places?, evidence?, sheet?);
        let (mut fillers, mut attributes) = (fillers.by("record"), attributes.by("record"));
        let (mut places, mut evidence) = (places.by("record"), evidence.by("record"));
        let table = sheet.table(|line| {
            let id = line.get("id");
            let mut row = line.plain(&["id", "kind", "series", "summary", "note"]);
            row.insert("date".to_owned(), line.get("date_text").into());
            for filler in fillers.take(id) {
                self.add_filler(&filler, &mut row);
            }
            let values = row.entry("attributes").or_insert_with(|| Map::new().into());
            for attribute in attributes.take(id) {
                if values.get(attribute.get("name")).is_some() {
                    self.odd(&attribute, "name", "stands twice");
                }
                values[attribute.get("name")] = attribute.get("value").into();
            }
            row.insert(
                "places".to_owned(),
                places.take(id).map(|place| Value::from(place.get("place"))).collect(),
            );
            let span = |span: Line<'_>| Value::Object(span.plain(&["source", "start", "end", "sha256"]));
            row.insert("evidence".to_owned(), evidence.take(id).map(span).collect());
            Some(row)
        });
        for orphans in [fillers, attributes, places, evidence] {
            self.orphans(orphans, "record", "records");
        }
        Some(table)
    }

    /// Adds a filler, or those left unnamed, to the row of a record.
    fn add_filler(&mut self, line: &Line<'_>, row: &mut Map<String, Value>) {
        let (role, id) = (line.get("role"), line.get("entity"));
        if id.is_empty() {
            let Ok(count) = line.get("count").parse::<u32>() else {
                return self.odd(line, "count", "is no number");
            };
            let unnamed = &mut row.entry("unnamed").or_insert_with(|| Map::new().into())[role];
            *unnamed = (unnamed.as_u64().unwrap_or(0) + u64::from(count)).into();
            return;
        }
        let roles = &mut row.entry("roles").or_insert_with(|| Map::new().into())[role];
        if roles.is_null() {
            *roles = Value::Array(Vec::new());
        }
        if let Some(fillers) = roles.as_array_mut() {
            fillers.push(id.into());
        }
        let inferred = match line.get("inferred").to_ascii_lowercase().as_str() {
            "true" => true,
            "false" | "" => false,
            _ => return self.odd(line, "inferred", "is neither `true` nor `false`"),
        };
        if inferred || !line.get("acting_for").is_empty() {
            let mut qualifier = Map::new();
            for (key, value) in [("role", role), ("id", id), ("for", line.get("acting_for"))] {
                qualifier.insert(key.to_owned(), value.into());
            }
            qualifier.retain(|_, value| value != "");
            qualifier.insert("inferred".to_owned(), inferred.into());
            let all = row.entry("qualifiers").or_insert_with(|| Value::Array(Vec::new()));
            all.as_array_mut().into_iter().for_each(|all| all.push(qualifier.clone().into()));
        }
    }

    fn odd(&mut self, line: &Line<'_>, column: &str, problem: &str) {
        let found: String = line.get(column).chars().take(60).collect();
        let message = format!("`{found}` {problem}");
        let location = Location::line(line.file(), line.number()).field(column);
        self.report.push(Diagnostic::new(&ODD_VALUE, message).at(location));
    }

    /// Reports rows that tell of something of which the other table knows nothing.
    fn orphans(&mut self, groups: Groups<'_>, column: &str, other: &str) {
        for line in groups.rest() {
            self.odd(&line, column, &format!("has no row in the table `{other}`"));
        }
    }
}

/// An object of the columns of a row that are filled, under other names.
fn object(line: &Line<'_>, names: &[(&str, &str)]) -> Value {
    let filled = names.iter().filter(|(column, _)| !line.get(column).is_empty());
    Value::Object(filled.map(|(column, key)| ((*key).to_owned(), line.get(column).into())).collect())
}
