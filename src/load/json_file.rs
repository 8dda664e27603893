//! `dataset.json` and `vocabulary.json`: the two files of a dataset that are not tables.

use super::Context;
use super::language::is_language;
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::model::{Settings, Vocabulary};
use serde_json::Value;
use std::io::Read;
use std::ops::Range;

/// Raised when `dataset.json` or a vocabulary does not make sense.
pub static BAD_SETTINGS: Code = Code {
    id: "E0109",
    severity: Severity::Error,
    title: "settings or vocabulary refused",
    explanation: "`dataset.json` or `vocabulary.json` is JSON, and something in it does not make sense: a key that is \
        not known, a value of the wrong sort, a role or relation that is named and not defined. The message gives the \
        keys that lead to it. `relata schema dataset` and `relata schema vocabulary` describe the files for an editor.",
};

pub(super) const CODES: [&Code; 1] = [&BAD_SETTINGS];

/// A JSON value with the text that it was read from, and the line on which that starts.
pub(super) struct Piece<'t> {
    pub(super) value: Value,
    pub(super) text: std::borrow::Cow<'t, str>,
    pub(super) line: u32,
}

/// Reads a JSON value from a small file, reporting what is broken.
pub(super) fn read_value(input: &mut dyn Read, context: &mut Context<'_>) -> Option<Piece<'static>> {
    let bytes = match super::reader::read_all(input, context) {
        Ok(bytes) => bytes,
        Err(error) => {
            context.row_problem(&super::UNREADABLE, 0, error.to_string());
            return None;
        }
    };
    let text = super::reader::decode(&bytes, context)?;
    match super::reader::parse(text) {
        Ok(value) => Some(Piece { value, text: text.to_owned().into(), line: 1 }),
        Err(error) => {
            context.push(super::reader::broken(&error, text, "", context));
            None
        }
    }
}

/// Reads settings out of a JSON value.
pub(super) fn settings(piece: &Piece<'_>, context: &mut Context<'_>) -> Option<Settings> {
    let value = &piece.value;
    if !value.is_object() {
        refuse("found no object, expected the keys of the settings".to_owned(), piece, context);
        return None;
    }
    let settings: Result<Settings, _> = serde_path_to_error::deserialize(value);
    let problem = match settings {
        Err(error) => format!("{}: {}", error.path(), error.inner()),
        Ok(settings) => match fault(&settings) {
            None => return Some(settings),
            Some(problem) => problem,
        },
    };
    refuse(problem, piece, context);
    None
}

fn fault(settings: &Settings) -> Option<String> {
    if !crate::model::is_valid_id(&settings.id) {
        return Some(format!(
            "id: found `{}`, expected a lower-case letter, then letters, digits and hyphens",
            settings.id
        ));
    }
    let base = settings
        .base_iri
        .as_deref()
        .filter(|base| !base.ends_with('/') || oxrdf::NamedNode::new(*base).is_err());
    if let Some(base) = base {
        return Some(format!("base_iri: found `{base}`, expected an IRI that ends in `/`"));
    }
    let mut codes = settings.languages.keys().chain([&settings.language]);
    if let Some(code) = codes.find(|code| !is_language(code)) {
        return Some(format!(
            "languages: found the code `{code}`, expected a short tag such as `en` or `zh-hant`"
        ));
    }
    let tags = settings.languages.values().chain([&settings.language]);
    let bad =
        tags.into_iter().find(|tag| oxrdf::Literal::new_language_tagged_literal("", tag.as_str()).is_err());
    bad.map(|tag| format!("languages: found `{tag}`, expected a BCP 47 language tag"))
}

/// Reads a vocabulary patch out of a JSON value.
pub(super) fn vocabulary(piece: &Piece<'_>, context: &mut Context<'_>) -> Option<Vocabulary> {
    let value = &piece.value;
    if !value.is_object() {
        refuse("found no object, expected the keys of a vocabulary".to_owned(), piece, context);
        return None;
    }
    match Vocabulary::patched(value) {
        Ok(vocabulary) => Some(vocabulary),
        Err(error) => {
            refuse(error.to_string(), piece, context);
            None
        }
    }
}

/// Reports a problem that begins with the keys that lead to it, at the last of them.
fn refuse(problem: String, piece: &Piece<'_>, context: &mut Context<'_>) {
    let path = problem.split_once(": ").map_or("", |(path, _)| path);
    let location = match key_at(&piece.text, path) {
        Some(key) => located(&piece.text, key, piece.line, context),
        None => Location::file(context.file()),
    };
    context.push(Diagnostic::new(&BAD_SETTINGS, problem).at(location));
}

/// Where the last key of a path stands, each looked for after the one before; `None` when one is not found.
///
/// The text is valid JSON. A key of the same name in an earlier sibling can be taken for it, which is near enough to look.
fn key_at(text: &str, path: &str) -> Option<Range<usize>> {
    let mut found = None;
    let mut from = 0;
    for segment in path.split('.') {
        // `rules[2]` is a key and a position.
        let key = format!("\"{}\"", segment.split('[').next().unwrap_or(segment));
        let is_key = |start: &usize| text[*start + key.len()..].trim_start().starts_with(':');
        let starts = text[from..].match_indices(&key).map(|(start, _)| from + start);
        let start = starts.into_iter().find(is_key)?;
        from = start + key.len();
        found = Some(start..from);
    }
    found
}

fn located(text: &str, key: Range<usize>, first_line: u32, context: &Context<'_>) -> Location {
    let before = &text[..key.start];
    let line = first_line + before.matches('\n').count() as u32;
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    let column = text[line_start..key.start].chars().count() as u32 + 1;
    let width = text[key].chars().count() as u32;
    let mut location = Location::line(context.file(), line).column(column, width);
    location.set_excerpt(text[line_start..].lines().next().unwrap_or(""));
    location
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_key_of_a_path_is_found_below_the_ones_before() {
        let text = r#"{"label": "kinds", "kinds": {"a": {"label": {}}, "b": {"x": "label", "label": 5}}}"#;
        let label = key_at(text, "kinds.b.label").unwrap();
        assert_eq!(&text[label.start..], r#""label": 5}}}"#);
        assert_eq!(key_at(text, "kinds.c"), None);
        assert_eq!(key_at(text, ""), None);
    }
}
