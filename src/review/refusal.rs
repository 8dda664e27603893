//! Steps that make no sense.

use super::{Session, Status, Step};
use crate::diagnostic::nearest_hint;
use thiserror::Error;

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

impl Session {
    /// Why a step makes no sense, if so; what a cell holds is not looked at.
    pub(super) fn refuse(&self, step: &Step) -> Option<StepError> {
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
        StepError::new(format!("there is no draft `{id}`"), nearest_hint(id, known))
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
        let records = &self.dataset().records;
        let other = match (self.find(into), records.find(into)) {
            (Some(number), _) => self.draft(number).kind.clone(),
            (None, Some(record)) => self.dataset().vocabulary.kind(records.kind(record)).name.clone(),
            (None, None) => {
                let known = records.ids().chain(self.numbers.keys().map(String::as_str));
                let hint = nearest_hint(into, known);
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
            let hint = nearest_hint(entity, known);
            return Some(StepError::new(format!("no draft proposes an entity `{entity}`"), hint));
        };
        if let Some(id) = self.decided.entered.get(entity) {
            return Some(StepError::new(format!("`{entity}` is in the data already, as `{id}`"), None));
        }
        let entities = &self.dataset().entities;
        let kind = match (self.proposed(with), entities.find(with)) {
            (Some(other), _) => other.kind.clone(),
            (None, Some(known)) => self.dataset().vocabulary.entity_kind(entities.kind(known)).name.clone(),
            (None, None) => {
                let hint = nearest_hint(with, entities.ids());
                return Some(StepError::new(format!("there is no entity `{with}`"), hint));
            }
        };
        if kind != proposed.kind {
            let message =
                format!("`{entity}` is of the kind `{}`, `{with}` of the kind `{kind}`", proposed.kind);
            return Some(StepError::new(message, None));
        }
        let leads_back = || StepError::new(format!("`{with}` is said to be `{entity}` itself"), None);
        self.is_said_to_be(with, entity).then(leads_back)
    }

    /// Whether one proposed entity is, over any number of steps, said to be another.
    fn is_said_to_be(&self, id: &str, wanted: &str) -> bool {
        let mut at = Some(id);
        while let Some(id) = at.filter(|id| *id != wanted) {
            at = self.decided.same.get(id).map(String::as_str);
        }
        at.is_some()
    }
}
