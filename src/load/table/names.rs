//! The names of things: lists in the cells of a table, or objects of JSON.

use super::columns::UNKNOWN_COLUMN;
use super::text::check_text;
use super::{BAD_VALUE, clip};
use crate::load::language::{LANGUAGE_LIMIT, is_language, language_hint};
use crate::load::reader::LongName;
use crate::load::{Cell, Context};
use crate::model::{Entities, EntityRow, Name, NameKind, Settings, language_suffix, split_list};
use std::collections::BTreeSet;

/// Reads the names in a cell of an entity.
pub(super) fn read_names<'r>(
    settings: &Settings,
    kind: NameKind,
    language: &'r str,
    cell: &'r str,
    entity: &mut EntityRow<'r>,
) {
    for (n, text) in split_list(cell, '|').enumerate() {
        let (text, suffix) = language_suffix(text, |code| settings.is_language_code(code));
        // Only the first name of a column is the preferred one.
        let kind = if n > 0 && kind == NameKind::Preferred { NameKind::Alias } else { kind };
        entity.names.push(Name { text, language: suffix.unwrap_or(language), kind });
    }
}

/// Puts names in their order, and makes all preferred ones of a language but the first aliases.
///
/// The order of columns is the curator's affair; the order of names is part of the data's bytes.
pub(super) fn put_in_order(names: &mut [Name<'_>]) {
    names.sort_by_key(|name| (name.kind, name.language));
    let mut last = None;
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Preferred) {
        if last.replace(name.language) == Some(name.language) {
            name.kind = NameKind::Alias;
        }
    }
    names.sort_by_key(|name| (name.kind, name.language));
}

/// Checks names that JSON gives in full.
pub(super) fn check_long_names(names: &[LongName], line: u32, context: &mut Context<'_>) {
    for name in names {
        check_text(&name.text, line, "names", context);
        if !name.language.is_empty() && !is_language(&name.language) {
            let message =
                format!("found the language `{}`, expected a tag such as `en`", clip(&name.language));
            let place = Cell::from((line, "names"));
            let hint = language_hint("", &name.language);
            context.cell_problem(&UNKNOWN_COLUMN, place.item(&name.language), message, hint);
        }
    }
}

/// Refuses the names of a row with which those of all `entities` are in too many languages.
pub(super) fn check_languages(entities: &Entities, names: &[Name<'_>], line: u32, context: &mut Context<'_>) {
    let is_new = |language: &&str| !entities.has_language(language);
    let new: BTreeSet<&str> = names.iter().map(|name| name.language).filter(is_new).collect();
    if entities.languages() + new.len() > LANGUAGE_LIMIT {
        let message = format!("found names in more than {LANGUAGE_LIMIT} languages");
        context.row_problem(&BAD_VALUE, line, message);
    }
}
