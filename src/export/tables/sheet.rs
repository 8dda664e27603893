//! A part of a table while it is formatted.

use super::schema::{Table, Type};
use crate::diagnostic::{Diagnostic, LIST_LIMIT};
use crate::export::csv_text::push_row;
use crate::export::spreadsheet::{FORMULA, is_formula};

/// Formats rows, and notes what a spreadsheet would take for a formula.
pub(super) struct Sheet<'o> {
    out: &'o mut Vec<u8>,
    table: &'static Table,
    noted: Noted,
}

/// What was noted first, and how often there was something to note.
#[derive(Default)]
pub(super) struct Noted {
    pub(super) first: Vec<Diagnostic>,
    pub(super) count: usize,
}

impl Noted {
    /// Adds what was noted of the part after.
    pub(super) fn append(&mut self, part: Self) {
        self.count += part.count;
        self.first.extend(part.first);
        self.first.truncate(LIST_LIMIT);
    }
}

impl<'o> Sheet<'o> {
    /// Rows of a table, to be appended to a piece of memory.
    pub(super) fn new(out: &'o mut Vec<u8>, table: &'static Table) -> Self {
        Self { out, table, noted: Noted::default() }
    }

    /// Formats a row, a cell for each column.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        for (column, cell) in self.table.columns.iter().zip(cells) {
            if is_formula(cell) && column.value_type == Type::Text {
                self.note(column.name, cells[0]);
            }
        }
        push_row(self.out, cells);
    }

    fn note(&mut self, column: &str, row: &str) {
        self.noted.count += 1;
        if self.noted.count <= LIST_LIMIT {
            let message = format!("`{column}` of `{row}` in `{}` begins like a formula", self.table.file);
            self.noted.first.push(Diagnostic::new(&FORMULA, message));
        }
    }

    /// What was noted.
    pub(super) fn finish(self) -> Noted {
        self.noted
    }
}
