//! Counting on from a day or month, and the parts of years, decades and months.

use super::moment::{Part, Unit};
use super::value::{Point, Value, days_of};

/// A day told from the day of issue.
pub fn from_issue(issue: Point, day: Unit) -> Value {
    match day {
        Unit::Issue(days) => shifted(issue, days),
        Unit::Weekday(wanted) => {
            let back = (weekday(issue) + 7 - wanted) % 7;
            shifted(issue, -(if back == 0 { 7 } else { back } as i8))
        }
        _ => Value::Unknown,
    }
}

/// The day of the week, 0 for Monday, by Sakamoto's rule.
pub fn weekday(point: Point) -> u8 {
    const SHIFTS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let month = usize::from(point.month.clamp(1, 12));
    let year = if month < 3 { point.year - 1 } else { point.year };
    let from_sunday =
        (year + year / 4 - year / 100 + year / 400 + SHIFTS[month - 1] + i32::from(point.day)).rem_euclid(7);
    ((from_sunday + 6) % 7) as u8
}

/// A day so many days after another.
pub fn shifted(point: Point, days: i8) -> Value {
    let day = i32::from(point.day) + i32::from(days);
    let length = i32::from(days_of(point.year, point.month));
    let (year, month, day) = match (day > length, point.month) {
        (false, month) => (point.year, month, day),
        (true, 12) => (point.year + 1, 1, day - length),
        (true, month) => (point.year, month + 1, day - length),
    };
    if day < 1 {
        let before = if point.month == 1 { (point.year - 1, 12) } else { (point.year, point.month - 1) };
        let day = day + i32::from(days_of(before.0, before.1));
        return if day < 1 {
            Value::Unknown
        } else {
            Value::Point(Point::day(before.0, before.1, day as u8))
        };
    }
    Value::Point(Point::day(year, month, day as u8))
}

/// The year and month so many months after a point.
pub fn months_after(point: Point, months: i8) -> (i32, u8) {
    let count = point.year * 12 + i32::from(point.month) - 1 + i32::from(months);
    (count.div_euclid(12), count.rem_euclid(12) as u8 + 1)
}

/// A part of ten years; parts of decades are never sharp.
pub fn decade(start: i32, part: Part) -> Value {
    let rough = |from: i32, to: i32| {
        Value::Interval(Some(Point::year(start + from).roughly()), Some(Point::year(start + to).roughly()))
    };
    match part {
        Part::Early => rough(0, 3),
        Part::Middle => rough(4, 6),
        Part::Late => rough(7, 9),
        Part::FirstHalf => rough(0, 4),
        Part::SecondHalf => rough(5, 9),
        _ => Value::Decade(start),
    }
}

/// A part of a year.
pub fn of_year(year: i32, part: Part) -> Value {
    let months =
        |from: u8, to: u8| Value::Interval(Some(Point::month(year, from)), Some(Point::month(year, to)));
    match part {
        Part::Whole => Value::Point(Point::year(year)),
        Part::Early => months(1, 3),
        Part::Middle => months(5, 8),
        Part::Late => months(10, 12),
        Part::FirstHalf => months(1, 6),
        Part::SecondHalf => months(7, 12),
        Part::Season(code) => Value::Point(Point::month(year, code)),
        Part::Quarter(n) => months(3 * n - 2, 3 * n),
    }
}

/// A part of a month.
pub fn of_month(year: i32, month: u8, part: Part) -> Value {
    let last = days_of(year, month);
    let days = |from: u8, to: u8| {
        Value::Interval(Some(Point::day(year, month, from)), Some(Point::day(year, month, to)))
    };
    match part {
        Part::Early => days(1, 10),
        Part::Middle => days(11, 20),
        Part::Late => days(21, last),
        Part::FirstHalf => days(1, 15),
        Part::SecondHalf => days(16, last),
        _ => Value::Point(Point::month(year, month)),
    }
}
