//! The marks `~`, `?` and `%` that a curator puts on a date.

use edtf_core::Edtf;

/// What the marks on a date say of it; a mark on any part counts for the whole.
///
/// The marks never move the bounds. What they do to an answer is one rule,
/// [`QualityRule`](super::QualityRule).
/// See ISO 8601-2:2019, 3.2.6 and <https://www.loc.gov/standards/datetime/>.
///
/// ```
/// use relata::date::{Extent, Quality, Reading};
///
/// let extent = Extent::parse("1979/1985~", Reading::State)?;
/// assert_eq!(extent.quality(), Quality::Approximate);
/// assert!(extent.quality().is_qualified());
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// No mark.
    Exact,
    /// `~`: the date is an estimate.
    Approximate,
    /// `?`: the source of the date is doubtful.
    Uncertain,
    /// `%`, or both marks somewhere.
    ApproximateUncertain,
}

impl Quality {
    /// Returns true if any mark is set.
    ///
    /// ```
    /// assert!(!relata::date::Quality::Exact.is_qualified());
    /// ```
    pub const fn is_qualified(self) -> bool {
        !matches!(self, Self::Exact)
    }

    /// Returns true if the date is an estimate.
    ///
    /// ```
    /// assert!(relata::date::Quality::ApproximateUncertain.is_approximate());
    /// ```
    pub const fn is_approximate(self) -> bool {
        matches!(self, Self::Approximate | Self::ApproximateUncertain)
    }

    /// Returns true if the source of the date is doubtful.
    ///
    /// ```
    /// assert!(!relata::date::Quality::Approximate.is_uncertain());
    /// ```
    pub const fn is_uncertain(self) -> bool {
        matches!(self, Self::Uncertain | Self::ApproximateUncertain)
    }

    /// Returns the word used in exports: `exact`, `approximate`, `uncertain` or `approximate-uncertain`.
    ///
    /// ```
    /// assert_eq!(relata::date::Quality::Uncertain.as_str(), "uncertain");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approximate => "approximate",
            Self::Uncertain => "uncertain",
            Self::ApproximateUncertain => "approximate-uncertain",
        }
    }

    /// Collects the marks of a parsed value.
    pub(super) fn of(edtf: &Edtf) -> Self {
        match (edtf.is_approximate(), edtf.is_uncertain()) {
            (false, false) => Self::Exact,
            (true, false) => Self::Approximate,
            (false, true) => Self::Uncertain,
            (true, true) => Self::ApproximateUncertain,
        }
    }
}
