//! What was decided about drafts, and how many of each.

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
