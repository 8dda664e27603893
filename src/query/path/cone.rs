//! The nodes that routes of so many hops can pass through: found from both ends at once, which looks at the square root of
//! what a search from one end would.

use super::distances::Distances;
use super::latest::Latest;
use super::search::Ends;
use super::ties::Ties;
use super::timing::Timing;
use crate::date::Clock;
use crate::model::EntityIx;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// How many hops from the other end the nodes are that a route of a number of hops may pass through.
///
/// Both sides are widened, the cheaper first, until they meet in the middle: then a node of a route lies within the far
/// ball, or so near to the beginning that all its neighbours have been looked at. The rules about records are not
/// considered, and dates only where hops must follow each other, so it holds all that routes need and may hold more.
pub(super) struct Cone {
    near: Distances,
    far: Distances,
    /// The distances of nodes outside the far ball, right for the last number of hops.
    beyond: HashMap<EntityIx, usize, FxBuildHasher>,
    /// Until when nodes may be left, where hops must follow each other.
    latest: Option<Latest>,
}

impl Cone {
    pub(super) fn between(ends: &Ends, timing: &Timing<'_, '_>) -> Self {
        Self {
            near: Distances::from(&ends.from, ends.to.iter().copied()),
            far: Distances::from(&ends.to, ends.from.iter().copied()),
            beyond: HashMap::default(),
            latest: timing.is_ordered().then(Latest::default),
        }
    }

    /// Makes it that of routes of `hops` hops; the numbers of later calls are greater.
    pub(super) fn widen(&mut self, ties: &mut Ties<'_, '_>, timing: &Timing<'_, '_>, hops: usize) {
        while self.near.depth() + self.far.depth() < hops {
            let near_is_cheaper = self.near.cost(ties) <= self.far.cost(ties);
            let side = if near_is_cheaper { &mut self.near } else { &mut self.far };
            if side.is_complete() {
                break;
            }
            side.widen_once(ties);
        }
        self.beyond.clear();
        for distance in self.far.depth() + 1..hops {
            let candidates = self.near.within(hops - distance).filter(|&node| self.remaining(node).is_none());
            let joins = |node: &EntityIx, ties: &mut Ties<'_, '_>| {
                let neighbours = ties.neighbours(*node);
                neighbours.iter().any(|next| next.carries && self.remaining(next.node) == Some(distance - 1))
            };
            let found: Vec<EntityIx> = candidates.filter(|node| joins(node, ties)).collect();
            self.beyond.extend(found.into_iter().map(|node| (node, distance)));
        }
        if let Some(latest) = &mut self.latest {
            latest.widen(ties, timing, (&self.near, &self.far), hops);
        }
    }

    /// Whether a node can be left at a clock, as far as dates decide, with so many hops to go.
    pub(super) fn allows(&self, node: EntityIx, to_go: usize, clock: Clock) -> bool {
        self.latest.as_ref().is_none_or(|latest| latest.allows(node, to_go, clock))
    }

    /// How many hops the other end is away from a node, if a route may pass through it at all.
    pub(super) fn remaining(&self, node: EntityIx) -> Option<usize> {
        self.far.of(node).or_else(|| self.beyond.get(&node).copied())
    }
}
