//! A table while it is written.

use super::schema::{Table, Type};
use crate::diagnostic::{Diagnostic, LIST_LIMIT};
use crate::export::ExportError;
use crate::export::spreadsheet::{FORMULA, is_formula};
use std::io::{self, Write};

/// Writes rows, and notes what a spreadsheet would take for a formula.
pub(super) struct Sheet<'w> {
    writer: csv::Writer<&'w mut (dyn Write + Send)>,
    table: &'static Table,
    notices: Vec<Diagnostic>,
    formulas: usize,
}

impl<'w> Sheet<'w> {
    /// Begins a table with its header.
    pub(super) fn new(out: &'w mut (dyn Write + Send), table: &'static Table) -> Result<Self, ExportError> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(table.columns.iter().map(|column| column.name)).map_err(io_error)?;
        Ok(Self { writer, table, notices: Vec::new(), formulas: 0 })
    }

    /// Writes a row, a cell for each column.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) -> Result<(), ExportError> {
        for (column, cell) in self.table.columns.iter().zip(cells) {
            if is_formula(cell) && column.value_type == Type::Text {
                self.note(column.name, cells[0]);
            }
        }
        Ok(self.writer.write_record(cells).map_err(io_error)?)
    }

    fn note(&mut self, column: &str, row: &str) {
        self.formulas += 1;
        if self.formulas <= LIST_LIMIT {
            let message = format!("`{column}` of `{row}` in `{}` begins like a formula", self.table.file);
            self.notices.push(Diagnostic::new(&FORMULA, message));
        }
    }

    /// Ends the table and tells what was noted first, and how often there was something to note.
    pub(super) fn finish(mut self) -> Result<(Vec<Diagnostic>, usize), ExportError> {
        self.writer.flush()?;
        Ok((self.notices, self.formulas))
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
