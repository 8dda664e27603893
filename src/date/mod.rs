//! Dates that are known only so far, and what can be said of them for certain.
//!
//! Sources give a day, a month, a decade, an open end, "about 1985", or nothing. A date type of exact days would force
//! a guess; here the text is kept as written and every answer says whether it is certain, possible or impossible.
//!
//! This is the first stage of the flow: it knows nothing of records, and everything later leans on it. Reading a record
//! parses its date, views and queries compare bounds, exports write them out.
//!
//! Start with [`Extent`], a date as written with its four [`Bounds`], and [`Verdict`], the answer to a question about
//! it. Questions about one or two extents are [`holds_at`], [`touches`], [`before`], [`within`] and [`overlap`]; a whole
//! route is [`ordered`]. [`phrase()`] tells an extent in words, [`spreadsheet_damage`] explains a text that is none.
//!
//! ```
//! use relata::date::{Day, Extent, Reading, Verdict, holds_at};
//!
//! // A membership that began at some time in 1990 and is not said to have ended.
//! let membership = Extent::parse("1990/..", Reading::State)?;
//! let on = |text: &str| holds_at(&membership.span(), text.parse().unwrap());
//! assert_eq!(on("1989-12-31"), Verdict::Impossible);
//! assert_eq!(on("1998-01-01"), Verdict::Possible);
//!
//! // A plain year attests a state: it held at some moment of 1983, and may have held long before.
//! let attested = Extent::parse("1983", Reading::State)?;
//! assert_eq!(attested.bounds().earliest_start, None);
//! assert_eq!(attested.date_min(), Day::from_ymd(1983, 1, 1));
//! # Ok::<(), relata::date::ExtentError>(())
//! ```
//!
//! # Conventions
//!
//! Days are those of the proleptic Gregorian calendar, without time zones; a time of day is accepted and bounds to its
//! day. All bounds and windows include both ends. Absent means unbounded, never "today".
//!
//! # What it does not do
//!
//! It reads no clock, so an open end is never taken to last until now. It derives no end from a later record and cuts
//! nothing by a lifespan; that is for the stages that know the records. It never rewrites a date, not even a damaged
//! one. It does not parse or print EDTF by itself: that is the crate `edtf-core`
//! (specification: <https://www.loc.gov/standards/datetime/>), whose own relations see outer bounds only.

mod bounds;
mod chinese;
#[cfg(test)]
mod choices;
mod compare;
mod day;
mod english;
mod extent;
mod extent_error;
mod interpret;
mod limits;
mod order;
mod parse;
mod phrase;
mod precision;
mod quality;
mod quality_rule;
mod reach;
mod reading;
mod shape;
mod span;
mod spreadsheet;
mod together;
mod tokens;
mod verdict;
mod wording;

pub use bounds::{Bounds, EndStatus};
pub use compare::{before, holds_at, overlap, touches, within};
pub use day::{Day, DayError};
pub(crate) use english::MONTHS;
pub use extent::Extent;
pub use extent_error::ExtentError;
pub use order::{Clock, ordered};
pub use phrase::{PhraseLanguage, PhraseStyle, phrase};
pub use precision::Precision;
pub use quality::Quality;
pub use quality_rule::{QualityRule, QualityRuleError};
pub use reading::Reading;
pub use shape::Shape;
pub use span::Span;
pub use spreadsheet::{Damage, spreadsheet_damage};
pub use together::Together;
pub use verdict::Verdict;
