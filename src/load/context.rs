//! What every reader and table shares while a load runs.

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::model::Origin;
use std::sync::Arc;

/// Hears which file is being read, so that a terminal can show it.
pub trait Progress {
    /// A file of so many bytes begins.
    fn file(&mut self, name: &str, bytes: u64);
    /// So many bytes of it have been read.
    fn advance(&mut self, bytes: u64);
}

/// Shows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn file(&mut self, _: &str, _: u64) {}
    fn advance(&mut self, _: u64) {}
}

/// The report, the file being read, and the files read so far.
pub struct Context<'a> {
    report: &'a mut Report,
    pub(super) progress: &'a mut dyn Progress,
    files: Vec<Arc<str>>,
}

impl<'a> Context<'a> {
    /// A context with no file open.
    pub fn new(report: &'a mut Report, progress: &'a mut dyn Progress) -> Self {
        Self { report, progress, files: Vec::new() }
    }

    /// Makes `name` the file that rows come from.
    pub fn open(&mut self, name: &str) {
        self.files.push(name.into());
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
    pub fn cell_problem(
        &mut self,
        code: &'static Code,
        (line, column): (u32, &str),
        message: impl Into<String>,
        hint: impl Into<Option<String>>,
    ) {
        let location = Location::line(self.file(), line).field(column);
        self.push(Diagnostic::new(code, message).at(location).hint(hint));
    }

    /// How many errors there are so far: a row during which it grows is not stored.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.report.total(Severity::Error)
    }

    /// Counts one row as read, and as rejected when it raised an error.
    pub fn count_row(&mut self, errors_before: usize) -> bool {
        self.report.read += 1;
        let good = self.errors() == errors_before;
        self.report.rejected += u64::from(!good);
        good
    }

    /// Counts rows that were stored and then given up.
    pub fn reject(&mut self, rows: u64) {
        self.report.rejected += rows;
    }
}
