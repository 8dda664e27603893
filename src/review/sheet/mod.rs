//! Drafts on a sheet, for those who would rather mark up a table or a page than sit at a terminal.

mod html;
mod read;
mod table;

pub use html::html_sheet;
pub use read::{NOT_A_DECISION, SHEET_TWICE, UNKNOWN_DRAFT, read_sheet};
pub use table::csv_sheet;

/// The columns of a sheet that are not cells of the drafts.
const COLUMNS: [&str; 9] = ["mark", "into", "draft", "kind", "rank", "why", "doubt", "nearest", "passage"];

/// The column of a sheet that holds a cell of drafts.
fn sheet_column(column: &str) -> String {
    if COLUMNS.contains(&column) { format!("{column}_") } else { column.to_owned() }
}

/// A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
fn guarded(cell: &str) -> String {
    if is_dangerous(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell that a guarded one stands for.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(cell)
}

/// Whether a cell begins like a formula, perhaps behind apostrophes of its own.
fn is_dangerous(cell: &str) -> bool {
    let plain = cell.trim_start_matches('\'');
    crate::export::spreadsheet::is_formula(plain) || plain.starts_with(['\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_guarded_cell_is_no_formula_and_stands_for_itself(cell in "['=+@a-]{0,4}|.*") {
            let safe = guarded(&cell);
            prop_assert_eq!(unguarded(&safe), &cell);
            prop_assert!(!crate::export::spreadsheet::is_formula(&safe));
        }
    }
}
