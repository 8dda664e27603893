//! Parts of a year, and what leans on a date told before.

use super::super::super::numbers;
use super::super::moment::Moment;
use super::super::moment::Part;
use super::super::moment::Unit;
use super::super::moment::Year;
use super::Cursor;

impl Cursor<'_> {
    /// `two years later`, `a year later`, `three months later`
    pub(super) fn later(&mut self) -> Option<Moment> {
        let start = self.position;
        let found = self.count().and_then(|n| {
            let unit = self.eat_word(&[
                ("years", 'y'),
                ("year", 'y'),
                ("fortnight", 'f'),
                ("weeks", 'w'),
                ("week", 'w'),
                ("months", 'm'),
                ("month", 'm'),
                ("days", 'd'),
                ("day", 'd'),
            ])?;
            let ways = [
                ("later", 1),
                ("afterwards", 1),
                ("after that", 1),
                ("on", 1),
                ("earlier", -1),
                ("before", -1),
            ];
            let way: i8 = self.eat_word(&ways)?;
            let n = n as i8 * way;
            Some(match unit {
                'y' => Moment { year: Year::Shift(i32::from(n)), ..Moment::default() },
                'm' => Moment { month: Unit::Shift(n), ..Moment::default() },
                'w' | 'f' => {
                    let days = n.saturating_mul(if unit == 'w' { 7 } else { 14 });
                    Moment { day: Unit::Shift(days), ..Moment::default() }
                }
                _ => Moment { day: Unit::Shift(n), ..Moment::default() },
            })
        });
        if found.is_none() {
            self.position = start;
        }
        found
    }

    pub(super) fn count(&mut self) -> Option<u64> {
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
    pub(super) fn parted(&mut self) -> Option<Moment> {
        let start = self.position;
        let found = self.part().and_then(|part| {
            self.eat("-");
            self.eat_word(&[("of", ()), ("in", ())]);
            self.eat_word(&[("the", ())]);
            self.eat(" ");
            let inner = self.dated("").or_else(|| self.relative()).or_else(|| self.of_this(part));
            let inner = inner.filter(|inner| inner.part == Part::Whole && inner.day == Unit::Missing)?;
            Some(Moment { part, ..inner })
        });
        if found.is_none() {
            self.position = start;
        }
        found
    }

    /// `the end of the year`, `the beginning of the month`: of the one told of.
    fn of_this(&mut self, part: Part) -> Option<Moment> {
        if !matches!(part, Part::Early | Part::Middle | Part::Late | Part::FirstHalf | Part::SecondHalf) {
            return None;
        }
        let of = self.text[..self.position].ends_with("the ");
        let months = self.eat_word(&[("year", false), ("month", true)]).filter(|_| of)?;
        let month = if months { Unit::Shift(0) } else { Unit::Missing };
        Some(Moment { month, ..Moment::default() })
    }

    pub(super) fn part(&mut self) -> Option<Part> {
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
            ("last days", Part::Late),
            ("first days", Part::Early),
            ("last week", Part::Late),
            ("first week", Part::Early),
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

    /// `the following year`, `that autumn`, `the same month`, `the following May`
    pub(super) fn relative(&mut self) -> Option<Moment> {
        let start = self.position;
        if let Some(year) = self.relative_year() {
            return Some(Moment { year, ..Moment::default() });
        }
        self.eat_word(&[("the", ())]);
        self.eat(" ");
        let beside = [
            ("day after", 'd', 1),
            ("month after", 'm', 1),
            ("day before", 'd', -1),
            ("month before", 'm', -1),
        ];
        if let Some((unit, shift)) = self.eat_word(&beside.map(|(word, unit, shift)| (word, (unit, shift)))) {
            let shift = Unit::Shift(shift);
            let moment = Moment::default();
            return Some(if unit == 'd' {
                Moment { day: shift, ..moment }
            } else {
                Moment { month: shift, ..moment }
            });
        }
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
            if self.eat_word(&[("week", ())]).is_some() {
                return None;
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

    pub(super) fn season(&mut self) -> Option<u8> {
        self.eat_word(&[("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)])
    }

    /// `the following year`, `that year`, `the year before`
    pub(super) fn relative_year(&mut self) -> Option<Year> {
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
            ("later in the year", 0),
            ("later in that year", 0),
            ("earlier that year", 0),
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
    pub(super) fn alone(&mut self, before: &str) -> Option<Moment> {
        let start = self.position;
        let the = self.position > 0 || before.ends_with(" the ") || before.ends_with("the ");
        let of_issue = [("yesterday", -1), ("today", 0), ("tomorrow", 1)];
        let months = [("last month", -1), ("next month", 1), ("this month", 0)];
        if let Some(months) = Some(()).filter(|_| start == 0 && !the).and_then(|()| self.eat_word(&months)) {
            return Some(Moment { month: Unit::Issue(months), ..Moment::default() });
        }
        if start == 0 && !the && self.eat_word(&[("last year", ())]).is_some() {
            return Some(Moment { year: Year::Issue(-1), ..Moment::default() });
        }
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
}
