//! Which relations a question looks at.

use crate::graph::{Edge, View};
use crate::model::RelationIx;

/// A selection over relations; empty lists select nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// The only relations. Naming one that never is a tie makes it one for this question.
    pub only: Vec<RelationIx>,
    /// Relations left out.
    pub not: Vec<RelationIx>,
}

impl Relations {
    /// Whether nothing is left out.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.only.is_empty() && self.not.is_empty()
    }

    /// Whether a relation is among those looked at.
    #[must_use]
    pub fn contains(&self, relation: RelationIx) -> bool {
        (self.only.is_empty() || self.only.contains(&relation)) && !self.not.contains(&relation)
    }

    /// The part of a view that they leave. O(n) in its records and edges.
    #[must_use]
    pub fn of<'g>(&self, view: &View<'g>) -> View<'g> {
        if self.is_all() {
            return view.clone();
        }
        let keep = |edge: &Edge<'_>| self.contains(edge.data.relation);
        view.filter_edges(keep).with_ties_of(&self.only)
    }

    /// The same, each list sorted and each relation once in it.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let [only, not] = [&self.only, &self.not].map(|relations| {
            let mut relations = relations.clone();
            relations.sort();
            relations.dedup();
            relations
        });
        Self { only, not }
    }
}
