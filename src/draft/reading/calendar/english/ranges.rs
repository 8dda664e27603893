//! Ranges whose ends share a month or a year.

use super::super::Found;
use super::super::moment::{Moment, Said, Unit, Year};
use super::Cursor;

/// What the end of a range says holds for its start too: `28 October to 6 November 1997`.
pub(super) fn shared(first: Moment, last: Moment) -> (Moment, Moment) {
    let mut start = first;
    if start.year == Year::Missing && matches!(last.year, Year::Is(_) | Year::Shift(_)) {
        start.year = last.year;
        let shifted = matches!(last.year, Year::Shift(_));
        return (start, if shifted { Moment { year: Year::Missing, ..last } } else { last });
    }
    (start, last)
}

/// Days whose month stands behind the last: `3 to 8 May 1996`, `3-8 May`; months whose year does: `March and April 1996`.
pub(in super::super) fn shared_month(text: &str) -> Option<Found> {
    let mut cursor = Cursor { text, position: 0 };
    let first = cursor.day_number()?;
    let joint = cursor.eat_word(&[("to", ()), ("until", ()), ("and", ())]).is_some()
        || cursor.eat("-")
        || cursor.eat(" - ");
    if !joint {
        return None;
    }
    cursor.eat(" ");
    let last = cursor.day_month().filter(|last| matches!(last.day, Unit::Is(_)))?;
    let start = Moment { day: Unit::Is(first), ..last };
    let end = if matches!(last.year, Year::Shift(_)) { Moment { year: Year::Missing, ..last } } else { last };
    Some(Found { length: cursor.position, said: Said::Range(start, end), how: "en.range" })
}

/// `April-June 1993`, `April/May 1993`
fn shared_year(text: &str) -> Option<Found> {
    let mut cursor = Cursor { text, position: 0 };
    let month = |month: u8| Moment { month: Unit::Is(month), ..Moment::default() };
    let first = cursor.month_name()?;
    (cursor.eat("-") || cursor.eat("/")).then_some(())?;
    let last = cursor.month_name()?;
    let last = cursor.year_after(month(last));
    let (start, end) = shared(month(first), last);
    Some(Found { length: cursor.position, said: Said::Range(start, end), how: "en.range" })
}

/// `May 3-8, 1996`, `May 3 to 8, 1996`, `May-June 1996`
pub(in super::super) fn shared_month_before(text: &str) -> Option<Found> {
    shared_year(text).or_else(|| days_of_month(text))
}

fn days_of_month(text: &str) -> Option<Found> {
    let mut cursor = Cursor { text, position: 0 };
    let month = cursor.month_name()?;
    cursor.eat(" ").then_some(())?;
    let first = cursor.day_number()?;
    let joint =
        cursor.eat_word(&[("to", ()), ("until", ())]).is_some() || cursor.eat("-") || cursor.eat(" - ");
    if !joint {
        return None;
    }
    cursor.eat(" ");
    let last = cursor.day_number()?;
    if cursor.rest().starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let moment = |day: u8| Moment { month: Unit::Is(month), day: Unit::Is(day), ..Moment::default() };
    let end = cursor.year_after(moment(last));
    let start = Moment { day: Unit::Is(first), ..end };
    let end = if matches!(end.year, Year::Shift(_)) { Moment { year: Year::Missing, ..end } } else { end };
    Some(Found { length: cursor.position, said: Said::Range(start, end), how: "en.range" })
}
