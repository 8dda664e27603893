//! Drafts, what was decided about each, and the dataset that they may enter.

use super::nearest::Neighbours;
use super::{JournalError, Step, journal};
use crate::draft::{DraftRecord, Drafts, DraftsError, ProposedEntity, read_drafts};
use crate::model::{Dataset, FillerCell, parse_filler, split_list};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What was decided about a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Nothing yet.
    Open,
    /// It goes into the data.
    Accepted,
    /// It does not.
    Rejected,
    /// It was left for later.
    Deferred,
    /// Its evidence goes to this record or draft.
    Merged(String),
    /// It is in the data, under this id.
    Applied(String),
}

impl Status {
    /// The word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Deferred => "deferred",
            Self::Merged(_) => "merged",
            Self::Applied(_) => "in the data",
        }
    }

    /// Whether somebody still has to look at it.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Open | Self::Deferred)
    }
}

/// How many drafts have which status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Nothing decided.
    pub open: usize,
    /// Accepted and not yet in the data.
    pub accepted: usize,
    /// Rejected.
    pub rejected: usize,
    /// Deferred.
    pub deferred: usize,
    /// Merged and not yet in the data.
    pub merged: usize,
    /// In the data.
    pub applied: usize,
}

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

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct StepError {
    /// What was asked and what is expected.
    pub message: String,
    /// The nearest name that is known, or another way to mend it.
    pub hint: Option<String>,
}

impl StepError {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
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
    numbers: BTreeMap<String, usize>,
    steps: Vec<Step>,
    decided: Decided,
}

/// What the steps come to.
#[derive(Debug, Default)]
struct Decided {
    /// By number.
    status: BTreeMap<usize, Status>,
    /// Corrected cells by row and column.
    edits: BTreeMap<String, BTreeMap<String, String>>,
    /// Who a proposed entity is.
    same: BTreeMap<String, String>,
    /// Proposed entities that are in the data, and as what.
    entered: BTreeMap<String, String>,
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
    /// [`JournalError::File`] when it cannot be written.
    pub fn save(&self) -> Result<(), JournalError> {
        journal::write(&self.folder, &self.steps)
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

    /// The cells of a draft by column, its id first, with corrections, and with everybody by the id that they will have.
    #[must_use]
    pub fn cells(&self, number: usize) -> Vec<(String, String)> {
        let draft = self.draft(number);
        let id = [("id".to_owned(), draft.id.clone())];
        let edits = self.decided.edits.get(&draft.id);
        let mut cells: Vec<(String, String)> = id.into_iter().chain(draft.cells.iter().cloned()).collect();
        for (column, cell) in &mut cells {
            if let Some(edit) = edits.and_then(|edits| edits.get(column)) {
                cell.clone_from(edit);
            }
            if self.is_role(&draft.kind, column) {
                *cell = self.with_final_ids(cell);
            }
        }
        // A table of an older drafter may lack a column that was corrected since.
        let extra = edits
            .into_iter()
            .flatten()
            .filter(|(c, _)| !draft.cells.iter().any(|(d, _)| d == *c) && *c != "id");
        cells.extend(extra.map(|(column, cell)| (column.clone(), cell.clone())));
        cells
    }

    /// The cell of a draft in a column; empty when there is none.
    #[must_use]
    pub fn cell(&self, number: usize, column: &str) -> String {
        let cells = self.cells(number);
        cells.into_iter().find(|(name, _)| name == column).map_or_else(String::new, |(_, cell)| cell)
    }

    /// Whether a column of a kind of records is a role.
    pub(super) fn is_role(&self, kind: &str, column: &str) -> bool {
        let vocabulary = &self.dataset.vocabulary;
        vocabulary.find_kind(kind).is_some_and(|kind| vocabulary.kind(kind).find_role(column).is_some())
    }

    /// A cell of fillers with everybody by the id that they will have.
    fn with_final_ids(&self, cell: &str) -> String {
        map_fillers(cell, |id| self.entity_id(id))
    }

    /// The id under which an entity will stand in the data.
    #[must_use]
    pub fn entity_id(&self, id: &str) -> String {
        let mut id = id;
        // Steps that would lead in a circle are not taken.
        while let Some(with) = self.decided.same.get(id) {
            id = with;
        }
        if let Some(known) = self.decided.entered.get(id) {
            return known.clone();
        }
        let edit = self.proposed(id).and_then(|_| self.edit(id, "id"));
        edit.unwrap_or(id).to_owned()
    }

    fn edit(&self, row: &str, column: &str) -> Option<&str> {
        self.decided.edits.get(row)?.get(column).map(String::as_str)
    }

    /// The entity that drafts propose under an id.
    #[must_use]
    pub fn proposed(&self, id: &str) -> Option<&ProposedEntity> {
        let entities = &self.drafts.entities;
        entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(|at| &entities[at])
    }

    /// Whether a proposed entity is still one of its own: neither the same as another nor in the data.
    #[must_use]
    pub fn is_new(&self, entity: &str) -> bool {
        !self.decided.same.contains_key(entity) && !self.decided.entered.contains_key(entity)
    }

    /// The cells of the row that a proposed entity will be, its id first, with corrections.
    #[must_use]
    pub fn entity_cells(&self, entity: &ProposedEntity) -> Vec<(String, String)> {
        let first = |names: &[String]| names.first().cloned().unwrap_or_default();
        let others = |names: &[String], code: &str| -> Vec<String> {
            names.iter().skip(1).map(|name| format!("{name}@{code}")).collect()
        };
        let aliases = [others(&entity.names_zh, "zh"), others(&entity.names_en, "en")].concat().join("|");
        let cells = [
            ("id", entity.id.clone()),
            ("name_zh", first(&entity.names_zh)),
            ("name_en", first(&entity.names_en)),
            ("aliases", aliases),
            ("country", entity.country.clone()),
            ("lifespan", String::new()),
            ("note", entity.note.clone()),
        ];
        let edited = |(column, cell): (&str, String)| {
            (column.to_owned(), self.edit(&entity.id, column).map_or(cell, str::to_owned))
        };
        cells.map(edited).into()
    }

    /// The entities that a draft would bring into the data, in order of their proposed ids.
    #[must_use]
    pub fn new_entities(&self, number: usize) -> Vec<&ProposedEntity> {
        let fillers = self.fillers(number);
        let fills = |entity: &&ProposedEntity| {
            self.is_new(&entity.id) && fillers.contains(&self.entity_id(&entity.id))
        };
        self.drafts.entities.iter().filter(fills).collect()
    }

    /// The ids of everybody in the roles of a draft, those acted for too.
    #[must_use]
    pub fn fillers(&self, number: usize) -> BTreeSet<String> {
        let kind = &self.draft(number).kind;
        let cells = self.cells(number);
        let roles = cells.iter().filter(|(column, _)| self.is_role(kind, column));
        let mut found = BTreeSet::new();
        for part in roles.flat_map(|(_, cell)| split_list(cell, ';')) {
            if let Ok(FillerCell::Named { id, acting_for, .. }) = parse_filler(part) {
                found.insert(id.to_owned());
                found.extend(acting_for.map(str::to_owned));
            }
        }
        found
    }

    /// Takes a step.
    ///
    /// # Errors
    /// [`StepError`] when it makes no sense: an unknown draft, a cell that cannot hold this, a merge in a circle.
    pub fn take(&mut self, step: Step) -> Result<(), StepError> {
        if let Some(error) = self.refuse(&step) {
            return Err(error);
        }
        if let Step::Edit { row, column, cell } = &step {
            self.check_cell(row, column, cell)?;
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
        let decided = &mut self.decided;
        let status = match &step {
            Step::Accept { .. } => Some(Status::Accepted),
            Step::Reject { .. } => Some(Status::Rejected),
            Step::Defer { .. } => Some(Status::Deferred),
            Step::Merge { into, .. } => Some(Status::Merged(into.clone())),
            Step::Edit { row, column, cell } => {
                decided.edits.entry(row.clone()).or_default().insert(column.clone(), cell.clone());
                None
            }
            Step::Same { entity, with } => {
                decided.same.insert(entity.clone(), with.clone());
                None
            }
            Step::Applied { row, id } if !self.numbers.contains_key(row) => {
                decided.entered.insert(row.clone(), id.clone());
                None
            }
            Step::Applied { id, .. } => Some(Status::Applied(id.clone())),
        };
        if let (Some(status), Some(&number)) = (status, self.numbers.get(step.row())) {
            decided.status.insert(number, status);
        }
        self.steps.push(step);
    }

    /// Why a step makes no sense, if so; what a cell holds is not looked at.
    fn refuse(&self, step: &Step) -> Option<StepError> {
        match step {
            Step::Accept { draft } | Step::Reject { draft } | Step::Defer { draft } => {
                self.refuse_draft(draft)
            }
            Step::Merge { draft, into } => {
                self.refuse_draft(draft).or_else(|| self.refuse_merge(draft, into))
            }
            Step::Edit { row, .. } => self.refuse_row(row),
            Step::Same { entity, with } => self.refuse_same(entity, with),
            Step::Applied { row, .. } => {
                let known = self.find(row).is_some() || self.proposed(row).is_some();
                (!known).then(|| self.unknown(row))
            }
        }
    }

    fn unknown(&self, id: &str) -> StepError {
        let known = self.numbers.keys().map(String::as_str);
        StepError::new(format!("there is no draft `{id}`"), crate::diagnostic::nearest_hint(id, known))
    }

    fn refuse_draft(&self, id: &str) -> Option<StepError> {
        let Some(number) = self.find(id) else { return Some(self.unknown(id)) };
        match self.status(number) {
            Status::Applied(record) => {
                Some(StepError::new(format!("`{id}` is in the data already, as `{record}`"), None))
            }
            _ => None,
        }
    }

    fn refuse_row(&self, id: &str) -> Option<StepError> {
        match self.proposed(id) {
            None => self.refuse_draft(id),
            Some(_) if self.is_new(id) => None,
            Some(_) => Some(StepError::new(format!("`{id}` stands for `{}`", self.entity_id(id)), None)),
        }
    }

    fn refuse_merge(&self, draft: &str, into: &str) -> Option<StepError> {
        let kind = &self.draft(self.find(draft)?).kind;
        let records = &self.dataset.records;
        let other = match (self.find(into), records.find(into)) {
            (Some(number), _) => self.draft(number).kind.clone(),
            (None, Some(record)) => self.dataset.vocabulary.kind(records.kind(record)).name.clone(),
            (None, None) => {
                let known = records.ids().chain(self.numbers.keys().map(String::as_str));
                let hint = crate::diagnostic::nearest_hint(into, known);
                return Some(StepError::new(format!("there is no record or draft `{into}`"), hint));
            }
        };
        if *kind != other {
            let message = format!("`{draft}` is of the kind `{kind}`, `{into}` of the kind `{other}`");
            return Some(StepError::new(message, None));
        }
        let mut at = into.to_owned();
        loop {
            if at == draft {
                return Some(StepError::new(format!("`{into}` would be merged into itself"), None));
            }
            match self.find(&at).map(|number| self.status(number)) {
                Some(Status::Merged(next)) => at.clone_from(next),
                _ => return None,
            }
        }
    }

    fn refuse_same(&self, entity: &str, with: &str) -> Option<StepError> {
        let Some(proposed) = self.proposed(entity) else {
            let known = self.drafts.entities.iter().map(|entity| entity.id.as_str());
            let hint = crate::diagnostic::nearest_hint(entity, known);
            return Some(StepError::new(format!("no draft proposes an entity `{entity}`"), hint));
        };
        if let Some(id) = self.decided.entered.get(entity) {
            return Some(StepError::new(format!("`{entity}` is in the data already, as `{id}`"), None));
        }
        let entities = &self.dataset.entities;
        let kind = match (self.proposed(with), entities.find(with)) {
            (Some(other), _) => other.kind.clone(),
            (None, Some(known)) => self.dataset.vocabulary.entity_kind(entities.kind(known)).name.clone(),
            (None, None) => {
                let hint = crate::diagnostic::nearest_hint(with, entities.ids());
                return Some(StepError::new(format!("there is no entity `{with}`"), hint));
            }
        };
        if kind != proposed.kind {
            let message =
                format!("`{entity}` is of the kind `{}`, `{with}` of the kind `{kind}`", proposed.kind);
            return Some(StepError::new(message, None));
        }
        let mut at = Some(with);
        while let Some(id) = at {
            if id == entity {
                return Some(StepError::new(format!("`{with}` is said to be `{entity}` itself"), None));
            }
            at = self.decided.same.get(id).map(String::as_str);
        }
        None
    }

    /// The proposed entities that were found to be others, with who they are now.
    pub(super) fn same(&self) -> impl Iterator<Item = (&ProposedEntity, String)> {
        self.decided.same.keys().filter_map(|id| Some((self.proposed(id)?, self.entity_id(id))))
    }
}

/// A cell of fillers with other ids, each named once.
pub(super) fn map_fillers(cell: &str, other: impl Fn(&str) -> String) -> String {
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for part in split_list(cell, ';') {
        let part = match parse_filler(part) {
            Ok(FillerCell::Named { id, inferred, acting_for }) => {
                let id = other(id);
                if !seen.insert(id.clone()) {
                    continue;
                }
                let body = acting_for.map_or(String::new(), |body| format!("@{}", other(body)));
                format!("{id}{body}{}", if inferred { "?" } else { "" })
            }
            _ => part.to_owned(),
        };
        parts.push(part);
    }
    parts.join(";")
}
