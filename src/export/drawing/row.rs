//! One row of cells, refilled for each node and edge.

use super::column::SEPARATOR;
use std::fmt::{Arguments, Write};

/// The cells of one row, end to end in one piece of memory; an empty cell is an absent value.
///
/// A row is cleared and filled again for the next node or edge, so writing a million rows allocates once.
#[derive(Debug, Default, Clone)]
pub struct Row {
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// The cells in the order of columns.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.ends.len()).map(|n| {
            let start = if n == 0 { 0 } else { self.ends[n - 1] };
            &self.text[start..self.ends[n]]
        })
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub(super) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.end();
    }

    pub(super) fn push_format(&mut self, cell: Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(cell);
        self.end();
    }

    pub(super) fn push_list<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        for part in parts {
            self.begin_part();
            self.add(part);
        }
        self.end();
    }

    /// Begins a part of the list in the cell that is being filled.
    pub(super) fn begin_part(&mut self) {
        if self.text.len() > self.ends.last().copied().unwrap_or(0) {
            self.text.push_str(SEPARATOR);
        }
    }

    /// Adds a text to the cell that is being filled.
    pub(super) fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a number to the cell that is being filled.
    pub(super) fn add_number(&mut self, number: u32) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{number}");
    }

    /// The text of all cells, to which that of the cell that is being filled is to be added.
    pub(super) fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends the cell that is being filled.
    pub(super) fn end(&mut self) {
        self.ends.push(self.text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_kept_apart() {
        let mut row = Row::default();
        row.push("a");
        row.push("");
        row.push_list(["x", "y"]);
        row.push_format(format_args!("{}", 7));
        assert_eq!(row.iter().collect::<Vec<_>>(), ["a", "", "x | y", "7"]);
        row.clear();
        assert_eq!(row.iter().len(), 0);
    }
}
