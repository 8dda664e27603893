//! What an expression of time comes to, as EDTF.

use std::fmt;

/// A day, a month, a season or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The year, 1 to 9999.
    pub year: i32,
    /// The month 1 to 12, a season 21 (spring) to 24 (winter), or 0 for none.
    pub month: u8,
    /// The day, or 0 for none.
    pub day: u8,
    /// Whether it is only about so.
    pub about: bool,
}

/// The value of an expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing is stated that a calendar knows.
    #[default]
    Unknown,
    /// One point.
    Point(Point),
    /// Ten years, by their first.
    Decade(i32),
    /// A hundred years, by their first.
    Century(i32),
    /// From a point to a point; `None` where it is open.
    Interval(Option<Point>, Option<Point>),
}

impl Point {
    /// A year.
    pub fn year(year: i32) -> Self {
        Self { year, month: 0, day: 0, about: false }
    }

    /// A month or season.
    pub fn month(year: i32, month: u8) -> Self {
        Self { month, ..Self::year(year) }
    }

    /// A day.
    pub fn day(year: i32, month: u8, day: u8) -> Self {
        Self { day, ..Self::month(year, month) }
    }

    /// The same, about.
    pub fn roughly(self) -> Self {
        Self { about: true, ..self }
    }

    /// Whether the calendar has it.
    pub fn is_valid(self) -> bool {
        let month = self.month == 0 || (1..=12).contains(&self.month) || (21..=24).contains(&self.month);
        let day =
            self.day == 0 || (1..=12).contains(&self.month) && self.day <= days_of(self.year, self.month);
        (1..=9999).contains(&self.year) && month && day
    }

    /// The point of the same precision just before.
    pub fn before(self) -> Self {
        match (self.month, self.day) {
            (1..=12, 2..) => Self { day: self.day - 1, ..self },
            (2..=12, 1) => Self { month: self.month - 1, day: days_of(self.year, self.month - 1), ..self },
            (1, 1) => Self { year: self.year - 1, month: 12, day: 31, ..self },
            (2..=12, _) | (22..=24, _) => Self { month: self.month - 1, ..self },
            (1, _) => Self { year: self.year - 1, month: 12, ..self },
            (21, _) => Self { year: self.year - 1, month: 24, ..self },
            _ => Self { year: self.year - 1, ..self },
        }
    }

    /// A key by which starts can be compared.
    pub fn key(self) -> (i32, u8, u8) {
        let month = if self.month > 12 { (self.month - 21) * 3 + 3 } else { self.month };
        (self.year, month, self.day)
    }
}

/// How many days a month has.
pub fn days_of(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Value {
    /// The first point, if one is stated.
    pub fn start(self) -> Option<Point> {
        match self {
            Self::Unknown => None,
            Self::Point(point) => Some(point),
            Self::Decade(year) | Self::Century(year) => Some(Point::year(year)),
            Self::Interval(start, _) => start,
        }
    }

    /// The last point, if one is stated.
    pub fn end(self) -> Option<Point> {
        match self {
            Self::Decade(year) => Some(Point::year(year + 9)),
            Self::Century(year) => Some(Point::year(year + 99)),
            Self::Interval(_, end) => end,
            other => other.start(),
        }
    }

    /// The value, or nothing when a part of it is not in the calendar or it ends before it starts.
    pub fn checked(self) -> Self {
        let valid = self.start().is_none_or(Point::is_valid) && self.end().is_none_or(Point::is_valid);
        let reversed = match self {
            Self::Interval(Some(start), Some(end)) => {
                let shared = |key: (i32, u8, u8), other: (i32, u8, u8)| {
                    (
                        key.0,
                        if other.1 == 0 { 0 } else { key.1 },
                        if other.2 == 0 || other.1 == 0 { 0 } else { key.2 },
                    )
                };
                shared(end.key(), start.key()) < shared(start.key(), end.key())
            }
            _ => false,
        };
        if valid && !reversed { self } else { Self::Unknown }
    }

    /// Whether a value is stated.
    pub fn is_known(self) -> bool {
        self != Self::Unknown
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        f.write_str(if self.about { "~" } else { "" })
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown | Self::Interval(None, None) => Ok(()),
            Self::Point(point) => point.fmt(f),
            Self::Decade(year) => write!(f, "{:03}X", year / 10),
            Self::Century(year) => write!(f, "{:02}XX", year / 100),
            Self::Interval(start, end) => {
                let told =
                    |point: &Option<Point>| point.map_or_else(|| "..".to_owned(), |point| point.to_string());
                write!(f, "{}/{}", told(start), told(end))
            }
        }
    }
}
