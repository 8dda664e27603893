//! The four days between which a record began and ended.

use super::Day;

/// What is known of when something began and ended: an earliest and a latest day for each end.
///
/// All four days are included. `None` means unbounded: no limit on that side is known, whatever the reason
/// ([`EndStatus`] tells the reasons apart). A happening is one moment, so its start and end bounds are equal.
///
/// ```
/// use relata::date::{Extent, Reading};
///
/// let bounds = *Extent::parse("1990/..", Reading::State)?.bounds();
/// assert_eq!(bounds.latest_start.unwrap().to_string(), "1990-12-31");
/// assert_eq!(bounds.earliest_end, bounds.earliest_start);
/// assert_eq!(bounds.latest_end, None);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The first day on which it can have begun; `None` is infinitely early.
    pub earliest_start: Option<Day>,
    /// The last day on which it can have begun; `None` is infinitely late.
    pub latest_start: Option<Day>,
    /// The first day on which it can have ended; `None` is infinitely early.
    pub earliest_end: Option<Day>,
    /// The last day on which it can have ended; `None` is infinitely late.
    pub latest_end: Option<Day>,
}

impl Bounds {
    /// The bounds of what has no date: nothing is known on any side.
    pub const NOT_STATED: Self =
        Self { earliest_start: None, latest_start: None, earliest_end: None, latest_end: None };

    /// Bounds one moment that lies somewhere from `first` to `last`, both included.
    ///
    /// ```
    /// use relata::date::{Bounds, Day};
    ///
    /// let day = Day::from_ymd(1999, 9, 17);
    /// assert_eq!(Bounds::moment(day, day).latest_end, day);
    /// ```
    pub const fn moment(first: Option<Day>, last: Option<Day>) -> Self {
        Self { earliest_start: first, latest_start: last, earliest_end: first, latest_end: last }
    }
}

/// Why an outer bound (the earliest start or the latest end) is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndStatus {
    /// Written `..`: no end (or start) is stated; it may still go on.
    Open,
    /// Written as nothing beside a `/`: it has ended (or begun), unknown when.
    Unknown,
    /// The text does not speak of this end at all: a plain date on a state, or no date.
    NotStated,
}

impl EndStatus {
    /// Returns the word used in exports: `open`, `unknown` or `notStated`.
    ///
    /// ```
    /// assert_eq!(relata::date::EndStatus::NotStated.as_str(), "notStated");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Unknown => "unknown",
            Self::NotStated => "notStated",
        }
    }
}
