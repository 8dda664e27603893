//! Bounds as plain numbers, tightened to what a choice of dates can reach.

use super::{Bounds, Day, Span};

/// The earliest and latest start and end over all choices; absent bounds are the extreme numbers.
///
/// Every comparison of this module needs only these four: each of them is reached by some choice, and for a moment
/// `es == ee` and `ls == le`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) es: i64,
    pub(super) ls: i64,
    pub(super) ee: i64,
    pub(super) le: i64,
}

impl Limits {
    /// Finds the limits of a span; `None` if its bounds allow no choice.
    pub(super) fn of(span: &Span) -> Option<Self> {
        let state = Self::of_state(&span.bounds);
        if span.moment { state.and_then(Self::joined) } else { state }
    }

    /// Finds the limits of a state: a start is never later than the latest end, an end never before the earliest start.
    pub(super) fn of_state(bounds: &Bounds) -> Option<Self> {
        let (es, le) = (low(bounds.earliest_start), high(bounds.latest_end));
        let ls = high(bounds.latest_start).min(le);
        let ee = low(bounds.earliest_end).max(es);
        (es <= ls && ee <= le).then_some(Self { es, ls, ee, le })
    }

    /// Ties the start to the end: both lie where a start and an end may lie.
    fn joined(self) -> Option<Self> {
        let (first, last) = (self.ee, self.ls);
        (first <= last).then_some(Self { es: first, ls: last, ee: first, le: last })
    }
}

/// Reads an absent lower limit as infinitely early.
pub(super) fn low(day: Option<Day>) -> i64 {
    day.map_or(i64::MIN, |day| i64::from(day.number()))
}

/// Reads an absent upper limit as infinitely late.
pub(super) fn high(day: Option<Day>) -> i64 {
    day.map_or(i64::MAX, |day| i64::from(day.number()))
}
