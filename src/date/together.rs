//! Whether spans taken one by one all hold at one common moment.

use super::Span;
use super::limits::Limits;

/// What is left for a common moment of the spans taken so far: [`overlap`](super::overlap), one span at a time.
///
/// One value serves one question: advance it only by [`take_possibly`](Self::take_possibly), or only by
/// [`take_certainly`](Self::take_certainly).
///
/// ```
/// use relata::date::{Extent, Reading, Together};
///
/// let span = |text| Extent::parse(text, Reading::State).map(|extent| extent.span());
/// let eighties = Together::ALWAYS.take_possibly(&span("1980/1989")?).unwrap();
/// assert!(eighties.take_possibly(&span("1985/1995")?).is_some());
/// assert!(eighties.take_possibly(&span("1990/1995")?).is_none());
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Together {
    /// The latest of the starts.
    starts: i64,
    /// The earliest of the ends.
    ends: i64,
}

impl Together {
    /// Before any span: all of time.
    pub const ALWAYS: Self = Self { starts: i64::MIN, ends: i64::MAX };

    /// Takes a span if some choice of dates leaves a common moment.
    ///
    /// ```
    /// use relata::date::{Bounds, Span, Together};
    ///
    /// assert!(Together::ALWAYS.take_possibly(&Span::state(Bounds::NOT_STATED)).is_some());
    /// ```
    pub fn take_possibly(self, span: &Span) -> Option<Self> {
        Limits::of(span).and_then(|span| self.take(span.es, span.le))
    }

    /// Takes a span if every choice of dates leaves a common moment.
    ///
    /// ```
    /// use relata::date::{Bounds, Span, Together};
    ///
    /// let unknown = Span::state(Bounds::NOT_STATED);
    /// let after = Together::ALWAYS.take_certainly(&unknown).unwrap();
    /// assert_eq!(after.take_certainly(&unknown), None);
    /// ```
    pub fn take_certainly(self, span: &Span) -> Option<Self> {
        Limits::of(span).and_then(|span| self.take(span.ls, span.ee))
    }

    /// Whether whatever can be taken after `self` can be taken after `other` as well.
    ///
    /// ```
    /// use relata::date::Together;
    ///
    /// assert!(Together::ALWAYS.is_within(Together::ALWAYS));
    /// ```
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        other.starts <= self.starts && self.ends <= other.ends
    }

    /// A span that starts late may end early: it need only meet the others, never itself.
    fn take(self, start: i64, end: i64) -> Option<Self> {
        let meets = start <= self.ends && self.starts <= end;
        meets.then_some(Self { starts: self.starts.max(start), ends: self.ends.min(end) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::choices::span;
    use super::super::{Verdict, overlap};
    use super::*;

    proptest! {
        #[test]
        fn one_by_one_is_as_good_as_all_at_once(spans in proptest::collection::vec(span(), 0..5)) {
            let take = |take: fn(Together, &Span) -> Option<Together>| {
                spans.iter().try_fold(Together::ALWAYS, take).is_some()
            };
            let verdict = Verdict::judge(take(Together::take_possibly), take(Together::take_certainly));
            prop_assert_eq!(verdict, overlap(&spans));
        }
    }
}
