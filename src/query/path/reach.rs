//! How far routes reach from an end, widened hop by hop as a search goes deeper.

use super::ties::{Ties, Way};
use super::timing::Timing;
use crate::date::Clock;
use crate::graph::Incident;
use crate::model::EntityIx;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;

/// For every node that routes may pass through, in how many hops it can be reached, and at which clock.
///
/// Breadth first, and a node is reached anew only with a better clock than with fewer hops: forth an earlier one, back a
/// later one (Wu et al., "Path problems in temporal graphs", PVLDB 7(9), 2014, by hops). Where hops need not follow each
/// other all clocks are alike, and what is left are distances. A walk may come back to a node and use a record again, so
/// that what is reached may hold more than routes can use, never less. Nodes that no route passes through (hubs, the ends)
/// are not reached but noted when they are met.
pub(super) struct Reach {
    way: Way,
    /// In the order of hops.
    labels: Vec<Label>,
    /// The last label of each node.
    last: HashMap<EntityIx, u32, FxBuildHasher>,
    /// Where the labels of each number of hops begin.
    layers: Vec<usize>,
    /// The hubs met, each with its distance.
    pub(super) hubs: HashMap<EntityIx, usize, FxBuildHasher>,
    barred: BTreeSet<EntityIx>,
}

/// That a node is reached.
#[derive(Debug, Clone, Copy)]
struct Label {
    node: EntityIx,
    hops: u32,
    clock: Clock,
    /// The label of the same node with fewer hops.
    before: Option<u32>,
}

impl Reach {
    /// What is reached from `start` in a way, not passing through `barred`.
    pub(super) fn from(start: &[EntityIx], way: Way, barred: impl IntoIterator<Item = EntityIx>) -> Self {
        let clock = if way == Way::Forth { Clock::START } else { Clock::END };
        let labels: Vec<Label> =
            start.iter().map(|&node| Label { node, hops: 0, clock, before: None }).collect();
        Self {
            way,
            last: (0..).zip(&labels).map(|(n, label)| (label.node, n)).collect(),
            labels,
            layers: vec![0],
            hubs: HashMap::default(),
            barred: barred.into_iter().collect(),
        }
    }

    /// How far it has been widened.
    pub(super) fn depth(&self) -> usize {
        self.layers.len() - 1
    }

    /// Whether more hops reach nothing more.
    pub(super) fn is_complete(&self) -> bool {
        self.frontier().is_empty()
    }

    fn frontier(&self) -> &[Label] {
        &self.labels[self.layers[self.depth()]..]
    }

    /// How many edges one hop more will look at.
    pub(super) fn cost(&self, ties: &Ties<'_, '_>) -> u64 {
        self.frontier().iter().map(|label| u64::from(ties.view.graph().incidence(label.node))).sum()
    }

    /// Looks up to `depth` hops far, whatever the dates.
    pub(super) fn widen(&mut self, ties: &mut Ties<'_, '_>, depth: usize) {
        while self.depth() < depth && !self.is_complete() {
            self.widen_once(ties, None);
        }
    }

    /// Looks one hop further; with a timing, hops follow each other.
    pub(super) fn widen_once(&mut self, ties: &mut Ties<'_, '_>, timing: Option<&Timing<'_, '_>>) {
        let frontier = self.layers[self.depth()]..self.labels.len();
        self.layers.push(self.labels.len());
        for label in frontier {
            let Label { node, clock, .. } = self.labels[label];
            for group in ties.groups(node) {
                let other = group[0].node();
                let improves =
                    |clock| self.newest(other).is_none_or(|known| self.is_better(clock, known.clock));
                // No hop makes a clock better.
                if !improves(clock) || !ties.carries(node, group, self.way) {
                    continue;
                }
                let clock = timing.map_or(Some(clock), |timing| self.after(ties, timing, clock, group));
                if let Some(clock) = clock.filter(|&clock| improves(clock)) {
                    self.meet(ties, other, clock);
                }
            }
        }
    }

    /// The clock after a hop over some edges, at its best.
    fn after<'g>(
        &self,
        ties: &Ties<'_, 'g>,
        timing: &Timing<'_, '_>,
        clock: Clock,
        group: &'g [Incident],
    ) -> Option<Clock> {
        let records = ties.records(group, self.way);
        match self.way {
            Way::Forth => timing.earliest_after(clock, records),
            Way::Back => timing.latest_before(clock, records),
        }
    }

    fn is_better(&self, clock: Clock, than: Clock) -> bool {
        if self.way == Way::Forth { clock < than } else { clock > than }
    }

    fn meet(&mut self, ties: &mut Ties<'_, '_>, node: EntityIx, clock: Clock) {
        if self.barred.contains(&node) {
            return;
        }
        let hops = self.depth();
        if !ties.is_crossable(node) {
            self.hubs.entry(node).or_insert(hops);
            return;
        }
        let before = self.last.get(&node).copied();
        match before.map(|n| &mut self.labels[n as usize]) {
            Some(label) if label.hops as usize == hops => label.clock = clock,
            _ => {
                self.last.insert(node, self.labels.len() as u32);
                self.labels.push(Label { node, hops: hops as u32, clock, before });
            }
        }
    }

    fn newest(&self, node: EntityIx) -> Option<&Label> {
        self.last.get(&node).map(|&n| &self.labels[n as usize])
    }

    /// The labels of a node, those of more hops first.
    fn of(&self, node: EntityIx) -> impl Iterator<Item = &Label> {
        let before = |label: &&Label| label.before.map(|n| &self.labels[n as usize]);
        std::iter::successors(self.newest(node), move |label| before(label))
    }

    /// The fewest hops to a node, if it has been reached.
    pub(super) fn distance(&self, node: EntityIx) -> Option<usize> {
        self.of(node).last().map(|label| label.hops as usize)
    }

    /// The best clock at a node after at most so many hops, if it can be reached in them.
    pub(super) fn clock(&self, node: EntityIx, hops: usize) -> Option<Clock> {
        self.of(node).find(|label| label.hops as usize <= hops).map(|label| label.clock)
    }

    /// The nodes reached in at most so many hops, each once.
    pub(super) fn nodes(&self, hops: usize) -> impl Iterator<Item = EntityIx> + '_ {
        let firsts = self.labels[..self.count(hops)].iter().filter(|label| label.before.is_none());
        firsts.map(|label| label.node)
    }

    /// How many nodes are reached in at most so many hops; one that is reached with several clocks may count as often.
    pub(super) fn count(&self, hops: usize) -> usize {
        self.layers.get(hops + 1).copied().unwrap_or(self.labels.len())
    }
}
