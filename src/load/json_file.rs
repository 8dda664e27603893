//! `dataset.json` and `vocabulary.json`: the two files of a dataset that are not tables.

use super::Context;
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::model::{Settings, Vocabulary};
use serde_json::Value;
use std::io::Read;

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

/// Reads a JSON value from a small file, reporting what is broken.
pub(super) fn read_value(input: &mut dyn Read, context: &mut Context<'_>) -> Option<Value> {
    let bytes = match super::reader::read_all(input, context) {
        Ok(bytes) => bytes,
        Err(error) => {
            context.row_problem(&super::UNREADABLE, 0, error.to_string());
            return None;
        }
    };
    let text = super::reader::decode(&bytes, context)?;
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let mut location =
                Location::line(context.file(), error.line() as u32).column(error.column() as u32, 1);
            location.set_excerpt(text.lines().nth(error.line().saturating_sub(1)).unwrap_or(""));
            context
                .push(Diagnostic::new(&super::reader::MALFORMED, super::reader::short(&error)).at(location));
            None
        }
    }
}

/// Reads settings out of a JSON value.
pub(super) fn settings(value: &Value, context: &mut Context<'_>) -> Option<Settings> {
    if !value.is_object() {
        refuse("found no object, expected the keys of the settings".to_owned(), context);
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
    refuse(problem, context);
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
    let tags = settings.languages.values().chain([&settings.language]);
    let bad =
        tags.into_iter().find(|tag| oxrdf::Literal::new_language_tagged_literal("", tag.as_str()).is_err());
    bad.map(|tag| format!("languages: found `{tag}`, expected a BCP 47 language tag"))
}

/// Reads a vocabulary patch out of a JSON value.
pub(super) fn vocabulary(value: &Value, context: &mut Context<'_>) -> Option<Vocabulary> {
    if !value.is_object() {
        refuse("found no object, expected the keys of a vocabulary".to_owned(), context);
        return None;
    }
    match Vocabulary::patched(value) {
        Ok(vocabulary) => Some(vocabulary),
        Err(error) => {
            refuse(error.to_string(), context);
            None
        }
    }
}

fn refuse(problem: String, context: &mut Context<'_>) {
    let location = Location::file(context.file());
    context.push(Diagnostic::new(&BAD_SETTINGS, problem).at(location));
}
