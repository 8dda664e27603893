//! Ways back in: what the graph was exported to, read into a dataset again.
//!
//! An [`Importer`] knows one format of [`crate::export`]. It turns a file into rows in the words of `graph.json`
//! ([`crate::load::Rows`]) and hands them to the loader, which checks every cell and follows every reference as in any
//! other load; so a file that was edited, cut off or made by somebody else ends in diagnostics, and never in half a
//! dataset. A new format is a file here and a line in [`IMPORTERS`].
//!
//! Start with [`import`]; what comes of it is a [`Dataset`], which [`crate::authoring::data_folder`] writes as a folder.
//!
//! What a format does not carry cannot come back: GEXF and GraphML hold no settings, no vocabulary and no places, RDF no
//! order of fillers. Nothing is made up in their stead; [`Given`] lends settings and a vocabulary that the file lacks.
//!
//! ```no_run
//! use relata::diagnostic::Report;
//! use relata::import::{Given, import};
//!
//! let mut report = Report::default();
//! let dataset = import("exports/graph.json".as_ref(), None, &Given::default(), &mut report);
//! assert!(dataset.is_some() && !report.has_errors());
//! ```

mod drawn;
mod file;
mod gexf;
mod graphml;
mod json;
mod ntriples;
mod tables;
mod triples;
mod turtle;
mod value;

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::load;
use crate::model::{Dataset, Settings};
use serde_json::Value;
use std::path::Path;

/// Raised when no importer knows a file.
pub static UNKNOWN_FORMAT: Code = Code {
    id: "E0701",
    severity: Severity::Error,
    title: "not a file that can be imported",
    explanation: "What comes back is what `relata export` and `relata build` write: `graph.json`, the tables with their \
        `datapackage.json`, Turtle, N-Triples, GraphML and GEXF. Neither the name of the file nor its first bytes look \
        like one of these. Name the format with `--format`, or give the file that `relata formats` lists for it.",
};

/// Raised when the syntax of a file to be imported is broken.
pub static BROKEN: Code = Code {
    id: "E0702",
    severity: Severity::Error,
    title: "file to be imported is broken",
    explanation: "The file does not follow the syntax of its format: it is cut off, a mark is not closed, or it is not \
        UTF-8. Nothing of it is imported, because nobody can tell what is missing. Fetch or export it again.",
};

/// Raised when a file is of a known format and was not written by relata.
pub static NOT_OURS: Code = Code {
    id: "E0703",
    severity: Severity::Error,
    title: "not an export of relata",
    explanation: "The file is of a format that can be imported and does not say what an export of relata says: each \
        node its kind, each edge its record and the roles that it joins, each RDF record its kind. A graph that other \
        programs made, or saved without these columns, has no records to go back to. Import what `relata export` wrote.",
};

/// Raised when a value of a file to be imported does not have the form that exports give it.
pub static ODD_VALUE: Code = Code {
    id: "E0704",
    severity: Severity::Error,
    title: "value that no export writes",
    explanation: "The value is missing or does not have the form in which relata writes it: a list, a number, a flag, a \
        reference to a node. The file was changed by another program or by hand. Export it again, or mend the value.",
};

/// The codes that importing adds to those of a load.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    vec![&UNKNOWN_FORMAT, &BROKEN, &NOT_OURS, &ODD_VALUE]
}

/// What is lent to a file that does not say it.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The settings.
    pub settings: Option<Settings>,
    /// What `vocabulary.json` holds, if anything.
    pub vocabulary: Option<Value>,
}

impl Given {
    /// The settings and the vocabulary of a dataset.
    #[must_use]
    pub fn of(dataset: &Dataset) -> Self {
        Self { settings: Some(dataset.settings.clone()), vocabulary: dataset.vocabulary.patch.clone() }
    }
}

/// A file about to be imported.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What is lent to it.
    pub given: &'a Given,
}

/// A format that comes back.
pub trait Importer: Sync {
    /// The name of the format, as among exports.
    fn name(&self) -> &'static str;

    /// Whether a file looks like it: by its name in lower case, or, where that says nothing, by its first bytes.
    fn recognises(&self, name: &str, start: &str) -> bool;

    /// Reads a file into a dataset, reporting what is wrong with it; `None` when it is not of the format at all.
    fn import(&self, input: &Input<'_>, report: &mut Report) -> Option<Dataset>;
}

/// All formats that come back.
pub const IMPORTERS: &[&dyn Importer] =
    &[&json::Json, &tables::Tables, &turtle::Turtle, &ntriples::NTriples, &graphml::GraphMl, &gexf::Gexf];

/// The importer of a name.
#[must_use]
pub fn importer(name: &str) -> Option<&'static dyn Importer> {
    IMPORTERS.iter().copied().find(|importer| importer.name() == name)
}

/// Reads a file in the format named, or in the one it looks like.
///
/// The dataset is there whenever the file could be read, rows with errors left out; who writes it looks at the report
/// first. Its locations are complete.
#[must_use]
pub fn import(path: &Path, format: Option<&str>, given: &Given, report: &mut Report) -> Option<Dataset> {
    let chosen = match format {
        Some(name) => importer(name),
        None => recognise(path, report)?,
    };
    let Some(chosen) = chosen else {
        report.push(unknown(path));
        return None;
    };
    let dataset = chosen.import(&Input { path, given }, report);
    load::locate(report);
    dataset
}

fn unknown(path: &Path) -> Diagnostic {
    let hint = if path.is_dir() {
        "of a folder only the tables with their `datapackage.json` are imported; a data folder is read with `--data`"
    } else {
        "name the format with `--format`"
    };
    let location = Location::file(path.display().to_string());
    Diagnostic::new(&UNKNOWN_FORMAT, "found a file of no format that is imported")
        .at(location)
        .hint(hint.to_owned())
}

/// The importer that a path looks like, by its name, else by its first bytes; `None` when it cannot be read.
fn recognise(path: &Path, report: &mut Report) -> Option<Option<&'static dyn Importer>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let by_name = |name: &str, start: &str| IMPORTERS.iter().copied().find(|i| i.recognises(name, start));
    if path.is_dir() {
        let package = path.join("datapackage.json");
        return Some(package.is_file().then(|| by_name("datapackage.json", "")).flatten());
    }
    let start = file::start(path, report)?;
    Some(by_name(&name, "").or_else(|| by_name("", &start)))
}
