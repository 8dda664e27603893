//! What is wrong with the data, said so that a person can mend it.
//!
//! Every reader and every check reports into one [`Report`]; nothing is thrown at the first problem. A
//! [`Diagnostic`] is an instance of a [`Code`]: the code carries the number, the severity and the explanation
//! that `relata check --explain` prints; the diagnostic carries what was found, where, and a hint.
//!
//! Start with [`Diagnostic`] and [`Report`].
//!
//! ```
//! use relata::diagnostic::{Code, Diagnostic, Location, Report, Severity};
//!
//! static TOO_TALL: Code = Code {
//!     id: "E9999",
//!     severity: Severity::Error,
//!     title: "too tall",
//!     explanation: "Nothing may be taller than the house.",
//! };
//! let mut report = Report::default();
//! report.push(Diagnostic::new(&TOO_TALL, "found 9 m, expected at most 8 m").at(Location::line("house.csv", 3)));
//! assert!(report.has_errors());
//! assert_eq!(report.count(&TOO_TALL), 1);
//! ```
//!
//! It does not print: rendering with the offending line belongs to the command line.

mod code;
mod hint;
mod location;
mod report;

pub use code::{Code, Severity};
pub use hint::{nearest, nearest_hint};
pub use location::{Excerpt, Location};
pub use report::{Diagnostic, LIST_LIMIT, Report};
