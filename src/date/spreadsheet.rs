//! What spreadsheets (and hurried hands) make of dates, recognised so that an error can say how to mend it.

use super::tokens::{Token, Tokens};
use super::{Day, Extent, Reading};

/// A date as a spreadsheet leaves it.
///
/// ```
/// use relata::date::spreadsheet_damage;
///
/// let damage = spreadsheet_damage("38261").unwrap();
/// assert_eq!(damage.looks_like, "the serial number of a day in a spreadsheet");
/// assert_eq!(damage.suggestion.as_deref(), Some("2004-10-01"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Damage {
    /// What the text looks like, as a short English phrase to follow "looks like".
    pub looks_like: &'static str,
    /// The EDTF value it stands for; `None` where it may stand for several (`Oct-04`, `10/1/2004`).
    pub suggestion: Option<String>,
}

/// Recognises a date that a spreadsheet has rewritten, or that is written in a habit other than EDTF.
///
/// `None` for valid EDTF and for what is not recognised. It is a guess for error messages: nothing in relata replaces a
/// date by it. Serial numbers are those of the 1900 date system, five digits long (1927 to 2173). Full-width
/// characters are read as their plain forms. Takes time linear in the length of the text.
///
/// ```
/// use relata::date::spreadsheet_damage;
///
/// let mended = |text| spreadsheet_damage(text).and_then(|damage| damage.suggestion);
/// assert_eq!(mended("2004年10月").as_deref(), Some("2004-10"));
/// assert_eq!(mended("2004/10/1").as_deref(), Some("2004-10-01"));
/// assert_eq!(mended("10/1/2004"), None); // 10 January or 1 October
/// assert!(spreadsheet_damage("2004-10").is_none());
/// ```
pub fn spreadsheet_damage(text: &str) -> Option<Damage> {
    if is_edtf(text) {
        return None;
    }
    let plain = plain_characters(text);
    let trimmed = without_midnight(plain.trim());
    if is_edtf(trimmed) {
        return Some(damage(looks_padded(text), Some(trimmed.to_owned())));
    }
    Tokens::of(trimmed).and_then(|tokens| recognise(&tokens)).map(checked)
}

fn is_edtf(text: &str) -> bool {
    text.is_empty() || Extent::parse(text, Reading::State).is_ok()
}

fn looks_padded(text: &str) -> &'static str {
    let is_wide = text.chars().any(|c| plain_character(c) != c);
    if is_wide { "a date in full-width characters" } else { "a date with blanks or a time of day around it" }
}

fn damage(looks_like: &'static str, suggestion: Option<String>) -> Damage {
    Damage { looks_like, suggestion }
}

/// Drops a suggestion that is itself no valid date (`2004/13/45`).
fn checked(found: Damage) -> Damage {
    Damage { suggestion: found.suggestion.filter(|date| is_edtf(date)), ..found }
}

fn recognise(tokens: &Tokens) -> Option<Damage> {
    use Token::{Month, Number, Short, Year};
    let marks = tokens.marks.as_str();
    Some(match (tokens.parts.as_slice(), marks) {
        ([Number(serial)], "") => damage("the serial number of a day in a spreadsheet", from_serial(*serial)),
        (&[Year(year)], "年") => damage("a Chinese date", Some(format!("{year:04}"))),
        (&[Year(year), Short(month)], "年月") => damage("a Chinese date", year_month(year, month)),
        (&[Year(year), Short(month), Short(day)], "年月日" | "年月号" | "年月") => {
            damage("a Chinese date", full(year, month, day))
        }
        (&[Year(year), Short(month)], "-" | "/" | ".") => year_and_number(year, month, marks),
        (&[Year(year), Short(month), Short(day)], "--" | "//" | ".." | "  ") => year_first(year, month, day),
        (&[Short(a), Short(b), Year(year)], "--" | "//" | "..") => year_last(a, b, year, marks),
        (&[Short(_), Short(_), Short(_)], "--" | "//" | "..") => damage("a date with a two-digit year", None),
        (&[Month(month), Year(year)] | &[Year(year), Month(month)], _) => {
            damage("a month and year as a spreadsheet shows them", year_month(year, month))
        }
        (&[Month(month), Short(number)] | &[Short(number), Month(month)], _) => {
            name_and_number(month, number)
        }
        (&[Short(day), Month(month), Year(year)] | &[Month(month), Short(day), Year(year)], _) => {
            damage("a day with the month as a word", full(year, month, day))
        }
        (&[Short(_), Month(_), Short(_)], _) => {
            damage("a day with the month as a word and a two-digit year", None)
        }
        _ => return None,
    })
}

/// `2004-1`, `2004/10`, `1998-00`. With two digits a year and a month look the same as a span of years.
fn year_and_number(year: u32, number: u32, marks: &str) -> Damage {
    match (number, marks) {
        (0, _) => damage("a year with 00 for an unknown month, or a span of years cut short", None),
        (1..=9, _) | (10..=12, ".") => {
            damage("a year and month that are not written YYYY-MM", year_month(year, number))
        }
        (10..=12, _) => damage("a year and month, or a span of years cut short", None),
        _ => damage("a span of years cut short", None),
    }
}

/// `2004/10/1`, `1998-00-00`
fn year_first(year: u32, month: u32, day: u32) -> Damage {
    let zeros = "a date with 00 for an unknown month or day";
    match (month, day) {
        (0, 0) => damage(zeros, Some(format!("{year:04}"))),
        (_, 0) => damage(zeros, year_month(year, month)),
        _ => damage("a day that is not written YYYY-MM-DD", full(year, month, day)),
    }
}

/// `10/1/2004` may be January or October; dots put the day first, and no month is greater than 12.
fn year_last(a: u32, b: u32, year: u32, marks: &str) -> Damage {
    let suggestion = match (a, b) {
        _ if marks == ".." || a == b || a > 12 => full(year, b, a),
        (_, 13..) => full(year, a, b),
        _ => None,
    };
    damage("a day with the year last", suggestion)
}

/// `Oct-04` may be a month and year or a day and month; beyond 31 it is a year, which a spreadsheet takes for 19xx.
fn name_and_number(month: u32, number: u32) -> Damage {
    match number {
        32.. => damage("a month with a two-digit year", year_month(1900 + number, month)),
        _ => damage("a day and month without a year, or a month with a two-digit year", None),
    }
}

fn year_month(year: u32, month: u32) -> Option<String> {
    (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}"))
}

fn full(year: u32, month: u32, day: u32) -> Option<String> {
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Serial number of 1970-01-01 in the 1900 date system.
const SERIAL_OF_EPOCH: i32 = 25_569;

fn from_serial(serial: u32) -> Option<String> {
    let number = i32::try_from(serial).ok()?;
    Some(Day::from_number(number - SERIAL_OF_EPOCH).to_string())
}

/// Cuts off the time of day that a spreadsheet adds to a day.
fn without_midnight(text: &str) -> &str {
    let midnights = [" 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00"];
    midnights.iter().find_map(|midnight| text.strip_suffix(midnight)).unwrap_or(text)
}

fn plain_characters(text: &str) -> String {
    text.chars().map(plain_character).collect()
}

/// Maps full-width forms (U+FF01 to U+FF5E) and the wide blank to ASCII.
fn plain_character(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_recognised_and_mended_where_unambiguous() {
        let table = [
            ("Oct-04", None),
            ("4-Oct", None),
            ("Oct-98", Some("1998-10")),
            ("Oct-2004", Some("2004-10")),
            ("October 2004", Some("2004-10")),
            ("Sept 2004", Some("2004-09")),
            ("4-Oct-2004", Some("2004-10-04")),
            ("Oct 4, 2004", Some("2004-10-04")),
            ("4-Oct-04", None),
            ("31-Feb-2004", None),
            ("2004/10/1", Some("2004-10-01")),
            ("2004.10.1", Some("2004-10-01")),
            ("2004-10-1", Some("2004-10-01")),
            ("2004/10/1 0:00", Some("2004-10-01")),
            ("2004-10-01 00:00:00", Some("2004-10-01")),
            ("2004/13/45", None),
            ("2004/10", None),
            ("2004/5", Some("2004-05")),
            ("2004.10", Some("2004-10")),
            ("2004-1", Some("2004-01")),
            ("1998-00", None),
            ("1998-99", None),
            ("1998-00-00", Some("1998")),
            ("1998-05-00", Some("1998-05")),
            ("10/1/2004", None),
            ("10/13/2004", Some("2004-10-13")),
            ("13/10/2004", Some("2004-10-13")),
            ("5/5/2004", Some("2004-05-05")),
            ("10/1/04", None),
            ("1.10.2004", Some("2004-10-01")),
            ("38261", Some("2004-10-01")),
            ("２００４", Some("2004")),
            ("２００４／１０／１", Some("2004-10-01")),
            ("2004年", Some("2004")),
            ("2004年10月", Some("2004-10")),
            ("2004年10月1日", Some("2004-10-01")),
            ("２００４年１０月", Some("2004-10")),
            (" 2004 ", Some("2004")),
            ("1998–05", Some("1998-05")),
        ];
        for (text, suggestion) in table {
            let damage = spreadsheet_damage(text).unwrap_or_else(|| panic!("{text} is not recognised"));
            assert_eq!(damage.suggestion.as_deref(), suggestion, "{text}: {}", damage.looks_like);
        }
    }

    #[test]
    fn sound_dates_and_other_texts_are_left_alone() {
        for text in [
            "",
            "2004",
            "2004-10",
            "1998-22",
            "199X",
            "1990/..",
            "spring",
            "382",
            "3826101",
            "Octopus-04",
            "c. 1998",
        ] {
            assert_eq!(spreadsheet_damage(text), None, "{text}");
        }
    }

    #[test]
    fn serial_numbers_count_as_spreadsheets_do() {
        let table = [(25_569, "1970-01-01"), (36_526, "2000-01-01"), (45_658, "2025-01-01")];
        for (serial, day) in table {
            assert_eq!(from_serial(serial).as_deref(), Some(day));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[0-9年月日/. ,A-Za-z-]{0,16}|.{0,12}") {
            if let Some(Damage { suggestion: Some(date), .. }) = spreadsheet_damage(&text) {
                proptest::prop_assert!(is_edtf(&date), "{date}");
            }
        }
    }
}
