//! Expressions of time in English, in a folded view.

mod days;
mod ranges;
mod relative;

pub(super) use ranges::{shared_month, shared_month_before};

use ranges::shared;

use super::Found;
use super::moment::{Moment, Part, Said, Side, Unit, Year};
use crate::date::MONTHS;

/// The number of a month by its English name or three letters with or without a point.
pub fn month_number(word: &str) -> Option<u8> {
    let bare = word.trim_end_matches('.');
    let short =
        |month: &str| bare.len() == 3 && month.starts_with(bare) || bare == "Sept" && month == "September";
    MONTHS.iter().position(|month| *month == bare || short(month)).map(|n| n as u8 + 1)
}

/// The expression at the start of `text`, which begins a word; `before` is what stands to the left.
pub(super) fn at_start(text: &str, before: &str) -> Option<Found> {
    let first =
        text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '\'').next().unwrap_or_default();
    if !may_begin(first) {
        return None;
    }
    fixed(text).or_else(|| expression(text, before))
}

/// The words that an expression can begin with, beside figures and months.
const LEADING: &str = "ca twenties thirties forties fifties sixties seventies eighties nineties year month christmas yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday early mid late the that same following next previous preceding end beginning start middle close first second spring summer autumn fall winter a an one two three four five six seven eight nine ten several thereafter afterwards since after before until till by about around circa c recent between from later latter third fourth turn last prior subsequently this then not up opening closing";

/// Words that make a date a rough one.
const AROUND: &str = "about around circa ca. c.";

fn may_begin(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    word.starts_with(|c: char| c.is_ascii_digit())
        || month_number(word.split('-').next().unwrap_or_default()).is_some()
        || LEADING.split(' ').any(|word| word == lower)
        || lower.starts_with("mid-")
}

fn fixed(text: &str) -> Option<Found> {
    let lower: String = text.chars().take(40).collect::<String>().to_ascii_lowercase();
    let of = |words: &[&str], said: Said, how: &'static str| {
        let is_word = |word: &str| {
            lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        };
        let word = words.iter().find(|word| is_word(word))?;
        Some(Found { length: word.len(), said, how })
    };
    of(
        &[
            "thereafter",
            "since then",
            "from then on",
            "from that time on",
            "from that date",
            "after that",
            "afterwards",
            "subsequently",
        ],
        Said::Since,
        "en.since",
    )
    .or_else(|| {
        of(
            &["recent years", "the last few years", "the past few years", "recent decades"],
            Said::Vague,
            "en.vague",
        )
    })
    .filter(|found| {
        !text[found.length..].starts_with(" the ") || found.how != "en.since" || !lower.starts_with("after")
    })
}

struct Cursor<'t> {
    text: &'t str,
    position: usize,
}

fn expression(text: &str, before: &str) -> Option<Found> {
    let mut cursor = Cursor { text, position: 0 };
    let side = cursor.direction(before);
    let article = cursor.position;
    if side.is_none() && cursor.eat_word(&[("the", ())]).is_some() {
        // The article is no part of an expression, but some do not begin without it.
    }
    let between = side == Some(Direction::Between);
    let first = cursor.moment(before)?;
    let mut said = Said::At(first);
    let mut how = first_rule(&first);
    if let Some((start, end)) = cursor.range_end(first, between) {
        (said, how) = (Said::Range(start, end), "en.range");
    } else if between && !text.starts_with(['f', 'F']) {
        return None;
    }
    let onwards =
        [" on,", " on ", " onwards", " onward"].iter().find(|word| cursor.rest().starts_with(**word));
    let onwards =
        onwards.filter(|word| word.len() > 4 || before.ends_with("rom ") || text.starts_with("from "));
    if let (Some(word), Said::At(moment)) = (onwards, &mut said) {
        cursor.position += word.trim_end_matches([',', ' ']).len();
        moment.side = Side::After;
    }
    let said = match (side, said) {
        (Some(Direction::Side(side)), Said::At(moment)) => Said::At(Moment { side, ..moment }),
        (_, said) => said,
    };
    let _ = article;
    Some(Found { length: cursor.position, said, how })
}

fn first_rule(moment: &Moment) -> &'static str {
    match (moment.year, moment.month, moment.day) {
        (Year::Decade(_) | Year::BareDecade(_), ..) => "en.decade",
        (Year::Shift(_), ..) => "en.relative-year",
        (Year::Is(_), Unit::Missing, _) => "en.year",
        (Year::Is(_), _, Unit::Missing) => "en.month",
        (Year::Is(_), ..) => "en.day",
        (_, Unit::Shift(_), _) => "en.relative-month",
        (_, Unit::Is(_), Unit::Missing) => "en.bare-month",
        (_, _, Unit::Is(_)) => "en.bare-day",
        (_, _, Unit::Issue(_) | Unit::Weekday(_)) => "en.day-of-issue",
        _ => "en.part",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Side(Side),
    Between,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.position..]
    }

    /// The word at the cursor, without eating it.
    fn word(&self) -> &str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        &rest[..end]
    }

    /// Eats one of some words in any case, and the blank before it when it is not the first.
    fn eat_word<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let blank = usize::from(self.position > 0 && self.rest().starts_with(' '));
        let rest = &self.text[self.position + blank..];
        let is = |word: &str| {
            rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                && !rest[word.len()..].starts_with(|c: char| c.is_alphanumeric())
        };
        let (word, value) = words.iter().find(|(word, _)| is(word))?;
        self.position += blank + word.len();
        Some(*value)
    }

    fn eat(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        if found {
            self.position += mark.len();
        }
        found
    }

    fn direction(&mut self, _before: &str) -> Option<Direction> {
        let side = Direction::Side;
        let words = [
            ("ever since", side(Side::After)),
            ("since", side(Side::After)),
            ("after", side(Side::After)),
            ("before", side(Side::Before)),
            ("prior to", side(Side::Before)),
            ("by the end of", side(Side::Until)),
            ("up to", side(Side::Until)),
            ("by", side(Side::Until)),
            ("between", Direction::Between),
            ("from", Direction::Between),
        ];
        let start = self.position;
        if self.text.get(..14).is_some_and(|lead| lead.eq_ignore_ascii_case("by the end of ")) {
            // The end is a part of the year, so it is left to be read.
            self.position += "by".len();
            self.eat(" the");
            self.eat(" ");
            return Some(side(Side::Until));
        }
        let around = || AROUND.split(' ').map(|word| (word, side(Side::Around)));
        let words: Vec<(&str, Direction)> = words.into_iter().chain(around()).collect();
        let found = self.eat_word(&words)?;
        self.eat_word(&[("the", ())]);
        if !self.eat(" ") {
            self.position = start;
            return None;
        }
        Some(found)
    }

    fn moment(&mut self, before: &str) -> Option<Moment> {
        let start = self.position;
        self.eat(" ");
        let found = self
            .later()
            .or_else(|| self.parted())
            .or_else(|| self.dated(before))
            .or_else(|| self.relative())
            .or_else(|| self.alone(before));
        if found.is_none() {
            self.position = start;
        }
        found
    }

    /// `to 6 November`, `-1994`, `and 1994` after `between`.
    fn range_end(&mut self, first: Moment, between: bool) -> Option<(Moment, Moment)> {
        let start = self.position;
        let joint = if between {
            self.eat_word(&[("to", ()), ("until", ()), ("till", ()), ("and", ()), ("through", ())]).is_some()
        } else {
            self.eat_word(&[("to", ()), ("until", ()), ("till", ()), ("through", ())]).is_some()
        };
        let joint = joint || {
            self.eat(" ");
            self.eat("-") || first.month == Unit::Missing && self.eat("/") || {
                self.position = start;
                false
            }
        };
        if joint {
            self.eat(" ");
            if let Year::Is(year) = first.year
                && first.month == Unit::Missing
                && self.word().len() == 2
                && let Ok(short) = self.word().parse::<i32>()
            {
                self.position += 2;
                if matches!(first.part, Part::Season(_)) {
                    return None;
                }
                let last = year / 100 * 100 + short;
                return Some((first, Moment { year: Year::Is(last), ..Moment::default() }));
            }
            if let Some(last) = self.moment("") {
                return Some(shared(first, last));
            }
            // `from April 6 to 12, 1993`
            if let (Unit::Is(_), Unit::Is(_)) = (first.month, first.day)
                && let Some(day) = self.day_number()
            {
                let last = Moment { month: first.month, day: Unit::Is(day), ..Moment::default() };
                return Some(shared(first, self.year_after(last)));
            }
        }
        self.position = start;
        None
    }
}

fn word_is_short(word: &str) -> bool {
    matches!(
        word,
        "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec"
    )
}
