//! Dates in figures alone.

use super::super::numbers;
use super::Found;
use super::moment::{self, Said};

/// `1972-03-05`, `1972/3/5`: year, month and day in figures.
pub(super) fn in_figures(rest: &str, before: &str) -> Option<Found> {
    if before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '/').unwrap_or(rest.len());
    let mark = rest[..end].find(['-', '/']).map(|at| &rest[at..=at])?;
    let parts: Vec<&str> = rest[..end].split(mark).collect();
    let [year, month, day] = parts[..] else { return None };
    let number =
        |text: &str, most: u8| text.parse::<u8>().ok().filter(|n| text.len() <= 2 && (1..=most).contains(n));
    let year = year.parse::<i32>().ok().filter(|n| (1500..=2200).contains(n))?;
    let (month, day) = (number(month, 12)?, number(day, 31)?);
    let moment = moment::Moment {
        year: moment::Year::Is(year),
        month: moment::Unit::Is(month),
        day: moment::Unit::Is(day),
        ..moment::Moment::default()
    };
    Some(Found { length: end, said: Said::At(moment), how: "figures" })
}

/// `【一九八五】`, `1986`: a view that is nothing but the four figures of a year.
pub(super) fn year_alone(text: &str) -> Option<(usize, usize, i32)> {
    if text.len() > 24 {
        return None;
    }
    let is_figure = |c: char| c.is_ascii_digit() || "〇零○一二三四五六七八九".contains(c);
    let start = text.find(is_figure)?;
    let end = start + text[start..].find(|c| !is_figure(c)).unwrap_or(text.len() - start);
    let framed =
        |c: char| matches!(c, ' ' | '[' | ']' | '【' | '】' | '*' | '#' | '-' | '(' | ')' | '<' | '>');
    let figures = &text[start..end];
    let alone = text[..start].chars().all(framed) && text[end..].chars().all(framed);
    let year = figures.parse().ok().or_else(|| i32::try_from(numbers::chinese(figures)?).ok())?;
    (alone && figures.chars().count() == 4 && (1800..=2100).contains(&year)).then_some((start, end, year))
}
