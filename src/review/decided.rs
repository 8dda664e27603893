//! What the steps of a review come to.

use super::{Status, Step};
use std::collections::BTreeMap;

/// What the steps come to.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// By the number of the draft.
    pub(super) status: BTreeMap<usize, Status>,
    /// Corrected cells by row and column.
    pub(super) edits: BTreeMap<String, BTreeMap<String, String>>,
    /// Who a proposed entity is.
    pub(super) same: BTreeMap<String, String>,
    /// Proposed entities that are in the data, and as what.
    pub(super) entered: BTreeMap<String, String>,
}

impl Decided {
    /// Takes over a step; `number` is that of its row, if that is a draft.
    pub(super) fn add(&mut self, step: &Step, number: Option<usize>) {
        let status = match step {
            Step::Accept { .. } => Status::Accepted,
            Step::Reject { .. } => Status::Rejected,
            Step::Defer { .. } => Status::Deferred,
            Step::Merge { into, .. } => Status::Merged(into.clone()),
            Step::Edit { row, column, cell } => {
                self.edits.entry(row.clone()).or_default().insert(column.clone(), cell.clone());
                return;
            }
            Step::Same { entity, with } => return drop(self.same.insert(entity.clone(), with.clone())),
            Step::Applied { row, id } if number.is_none() => {
                return drop(self.entered.insert(row.clone(), id.clone()));
            }
            Step::Applied { id, .. } => Status::Applied(id.clone()),
        };
        if let Some(number) = number {
            self.status.insert(number, status);
        }
    }
}
