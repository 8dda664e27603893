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
    /// The nodes by distance; the last layer has not been passed yet.
    layers: Vec<Vec<EntityIx>>,
    /// The hubs met, each with its distance.
    pub(super) hubs: HashMap<EntityIx, usize, FxBuildHasher>,
    barred: BTreeSet<EntityIx>,
}

impl Distances {
    /// Distances from `start`, not passing through `barred`.
    pub(super) fn from(start: &[EntityIx], barred: impl IntoIterator<Item = EntityIx>) -> Self {
        Self {
            hops: start.iter().map(|&node| (node, 0)).collect(),
            layers: vec![start.to_vec()],
            hubs: HashMap::default(),
            barred: barred.into_iter().collect(),
        }
    }

    /// How far it has been widened.
    pub(super) fn depth(&self) -> usize {
        self.layers.len() - 1
    }

    /// Whether there is nothing further off.
    pub(super) fn is_complete(&self) -> bool {
        self.frontier().is_empty()
    }

    fn frontier(&self) -> &[EntityIx] {
        self.layers.last().map_or(&[], Vec::as_slice)
    }

    /// How many edges one hop more will look at.
    pub(super) fn cost(&self, ties: &Ties<'_, '_>) -> u64 {
        self.frontier().iter().map(|&node| u64::from(ties.view.graph().incidence(node))).sum()
    }

    /// Looks up to `depth` hops far. Every edge is looked at once over all calls.
    pub(super) fn widen(&mut self, ties: &mut Ties<'_, '_>, depth: usize) {
        while self.depth() < depth && !self.is_complete() {
            self.widen_once(ties);
        }
    }

    /// Looks one hop further.
    pub(super) fn widen_once(&mut self, ties: &mut Ties<'_, '_>) {
        let frontier = self.frontier().to_vec();
        self.layers.push(Vec::new());
        for node in frontier {
            for neighbour in &*ties.neighbours(node) {
                if neighbour.carries {
                    self.meet(ties, neighbour.node);
                }
            }
        }
    }

    fn meet(&mut self, ties: &mut Ties<'_, '_>, node: EntityIx) {
        if self.hops.contains_key(&node) || self.barred.contains(&node) {
            return;
        }
        let depth = self.depth();
        if !ties.is_crossable(node) {
            self.hubs.entry(node).or_insert(depth);
            return;
        }
        self.hops.insert(node, depth);
        self.layers[depth].push(node);
    }

    /// The distance of a node, if it has been reached.
    pub(super) fn of(&self, node: EntityIx) -> Option<usize> {
        self.hops.get(&node).copied()
    }

    /// The nodes at most so far away, the nearest first.
    pub(super) fn within(&self, depth: usize) -> impl Iterator<Item = EntityIx> + '_ {
        self.layers.iter().take(depth.saturating_add(1)).flatten().copied()
    }
}
