//! The values of attributes: numbers, terms, flags and codes, and what spreadsheets make of them.

use super::{BAD_VALUE, clip};
use crate::date::spreadsheet_damage;
use crate::diagnostic::{Code, Severity, nearest_hint};
use crate::load::{Cell, Context};
use crate::model::Number;
use crate::model::vocabulary::{Attribute, AttributeType};

/// Raised when a spreadsheet has written a flag in its own way.
pub static FLAG_CHANGED: Code = Code {
    id: "W0215",
    severity: Severity::Warning,
    title: "flag changed by a spreadsheet",
    explanation: "A flag is written `true`. A spreadsheet takes it for a truth value and saves `TRUE`, which is read as \
        `true`. It does no harm here, but it shows as a change in a diff: format the column as text. It is told once a \
        file.",
};

/// How a flag is written.
const FLAG: &str = "true";

/// The value of an attribute as it is stored, or a report of what is wrong with it.
pub(super) fn read_value<'r>(
    attribute: &Attribute,
    cell: &'r str,
    place: Cell<'_>,
    context: &mut Context<'_>,
) -> Option<&'r str> {
    if let Some((message, hint)) = value_problem(attribute, cell) {
        let message = format!("found `{}`, {message}", clip(cell));
        context.cell_problem(&BAD_VALUE, place, message, hint);
        return None;
    }
    if attribute.value_type != AttributeType::Flag || cell == FLAG {
        return Some(cell);
    }
    let message = format!("found `{cell}`, read as `{FLAG}`; told once a file");
    context.warn_once(&FLAG_CHANGED, place, message);
    Some(FLAG)
}

/// How to mend a range with a dash, a date that a spreadsheet has made of one, or a number with commas in it.
fn number_hint(cell: &str) -> Option<String> {
    let plain = cell.replace(['\u{2013}', '\u{2014}', '~', '\u{ff5e}'], "-");
    let range = plain.split_once('-').map(|(from, to)| format!("{}..{}", from.trim(), to.trim()));
    let ungrouped = cell.replace([',', ' '], "");
    let number = [range, Some(ungrouped)].into_iter().flatten().find(|text| text.parse::<Number>().is_ok());
    if let Some(number) = number {
        return Some(format!("write `{number}`"));
    }
    spreadsheet_damage(cell).map(|_| {
        "a spreadsheet has taken a range for a date: format the column as text and write the range as `5..18`".to_owned()
    })
}

/// What an attribute expects and a cell is not, to follow what was found, with a hint.
///
/// `None` for a cell that can be its value.
#[must_use]
pub fn value_problem(attribute: &Attribute, cell: &str) -> Option<(String, Option<String>)> {
    match attribute.value_type {
        AttributeType::Text => None,
        AttributeType::Term if attribute.find_term(cell).is_some() => None,
        AttributeType::Term => {
            let names: Vec<&str> = attribute.terms.iter().map(|term| term.name.as_str()).collect();
            Some((format!("expected one of {}", names.join(", ")), nearest_hint(cell, names)))
        }
        AttributeType::Flag if cell.eq_ignore_ascii_case(FLAG) => None,
        AttributeType::Flag => Some(("expected `true` or nothing".to_owned(), None)),
        AttributeType::Code if cell.len() <= 12 && cell.bytes().all(|b| b.is_ascii_uppercase()) => None,
        AttributeType::Code => Some(("expected capitals such as `CNY`".to_owned(), None)),
        AttributeType::Number | AttributeType::Decimal => match cell.parse::<Number>() {
            Err(error) => Some((error.to_string(), number_hint(cell))),
            Ok(_)
                if attribute.value_type == AttributeType::Number && cell.replace("..", "").contains('.') =>
            {
                Some(("expected a whole number".to_owned(), None))
            }
            Ok(_) => None,
        },
    }
}

/// The series of a record, reported when it is none.
pub(super) fn read_series<'r>(cell: &'r str, place: Cell<'_>, context: &mut Context<'_>) -> &'r str {
    if cell != "many" && !cell.parse::<u32>().is_ok_and(|n| n >= 2) {
        let message = format!("found `{}`, expected `many` or a number of at least 2", clip(cell));
        context.cell_problem(&BAD_VALUE, place, message, None);
    }
    cell
}
