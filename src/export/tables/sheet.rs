//! A part of a table while it is formatted.

use super::schema::{Table, Type};
use crate::diagnostic::{Diagnostic, LIST_LIMIT};
use crate::export::csv_text::push_cell;
use crate::export::spreadsheet::{FORMULA, is_formula};

/// Formats rows, and notes what a spreadsheet would take for a formula.
pub(super) struct Sheet<'o> {
    out: &'o mut Vec<u8>,
    table: &'static Table,
    /// How many cells the row has so far, and what its first one says.
    cells: usize,
    first: String,
    noted: Noted,
}

/// Some cells in a row, formatted once for many rows.
#[derive(Default)]
pub(super) struct Made {
    text: Vec<u8>,
    /// Whether each begins like a formula.
    formulas: Vec<bool>,
}

impl Made {
    pub(super) fn new<const N: usize>(cells: [&str; N]) -> Self {
        let mut text = Vec::new();
        for (n, cell) in cells.into_iter().enumerate() {
            text.extend((n > 0).then_some(b','));
            push_cell(&mut text, cell);
        }
        Self { text, formulas: cells.map(is_formula).to_vec() }
    }
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
        Self { out, table, cells: 0, first: String::new(), noted: Noted::default() }
    }

    /// Formats a row, a cell for each column.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        cells.into_iter().for_each(|cell| self.cell(cell));
        self.end();
    }

    /// Formats the next cell of a row.
    pub(super) fn cell(&mut self, text: &str) {
        if self.cells == 0 {
            self.first.clear();
            self.first.push_str(text);
        } else {
            self.out.push(b',');
        }
        push_cell(self.out, text);
        self.pass(is_formula(text));
    }

    /// Takes over the next cells of a row, which are not the first.
    pub(super) fn made(&mut self, made: &Made) {
        self.out.push(b',');
        self.out.extend_from_slice(&made.text);
        made.formulas.iter().for_each(|&is_formula| self.pass(is_formula));
    }

    /// Ends a row.
    pub(super) fn end(&mut self) {
        self.out.push(b'\n');
        self.cells = 0;
    }

    fn pass(&mut self, is_formula: bool) {
        if is_formula {
            self.note();
        }
        self.cells += 1;
    }

    fn note(&mut self) {
        let column = &self.table.columns[self.cells];
        if column.value_type != Type::Text {
            return;
        }
        self.noted.count += 1;
        if self.noted.count <= LIST_LIMIT {
            let (column, row, file) = (column.name, &self.first, self.table.file);
            let message = format!("`{column}` of `{row}` in `{file}` begins like a formula");
            self.noted.first.push(Diagnostic::new(&FORMULA, message));
        }
    }

    /// What was noted.
    pub(super) fn finish(self) -> Noted {
        self.noted
    }
}
