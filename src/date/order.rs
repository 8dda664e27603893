//! Whether the hops of a route can be taken one after the other in time.
//!
//! A walk keeps one clock, as in Wu et al., "Path Problems in Temporal Graphs", PVLDB 7(9), 2014, 721-732
//! (<https://www.vldb.org/pvldb/vol7/p721-wu.pdf>): arrive as early as possible, and a hop is open only while it still
//! holds. Uncertain dates need the same walk twice, on two pairs of bounds: with every date at its best for the route,
//! and with every date at its worst.

use super::limits::Limits;
use super::{Bounds, Verdict};

/// The day on which a route stands after some hops; later compares as greater.
///
/// Of two routes to the same place the one with the earlier clock can be continued wherever the other can, so a search
/// may drop the later one. One clock serves one question: advance it only by [`take_possibly`](Self::take_possibly),
/// or only by [`take_certainly`](Self::take_certainly).
///
/// ```
/// use relata::date::{Clock, Extent, Reading};
///
/// let hop = |text| Extent::parse(text, Reading::Happening).map(|extent| *extent.bounds());
/// let after = Clock::START.take_possibly(&hop("1950")?).unwrap();
/// assert!(after > Clock::START);
/// assert_eq!(after.take_possibly(&hop("1949")?), None);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(i64);

impl Clock {
    /// Before any hop: infinitely early.
    pub const START: Self = Self(i64::MIN);

    /// Takes a hop if some choice of dates allows it; `None` if the hop is over before the clock.
    ///
    /// ```
    /// use relata::date::{Bounds, Clock};
    ///
    /// assert!(Clock::START.take_possibly(&Bounds::NOT_STATED).is_some());
    /// ```
    pub fn take_possibly(self, hop: &Bounds) -> Option<Self> {
        Limits::of_state(hop).and_then(|hop| self.take(hop.es, hop.le))
    }

    /// Takes a hop if every choice of dates allows it; `None` if the hop may be over before the clock.
    ///
    /// After a hop that may begin infinitely late the clock stands infinitely late, and no further hop is certain.
    ///
    /// ```
    /// use relata::date::{Bounds, Clock};
    ///
    /// let after = Clock::START.take_certainly(&Bounds::NOT_STATED).unwrap();
    /// assert_eq!(after.take_certainly(&Bounds::NOT_STATED), None);
    /// ```
    pub fn take_certainly(self, hop: &Bounds) -> Option<Self> {
        Limits::of_state(hop).and_then(|hop| self.take(hop.ls, hop.ee))
    }

    /// After all hops: infinitely late.
    pub const END: Self = Self(i64::MAX);

    /// The latest clock from which a hop can possibly be taken so that the clock is then no later than this one; `None`
    /// if there is none.
    ///
    /// ```
    /// use relata::date::{Clock, Extent, Reading};
    ///
    /// let hop = *Extent::parse("1950", Reading::Happening)?.bounds();
    /// let latest = Clock::END.possibly_before(&hop).unwrap();
    /// assert!(latest.take_possibly(&hop).is_some());
    /// assert_eq!(Clock::START.possibly_before(&hop), None);
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    pub fn possibly_before(self, hop: &Bounds) -> Option<Self> {
        let hop = Limits::of_state(hop)?;
        (hop.es <= self.0).then_some(Self(hop.le.min(self.0)))
    }

    fn take(self, opens: i64, closes: i64) -> Option<Self> {
        (self.0 <= closes).then_some(Self(self.0.max(opens)))
    }
}

/// Tells whether the hops can be taken in the given order, at days that never go back.
///
/// A hop can be taken on any day on which it holds; two hops may share a day. The dates of the hops are chosen
/// independently, so hops in a row by one record, which share one date, must be merged into one by the caller, and a
/// record must not come back later in the route. A happening needs bounds whose start and end are equal, as
/// [`Extent`](super::Extent) gives them. No hop at all is certainly in order. Takes time linear in the hops.
///
/// ```
/// use relata::date::{Extent, Reading, Verdict, ordered};
///
/// let hop = |text| Extent::parse(text, Reading::Happening).map(|extent| *extent.bounds());
/// assert_eq!(ordered([hop("1950")?, hop("1951")?].into_iter()), Verdict::Certain);
/// assert_eq!(ordered([hop("1950")?, hop("1950-05")?].into_iter()), Verdict::Possible);
/// assert_eq!(ordered([hop("1960")?, hop("1950")?].into_iter()), Verdict::Impossible);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
pub fn ordered(hops: impl Iterator<Item = Bounds>) -> Verdict {
    let (mut possible, mut certain) = (Some(Clock::START), Some(Clock::START));
    for hop in hops {
        possible = possible.and_then(|clock| clock.take_possibly(&hop));
        certain = certain.and_then(|clock| clock.take_certainly(&hop));
    }
    Verdict::judge(possible.is_some(), certain.is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::choices::{choices, span, verdict};
    use super::super::{Day, Extent, Reading, Span};
    use super::*;

    fn happening(text: &str) -> Bounds {
        *Extent::parse(text, Reading::Happening).unwrap().bounds()
    }

    fn state(text: &str) -> Bounds {
        *Extent::parse(text, Reading::State).unwrap().bounds()
    }

    fn within(first: i32, last: i32) -> Bounds {
        Bounds::moment(Some(Day::from_number(first)), Some(Day::from_number(last)))
    }

    /// S -1960- A -1961/1970- B -1950- T
    #[test]
    fn a_route_back_in_time_is_impossible() {
        for middle in [happening("1961/1970"), state("1961/1970"), Bounds::NOT_STATED] {
            let route = [happening("1960"), middle, happening("1950")];
            assert_eq!(ordered(route.into_iter()), Verdict::Impossible);
        }
    }

    /// S -1950- B -1951- A -1955- T, beside S -1960- A
    #[test]
    fn a_late_parallel_edge_does_not_hide_an_early_route() {
        let route = ["1950", "1951", "1955"].map(happening);
        assert_eq!(ordered(route.into_iter()), Verdict::Certain);
        assert_eq!(ordered([happening("1960"), happening("1955")].into_iter()), Verdict::Impossible);
    }

    #[test]
    fn hops_possible_in_pairs_can_be_impossible_together() {
        let (a, b, c) = (within(5, 10), within(1, 6), within(1, 4));
        assert_eq!(ordered([a, b].into_iter()), Verdict::Possible);
        assert_eq!(ordered([b, c].into_iter()), Verdict::Possible);
        assert_eq!(ordered([a, b, c].into_iter()), Verdict::Impossible);
        assert_eq!(ordered([a, c].into_iter()), Verdict::Impossible, "the first already outruns the last");
    }

    #[test]
    fn an_undated_hop_is_possible_and_alone_certain() {
        assert_eq!(ordered([].into_iter()), Verdict::Certain);
        assert_eq!(ordered([Bounds::NOT_STATED].into_iter()), Verdict::Certain);
        assert_eq!(ordered([happening("1950"), Bounds::NOT_STATED].into_iter()), Verdict::Possible);
    }

    /// Tries every sequence of days on which the hops can be taken.
    fn can_be_taken(hops: &[(i32, i32)], from: i32) -> bool {
        hops.split_first().is_none_or(|((start, end), rest)| {
            (*start..=*end).any(|day| from <= day && can_be_taken(rest, day))
        })
    }

    /// Bounds of a moment as an extent gives them: tied, so that the walk needs no flag.
    fn tied(span: Span) -> Span {
        let Bounds { earliest_start, latest_end, .. } = span.bounds;
        if span.moment { Span::moment(Bounds::moment(earliest_start, latest_end)) } else { span }
    }

    proptest! {
        #[test]
        fn a_hop_can_be_taken_in_time_from_the_latest_clock_and_from_no_later_one(
            hop in span(), at in -2..9_i64, by in -2..9_i64,
        ) {
            let in_time = Clock(at).take_possibly(&hop.bounds).is_some_and(|after| after <= Clock(by));
            let latest = Clock(by).possibly_before(&hop.bounds);
            prop_assert_eq!(in_time, latest.is_some_and(|latest| Clock(at) <= latest));
        }

        #[test]
        fn the_clock_agrees_with_trying_all(a in span(), b in span(), c in span()) {
            let hops = [a, b, c].map(tied);
            let [first, second, third] = hops.map(|hop| choices(&hop));
            let tried = verdict(first.iter().flat_map(|x| {
                let third = &third;
                second.iter().flat_map(move |y| third.iter().map(move |z| can_be_taken(&[*x, *y, *z], i32::MIN)))
            }));
            prop_assert_eq!(ordered(hops.into_iter().map(|hop| hop.bounds)), tried);
        }
    }
}
