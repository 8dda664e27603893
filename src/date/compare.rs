//! Questions about dates known within bounds, answered certain, possible or impossible.
//!
//! Each answer ranges over all choices of dates within the bounds ([`Span`]). Each takes constant time per span unless
//! it says otherwise, and is tested against trying every choice.

use super::limits::{Limits, high, low};
use super::{Day, Span, Verdict};

/// Tells whether something held (or happened) on a day.
///
/// ```
/// use relata::date::{Day, Extent, Reading, Verdict, holds_at};
///
/// let seat = Extent::parse("1982/2006", Reading::State)?.span();
/// let on = |text: &str| holds_at(&seat, text.parse().unwrap());
/// assert_eq!(on("1990-01-01"), Verdict::Certain);
/// assert_eq!(on("1982-05-01"), Verdict::Possible);
/// assert_eq!(on("1981-12-31"), Verdict::Impossible);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
pub fn holds_at(span: &Span, day: Day) -> Verdict {
    touches(span, (Some(day), Some(day)))
}

/// Tells whether something held (or happened) on at least one day of a window that is closed at both ends.
///
/// `None` leaves the window open on that side; a window that ends before it begins is touched by nothing.
///
/// ```
/// use relata::date::{Day, Extent, Reading, Verdict, touches};
///
/// let visit = Extent::parse("1998-05", Reading::Happening)?.span();
/// let nineties = (Day::from_ymd(1990, 1, 1), Day::from_ymd(1999, 12, 31));
/// assert_eq!(touches(&visit, nineties), Verdict::Certain);
/// assert_eq!(touches(&visit, (Day::from_ymd(1998, 5, 10), None)), Verdict::Possible);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
pub fn touches(span: &Span, window: (Option<Day>, Option<Day>)) -> Verdict {
    let (from, to) = (low(window.0), high(window.1));
    Limits::of(span).filter(|_| from <= to).map_or(Verdict::Impossible, |span| {
        Verdict::judge(span.es <= to && from <= span.le, span.ls <= to && from <= span.ee)
    })
}

/// Tells whether `a` ended on a day before `b` began.
///
/// The dates of `a` and `b` are chosen independently; asking about one record twice is not meant.
///
/// ```
/// use relata::date::{Extent, Reading, Verdict, before};
///
/// let a = Extent::parse("1985~", Reading::Happening)?.span();
/// let b = Extent::parse("1985-11/1986", Reading::State)?.span();
/// assert_eq!(before(&a, &b), Verdict::Possible);
/// assert_eq!(before(&b, &a), Verdict::Impossible); // b lasted into 1986
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
pub fn before(a: &Span, b: &Span) -> Verdict {
    Limits::of(a)
        .zip(Limits::of(b))
        .map_or(Verdict::Impossible, |(a, b)| Verdict::judge(a.ee < b.ls, a.le < b.es))
}

/// Tells whether all of the spans held at one common moment; nothing at all does so certainly.
///
/// Pairs may overlap each and yet share no common moment in some choice, so this asks about all at once. Takes time
/// quadratic in the number of spans.
///
/// ```
/// use relata::date::{Extent, Reading, Verdict, overlap};
///
/// let a = Extent::parse("1982/2006", Reading::State)?.span();
/// let b = Extent::parse("1999-09-17", Reading::Happening)?.span();
/// assert_eq!(overlap(&[a, b]), Verdict::Certain);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
pub fn overlap(spans: &[Span]) -> Verdict {
    let all: Option<Vec<_>> = spans.iter().map(Limits::of).collect();
    all.map_or(Verdict::Impossible, |all| {
        let last_start = all.iter().map(|span| span.es).max();
        let first_end = all.iter().map(|span| span.le).min();
        Verdict::judge(last_start.is_none_or(|start| Some(start) <= first_end), always_meet(&all))
    })
}

/// True if for every choice the latest start is no later than the earliest end; a span never outruns its own end.
fn always_meet(all: &[Limits]) -> bool {
    let others =
        |at: usize| all.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, span)| span);
    all.iter().enumerate().all(|(at, span)| others(at).all(|other| span.ls <= other.ee))
}

/// Tells whether `inner` began no earlier and ended no later than `outer`.
///
/// ```
/// use relata::date::{Extent, Reading, Verdict, within};
///
/// let office = Extent::parse("1990/1995", Reading::State)?.span();
/// let life = Extent::parse("1931/1995-06-01", Reading::State)?.span();
/// assert_eq!(within(&office, &life), Verdict::Possible);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
pub fn within(inner: &Span, outer: &Span) -> Verdict {
    Limits::of(inner).zip(Limits::of(outer)).map_or(Verdict::Impossible, |(limits, around)| {
        let for_some = fits(&limits, &around, outer.moment);
        Verdict::judge(for_some, around.ls <= limits.es && limits.le <= around.ee)
    })
}

/// True if some choice fits: the outer span as wide as it can be, the inner one as far inside as it can be.
fn fits(inner: &Limits, outer: &Limits, outer_is_moment: bool) -> bool {
    let (start, end) = (inner.es.max(outer.es), inner.le.min(outer.le));
    if outer_is_moment {
        return start.max(inner.ee) <= end.min(inner.ls);
    }
    start <= inner.ls && inner.ee <= end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::choices::{choices, span, verdict};
    use super::*;

    fn moment_within(choice: (i32, i32), window: (Option<Day>, Option<Day>)) -> bool {
        let from = window.0.map_or(i32::MIN, Day::number);
        let to = window.1.map_or(i32::MAX, Day::number);
        (choice.0..=choice.1).any(|day| from <= day && day <= to)
    }

    fn limit() -> impl Strategy<Value = Option<Day>> {
        proptest::option::weighted(0.8, (0..6).prop_map(Day::from_number))
    }

    proptest! {
        #[test]
        fn holds_at_agrees_with_trying_all(span in span(), day in 0..6) {
            let tried = verdict(choices(&span).into_iter().map(|(start, end)| start <= day && day <= end));
            prop_assert_eq!(holds_at(&span, Day::from_number(day)), tried);
        }

        #[test]
        fn touches_agrees_with_trying_all(span in span(), window in (limit(), limit())) {
            let tried = verdict(choices(&span).into_iter().map(|choice| moment_within(choice, window)));
            prop_assert_eq!(touches(&span, window), tried);
        }

        #[test]
        fn before_agrees_with_trying_all(a in span(), b in span()) {
            let tried = pairs(&a, &b, |a, b| a.1 < b.0);
            prop_assert_eq!(before(&a, &b), tried);
        }

        #[test]
        fn within_agrees_with_trying_all(inner in span(), outer in span()) {
            let tried = pairs(&inner, &outer, |inner, outer| outer.0 <= inner.0 && inner.1 <= outer.1);
            prop_assert_eq!(within(&inner, &outer), tried);
        }

        #[test]
        fn overlap_agrees_with_trying_all(a in span(), b in span(), c in span()) {
            let (first, second, third) = (choices(&a), choices(&b), choices(&c));
            let common = |all: [&(i32, i32); 3]| {
                all.iter().map(|choice| choice.0).max() <= all.iter().map(|choice| choice.1).min()
            };
            let tried = verdict(first.iter().flat_map(|x| {
                let third = &third;
                second.iter().flat_map(move |y| third.iter().map(move |z| common([x, y, z])))
            }));
            prop_assert_eq!(overlap(&[a, b, c]), tried);
        }
    }

    fn pairs(a: &Span, b: &Span, test: impl Fn((i32, i32), (i32, i32)) -> bool) -> Verdict {
        let (of_a, of_b) = (choices(a), choices(b));
        verdict(of_a.iter().flat_map(|x| of_b.iter().map(|y| test(*x, *y))))
    }

    #[test]
    fn no_span_or_one_span_overlaps_with_itself() {
        assert_eq!(overlap(&[]), Verdict::Certain);
        assert_eq!(overlap(&[Span::state(super::super::Bounds::NOT_STATED)]), Verdict::Certain);
    }
}
