//! A date in cells: as written, by its first and last day, and by its four bounds.

use super::schema::{Column, Type, column, text};
use crate::date::{Day, Extent};
use crate::export::drawing::{DayText, precision};

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

/// A date as it stands in cells.
#[derive(Default)]
pub(super) struct Cells<'e> {
    text: &'e str,
    written: [Option<DayText>; 2],
    precision: &'static str,
    quality: &'static str,
    bounds: [Option<DayText>; 4],
}

/// The cells of a date; all are empty for none.
pub(super) fn cells(extent: Option<&Extent>) -> Cells<'_> {
    let Some(extent) = extent else { return Cells::default() };
    let day = |day: Option<Day>| day.map(DayText::of);
    let bounds = extent.bounds();
    Cells {
        text: extent.as_str(),
        written: [extent.date_min(), extent.date_max()].map(day),
        precision: precision(extent),
        quality: if extent.is_stated() { extent.quality().as_str() } else { "" },
        bounds: [bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end].map(day),
    }
}

impl Cells<'_> {
    /// One after the other.
    pub(super) fn each(&self) -> [&str; 9] {
        fn text(day: &Option<DayText>) -> &str {
            day.as_ref().map_or("", DayText::as_str)
        }
        let [min, max] = self.written.each_ref().map(text);
        let [earliest_start, latest_start, earliest_end, latest_end] = self.bounds.each_ref().map(text);
        [
            self.text,
            min,
            max,
            self.precision,
            self.quality,
            earliest_start,
            latest_start,
            earliest_end,
            latest_end,
        ]
    }
}
