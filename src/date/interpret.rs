//! The meaning of each written form: from an EDTF value and a reading to four bounds.
//!
//! This is the table of `model.md`, section 3, one function per row or pair of rows.

use edtf_core::{Date, Edtf, Interval, IntervalEndpoint};

use super::reach::{DateDays, Reach};
use super::{Bounds, Day, EndStatus, ExtentError, Reading, Shape};

/// All that a value says about time, apart from its precision and quality.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) bounds: Bounds,
    pub(super) start_status: Option<EndStatus>,
    pub(super) end_status: Option<EndStatus>,
    pub(super) shape: Shape,
    /// The outer days to draw or print: those written, not those inferred.
    pub(super) written: (Option<Day>, Option<Day>),
}

impl Meaning {
    /// The meaning of an empty text.
    pub(super) const NOT_STATED: Self = Self {
        bounds: Bounds::NOT_STATED,
        start_status: Some(EndStatus::NotStated),
        end_status: Some(EndStatus::NotStated),
        shape: Shape::NotStated,
        written: (None, None),
    };

    /// Reads a parsed value; `None` when it limits nothing on either side.
    pub(super) fn of(edtf: &Edtf, reading: Reading) -> Result<Option<Self>, ExtentError> {
        let meaning = match edtf {
            Edtf::Date(date) => plain(Reach::of_date(date)?, reading),
            Edtf::DateTime(moment) => plain(Reach::of_date(&moment.date)?, reading),
            Edtf::Set(set) => plain(Reach::of_set(set)?, reading),
            Edtf::Interval(interval) => self::interval(interval, reading, edtf)?,
        };
        Ok(Some(meaning).filter(|meaning| meaning.bounds != Bounds::NOT_STATED))
    }
}

fn plain(reach: Reach, reading: Reading) -> Meaning {
    match reading {
        Reading::Happening => happening(reach),
        Reading::State => attested(reach),
        Reading::Onset => onset(reach),
    }
}

/// `D`, happening: one moment somewhere in D.
fn happening(reach: Reach) -> Meaning {
    Meaning {
        bounds: Bounds::moment(reach.first, reach.last),
        start_status: absent(reach.first, EndStatus::Open),
        end_status: absent(reach.last, EndStatus::Open),
        shape: shape(&reach),
        written: (reach.first, reach.last),
    }
}

/// `D`, state: it held at some moment of D; when it began and ended is not stated.
fn attested(reach: Reach) -> Meaning {
    Meaning {
        bounds: Bounds { latest_start: reach.held_by, earliest_end: reach.held_from, ..Bounds::NOT_STATED },
        shape: shape(&reach),
        written: (reach.first, reach.last),
        ..Meaning::NOT_STATED
    }
}

/// `D`, onset: it began in D, no end is stated.
fn onset(reach: Reach) -> Meaning {
    Meaning {
        bounds: Bounds { latest_end: None, ..Bounds::moment(reach.first, reach.last) },
        start_status: absent(reach.first, EndStatus::Open),
        end_status: Some(EndStatus::Open),
        shape: Shape::Open,
        written: (reach.first, None),
    }
}

fn shape(reach: &Reach) -> Shape {
    match (reach.is_open(), reach.several) {
        (true, _) => Shape::Open,
        (false, true) => Shape::Interval,
        (false, false) => Shape::Single,
    }
}

fn absent(bound: Option<Day>, status: EndStatus) -> Option<EndStatus> {
    bound.is_none().then_some(status)
}

/// Any value with a `/`.
fn interval(interval: &Interval, reading: Reading, edtf: &Edtf) -> Result<Meaning, ExtentError> {
    let ends = (End::of(&interval.start)?, End::of(&interval.end)?);
    in_order(&ends.0, &ends.1)?;
    match reading {
        Reading::Happening if ends.0.holding || ends.1.holding => {
            Err(ExtentError::NotForHappening { text: edtf.to_string() })
        }
        Reading::Happening => Ok(from_to(&ends.0, &ends.1, Bounds::moment)),
        Reading::State | Reading::Onset => {
            let (by, until) = held(&ends.0, &ends.1);
            Ok(from_to(&ends.0, &ends.1, |first, last| Bounds {
                earliest_start: first,
                latest_start: by,
                earliest_end: until,
                latest_end: last,
            }))
        }
    }
}

/// Builds the meaning of an interval from its outer days, which bound both readings alike.
fn from_to(start: &End, end: &End, bounds: impl Fn(Option<Day>, Option<Day>) -> Bounds) -> Meaning {
    let first = start.days.filter(|_| !start.holding).map(|days| days.first);
    let last = end.days.filter(|_| !end.holding).map(|days| days.last);
    let dated = first.is_some() && last.is_some();
    Meaning {
        bounds: bounds(first, last),
        start_status: absent(first, start.status),
        end_status: absent(last, end.status),
        shape: if dated { Shape::Interval } else { Shape::Open },
        written: (first, last),
    }
}

/// When a state had begun at the latest, and had not yet ended: it held at some moment of each dated end, so where the
/// ends overlap (`2001-06/2001`) the start is no later than the last day of either, and the end no earlier than the
/// first day of either.
fn held(start: &End, end: &End) -> (Option<Day>, Option<Day>) {
    let dated = || [start.days, end.days].into_iter().flatten();
    (dated().map(|days| days.last).min(), dated().map(|days| days.first).max())
}

/// One side of an interval.
struct End<'a> {
    date: Option<&'a Date>,
    days: Option<DateDays>,
    /// True for `..A` and `B..`: it held in that date, and the end lies beyond.
    holding: bool,
    /// What the absent outer bound means, if it is absent.
    status: EndStatus,
}

impl<'a> End<'a> {
    fn of(endpoint: &'a IntervalEndpoint) -> Result<Self, ExtentError> {
        let (date, holding, status) = match endpoint {
            IntervalEndpoint::Date(date) => (Some(date), false, EndStatus::Open),
            IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
                (Some(date), true, EndStatus::Open)
            }
            IntervalEndpoint::Open => (None, false, EndStatus::Open),
            IntervalEndpoint::Unknown => (None, false, EndStatus::Unknown),
        };
        Ok(Self { date, days: date.map(DateDays::of).transpose()?, holding, status })
    }
}

fn in_order(start: &End, end: &End) -> Result<(), ExtentError> {
    match (start.days.zip(end.days), start.date, end.date) {
        (Some((from, to)), Some(start), Some(end)) if from.first > to.last => {
            Err(ExtentError::EndBeforeStart { start: start.to_string(), end: end.to_string() })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Extent;
    use super::super::Reading::{Happening, Onset, State};
    use super::*;

    fn extent(text: &str, reading: Reading) -> Extent {
        Extent::parse(text, reading).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn day_text(day: Option<Day>) -> String {
        day.map_or_else(|| "-".to_owned(), |day| day.to_string())
    }

    fn status(status: Option<EndStatus>) -> &'static str {
        status.map_or("", EndStatus::as_str)
    }

    fn bounds_text(extent: &Extent) -> String {
        let Bounds { earliest_start, latest_start, earliest_end, latest_end } = *extent.bounds();
        [earliest_start, latest_start, earliest_end, latest_end].map(day_text).join(" ")
    }

    /// The table of `rdf-contract.md`, section 6, row by row; `-` stands for the sentinel.
    #[test]
    fn four_bounds_follow_the_contract() {
        let winter = "1989-12-01 1990-02-28 1989-12-01 1990-02-28";
        let year = "1985-01-01 1985-12-31 1985-01-01 1985-12-31";
        #[rustfmt::skip]
        let table = [
            ("1999-09-17", Happening, "1999-09-17 1999-09-17 1999-09-17 1999-09-17", "", ""),
            ("2002-04", Happening, "2002-04-01 2002-04-30 2002-04-01 2002-04-30", "", ""),
            ("1985~", Happening, year, "", ""),
            ("1985?", Happening, year, "", ""),
            ("1985%", Happening, year, "", ""),
            ("199X", Happening, "1990-01-01 1999-12-31 1990-01-01 1999-12-31", "", ""),
            ("1989-22", Happening, "1989-06-01 1989-08-31 1989-06-01 1989-08-31", "", ""),
            ("1989-24", Happening, winter, "", ""),
            ("[1998,2000]", Happening, "1998-01-01 2000-12-31 1998-01-01 2000-12-31", "", ""),
            ("1979/1989", Happening, "1979-01-01 1989-12-31 1979-01-01 1989-12-31", "", ""),
            ("1982/", Happening, "1982-01-01 - 1982-01-01 -", "", "unknown"),
            ("1982/..", Happening, "1982-01-01 - 1982-01-01 -", "", "open"),
            ("/2006", Happening, "- 2006-12-31 - 2006-12-31", "unknown", ""),
            ("../2006", Happening, "- 2006-12-31 - 2006-12-31", "open", ""),
            ("1983", State, "- 1983-12-31 1983-01-01 -", "notStated", "notStated"),
            ("1979", Onset, "1979-01-01 1979-12-31 1979-01-01 -", "", "open"),
            ("1949-12/2006-10-31", State, "1949-12-01 1949-12-31 2006-10-31 2006-10-31", "", ""),
            ("1982/", State, "1982-01-01 1982-12-31 1982-01-01 -", "", "unknown"),
            ("1990/..", State, "1990-01-01 1990-12-31 1990-01-01 -", "", "open"),
            ("/2006?", State, "- 2006-12-31 2006-01-01 2006-12-31", "unknown", ""),
            ("../2006", State, "- 2006-12-31 2006-01-01 2006-12-31", "open", ""),
            ("1990/2007..", State, "1990-01-01 1990-12-31 2007-01-01 -", "", "open"),
            ("", State, "- - - -", "notStated", "notStated"),
            ("", Happening, "- - - -", "notStated", "notStated"),
        ];
        for (text, reading, bounds, start, end) in table {
            let extent = extent(text, reading);
            assert_eq!(bounds_text(&extent), bounds, "{text} {reading:?}");
            assert_eq!(status(extent.start_status()), start, "{text} {reading:?}");
            assert_eq!(status(extent.end_status()), end, "{text} {reading:?}");
        }
    }

    #[test]
    fn rarer_forms_of_a_state_follow_the_same_rules() {
        #[rustfmt::skip]
        let table = [
            // overlapping ends
            ("2001-06/2001", "2001-06-01 2001-06-30 2001-06-01 2001-12-31"),
            ("2001/2001-06", "2001-01-01 2001-06-30 2001-06-01 2001-06-30"),
            ("2001/2001-06..", "2001-01-01 2001-06-30 2001-06-01 -"),
            // the mirror of A/B.., and both at once
            ("..1990/2007", "- 1990-12-31 2007-01-01 2007-12-31"),
            ("..1990/2007..", "- 1990-12-31 2007-01-01 -"),
            ("..1990/", "- 1990-12-31 1990-01-01 -"),
            ("/2007..", "- 2007-12-31 2007-01-01 -"),
            // one of, each of
            ("[1998,2000]", "- 2000-12-31 1998-01-01 -"),
            ("{1960,1965}", "- 1960-12-31 1965-01-01 -"),
            ("{1960..1965}", "- 1960-12-31 1965-01-01 -"),
            ("{1965,1960}", "- 1960-12-31 1965-01-01 -"),
            ("[..1984]", "- 1984-12-31 - -"),
            ("[1984..]", "- - 1984-01-01 -"),
            ("{..1984,1990..}", "- 1984-12-31 1990-01-01 -"),
            ("1999-09-17T23:00:00Z", "- 1999-09-17 1999-09-17 -"),
        ];
        for (text, bounds) in table {
            assert_eq!(bounds_text(&extent(text, State)), bounds, "{text}");
        }
        assert_eq!(extent("..1990/", State).end_status(), Some(EndStatus::Unknown));
        assert_eq!(extent("/2007..", State).start_status(), Some(EndStatus::Unknown));
        assert_eq!(
            bounds_text(&extent("{1960,1965}", Happening)),
            "1960-01-01 1965-12-31 1960-01-01 1965-12-31"
        );
        assert_eq!(bounds_text(&extent("[1998,2000]", Onset)), "1998-01-01 2000-12-31 1998-01-01 -");
        assert_eq!(bounds_text(&extent("1990/2007..", Onset)), bounds_text(&extent("1990/2007..", State)));
    }

    /// The table of `graph-formats.md`, section 0, and the sentence below it.
    #[test]
    fn written_days_follow_rule_nine() {
        let table = [
            ("1999-05-07", Happening, "1999-05-07", "1999-05-07"),
            ("1999-05", Happening, "1999-05-01", "1999-05-31"),
            ("1999", Happening, "1999-01-01", "1999-12-31"),
            ("199X", Happening, "1990-01-01", "1999-12-31"),
            ("1990~", Happening, "1990-01-01", "1990-12-31"),
            ("1979/1989", Happening, "1979-01-01", "1989-12-31"),
            ("1979/1989", State, "1979-01-01", "1989-12-31"),
            ("2010/..", State, "2010-01-01", "-"),
            ("1982/", State, "1982-01-01", "-"),
            ("../2010", State, "-", "2010-12-31"),
            ("/2010", Happening, "-", "2010-12-31"),
            ("", State, "-", "-"),
            ("1983", State, "1983-01-01", "1983-12-31"),
            ("{1960,1965}", State, "1960-01-01", "1965-12-31"),
            ("1979", Onset, "1979-01-01", "-"),
            ("1990/2007..", State, "1990-01-01", "-"),
        ];
        for (text, reading, min, max) in table {
            let extent = extent(text, reading);
            assert_eq!(day_text(extent.date_min()), min, "{text} {reading:?}");
            assert_eq!(day_text(extent.date_max()), max, "{text} {reading:?}");
        }
    }

    #[test]
    fn shape_tells_open_from_closed() {
        let table = [
            ("", State, Shape::NotStated),
            ("1983", State, Shape::Single),
            ("1983", Happening, Shape::Single),
            ("[1983]", Happening, Shape::Single),
            ("1983", Onset, Shape::Open),
            ("1979/1989", State, Shape::Interval),
            ("[1998,2000]", State, Shape::Interval),
            ("{1998..2000}", State, Shape::Interval),
            ("1990/2007..", State, Shape::Open),
            ("..1990/2007", State, Shape::Open),
            ("[1984..]", Happening, Shape::Open),
            ("/2006", Happening, Shape::Open),
        ];
        for (text, reading, shape) in table {
            assert_eq!(extent(text, reading).shape(), shape, "{text} {reading:?}");
        }
    }
}
