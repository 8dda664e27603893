//! What every reader and table shares while a load runs.

use super::lost::{Class, Lost};
use crate::cancel::{Cancel, Cancellable};
use crate::diagnostic::{Code, Diagnostic, LIST_LIMIT, Location, Report, Severity, nearest_hint};
use crate::model::Origin;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Hears what is being done, so that a terminal can show it, and says what stops it.
pub trait Progress {
    /// A file of so many bytes begins.
    fn file(&mut self, name: &str, bytes: u64);
    /// So many bytes of it have been read.
    fn advance(&mut self, bytes: u64);
    /// A step begins that reads no file, told by a word such as `checking`.
    fn step(&mut self, _name: &str) {}
    /// What stops the work: asked for once, at its start.
    fn cancel(&self) -> Cancel {
        Cancel::default()
    }
}

/// Shows nothing, and stops the work when it is cancelled.
impl Progress for Cancel {
    fn file(&mut self, _: &str, _: u64) {}
    fn advance(&mut self, _: u64) {}
    fn cancel(&self) -> Cancel {
        self.clone()
    }
}

/// Shows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn file(&mut self, _: &str, _: u64) {}
    fn advance(&mut self, _: u64) {}
}

/// A cell of the row being read, or one item of the list in it.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'c> {
    /// The line on which the row starts.
    pub line: u32,
    /// The column, as the header names it.
    pub column: &'c str,
    /// The item meant, if only one is.
    pub part: Option<&'c str>,
}

impl<'c> Cell<'c> {
    /// One item of the list in the cell.
    #[must_use]
    pub fn item<'s>(self, part: &'s str) -> Cell<'s>
    where
        'c: 's,
    {
        Cell { part: Some(part), ..self }
    }

    /// Where the cell is in a file.
    #[must_use]
    pub fn location(self, file: Arc<str>) -> Location {
        Location::line(file, self.line).field(self.column).part(self.part)
    }
}

impl<'c> From<(u32, &'c str)> for Cell<'c> {
    fn from((line, column): (u32, &'c str)) -> Self {
        Self { line, column, part: None }
    }
}

/// The report, the file being read, and the files read so far.
pub struct Context<'a> {
    report: &'a mut Report,
    pub(super) progress: &'a mut dyn Progress,
    cancel: Cancel,
    files: Vec<Arc<str>>,
    lost: Lost,
    /// The codes told once a file that the file being read has raised.
    told: Vec<&'static str>,
}

impl<'a> Context<'a> {
    /// A context with no file open.
    pub fn new(report: &'a mut Report, progress: &'a mut dyn Progress) -> Self {
        let cancel = progress.cancel();
        Self { report, progress, cancel, files: Vec::new(), lost: Lost::default(), told: Vec::new() }
    }

    /// A context for a part of the file read last.
    pub(super) fn for_part(
        report: &'a mut Report,
        progress: &'a mut dyn Progress,
        files: &[Arc<str>],
    ) -> Self {
        Self { files: files.to_vec(), ..Self::new(report, progress) }
    }

    /// Makes `name` the file that rows come from.
    pub fn open(&mut self, name: &str) {
        self.files.push(name.into());
        self.told.clear();
    }

    /// Opens a file for reading and makes it the one that rows come from; what forbids it is reported.
    pub(super) fn open_file(&mut self, path: &Path) -> Option<Cancellable<File>> {
        let name = path.display().to_string();
        self.open(&name);
        // A pipe or a device would be waited for, or read, without end.
        if path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir()) {
            let message = "found a pipe or a device, expected a regular file";
            self.push(Diagnostic::new(&super::UNREADABLE, message).at(Location::file(name)));
            return None;
        }
        match File::open(path) {
            Ok(file) => {
                self.progress.file(&name, file.metadata().map_or(0, |data| data.len()));
                Some(Cancellable::new(file, &self.cancel))
            }
            Err(error) => {
                self.push(Diagnostic::new(&super::UNREADABLE, error.to_string()).at(Location::file(name)));
                None
            }
        }
    }

    /// The file being read.
    #[must_use]
    pub fn file(&self) -> Arc<str> {
        self.files.last().cloned().unwrap_or_else(|| "".into())
    }

    /// The files read, in order.
    #[must_use]
    pub fn files(&self) -> &[Arc<str>] {
        &self.files
    }

    /// The origin of a row that starts on `line` of the file being read.
    #[must_use]
    pub fn origin(&self, line: u32) -> Origin {
        Origin { file: self.files.len().saturating_sub(1) as u16, line }
    }

    /// The place in the files read so far that a row came from.
    #[must_use]
    pub fn location(&self, origin: Origin) -> Location {
        let file = self.files.get(usize::from(origin.file)).cloned().unwrap_or_else(|| "".into());
        Location::line(file, origin.line)
    }

    /// The hint of the nearest known name, as long as problems of `code` are still listed.
    ///
    /// A look at each of many names is dear, and a million bad rows must stay quick: what is only counted gets none.
    pub fn nearest<'n>(
        &self,
        code: &'static Code,
        wanted: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Option<String> {
        if self.is_listed(code) { nearest_hint(wanted, known) } else { None }
    }

    /// Whether the next problem of a code will be listed, and not only counted.
    #[must_use]
    pub fn is_listed(&self, code: &Code) -> bool {
        self.report.count(code) < LIST_LIMIT
    }

    /// Reports a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// Reports a problem with a whole row of the file being read.
    pub fn row_problem(&mut self, code: &'static Code, line: u32, message: impl Into<String>) {
        let location = Location::line(self.file(), line);
        self.push(Diagnostic::new(code, message).at(location));
    }

    /// Reports a problem with one cell of a row of the file being read.
    pub fn cell_problem<'c>(
        &mut self,
        code: &'static Code,
        cell: impl Into<Cell<'c>>,
        message: impl Into<String>,
        hint: impl Into<Option<String>>,
    ) {
        let location = cell.into().location(self.file());
        self.push(Diagnostic::new(code, message).at(location).hint(hint));
    }

    /// Reports a problem with a cell unless the file being read has had one of the code.
    pub(super) fn warn_once(&mut self, code: &'static Code, cell: Cell<'_>, message: String) {
        if !self.told.contains(&code.id) {
            self.told.push(code.id);
            self.cell_problem(code, cell, message, None);
        }
    }

    /// How many errors there are so far: a row during which it grows is not stored.
    ///
    /// A reference to what could not be read is one of them, although it is not told by itself.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.report.total(Severity::Error) + self.lost.references() as usize
    }

    /// Remembers that the row of an id was rejected, so that whoever refers to it is not blamed.
    pub(super) fn lose_row(&mut self, class: impl Into<Option<Class>>, id: &str) {
        if let Some(class) = class.into() {
            self.lost.row(class, id);
        }
    }

    /// Remembers that a table was not read to its end, so that whoever refers to its rows is not blamed.
    pub(super) fn lose_rest(&mut self, class: Option<Class>, file: Arc<str>) {
        if let Some(class) = class {
            self.lost.table(class, file);
        }
    }

    /// Remembers that no row of a table was read, and says so in the report.
    pub(super) fn lose_table(&mut self, class: Option<Class>, file: Arc<str>) {
        self.report.remarks.push(format!("not read: {file}"));
        self.lose_rest(class, file);
    }

    /// Whether a reference leads nowhere only because what it names could not be read; it is counted then.
    pub(super) fn is_lost(&mut self, class: Class, id: &str, place: impl FnOnce() -> Location) -> bool {
        self.lost.explains(class, id, place)
    }

    /// Reports the references that were counted, each class once.
    pub(super) fn tell_lost(&mut self) {
        for problem in std::mem::take(&mut self.lost).told() {
            self.push(problem);
        }
    }

    /// Counts one row as read, and as rejected when it raised an error.
    pub fn count_row(&mut self, errors_before: usize) -> bool {
        self.report.read += 1;
        let good = self.errors() == errors_before;
        self.report.rejected += u64::from(!good);
        good
    }

    /// Counts rows that were read and stored elsewhere.
    pub(super) fn count_good(&mut self, rows: u64) {
        self.report.read += rows;
    }

    /// Counts a row of a table that is not read at all.
    pub(super) fn count_unread(&mut self) {
        self.report.read += 1;
        self.report.rejected += 1;
    }

    /// Counts rows that were stored and then given up.
    pub fn reject(&mut self, rows: u64) {
        self.report.rejected += rows;
    }
}
