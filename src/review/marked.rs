//! The passage that a draft rests on, with its names and dates marked.

use super::{ReviewTexts, Session};
use crate::draft::{DraftMention, Offsets};
use crate::model::{parse_span, split_list};
use std::collections::BTreeSet;

/// What a piece of a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Plain words.
    Plain,
    /// The name of an entity of the data.
    Name,
    /// The name of an entity that drafts propose.
    NewName,
    /// An expression of time.
    Date,
}

/// Words of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What they are.
    pub mark: Mark,
    /// Whether they are evidence, and not only stand around it.
    pub is_evidence: bool,
}

/// A stretch of a source with evidence in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The source.
    pub source: String,
    /// The first character shown.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// Its words in pieces, in order; none when the text is not at hand.
    pub pieces: Vec<Piece>,
}

impl Session {
    /// The stretches of text that the evidence of a draft stands in, with up to `around` characters on both sides, as far
    /// as their line goes.
    #[must_use]
    pub fn marked(&self, number: usize, texts: &ReviewTexts, around: u32) -> Vec<Stretch> {
        let evidence = self.cell(number, "evidence");
        let mut spans: Vec<(&str, u32, u32)> = split_list(&evidence, ';').filter_map(parse_span).collect();
        spans.sort_unstable();
        spans.dedup();
        let mut found: Vec<Stretch> = Vec::new();
        for (source, start, end) in spans {
            let (first, last) = (start.saturating_sub(around), end.saturating_add(around));
            match found.last_mut() {
                Some(before) if before.source == source && first <= before.end => {
                    before.end = before.end.max(last)
                }
                _ => found.push(Stretch {
                    source: source.to_owned(),
                    start: first,
                    end: last,
                    pieces: Vec::new(),
                }),
            }
        }
        for stretch in &mut found {
            if let Some(text) = texts.get(&stretch.source) {
                self.fill(stretch, text, &evidence);
            }
        }
        found
    }

    fn fill(&self, stretch: &mut Stretch, text: &str, evidence: &str) {
        let own = stretch.source.clone();
        let source = own.as_str();
        let spans = split_list(evidence, ';').filter_map(parse_span);
        let spans: Vec<(u32, u32)> =
            spans.filter(|span| span.0 == source).map(|span| (span.1, span.2)).collect();
        let offsets = Offsets::new(text);
        trim(stretch, &spans, &offsets);
        let (first, last) = whole_words((stretch.start, stretch.end), &offsets);
        (stretch.start, stretch.end) = (first, last);
        let marks = self.marks(source, first, last);
        let ends = marks.iter().flat_map(|mark| [mark.0, mark.1]);
        let ends = ends.chain(spans.iter().flat_map(|span| [span.0, span.1])).chain([first, last]);
        let cuts: BTreeSet<u32> = ends.filter(|end| (first..=last).contains(end)).collect();
        let cuts: Vec<u32> = cuts.into_iter().collect();
        for pair in cuts.windows(2) {
            let within = |start: u32, end: u32| start <= pair[0] && pair[1] <= end;
            let mark = marks.iter().find(|mark| within(mark.0, mark.1)).map_or(Mark::Plain, |mark| mark.2);
            stretch.pieces.push(Piece {
                text: offsets.slice(pair[0]..pair[1]).to_owned(),
                mark,
                is_evidence: spans.iter().any(|span| within(span.0, span.1)),
            });
        }
    }

    /// The names and dates in a part of a source; a name that its edge cuts is none.
    fn marks(&self, source: &str, first: u32, last: u32) -> Vec<(u32, u32, Mark)> {
        let lies_in = |of: &str, start: u32, end: u32| of == source && first <= start && end <= last;
        let name = |mention: &DraftMention| {
            let is_new = self.proposed(&mention.entity).is_some() && self.is_new(&mention.entity);
            (mention.start, mention.end, if is_new { Mark::NewName } else { Mark::Name })
        };
        let mentions = self.drafts.mentions.iter().filter(|m| lies_in(&m.source, m.start, m.end));
        let dates = self.drafts.dates.iter().filter(|d| lies_in(&d.source, d.start, d.end));
        mentions.map(name).chain(dates.map(|date| (date.start, date.end, Mark::Date))).collect()
    }
}

/// Cuts what stands around the evidence at the ends of its lines and of the text.
fn trim(stretch: &mut Stretch, spans: &[(u32, u32)], offsets: &Offsets<'_>) {
    stretch.end = stretch.end.min(offsets.length);
    stretch.start = stretch.start.min(stretch.end);
    let inside = || spans.iter().filter(|span| span.0 < stretch.end && stretch.start < span.1);
    let first = inside().map(|span| span.0).min().unwrap_or(stretch.start).max(stretch.start);
    let last = inside().map(|span| span.1).max().unwrap_or(stretch.end).clamp(first, stretch.end);
    let before: Vec<char> = offsets.slice(stretch.start..first).chars().collect();
    let after = offsets.slice(last..stretch.end);
    let kept = before.iter().rev().position(|c| *c == '\n').unwrap_or(before.len());
    stretch.start = first - kept as u32;
    let kept = after.chars().position(|c| c == '\n').unwrap_or_else(|| after.chars().count());
    stretch.end = last + kept as u32;
}

/// A span widened to the ends of the words of letters and digits that it cuts, by a few characters at most.
fn whole_words((first, last): (u32, u32), offsets: &Offsets<'_>) -> (u32, u32) {
    const MOST: u32 = 20;
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let starts = |text: &str| text.chars().next().is_some_and(is_word);
    let ends = |text: &str| text.chars().next_back().is_some_and(is_word);
    let before = offsets.slice(first.saturating_sub(MOST)..first);
    let after = offsets.slice(last..last.saturating_add(MOST));
    let inside = offsets.slice(first..last);
    let back = before.chars().rev().take_while(|c| starts(inside) && is_word(*c)).count() as u32;
    let on = after.chars().take_while(|c| ends(inside) && is_word(*c)).count() as u32;
    (first - back, last + on)
}
