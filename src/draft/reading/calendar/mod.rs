//! Expressions of time, read in order: each may lean on what was told before it.
//!
//! The grammar of a language ([`chinese`], [`english`]) says what the words say ([`moment::Said`]); resolving it against
//! the date told last gives an EDTF value. What the words and what precedes leave open stays unknown.

mod chinese;
mod counting;
mod english;
mod figures;
mod moment;
mod value;

pub use english::month_number as english_month;
pub use moment::Anchor;
pub use value::Value;

use figures::{in_figures, year_alone};
use moment::{Said, Side};

/// What a grammar found at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    length: usize,
    said: Said,
    how: &'static str,
}

/// An expression of time in a folded view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its first byte in the view.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its value.
    pub value: Value,
    /// Its value before a word such as "after" or "until" opens it: the date of what the expression itself tells of.
    pub base: Value,
    /// The rule that read it.
    pub how: &'static str,
}

/// Reads the expressions of time in a view of a stretch of text, after and into an anchor.
///
/// `taken` are the parts of the view, in order, where names stand; no expression begins in one. Linear in the length.
pub fn expressions(text: &str, taken: &[(usize, usize)], anchor: &mut Anchor) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut position = 0;
    let mut taken = taken.iter().peekable();
    if let Some((start, end, year)) = year_alone(text) {
        let said = Said::At(moment::Moment { year: moment::Year::Is(year), ..moment::Moment::default() });
        let (value, next) = said.resolve(*anchor);
        *anchor = next;
        return vec![TimeExpression { start, end, value, base: value, how: "year alone" }];
    }
    while position < text.len() {
        while taken.next_if(|(_, end)| *end <= position).is_some() {}
        if let Some((_, end)) = taken.peek().filter(|(start, _)| *start <= position) {
            position = *end;
            continue;
        }
        let rest = &text[position..];
        let Some(first) = rest.chars().next() else { break };
        let limit = taken.peek().map_or(text.len(), |(start, _)| *start);
        let mut read = read_at(text, position, limit, first);
        anchor.republic |= rest.starts_with("民国");
        read.retain(|(offset, found)| found.length > 0 && *offset >= position && is_usable(found, *anchor));
        if read.is_empty() {
            position += passed(rest, first);
        }
        for (offset, mut one) in read {
            let (start, mut end) = (position.max(offset), offset + one.length);
            let base = unsided(one.said).resolve(*anchor).0;
            end = opened_by_event(text, end, limit, &mut one);
            let (value, next) = one.said.resolve(*anchor);
            let start = trimmed(text, start, end);
            found.push(TimeExpression { start, end, value, base, how: one.how });
            // A text that begins with a day is a report of that day.
            let first = !anchor.begun && position < 120;
            *anchor = next;
            if first {
                anchor.issue = base.start().filter(|point| point.day > 0);
            }
            if end > position {
                position = end;
            }
        }
    }
    found
}

/// How far to go on where no expression begins: past a long row of figures at once.
fn passed(rest: &str, first: char) -> usize {
    let row = if first.is_ascii_digit() {
        rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
    } else {
        super::numbers::chinese_len(&rest[..rest.len().min(LONG_ROW + 8).min(boundary(rest, LONG_ROW))])
    };
    if row >= LONG_ROW { row } else { first.len_utf8() }
}

/// How many bytes of figures are more than any date has.
const LONG_ROW: usize = 48;

/// The first place at or after some bytes where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|byte| text.is_char_boundary(*byte)).unwrap_or(text.len())
}

/// Whether an expression that only some texts can mean as a date is one here.
fn is_usable(found: &Found, anchor: Anchor) -> bool {
    match found.how {
        "zh.pointed" | "zh.day-of-issue" | "en.day-of-issue" => found.said.resolve(anchor).0.is_known(),
        "zh.short-year" => {
            anchor.republic || found.said.resolve(anchor).0.start().is_some_and(|point| point.year >= 1931)
        }
        _ => true,
    }
}

/// The expressions at a place, with the bytes they start at.
fn read_at(text: &str, position: usize, limit: usize, first: char) -> Vec<(usize, Found)> {
    let (before, rest) = (&text[..position], &text[position..limit]);
    let mut read = Vec::new();
    if chinese::may_begin(first) {
        if first.is_ascii_digit()
            && let Some(found) = in_figures(rest, before)
        {
            return vec![(position, found)];
        }
        if first.is_ascii_digit()
            && let Some(found) = chinese::pointed(rest, before)
        {
            return vec![(position, found)];
        }
        if (first.is_ascii_digit() || "一二三四五六七八九".contains(first))
            && let Some(list) = chinese::shared_unit(rest, before)
        {
            return list.into_iter().map(|(offset, found)| (position + offset, found)).collect();
        }
        read.extend(chinese::at_start(rest, before).map(|found| (position, found)));
    }
    let begins_word = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '\'');
    if read.is_empty() && first.is_ascii_alphanumeric() && begins_word {
        let range = if first.is_ascii_digit() {
            english::shared_month(rest)
        } else {
            english::shared_month_before(rest)
        };
        read.extend(range.or_else(|| english::at_start(rest, before)).map(|found| (position, found)));
    }
    read
}

/// The same without the side on which it opens.
fn unsided(said: Said) -> Said {
    match said {
        Said::At(moment) => Said::At(moment::Moment { side: Side::At, ..moment }),
        other => other,
    }
}

/// `1992年8月X后,`: a short event between a date and the word that opens it belongs to the expression.
fn opened_by_event(text: &str, end: usize, limit: usize, found: &mut Found) -> usize {
    let Said::At(moment) = &mut found.said else { return end };
    if moment.side != Side::At || !found.how.starts_with("zh.") {
        return end;
    }
    // An event of a few words; what is longer is none.
    let window = boundary(text, (end + LONGEST_EVENT).min(limit));
    let rest = &text[end..window.min(limit)];
    let clause = rest.find([',', '。', ';', '、', '(']).unwrap_or(rest.len());
    let event = &rest[..clause];
    let opened = ["以后", "之后", "以来", "后"].iter().find(|word| event.ends_with(**word));
    match opened {
        Some(_) if event.chars().count() <= 12 && rest[clause..].starts_with(',') => {
            moment.side = Side::After;
            end + clause
        }
        _ => end,
    }
}

/// The most bytes that an event between a date and `后` may take, with the comma behind it.
const LONGEST_EVENT: usize = 48;

/// The start of an expression without the preposition and article that the grammar read with it.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    let mut start = start;
    for word in ["from ", "From ", "between ", "Between ", "the ", "The "] {
        if text[start..end].starts_with(word) {
            start += word.len();
        }
    }
    start
}

#[cfg(test)]
mod tests;
