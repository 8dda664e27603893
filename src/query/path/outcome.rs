//! The best routes found so far, and what the search has cost.

use super::PathQuery;
use super::answer::Limits;
use crate::model::EntityIx;
use crate::query::moment::Moment;
use petgraph::graph::EdgeIndex;

/// A route as it is ranked: its fields in the order in which they are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) hops: usize,
    /// Whether it is only possible.
    pub(super) doubtful: bool,
    pub(super) greatest_degree: u32,
    pub(super) moments: Vec<Moment>,
    pub(super) nodes: Vec<EntityIx>,
    pub(super) edges: Vec<EdgeIndex<u32>>,
}

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The best routes, in order.
    pub(super) best: Vec<Found>,
    pub(super) found: u64,
    pub(super) go_betweens: u64,
    pub(super) searched_hops: usize,
    pub(super) all_counted: bool,
    pub(super) steps: u64,
    pub(super) spent: bool,
}

impl Outcome {
    /// The outcome told as limits.
    pub(super) fn limits(&self, query: &PathQuery, touched: u64) -> Limits {
        let PathQuery { max_hops, routes, budget, .. } = *query;
        Limits {
            max_hops,
            routes,
            searched_hops: self.searched_hops,
            more: self.found - self.best.len() as u64,
            more_is_exact: self.all_counted && !self.spent,
            go_betweens: self.go_betweens,
            steps: self.steps,
            edges_touched: touched,
            budget,
            budget_spent: self.spent,
        }
    }

    /// Takes a route in, if it is among the `wanted` best; it counts all the same.
    pub(super) fn add(&mut self, route: Found, wanted: usize) {
        self.found += 1;
        let position = self.best.partition_point(|better| *better < route);
        if position < wanted {
            self.best.insert(position, route);
            self.best.truncate(wanted);
        }
    }

    /// Counts a step; false when the budget is spent.
    pub(super) fn step(&mut self, budget: u64) -> bool {
        self.spent |= self.steps == budget;
        self.steps += u64::from(!self.spent);
        !self.spent
    }

    /// Whether no route of so many hops and so great a degree can be among the best any more.
    pub(super) fn is_hopeless(&self, wanted: usize, hops: usize, degree: u32) -> bool {
        let last = self.best.last().map(|worst| (worst.hops, worst.doubtful, worst.greatest_degree));
        self.best.len() >= wanted && last.is_none_or(|worst| (hops, false, degree) > worst)
    }
}
