//! Drafts, what was decided about each, and the dataset that they may enter.

use super::decided::Decided;
use super::nearest::Neighbours;
use super::{JournalError, Status, Step, StepError, Tally, journal};
use crate::draft::{DraftRecord, Drafts, DraftsError, read_drafts};
use crate::model::{Dataset, Digest};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a review cannot be opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReviewError {
    /// The folder of drafts cannot be read.
    #[error(transparent)]
    Drafts(#[from] DraftsError),
    /// The decisions cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// A review of a folder of drafts: the drafts in the order in which to look at them, with what was decided.
///
/// Drafts are numbered from 0 in the order of their ranks. Reading it is linear in drafts and data; taking a step costs
/// what it changes, undoing one replays all.
#[derive(Debug)]
pub struct Session {
    folder: PathBuf,
    pub(super) drafts: Drafts,
    dataset: Dataset,
    pub(super) neighbours: Neighbours,
    /// The drafts by rank, as positions in `drafts.records`.
    order: Vec<usize>,
    /// The number of each draft.
    pub(super) numbers: BTreeMap<String, usize>,
    steps: Vec<Step>,
    pub(super) decided: Decided,
    /// The digest of the decisions as they stood when they were last read or saved.
    saved: Option<Digest>,
}

impl Session {
    /// Opens the review of a folder of drafts, going on with the decisions that stand in it.
    ///
    /// # Errors
    /// [`ReviewError`] when the folder is no folder of drafts, or its decisions cannot be read or followed.
    pub fn open(folder: &Path, dataset: Dataset) -> Result<Self, ReviewError> {
        let drafts = read_drafts(folder)?;
        let mut order: Vec<usize> = (0..drafts.records.len()).collect();
        order.sort_by_key(|&at| (drafts.records[at].rank, drafts.records[at].id.clone()));
        let numbers = order.iter().enumerate().map(|(n, &at)| (drafts.records[at].id.clone(), n)).collect();
        let mut session = Self {
            folder: folder.to_owned(),
            neighbours: Neighbours::new(&dataset),
            dataset,
            drafts,
            order,
            numbers,
            steps: Vec::new(),
            decided: Decided::default(),
            saved: journal::digest(folder),
        };
        for (line, step) in journal::read(folder)? {
            let problem = |error: StepError| JournalError::Line {
                path: journal::path(folder),
                line,
                problem: error.to_string(),
            };
            session.refuse(&step).map_or(Ok(()), |error| Err(problem(error)))?;
            session.push(step);
        }
        Ok(session)
    }

    /// Saves the decisions into the folder of drafts; the file is replaced whole.
    ///
    /// # Errors
    /// [`JournalError::File`] when it cannot be written; [`JournalError::Changed`] when somebody else has changed it since
    /// it was read.
    pub fn save(&mut self) -> Result<(), JournalError> {
        if journal::digest(&self.folder) != self.saved {
            return Err(JournalError::Changed { path: journal::path(&self.folder) });
        }
        journal::write(&self.folder, &self.steps)?;
        self.saved = journal::digest(&self.folder);
        Ok(())
    }

    /// Takes another reading of the dataset, after something was written into it.
    pub fn renew(&mut self, dataset: Dataset) {
        self.neighbours = Neighbours::new(&dataset);
        self.dataset = dataset;
    }

    /// The dataset that drafts may enter.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// How many drafts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The draft of a number, as it was drafted.
    #[must_use]
    pub fn draft(&self, number: usize) -> &DraftRecord {
        &self.drafts.records[self.order[number]]
    }

    /// The number of a draft.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// What was decided about a draft.
    #[must_use]
    pub fn status(&self, number: usize) -> &Status {
        self.decided.status.get(&number).unwrap_or(&Status::Open)
    }

    /// How many drafts have which status.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for number in 0..self.len() {
            *match self.status(number) {
                Status::Open => &mut tally.open,
                Status::Accepted => &mut tally.accepted,
                Status::Rejected => &mut tally.rejected,
                Status::Deferred => &mut tally.deferred,
                Status::Merged(_) => &mut tally.merged,
                Status::Applied(_) => &mut tally.applied,
            } += 1;
        }
        tally
    }

    /// The steps taken, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Takes a step.
    ///
    /// # Errors
    /// [`StepError`] when it makes no sense: an unknown draft, a cell that cannot hold this, a merge in a circle, a draft
    /// to be accepted with a cell that the data would refuse.
    pub fn take(&mut self, step: Step) -> Result<(), StepError> {
        if let Some(error) = self.refuse(&step) {
            return Err(error);
        }
        match &step {
            Step::Edit { row, column, cell } => self.check_cell(row, column, cell)?,
            Step::Accept { draft } => self.check_row(draft)?,
            _ => {}
        }
        self.push(step);
        Ok(())
    }

    /// Takes back the last step and gives it; none when the last one has gone into the data.
    pub fn undo(&mut self) -> Option<Step> {
        if matches!(self.steps.last()?, Step::Applied { .. }) {
            return None;
        }
        let last = self.steps.pop();
        self.decided = Decided::default();
        for step in std::mem::take(&mut self.steps) {
            self.push(step);
        }
        last
    }

    /// Adds a step that makes sense.
    pub(super) fn push(&mut self, step: Step) {
        let number = self.find(step.row());
        self.decided.add(&step, number);
        self.steps.push(step);
    }
}
