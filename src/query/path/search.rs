//! The search: all routes of two hops, then of three, and so on, the best of each kept.
//!
//! A step is taken when the edges so far have an admissible choice ([`Choices`]); a rule about time is one more condition
//! on a choice. What a view leaves out never comes here.

use super::PathQuery;
use super::answer::{Hop, Route};
use super::choice::Choices;
use super::cone::Cone;
use super::outcome::{Found, Outcome};
use super::reach::Reach;
use super::ties::{Ties, Way};

use super::timing::Timing;
use crate::date::{Clock, Verdict};
use crate::graph::Incident;
use crate::model::EntityIx;
use crate::query::moment::Moment;
use hashbrown::HashMap;
use petgraph::graph::EdgeIndex;
use rustc_hash::FxBuildHasher;
use std::ops::ControlFlow;
use std::rc::Rc;

/// The entities at both ends, sorted, none at both.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) from: Vec<EntityIx>,
    pub(super) to: Vec<EntityIx>,
}

impl Ends {
    pub(super) fn of(query: &PathQuery) -> Self {
        Self { from: query.from.clone(), to: query.to.clone() }
    }

    pub(super) fn contain(&self, node: EntityIx) -> bool {
        self.from.binary_search(&node).is_ok() || self.to.binary_search(&node).is_ok()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = EntityIx> + '_ {
        self.from.iter().chain(&self.to).copied()
    }
}

/// A node that every route must pass through.
pub(super) struct Through {
    pub(super) node: EntityIx,
    /// Hops to it, over nodes that may be passed.
    pub(super) reach: Reach,
}

/// A search between two ends over neighbour lists.
pub(super) struct Search<'s, 'v, 'g> {
    ties: &'s mut Ties<'v, 'g>,
    ends: &'s Ends,
    timing: &'s Timing<'s, 'g>,
    cone: Cone,
    through: Vec<Through>,
    budget: u64,
    nodes: Vec<EntityIx>,
    lists: Vec<Rc<[EdgeIndex<u32>]>>,
    /// The earliest clock at each node so far, where hops must follow each other.
    clocks: Vec<Clock>,
    /// The ways on from nodes at this level, by how many hops remain.
    ways: HashMap<(EntityIx, usize), Rc<[Candidate]>, FxBuildHasher>,
    outcome: Outcome,
    wanted: usize,
    first_only: bool,
}

/// A way on: a neighbour from which the other end can be reached in the hops that remain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    degree: u32,
    node: EntityIx,
    /// Until when the node may be left.
    latest: Clock,
}

/// To search the row of a node for a neighbour takes as long as to look at so many of them.
const SEARCHING: usize = 8;

/// Routes that cannot be among the best are still counted while so small a part of the budget is used.
const COUNTING_SHARE: u64 = 8;

impl<'s, 'v, 'g> Search<'s, 'v, 'g> {
    pub(super) fn new(ties: &'s mut Ties<'v, 'g>, ends: &'s Ends, timing: &'s Timing<'s, 'g>) -> Self {
        let through = |&node: &EntityIx| Through { node, reach: Reach::from(&[node], Way::Back, ends.all()) };
        Self {
            cone: Cone::between(ends),
            through: ties.query.through.iter().map(through).collect(),
            budget: ties.query.budget,
            ties,
            ends,
            timing,
            nodes: Vec::new(),
            lists: Vec::new(),
            clocks: vec![Clock::START],
            ways: HashMap::default(),
            outcome: Outcome::default(),
            wanted: 0,
            first_only: false,
        }
    }

    /// The same search for any one route that passes through a node.
    pub(super) fn through(mut self, through: Through) -> Self {
        self.through.push(through);
        self.first_only = true;
        self
    }

    /// The `wanted` best routes with these numbers of hops; no level is begun once there are enough.
    pub(super) fn levels(&mut self, levels: std::ops::RangeInclusive<usize>, wanted: usize) -> Outcome {
        self.wanted = wanted;
        self.outcome =
            Outcome { all_counted: true, searched_hops: 1.min(*levels.end()), ..Outcome::default() };
        for hops in levels {
            let enough = self.ties.query.all_shortest && self.outcome.found > 0;
            if enough || self.outcome.best.len() >= wanted || self.is_stopped() {
                break;
            }
            self.cone.widen(self.ties, self.timing, hops);
            if self.ties.touched > self.ties.query.edge_budget {
                self.outcome.spent = true;
                break;
            }
            self.through.iter_mut().for_each(|through| through.reach.widen(self.ties, hops - 1));
            self.outcome.searched_hops = hops;
            self.ways.clear();
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
            return self.arrive(greatest);
        }
        let here = *self.nodes.last().expect("a search starts with an end");
        let remaining = hops - self.lists.len();
        for &Candidate { degree, node, latest } in &*self.ways_on(here, remaining) {
            if !self.step() {
                return;
            }
            let greatest = greatest.max(degree);
            let counting = self.outcome.steps <= self.budget / COUNTING_SHARE;
            if !counting && self.outcome.is_hopeless(self.wanted, hops, greatest) {
                // The others have greater degrees still.
                self.outcome.all_counted = false;
                return;
            }
            if self.nodes.contains(&node) || !self.can_go_through(node, remaining) {
                continue;
            }
            let edges = self.ties.between(here, node);
            let Some(clock) = self.clock_after(&edges).filter(|&clock| clock <= latest) else { continue };
            self.nodes.push(node);
            self.lists.push(edges);
            self.clocks.push(clock);
            if self.choices().first().is_some() {
                self.extend(hops, greatest);
            }
            self.clocks.pop();
            self.lists.pop();
            self.nodes.pop();
            if self.is_stopped() {
                return;
            }
        }
    }

    /// The neighbours from which the other end can still be reached, rarest first.
    fn ways_on(&mut self, here: EntityIx, remaining: usize) -> Rc<[Candidate]> {
        if let Some(known) = self.ways.get(&(here, remaining)) {
            return Rc::clone(known);
        }
        let mut ways = Vec::new();
        for group in self.groups(here, remaining - 1) {
            let node = group[0].node();
            let Some(latest) = self.cone.latest(node, remaining - 1) else { continue };
            if !self.ends.contain(node) && self.ties.carries(here, group, Way::Forth) {
                ways.push(Candidate { degree: self.ties.degree(node), node, latest });
            }
        }
        ways.sort_unstable();
        let ways: Rc<[Candidate]> = ways.into();
        self.ways.insert((here, remaining), Rc::clone(&ways));
        ways
    }

    /// The edges at a node that lead to where the other end can be reached in so many hops, and perhaps others: each
    /// neighbour is looked for there, or those who are there among the neighbours, whichever are fewer by far.
    fn groups(&mut self, here: EntityIx, to_go: usize) -> Vec<&'g [Incident]> {
        let edges = self.ties.view.graph().incidence(here) as usize;
        if self.cone.count(to_go) >= edges / SEARCHING {
            return self.ties.groups(here).collect();
        }
        let groups = self.cone.nodes(to_go).map(|node| self.ties.group(here, node));
        groups.filter(|group| !group.is_empty()).collect()
    }

    /// The earliest clock after a hop over some edges; that of the start when time does not order hops.
    fn clock_after(&self, edges: &[EdgeIndex<u32>]) -> Option<Clock> {
        let clock = *self.clocks.last().expect("a search starts with a clock");
        let graph = self.ties.view.graph().petgraph();
        match self.timing.is_ordered() {
            true => self.timing.earliest_after(clock, edges.iter().map(|&edge| graph[edge].record)),
            false => Some(clock),
        }
    }

    fn can_go_through(&self, node: EntityIx, remaining: usize) -> bool {
        self.through.iter().all(|through| {
            self.nodes.contains(&through.node)
                || through.reach.distance(node).is_some_and(|hops| hops + 1 < remaining)
        })
    }

    /// Counts a step; false when the budget is spent.
    fn step(&mut self) -> bool {
        self.outcome.step(self.budget)
    }

    /// Closes the route at each entity of the other end.
    fn arrive(&mut self, greatest: u32) {
        let here = *self.nodes.last().expect("a search starts with an end");
        let ends = self.ends;
        for &to in &ends.to {
            if !self.step() {
                return;
            }
            let last = self.ties.between(here, to);
            if !self.ties.carry(&last) {
                continue;
            }
            self.nodes.push(to);
            self.lists.push(last);
            self.close(greatest);
            self.lists.pop();
            self.nodes.pop();
        }
    }

    /// Adds the route over the nodes so far.
    fn close(&mut self, greatest: u32) {
        let mut outcome = std::mem::take(&mut self.outcome);
        if let Some((chosen, certain)) = self.best_choice() {
            outcome.go_betweens += u64::from(chosen.len() == 2);
            if self.ties.query.unfold {
                self.unfold(greatest, &mut outcome);
            } else {
                outcome.add(self.found(&chosen, certain, greatest), self.wanted);
            }
        }
        self.outcome = outcome;
    }

    /// Adds every choice of edges over the nodes so far as a route of its own.
    fn unfold(&self, greatest: u32, outcome: &mut Outcome) {
        let choices = self.choices();
        choices.each(&mut |chosen| {
            let certain = choices.is(chosen, Verdict::Certain);
            outcome.add(self.found(chosen, certain, greatest), self.wanted);
            if outcome.step(self.budget) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
    }

    /// The first choice of edges that is certain, else the first that counts; and whether it is certain. Without a
    /// rule of time all are.
    fn best_choice(&self) -> Option<(Vec<EdgeIndex<u32>>, bool)> {
        match self.needing(Verdict::Certain).first() {
            Some(chosen) => Some((chosen, true)),
            None => self.choices().first().map(|chosen| (chosen, false)),
        }
    }

    fn found(&self, chosen: &[EdgeIndex<u32>], certain: bool, greatest: u32) -> Found {
        Found {
            hops: chosen.len(),
            doubtful: !certain,
            greatest_degree: greatest,
            moments: chosen.iter().map(|&edge| self.moment(edge)).collect(),
            nodes: self.nodes.clone(),
            edges: chosen.to_vec(),
        }
    }

    /// The choices that count for this question.
    fn choices(&self) -> Choices<'_> {
        self.needing(least(self.ties.query))
    }

    fn needing(&self, need: Verdict) -> Choices<'_> {
        let (view, query, timing) = (self.ties.view, self.ties.query, self.timing);
        Choices { view, query, timing, need, nodes: &self.nodes, lists: &self.lists }
    }

    fn moment(&self, edge: EdgeIndex<u32>) -> Moment {
        let graph = self.ties.view.graph();
        Moment::of_record(graph.dataset(), graph.petgraph()[edge].record)
    }

    /// A found route with all the edges that can carry it.
    pub(super) fn route(&mut self, found: &Found) -> Route {
        let pairs = found.nodes.windows(2);
        let lists: Vec<Rc<[EdgeIndex<u32>]>> = match self.ties.query.unfold {
            true => found.edges.iter().map(|&edge| Rc::from([edge])).collect(),
            false => pairs.map(|pair| self.ties.between(pair[0], pair[1])).collect(),
        };
        let (view, query, timing) = (self.ties.view, self.ties.query, self.timing);
        let need = least(query);
        let choices = Choices { view, query, timing, need, nodes: &found.nodes, lists: &lists };
        let hops = choices.admissible(&found.edges).into_iter().zip(found.nodes.windows(2));
        let verdict = if found.doubtful { Verdict::Possible } else { Verdict::Certain };
        Route {
            hops: hops.map(|(edges, pair)| Hop { from: pair[0], to: pair[1], edges }).collect(),
            greatest_degree: found.greatest_degree,
            verdict: timing.is_timed().then_some(verdict),
        }
    }
}

/// The worst verdict that counts for a question.
fn least(query: &PathQuery) -> Verdict {
    if query.selection.certain { Verdict::Certain } else { Verdict::Possible }
}
