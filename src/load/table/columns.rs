//! The header of a table: which column means what.

use super::super::language::language_hint;
use super::super::{Cell, Context};
use crate::diagnostic::{Code, Severity};
use csv::StringRecord;
use hashbrown::HashSet;

/// Raised when a header names a column that the table does not have.
pub static UNKNOWN_COLUMN: Code = Code {
    id: "E0203",
    severity: Severity::Error,
    title: "unknown column",
    explanation: "The header has a column that this table does not know. In a table of records the columns are those \
        of every record, the roles of the kind and its attributes, as the vocabulary names them. A column of names ends in a \
        language, a short tag such as `en` or `zh-hant`, and so does `lang` in JSON. Nothing in the file \
        is read, because a misspelt column would lose its values silently.",
};

/// Raised when a header lacks a column that the table needs.
pub static MISSING_COLUMN: Code = Code {
    id: "E0204",
    severity: Severity::Error,
    title: "missing column",
    explanation: "The table cannot be read without this column, because every row needs a value in it. The header may \
        spell it otherwise, or the file lies in the wrong place. Nothing in the file is read until it is there.",
};

/// Raised when a header repeats a column or leaves one without a name.
pub static BAD_HEADER: Code = Code {
    id: "E0205",
    severity: Severity::Error,
    title: "header repeated or empty",
    explanation: "Each column needs a name of its own; only columns at the end, empty in every row, may do without (W0113). A file without a header row is not read: its first row would \
        be lost. Rename or remove the column, or write the header that the explanation of E0203 describes.",
};

pub(super) const CODES: [&Code; 3] = [&UNKNOWN_COLUMN, &MISSING_COLUMN, &BAD_HEADER];

/// A header resolved to meanings of type `T`, one a column.
#[derive(Clone)]
pub(in crate::load) struct Columns<T> {
    meanings: Vec<T>,
}

impl<T> Default for Columns<T> {
    fn default() -> Self {
        Self { meanings: Vec::new() }
    }
}

impl<T> Columns<T> {
    /// Resolves each column by `meaning`; `known` are the names to suggest, `needed` those that must be there.
    ///
    /// `None` when anything is wrong; all faults of the header are reported at once.
    pub(in crate::load) fn resolve(
        (line, header): (u32, &StringRecord),
        meaning: impl Fn(&str) -> Option<T>,
        known: &[&str],
        needed: &[&str],
        context: &mut Context<'_>,
    ) -> Option<Self> {
        let errors = context.errors();
        let mut meanings = Vec::new();
        let mut seen = HashSet::new();
        for (n, name) in header.iter().enumerate() {
            if name.is_empty() {
                context.row_problem(&BAD_HEADER, line, format!("column {} has no name", n + 1));
            } else if !seen.insert(name.to_ascii_lowercase()) {
                context.cell_problem(
                    &BAD_HEADER,
                    (line, name),
                    format!("the column `{name}` stands twice"),
                    None,
                );
            }
            match meaning(name) {
                Some(found) => meanings.push(found),
                None if name.is_empty() => {}
                None => unknown_column(line, name, known, context),
            }
        }
        for needed in needed.iter().filter(|needed| !header.iter().any(|name| name == **needed)) {
            context.row_problem(&MISSING_COLUMN, line, format!("there is no column `{needed}`"));
        }
        (context.errors() == errors).then_some(Self { meanings })
    }

    /// All cells of a row, each with the meaning of its column.
    pub(in crate::load) fn all<'s, 'r>(
        &'s self,
        row: &'r StringRecord,
    ) -> impl Iterator<Item = (&'s T, &'r str)> + use<'s, 'r, T> {
        self.meanings.iter().zip(row)
    }

    /// The cells of a row that are not empty, each with the meaning of its column.
    pub(in crate::load) fn cells<'s, 'r>(
        &'s self,
        row: &'r StringRecord,
    ) -> impl Iterator<Item = (&'s T, &'r str)> + use<'s, 'r, T> {
        self.meanings.iter().zip(row).filter(|(_, cell)| !cell.is_empty())
    }
}

fn unknown_column(line: u32, name: &str, known: &[&str], context: &mut Context<'_>) {
    let message = format!("found the column `{}`, expected one of {}", super::clip(name), known.join(", "));
    let hint = tag_hint(name, known);
    let hint = hint.or_else(|| context.nearest(&UNKNOWN_COLUMN, name, known.iter().copied()));
    context.cell_problem(&UNKNOWN_COLUMN, (line, name), message, hint);
}

/// How to mend a column of names that does not end in a language, in a table that has such columns.
fn tag_hint(name: &str, known: &[&str]) -> Option<String> {
    let prefix = ["name_", "abbr_"].into_iter().find(|prefix| name.starts_with(prefix))?;
    let has_names = known.iter().any(|known| known.starts_with(prefix));
    has_names.then(|| language_hint(prefix, &name[prefix.len()..]))
}

/// A bulk table names two ends, and this kind has no rule that says which roles they fill.
pub(super) fn no_such_end(place: Cell<'_>, kind: &str, context: &mut Context<'_>) {
    let message = format!(
        "records of the kind `{kind}` have no `{}`, because no rule makes edges of them",
        place.column
    );
    context.cell_problem(&UNKNOWN_COLUMN, place, message, None);
}

/// Lets a table whose columns are fixed read cells by name.
impl Columns<&'static str> {
    /// Resolves a header against a fixed list of names.
    pub(in crate::load) fn fixed(
        header: (u32, &StringRecord),
        names: &'static [&'static str],
        needed: &[&str],
        context: &mut Context<'_>,
    ) -> Option<Self> {
        let meaning = |name: &str| names.iter().copied().find(|known| *known == name);
        Self::resolve(header, meaning, names, needed, context)
    }

    /// The cell of a column, or empty.
    pub(in crate::load) fn get<'a>(&self, row: &'a StringRecord, name: &str) -> &'a str {
        self.meanings.iter().position(|meaning| *meaning == name).and_then(|n| row.get(n)).unwrap_or("")
    }
}
