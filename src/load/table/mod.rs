//! Tables: what the rows of each file of a dataset mean.
//!
//! A table takes raw rows, reads their cells, follows their references and stores what is good. Each sits in a
//! file of its own and raises its own codes.

mod columns;
mod dates;
mod entities;
mod evidence;
mod judgements;
mod names;
mod parents;
mod passages;
mod places;
mod record_cells;
mod records;
mod sources;
mod text;
mod values;

pub use columns::BAD_HEADER;
pub(super) use columns::Columns;
pub use entities::ENTITY_COLUMNS;
pub(super) use entities::EntityTable;
pub(super) use evidence::Passages;
pub(super) use judgements::JudgementTable;
pub(super) use passages::PassageTable;
pub(super) use places::PlaceTable;
pub(super) use records::{Made, RecordTable, UNKNOWN_KIND, record_columns};
pub(super) use sources::SourceTable;
pub use values::value_problem;

use super::{Cell, Class, Context};
use crate::diagnostic::{Code, Diagnostic, Location, Severity, nearest_hint};
use crate::model::{Entities, EntityIx, is_valid_id};

/// The longest id, in characters.
const ID_LIMIT: usize = 120;

/// Raised when an id does not have the form of one.
pub static BAD_ID: Code = Code {
    id: "E0201",
    severity: Severity::Error,
    title: "not an id",
    explanation: "An id is a lower-case letter, then lower-case letters, digits and hyphens, at most 120 characters: \
        `afl-cio`, `visit-2000-02`. It must not hold spaces, slashes, capitals or marks, so that it can stand in a \
        file name, an IRI and a query as it is. A bare number is what a spreadsheet makes of an id such as `007`: \
        its leading zeros are lost.",
};

/// Raised when an id is used twice.
pub static DUPLICATE_ID: Code = Code {
    id: "E0202",
    severity: Severity::Error,
    title: "duplicate id",
    explanation: "Each entity, each record, each place and each source has an id of its own. The second row of an id \
        is not read. If both rows mean the same thing, merge them; else choose another id for one.",
};

/// Raised when a cell names something that does not exist.
pub static UNKNOWN_ID: Code = Code {
    id: "E0301",
    severity: Severity::Error,
    title: "unknown id",
    explanation: "The cell names an entity, a place or a source that no table lists. \
        Ids are exact: capitals, spaces and names do not match. Add the row, or correct the id.",
};

/// Raised when a cell must not be empty.
pub static MISSING_VALUE: Code = Code {
    id: "E0206",
    severity: Severity::Error,
    title: "missing value",
    explanation: "This cell must not be empty: without an id nothing can refer to the row, and without a kind nobody \
        knows what its columns mean. Fill it in, or remove the row.",
};

/// Raised when a value is not of the form its column asks for.
pub static BAD_VALUE: Code = Code {
    id: "E0207",
    severity: Severity::Error,
    title: "value of the wrong form",
    explanation: "The cell does not have the form that its column asks for: a number such as `21`, `18..25`, `>120`, \
        `<30` or `~680`; `true` or nothing for a flag; one of the values the vocabulary lists; a country as two \
        capitals (ISO 3166-1); a digest as 64 hexadecimal digits.",
};

/// The codes of all tables.
pub(super) fn codes() -> Vec<&'static Code> {
    let mut codes = vec![&BAD_ID, &DUPLICATE_ID, &MISSING_VALUE, &BAD_VALUE, &UNKNOWN_ID];
    codes.extend(columns::CODES);
    codes.extend(text::CODES);
    codes.extend(dates::CODES);
    codes.extend(parents::CODES);
    codes.extend(entities::CODES);
    codes.extend(records::codes());
    codes.push(&values::FLAG_CHANGED);
    codes
}

/// Checks the form of an id and says what is wrong with it.
fn check_id(id: &str, line: u32, column: &str, context: &mut Context<'_>) -> bool {
    if is_valid_id(id) {
        return true;
    }
    if id.is_empty() {
        context.cell_problem(&MISSING_VALUE, (line, column), format!("`{column}` is empty"), None);
        return false;
    }
    if id.len() > ID_LIMIT && is_part_of_id(id.as_bytes()) {
        let message = format!("found an id of {} characters, expected at most {ID_LIMIT}", id.len());
        context.cell_problem(&BAD_ID, (line, column), message, None);
        return false;
    }
    let numeric = id.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'E' | b'e'));
    let hint = if numeric && id.starts_with(|c: char| c.is_ascii_digit()) {
        "a spreadsheet takes such an id for a number and drops its leading zeros: begin it with a letter"
            .to_owned()
    } else {
        suggest_id(id).map_or_else(
            || "write the name in plain letters, as a transcription would".to_owned(),
            |id| format!("write `{id}`"),
        )
    };
    let message =
        format!("found `{}`, expected a lower-case letter, then letters, digits and hyphens", clip(id));
    context.cell_problem(&BAD_ID, (line, column), message, hint);
    false
}

/// Whether bytes are of the alphabet of ids.
fn is_part_of_id(bytes: &[u8]) -> bool {
    bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

/// An id made of the ASCII letters and digits of `text`; `None` when they are too few to tell what it was.
fn suggest_id(text: &str) -> Option<String> {
    let mut id = String::new();
    for c in text.chars().take(60) {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    let foreign = text.chars().filter(|c| !c.is_ascii() && c.is_alphanumeric()).count();
    (is_valid_id(id) && foreign * 2 < id.len()).then(|| id.to_owned())
}

/// A value short enough to stand in a message.
pub(super) fn clip(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(57).chain("...".chars()).collect()
}

/// Reports a reference that leads nowhere, unless what it names could not be read.
fn unknown_id<'a>(
    class: Class,
    id: &str,
    place: Cell<'_>,
    known: impl IntoIterator<Item = &'a str>,
    context: &mut Context<'_>,
) {
    if id.is_empty() {
        context.cell_problem(&MISSING_VALUE, place, format!("`{}` is empty", place.column), None);
        return;
    }
    unknown_at(class, id, place.location(context.file()), || nearest_hint(id, known), context);
}

/// As [`unknown_id`], of an entity; a name in place of an id is recognised.
fn unknown_entity(entities: &Entities, id: &str, place: Cell<'_>, context: &mut Context<'_>) {
    if id.is_empty() {
        return unknown_id(Class::Entity, id, place, [], context);
    }
    let location = place.location(context.file());
    unknown_at(Class::Entity, id, location, || entity_hint(entities, id), context);
}

/// As [`unknown_id`], at a place in any table; a hint is only looked for as long as it will be shown.
fn unknown_at(
    class: Class,
    id: &str,
    location: Location,
    hint: impl FnOnce() -> Option<String>,
    context: &mut Context<'_>,
) {
    if context.is_lost(class, id, || location.clone()) {
        return;
    }
    let message = format!("found the id `{}`, which no {} has", clip(id), class.word());
    let hint = other_separator(id).or_else(|| context.is_listed(&UNKNOWN_ID).then(hint).flatten());
    context.push(Diagnostic::new(&UNKNOWN_ID, message).at(location).hint(hint));
}

/// What a list divided by something else than `;` is mended by.
fn other_separator(text: &str) -> Option<String> {
    let found = text.chars().find(|c| matches!(c, '\u{ff1b}' | ',' | '\u{ff0c}' | '\u{3001}' | '|'))?;
    Some(format!("found `{found}`: items of a list are divided by `;`"))
}

/// The entities whose name a text is, else the nearest id. Linear in the number of names.
fn entity_hint(entities: &Entities, text: &str) -> Option<String> {
    let has_name = |e: &EntityIx| entities.names(*e).any(|name| name.text.eq_ignore_ascii_case(text));
    let named: Vec<String> =
        entities.iter().filter(has_name).take(3).map(|e| format!("`{}`", entities.id(e))).collect();
    if named.is_empty() {
        return nearest_hint(text, entities.ids());
    }
    Some(format!("that is a name of {}: write the id", named.join(" and of ")))
}

fn check_country(country: &str, line: u32, context: &mut Context<'_>) {
    let good = country.is_empty() || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    if !good {
        let message = format!("found `{}`, expected two capitals such as `CN` (ISO 3166-1)", clip(country));
        context.cell_problem(&BAD_VALUE, (line, "country"), message, None);
    }
}

fn bad_sha256(text: &str, line: u32, context: &mut Context<'_>) {
    let message = format!("found `{}`, expected the 64 hexadecimal digits of a SHA-256", clip(text));
    context.cell_problem(&BAD_VALUE, (line, "sha256"), message, None);
}
