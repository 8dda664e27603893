//! The days that the written parts of an extent reach.

use edtf_core::{Bound, BoundDate, Date, Edtf, Set, SetElement, SetKind};

use super::{Day, ExtentError};

/// The first and the last day of one written date, whatever its precision.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateDays {
    pub(super) first: Day,
    pub(super) last: Day,
}

impl DateDays {
    /// Finds both days; refuses dates that come too near the sentinels of exports.
    pub(super) fn of(date: &Date) -> Result<Self, ExtentError> {
        let bounds = Edtf::Date(*date).bounds();
        let days = day(bounds.earliest).zip(day(bounds.latest));
        let (first, last) = days.ok_or_else(|| ExtentError::YearOutOfRange { date: date.to_string() })?;
        Ok(Self { first, last })
    }
}

/// Takes over a day of the years 0002 to 9998; any other bound is `None`.
fn day(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(BoundDate { year, month, day }) if (2..=9998).contains(&year) => {
            Day::from_ymd(i32::try_from(year).ok()?, month, day)
        }
        _ => None,
    }
}

/// What a value without `/` (a date or a set of dates) reaches, and what a state it attests is known by.
///
/// A state attested by a date held at some moment of it, so it began by the date's last day and ended no earlier than
/// the first. Attested by `[..]`, it held at some moment of one member; by `{..}`, at some moment of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// The first day of the earliest member; `None` is unbounded (`[..1984]`).
    pub(super) first: Option<Day>,
    /// The last day of the latest member; `None` is unbounded (`[1984..]`).
    pub(super) last: Option<Day>,
    /// The day by which an attested state had begun.
    pub(super) held_by: Option<Day>,
    /// The day until which an attested state still held.
    pub(super) held_from: Option<Day>,
    /// True if several dates are written.
    pub(super) several: bool,
}

impl Reach {
    pub(super) fn of_date(date: &Date) -> Result<Self, ExtentError> {
        let DateDays { first, last } = DateDays::of(date)?;
        let (first, last) = (Some(first), Some(last));
        Ok(Self { first, last, held_by: last, held_from: first, several: false })
    }

    pub(super) fn of_set(set: &Set) -> Result<Self, ExtentError> {
        let members = set.elements.iter().map(Member::of).collect::<Result<Vec<_>, _>>()?;
        let first = every(members.iter().map(|member| member.first)).and_then(|days| days.into_iter().min());
        let last = every(members.iter().map(|member| member.last)).and_then(|days| days.into_iter().max());
        let (held_by, held_from) = match set.kind {
            SetKind::OneMember => (last, first),
            SetKind::AllMembers => (
                members.iter().map(|member| member.early).min(),
                members.iter().map(|member| member.late).max(),
            ),
        };
        let several = members.len() > 1 || members.iter().any(|member| member.several);
        Ok(Self { first, last, held_by, held_from, several })
    }

    /// True if a side is unbounded.
    pub(super) fn is_open(&self) -> bool {
        self.first.is_none() || self.last.is_none()
    }
}

/// Collects the days unless one of them is unbounded.
fn every(days: impl Iterator<Item = Option<Day>>) -> Option<Vec<Day>> {
    days.collect()
}

/// One element of a set: its outer days, and the inner days that it holds for certain.
#[derive(Debug, Clone, Copy)]
struct Member {
    first: Option<Day>,
    last: Option<Day>,
    /// The last day of the earliest date it surely includes.
    early: Day,
    /// The first day of the latest date it surely includes.
    late: Day,
    several: bool,
}

impl Member {
    fn of(element: &SetElement) -> Result<Self, ExtentError> {
        match element {
            SetElement::Date(date) => Self::from_to(date, date),
            SetElement::Range(from, to) => Ok(Self { several: true, ..Self::from_to(from, to)? }),
            SetElement::OnOrBefore(date) => Ok(Self { first: None, ..Self::from_to(date, date)? }),
            SetElement::OnOrAfter(date) => Ok(Self { last: None, ..Self::from_to(date, date)? }),
        }
    }

    fn from_to(from: &Date, to: &Date) -> Result<Self, ExtentError> {
        let (from, to) = (DateDays::of(from)?, DateDays::of(to)?);
        let (first, last) = (Some(from.first), Some(to.last));
        Ok(Self { first, last, early: from.last, late: to.first, several: false })
    }
}
