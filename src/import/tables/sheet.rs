//! One table in memory: its lines, and the lines that tell of one thing.

use super::package::Package;
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::import::file::text;
use crate::import::{BROKEN, NOT_OURS};
use crate::load::RowTable;
use csv::StringRecord;
use hashbrown::HashMap;
use serde_json::{Map, Value};
use std::path::Path;

/// A last row put behind every table: when it does not come out whole, a quotation mark is not closed.
const END: &str = "\0end of table";

/// A table.
pub(super) struct Sheet {
    file: String,
    header: StringRecord,
    rows: Vec<(u32, StringRecord)>,
}

impl Sheet {
    /// Reads a table of a package; what it lacks is reported.
    pub(super) fn read(package: &Package, name: &str, needed: &[&str], report: &mut Report) -> Option<Self> {
        let Some(path) = package.table(name) else {
            let message = format!("there is no table `{name}` in the folder of the package");
            report.push(Diagnostic::new(&NOT_OURS, message).at(Location::file(package.file())));
            return None;
        };
        let sheet = parse(&path, text(&path, report)?, report)?;
        let missing: Vec<&str> = needed
            .iter()
            .copied()
            .filter(|column| !sheet.header.iter().any(|name| name == *column))
            .collect();
        for column in &missing {
            let location = Location::line(sheet.file.as_str(), 1);
            report.push(Diagnostic::new(&NOT_OURS, format!("there is no column `{column}`")).at(location));
        }
        missing.is_empty().then_some(sheet)
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.rows.len()).map(|row| Line { sheet: self, row })
    }

    /// The rows that are made of lines.
    pub(super) fn table(&self, mut row: impl FnMut(&Line<'_>) -> Option<Map<String, Value>>) -> RowTable {
        let rows = self.lines().filter_map(|line| Some((line.number(), row(&line)?)));
        RowTable { file: self.file.clone(), rows: rows.collect() }
    }

    /// The lines by the value of a column, each group in the order of positions.
    pub(super) fn by(&self, column: &str) -> Groups<'_> {
        let mut groups: HashMap<&str, (bool, Vec<usize>)> = HashMap::new();
        for line in self.lines() {
            groups.entry(line.get(column)).or_default().1.push(line.row);
        }
        let position =
            |row: &usize| Line { sheet: self, row: *row }.get("position").parse().unwrap_or(u64::MAX);
        groups.values_mut().for_each(|(_, rows)| rows.sort_by_key(position));
        Groups { sheet: self, groups }
    }
}

fn parse(path: &Path, mut text: String, report: &mut Report) -> Option<Sheet> {
    let file = path.display().to_string();
    let mut broken = |line: u32, message: String| {
        report.push(Diagnostic::new(&BROKEN, message).at(Location::line(file.as_str(), line)));
    };
    text.push('\n');
    text.push_str(END);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        // All of the text is UTF-8 and rows may be of any length, so nothing else can be wrong.
        let Ok(row) = row else { continue };
        rows.push((row.position().map_or(0, |position| position.line() as u32), row));
    }
    let end = rows.pop();
    if end.as_ref().is_none_or(|(_, row)| row.len() != 1 || &row[0] != END) {
        broken(end.map_or(0, |(line, _)| line), "a quotation mark is not closed".to_owned());
        return None;
    }
    if rows.is_empty() {
        broken(1, "the table has no header".to_owned());
        return None;
    }
    let (_, header) = rows.remove(0);
    let ragged: Vec<(u32, usize)> =
        rows.iter().filter(|(_, row)| row.len() != header.len()).map(|(n, row)| (*n, row.len())).collect();
    for (line, found) in &ragged {
        broken(*line, format!("found {found} cells, expected {}", header.len()));
    }
    ragged.is_empty().then_some(Sheet { file, header, rows })
}

/// A line of a table.
#[derive(Clone, Copy)]
pub(super) struct Line<'s> {
    sheet: &'s Sheet,
    row: usize,
}

impl<'s> Line<'s> {
    /// The cell of a column, or nothing.
    pub(super) fn get(&self, column: &str) -> &'s str {
        let position = self.sheet.header.iter().position(|name| name == column);
        position.and_then(|n| self.sheet.rows[self.row].1.get(n)).unwrap_or("")
    }

    /// All cells with their columns.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&'s str, &'s str)> {
        self.sheet.header.iter().zip(&self.sheet.rows[self.row].1)
    }

    /// The filled cells of some columns as an object.
    pub(super) fn plain(&self, columns: &[&str]) -> Map<String, Value> {
        let filled = columns.iter().filter(|column| !self.get(column).is_empty());
        filled.map(|column| ((*column).to_owned(), self.get(column).into())).collect()
    }

    /// The file it stands in.
    pub(super) fn file(&self) -> &'s str {
        &self.sheet.file
    }

    /// Its number in the file, from 1.
    pub(super) fn number(&self) -> u32 {
        self.sheet.rows[self.row].0
    }
}

/// Lines by the thing that they tell of.
pub(super) struct Groups<'s> {
    sheet: &'s Sheet,
    groups: HashMap<&'s str, (bool, Vec<usize>)>,
}

impl<'s> Groups<'s> {
    /// The lines that tell of a thing.
    pub(super) fn take(&mut self, id: &str) -> impl Iterator<Item = Line<'s>> + use<'s> {
        let sheet = self.sheet;
        let rows = self.groups.get_mut(id).map_or_else(Vec::new, |(taken, rows)| {
            *taken = true;
            rows.clone()
        });
        rows.into_iter().map(move |row| Line { sheet, row })
    }

    /// The lines that nobody took, in the order of the file.
    pub(super) fn rest(self) -> Vec<Line<'s>> {
        let left = self.groups.into_values().filter(|(taken, _)| !taken);
        let mut rows: Vec<usize> = left.flat_map(|(_, rows)| rows).collect();
        rows.sort_unstable();
        rows.into_iter().map(|row| Line { sheet: self.sheet, row }).collect()
    }
}
