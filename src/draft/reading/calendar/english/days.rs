//! Days, months, years and decades as written.

use super::super::moment::Moment;
use super::super::moment::Unit;
use super::super::moment::Year;
use super::Cursor;
use super::month_number;
use super::word_is_short;

/// Decades by name, from the twenties on.
const TENS: [&str; 8] =
    ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

impl Cursor<'_> {
    /// `28 October 1997`, `October 28, 1997`, `October 1997`, `1997`, `the 1980s`
    pub(super) fn dated(&mut self, before: &str) -> Option<Moment> {
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
    pub(super) fn decade(&mut self) -> Option<Moment> {
        let word = self.word();
        if let Some(tens) = TENS.iter().position(|tens| word.eq_ignore_ascii_case(tens)) {
            self.position += word.len();
            return Some(Moment { year: Year::BareDecade(20 + 10 * tens as i32), ..Moment::default() });
        }
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

    pub(super) fn day_number(&mut self) -> Option<u8> {
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

    pub(super) fn month_name(&mut self) -> Option<u8> {
        let word = self.word().split('-').next().unwrap_or_default();
        let month = month_number(word)?;
        let length = word.len();
        // "May" and "March" begin sentences as verbs too; a month is followed by a number, a mark or little else.
        self.position += length;
        if length <= 4
            && self.rest().starts_with('.')
            && self.text[self.position + 1..].starts_with(' ')
            && word_is_short(&self.text[self.position - length..self.position])
        {
            self.position += 1;
        }
        Some(month)
    }

    /// `28 October 1997`; the year may be missing or told by what precedes.
    pub(super) fn day_month(&mut self) -> Option<Moment> {
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
    pub(super) fn month_day(&mut self) -> Option<Moment> {
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
    pub(super) fn counts_something(&self) -> bool {
        let rest = self.rest().trim_start();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        rest.len() < self.rest().len()
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.ends_with('s')
            && word.len() > 3
    }

    /// The year behind a month or day: ` 1997`, `, 1997`, ` the following year`, ` of that year`.
    pub(super) fn year_after(&mut self, moment: Moment) -> Moment {
        let start = self.position;
        self.eat(",");
        if self.eat(" ")
            && let Some(year) = self.year_number()
        {
            return Moment { year: Year::Is(year), ..moment };
        }
        self.position = start;
        if let Some(year) = self.short_year() {
            return Moment { year: Year::Is(year), ..moment };
        }
        self.position = start;
        if self.eat_word(&[("of", ()), ("in", ())]).is_some()
            && self.eat(" ")
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

    /// ` '89`, ` 88`: the last two figures of a year behind a month.
    fn short_year(&mut self) -> Option<i32> {
        self.eat(" ").then_some(())?;
        let marked = self.eat("'");
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let free = !rest[length..].starts_with(|c: char| c.is_alphanumeric() || c == ',');
        let year: i32 = rest[..length].parse().ok().filter(|year| marked || *year > 31)?;
        (length == 2 && free && !self.counts_something()).then(|| {
            self.position += 2;
            1900 + year
        })
    }

    pub(super) fn year_number(&mut self) -> Option<i32> {
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

    pub(super) fn year_alone(&mut self, before: &str) -> Option<Moment> {
        let start = self.position;
        let year = self.year_number()?;
        let led = start > 0
            || [" in ", "In ", " of ", " until ", " by ", " from "].iter().any(|lead| before.ends_with(lead));
        let counts = self.counts_something() && !led
            || before.ends_with(['$', '£', '€', '.'])
            || self.rest().starts_with("-member");
        let named = self.rest().starts_with(" Olympic") || self.rest().starts_with(" congress");
        if counts && !named {
            self.position = start;
            return None;
        }
        Some(Moment { year: Year::Is(year), ..Moment::default() })
    }
}
