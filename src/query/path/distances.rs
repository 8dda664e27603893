//! How far nodes are from an end, widened hop by hop as a search goes deeper.

use super::ties::Ties;
use crate::model::EntityIx;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;

/// The number of hops from a set of nodes to every node that a route may pass through, as far as it has been widened.
///
/// Breadth first; nodes that no route passes through (hubs, the ends) get no distance but are noted when they are met.
pub(super) struct Distances {
    hops: HashMap<EntityIx, usize, FxBuildHasher>,
    frontier: Vec<EntityIx>,
    depth: usize,
    /// The hubs met, each with its distance.
    pub(super) hubs: HashMap<EntityIx, usize, FxBuildHasher>,
    barred: BTreeSet<EntityIx>,
}

impl Distances {
    /// Distances from `start`, not passing through `barred`.
    pub(super) fn from(start: &[EntityIx], barred: impl IntoIterator<Item = EntityIx>) -> Self {
        Self {
            hops: start.iter().map(|&node| (node, 0)).collect(),
            frontier: start.to_vec(),
            depth: 0,
            hubs: HashMap::default(),
            barred: barred.into_iter().collect(),
        }
    }

    /// Looks up to `depth` hops far. Every edge is looked at once over all calls.
    pub(super) fn widen(&mut self, ties: &mut Ties<'_, '_>, depth: usize) {
        while self.depth < depth && !self.frontier.is_empty() {
            self.depth += 1;
            for node in std::mem::take(&mut self.frontier) {
                for neighbour in &*ties.neighbours(node) {
                    if neighbour.carries {
                        self.meet(ties, neighbour.node);
                    }
                }
            }
        }
    }

    fn meet(&mut self, ties: &mut Ties<'_, '_>, node: EntityIx) {
        if self.hops.contains_key(&node) || self.barred.contains(&node) {
            return;
        }
        if !ties.is_crossable(node) {
            self.hubs.entry(node).or_insert(self.depth);
            return;
        }
        self.hops.insert(node, self.depth);
        self.frontier.push(node);
    }

    /// The distance of a node, if it has been reached.
    pub(super) fn of(&self, node: EntityIx) -> Option<usize> {
        self.hops.get(&node).copied()
    }
}
