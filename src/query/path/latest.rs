//! Until when a node may be left so that the other end can still be reached in order of time.

use super::distances::Distances;
use super::ties::{Neighbour, Ties};
use super::timing::Timing;
use crate::date::Clock;
use crate::model::EntityIx;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

type Clocks = HashMap<EntityIx, Clock, FxBuildHasher>;

/// For every number of hops the latest clock at which a node may be left to reach the other end in just so many.
///
/// It is the walk of [`Clock`] taken backwards over all edges at their best, each record free to be used again: what it
/// allows may still break a rule, what it forbids breaks that of time. So a search that keeps to it loses no route, and
/// does not wander among nodes from which there is no way on.
#[derive(Default)]
pub(super) struct Latest {
    /// By hops to go, within the far ball; right for every number of hops of the route.
    far: Vec<Clocks>,
    /// By hops to go, less those of the far ball, for nodes near to the beginning.
    near: Vec<Clocks>,
}

impl Latest {
    /// Goes back from the other end as far as the far ball reaches, then through the near one to routes of `hops` hops.
    pub(super) fn widen(
        &mut self,
        ties: &mut Ties<'_, '_>,
        timing: &Timing<'_, '_>,
        (near, far): (&Distances, &Distances),
        hops: usize,
    ) {
        if self.far.is_empty() {
            self.far.push(far.within(0).map(|node| (node, Clock::END)).collect());
        }
        // All edges within a ball are known but those of its last layer, which a complete one has not.
        let known = if far.is_complete() { hops } else { far.depth().min(hops) };
        while self.far.len() <= known {
            let clocks = back(ties, timing, &self.far[self.far.len() - 1], far);
            self.far.push(clocks);
        }
        self.near.clear();
        for to_go in self.far.len()..hops {
            let before = self.near.last().or(self.far.last());
            let clocks = before.map(|before| ahead(ties, timing, before, near.within(hops - to_go)));
            self.near.push(clocks.unwrap_or_default());
        }
    }

    /// Whether a node may be left at a clock with so many hops to go.
    pub(super) fn allows(&self, node: EntityIx, to_go: usize, clock: Clock) -> bool {
        let clocks = self.far.get(to_go).or_else(|| self.near.get(to_go.checked_sub(self.far.len())?));
        clocks.and_then(|clocks| clocks.get(&node)).is_some_and(|latest| clock <= *latest)
    }
}

/// One hop back from all nodes that have a clock, to nodes of the ball.
fn back(ties: &mut Ties<'_, '_>, timing: &Timing<'_, '_>, from: &Clocks, ball: &Distances) -> Clocks {
    let mut clocks = Clocks::default();
    for (&node, &clock) in from {
        for neighbour in ties.neighbours(node).iter().filter(|n| n.carries && ball.of(n.node).is_some()) {
            if let Some(latest) = timing.latest_before(clock, records(ties, neighbour)) {
                let known = clocks.entry(neighbour.node).or_insert(latest);
                *known = latest.max(*known);
            }
        }
    }
    clocks
}

/// The clocks of nodes whose neighbours have some.
fn ahead(
    ties: &mut Ties<'_, '_>,
    timing: &Timing<'_, '_>,
    next: &Clocks,
    nodes: impl Iterator<Item = EntityIx>,
) -> Clocks {
    let mut clocks = Clocks::default();
    for node in nodes {
        let list = ties.neighbours(node);
        let over = |neighbour: &Neighbour| {
            let clock = next.get(&neighbour.node).filter(|_| neighbour.carries)?;
            timing.latest_before(*clock, records(ties, neighbour))
        };
        if let Some(latest) = list.iter().filter_map(over).max() {
            clocks.insert(node, latest);
        }
    }
    clocks
}

/// The records that tie a neighbour.
pub(super) fn records(
    ties: &Ties<'_, '_>,
    neighbour: &Neighbour,
) -> impl Iterator<Item = crate::model::RecordIx> {
    let graph = ties.view.graph().petgraph();
    neighbour.edges.iter().map(move |&edge| graph[edge].record)
}
