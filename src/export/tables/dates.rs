//! A date in cells: as written, by its first and last day, and by its four bounds.

use super::schema::{Column, Type, column, text};
use super::sheet::Made;
use crate::date::Extent;
use crate::export::drawing::{DayText, precision};
use crate::model::{ExtentIx, Extents};

/// The columns of a date, in the order of its cells.
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

/// The cells of every distinct date: a million records share a few thousand.
pub(super) struct Dates {
    each: Vec<Made>,
    none: Made,
}

impl Dates {
    pub(super) fn new(extents: &Extents) -> Self {
        let each = (0..extents.len()).map(|n| made(extents.get(ExtentIx::from(n)))).collect();
        Self { each, none: Made::new([""; 9]) }
    }

    /// The cells of a date; all are empty for none.
    pub(super) fn of(&self, extent: Option<ExtentIx>) -> &Made {
        extent.map_or(&self.none, |extent| &self.each[extent.index()])
    }
}

fn made(extent: &Extent) -> Made {
    let bounds = extent.bounds();
    let days = [
        extent.date_min(),
        extent.date_max(),
        bounds.earliest_start,
        bounds.latest_start,
        bounds.earliest_end,
        bounds.latest_end,
    ];
    let days = days.map(|day| day.map(DayText::of));
    let [min, max, bounds @ ..] = days.each_ref().map(|day| day.as_ref().map_or("", DayText::as_str));
    let quality = if extent.is_stated() { extent.quality().as_str() } else { "" };
    let [earliest_start, latest_start, earliest_end, latest_end] = bounds;
    Made::new([
        extent.as_str(),
        min,
        max,
        precision(extent),
        quality,
        earliest_start,
        latest_start,
        earliest_end,
        latest_end,
    ])
}
