//! What may stand in a free text.

use super::super::{Cell, Context};
use crate::diagnostic::{Code, Severity};

/// Raised when a text holds characters that nobody can see.
pub static CONTROL_CHARACTER: Code = Code {
    id: "W0208",
    severity: Severity::Warning,
    title: "control character",
    explanation: "The text holds a character that is not printed, such as a vertical tab pasted from a document. XML \
        cannot carry it at all, so GEXF and GraphML leave it out. Remove it.",
};

/// Raised when a cell holds what a spreadsheet writes in place of a value it could not compute.
pub static SPREADSHEET_ERROR: Code = Code {
    id: "E0209",
    severity: Severity::Error,
    title: "spreadsheet error value",
    explanation: "The cell holds `#NAME?`, `#REF!`, `#VALUE!`, `#N/A`, `#DIV/0!` or a row of `#`: a spreadsheet took \
        the text for a formula or could not show it, and saved that instead. The value is lost: type it again, with \
        the column formatted as text.",
};

pub(super) const CODES: [&Code; 2] = [&CONTROL_CHARACTER, &SPREADSHEET_ERROR];

const ERROR_VALUES: [&str; 7] = ["#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NULL!", "#NUM!"];

/// Reports what is wrong with a text, if anything.
pub(super) fn check_text(text: &str, line: u32, column: &str, context: &mut Context<'_>) {
    if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        let message = format!("found the control character U+{:04X}", c as u32);
        context.cell_problem(&CONTROL_CHARACTER, (line, column), message, None);
    }
    if is_lost(text) {
        report_lost(text, (line, column).into(), context);
    }
}

/// Whether a spreadsheet has written this in place of a value.
pub(super) fn is_lost(text: &str) -> bool {
    let hashes = text.len() > 2 && text.bytes().all(|b| b == b'#');
    text.starts_with('#') && (hashes || ERROR_VALUES.contains(&text))
}

/// Reports a value that a spreadsheet has lost.
pub(super) fn report_lost(text: &str, place: Cell<'_>, context: &mut Context<'_>) {
    let message = format!("found `{}`, which a spreadsheet writes where a value is lost", super::clip(text));
    context.cell_problem(&SPREADSHEET_ERROR, place, message, None);
}
