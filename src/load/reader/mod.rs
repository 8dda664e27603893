//! Readers: bytes to raw rows with their lines, and nothing more.
//!
//! A reader knows a syntax; it does not know what a column means. A new one is a file here and a line in
//! [`READERS`].

mod csv;
mod flatten;
mod input;
mod json;
mod json_lines;
pub(in crate::load) mod parts;
mod unique;

pub(super) use input::TextInput;
pub(super) use json::{LineCounter, RowBuffer, broken, decode, parse_document, read_all, send_items, short};
pub(super) use unique::parse;

use self::input::Mark;
pub use self::parts::{Part, Parts};
use super::{Class, Context};
use crate::diagnostic::{Code, Severity};
use crate::model::NameKind;
use ::csv::StringRecord;
use std::io::Read;

/// A row of a table: the line it starts on, its cells, trimmed, and what no cell can say.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The line on which the row starts, from 1.
    pub line: u32,
    /// Its cells, as many as the header has columns; an absent value is empty.
    pub cells: &'a StringRecord,
    /// What an object of JSON says beside its cells.
    pub aside: &'a Aside,
}

/// What an object of JSON says and a cell could not say without loss; empty in every other syntax.
#[derive(Debug, Default)]
pub struct Aside {
    /// Its `names`, each with a language of its own.
    pub names: Vec<LongName>,
    /// For each span in the cell of its evidence the digest beside it, 64 hexadecimal digits.
    pub digests: Vec<Option<String>>,
    /// Qualifiers, a role and an id, that name someone whom the role does not have.
    pub stray: Vec<(String, String)>,
}

/// Nothing beside the cells.
pub(super) static NOTHING: Aside = Aside { names: Vec::new(), digests: Vec::new(), stray: Vec::new() };

/// A name as an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongName {
    /// The name, to be taken as it stands.
    pub text: String,
    /// Its language, or empty.
    pub language: String,
    /// What sort of name it is.
    pub kind: NameKind,
}

/// What takes the rows of a file.
pub trait RowSink {
    /// The columns of the rows that follow; a syntax without headers calls it whenever the set changes.
    ///
    /// Answers whether the rows are wanted: a header that makes no sense is reported once, not once a row.
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool;

    /// What the rows define, if other rows may refer to it.
    fn defines(&self) -> Option<Class> {
        None
    }

    /// Whether the rows have names: columns of names are lists divided by `|`, and JSON may give `names` in full.
    fn has_names(&self) -> bool {
        false
    }

    /// The same sink, if its rows can be taken in parts on several cores.
    fn divisible(&mut self) -> Option<&mut dyn Divisible> {
        None
    }

    /// One row. It is counted, and rejected if it raises an error.
    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>);
}

/// A sink whose rows can be taken in parts on several cores.
pub trait Divisible {
    /// Takes all rows of the parts.
    ///
    /// # Errors
    /// When the input fails.
    fn rows(&mut self, parts: &mut Parts<'_>, context: &mut Context<'_>) -> std::io::Result<()>;
}

/// Takes nothing: the rows of a table that has no meaning here are only counted.
pub(super) struct Unwanted(pub(super) Option<Class>);

impl RowSink for Unwanted {
    fn header(&mut self, _: u32, _: &StringRecord, _: &mut Context<'_>) -> bool {
        false
    }

    fn defines(&self) -> Option<Class> {
        self.0
    }

    fn row(&mut self, _: Row<'_>, context: &mut Context<'_>) {
        context.count_unread();
    }
}

/// A syntax of tables.
pub trait Reader: Sync {
    /// Its name for people.
    fn name(&self) -> &'static str;

    /// The file extensions it reads, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// What divides the cells of a row below a header row; `None` where each row names its own values.
    ///
    /// A problem is pointed at by looking its row up again, and this is all that has to be known for it.
    fn separator(&self) -> Option<u8>;

    /// Reads all rows into `sink`; what cannot be read is reported to `context`.
    ///
    /// # Errors
    /// When the input itself fails.
    fn read(
        &self,
        input: &mut dyn Read,
        sink: &mut dyn RowSink,
        context: &mut Context<'_>,
    ) -> std::io::Result<()>;
}

/// All readers.
pub const READERS: &[&dyn Reader] = &[&csv::Csv, &json::Json, &json_lines::JsonLines];

/// The largest cell that is read, in bytes.
pub const CELL_LIMIT: usize = 1 << 20;

/// Raised when bytes are not UTF-8.
pub static NOT_UTF8: Code = Code {
    id: "E0103",
    severity: Severity::Error,
    title: "not UTF-8",
    explanation: "All files are UTF-8. Spreadsheets on Chinese systems often save GBK (GB 18030), and some save \
        UTF-16; both are named when they are recognised. Save the file again as `CSV UTF-8`, or convert it, for \
        example with `iconv -f gbk -t utf-8`.",
};

/// Raised when a file starts with a byte order mark.
pub static BYTE_ORDER_MARK: Code = Code {
    id: "W0104",
    severity: Severity::Warning,
    title: "byte order mark",
    explanation: "The file starts with the bytes EF BB BF, which a spreadsheet writes when it saves `CSV UTF-8`. \
        They are skipped and do no harm here, but they show as a change in a diff: save without them if you can.",
};

/// Raised when the syntax of a file is broken.
pub static MALFORMED: Code = Code {
    id: "E0105",
    severity: Severity::Error,
    title: "malformed file",
    explanation: "The file or row is not valid CSV or JSON: a quotation mark that is never closed, a bracket too few, a \
        file cut off in the middle, a value of a shape that no cell can hold, a key that stands twice. Broken CSV is not \
        read from this place on, a broken JSON file not at all, of JSON Lines only the line. Close the mark or bracket, \
        or fetch the file again.",
};

/// Raised when a row has more or fewer cells than the header.
pub static RAGGED: Code = Code {
    id: "E0106",
    severity: Severity::Error,
    title: "ragged row",
    explanation: "Each row must have as many cells as the header. A comma within a cell needs quotation marks around \
        the cell; a missing comma moves every value after it into the wrong column, so the row is not read. A last row \
        that is too short means that the file is cut off.",
};

/// Raised when cells are separated by something else than commas.
pub static WRONG_SEPARATOR: Code = Code {
    id: "E0107",
    severity: Severity::Error,
    title: "not separated by commas",
    explanation: "The header is one single cell with semicolons or tabs in it. Spreadsheets write such files where \
        the comma is the decimal sign. Save with a comma as the separator; semicolons are needed within cells.",
};

/// Raised when a cell is larger than [`CELL_LIMIT`].
pub static HUGE_CELL: Code = Code {
    id: "E0108",
    severity: Severity::Error,
    title: "cell too large",
    explanation: "A cell may hold 1 MiB. Larger ones are almost always a quotation mark that is never closed, so \
        that the rest of the file becomes one cell. The row is not read.",
};

/// Raised when a table holds nothing, not even the names of its columns.
pub static EMPTY_TABLE: Code = Code {
    id: "W0111",
    severity: Severity::Warning,
    title: "empty table",
    explanation: "The table has no bytes, or only empty lines. A table without rows has a header all the same, as `relata \
        init` writes it; a file without one was cut off, or saved before it was filled. Fetch it again, write the header, \
        or remove the file.",
};

/// Raised when columns at the end of a header have no name.
pub static NAMELESS_COLUMNS: Code = Code {
    id: "W0113",
    severity: Severity::Warning,
    title: "columns without a name at the end",
    explanation: "The header ends in commas with nothing between them, as a spreadsheet writes it when cells beside the \
        table were once used. The columns are passed over as long as they are empty in every row; a row with a value in \
        one is not read, because nobody knows what it means. Delete the columns in the spreadsheet.",
};

/// The codes of this module.
pub(super) const CODES: [&Code; 8] = [
    &NOT_UTF8,
    &BYTE_ORDER_MARK,
    &MALFORMED,
    &RAGGED,
    &WRONG_SEPARATOR,
    &HUGE_CELL,
    &EMPTY_TABLE,
    &NAMELESS_COLUMNS,
];

/// Reports a table that holds nothing at all; whoever refers to its rows is not blamed.
pub(super) fn report_empty(class: Option<Class>, context: &mut Context<'_>) {
    context.row_problem(&EMPTY_TABLE, 0, "the table is empty: not even a header");
    context.lose_table(class, context.file());
}

/// Reports the mark that a file starts with.
pub(super) fn report_mark(mark: Option<Mark>, context: &mut Context<'_>) {
    match mark {
        Some(Mark::Utf8) => {
            context.row_problem(&BYTE_ORDER_MARK, 1, "the file starts with a byte order mark")
        }
        Some(Mark::Utf16) => {
            context.row_problem(&NOT_UTF8, 1, "found a UTF-16 byte order mark, expected UTF-8")
        }
        None => {}
    }
}

/// The reader for a file name, by its extension.
#[must_use]
pub fn reader_for(name: &str) -> Option<&'static dyn Reader> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    READERS.iter().copied().find(|reader| reader.extensions().contains(&extension.as_str()))
}
