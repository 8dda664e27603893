//! Four bounds together with the knowledge whether they enclose one moment.

use super::limits::Limits;
use super::{Bounds, Day};

/// The subject of a comparison: bounds, and whether the start and the end are one and the same day.
///
/// A *choice* picks a start and an end within the bounds, with the start no later than the end; for a moment both are
/// the same day. Bounds that allow no choice at all (a history or a lifespan may have cut them so) make every
/// comparison [`Impossible`](super::Verdict::Impossible).
///
/// ```
/// use relata::date::{Day, Extent, Reading, Span};
///
/// let visit = Extent::parse("1998-05", Reading::Happening)?;
/// assert_eq!(visit.span(), Span::moment(*visit.bounds()));
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The days between which it began and ended.
    pub bounds: Bounds,
    /// True if it is a happening, whose start is its end.
    pub moment: bool,
}

impl Span {
    /// Takes the bounds of a state.
    pub const fn state(bounds: Bounds) -> Self {
        Self { bounds, moment: false }
    }

    /// Takes the bounds of a happening.
    pub const fn moment(bounds: Bounds) -> Self {
        Self { bounds, moment: true }
    }

    /// The same within a window closed at both ends, of which either may be absent: the outer bounds move, and of a
    /// moment all four, since its start is its end.
    ///
    /// ```
    /// use relata::date::{Bounds, Day, Span};
    ///
    /// let [first, middle, last] = [1, 5, 9].map(|day| Day::from_ymd(2000, 1, day));
    /// let cut = Span::moment(Bounds::moment(first, last)).narrowed((middle, None));
    /// assert_eq!(cut, Span::moment(Bounds::moment(middle, last)));
    /// ```
    #[must_use]
    pub fn narrowed(mut self, (from, to): (Option<Day>, Option<Day>)) -> Self {
        let bounds = &mut self.bounds;
        bounds.earliest_start = bounds.earliest_start.max(from);
        bounds.latest_end = earlier(bounds.latest_end, to);
        if self.moment {
            bounds.earliest_end = bounds.earliest_end.max(from);
            bounds.latest_start = earlier(bounds.latest_start, to);
        }
        self
    }

    /// Whether its bounds allow any choice.
    #[must_use]
    pub fn has_choice(&self) -> bool {
        Limits::of(self).is_some()
    }
}

/// The earlier of two upper limits, absent ones being infinitely late.
fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    a.into_iter().chain(b).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Extent, Reading};

    fn span(text: &str, reading: Reading) -> Span {
        Extent::parse(text, reading).unwrap().span()
    }

    #[test]
    fn a_narrowed_state_keeps_its_inner_bounds_and_a_narrowed_moment_stays_one() {
        let window = (Day::from_ymd(1980, 1, 1), Day::from_ymd(1985, 12, 31));
        let state = span("1983", Reading::State).narrowed(window);
        assert_eq!((state.bounds.earliest_start, state.bounds.latest_end), window);
        assert_eq!(state.bounds.latest_start, Day::from_ymd(1983, 12, 31));
        let moment = span("1984/1990", Reading::Happening).narrowed(window);
        assert_eq!(moment.bounds, Bounds::moment(Day::from_ymd(1984, 1, 1), window.1));
    }

    #[test]
    fn an_absent_limit_narrows_nothing() {
        let open = span("1983/..", Reading::State);
        assert_eq!(open.narrowed((None, None)), open);
    }

    #[test]
    fn a_window_that_it_cannot_have_been_in_leaves_no_choice() {
        let moment = span("1984", Reading::Happening);
        assert!(moment.has_choice());
        assert!(!moment.narrowed((Day::from_ymd(1985, 1, 1), None)).has_choice());
    }
}
