//! What was accepted, as rows of the data.

mod entry;
mod evidence;
mod names;
mod prove;
mod tables;

use super::{JournalError, ReviewTexts, Session, Step};
use crate::diagnostic::Report;
use crate::export::{ExportError, FolderOutput, Output};
use entry::Entry;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why what was accepted cannot be put into the data. Nothing has been written then, unless writing itself failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The data is not a folder.
    #[error("{} is not the folder of a dataset", path.display())]
    NotAFolder {
        /// What was given.
        path: PathBuf,
    },
    /// A table cannot be read, or the data would have errors with the rows added.
    #[error("the data would have errors with what was accepted, so nothing was written")]
    Refused {
        /// The errors, at the places where they would be.
        report: Report,
    },
    /// A row that should take over something is not in a CSV table.
    #[error("the row of `{id}` is in no CSV table, and only those are changed")]
    NotInCsv {
        /// The record or the entity.
        id: String,
    },
    /// A corrected span has no digest.
    #[error("the digest of `{span}`, the evidence of `{draft}`, cannot be computed: its text is not at hand")]
    NoDigest {
        /// The draft.
        draft: String,
        /// The span.
        span: String,
    },
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The data cannot be written.
    #[error(transparent)]
    Write(#[from] ExportError),
    /// The decisions cannot be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// How many rows are added, and how many are changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Records.
    pub records: usize,
    /// Drafts whose evidence another record takes over.
    pub merged: usize,
    /// Entities.
    pub entities: usize,
    /// Names of entities that the data has already.
    pub names: usize,
    /// Sources.
    pub sources: usize,
    /// Passages.
    pub passages: usize,
    /// Places.
    pub places: usize,
}

/// The files of a data folder with what was accepted in it.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The files that change, by their names below the folder, each with its whole text; what others refer to comes first.
    pub files: Vec<(String, String)>,
    /// What is added.
    pub added: Added,
    /// What was decided and waits for something else, or was left out, and why.
    pub notes: Vec<String>,
    steps: Vec<Step>,
}

impl Plan {
    /// Works out what the decisions of a review do to a data folder, and proves it on a copy.
    ///
    /// Accepted drafts become rows with their evidence, and bring the sources, passages, places and entities that the data
    /// lacks. An id that is taken gets a number behind it. A draft that stands in the data already, cell by cell, is not
    /// added again. Names that a text uses for an entity of the data, and names of new entities that were found to be known
    /// ones, become aliases, unless another entity bears them. The same decisions give the same files.
    ///
    /// # Errors
    /// [`ApplyError`]; [`ApplyError::Refused`] when the data would not load and check without an error.
    pub fn new(session: &Session, texts: &ReviewTexts, data: &Path) -> Result<Self, ApplyError> {
        if !data.is_dir() {
            return Err(ApplyError::NotAFolder { path: data.to_owned() });
        }
        let mut entry = Entry::new(session, texts, data);
        entry.records()?;
        entry.merges()?;
        entry.aliases()?;
        let plan = entry.finish();
        if !plan.files.is_empty() {
            prove::prove(data, &plan.files)?;
        }
        Ok(plan)
    }

    /// Whether nothing was accepted that is not in the data yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Writes the files, each replaced whole, and then the decisions, which say what has become of each draft.
    ///
    /// # Errors
    /// [`ApplyError::Write`] or [`ApplyError::Journal`].
    pub fn write(self, session: &mut Session, data: &Path) -> Result<(), ApplyError> {
        let mut output = FolderOutput::create(data)?;
        for (name, text) in &self.files {
            if let Some(folder) = data.join(name).parent() {
                let failed = |source| ExportError::Write { path: folder.display().to_string(), source };
                std::fs::create_dir_all(folder).map_err(failed)?;
            }
            output.part(name)?.write_all(text.as_bytes()).map_err(ExportError::from)?;
        }
        output.finish()?;
        for step in self.steps {
            session.push(step);
        }
        Ok(session.save()?)
    }
}
