//! Who linked A to B: direct ties, then go-betweens with ties to both, then longer chains.
//!
//! A route is a sequence of distinct nodes from an end to the other, and of edges between them; the direction of edges
//! is ignored in the search unless [`PathQuery::directed`] says otherwise, and kept in the answer. Only ties are
//! crossed, unless the question names a relation that is none. Parallel edges of a pair are one hop, which carries all
//! of them. Four rules say what a route is not:
//!
//! - A run of hops by one record that could be one hop of that record is dropped.
//! - A record is not used in two separate places of a route.
//! - A *hub* (more neighbours than `hubs.neighbours`, and than `hubs.share` of all nodes of the view) may end a route
//!   and is not crossed.
//! - A *crowd* (more fillers of one role in one record than `hubs.fillers`, unnamed ones counted) is treated alike: a
//!   route does not pass from one of the crowd to another over that record, by one hop or by several in a row. It may
//!   be a direct tie, and from one of the crowd to a filler of another role it is an ordinary tie.
//!
//! Under a rule of time ([`TimeRule`]) a route is certain, possible or none: certain when some choice of its edges is,
//! whatever the dates were within their bounds. Such a choice is the one told; the bounds are those of the records as
//! histories and lifespans cut them ([`AnsweredExtent`](super::AnsweredExtent)).
//!
//! Routes are ordered by hops, then certain before possible, then rarer intermediaries (the smaller greatest degree, counted in neighbours over ties
//! of the view), then earlier dates compared hop by hop (the first day written, undated last), then ids. A route keeps
//! to the filters of the question; when there is none, the answer names each filter that alone cuts all. Start with
//! [`PathQuery`] and [`PathAnswer`].

mod answer;
mod asked;
#[cfg(test)]
mod brute_force;
mod choice;
mod cone;
mod direct;
mod json;
mod none;
mod outcome;
mod question;
mod reach;
mod search;
mod skipped;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod ties;
mod timing;

pub use answer::{Cut, Filter, Hop, Limits, NoRoute, PathAnswer, Route, SkippedHub, SkippedRecord};
pub use question::PathQuery;
pub use timing::TimeRule;

use super::{Answer, Reckoning, Rendering};
use crate::graph::{KnowledgeGraph, View};
use crate::model::EntityIx;
use crate::table::Table;
use search::{Ends, Search};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use ties::Ties;
use timing::Timing;

/// No route longer than this is looked for, whatever is asked.
pub const GREATEST_MAX_HOPS: usize = 32;

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
    #[error("an entity asked for is not among those selected")]
    NotInView(EntityIx),
    /// An entity is to be passed through or avoided, and stands elsewhere in the question as well.
    #[error("an entity can only be one of these: an end, passed through, avoided")]
    TwoParts(EntityIx),
}

impl PathQuery {
    /// Asks a view.
    ///
    /// Level by level: every route of n hops is weighed before one of n+1 is sought, and no further level is begun once
    /// there are enough routes, or any where the shortest are wanted alone. Only nodes that can still reach the other end are stepped on. The routes given are the
    /// first of all routes by the order of the module, unless [`Limits::budget_spent`] says otherwise.
    ///
    /// # Errors
    /// [`PathError`] when an end is missing, an entity is not in the view, or is given two parts. That there is no
    /// route is an answer, not an error.
    pub fn run(&self, view: &View<'_>) -> Result<PathAnswer, PathError> {
        let asked = self.canonical(view)?;
        let reckoning = asked.reckoning(view.graph());
        let timing = Timing::new(asked.time, &reckoning);
        let selection = asked.selection.reckoned(view, &reckoning);
        let ends = Ends::of(&asked);
        let mut ties = Ties::new(&selection.view, &asked);
        let direct = direct::ties(&mut ties, &ends, &timing);
        let mut search = Search::new(&mut ties, &ends, &timing);
        let enough = asked.all_shortest && !direct.is_empty();
        let outcome = search.levels(2..=if enough { 1 } else { asked.max_hops }, asked.routes);
        let found = outcome.best.iter().map(|found| search.route(found)).collect();
        let skipped = skipped::skipped(&mut ties, &ends, &timing, outcome.searched_hops);
        let mut answer = PathAnswer {
            from: ends.from.clone(),
            to: ends.to.clone(),
            direct,
            non_ties: direct::non_ties(&selection.view, &asked, &ends),
            routes: found,
            skipped_hubs: skipped.hubs,
            skipped_records: skipped.records,
            attested_elsewhere: selection.attested_elsewhere,
            extents: BTreeMap::new(),
            limits: outcome.limits(&asked, ties.touched),
            none: None,
            asked,
        };
        if answer.asked.is_dated() {
            let edges = answer.hops().flat_map(|hop| &hop.edges);
            let records = edges.map(|&edge| view.graph().edge(edge).record());
            answer.extents = records.map(|record| (record, reckoning.extent(record))).collect();
        }
        if answer.is_empty() && self.routes > 0 {
            let stopped = answer.limits.budget_spent;
            answer.none = Some(if stopped { NoRoute::Stopped } else { none::reason(view, &answer.asked) });
        }
        Ok(answer)
    }

    /// Whether dates play a part.
    fn is_dated(&self) -> bool {
        self.time != TimeRule::Ignore || self.selection.is_timed()
    }

    /// How the question takes dates; where they play no part, nothing is derived.
    fn reckoning<'g>(&self, graph: &'g KnowledgeGraph) -> Reckoning<'g> {
        Reckoning::new(graph, self.selection.raw || !self.is_dated())
    }
}

impl Answer for PathAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        text::answer(self, graph, rendering)
    }

    /// Keys: `from`, `to`: lists of `id` and `label`; `time`: `ignore`, `overlap` or `order`; `qualified_dates`;
    /// `routes`: direct ties first, each with `verdict` (`certain`, `possible`, `untimed`), `nodes`, `greatest_degree`
    /// and `hops`; a hop with `edge`, `source`, `target`, `forward`, `relation`, `label`, `record`, `kind`, `date`,
    /// `source_role`, `target_role`, `roles`, `inferred`, `derived_end`, `ended_by`, `evidence` and the like objects in `parallel`;
    /// `non_ties`: hops that are no routes; `skipped_hubs`, `skipped_records`, `attested_elsewhere`, `filters`,
    /// `limits`; `none`: `null`, or `reason` and `cut_by`.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        json::answer(self, graph, rendering)
    }

    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        table::answer(self, graph, rendering)
    }

    /// The routes: their edges, parallel ones too, and the ends.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        let edges: BTreeSet<_> = self.hops().flat_map(|hop| &hop.edges).collect();
        let routes = view.filter_edges(|edge| edges.contains(&edge.index));
        routes.with_entities(self.from.iter().chain(&self.to).copied())
    }
}
