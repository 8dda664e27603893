//! Four bounds together with the knowledge whether they enclose one moment.

use super::Bounds;

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
}
