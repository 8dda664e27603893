//! Dates in cells: read, or reported with what may have happened to them.

use super::clip;
use super::text::{is_lost, report_lost};
use crate::date::{Extent, ExtentError, Reading, spreadsheet_damage};
use crate::diagnostic::{Code, Severity};
use crate::load::{Cell, Context};
use crate::model::{ExtentIx, Extents};

/// Raised when a date is not EDTF.
pub static BAD_DATE: Code = Code {
    id: "E0211",
    severity: Severity::Error,
    title: "not an EDTF date",
    explanation: "Dates are EDTF (ISO 8601-2, levels 0 to 2): `2000`, `2000-02`, `2000-02-14`, `198X`, `1985~` (about), \
        `1985?` (uncertain), `1989-22` (summer), `1979/1989`, `1990/..` (no end stated), `1982/` (ended, nobody says \
        when), `1990/2007..` (began in 1990, still held in 2007), or nothing when no date is stated. Years run from \
        0002 to 9998.",
};

/// Raised when a date shows what a spreadsheet did to it.
pub static SPREADSHEET_DATE: Code = Code {
    id: "E0212",
    severity: Severity::Error,
    title: "date changed by a spreadsheet",
    explanation: "Spreadsheets turn dates into what they take for better ones: `2004-10` becomes `Oct-04`, `2004/10/1` \
        or the serial number 38261, and `0962` becomes `962`. Format the column as text before typing or importing, and \
        write the date again; the hint gives it where only one is possible.",
};

/// Raised when an extent ends before it starts.
pub static END_BEFORE_START: Code = Code {
    id: "E0213",
    severity: Severity::Error,
    title: "end date precedes start date",
    explanation: "The extent ends before it can have started, so it holds at no time at all. Swap the dates, or write \
        `2001/..` if the end is open.",
};

pub(super) const CODES: [&Code; 3] = [&BAD_DATE, &SPREADSHEET_DATE, &END_BEFORE_START];

/// Reads a date, or reports what is wrong with it.
pub(super) fn read_date(
    extents: &mut Extents,
    text: &str,
    reading: Reading,
    place: Cell<'_>,
    context: &mut Context<'_>,
) -> Option<ExtentIx> {
    match extents.intern(text, reading) {
        Ok(extent) => Some(extent),
        Err(error) => {
            report_date(text, &error, place, context);
            None
        }
    }
}

/// Reports what is wrong with a date that is only kept as text.
pub(super) fn check_date(text: &str, place: Cell<'_>, context: &mut Context<'_>) {
    if let Err(error) = Extent::parse(text, Reading::Happening) {
        report_date(text, &error, place, context);
    }
}

fn report_date(text: &str, error: &ExtentError, place: Cell<'_>, context: &mut Context<'_>) {
    if is_lost(text) {
        return report_lost(text, place, context);
    }
    if is_short_year(text) {
        let message = format!("found `{text}`, which looks like a year that lost its leading zero");
        return context.cell_problem(&SPREADSHEET_DATE, place, message, format!("write `0{text}`"));
    }
    let damage = spreadsheet_damage(text).filter(|found| found.suggestion.is_some() || !is_full_day(text));
    if let Some(damage) = damage {
        let message = format!("found `{}`, which looks like {}", clip(text), damage.looks_like);
        let hint = damage.suggestion.map(|date| format!("write `{date}`"));
        context.cell_problem(&SPREADSHEET_DATE, place, message, hint);
        return;
    }
    match error {
        ExtentError::EndBeforeStart { start, end } => {
            let hint = "swap the dates, or write `/..` after the first if the end is open".to_owned();
            context.cell_problem(
                &END_BEFORE_START,
                place,
                format!("end date precedes start date: {end} < {start}"),
                hint,
            );
        }
        error => context.cell_problem(&BAD_DATE, place, format!("found `{}`: {error}", clip(text)), None),
    }
}

fn is_short_year(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is written as a day, though perhaps as none that there is, such as 30 February.
fn is_full_day(text: &str) -> bool {
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    shape == [4, 2, 2] && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}
