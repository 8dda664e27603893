//! The columns that tell when.

use super::column::{ColumnList, ColumnType};
use super::row::Row;
use crate::date::{Extent, Shape};

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
    match (day, style) {
        (None, _) => row.push(""),
        (Some(day), Style::Plain) => row.push_format(format_args!("{day}")),
        (Some(day), Style::Marked) => row.push_format(format_args!("{day} (day)")),
    }
}

fn fill_text(row: &mut Row, extent: &Extent, style: Style) {
    match style {
        Style::Marked if extent.is_stated() => {
            row.push_format(format_args!("{extent} ({})", precision(extent)));
        }
        _ => row.push(extent.as_str()),
    }
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
}
