//! An expression of time as its words say it, before what precedes fills in the rest.

use super::counting::{decade, from_issue, months_after, of_month, of_year, shifted};
use super::value::{Point, Value};

/// A year as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Year {
    /// Not said.
    #[default]
    Missing,
    /// A year.
    Is(i32),
    /// Ten years by their first.
    Decade(i32),
    /// A decade of a century not said: 80 for `80年代`.
    BareDecade(i32),
    /// A century by its first year.
    Century(i32),
    /// So many years after the last one told of.
    Shift(i32),
    /// A year without its century, or of the era in which the text counts.
    Short(i32),
    /// So many years after the one that the text was issued in, or else tells of.
    Issue(i32),
}

/// A month or day as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Not said.
    #[default]
    Missing,
    /// Its number.
    Is(u8),
    /// So many after the last one told of.
    Shift(i8),
    /// So many after the one in which the text was issued.
    Issue(i8),
    /// The last such day of the week, 0 for Monday, before the text was issued; of a day only.
    Weekday(u8),
}

/// Which part of the smallest unit said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// Its beginning.
    Early,
    /// Its middle.
    Middle,
    /// Its end.
    Late,
    /// Its first half.
    FirstHalf,
    /// Its second half.
    SecondHalf,
    /// A season, 21 to 24.
    Season(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
}

/// On which side of the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// In it.
    #[default]
    At,
    /// Before it.
    Before,
    /// From it on.
    After,
    /// About it.
    Around,
    /// Up to its end.
    Until,
}

/// One moment as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// The year.
    pub year: Year,
    /// The month.
    pub month: Unit,
    /// The day.
    pub day: Unit,
    /// The part.
    pub part: Part,
    /// The side.
    pub side: Side,
}

/// What the words of an expression say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// One moment.
    At(Moment),
    /// From one moment to another.
    Range(Moment, Moment),
    /// From the last date on.
    Since,
    /// Up to the last date.
    Until,
    /// During the last date.
    Meanwhile,
    /// A time without a value, such as "in recent years".
    Vague,
}

/// What the words before an expression leave behind: the date told last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The value told last.
    pub value: Value,
    /// The point from which shifts count.
    pub point: Option<Point>,
    /// The date that the account has come to: what looks back or ahead does not change it.
    pub frame: Option<Point>,
    /// The day on which the text was issued, if it says so at its start.
    pub issue: Option<Point>,
    /// Whether any date has been told.
    pub begun: bool,
    /// Whether the text counts the years of the Republic.
    pub republic: bool,
}

impl Anchor {
    /// The anchor after a value; `moves` says whether the account has come to it.
    fn after(self, value: Value, moves: bool) -> Self {
        let point = value.end().or(value.start());
        let next = Self { value, point, ..self };
        let sharp = next.is_sharp() && moves;
        let frame = value.start().or(point).filter(|_| next.is_sharp());
        Self { frame: if sharp || self.frame.is_none() { frame } else { self.frame }, begun: true, ..next }
    }

    /// Whether the year is known for sure, so that another can be counted from it.
    fn is_sharp(self) -> bool {
        let vague = matches!(self.value, Value::Decade(_) | Value::Century(_));
        !vague && self.point.is_some_and(|point| !point.about)
    }
}

impl Said {
    /// The value after an anchor, and the anchor that it leaves.
    pub fn resolve(self, anchor: Anchor) -> (Value, Anchor) {
        let start = anchor.value.start();
        match self {
            Self::At(moment) => {
                let base = moment.base(anchor).checked();
                let moves = matches!(moment.side, Side::At | Side::Around)
                    && !matches!(moment.year, Year::Issue(_))
                    && !matches!(moment.month, Unit::Issue(_))
                    && !matches!(moment.day, Unit::Issue(_) | Unit::Weekday(_));
                let next = if base.is_known() { anchor.after(base, moves) } else { anchor };
                (moment.sided(base).checked(), next)
            }
            Self::Range(first, last) => {
                let start = first.base(anchor).checked();
                let inner = if start.is_known() { anchor.after(start, true) } else { anchor };
                let end = last.base_after(first, inner).checked();
                let value = range(start, end).checked();
                (value, if value.is_known() { anchor.after(value, true) } else { anchor })
            }
            Self::Since if start.is_some() => (Value::Interval(start, None), anchor),
            Self::Until if start.is_some() => (Value::Interval(None, start), anchor),
            Self::Meanwhile => (anchor.value, anchor),
            Self::Since | Self::Until | Self::Vague => (Value::Unknown, anchor),
        }
    }
}

fn range(start: Value, end: Value) -> Value {
    match (start.start(), end.end()) {
        (Some(first), Some(last)) => Value::Interval(Some(first), Some(last)),
        _ => Value::Unknown,
    }
}

impl Moment {
    /// The end of a range: what it does not say it shares with the start, and it does not lie before it.
    fn base_after(self, first: Self, inner: Anchor) -> Value {
        let mut last = self;
        if last.month == Unit::Missing && matches!(last.day, Unit::Is(_)) && last.year == Year::Missing {
            last.month = match first.month {
                Unit::Is(month) => Unit::Is(month),
                _ => Unit::Missing,
            };
        }
        let value = last.base(inner);
        let reversed = range(inner.value, value).checked() == Value::Unknown;
        if last.year == Year::Missing && reversed && last.month != Unit::Missing {
            return Self { year: Year::Shift(1), ..last }.base(inner);
        }
        value
    }

    /// The moment itself, whatever side of it is meant.
    fn base(self, anchor: Anchor) -> Value {
        let told = anchor.point;
        if let Unit::Issue(months) = self.month {
            let issue =
                anchor.issue.or(anchor.frame).or(told).filter(|point| (1..=12).contains(&point.month));
            return issue.map_or(Value::Unknown, |issue| {
                let (year, month) = months_after(issue, months);
                of_month(year, month, self.part)
            });
        }
        let year = match self.year {
            Year::Is(year) => year,
            Year::Decade(start) => return decade(start, self.part),
            Year::BareDecade(n) => {
                return decade(
                    told.filter(|p| p.year / 100 == 20 && n <= 20).map_or(1900, |_| 2000) + n,
                    self.part,
                );
            }
            Year::Century(start) => return Value::Century(start),
            Year::Shift(years) => match told {
                Some(point) if anchor.is_sharp() => point.year + years,
                _ => return Value::Unknown,
            },
            Year::Missing => match anchor
                .frame
                .filter(|_| {
                    matches!(self.month, Unit::Is(_))
                        || self.month == Unit::Missing && self.part != Part::Whole
                })
                .or(told.filter(|_| anchor.is_sharp()))
                .or(anchor.frame)
            {
                Some(point) => point.year,
                _ => match (self.day, anchor.issue) {
                    (Unit::Issue(_) | Unit::Weekday(_), Some(point)) => point.year,
                    _ => return Value::Unknown,
                },
            },
            Year::Short(n) => match anchor.republic {
                true => 1911 + n,
                false => 1900 + n,
            },
            Year::Issue(years) => match anchor.issue.or(anchor.frame) {
                Some(point) => point.year + years,
                None => return Value::Unknown,
            },
        };
        let (year, month) = match self.month {
            Unit::Missing if matches!(self.day, Unit::Missing) => return of_year(year, self.part),
            Unit::Is(month) => (year, month),
            Unit::Missing | Unit::Issue(_) | Unit::Weekday(_)
                if matches!(self.day, Unit::Issue(_) | Unit::Weekday(_)) =>
            {
                return anchor.issue.map_or(Value::Unknown, |issue| from_issue(issue, self.day));
            }
            Unit::Missing | Unit::Issue(_) | Unit::Weekday(_) => {
                match told.filter(|point| (1..=12).contains(&point.month)) {
                    Some(point) => (year, point.month),
                    None => return Value::Unknown,
                }
            }
            Unit::Shift(months) => match told.filter(|point| (1..=12).contains(&point.month)) {
                Some(point) => months_after(Point { year, ..point }, months),
                None => return Value::Unknown,
            },
        };
        match self.day {
            Unit::Missing => of_month(year, month, self.part),
            Unit::Is(day) => Value::Point(Point::day(year, month, day)),
            Unit::Shift(days) => match told.filter(|point| point.day > 0) {
                Some(point) => shifted(Point::day(year, month, point.day), days),
                None => Value::Unknown,
            },
            Unit::Issue(_) | Unit::Weekday(_) => {
                anchor.issue.map_or(Value::Unknown, |issue| from_issue(issue, self.day))
            }
        }
    }

    /// The side of a base that is meant.
    fn sided(self, base: Value) -> Value {
        let (start, end) = (base.start(), base.end());
        match self.side {
            Side::At => base,
            _ if start.is_none() => Value::Unknown,
            Side::After => Value::Interval(start, None),
            Side::Before => Value::Interval(None, start.map(Point::before)),
            Side::Until => Value::Interval(None, end),
            Side::Around => match base {
                Value::Point(point) => Value::Point(point.roughly()),
                Value::Interval(..) => Value::Interval(start.map(Point::roughly), end.map(Point::roughly)),
                other => other,
            },
        }
    }
}
