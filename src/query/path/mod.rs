//! Who linked A to B: direct ties, then go-betweens with ties to both, then longer chains.
//!
//! A route is a sequence of distinct nodes from an end to the other, and of edges between them; the direction of edges
//! is ignored in the search and kept in the answer. Only ties are crossed. Parallel edges of a pair are one hop, which
//! carries all of them. Four rules say what a route is not:
//!
//! - A run of hops by one record that could be one hop of that record is dropped.
//! - A record is not used in two separate places of a route.
//! - A *hub* (more neighbours than `hubs.neighbours`, and than `hubs.share` of all nodes of the view) may end a route
//!   and is not crossed.
//! - A *crowd* (more fillers of one role in one record than `hubs.fillers`, unnamed ones counted) is treated alike: a
//!   route does not pass from one of the crowd to another over that record, by one hop or by several in a row. It may
//!   be a direct tie, and from one of the crowd to a filler of another role it is an ordinary tie.
//!
//! Routes are ordered by hops, then rarer intermediaries (the smaller greatest degree, counted in neighbours over ties
//! of the view), then earlier dates compared hop by hop (the first day written, undated last), then ids. Start with [`PathQuery`] and [`PathAnswer`]. Time is
//! ignored here: every route is untimed.

mod answer;
#[cfg(test)]
mod brute_force;
mod choice;
mod distances;
mod json;
mod none;
mod search;
mod skipped;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod ties;

pub use answer::{Cut, Filter, Hop, Limits, NoRoute, PathAnswer, Route, SkippedHub, SkippedRecord};

use super::{Answer, Rendering};
use crate::graph::{KnowledgeGraph, View};
use crate::model::EntityIx;
use crate::table::Table;
use search::{Ends, Search};
use serde_json::Value;
use thiserror::Error;
use ties::{Terms, Ties};

/// No route longer than this is looked for, whatever is asked.
pub const GREATEST_MAX_HOPS: usize = 32;

/// The question who linked A to B.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathQuery {
    /// The entities at which a route may begin; it begins at one and does not pass through another.
    pub from: Vec<EntityIx>,
    /// The entities at which it may end, likewise.
    pub to: Vec<EntityIx>,
    /// The greatest number of hops; at most [`GREATEST_MAX_HOPS`].
    pub max_hops: usize,
    /// How many routes of two or more hops are wanted; direct ties are not counted.
    pub routes: usize,
    /// Whether hubs and crowds may be crossed.
    pub cross_hubs: bool,
    /// How many steps the search may take; when they are spent, the answer says so.
    pub budget: u64,
}

/// Why a path question cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PathError {
    /// An entity stands at both ends.
    #[error("both ends of the route are the same entity")]
    SameEntity(EntityIx),
    /// No entity is given for an end.
    #[error("a route needs an entity at each end")]
    NoEnd,
    /// An entity is not in the view, so that no route can reach it.
    #[error("an end of the route is not among the entities selected")]
    NotInView(EntityIx),
}

impl PathQuery {
    /// The question with its usual limits: 4 hops, 10 routes, hubs not crossed.
    #[must_use]
    pub fn between(from: EntityIx, to: EntityIx) -> Self {
        Self { from: vec![from], to: vec![to], max_hops: 4, routes: 10, cross_hubs: false, budget: 2_000_000 }
    }

    /// Asks a view.
    ///
    /// Level by level: every route of n hops is weighed before one of n+1 is sought, and no further level is begun once
    /// there are enough routes. Only nodes that can still reach the other end are stepped on. The routes given are the
    /// first of all routes by the order of the module, unless [`Limits::budget_spent`] says otherwise.
    ///
    /// # Errors
    /// [`PathError`] when an end is missing, not in the view, or both ends share an entity. That there is no route is
    /// an answer, not an error.
    pub fn run(&self, view: &View<'_>) -> Result<PathAnswer, PathError> {
        let ends = self.ends(view)?;
        let max_hops = self.max_hops.min(GREATEST_MAX_HOPS);
        let mut ties = Ties::new(view, Terms { cross_hubs: self.cross_hubs, cross_non_ties: false });
        let direct = search::direct(&mut ties, &ends, max_hops);
        let mut search = Search::new(&mut ties, &ends, self.budget);
        let outcome = search.levels(2..=max_hops, self.routes);
        let found = outcome.best.iter().map(|found| search.route(found)).collect();
        let skipped = skipped::skipped(&mut ties, &ends, max_hops, self.budget);
        let mut answer = PathAnswer {
            from: ends.from.clone(),
            to: ends.to.clone(),
            direct,
            non_ties: search::non_ties(view, &ends),
            routes: found,
            skipped_hubs: skipped.hubs,
            skipped_records: skipped.records,
            limits: outcome.limits(max_hops, self.routes, self.budget),
            none: None,
        };
        if answer.is_empty() && self.routes > 0 {
            answer.none = Some(none::reason(view, &ends, self, max_hops));
        }
        Ok(answer)
    }

    fn ends(&self, view: &View<'_>) -> Result<Ends, PathError> {
        let (from, to) = (canonical(view, &self.from)?, canonical(view, &self.to)?);
        match from.iter().find(|entity| to.contains(entity)) {
            Some(&entity) => Err(PathError::SameEntity(entity)),
            None => Ok(Ends { from, to }),
        }
    }
}

impl Answer for PathAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        text::answer(self, graph, rendering)
    }

    /// Keys: `from`, `to`: lists of `id` and `label`; `time`; `routes`: direct ties first, each with `verdict`,
    /// `nodes`, `greatest_degree` and `hops`; a hop with `edge`, `source`, `target`, `forward`, `relation`, `label`,
    /// `record`, `kind`, `date`, `source_role`, `target_role`, `roles`, `inferred`, `evidence` and the like objects in
    /// `parallel`; `non_ties`: hops that are no routes; `skipped_hubs`, `skipped_records`, `limits`; `none`: `null`, or `reason` and `cut_by`.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        json::answer(self, graph, rendering)
    }

    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        table::answer(self, graph, rendering)
    }
}

/// The entities that stand for those asked for, sorted, each once.
fn canonical(view: &View<'_>, asked: &[EntityIx]) -> Result<Vec<EntityIx>, PathError> {
    let graph = view.graph();
    let mut entities = Vec::with_capacity(asked.len());
    for &entity in asked {
        let known = entity.index() < graph.dataset().entities.len();
        let canonical = if known { graph.identities().canonical(entity) } else { entity };
        if !known || !view.contains_entity(canonical) {
            return Err(PathError::NotInView(entity));
        }
        entities.push(canonical);
    }
    entities.sort();
    entities.dedup();
    if entities.is_empty() { Err(PathError::NoEnd) } else { Ok(entities) }
}
