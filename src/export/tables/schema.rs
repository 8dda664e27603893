//! What a table is: its columns, what identifies a row, and what its rows refer to.

use super::Told;
use super::sheet::Sheet;
use std::ops::Range;

/// The type of a column, as Table Schema calls it (<https://datapackage.org/standard/table-schema/#field-types>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Integer,
    Number,
    Boolean,
    Date,
}

impl Type {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) value_type: Type,
    /// What it says, in a few words.
    pub(super) says: &'static str,
}

/// A column of a name, a type and a meaning.
pub(super) const fn column(name: &'static str, value_type: Type, says: &'static str) -> Column {
    Column { name, value_type, says }
}

/// A column of texts.
pub(super) const fn text(name: &'static str, says: &'static str) -> Column {
    column(name, Type::Text, says)
}

/// Columns whose values stand in columns of another table.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) columns: &'static [&'static str],
    /// The other table; empty for the same one.
    pub(super) table: &'static str,
    pub(super) targets: &'static [&'static str],
}

/// One column that holds the id of a row of another table.
macro_rules! refers {
    ($column:literal => $table:literal) => {
        Reference { columns: &[$column], table: $table, targets: &["id"] }
    };
}
pub(super) use refers;

/// A table and what fills it.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) file: &'static str,
    /// What a row is.
    pub(super) says: &'static str,
    pub(super) columns: &'static [Column],
    /// The columns that together identify a row.
    pub(super) key: &'static [&'static str],
    pub(super) references: &'static [Reference],
    /// How many things its rows tell of.
    pub(super) things: fn(&Told<'_>) -> usize,
    /// Formats the rows about some of these things.
    pub(super) fill: fn(&Told<'_>, Range<usize>, &mut Sheet<'_>),
}
