//! What a spreadsheet makes of a table that it opens.

use crate::diagnostic::{Code, Severity};

/// Raised when a spreadsheet would take a text for a formula.
pub static FORMULA: Code = Code {
    id: "W0615",
    severity: Severity::Warning,
    title: "cell begins like a formula",
    explanation: "The value begins with `=`, `+`, `-` or `@`, which Excel and LibreOffice take for a formula when they \
        open the table. Gephi reads it as text, and so do pandas, R and DuckDB. The value is written as it is: import \
        the table with its columns set to text, or reword the value.",
};

/// Whether a spreadsheet takes a text for a formula.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}
