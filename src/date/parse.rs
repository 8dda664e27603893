//! From text to an EDTF value, with errors that a curator can act on.

use edtf_core::{Bound, Edtf, ParseError};

use super::ExtentError;

/// Parses a text that is not empty.
pub(super) fn parse(text: &str) -> Result<Edtf, ExtentError> {
    if states_nothing(text) {
        return Err(unbounded(text));
    }
    Edtf::parse(text).map_err(|error| reversed(text).unwrap_or_else(|| syntax(text, &error)))
}

/// Says that a value limits neither side.
pub(super) fn unbounded(text: &str) -> ExtentError {
    ExtentError::Unbounded { text: text.to_owned() }
}

fn states_nothing(text: &str) -> bool {
    matches!(text, "/" | "../" | "/.." | "../..")
}

/// The EDTF parser refuses a reversed interval as a matter of syntax; it deserves an error of its own.
fn reversed(text: &str) -> Option<ExtentError> {
    let (start, end) = text.split_once('/')?;
    let first = Edtf::parse(start).ok()?.bounds().earliest;
    let last = Edtf::parse(end).ok()?.bounds().latest;
    let is_reversed = matches!((first, last), (Bound::Date(first), Bound::Date(last)) if last < first);
    is_reversed.then(|| ExtentError::EndBeforeStart { start: start.to_owned(), end: end.to_owned() })
}

fn syntax(text: &str, error: &ParseError) -> ExtentError {
    let before = text.char_indices().take_while(|(offset, _)| *offset < error.offset).count();
    ExtentError::Syntax { message: error.message, column: before + 1 }
}
