//! The columns that tell when.

use super::column::{ColumnList, ColumnType};
use super::row::Row;
use crate::date::{Day, Extent, Shape};
use std::io::Write;

/// How dates are spelled, and numbers that stand among texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As EDTF and full days: `1999`, `1999-01-01`.
    Plain,
    /// With a word behind them, `1999 (year)`, for a reader that guesses types from the look of a cell.
    Marked,
}

/// What a column says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateField {
    Text,
    Min,
    Max,
    Precision,
    Quality,
}

const FIELDS: [(&str, DateField); 5] = [
    ("date_text", DateField::Text),
    ("date_min", DateField::Min),
    ("date_max", DateField::Max),
    ("date_precision", DateField::Precision),
    ("date_quality", DateField::Quality),
];

/// Adds the columns of a date.
pub(super) fn add<F>(columns: &mut ColumnList<F>, field: impl Fn(DateField) -> F) {
    for (name, date) in FIELDS {
        let is_day = matches!(date, DateField::Min | DateField::Max);
        columns.add(name, if is_day { ColumnType::Date } else { ColumnType::Text }, field(date));
    }
}

/// Fills the cell of one column; a date that is not stated has only its precision, `unknown`.
pub(super) fn fill(row: &mut Row, extent: &Extent, field: DateField, style: Style) {
    let day = match field {
        DateField::Text => return fill_text(row, extent, style),
        DateField::Min => extent.date_min(),
        DateField::Max => extent.date_max(),
        DateField::Precision => return row.push(precision(extent)),
        DateField::Quality => {
            return row.push(if extent.is_stated() { extent.quality().as_str() } else { "" });
        }
    };
    fill_day(row, day, style);
}

/// Fills a cell with a day.
pub(super) fn fill_day(row: &mut Row, day: Option<Day>, style: Style) {
    if let Some(day) = day {
        row.add(DayText::of(day).as_str());
        row.add(if style == Style::Marked { " (day)" } else { "" });
    }
    row.end();
}

fn fill_text(row: &mut Row, extent: &Extent, style: Style) {
    match style {
        Style::Marked if extent.is_stated() => {
            [extent.as_str(), " (", precision(extent), ")"].into_iter().for_each(|part| row.add(part));
            row.end();
        }
        _ => row.push(extent.as_str()),
    }
}

/// A day as it is written, `1999-05-07`, without a piece of memory of its own: a million of them are told in a row.
#[derive(Debug, Clone, Copy)]
pub struct DayText {
    bytes: [u8; 16],
    length: usize,
}

impl DayText {
    /// The same as `day.to_string()`.
    pub fn of(day: Day) -> Self {
        let (year, month, of_month) = day.to_ymd();
        let mut bytes = [b'-'; 16];
        let length = match usize::try_from(year) {
            Ok(year @ 0..=9999) => {
                digits(&mut bytes[..4], year);
                digits(&mut bytes[5..7], month.into());
                digits(&mut bytes[8..10], of_month.into());
                10
            }
            _ => odd(&mut bytes, day),
        };
        Self { bytes, length }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// Fills a piece with the digits of a number.
fn digits(bytes: &mut [u8], mut number: usize) {
    for byte in bytes.iter_mut().rev() {
        *byte = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// A day of a year that has not four digits: the longest text has 14 bytes.
fn odd(bytes: &mut [u8; 16], day: Day) -> usize {
    let mut rest = bytes.as_mut_slice();
    let _ = write!(rest, "{day}");
    16 - rest.len()
}

/// The word for how a date is stated: a unit, or the form of an interval.
pub fn precision(extent: &Extent) -> &'static str {
    match extent.shape() {
        Shape::NotStated => "unknown",
        Shape::Single => extent.precision().as_str(),
        Shape::Interval => "interval",
        Shape::Open => "open",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Reading;
    use proptest::prelude::*;

    fn cells(text: &str, reading: Reading, style: Style) -> Vec<String> {
        let extent = Extent::parse(text, reading).unwrap();
        let mut row = Row::default();
        FIELDS.iter().for_each(|(_, field)| fill(&mut row, &extent, *field, style));
        row.iter().map(str::to_owned).collect()
    }

    #[test]
    fn each_case_of_a_date_is_told_apart() {
        use Style::Plain;
        let state = |text| cells(text, Reading::State, Plain);
        assert_eq!(state("1999-05"), ["1999-05", "1999-05-01", "1999-05-31", "month", "exact"]);
        assert_eq!(state("199X"), ["199X", "1990-01-01", "1999-12-31", "decade", "exact"]);
        assert_eq!(state("1990~"), ["1990~", "1990-01-01", "1990-12-31", "year", "approximate"]);
        assert_eq!(state("2010/.."), ["2010/..", "2010-01-01", "", "open", "exact"]);
        assert_eq!(state("1982/"), ["1982/", "1982-01-01", "", "open", "exact"]);
        assert_eq!(state("../2010"), ["../2010", "", "2010-12-31", "open", "exact"]);
        assert_eq!(state(""), ["", "", "", "unknown", ""]);
        assert_eq!(cells("1979", Reading::Onset, Plain), ["1979", "1979-01-01", "", "open", "exact"]);
    }

    #[test]
    fn a_marked_date_cannot_be_taken_for_a_number() {
        let marked = |text| cells(text, Reading::Happening, Style::Marked);
        assert_eq!(marked("1999")[..3], ["1999 (year)", "1999-01-01 (day)", "1999-12-31 (day)"]);
        assert_eq!(marked("")[0], "");
    }

    proptest! {
        #[test]
        fn a_day_is_told_as_it_tells_itself(number in prop_oneof![any::<i32>(), -800_000..3_000_000i32]) {
            let day = Day::from_number(number);
            let told = DayText::of(day);
            prop_assert_eq!(told.as_str(), day.to_string());
        }
    }
}
