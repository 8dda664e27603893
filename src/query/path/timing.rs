//! What dates do to a route: the rule, and how far in time a choice of edges has come.

use crate::date::{Clock, Together, Verdict};
use crate::model::RecordIx;
use crate::query::{AnsweredExtent, Reckoning};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::cell::RefCell;

/// What dates do to a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeRule {
    /// Any two hops may follow each other.
    #[default]
    Ignore,
    /// All hops hold at one common moment.
    Overlap,
    /// The hops can be taken one after the other, at days that never go back.
    Order,
}

impl TimeRule {
    /// The word used on the command line and in JSON.
    ///
    /// ```
    /// assert_eq!(relata::query::path::TimeRule::Order.as_str(), "order");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Overlap => "overlap",
            Self::Order => "order",
        }
    }
}

/// All that later hops need to know of when the earlier ones were.
#[derive(Debug, Clone, Copy)]
pub(super) enum Progress {
    Untimed,
    Overlap(Together),
    Order(Clock),
}

impl Progress {
    /// Whether whatever can follow `self` can follow `other` as well.
    pub(super) fn is_no_better_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Untimed, Self::Untimed) => true,
            (Self::Overlap(own), Self::Overlap(other)) => own.is_within(other),
            (Self::Order(own), Self::Order(other)) => other <= own,
            _ => false,
        }
    }
}

/// A rule with the dates that it judges by.
pub(super) struct Timing<'r, 'g> {
    rule: TimeRule,
    reckoning: &'r Reckoning<'g>,
    extents: RefCell<HashMap<RecordIx, AnsweredExtent, FxBuildHasher>>,
}

impl<'r, 'g> Timing<'r, 'g> {
    pub(super) fn new(rule: TimeRule, reckoning: &'r Reckoning<'g>) -> Self {
        Self { rule, reckoning, extents: RefCell::default() }
    }

    /// Whether routes have a verdict.
    pub(super) fn is_timed(&self) -> bool {
        self.rule != TimeRule::Ignore
    }

    /// How far the records of hops lead in time when the verdict is to be at least `need`, which is possible or
    /// certain; `None` when it is not.
    ///
    /// Records in a row that are the same share their date and are one moment. The verdict of one moment rests on no
    /// date at all, so a doubtful date matters only beside another.
    pub(super) fn progress(&self, records: &[RecordIx], need: Verdict) -> Option<Progress> {
        let one = records.windows(2).all(|pair| pair[0] == pair[1]);
        let mut progress = self.start();
        let mut last = None;
        for &record in records.iter().filter(|_| self.is_timed()) {
            if last.replace(record) != Some(record) {
                let doubtful = !one && need == Verdict::Certain && self.is_doubtful(record);
                progress = self.take(progress, record, need).filter(|_| !doubtful)?;
            }
        }
        Some(progress)
    }

    /// Whether no verdict that rests on the date of a record beside others is certain.
    pub(super) fn is_doubtful(&self, record: RecordIx) -> bool {
        self.is_timed() && self.extent(record).doubtful
    }

    /// Whether hops keep a clock.
    pub(super) fn is_ordered(&self) -> bool {
        self.rule == TimeRule::Order
    }

    /// The earliest clock after a hop by any of some records, at their best; `None` when none can be taken any more.
    pub(super) fn earliest_after(
        &self,
        clock: Clock,
        records: impl Iterator<Item = RecordIx>,
    ) -> Option<Clock> {
        records.filter_map(|record| clock.take_possibly(&self.reckoning.extent(record).taken.bounds)).min()
    }

    /// The latest clock from which a hop by any of some records leads to a clock no later than `by`, at their best.
    pub(super) fn latest_before(&self, by: Clock, records: impl Iterator<Item = RecordIx>) -> Option<Clock> {
        records.filter_map(|record| by.possibly_before(&self.reckoning.extent(record).taken.bounds)).max()
    }

    fn start(&self) -> Progress {
        match self.rule {
            TimeRule::Ignore => Progress::Untimed,
            TimeRule::Overlap => Progress::Overlap(Together::ALWAYS),
            TimeRule::Order => Progress::Order(Clock::START),
        }
    }

    /// Takes a hop at its best for the route, or at its worst: then among all dates that are sure, of which those taken
    /// are some, so that a route that keeps the rule for all of them keeps it as taken too.
    fn take(&self, progress: Progress, record: RecordIx, need: Verdict) -> Option<Progress> {
        let (certain, extent) = (need == Verdict::Certain, self.extent(record));
        if !extent.taken.has_choice() {
            return None;
        }
        let span = if certain { extent.sure } else { extent.taken };
        match progress {
            Progress::Untimed => Some(progress),
            Progress::Overlap(so_far) if certain => so_far.take_certainly(&span).map(Progress::Overlap),
            Progress::Overlap(so_far) => so_far.take_possibly(&span).map(Progress::Overlap),
            Progress::Order(clock) if certain => clock.take_certainly(&span.bounds).map(Progress::Order),
            Progress::Order(clock) => clock.take_possibly(&span.bounds).map(Progress::Order),
        }
    }

    fn extent(&self, record: RecordIx) -> AnsweredExtent {
        *self.extents.borrow_mut().entry(record).or_insert_with(|| self.reckoning.extent(record))
    }
}
