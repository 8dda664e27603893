//! The nodes that routes of so many hops can pass through: found from both ends at once, which looks at the square root of
//! what a search from one end would.

use super::reach::Reach;
use super::search::Ends;
use super::ties::{Ties, Way};
use super::timing::Timing;
use crate::date::Clock;
use crate::graph::Incident;
use crate::model::EntityIx;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

type Clocks = HashMap<EntityIx, Clock, FxBuildHasher>;

/// Until when a node may be left so that the other end is reached in a number of hops, for every node that routes may
/// pass through.
///
/// Both sides are widened, the cheaper first, until they meet; from where they meet it goes back towards the beginning, over
/// nodes that lie on a walk from end to end alone. What it allows may still break a rule about records, what it forbids
/// breaks that of time or leads nowhere: a search that keeps to it loses no route, and does not wander.
pub(super) struct Cone {
    near: Reach,
    far: Reach,
    /// How many hops to go the far side tells of.
    known: usize,
    /// The clocks with one hop more to go, and so on; right for the last number of hops.
    beyond: Vec<Clocks>,
}

/// Edges that may be walked from a node, until a clock.
struct Step<'g> {
    before: EntityIx,
    /// The end that the edges are seen from, and the way to walk them there.
    at: EntityIx,
    way: Way,
    group: &'g [Incident],
    clock: Clock,
}

impl Cone {
    pub(super) fn between(ends: &Ends) -> Self {
        Self {
            near: Reach::from(&ends.from, Way::Forth, ends.to.iter().copied()),
            far: Reach::from(&ends.to, Way::Back, ends.from.iter().copied()),
            known: 0,
            beyond: Vec::new(),
        }
    }

    /// Makes it that of routes of `hops` hops; the numbers of later calls are greater.
    pub(super) fn widen(&mut self, ties: &mut Ties<'_, '_>, timing: &Timing<'_, '_>, hops: usize) {
        let timing = timing.is_ordered().then_some(timing);
        while self.near.depth() + self.far.depth() < hops {
            let near_is_cheaper = self.near.cost(ties) <= self.far.cost(ties);
            let side = if near_is_cheaper { &mut self.near } else { &mut self.far };
            if side.is_complete() {
                break;
            }
            side.widen_once(ties, timing);
        }
        self.known = if self.far.is_complete() { hops } else { self.far.depth().min(hops) };
        self.beyond.clear();
        let meeting = self.meeting(hops);
        for to_go in self.known + 1..hops {
            let clocks = self.back(ties, timing, self.beyond.last().unwrap_or(&meeting), hops - to_go);
            self.beyond.push(clocks);
        }
    }

    /// The nodes at which the sides meet: reached from the beginning no later than they must be left. At the end itself,
    /// which no route passes through, any clock will do.
    fn meeting(&self, hops: usize) -> Clocks {
        if self.known == 0 {
            return self.far.nodes(0).map(|node| (node, Clock::END)).collect();
        }
        let (gone, to_go) = (hops - self.known, self.known);
        let fewer: Box<dyn Iterator<Item = EntityIx>> = match self.near.count(gone) <= self.far.count(to_go) {
            true => Box::new(self.near.nodes(gone)),
            false => Box::new(self.far.nodes(to_go)),
        };
        let met = |node| {
            let (earliest, latest) = (self.near.clock(node, gone)?, self.far.clock(node, to_go)?);
            (earliest <= latest).then_some((node, latest))
        };
        fewer.filter_map(met).collect()
    }

    /// One hop back from all nodes that have a clock, to nodes that are reached from the beginning in time.
    fn back(
        &self,
        ties: &mut Ties<'_, '_>,
        timing: Option<&Timing<'_, '_>>,
        from: &Clocks,
        hops: usize,
    ) -> Clocks {
        let mut clocks = Clocks::default();
        for Step { before, at, way, group, clock } in self.steps(ties, from, hops) {
            let in_time = |clock| self.near.clock(before, hops).is_some_and(|earliest| earliest <= clock);
            if !in_time(clock) || !ties.carries(at, group, way) {
                continue;
            }
            let latest =
                timing.map_or(Some(clock), |timing| timing.latest_before(clock, ties.records(group, way)));
            if let Some(latest) = latest.filter(|&latest| in_time(latest)) {
                let known = clocks.entry(before).or_insert(latest);
                *known = latest.max(*known);
            }
        }
        clocks
    }

    /// The edges between nodes that are reached and those that have a clock, found from whichever have fewer edges.
    fn steps<'g>(&self, ties: &mut Ties<'_, 'g>, from: &Clocks, hops: usize) -> Vec<Step<'g>> {
        let graph = ties.view.graph();
        let edges = |node: EntityIx| u64::from(graph.incidence(node));
        let mut steps = Vec::new();
        if from.keys().map(|&node| edges(node)).sum::<u64>() <= self.near.nodes(hops).map(edges).sum() {
            for (&at, &clock) in from {
                let groups = ties.groups(at);
                steps.extend(groups.map(|group| Step {
                    before: group[0].node(),
                    at,
                    way: Way::Back,
                    group,
                    clock,
                }));
            }
        } else {
            for at in self.near.nodes(hops) {
                let clock = |group: &[Incident]| from.get(&group[0].node()).copied();
                let groups = ties.groups(at).filter_map(|group| Some((group, clock(group)?)));
                steps.extend(groups.map(|(group, clock)| Step {
                    before: at,
                    at,
                    way: Way::Forth,
                    group,
                    clock,
                }));
            }
        }
        steps
    }

    /// The latest clock at which a node may be left with so many hops to go; `None` when no route passes through it then.
    pub(super) fn latest(&self, node: EntityIx, to_go: usize) -> Option<Clock> {
        match self.beyond(to_go) {
            None => self.far.clock(node, to_go),
            Some(clocks) => clocks.get(&node).copied(),
        }
    }

    /// How many nodes may be left with so many hops to go, at most.
    pub(super) fn count(&self, to_go: usize) -> usize {
        self.beyond(to_go).map_or_else(|| self.far.count(to_go), Clocks::len)
    }

    /// The nodes that may be left with so many hops to go, in no order.
    pub(super) fn nodes(&self, to_go: usize) -> Box<dyn Iterator<Item = EntityIx> + '_> {
        match self.beyond(to_go) {
            None => Box::new(self.far.nodes(to_go)),
            Some(clocks) => Box::new(clocks.keys().copied()),
        }
    }

    /// The clocks at nodes further than the far side tells of.
    fn beyond(&self, to_go: usize) -> Option<&Clocks> {
        self.beyond.get(to_go.checked_sub(self.known + 1)?)
    }
}
