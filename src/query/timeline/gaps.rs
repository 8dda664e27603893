//! Of which days a history says nothing.

use crate::date::{Day, EndStatus, Extent};
use crate::query::answered::AnsweredExtent;
use std::fmt;

/// Days between two states of a history of which none is recorded, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// The days of which a state may tell; an absent one is infinite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
}

impl Cover {
    pub(super) fn begins_after(self, gap: &Gap) -> bool {
        self.from.is_some_and(|from| gap.to < from)
    }
}

/// The days of which a state may tell; `None` without a date.
///
/// A side that is open or unknown reaches on; one of which nothing is stated ends with the days written, or lasts until
/// the derived end.
pub(super) fn cover(stated: &Extent, answered: &AnsweredExtent) -> Option<Cover> {
    let unstated = |status| status == Some(EndStatus::NotStated);
    let bounds = stated.bounds();
    let from = if unstated(stated.start_status()) { stated.date_min() } else { bounds.earliest_start };
    let to = if unstated(stated.end_status()) { stated.date_max() } else { bounds.latest_end };
    stated.is_stated().then_some(Cover { from, to: answered.derived_end.or(to) })
}

/// The gaps between states, in order. O(n log n).
pub(super) fn gaps(covers: &[Option<Cover>]) -> Vec<Gap> {
    let mut covers: Vec<Cover> = covers.iter().copied().flatten().collect();
    covers.sort_by_key(|cover| cover.from);
    let mut rest = covers.into_iter();
    let Some(first) = rest.next() else { return Vec::new() };
    let (mut gaps, mut reach) = (Vec::new(), first.to);
    for cover in rest {
        let Some(until) = reach else { break };
        if let Some(begin) = cover.from.filter(|begin| begin.number() - 1 > until.number()) {
            gaps.push(Gap { from: beside(until, 1), to: beside(begin, -1) });
        }
        reach = cover.to.map(|to| to.max(until));
    }
    gaps
}

fn beside(day: Day, step: i32) -> Day {
    Day::from_number(day.number().saturating_add(step))
}

impl fmt::Display for Gap {
    /// As an EDTF interval, in years or months where it fills them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((from_year, from_month, from_day), (to_year, to_month, _)) =
            (self.from.to_ymd(), self.to.to_ymd());
        let months = from_day == 1 && beside(self.to, 1).to_ymd().2 == 1;
        match (months, from_month, to_month, from_year == to_year) {
            (true, 1, 12, true) => write!(f, "{from_year:04}"),
            (true, 1, 12, false) => write!(f, "{from_year:04}/{to_year:04}"),
            (true, a, b, true) if a == b => write!(f, "{from_year:04}-{a:02}"),
            (true, a, b, _) => write!(f, "{from_year:04}-{a:02}/{to_year:04}-{b:02}"),
            (false, ..) if self.from == self.to => write!(f, "{}", self.from),
            (false, ..) => write!(f, "{}/{}", self.from, self.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gap(from: &str, to: &str) -> Gap {
        Gap { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn a_gap_is_written_as_short_as_it_can_be() {
        let table = [
            (("1970-01-01", "1977-12-31"), "1970/1977"),
            (("1970-01-01", "1970-12-31"), "1970"),
            (("1970-02-01", "1977-02-28"), "1970-02/1977-02"),
            (("1970-02-01", "1970-02-28"), "1970-02"),
            (("1970-02-01", "1977-02-27"), "1970-02-01/1977-02-27"),
            (("1970-02-03", "1970-02-03"), "1970-02-03"),
        ];
        for ((from, to), written) in table {
            assert_eq!(gap(from, to).to_string(), written);
        }
    }

    fn side() -> impl Strategy<Value = Option<Day>> {
        proptest::option::weighted(0.8, (0..12_i32).prop_map(Day::from_number))
    }

    proptest! {
        #[test]
        fn gaps_are_the_days_between_that_no_state_covers(
            sides in proptest::collection::vec(proptest::option::weighted(0.9, (side(), side())), 0..6),
        ) {
            let forward = |(from, to): &(Option<Day>, Option<Day>)| from.zip(*to).is_none_or(|(from, to)| from <= to);
            let covers: Vec<Option<Cover>> = sides.iter()
                .map(|sides| sides.filter(forward).map(|(from, to)| Cover { from, to })).collect();
            let covered = |day: i32| covers.iter().flatten().any(|cover| {
                cover.from.is_none_or(|from| from.number() <= day) && cover.to.is_none_or(|to| day <= to.number())
            });
            let tried: Vec<i32> = (0..12).filter(|&day| {
                !covered(day) && (-1..day).any(covered) && (day + 1..13).any(covered)
            }).collect();
            let found: Vec<i32> =
                gaps(&covers).iter().flat_map(|gap| gap.from.number()..=gap.to.number()).collect();
            prop_assert_eq!(found, tried);
        }
    }
}
