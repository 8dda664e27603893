//! A date in cells: as written, by its first and last day, and by its four bounds.

use super::schema::{Column, Type, column, text};
use crate::date::Extent;
use crate::export::drawing::precision;

/// The columns of a date, in the order of [`cells`].
pub(super) const DATE_TEXT: Column = text("date_text", "when, in EDTF as written");
pub(super) const DATE_MIN: Column = column("date_min", Type::Date, "the first day written; derived");
pub(super) const DATE_MAX: Column = column("date_max", Type::Date, "the last day written; derived");
pub(super) const PRECISION: Column =
    text("date_precision", "day, month, year, decade, century, interval, open or unknown; derived");
pub(super) const QUALITY: Column =
    text("date_quality", "exact, approximate, uncertain or approximate-uncertain; derived");
pub(super) const EARLIEST_START: Column =
    column("earliest_start", Type::Date, "the first day on which it can have begun; derived");
pub(super) const LATEST_START: Column =
    column("latest_start", Type::Date, "the last day on which it can have begun; derived");
pub(super) const EARLIEST_END: Column =
    column("earliest_end", Type::Date, "the first day on which it can have ended; derived");
pub(super) const LATEST_END: Column =
    column("latest_end", Type::Date, "the last day on which it can have ended; derived");

/// The cells of a date; all are empty for none.
pub(super) fn cells(extent: Option<&Extent>) -> [String; 9] {
    let Some(extent) = extent else { return Default::default() };
    let day = |day: Option<crate::date::Day>| day.map_or(String::new(), |day| day.to_string());
    let bounds = extent.bounds();
    let quality = if extent.is_stated() { extent.quality().as_str() } else { "" };
    [
        extent.as_str().to_owned(),
        day(extent.date_min()),
        day(extent.date_max()),
        precision(extent).to_owned(),
        quality.to_owned(),
        day(bounds.earliest_start),
        day(bounds.latest_start),
        day(bounds.earliest_end),
        day(bounds.latest_end),
    ]
}
