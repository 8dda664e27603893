//! The search: all routes of two hops, then of three, and so on, the best of each kept.
//!
//! A step is taken when the edges so far have an admissible choice ([`Choices`]); a rule about time is one more condition
//! on a choice. What a view leaves out never comes here.

use super::answer::{Hop, Limits, Route};
use super::choice::Choices;
use super::distances::Distances;
use super::ties::{Neighbour, Terms, Ties};
use crate::graph::View;
use crate::model::EntityIx;
use crate::query::moment::Moment;
use petgraph::graph::EdgeIndex;
use std::rc::Rc;

/// The entities at both ends, sorted, none at both.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) from: Vec<EntityIx>,
    pub(super) to: Vec<EntityIx>,
}

impl Ends {
    pub(super) fn contain(&self, node: EntityIx) -> bool {
        self.from.binary_search(&node).is_ok() || self.to.binary_search(&node).is_ok()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = EntityIx> + '_ {
        self.from.iter().chain(&self.to).copied()
    }
}

/// A route as it is ranked: its fields in the order in which they are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    hops: usize,
    greatest_degree: u32,
    moments: Vec<Moment>,
    nodes: Vec<EntityIx>,
}

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The best routes, in order.
    pub(super) best: Vec<Found>,
    found: u64,
    go_betweens: u64,
    searched_hops: usize,
    all_counted: bool,
    steps: u64,
    spent: bool,
}

impl Outcome {
    /// The outcome told as limits.
    pub(super) fn limits(&self, max_hops: usize, routes: usize, budget: u64) -> Limits {
        Limits {
            max_hops,
            routes,
            searched_hops: self.searched_hops,
            more: self.found - self.best.len() as u64,
            more_is_exact: self.all_counted && !self.spent,
            go_betweens: self.go_betweens,
            steps: self.steps,
            budget,
            budget_spent: self.spent,
        }
    }

    fn add(&mut self, route: Found, wanted: usize) {
        self.found += 1;
        self.go_betweens += u64::from(route.hops == 2);
        let position = self.best.partition_point(|better| *better < route);
        if position < wanted {
            self.best.insert(position, route);
            self.best.truncate(wanted);
        }
    }

    /// Whether no route of so many hops and so great a degree can be among the best any more.
    fn is_hopeless(&self, wanted: usize, hops: usize, degree: u32) -> bool {
        let last = self.best.last().map(|worst| (worst.hops, worst.greatest_degree));
        self.best.len() >= wanted && last.is_none_or(|worst| (hops, degree) > worst)
    }
}

/// A node that every route must pass through.
pub(super) struct Through {
    pub(super) node: EntityIx,
    /// Hops from it, over nodes that may be passed.
    pub(super) distances: Distances,
}

/// A search between two ends over neighbour lists.
pub(super) struct Search<'s, 'v, 'g> {
    ties: &'s mut Ties<'v, 'g>,
    ends: &'s Ends,
    distances: Distances,
    through: Option<Through>,
    budget: u64,
    nodes: Vec<EntityIx>,
    lists: Vec<Rc<[EdgeIndex<u32>]>>,
    outcome: Outcome,
    wanted: usize,
    first_only: bool,
}

/// Routes that cannot be among the best are still counted while so small a part of the budget is used.
const COUNTING_SHARE: u64 = 8;

impl<'s, 'v, 'g> Search<'s, 'v, 'g> {
    pub(super) fn new(ties: &'s mut Ties<'v, 'g>, ends: &'s Ends, budget: u64) -> Self {
        Self {
            distances: Distances::from(&ends.to, ends.from.iter().copied()),
            ties,
            ends,
            through: None,
            budget,
            nodes: Vec::new(),
            lists: Vec::new(),
            outcome: Outcome::default(),
            wanted: 0,
            first_only: false,
        }
    }

    /// The same search for any one route that passes through a node.
    pub(super) fn through(mut self, through: Through) -> Self {
        self.through = Some(through);
        self.first_only = true;
        self
    }

    /// The `wanted` best routes with these numbers of hops; no level is begun once there are enough.
    pub(super) fn levels(&mut self, levels: std::ops::RangeInclusive<usize>, wanted: usize) -> Outcome {
        self.wanted = wanted;
        self.outcome =
            Outcome { all_counted: true, searched_hops: 1.min(*levels.end()), ..Outcome::default() };
        for hops in levels {
            if self.outcome.best.len() >= wanted || self.is_stopped() {
                break;
            }
            self.distances.widen(self.ties, hops - 1);
            self.outcome.searched_hops = hops;
            let ends = self.ends;
            for &start in &ends.from {
                self.nodes.push(start);
                self.extend(hops, 0);
                self.nodes.pop();
            }
        }
        std::mem::take(&mut self.outcome)
    }

    fn is_stopped(&self) -> bool {
        self.outcome.spent || self.first_only && self.outcome.found > 0
    }

    /// Goes on from the last node; `greatest` is the greatest degree on the way.
    fn extend(&mut self, hops: usize, greatest: u32) {
        if self.lists.len() + 1 == hops {
            return self.arrive(hops, greatest);
        }
        for (degree, neighbour) in self.candidates(hops) {
            let greatest = greatest.max(degree);
            let counting = self.outcome.steps <= self.budget / COUNTING_SHARE;
            if !counting && self.outcome.is_hopeless(self.wanted, hops, greatest) {
                // The others have greater degrees still.
                self.outcome.all_counted = false;
                return;
            }
            self.nodes.push(neighbour.node);
            self.lists.push(neighbour.edges);
            if self.choices().first().is_some() {
                self.extend(hops, greatest);
            }
            self.lists.pop();
            self.nodes.pop();
            if self.is_stopped() {
                return;
            }
        }
    }

    /// The neighbours from which the other end can still be reached in time, rarest first.
    fn candidates(&mut self, hops: usize) -> Vec<(u32, Neighbour)> {
        let here = *self.nodes.last().expect("a search starts with an end");
        let remaining = hops - self.lists.len();
        let mut candidates = Vec::new();
        for neighbour in &*self.ties.neighbours(here) {
            if !self.step() {
                break;
            }
            if self.can_pass(neighbour, remaining) {
                candidates.push((self.ties.degree(neighbour.node), neighbour.clone()));
            }
        }
        candidates.sort_by_key(|(degree, neighbour)| (*degree, neighbour.node));
        candidates
    }

    fn can_pass(&self, neighbour: &Neighbour, remaining: usize) -> bool {
        let node = neighbour.node;
        let in_reach = self.distances.of(node).is_some_and(|hops| hops < remaining);
        in_reach
            && neighbour.carries
            && !self.ends.contain(node)
            && !self.nodes.contains(&node)
            && self.can_go_through(node, remaining)
    }

    fn can_go_through(&self, node: EntityIx, remaining: usize) -> bool {
        let Some(through) = &self.through else { return true };
        self.nodes.contains(&through.node)
            || through.distances.of(node).is_some_and(|hops| hops + 1 < remaining)
    }

    /// Counts a step; false when the budget is spent.
    fn step(&mut self) -> bool {
        self.outcome.spent |= self.outcome.steps == self.budget;
        self.outcome.steps += u64::from(!self.outcome.spent);
        !self.outcome.spent
    }

    /// Closes the route at each entity of the other end.
    fn arrive(&mut self, hops: usize, greatest: u32) {
        let here = *self.nodes.last().expect("a search starts with an end");
        let ends = self.ends;
        for &to in &ends.to {
            if !self.step() {
                return;
            }
            let Some(last) = self.ties.between(here, to).filter(|last| last.carries) else { continue };
            self.nodes.push(to);
            self.lists.push(last.edges);
            if let Some(chosen) = self.choices().first() {
                let moments = chosen.iter().map(|&edge| self.moment(edge)).collect();
                let nodes = self.nodes.clone();
                self.outcome.add(Found { hops, greatest_degree: greatest, moments, nodes }, self.wanted);
            }
            self.lists.pop();
            self.nodes.pop();
        }
    }

    fn choices(&self) -> Choices<'_> {
        let (graph, terms) = (self.ties.view.graph(), self.ties.terms);
        Choices { graph, terms, nodes: &self.nodes, lists: &self.lists }
    }

    fn moment(&self, edge: EdgeIndex<u32>) -> Moment {
        let graph = self.ties.view.graph();
        Moment::of_record(graph.dataset(), graph.petgraph()[edge].record)
    }

    /// A found route with all the edges that can carry it.
    pub(super) fn route(&mut self, found: &Found) -> Route {
        let pairs = found.nodes.windows(2);
        let lists = pairs.filter_map(|pair| Some(self.ties.between(pair[0], pair[1])?.edges));
        let lists: Vec<_> = lists.collect();
        let (graph, terms) = (self.ties.view.graph(), self.ties.terms);
        let choices = Choices { graph, terms, nodes: &found.nodes, lists: &lists };
        let hops = choices.admissible().into_iter().zip(found.nodes.windows(2));
        Route {
            hops: hops.map(|(edges, pair)| Hop { from: pair[0], to: pair[1], edges }).collect(),
            greatest_degree: found.greatest_degree,
            verdict: None,
        }
    }
}

/// The direct ties between the ends, each a route, by date, then by edge.
pub(super) fn direct(ties: &mut Ties<'_, '_>, ends: &Ends, max_hops: usize) -> Vec<Route> {
    let hops = if max_hops > 0 { single_hops(ties, ends) } else { Vec::new() };
    let route = |hop| Route { hops: vec![hop], greatest_degree: 0, verdict: None };
    hops.into_iter().map(route).collect()
}

/// The edges between the ends that are no ties, each a hop, by date, then by edge.
pub(super) fn non_ties(view: &View<'_>, ends: &Ends) -> Vec<Hop> {
    let mut hops = single_hops(&mut Ties::new(view, Terms { cross_hubs: true, cross_non_ties: true }), ends);
    hops.retain(|hop| !view.graph().petgraph()[hop.edges[0]].is_tie());
    hops
}

fn single_hops(ties: &mut Ties<'_, '_>, ends: &Ends) -> Vec<Hop> {
    let mut hops = Vec::new();
    for &from in &ends.from {
        for &to in &ends.to {
            let edges = ties.between(from, to).map(|neighbour| neighbour.edges);
            let edges = edges.iter().flat_map(|edges| edges.iter());
            hops.extend(edges.map(|&edge| Hop { from, to, edges: vec![edge] }));
        }
    }
    let graph = ties.view.graph();
    let moment = |edge| Moment::of_record(graph.dataset(), graph.edge(edge).record());
    hops.sort_by_key(|hop| (moment(hop.edges[0]), hop.edges[0]));
    hops
}
