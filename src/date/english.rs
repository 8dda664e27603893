//! Dates in English.

use super::wording::{End, Unit, Word, Wording};

/// The months by name.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// Tells a wording with its preposition; `None` if it is to be shown as written.
pub(super) fn adverbial(wording: &Wording) -> Option<String> {
    Some(match wording {
        Wording::Single(word) => placed(word),
        Wording::OneOf(words) => placed_list(words, "or"),
        Wording::AllOf(words) => placed_list(words, "and"),
        Wording::Between(first, last) => format!("between {} and {}", named(first), named(last)),
        Wording::After(word) => beyond(word, "after"),
        Wording::Before(word) => beyond(word, "before"),
        Wording::During(End::Dated(start), End::Dated(end)) => {
            format!("from {} to {}", named(start), named(end))
        }
        _ => return bare(wording),
    })
}

/// Tells a wording without a preposition; `None` if it is to be shown as written.
pub(super) fn bare(wording: &Wording) -> Option<String> {
    Some(match wording {
        Wording::NotStated => "no date".to_owned(),
        Wording::Single(word) => named(word),
        Wording::Since(word) => format!("from {}", named(word)),
        Wording::OneOf(words) => list(words.iter().map(named).collect(), "or"),
        Wording::AllOf(words) => list(words.iter().map(named).collect(), "and"),
        Wording::Between(first, last) => format!("{} to {}", named(first), named(last)),
        Wording::Amid(first, last) => format!("at some time between {} and {}", named(first), named(last)),
        Wording::SinceAmid(first, last) => {
            format!("from some time between {} and {}", named(first), named(last))
        }
        Wording::After(word) => format!("{} or later", named(word)),
        Wording::Before(word) => format!("{} or earlier", named(word)),
        Wording::During(End::Dated(start), End::Dated(end)) => {
            format!("{} to {}", named(start), named(end))
        }
        Wording::During(start, end) => during(start, end),
        Wording::AsWritten => return None,
    })
}

/// Tells a state of which at most one end is dated, what is known first.
fn during(start: &End, end: &End) -> String {
    let (begun, ended) = (started(start), finished(end));
    match start {
        End::Dated(_) | End::Holding(_) => format!("{begun}, {ended}"),
        End::Open | End::Unknown => format!("{ended}, {begun}"),
    }
}

fn started(start: &End) -> String {
    match start {
        End::Dated(word) => format!("from {}", named(word)),
        End::Holding(word) => format!("already {}", placed(word)),
        End::Open => "no start stated".to_owned(),
        End::Unknown => "start unknown".to_owned(),
    }
}

fn finished(end: &End) -> String {
    match end {
        End::Dated(word) => format!("until {}", named(word)),
        End::Holding(word) => format!("still {}", placed(word)),
        End::Open => "no end stated".to_owned(),
        End::Unknown => "end unknown".to_owned(),
    }
}

/// `perhaps about 1985`
fn named(word: &Word) -> String {
    format!("{}{}{}", perhaps(word), about(word), unit(&word.unit))
}

/// `perhaps in 1985`; an approximate date needs no preposition.
fn placed(word: &Word) -> String {
    let preposition = if word.approximate { "about" } else { preposition(word) };
    format!("{}{preposition} {}", perhaps(word), unit(&word.unit))
}

/// `perhaps in or after about 1985`
fn beyond(word: &Word, side: &str) -> String {
    format!("{}{} or {side} {}{}", perhaps(word), preposition(word), about(word), unit(&word.unit))
}

fn perhaps(word: &Word) -> &'static str {
    if word.uncertain { "perhaps " } else { "" }
}

fn about(word: &Word) -> &'static str {
    if word.approximate { "about " } else { "" }
}

fn preposition(word: &Word) -> &'static str {
    if matches!(word.unit, Unit::Day { .. }) { "on" } else { "in" }
}

/// Shares one preposition where it fits every date: `in 1998 or 2000`.
fn placed_list(words: &[Word], joint: &str) -> String {
    let alike = words.windows(2).all(|pair| matches!(pair, [a, b] if preposition(a) == preposition(b)));
    match words.first() {
        Some(first) if alike && !words.iter().any(Word::is_qualified) => {
            format!("{} {}", preposition(first), list(words.iter().map(named).collect(), joint))
        }
        _ => list(words.iter().map(placed).collect(), joint),
    }
}

fn list(mut parts: Vec<String>, joint: &str) -> String {
    match (parts.pop(), parts.is_empty()) {
        (Some(last), false) => format!("{} {joint} {last}", parts.join(", ")),
        (last, _) => last.unwrap_or_default(),
    }
}

fn unit(unit: &Unit) -> String {
    match *unit {
        Unit::Day { year, month, day } => format!("{day} {} {year}", nth(&MONTHS, month, 1)),
        Unit::Month { year, month } => format!("{} {year}", nth(&MONTHS, month, 1)),
        Unit::Part { year, code } => part(year, code),
        Unit::Year(year) => year.to_string(),
        Unit::Decade(year) => format!("the {year}s"),
        Unit::Century(year) => format!("the {} century", ordinal(year / 100 + 1)),
    }
}

/// Names a part of a year by its ISO 8601-2 code; northern and southern seasons have the same names.
fn part(year: i64, code: u8) -> String {
    match code {
        33..=36 => format!("the {} quarter of {year}", nth(&ORDINALS, code, 33)),
        37..=39 => format!("the {} third of {year}", nth(&ORDINALS, code, 37)),
        40.. => format!("the {} half of {year}", nth(&ORDINALS, code, 40)),
        _ => format!("{} {year}", nth(&SEASONS, code.saturating_sub(21) % 4, 0)),
    }
}

/// Looks up a name by a number that counts from `first`; a number beyond the list has no name.
fn nth(names: &[&'static str], number: u8, first: u8) -> &'static str {
    names.get(usize::from(number.saturating_sub(first))).copied().unwrap_or_default()
}

fn ordinal(number: i64) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
