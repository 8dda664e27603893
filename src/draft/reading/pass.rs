//! The second look at a text: its blocks and sentences in reading order, and what is kept in mind between them.

use super::block::{Block, BlockKind};
use super::calendar::{Anchor, TimeExpression};
use super::clause::Sentence;
use super::discourse::Discourse;
use super::document::{Document, Languages};
use super::fold::{Folded, fold};
use super::frame::{Dated, Reader, Reading};
use super::gates::Gates;
use super::lexicon::Lexicon;
use super::patterns::Language;
use super::scan::{self, Token, What};
use super::sentence;
use super::{Mention, TextReading, Time};

/// The second look at a text, in reading order.
pub struct Pass<'a> {
    languages: &'a Languages,
    lexicon: &'a Lexicon,
    document: &'a Document,
    anchor: Anchor,
    discourse: Discourse,
    /// What was read so far.
    pub result: TextReading,
    /// The date that counts where a sentence has none.
    carried: Dated,
    /// The date of the heading, or of the line that dates the whole text.
    dated: Dated,
}

/// A block with what was found in it.
struct Found<'b> {
    folded: &'b Folded,
    language: &'b Language,
    tokens: &'b [Token],
    times: &'b [TimeExpression],
    /// How many expressions of time the text has before the block.
    first_time: usize,
    /// How many bytes of its view are a label in bold, or the dateline of an agency, that leads it in.
    label: usize,
    /// Whether the label only dates it.
    dateline: bool,
}

impl Found<'_> {
    fn dated(&self, time: usize, carried: bool) -> Dated {
        Dated { time: Some(self.first_time + time), value: self.times[time].value.to_string(), carried }
    }

    /// The last expression of time among some tokens.
    fn last_time(tokens: &[Token]) -> Option<usize> {
        tokens
            .iter()
            .rev()
            .find_map(|token| if let What::Time(time) = token.what { Some(time) } else { None })
    }

    /// Whether the block does no more than date what follows: `Lisbon, 9 June 1999.`
    fn is_dateline(&self) -> bool {
        let says = |token: &Token| token.word(self.language).is_some_and(|word| !word.frames.is_empty());
        self.times.len() == 1 && self.folded.text.len() <= LONGEST_DATELINE && !self.tokens.iter().any(says)
    }
}

/// The longest line that may do no more than date a text, in bytes.
const LONGEST_DATELINE: usize = 120;

/// The most tokens that are read as one sentence; what is longer is no sentence that anybody wrote.
const LONGEST: usize = 200;

/// Sentences, with those of too many tokens cut.
fn pieces(sentences: Vec<(usize, usize)>, tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut found = Vec::with_capacity(sentences.len());
    let mut at = 0;
    for (start, end) in sentences {
        let mut from = start;
        at += tokens[at..].partition_point(|token| token.start < start);
        while let Some(next) = tokens.get(at + LONGEST).filter(|token| token.start < end) {
            found.push((from, next.start));
            from = next.start;
            at += LONGEST;
        }
        found.push((from, end));
    }
    found
}

/// How many bytes of a block's view are a label in bold that leads it in.
fn label(block: &Block<'_>, folded: &Folded) -> usize {
    let first = block.lines.first().map_or("", |line| line.text.trim_start().trim_start_matches(['-', ' ']));
    let Some(rest) = first.strip_prefix("**") else { return 0 };
    let Some(end) = rest.find("**").filter(|end| *end < 300) else { return 0 };
    let length = fold(&rest[..end]).len();
    let start = folded.text.find(|c: char| c.is_alphanumeric()).unwrap_or_default();
    let label = (start + length).min(folded.text.len());
    if folded.text.is_char_boundary(label) { label } else { 0 }
}

/// How many bytes at the start of a block are the dateline of a newspaper: `新华社北京10月8日电`, `LONDON, May 3 --`.
fn dateline(text: &str, tokens: &[Token]) -> usize {
    let time = tokens.iter().take(8).find(|token| matches!(token.what, What::Time(_)));
    let Some(time) = time.filter(|time| time.start < LONGEST_DATELINE) else { return 0 };
    let rest = &text[time.end..];
    let agency = ["电", "讯"].iter().find(|mark| rest.starts_with(**mark));
    let dash = [" -- ", " - ", " – ", " — "].iter().find(|dash| rest.starts_with(**dash));
    let place = || {
        tokens.first().is_some_and(|token| {
            matches!(token.what, What::Place(_)) || text.starts_with(|c: char| c.is_ascii_uppercase())
        })
    };
    let length = agency
        .or(dash.filter(|_| place() && text[..time.start].len() < 40 && !text[..time.start].contains('.')))
        .map_or(0, |mark| mark.len());
    if length == 0 { 0 } else { time.end + length }
}

impl<'a> Pass<'a> {
    /// A pass that has read nothing.
    pub fn new(languages: &'a Languages, lexicon: &'a Lexicon, document: &'a Document) -> Self {
        Self {
            languages,
            lexicon,
            document,
            anchor: Anchor::default(),
            discourse: Discourse::default(),
            result: TextReading::default(),
            carried: Dated::default(),
            dated: Dated::default(),
        }
    }

    /// Reads the next block.
    pub fn block(&mut self, block: &Block<'_>, folded: &Folded) {
        let language = self.languages.of(&folded.text);
        let (tokens, times) =
            scan::tokens(&folded.text, language, self.lexicon, &self.document.names, &mut self.anchor);
        let found = Found {
            folded,
            language,
            tokens: &tokens,
            times: &times,
            first_time: self.result.times.len(),
            label: 0,
            dateline: false,
        };
        let dateline = dateline(&folded.text, &tokens);
        let found = match block.kind {
            BlockKind::Paragraph if dateline > 0 => Found { label: dateline, dateline: true, ..found },
            BlockKind::Paragraph => Found { label: label(block, folded), ..found },
            BlockKind::Heading => found,
        };
        self.collect(&found);
        match block.kind {
            BlockKind::Heading => self.heading(&found),
            BlockKind::Paragraph => self.paragraph(&found),
        }
    }

    fn collect(&mut self, found: &Found<'_>) {
        for token in found.tokens {
            if let What::Name(entity) = token.what {
                let (start, end) = found.folded.span(token.start, token.end);
                self.result.mentions.push(Mention { start, end, entity });
            }
        }
        for time in found.times {
            let (start, end) = found.folded.span(time.start, time.end);
            self.result.times.push(Time { start, end, value: time.value.to_string(), how: time.how });
        }
    }

    fn body(&self, tokens: &[Token]) -> Option<usize> {
        tokens.iter().find_map(|token| match token.what {
            What::Name(entity) if self.document.is_body(entity) => Some(entity),
            _ => None,
        })
    }

    fn heading(&mut self, found: &Found<'_>) {
        let body = self.body(found.tokens);
        if body.is_some() || found.times.is_empty() {
            self.discourse.begin_section(body);
        }
        let last = found.times.len().checked_sub(1);
        self.dated = last.map_or_else(Dated::default, |last| found.dated(last, false));
    }

    fn paragraph(&mut self, found: &Found<'_>) {
        let labelled = &found.tokens[..found.tokens.partition_point(|token| token.end <= found.label)];
        if let Some(body) = self.body(labelled).filter(|_| !found.dateline) {
            self.discourse.begin_section(Some(body));
        }
        self.discourse.begin_paragraph(goes_on(found));
        if found.is_dateline() {
            self.dated = found.dated(0, true);
        }
        self.carried = self.dated.clone();
        let first = labelled
            .iter()
            .find_map(|token| if let What::Time(time) = token.what { Some(time) } else { None });
        if let Some(time) = first {
            self.carried = found.dated(time, false);
        }
        if found.dateline && first.is_some() {
            self.dated = self.carried.clone();
        }
        self.sentences(found);
    }

    fn sentences(&mut self, found: &Found<'_>) {
        let mut first = 0;
        let mut last_records = self.result.records.len()..self.result.records.len();
        for whole in pieces(sentence::sentences(&found.folded.text), found.tokens) {
            let span = (whole.0.max(found.label), whole.1);
            if span.0 >= span.1 {
                continue;
            }
            let from = first + found.tokens[first..].partition_point(|token| token.start < span.0);
            let to = from + found.tokens[from..].partition_point(|token| token.start < span.1);
            first = to;
            let tokens = &found.tokens[from..to];
            let (readings, denies) = self.sentence(found, span, whole, tokens);
            if denies {
                self.result.records.truncate(last_records.start);
            }
            match Found::last_time(tokens) {
                Some(time) => self.carried = found.dated(time, true),
                None => self.carried.carried = !self.carried.value.is_empty(),
            }
            last_records = self.result.records.len()..self.result.records.len() + readings.len();
            self.result.records.extend(readings);
        }
    }

    /// What a sentence states, and whether it denies what was stated before it.
    fn sentence(
        &mut self,
        found: &Found<'_>,
        span: (usize, usize),
        whole: (usize, usize),
        tokens: &[Token],
    ) -> (Vec<Reading>, bool) {
        let sentence = Sentence::new(&found.folded.text, span, tokens, self.document, found.language);
        let gates = Gates::of(&sentence, found.language);
        let mut reader = Reader {
            sentence: &sentence,
            gates: &gates,
            language: found.language,
            document: self.document,
            discourse: &mut self.discourse,
            times: found.times,
            first_time: found.first_time,
            carried: &self.carried,
            actor: None,
            last: (Vec::new(), Vec::new()),
            resolved: Vec::new(),
        };
        let mut readings = reader.read();
        reader.finish();
        let evidence = found.folded.span(whole.0, whole.1);
        for reading in &mut readings {
            reading.evidence.push(evidence);
            reading.at = found.folded.span(reading.at as usize, reading.at as usize + 1).0;
        }
        (readings, gates.denies)
    }
}

/// Whether a paragraph begins with a word that points back: it goes on from the one before.
fn goes_on(found: &Found<'_>) -> bool {
    let first = found
        .tokens
        .iter()
        .find(|token| matches!(token.what, What::Name(_) | What::Word(_)) && token.start >= found.label);
    first.is_some_and(|token| token.word(found.language).is_some_and(|word| word.means.is_some()))
}
