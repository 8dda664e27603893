//! How the kind of a record makes its date be understood.

/// How a date is understood; the record's kind and attribute values decide, not the date itself.
///
/// ```
/// use relata::date::{Extent, Reading};
///
/// let happening = Extent::parse("1983", Reading::Happening)?;
/// let state = Extent::parse("1983", Reading::State)?;
/// assert!(happening.bounds().latest_end.is_some());
/// assert!(state.bounds().latest_end.is_none()); // it held at some moment of 1983
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// One moment somewhere within the date.
    Happening,
    /// Something that lasts; a plain date *attests* it: it held at some moment of that date.
    State,
    /// A state that the record shows beginning: a plain date `D` reads as `D/..`.
    Onset,
}
