//! A table as texts: its header and its rows, without a look at what they mean.

use crate::diagnostic::Report;
use crate::load::reader::{Row, RowSink};
use crate::load::{Context, Silent};
use csv::StringRecord;
use std::path::Path;

/// The header and the rows of a table, each cell trimmed; every row has as many cells as there are columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextTable {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The line on which each row that was read begins.
    pub lines: Vec<u32>,
    /// The column of each cell of the rows being read.
    places: Vec<usize>,
}

impl TextTable {
    /// A table without rows.
    #[must_use]
    pub fn new<C: Into<String>>(columns: impl IntoIterator<Item = C>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Reads a table in the syntax that its name says, from the bytes of its file; `path` is for messages.
    ///
    /// Objects of JSON come as the cells that say the same; what no cell can say is not told here. `None` when the syntax
    /// is broken, with a report; places in it are completed by [`crate::load::locate`].
    #[must_use]
    pub fn read(path: &Path, bytes: &[u8], report: &mut Report) -> Option<Self> {
        let reader = crate::load::reader::reader_for(&path.to_string_lossy())?;
        // The report given may hold errors of other files.
        let mut own = Report::default();
        let mut progress = Silent;
        let mut context = Context::new(&mut own, &mut progress);
        context.open(&path.display().to_string());
        let mut table = Self::default();
        // Bytes in memory cannot fail to be read.
        let read = reader.read(&mut &*bytes, &mut table, &mut context).is_ok();
        let sound = read && !own.has_errors();
        report.extend(own.diagnostics().to_vec());
        sound.then_some(table)
    }

    /// The number of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The cell of a row in a column; empty when there is no such column.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> &str {
        self.column(column).map_or("", |column| &self.rows[row][column])
    }

    /// The row whose `id` is this one.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        let column = self.column("id")?;
        self.rows.iter().position(|row| row[column] == id)
    }

    /// The number of a column, which is added with empty cells where it is not there yet.
    pub fn make_column(&mut self, name: &str) -> usize {
        self.column(name).unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.rows.iter_mut().for_each(|row| row.push(String::new()));
            self.columns.len() - 1
        })
    }

    /// Adds a row of the cells of some columns; a column that is not there yet is added if the cell says something.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = (&'c str, &'c str)>) {
        let mut row = vec![String::new(); self.columns.len()];
        for (name, cell) in cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
            let column = self.make_column(name);
            row.resize(self.columns.len(), String::new());
            row[column] = cell.to_owned();
        }
        self.rows.push(row);
    }

    /// The table as CSV: quotation marks only where a reader would stumble, LF ends of lines.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for cells in std::iter::once(&self.columns).chain(&self.rows) {
            // Writing to memory cannot fail, and every row has as many cells as the header.
            let _ = writer.write_record(cells);
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

/// Takes every header and every row; what columns mean is the business of others.
impl RowSink for TextTable {
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        if let Some(column) = columns.iter().position(str::is_empty) {
            // At the end of a header a column without a name would be passed over, so it must not get there.
            let message = format!("column {} has no name", column + 1);
            context.row_problem(&crate::load::BAD_HEADER, line, message);
            return false;
        }
        // Objects of JSON come with a header whenever their keys change.
        if self.rows.is_empty() {
            self.columns = columns.iter().map(str::to_owned).collect();
            self.places = (0..self.columns.len()).collect();
        } else {
            self.places = columns.iter().map(|name| self.make_column(name)).collect();
        }
        true
    }

    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>) {
        let errors = context.errors();
        let mut cells = vec![String::new(); self.columns.len()];
        for (&place, cell) in self.places.iter().zip(row.cells) {
            cells[place] = cell.to_owned();
        }
        self.rows.push(cells);
        self.lines.push(row.line);
        context.count_row(errors);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> (Option<TextTable>, Report) {
        let mut report = Report::default();
        let table = TextTable::read(name.as_ref(), text.as_bytes(), &mut report);
        (table, report)
    }

    #[test]
    fn a_table_is_read_and_written_as_it_is() {
        let text = "id,note\na,\"x, \"\"y\"\"\nz\"\nb,\n";
        let (table, report) = read("a.csv", text);
        let table = table.unwrap();
        assert_eq!((table.to_csv().as_str(), report.is_spotless()), (text, true));
        assert_eq!((table.find("b"), table.cell(0, "id"), table.cell(0, "none")), (Some(1), "a", ""));
        assert_eq!(table.lines, [2, 4]);
    }

    #[test]
    fn broken_syntax_gives_no_table() {
        for text in ["id,note\na,\"x\n", "id,note\na\n", "id,,note\na,,b\n", "id;note\na;b\n", "id\n\u{0}\n"]
        {
            let (table, report) = read("a.csv", text);
            assert!(table.is_none() && report.has_errors(), "{text:?}");
        }
    }

    #[test]
    fn a_column_that_says_something_is_added() {
        let mut table = TextTable::new(["id"]);
        table.push([("id", "a")]);
        table.push([("id", "b"), ("note", ""), ("date", "1999")]);
        assert_eq!(table.to_csv(), "id,date\na,\nb,1999\n");
    }
}
