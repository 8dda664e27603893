//! One table of a data folder: CSV, or JSON Lines where CSV would lose something.

use crate::load::reader::CELL_LIMIT;
use serde_json::{Map, Value};

/// A row, with the names of its thing in full where no cell can tell them.
pub(super) struct TableRow {
    pub(super) cells: Vec<String>,
    pub(super) names: Option<Vec<Value>>,
}

impl TableRow {
    pub(super) fn plain(cells: impl Into<Vec<String>>) -> Self {
        Self { cells: cells.into(), names: None }
    }

    /// Whether a reader of CSV gets the same row back.
    ///
    /// A lone carriage return is read as the end of a line, a NUL as the sign of another encoding.
    fn is_csv(&self) -> bool {
        let is_kept = |cell: &String| cell.len() <= CELL_LIMIT && !cell.contains(['\r', '\0']);
        self.names.is_none() && self.cells.iter().all(is_kept)
    }
}

/// A table without the extension of its file.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<TableRow>,
}

impl Table {
    pub(super) fn new(
        name: impl Into<String>,
        columns: impl IntoIterator<Item = impl Into<String>>,
        rows: impl Iterator<Item = TableRow>,
    ) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        Self { name: name.into(), columns, rows: rows.collect() }
    }

    /// The file's path and text.
    pub(super) fn to_file(&self) -> (String, String) {
        if self.rows.iter().all(TableRow::is_csv) {
            (format!("{}.csv", self.name), self.to_csv())
        } else {
            (format!("{}.jsonl", self.name), self.to_json_lines())
        }
    }

    fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for cells in [&self.columns].into_iter().chain(self.rows.iter().map(|row| &row.cells)) {
            // Writing to memory cannot fail.
            let _ = writer.write_record(cells);
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    fn to_json_lines(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let in_full = row.names.is_some();
            // Names told in full are not told again in cells.
            let told = |column: &str| in_full && super::names::is_column(column);
            let cells = self.columns.iter().zip(&row.cells);
            let cells = cells.filter(|(column, cell)| !cell.is_empty() && !told(column));
            let mut object: Map<String, Value> =
                cells.map(|(column, cell)| (column.clone(), Value::from(cell.as_str()))).collect();
            if let Some(names) = &row.names {
                object.insert("names".to_owned(), names.clone().into());
            }
            text.push_str(&Value::Object(object).to_string());
            text.push('\n');
        }
        text
    }
}
