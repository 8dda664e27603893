//! Expressions of time in Chinese, in a folded view.

mod lists;
mod within;
mod words;
mod year;

use super::super::numbers::{chinese, chinese_len};
use lists::adjacent_months;
pub(super) use lists::{pointed, shared_unit};

use super::Found;
use super::moment::{Moment, Part, Said, Side, Unit, Year};

/// The characters that an expression can begin with.
pub(super) fn may_begin(first: char) -> bool {
    first.is_ascii_digit() || "昭平光宣即昨明越中今来岁过腊半隔一二三四五六七八九十〇零两廿正元腊同当是该这那次翌转前上去头第其期此随嗣自近截至民公上下春夏秋冬年月末今本约大不几数整若从最隔".contains(first)
}

/// The expression at the start of `text`; `before` is what stands to the left.
pub(super) fn at_start(text: &str, before: &str) -> Option<Found> {
    fixed(text, before).or_else(|| led(text, before)).or_else(|| {
        let (length, from, to) = adjacent_months(text).filter(|_| !before.ends_with(['第', '、']))?;
        let month = |month: Unit| Moment { month, ..Moment::default() };
        Some(Found { length, said: Said::Range(month(from), month(to)), how: "zh.range" })
    })
}

const SINCE: [&str; 9] = ["自此以后", "从此以后", "自此之后", "此后", "随后", "嗣后", "其后", "自此", "从此"];
const MEANWHILE: [&str; 4] = ["在此期间", "此期间", "其间", "期间"];
const VAGUE: [&str; 9] =
    ["近十多年来", "近几年来", "近几年", "近些年来", "近些年", "近年来", "近年", "最近几年", "近期"];

/// Words that are expressions by themselves.
fn fixed(text: &str, before: &str) -> Option<Found> {
    let of = |words: &[&str], said: Said, how: &'static str| {
        let word = words.iter().find(|word| text.starts_with(**word))?;
        Some(Found { length: word.len(), said, how })
    };
    let starts_clause = before.is_empty() || before.ends_with([',', '。', ';', '、', ':', '“', '(']);
    of(&VAGUE, Said::Vague, "zh.vague")
        .or_else(|| {
            of(&SINCE, Said::Since, "zh.since")
                .filter(|found| !text[found.length..].starts_with(['的', '代']))
        })
        .or_else(|| of(&MEANWHILE[..3], Said::Meanwhile, "zh.meanwhile"))
        .or_else(|| of(&MEANWHILE[3..], Said::Meanwhile, "zh.meanwhile").filter(|_| starts_clause))
        .or_else(|| of(&["此前", "在此之前"], Said::Until, "zh.until").filter(|_| starts_clause))
}

/// A moment or a range, perhaps with a word of direction before and after it.
fn led(text: &str, before: &str) -> Option<Found> {
    let (lead, mut side) = direction_before(text);
    let mut cursor = Cursor { text, position: lead };
    let first = cursor.moment(before)?;
    let mut how = first.how;
    let mut said = Said::At(Moment { side, ..first.moment });
    if let Some(last) = cursor
        .months_behind_year(&first.moment)
        .or_else(|| cursor.days_behind_month(&first.moment))
        .or_else(|| cursor.range_end(&first.moment))
    {
        how = "zh.range";
        said = Said::Range(last.0, last.1);
        if side == Side::Around {
            side = Side::At;
        }
    }
    let after = direction_after(&text[cursor.position..], &said);
    if let (Some((length, found)), Said::At(moment)) = (after, &mut said) {
        cursor.position += length;
        if moment.side != Side::Until {
            moment.side = found;
        }
    } else if let (Some((length, _)), true) = (after, side != Side::At) {
        cursor.position += length;
    }
    // "Since" alone, without a word behind: 自1990年 is from 1990 on.
    Some(Found { length: cursor.position, said, how })
}

/// `截至`, `约`, `自`: how long the word is, and what it says.
fn direction_before(text: &str) -> (usize, Side) {
    let words = [
        ("截至目前", Side::At),
        ("截至", Side::Until),
        ("截止到", Side::Until),
        ("截止", Side::Until),
        ("大概是在", Side::Around),
        ("大概是", Side::Around),
        ("大概在", Side::Around),
        ("大概", Side::Around),
        ("约莫", Side::Around),
        ("大致在", Side::Around),
        ("大约是", Side::Around),
        ("大约在", Side::Around),
        ("大约", Side::Around),
        ("约在", Side::Around),
        ("约", Side::Around),
    ];
    let found = words.iter().find(|(word, _)| text.starts_with(word));
    found.map_or((0, Side::At), |(word, side)| (word.len(), *side))
}

/// `以后`, `前后`, `以来`, `左右`: how long the word is, and what it says.
fn direction_after(text: &str, said: &Said) -> Option<(usize, Side)> {
    let words = [
        ("前后", Side::Around),
        ("左右", Side::Around),
        ("以后", Side::After),
        ("之后", Side::After),
        ("以来", Side::After),
        ("以前", Side::Before),
        ("之前", Side::Before),
        ("起", Side::After),
        ("后", Side::After),
        ("前", Side::Before),
    ];
    let (word, side) = words.iter().find(|(word, _)| text.starts_with(word))?;
    let rest = &text[word.len()..];
    let goes_on = match *word {
        "前" => rest.starts_with([
            '往', '来', '夕', '任', '赴', '去', '总', '主', '苏', '南', '身', '期', '述', '者',
        ]),
        "后" => rest.starts_with(['者', '期', '勤', '来', '备', '续', '任']),
        "起" => rest.starts_with(['草', '义', '点', '步', '诉', '初', '到']),
        _ => false,
    };
    (!goes_on && !matches!(said, Said::Range(..))).then_some((word.len(), *side))
}

struct Cursor<'t> {
    text: &'t str,
    position: usize,
}

struct Read {
    moment: Moment,
    how: &'static str,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.position..]
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.position += word.len();
        }
        found
    }

    fn eat_any<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let (word, value) = words.iter().find(|(word, _)| self.rest().starts_with(word))?;
        self.position += word.len();
        Some(*value)
    }

    /// A number in digits or Chinese that a unit follows at once; nothing is eaten when none does.
    fn number_before(&mut self, units: &[&str], digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let rest = self.rest();
        let ascii = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let length = if ascii > 0 { ascii } else { chinese_len(rest) };
        let number = &rest[..length];
        let unit = units.iter().find(|unit| rest[length..].starts_with(**unit))?;
        let value =
            if ascii > 0 && digits.contains(&ascii) { number.parse().ok()? } else { chinese(number)? };
        if ascii > 0 && !digits.contains(&ascii) {
            return None;
        }
        let advance = length + unit.len();
        self.position += advance;
        u32::try_from(value).ok()
    }

    fn moment(&mut self, before: &str) -> Option<Read> {
        let start = self.position;
        let mut moment = Moment::default();
        let how = self.year(&mut moment, before);
        if matches!(moment.year, Year::Decade(_) | Year::BareDecade(_) | Year::Century(_)) {
            moment.part = self.decade_part();
            return Some(Read { moment, how: how? });
        }
        let how = match how {
            Some(how) => {
                self.eat("的");
                self.within_year(&mut moment);
                how
            }
            None => self.without_year(&mut moment, before)?,
        };
        if self.position > start { Some(Read { moment, how }) } else { None }
    }

    /// `1993年4至6月`, `1993年三、四月间`: months that share the unit behind the last.
    fn months_behind_year(&mut self, first: &Moment) -> Option<(Moment, Moment)> {
        if first.month != Unit::Missing || first.part != Part::Whole || first.year == Year::Missing {
            return None;
        }
        let (length, from, to) = match shared_unit(self.rest(), "").as_deref() {
            Some([(0, Found { length, said: Said::Range(start, end), .. })]) => {
                (*length, start.month, end.month)
            }
            _ => adjacent_months(self.rest())?,
        };
        let (Unit::Is(_), Unit::Is(_)) = (from, to) else { return None };
        self.position += length;
        Some((Moment { month: from, ..*first }, Moment { month: to, ..Moment::default() }))
    }

    /// `1996年4月22-27日`: days that share the unit behind the last.
    fn days_behind_month(&mut self, first: &Moment) -> Option<(Moment, Moment)> {
        let (Unit::Is(_), Unit::Missing, Part::Whole) = (first.month, first.day, first.part) else {
            return None;
        };
        let list = shared_unit(self.rest(), "")?;
        let [(0, Found { length, said: Said::Range(start, end), .. })] = list[..] else { return None };
        let (Unit::Is(_), Unit::Is(_)) = (start.day, end.day) else { return None };
        self.position += length;
        Some((Moment { day: start.day, ..*first }, Moment { day: end.day, ..Moment::default() }))
    }

    /// `至4月6日` after a moment; also `1998-2000年`, `3至5月` where the unit stands at the end only.
    fn range_end(&mut self, first: &Moment) -> Option<(Moment, Moment)> {
        let start = self.position;
        let joint = [("--", ()), ("至", ()), ("到", ()), ("-", ()), ("~", ()), ("起至", ()), ("迄", ())];
        if self.eat_any(&joint).is_some()
            && let Some(last) = self.moment("至")
            && !matches!(first.year, Year::Century(_))
        {
            return Some((*first, last.moment));
        }
        self.position = start;
        None
    }
}
