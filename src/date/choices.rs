//! For tests: every choice of dates within small bounds, to check the rules against.

use proptest::prelude::*;

use super::{Bounds, Day, Span, Verdict};

/// Stands for infinitely early and late beside days 0 to 5.
const OUTSIDE: (i32, i32) = (-2, 7);

/// Any span over a few days, with absent, tied and contradictory bounds among them.
pub(super) fn span() -> impl Strategy<Value = Span> {
    (any::<bool>(), any::<bool>(), [limit(), limit(), limit(), limit()]).prop_map(|(moment, tidy, days)| {
        let bounds = if tidy { tidied(days, moment) } else { from_array(days) };
        Span { bounds, moment }
    })
}

fn limit() -> impl Strategy<Value = Option<Day>> {
    proptest::option::weighted(0.8, (0..6).prop_map(Day::from_number))
}

fn from_array([earliest_start, latest_start, earliest_end, latest_end]: [Option<Day>; 4]) -> Bounds {
    Bounds { earliest_start, latest_start, earliest_end, latest_end }
}

/// Sorts the known days, so that most generated spans allow a choice.
fn tidied(days: [Option<Day>; 4], moment: bool) -> Bounds {
    let mut known: Vec<Day> = days.into_iter().flatten().collect();
    known.sort();
    let mut known = known.into_iter();
    let bounds = from_array(days.map(|day| day.and_then(|_| known.next())));
    if moment { Bounds::moment(bounds.earliest_start, bounds.latest_end) } else { bounds }
}

/// All pairs of start and end that the bounds allow.
pub(super) fn choices(span: &Span) -> Vec<(i32, i32)> {
    let low = |day: Option<Day>| day.map_or(OUTSIDE.0, Day::number);
    let high = |day: Option<Day>| day.map_or(OUTSIDE.1, Day::number);
    let Bounds { earliest_start, latest_start, earliest_end, latest_end } = span.bounds;
    let starts = low(earliest_start)..=high(latest_start);
    let ends = low(earliest_end)..=high(latest_end);
    starts
        .flat_map(|start| ends.clone().map(move |end| (start, end)))
        .filter(|(start, end)| if span.moment { start == end } else { start <= end })
        .collect()
}

/// Sums up what came of trying every choice; no choice at all is impossible.
pub(super) fn verdict(tried: impl Iterator<Item = bool>) -> Verdict {
    let (mut some, mut all) = (false, true);
    tried.for_each(|held| {
        some |= held;
        all &= held;
    });
    Verdict::judge(some, all)
}
