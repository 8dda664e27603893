//! One calendar day as a number, so that dates compare and subtract cheaply.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A calendar day, counted from 1970-01-01 in the proleptic Gregorian calendar.
///
/// Days before 1970 are negative and year 0 exists, as in ISO 8601. A `Day` is always known: what is open or
/// unknown is an absent day in [`Bounds`](super::Bounds).
///
/// ```
/// use relata::date::Day;
///
/// let day = Day::from_ymd(1999, 9, 17).unwrap();
/// assert_eq!(day.to_string(), "1999-09-17");
/// assert!(day < "2000-01-01".parse().unwrap());
/// assert_eq!(Day::from_ymd(1999, 2, 29), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// 0001-01-01, which stands for an absent earliest day where a format cannot leave it out.
    pub const FIRST: Self = Self(-719_162);
    /// 9999-12-31, which stands for an absent latest day where a format cannot leave it out.
    pub const LAST: Self = Self(2_932_896);

    /// Takes the number of days since 1970-01-01.
    ///
    /// ```
    /// use relata::date::Day;
    ///
    /// assert_eq!(Day::from_number(0).to_string(), "1970-01-01");
    /// ```
    pub const fn from_number(days: i32) -> Self {
        Self(days)
    }

    /// Finds the day of a year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// `None` when the calendar has no such day, or when it lies more than 2^31 days from 1970.
    ///
    /// ```
    /// use relata::date::Day;
    ///
    /// assert_eq!(Day::from_ymd(1970, 1, 2).map(Day::number), Some(1));
    /// assert_eq!(Day::from_ymd(1900, 2, 29), None);
    /// ```
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=days_in_month(year, month)).contains(&day);
        let number = exists.then(|| number_of(year, month, day))?;
        i32::try_from(number).ok().map(Self)
    }

    /// Returns the number of days since 1970-01-01.
    ///
    /// ```
    /// use relata::date::Day;
    ///
    /// assert_eq!(Day::from_ymd(1969, 12, 31).map(Day::number), Some(-1));
    /// ```
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Returns the year, the month (1 to 12) and the day of the month (1 to 31).
    ///
    /// ```
    /// use relata::date::Day;
    ///
    /// assert_eq!(Day::LAST.to_ymd(), (9999, 12, 31));
    /// ```
    pub fn to_ymd(self) -> (i32, u8, u8) {
        // Days are counted from 0000-03-01, so that a leap day ends its year and 400 years are one era.
        let days = i64::from(self.0) + DAYS_TO_EPOCH;
        let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u8, (of_year - (153 * shifted + 2) / 5 + 1) as u8)
    }
}

/// Days in 400 years.
const ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;

/// Counts the days from 1970-01-01 to a day that exists (H. Hinnant, "chrono-compatible low-level date algorithms").
fn number_of(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let shifted = (i64::from(month) + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    era * ERA + of_era - DAYS_TO_EPOCH
}

/// Returns how many days a month has; a month that does not exist has none.
fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.to_ymd();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

/// Says that a text is not one full day `YYYY-MM-DD` of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected a full day such as 1999-09-17, found {found:?}")]
pub struct DayError {
    found: String,
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `YYYY-MM-DD` with exactly four, two and two digits.
    fn from_str(text: &str) -> Result<Self, DayError> {
        read(text).ok_or_else(|| DayError { found: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Day> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let mut parts = text.splitn(3, '-').filter(|_| plain && text.len() == 10);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let widths = (year.len(), month.len(), day.len()) == (4, 2, 2);
    widths.then(|| Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sentinels_are_the_days_they_claim() {
        assert_eq!(Day::FIRST.to_string(), "0001-01-01");
        assert_eq!(Day::LAST.to_string(), "9999-12-31");
        assert_eq!(Day::from_ymd(1, 1, 1), Some(Day::FIRST));
    }

    #[test]
    fn text_that_is_no_full_day_is_refused() {
        for text in
            ["", "1999", "1999-9-17", "1999-02-30", "+999-01-01", "1999-01-01T", "١٩٩٩-01", "--------01"]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_number_range_survive() {
        for number in [i32::MIN, i32::MAX] {
            let (year, month, day) = Day::from_number(number).to_ymd();
            assert_eq!(Day::from_ymd(year, month, day), Some(Day::from_number(number)));
        }
        assert_eq!(Day::from_ymd(i32::MAX, 1, 1), None);
        assert_eq!(Day::from_ymd(i32::MIN, 1, 1), None);
    }

    proptest! {
        #[test]
        fn number_and_calendar_agree(number in Day::FIRST.0..Day::LAST.0) {
            let (day, next) = (Day(number), Day(number + 1));
            let (year, month, of_month) = day.to_ymd();
            prop_assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
            prop_assert!(day.to_ymd() < next.to_ymd());
            prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        }
    }
}
