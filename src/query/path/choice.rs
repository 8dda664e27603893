//! Which edges can carry a sequence of nodes together, by the rules about records.

use super::ties::{Terms, crowd, role_at};
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RecordIx};
use petgraph::graph::EdgeIndex;
use std::rc::Rc;

/// A sequence of nodes with the edges that join each to the next.
///
/// A *choice* is one edge a hop. It is admissible when no run of hops by one record could be one hop of it, no record
/// is used in two separate places, and no run by one record leads from one of a crowd to another.
pub(super) struct Choices<'a> {
    pub(super) graph: &'a KnowledgeGraph,
    pub(super) terms: Terms,
    /// One more than `lists`.
    pub(super) nodes: &'a [EntityIx],
    /// The edges of each hop, best first.
    pub(super) lists: &'a [Rc<[EdgeIndex<u32>]>],
}

type Chosen = Vec<EdgeIndex<u32>>;

impl Choices<'_> {
    /// The first admissible choice, in the order of the lists, hop by hop.
    pub(super) fn first(&self) -> Option<Chosen> {
        self.first_with(None)
    }

    /// The first admissible choice with one hop's edge given.
    fn first_with(&self, fixed: Option<(usize, EdgeIndex<u32>)>) -> Option<Chosen> {
        let mut chosen = Vec::with_capacity(self.lists.len());
        self.complete(&mut chosen, fixed).then_some(chosen)
    }

    fn complete(&self, chosen: &mut Chosen, fixed: Option<(usize, EdgeIndex<u32>)>) -> bool {
        let hop = chosen.len();
        if hop == self.lists.len() {
            return true;
        }
        // An edge whose record cannot matter further on fails for all like it, so one failure stands for many.
        let mut barren = false;
        for &edge in &*self.lists[hop] {
            let wanted = fixed.is_none_or(|(at, only)| at != hop || only == edge);
            if !wanted || !self.may_follow(chosen, edge) || barren && !self.recurs(hop, edge) {
                continue;
            }
            chosen.push(edge);
            if self.complete(chosen, fixed) {
                return true;
            }
            chosen.pop();
            barren |= !self.recurs(hop, edge);
        }
        false
    }

    /// Whether a later hop can be made by the record of this edge.
    fn recurs(&self, hop: usize, edge: EdgeIndex<u32>) -> bool {
        let record = self.record(edge);
        self.lists[hop + 1..].iter().any(|list| list.iter().any(|&later| self.record(later) == record))
    }

    /// Hands every admissible choice to `visit`, in order, until it breaks: routes unfolded to their edges.
    #[cfg(test)]
    pub(super) fn each(&self, visit: &mut dyn FnMut(&[EdgeIndex<u32>]) -> std::ops::ControlFlow<()>) {
        let _ = self.unfold(&mut Vec::new(), visit);
    }

    #[cfg(test)]
    fn unfold(
        &self,
        chosen: &mut Chosen,
        visit: &mut dyn FnMut(&[EdgeIndex<u32>]) -> std::ops::ControlFlow<()>,
    ) -> std::ops::ControlFlow<()> {
        if chosen.len() == self.lists.len() {
            return visit(chosen);
        }
        for &edge in &*self.lists[chosen.len()] {
            if self.may_follow(chosen, edge) {
                chosen.push(edge);
                self.unfold(chosen, visit)?;
                chosen.pop();
            }
        }
        std::ops::ControlFlow::Continue(())
    }

    /// For each hop the edges that are part of an admissible choice, those of the first choice in front.
    pub(super) fn admissible(&self) -> Vec<Chosen> {
        let Some(first) = self.first() else { return Vec::new() };
        let hop = |(n, &front): (usize, &EdgeIndex<u32>)| {
            let others = self.lists[n].iter().copied().filter(|&edge| edge != front);
            let others = others.filter(|&edge| self.first_with(Some((n, edge))).is_some());
            std::iter::once(front).chain(others).collect()
        };
        first.iter().enumerate().map(hop).collect()
    }

    /// Whether an edge can be the next hop after those chosen.
    fn may_follow(&self, chosen: &[EdgeIndex<u32>], edge: EdgeIndex<u32>) -> bool {
        let record = self.record(edge);
        let run = chosen.iter().rev().take_while(|&&earlier| self.record(earlier) == record).count();
        let (before, run) = chosen.split_at(chosen.len() - run);
        if before.iter().any(|&earlier| self.record(earlier) == record) {
            return false;
        }
        let end = self.nodes[chosen.len() + 1];
        let shortened = (0..run.len()).any(|n| self.joins(record, self.nodes[before.len() + n], end));
        !shortened && !self.crosses_crowd(before.len(), run, edge, end)
    }

    /// Whether some part of the run that ends with `edge` leads from one of a crowd to another.
    fn crosses_crowd(
        &self,
        start: usize,
        run: &[EdgeIndex<u32>],
        edge: EdgeIndex<u32>,
        end: EntityIx,
    ) -> bool {
        if self.terms.cross_hubs {
            return false;
        }
        let Some(role) = role_at(self.graph, edge, end) else { return false };
        let mut begins = run.iter().chain([&edge]).zip(&self.nodes[start..]);
        begins.any(|(&first, &node)| role_at(self.graph, first, node) == Some(role))
            && crowd(self.graph, self.record(edge), role).is_some()
    }

    /// Whether a record makes an edge that may be crossed between two nodes.
    fn joins(&self, record: RecordIx, a: EntityIx, b: EntityIx) -> bool {
        self.graph.edges_of(record).any(|edge| {
            let between = (edge.source, edge.target) == (a, b) || (edge.source, edge.target) == (b, a);
            between && (self.terms.cross_non_ties || edge.data.is_tie())
        })
    }

    fn record(&self, edge: EdgeIndex<u32>) -> RecordIx {
        self.graph.petgraph()[edge].record
    }
}
