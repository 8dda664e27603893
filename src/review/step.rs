//! One decision.

use serde::{Deserialize, Serialize};

/// What a person decided, as a line of `decisions.jsonl` says it.
///
/// A later step about a draft stands in the place of an earlier one; edits add up.
///
/// ```
/// use relata::review::Step;
/// let step = Step::Accept { draft: "visit-1993".to_owned() };
/// assert_eq!(serde_json::to_string(&step)?, r#"{"do":"accept","draft":"visit-1993"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// The draft goes into the data.
    Accept {
        /// The draft.
        draft: String,
    },
    /// The draft does not go into the data.
    Reject {
        /// The draft.
        draft: String,
    },
    /// The draft is left for later.
    Defer {
        /// The draft.
        draft: String,
    },
    /// The draft tells of the same as a record of the data or another draft, which takes over its evidence.
    Merge {
        /// The draft.
        draft: String,
        /// The record, or the other draft.
        into: String,
    },
    /// A cell of a draft, or of an entity that drafts propose, is corrected.
    Edit {
        /// The draft or the proposed entity.
        row: String,
        /// The column.
        column: String,
        /// What stands in it now.
        cell: String,
    },
    /// An entity that drafts propose is one that is known; its names become aliases of that one.
    Same {
        /// The proposed entity.
        entity: String,
        /// Who it is: an entity of the data, or another proposed one.
        with: String,
    },
    /// A draft or a proposed entity has gone into the data; nobody decides this, [`super::Plan`] writes it.
    Applied {
        /// The draft or the proposed entity.
        row: String,
        /// What it is in the data.
        id: String,
    },
}

impl Step {
    /// The draft or the proposed entity that it is about.
    #[must_use]
    pub fn row(&self) -> &str {
        match self {
            Self::Accept { draft } | Self::Reject { draft } | Self::Defer { draft } => draft,
            Self::Merge { draft, .. } => draft,
            Self::Edit { row, .. } | Self::Applied { row, .. } => row,
            Self::Same { entity, .. } => entity,
        }
    }
}
