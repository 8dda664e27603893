//! The tabular answer: named columns, rows of cells, and three ways to show them.
//!
//! ```
//! use relata::table::{Cell, Table};
//! let mut table = Table::new(["kind", "records"]);
//! table.push([Cell::from("访问"), Cell::from(36_u64)]);
//! assert_eq!(table.to_text(), "kind  records\n访问       36\n");
//! assert_eq!(table.to_csv(), "kind,records\n访问,36\n");
//! assert_eq!(table.to_json()[0]["records"], 36);
//! ```

use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

/// A cell: a text, a number, or nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// No value.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Number(u64),
    /// A number with a fraction.
    Decimal(f64),
}

impl Cell {
    fn as_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Decimal(number) => format!("{number:.4}"),
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Decimal(_))
    }

    fn to_json(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
            Self::Decimal(number) => (*number).into(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

/// Rows under named columns. Every row has as many cells as there are columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new<C: Into<String>>(columns: impl IntoIterator<Item = C>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row; missing cells are empty, surplus ones are dropped.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let mut row: Vec<Cell> = row.into_iter().collect();
        debug_assert_eq!(row.len(), self.columns.len(), "a row has a cell for each column");
        row.resize(self.columns.len(), Cell::Empty);
        self.rows.push(row);
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// Aligned columns, two spaces apart; numbers to the right, wide characters counted as two.
    #[must_use]
    pub fn to_text(&self) -> String {
        let header: Vec<String> = self.columns.clone();
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|r| r.iter().map(Cell::as_text).collect()).collect();
        let width = |n: usize| rows.iter().chain([&header]).map(|row| row[n].width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..header.len()).map(width).collect();
        let right: Vec<bool> = (0..header.len())
            .map(|n| !self.rows.is_empty() && self.rows.iter().all(|row| row[n].is_number()))
            .collect();
        let mut text = String::new();
        for row in std::iter::once(&header).chain(&rows) {
            text.push_str(&aligned(row, &widths, &right));
            text.push('\n');
        }
        text
    }

    /// Comma-separated values with a header row.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail, and what was written came from strings.
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(Cell::as_text));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// An array of objects, one a row, keys as the columns; an empty cell is `null`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let pairs = self.columns.iter().cloned().zip(row.iter().map(Cell::to_json));
            Value::Object(pairs.collect::<Map<_, _>>())
        };
        Value::Array(self.rows.iter().map(object).collect())
    }
}

fn aligned(row: &[String], widths: &[usize], right: &[bool]) -> String {
    let mut line = String::new();
    for (n, cell) in row.iter().enumerate() {
        let gap = " ".repeat(widths[n].saturating_sub(cell.width()));
        let (before, after) = if right[n] { (gap.as_str(), "") } else { ("", gap.as_str()) };
        line.push_str(before);
        line.push_str(cell);
        line.push_str(after);
        line.push_str("  ");
    }
    line.trim_end().to_owned()
}
