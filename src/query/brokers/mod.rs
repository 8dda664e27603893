//! Who stands between two entities: the intermediaries of the routes from one to the other, by how many they carry.
//!
//! Start with [`BrokersQuery`] and [`BrokersAnswer`]. Routes are those of [`crate::query::path`], by its rules about
//! hubs, crowds and records, so that every broker can be seen there; parallel edges of a hop are one, and a direct tie
//! has no one between. It carries more who is on more of the routes of fewest hops, then who is on more of all routes;
//! equals stand by id.
//!
//! Who stands between all pairs of a graph is another question: betweenness, in [`crate::query::centrality`].

#[cfg(test)]
mod brute_force;
mod json;
mod table;
mod text;

use super::moment::Moment;
use super::path::{Limits, PathAnswer, PathError, PathQuery, Route, SkippedHub, SkippedRecord};
use super::{Answer, Rendering};
use crate::graph::{KnowledgeGraph, View};
use crate::model::{EntityIx, RecordIx};
use crate::table::Table;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The question who stands between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokersQuery {
    /// The routes that are counted: its ends, and how many hops and routes at most.
    pub path: PathQuery,
    /// How many of the first brokers are given.
    pub top: usize,
}

impl BrokersQuery {
    /// The question with its usual limits: routes of up to 4 hops, the first 10,000 of them, 10 brokers.
    ///
    /// ```no_run
    /// # let graph = relata::pipeline::Pipeline::new("graph-data").run().graph.unwrap();
    /// use relata::query::BrokersQuery;
    /// let find = |id| graph.dataset().entities.find(id).unwrap();
    /// let answer = BrokersQuery::between(find("acftu"), find("icftu")).run(&graph.view())?;
    /// assert!(answer.brokers.iter().all(|broker| broker.routes <= answer.routes));
    /// # Ok::<(), relata::query::PathError>(())
    /// ```
    #[must_use]
    pub fn between(from: EntityIx, to: EntityIx) -> Self {
        let path = PathQuery { routes: 10_000, ..PathQuery::between(from, to) };
        Self { path, top: 10 }
    }

    /// Asks a view. The cost is that of the path question, and O(R log R) in the hops of its routes.
    ///
    /// # Errors
    /// [`PathError`] as of the path question. That no one stands between is an answer, not an error.
    pub fn run(&self, view: &View<'_>) -> Result<BrokersAnswer, PathError> {
        let found = self.path.run(view)?;
        let shortest_hops = found.routes.iter().map(|route| route.hops.len()).min();
        let shortest = |route: &&Route| Some(route.hops.len()) == shortest_hops;
        let mut brokers = brokers(view.graph(), &found.routes, shortest_hops);
        let brokers_found = brokers.len();
        brokers.truncate(self.top);
        Ok(BrokersAnswer {
            shortest_hops,
            shortest_routes: found.routes.iter().filter(shortest).count(),
            routes: found.routes.len(),
            brokers,
            brokers_found,
            ..BrokersAnswer::of(found)
        })
    }
}

/// Who stands between two entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokersAnswer {
    /// Where routes begin, sorted.
    pub from: Vec<EntityIx>,
    /// Where they end, sorted.
    pub to: Vec<EntityIx>,
    /// How many direct ties there are; no one stands between.
    pub direct: usize,
    /// The fewest hops of a route through others; `None` when there is none.
    pub shortest_hops: Option<usize>,
    /// How many routes have so few.
    pub shortest_routes: usize,
    /// How many routes were counted.
    pub routes: usize,
    /// The first brokers, in the order of [`super::brokers`].
    pub brokers: Vec<Broker>,
    /// How many there are.
    pub brokers_found: usize,
    /// The hubs that would have carried a route and were not crossed, sorted.
    pub skipped_hubs: Vec<SkippedHub>,
    /// The records with a crowd in one role that lie on the way and were not crossed, sorted.
    pub skipped_records: Vec<SkippedRecord>,
    /// What bounded the search for routes.
    pub limits: Limits,
}

impl BrokersAnswer {
    /// What a path answer says by itself.
    fn of(found: PathAnswer) -> Self {
        Self {
            from: found.from,
            to: found.to,
            direct: found.direct.len(),
            shortest_hops: None,
            shortest_routes: 0,
            routes: 0,
            brokers: Vec::new(),
            brokers_found: 0,
            skipped_hubs: found.skipped_hubs,
            skipped_records: found.skipped_records,
            limits: found.limits,
        }
    }
}

/// One who stands between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broker {
    /// Its place, from 1; those who carry as much share one.
    pub rank: usize,
    /// The entity.
    pub entity: EntityIx,
    /// How many of the routes of fewest hops it carries.
    pub shortest: usize,
    /// How many of all routes it carries.
    pub routes: usize,
    /// The first route that it carries, in the order of path answers.
    pub first: Route,
    /// The records by which it is tied to those next to it on its routes, by date, then by id.
    pub records: Vec<RecordIx>,
}

/// What is counted of a broker.
#[derive(Debug, Default)]
struct Tally {
    shortest: usize,
    /// The routes it is on, by number, in order.
    routes: Vec<usize>,
    records: BTreeSet<RecordIx>,
}

fn brokers(graph: &KnowledgeGraph, routes: &[Route], shortest_hops: Option<usize>) -> Vec<Broker> {
    let mut tallies: BTreeMap<EntityIx, Tally> = BTreeMap::new();
    for (number, route) in routes.iter().enumerate() {
        for pair in route.hops.windows(2) {
            let tally = tallies.entry(pair[0].to).or_default();
            tally.shortest += usize::from(Some(route.hops.len()) == shortest_hops);
            tally.routes.push(number);
            let edges = pair.iter().flat_map(|hop| &hop.edges);
            tally.records.extend(edges.map(|&edge| graph.edge(edge).record()));
        }
    }
    let brokers = tallies.into_iter().filter_map(|(entity, tally)| broker(graph, routes, entity, tally));
    let mut brokers: Vec<Broker> = brokers.collect();
    // A stable sort: equals stay in the order of ids.
    brokers.sort_by_key(|broker| Reverse((broker.shortest, broker.routes)));
    for n in 0..brokers.len() {
        let carries = |broker: &Broker| (broker.shortest, broker.routes);
        let shared = n > 0 && carries(&brokers[n - 1]) == carries(&brokers[n]);
        brokers[n].rank = if shared { brokers[n - 1].rank } else { n + 1 };
    }
    brokers
}

fn broker(graph: &KnowledgeGraph, routes: &[Route], entity: EntityIx, tally: Tally) -> Option<Broker> {
    let mut records: Vec<RecordIx> = tally.records.into_iter().collect();
    records.sort_by_key(|&record| Moment::of_record(graph.dataset(), record));
    let first = routes.get(*tally.routes.first()?)?.clone();
    Some(Broker { rank: 0, entity, shortest: tally.shortest, routes: tally.routes.len(), first, records })
}

impl Answer for BrokersAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        text::answer(self, graph, rendering)
    }

    /// Keys: `from`, `to`: lists of `id` and `label`; `direct`: how many direct ties; `shortest`: `null`, or `hops` and
    /// `routes`; `routes`: how many were counted; `brokers`: objects of `rank`, `id`, `label`, `kind`,
    /// `shortest_routes`, `routes`, `first_route` (ids), `records`: objects of `id`, `kind`, `date`, `evidence`;
    /// `brokers_found`; `skipped_hubs`: objects of `id`, `label`, `neighbours`; `skipped_records`: of `id`, `fillers`; `limits`: `max_hops`, `searched_hops`,
    /// `routes`, `more`, `more_is_exact`, `steps`, `budget`, `budget_spent`.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        json::answer(self, graph, rendering)
    }

    /// Columns `rank`, `id`, `label`, `kind`, `shortest_routes`, `routes`, `first_route` and `records` (ids, `;`
    /// between).
    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        table::answer(self, graph, rendering)
    }

    /// The brokers named and both ends, and the edges between them that carry routes.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        let records: BTreeSet<RecordIx> =
            self.brokers.iter().flat_map(|b| b.records.iter().copied()).collect();
        let between = self.brokers.iter().map(|broker| broker.entity);
        let ends = self.from.iter().chain(&self.to).copied();
        let all: Vec<EntityIx> = ends.chain(between).collect();
        view.filter(|record| records.contains(&record)).among(all.iter().copied()).with_entities(all)
    }
}
