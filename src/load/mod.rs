//! From files to a [`Dataset`]: every cell read, every reference followed, every problem reported.
//!
//! A [`reader::Reader`] turns a file into raw rows and nothing more; a table (`table/`) knows what the rows of one
//! kind of file mean and stores them. Tables are read in an order in which everything a row can refer to is known
//! before it: settings and vocabulary, sources, passages, places, entities, records, judgements. A row with an
//! error is not stored; everything else is.
//!
//! Start with [`load`]. It does not judge the data as a whole (that is [`crate::check`]), does not merge
//! identities ([`crate::resolve`]) and keeps no text of a source.
//!
//! ```no_run
//! use relata::diagnostic::Report;
//! let mut report = Report::default();
//! let dataset = relata::load::load("graph-data".as_ref(), &mut report);
//! # let _ = dataset;
//! ```

mod context;
mod finish;
mod folder;
mod graph_json;
mod json_file;
mod language;
mod locate;
mod lost;
pub mod reader;
mod rows;
mod table;

pub use context::{Cell, Context, Progress, Silent};
pub use graph_json::StatedEdge;
pub use locate::locate;
pub use lost::Class;
pub use rows::{RowTable, Rows, dataset_of};

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::model::vocabulary::Kind;
use crate::model::{Dataset, Vocabulary};
use std::path::Path;

/// What a load gives: the dataset, and the edges that a `graph.json` states beside it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Everything that was stored.
    pub dataset: Dataset,
    /// The edges of a `graph.json`, which are derived and therefore only compared.
    pub stated_edges: Option<Vec<StatedEdge>>,
}

/// Raised when a file or folder cannot be opened or read.
pub static UNREADABLE: Code = Code {
    id: "E0101",
    severity: Severity::Error,
    title: "file or folder cannot be read",
    explanation: "The data is a folder laid out as `relata init` lays it out, or one `graph.json`. The path does \
        not exist, is of the wrong sort, or the system refuses to read it. Check the path given with `--data` and \
        its permissions.",
};

/// Raised when a dataset has no entity at all.
pub static EMPTY: Code = Code {
    id: "W0102",
    severity: Severity::Warning,
    title: "the dataset is empty",
    explanation: "Neither `entities/` nor `records/` holds a row. An empty dataset builds into empty exports, which \
        is seldom what is meant: fill the tables that `relata init` laid out.",
};

/// Loads the folder or the `graph.json` at `path`, reporting every problem found on the way.
///
/// The report's locations are complete afterwards: each has its column and the offending line.
#[must_use]
pub fn load(path: &Path, report: &mut Report) -> Loaded {
    load_with(path, report, &mut Silent)
}

/// As [`load`], telling `progress` which file is being read.
#[must_use]
pub fn load_with(path: &Path, report: &mut Report, progress: &mut dyn Progress) -> Loaded {
    let mut context = Context::new(report, progress);
    let loaded = match path.metadata() {
        Ok(data) if data.is_dir() => folder::load(path, &mut context),
        Ok(_) if is_table(path) => {
            refuse_table(&mut context, path);
            Loaded::default()
        }
        Ok(_) => graph_json::load(path, &mut context),
        Err(error) => {
            let hint = "`--data PATH` names the dataset; `relata init DIR` lays out a new one".to_owned();
            let hint = Some(hint).filter(|_| error.kind() == std::io::ErrorKind::NotFound);
            context.push(cannot_be_read(path, &error).hint(hint));
            Loaded::default()
        }
    };
    if loaded.dataset.entities.is_empty() && loaded.dataset.records.is_empty() && !report.has_errors() {
        let message = "found no entity and no record";
        let hint = path.is_dir().then(|| "fill the tables in `entities/` and `records/`".to_owned());
        report
            .push(Diagnostic::new(&EMPTY, message).at(Location::file(path.display().to_string())).hint(hint));
    }
    locate(report);
    loaded
}

/// Whether a path names one table of a dataset, by its extension.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    reader::reader_for(&name).is_some_and(|reader| !reader.extensions().contains(&"json"))
}

fn refuse_table(context: &mut Context<'_>, path: &Path) {
    let message = "found one table, expected the folder of a dataset or a `graph.json`";
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let hint = format!("give the folder: `--data {}`", folder.display());
    let location = Location::file(path.display().to_string());
    context.push(Diagnostic::new(&UNREADABLE, message).at(location).hint(hint));
}

fn unreadable(context: &mut Context<'_>, path: &Path, error: &std::io::Error) {
    context.push(cannot_be_read(path, error));
}

fn cannot_be_read(path: &Path, error: &std::io::Error) -> Diagnostic {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::new(&UNREADABLE, reason).at(Location::file(path.display().to_string()))
}

pub use table::{BAD_HEADER, BAD_VALUE, UNKNOWN_ID, value_problem};

/// The columns of a table of entities, in their usual order; `name_` and `abbr_` may have any language.
pub use table::ENTITY_COLUMNS;

/// The columns of a table of records of a kind, in their usual order.
#[must_use]
pub fn record_columns(vocabulary: &Vocabulary, kind: &Kind) -> Vec<String> {
    table::record_columns(vocabulary, kind)
}

/// All codes that loading can raise.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    let mut codes = vec![&UNREADABLE, &EMPTY];
    codes.extend(lost::CODES);
    codes.extend(folder::CODES);
    codes.extend(reader::CODES);
    codes.extend(json_file::CODES);
    codes.extend(table::codes());
    codes
}
