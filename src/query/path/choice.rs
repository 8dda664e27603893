//! Which edges can carry a sequence of nodes together, by the rules about records.

use super::PathQuery;
use super::ties::{crowd, is_walkable, role_at};
use super::timing::{Progress, Timing};
use crate::date::Verdict;
use crate::graph::View;
use crate::model::{EntityIx, RecordIx};
use petgraph::graph::EdgeIndex;
use std::rc::Rc;

/// A sequence of nodes with the edges that join each to the next.
///
/// A *choice* is one edge a hop. It is admissible when no run of hops by one record could be one hop of it, no record
/// is used in two separate places, no run by one record leads from one of a crowd to another, and every edge is walked
/// in a direction that the question allows, and time allows it all at least with the verdict needed.
pub(super) struct Choices<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) query: &'a PathQuery,
    pub(super) timing: &'a Timing<'a, 'a>,
    /// Possible or certain.
    pub(super) need: Verdict,
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
        // An edge whose record cannot matter further on fails for all like it that lead no further back in time.
        let mut barren: Vec<Progress> = Vec::new();
        for &edge in &*self.lists[hop] {
            let wanted = fixed.is_none_or(|(at, only)| at != hop || only == edge);
            let Some(progress) = self.may_follow(chosen, edge).filter(|_| wanted) else { continue };
            let recurs = self.recurs(hop, edge);
            if !recurs && barren.iter().any(|failed| progress.is_no_better_than(*failed)) {
                continue;
            }
            chosen.push(edge);
            if self.complete(chosen, fixed) {
                return true;
            }
            chosen.pop();
            // A doubtful date may be the whole reason, and another edge has its own.
            let excused = self.need == Verdict::Certain && self.timing.is_doubtful(self.record(edge));
            if !recurs && !excused {
                barren.push(progress);
            }
        }
        false
    }

    /// Whether a later hop can be made by the record of this edge.
    fn recurs(&self, hop: usize, edge: EdgeIndex<u32>) -> bool {
        let record = self.record(edge);
        self.lists[hop + 1..].iter().any(|list| list.iter().any(|&later| self.record(later) == record))
    }

    /// Hands every admissible choice to `visit`, in order, until it breaks: routes unfolded to their edges.
    pub(super) fn each(&self, visit: &mut dyn FnMut(&[EdgeIndex<u32>]) -> std::ops::ControlFlow<()>) {
        let _ = self.unfold(&mut Vec::new(), visit);
    }

    fn unfold(
        &self,
        chosen: &mut Chosen,
        visit: &mut dyn FnMut(&[EdgeIndex<u32>]) -> std::ops::ControlFlow<()>,
    ) -> std::ops::ControlFlow<()> {
        if chosen.len() == self.lists.len() {
            return visit(chosen);
        }
        for &edge in &*self.lists[chosen.len()] {
            if self.may_follow(chosen, edge).is_some() {
                chosen.push(edge);
                self.unfold(chosen, visit)?;
                chosen.pop();
            }
        }
        std::ops::ControlFlow::Continue(())
    }

    /// For each hop the edges that are part of an admissible choice, those of a given choice in front.
    pub(super) fn admissible(&self, first: &[EdgeIndex<u32>]) -> Vec<Chosen> {
        let hop = |(n, &front): (usize, &EdgeIndex<u32>)| {
            let others = self.lists[n].iter().copied().filter(|&edge| edge != front);
            let others = others.filter(|&edge| self.first_with(Some((n, edge))).is_some());
            std::iter::once(front).chain(others).collect()
        };
        first.iter().enumerate().map(hop).collect()
    }

    /// How far in time an edge leads as the next hop after those chosen, if it can be that.
    fn may_follow(&self, chosen: &[EdgeIndex<u32>], edge: EdgeIndex<u32>) -> Option<Progress> {
        if !self.keeps_record_rules(chosen, edge) {
            return None;
        }
        if !self.timing.is_timed() {
            return Some(Progress::Untimed);
        }
        let records: Vec<RecordIx> = chosen.iter().chain([&edge]).map(|&edge| self.record(edge)).collect();
        self.timing.progress(&records, self.need)
    }

    /// Whether time allows a whole choice with a verdict.
    pub(super) fn is(&self, chosen: &[EdgeIndex<u32>], verdict: Verdict) -> bool {
        let records: Vec<RecordIx> = chosen.iter().map(|&edge| self.record(edge)).collect();
        self.timing.progress(&records, verdict).is_some()
    }

    /// Whether an edge is walked in an allowed direction and uses its record as the rules want it.
    fn keeps_record_rules(&self, chosen: &[EdgeIndex<u32>], edge: EdgeIndex<u32>) -> bool {
        let here = self.nodes[chosen.len()];
        if !is_walkable(self.view.graph(), self.query, edge, here) {
            return false;
        }
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
        if self.query.cross_hubs {
            return false;
        }
        let Some(role) = role_at(self.view.graph(), edge, end) else { return false };
        let mut begins = run.iter().chain([&edge]).zip(&self.nodes[start..]);
        begins.any(|(&first, &node)| role_at(self.view.graph(), first, node) == Some(role))
            && crowd(self.view.graph(), self.record(edge), role).is_some()
    }

    /// Whether a record makes an edge that may be crossed from one node to another.
    fn joins(&self, record: RecordIx, a: EntityIx, b: EntityIx) -> bool {
        self.view.graph().edges_of(record).any(|edge| {
            let between = (edge.source, edge.target) == (a, b) || (edge.source, edge.target) == (b, a);
            between
                && self.query.admits(self.view, &edge)
                && is_walkable(self.view.graph(), self.query, edge.index, a)
        })
    }

    fn record(&self, edge: EdgeIndex<u32>) -> RecordIx {
        self.view.graph().petgraph()[edge].record
    }
}
