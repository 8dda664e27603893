//! Expressions of time in English, in a folded view.

use super::super::numbers;
use super::Found;
use super::moment::{Moment, Part, Said, Side, Unit, Year};

const MONTHS: [&str; 12] = [
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
const LEADING: &str = "ca yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday early mid late the that same following next previous preceding end beginning start middle close first second spring summer autumn fall winter a an one two three four five six seven eight nine ten several thereafter afterwards since after before until till by about around circa c recent between from later latter third fourth turn last prior subsequently this then not up opening closing";

/// Words that make a date a rough one.
const AROUND: &str = "about around circa ca. c.";

fn may_begin(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    word.starts_with(|c: char| c.is_ascii_digit())
        || month_number(word).is_some()
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

    /// `two years later`, `a year later`, `three months later`
    fn later(&mut self) -> Option<Moment> {
        let start = self.position;
        let found = self.count().and_then(|n| {
            let unit = self.eat_word(&[
                ("years", 'y'),
                ("year", 'y'),
                ("months", 'm'),
                ("month", 'm'),
                ("days", 'd'),
                ("day", 'd'),
            ])?;
            self.eat_word(&[("later", ()), ("afterwards", ()), ("after that", ()), ("on", ())])?;
            let n = n as i8;
            Some(match unit {
                'y' => Moment { year: Year::Shift(i32::from(n)), ..Moment::default() },
                'm' => Moment { month: Unit::Shift(n), ..Moment::default() },
                _ => Moment { day: Unit::Shift(n), ..Moment::default() },
            })
        });
        if found.is_none() {
            self.position = start;
        }
        found
    }

    fn count(&mut self) -> Option<u64> {
        let word = self.word().to_owned();
        let value = match word.to_ascii_lowercase().as_str() {
            "a" | "an" => 1,
            lower => lower.parse().ok().or_else(|| numbers::english(lower))?,
        };
        (1..=60).contains(&value).then(|| {
            self.position += word.len();
            value
        })
    }

    /// `late 1995`, `the end of 2001`, `the first half of 1999`, `mid-1990s`, `spring of 1985`, `early March 1999`
    fn parted(&mut self) -> Option<Moment> {
        let start = self.position;
        let found = self.part().and_then(|part| {
            self.eat("-");
            self.eat_word(&[("of", ()), ("in", ())]);
            self.eat_word(&[("the", ())]);
            self.eat(" ");
            let inner = self.dated("").or_else(|| self.relative());
            let inner = inner.filter(|inner| inner.part == Part::Whole && inner.day == Unit::Missing)?;
            Some(Moment { part, ..inner })
        });
        if found.is_none() {
            self.position = start;
        }
        found
    }

    fn part(&mut self) -> Option<Part> {
        if self.rest().get(..4).is_some_and(|lead| lead.eq_ignore_ascii_case("mid-")) {
            self.position += 3;
            return Some(Part::Middle);
        }
        let parts = [
            ("early in", Part::Early),
            ("late in", Part::Late),
            ("early", Part::Early),
            ("late", Part::Late),
            ("mid", Part::Middle),
            ("middle", Part::Middle),
            ("latter half", Part::SecondHalf),
            ("latter part", Part::Late),
            ("opening months", Part::Early),
            ("closing months", Part::Late),
            ("first months", Part::Early),
            ("last months", Part::Late),
            ("end", Part::Late),
            ("close", Part::Late),
            ("beginning", Part::Early),
            ("start", Part::Early),
            ("turn", Part::Early),
            ("first half", Part::FirstHalf),
            ("second half", Part::SecondHalf),
            ("first quarter", Part::Quarter(1)),
            ("second quarter", Part::Quarter(2)),
            ("third quarter", Part::Quarter(3)),
            ("fourth quarter", Part::Quarter(4)),
            ("last quarter", Part::Quarter(4)),
            ("spring", Part::Season(21)),
            ("summer", Part::Season(22)),
            ("autumn", Part::Season(23)),
            ("fall", Part::Season(23)),
            ("winter", Part::Season(24)),
        ];
        self.eat_word(&parts)
    }

    /// `28 October 1997`, `October 28, 1997`, `October 1997`, `1997`, `the 1980s`
    fn dated(&mut self, before: &str) -> Option<Moment> {
        let start = self.position;
        let found = self
            .decade()
            .or_else(|| self.day_month())
            .or_else(|| self.month_day())
            .or_else(|| self.year_alone(before));
        if found.is_none() {
            self.position = start;
        }
        found
    }

    /// `1980s`, `nineteen-eighties` are decades.
    fn decade(&mut self) -> Option<Moment> {
        let word = self.word();
        let digits = word.strip_suffix('s')?;
        let year: i32 = digits.parse().ok()?;
        let decade = match digits.len() {
            4 if year % 10 == 0 && (1000..2200).contains(&year) => Year::Decade(year),
            2 if year % 10 == 0 => Year::BareDecade(year),
            _ => return None,
        };
        self.position += word.len();
        Some(Moment { year: decade, ..Moment::default() })
    }

    fn day_number(&mut self) -> Option<u8> {
        let word = self.word().split('-').next().unwrap_or_default();
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        if !matches!(ending, "" | "st" | "nd" | "rd" | "th") || digits.len() > 2 {
            return None;
        }
        let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
        let length = word.len();
        self.position += length;
        Some(day)
    }

    fn month_name(&mut self) -> Option<u8> {
        let word = self.word();
        let month = month_number(word)?;
        let length = word.len();
        // "May" and "March" begin sentences as verbs too; a month is followed by a number, a mark or little else.
        self.position += length;
        if length <= 4
            && self.rest().starts_with('.')
            && self.text[self.position + 1..].starts_with(' ')
            && length == 3
            && word_is_short(&self.text[self.position - length..self.position])
        {
            self.position += 1;
        }
        Some(month)
    }

    /// `28 October 1997`; the year may be missing or told by what precedes.
    fn day_month(&mut self) -> Option<Moment> {
        let start = self.position;
        let found = self.day_number().and_then(|day| {
            self.eat_word(&[("of", ())]);
            self.eat(" ").then_some(())?;
            let month = self.month_name()?;
            Some(Moment { month: Unit::Is(month), day: Unit::Is(day), ..Moment::default() })
        });
        match found {
            Some(moment) => Some(self.year_after(moment)),
            None => {
                self.position = start;
                None
            }
        }
    }

    /// `October 28, 1997`, `October 1997`, `October`
    fn month_day(&mut self) -> Option<Moment> {
        let month = self.month_name()?;
        let start = self.position;
        let mut moment = Moment { month: Unit::Is(month), ..Moment::default() };
        if self.eat(" ")
            && let Some(day) =
                self.day_number().filter(|_| !self.rest().starts_with(|c: char| c.is_alphanumeric()))
            && !self.counts_something()
        {
            moment.day = Unit::Is(day);
        } else {
            self.position = start;
        }
        Some(self.year_after(moment))
    }

    /// Whether the number just read counts things: `in May 12 delegates`.
    fn counts_something(&self) -> bool {
        let rest = self.rest().trim_start();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        rest.len() < self.rest().len()
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.ends_with('s')
            && word.len() > 3
    }

    /// The year behind a month or day: ` 1997`, `, 1997`, ` the following year`, ` of that year`.
    fn year_after(&mut self, moment: Moment) -> Moment {
        let start = self.position;
        self.eat(",");
        if self.eat(" ")
            && let Some(year) = self.year_number()
        {
            return Moment { year: Year::Is(year), ..moment };
        }
        self.position = start;
        self.eat(",");
        self.eat_word(&[("of", ()), ("in", ())]);
        self.eat_word(&[("the", ())]);
        self.eat(" ");
        match self.relative_year() {
            Some(year) => Moment { year, ..moment },
            None => {
                self.position = start;
                moment
            }
        }
    }

    fn year_number(&mut self) -> Option<i32> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let follows = &rest[length..];
        if length != 4
            || follows.starts_with(|c: char| c.is_alphanumeric())
            || follows.starts_with(",") && follows[1..].starts_with(|c: char| c.is_ascii_digit())
            || follows.starts_with('%')
        {
            return None;
        }
        let year: i32 = rest[..4].parse().ok().filter(|year| (1500..=2200).contains(year))?;
        self.position += 4;
        Some(year)
    }

    fn year_alone(&mut self, before: &str) -> Option<Moment> {
        let start = self.position;
        let year = self.year_number()?;
        let counts = self.counts_something()
            || before.ends_with(['$', '£', '€', '.'])
            || self.rest().starts_with("-member");
        let named = self.rest().starts_with(" Olympic") || self.rest().starts_with(" congress");
        if counts && !named {
            self.position = start;
            return None;
        }
        Some(Moment { year: Year::Is(year), ..Moment::default() })
    }

    /// `the following year`, `that autumn`, `the same month`, `the following May`
    fn relative(&mut self) -> Option<Moment> {
        let start = self.position;
        if let Some(year) = self.relative_year() {
            return Some(Moment { year, ..Moment::default() });
        }
        self.eat_word(&[("the", ())]);
        self.eat(" ");
        let shift = [
            ("that same", 0),
            ("that", 0),
            ("same", 0),
            ("following", 1),
            ("next", 1),
            ("ensuing", 1),
            ("previous", -1),
            ("preceding", -1),
            ("later that", 0),
            ("later the same", 0),
        ];
        let found = self.eat_word(&shift).and_then(|n: i8| {
            let year = if n > 0 { Year::Shift(i32::from(n)) } else { Year::Missing };
            if let Some(season) = self.season() {
                let shift = Year::Shift(i32::from(n));
                return Some(Moment {
                    year: if n == 0 { Year::Missing } else { shift },
                    part: Part::Season(season),
                    ..Moment::default()
                });
            }
            if self.eat_word(&[("month", ())]).is_some() {
                return Some(Moment { month: Unit::Shift(n), ..Moment::default() });
            }
            if self.eat_word(&[("day", ())]).is_some() {
                return Some(Moment { day: Unit::Shift(n), ..Moment::default() });
            }
            self.eat(" ").then_some(())?;
            let month = self.month_name()?;
            Some(Moment {
                year: if n == 0 { Year::Missing } else { year },
                month: Unit::Is(month),
                ..Moment::default()
            })
        });
        if found.is_none() {
            self.position = start;
        }
        found
    }

    fn season(&mut self) -> Option<u8> {
        self.eat_word(&[("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)])
    }

    /// `the following year`, `that year`, `the year before`
    fn relative_year(&mut self) -> Option<Year> {
        let start = self.position;
        self.eat_word(&[("the", ())]);
        self.eat(" ");
        let words = [
            ("same year", 0),
            ("that same year", 0),
            ("that year", 0),
            ("this year", 0),
            ("following year", 1),
            ("next year", 1),
            ("year after", 1),
            ("year following", 1),
            ("ensuing year", 1),
            ("previous year", -1),
            ("preceding year", -1),
            ("year before", -1),
            ("year earlier", -1),
            ("prior year", -1),
        ];
        let found = self.eat_word(&words).map(Year::Shift);
        if found.is_none() {
            self.position = start;
        }
        found
    }

    /// `in the autumn`, `on the 9th`, `yesterday`, `on Monday`
    fn alone(&mut self, before: &str) -> Option<Moment> {
        let start = self.position;
        let the = self.position > 0 || before.ends_with(" the ") || before.ends_with("the ");
        let of_issue = [("yesterday", -1), ("today", 0), ("tomorrow", 1)];
        if let Some(days) = self.eat_word(&of_issue) {
            return Some(Moment { day: Unit::Issue(days), ..Moment::default() });
        }
        let days = [
            ("Monday", 0),
            ("Tuesday", 1),
            ("Wednesday", 2),
            ("Thursday", 3),
            ("Friday", 4),
            ("Saturday", 5),
            ("Sunday", 6),
        ];
        if before.ends_with("on ")
            && let Some(day) = self.eat_word(&days)
        {
            return Some(Moment { day: Unit::Weekday(day), ..Moment::default() });
        }
        let whole = before.ends_with("in ")
            || before.ends_with("in the ")
            || before.ends_with("In the ")
            || before.ends_with("In ");
        if the
            && whole
            && let Some(season) = self.season()
        {
            return Some(Moment { part: Part::Season(season), ..Moment::default() });
        }
        let on = before.ends_with("on ")
            || before.ends_with("On ")
            || before.ends_with("on the ")
            || before.ends_with("On the ");
        let word = self.word();
        if the
            && on
            && word.ends_with(|c: char| c.is_ascii_alphabetic())
            && let Some(day) = self.day_number()
        {
            self.eat_word(&[("of that month", ()), ("of the month", ()), ("of the same month", ())]);
            return Some(Moment { day: Unit::Is(day), ..Moment::default() });
        }
        self.position = start;
        None
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
            self.eat("-") || {
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
        }
        self.position = start;
        None
    }
}

fn word_is_short(word: &str) -> bool {
    matches!(word, "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Oct" | "Nov" | "Dec")
}

/// What the end of a range says holds for its start too: `28 October to 6 November 1997`.
fn shared(first: Moment, last: Moment) -> (Moment, Moment) {
    let mut start = first;
    if start.year == Year::Missing && matches!(last.year, Year::Is(_) | Year::Shift(_)) {
        start.year = last.year;
        let shifted = matches!(last.year, Year::Shift(_));
        return (start, if shifted { Moment { year: Year::Missing, ..last } } else { last });
    }
    (start, last)
}

/// Days whose month stands behind the last: `3 to 8 May 1996`, `3-8 May`; months whose year does: `March and April 1996`.
pub(super) fn shared_month(text: &str) -> Option<Found> {
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

/// `May 3-8, 1996`, `May 3 to 8, 1996`
pub(super) fn shared_month_before(text: &str) -> Option<Found> {
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
