//! Why a text is no usable extent.

use thiserror::Error;

/// Says why a date was refused.
///
/// ```
/// use relata::date::{Extent, ExtentError, Reading};
///
/// let error = Extent::parse("1998-13", Reading::State).unwrap_err();
/// assert!(matches!(error, ExtentError::Syntax { column: 6, .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ExtentError {
    /// The text is not EDTF. The column counts characters from 1.
    #[error("not an EDTF date: {message} (column {column})")]
    Syntax {
        /// What was expected, in the words of the EDTF parser.
        message: &'static str,
        /// The character at which the text stops being EDTF, counted from 1.
        column: usize,
    },
    /// The end lies wholly before the start.
    #[error("end date precedes start date: {end} < {start}")]
    EndBeforeStart {
        /// The start, in canonical EDTF.
        start: String,
        /// The end, in canonical EDTF.
        end: String,
    },
    /// A day of the value lies outside the years 0002 to 9998, whose neighbours stand for absent bounds in exports.
    #[error("{date} reaches outside the years 0002 to 9998")]
    YearOutOfRange {
        /// The date, in canonical EDTF.
        date: String,
    },
    /// `A/B..` and `..A/B` say that something still held, or already held; a happening is one moment.
    #[error("{text:?} says how long something held, which has no meaning for a happening")]
    NotForHappening {
        /// The extent, in canonical EDTF.
        text: String,
    },
    /// The value leaves both ends open or unknown (`/`, `../..`); what has no date is left empty.
    #[error("{text:?} states no date; leave the date empty when none is stated")]
    Unbounded {
        /// The extent as written.
        text: String,
    },
}
