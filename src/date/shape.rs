//! The outward form of an extent.

/// The form in which an extent is stated.
///
/// ```
/// use relata::date::{Extent, Reading, Shape};
///
/// assert_eq!(Extent::parse("1983", Reading::State)?.shape(), Shape::Single);
/// assert_eq!(Extent::parse("1990/2007..", Reading::State)?.shape(), Shape::Open);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Nothing is stated.
    NotStated,
    /// One date, of any precision.
    Single,
    /// Two dated ends, or a set of several dates.
    Interval,
    /// An end is `..`, left empty, or only known to lie on one side of a date (`1990/2007..`, `[..1984]`); also the
    /// plain date of an [onset](super::Reading::Onset), which reads as `D/..`.
    Open,
}
