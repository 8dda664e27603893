//! Names in the columns of a table: which columns there are, and what stands in their cells.

use crate::load::ENTITY_COLUMNS;
use crate::model::{Name, NameKind, Settings, language_suffix};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The language codes of columns: those that the usual columns have in their order, then the others.
///
/// A header holds a name once, whatever its case, so of codes that differ in case only the first has a column.
pub(super) fn columns<'c>(codes: impl Iterator<Item = &'c str>) -> Vec<String> {
    let used: BTreeSet<&str> = codes.collect();
    let usual: Vec<&str> = ENTITY_COLUMNS.iter().filter_map(|column| column.strip_prefix("name_")).collect();
    let first = usual.iter().copied().filter(|code| used.contains(code));
    let others = used.iter().copied().filter(|code| !usual.contains(code));
    let mut columns: Vec<String> = Vec::new();
    for code in first.chain(others) {
        if !columns.iter().any(|known| known.eq_ignore_ascii_case(code)) {
            columns.push(code.to_owned());
        }
    }
    columns
}

/// Whether a column holds names.
pub(super) fn is_column(column: &str) -> bool {
    let is =
        |stem: &str| column.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    column == "aliases" || is("name") || is("abbr")
}

/// The column of names of a sort in a language.
pub(super) fn column(stem: &str, code: &str) -> String {
    if code.is_empty() { stem.to_owned() } else { format!("{stem}_{code}") }
}

/// A name as JSON tells it in full.
pub(super) fn object(text: &str, language: &str, kind: Option<NameKind>) -> Value {
    let mut object = Map::new();
    object.insert("text".to_owned(), text.into());
    if !language.is_empty() {
        object.insert("lang".to_owned(), language.into());
    }
    if let Some(kind) = kind {
        object.insert("type".to_owned(), kind.as_str().into());
    }
    object.into()
}

/// The language columns of a table of entities.
pub(super) struct NameColumns {
    /// The codes of preferred names.
    pub(super) preferred: Vec<String>,
    /// The codes of abbreviations.
    pub(super) short: Vec<String>,
}

/// The names of one entity, put into cells.
pub(super) struct NameCells<'n> {
    settings: &'n Settings,
    columns: &'n NameColumns,
    names: Vec<Name<'n>>,
}

impl<'n> NameCells<'n> {
    pub(super) fn new(settings: &'n Settings, columns: &'n NameColumns, names: Vec<Name<'n>>) -> Self {
        Self { settings, columns, names }
    }

    fn of(&self, kind: NameKind, code: &str) -> impl Iterator<Item = &Name<'n>> {
        self.names.iter().filter(move |name| name.kind == kind && name.language == code)
    }

    /// The cell of a column of preferred names; aliases in a language that no cell can name follow their preferred one.
    pub(super) fn preferred(&self, code: &str) -> String {
        let aliases = self.of(NameKind::Alias, code).filter(|_| !self.is_suffix(code));
        let texts: Vec<&str> = self.of(NameKind::Preferred, code).chain(aliases).map(|n| n.text).collect();
        texts.join("|")
    }

    /// The cell of a column of abbreviations.
    pub(super) fn short(&self, code: &str) -> String {
        self.of(NameKind::Abbreviation, code).map(|name| name.text).collect::<Vec<_>>().join("|")
    }

    /// The cell of all other names, each with its language, in the order of the columns of languages.
    pub(super) fn aliases(&self) -> String {
        let aliases = self.names.iter().filter(|n| n.kind == NameKind::Alias && self.is_suffix(n.language));
        let mut aliases: Vec<&Name<'_>> = aliases.collect();
        let codes = columns(aliases.iter().map(|name| name.language));
        aliases.sort_by_key(|name| codes.iter().position(|code| code == name.language));
        let cell = |name: &&Name<'_>| match name.language {
            "" => name.text.to_owned(),
            code => format!("{}@{code}", name.text),
        };
        aliases.iter().map(cell).collect::<Vec<_>>().join("|")
    }

    /// Whether a name in a language can stand among aliases.
    fn is_suffix(&self, code: &str) -> bool {
        code.is_empty() || self.settings.is_language_code(code)
    }

    /// Whether the cells say what the names are.
    pub(super) fn tell_all(&self) -> bool {
        self.names.iter().all(|name| self.tells(name))
    }

    fn tells(&self, name: &Name<'_>) -> bool {
        // Else what looks like a language at its end would be taken for one.
        let is_plain = language_suffix(name.text, |code| self.settings.is_language_code(code)).1.is_none();
        let has = |columns: &[String]| columns.iter().any(|code| code == name.language);
        match name.kind {
            NameKind::Preferred => is_plain && has(&self.columns.preferred),
            NameKind::Abbreviation => is_plain && has(&self.columns.short),
            NameKind::Alias if name.language.is_empty() => is_plain,
            NameKind::Alias if self.is_suffix(name.language) => true,
            NameKind::Alias => {
                let follows = self.of(NameKind::Preferred, name.language).next().is_some();
                is_plain && follows && has(&self.columns.preferred)
            }
        }
    }

    /// The names in full.
    pub(super) fn in_full(&self) -> Vec<Value> {
        self.names.iter().map(|name| object(name.text, name.language, Some(name.kind))).collect()
    }
}
