//! A text read: what it names, when, and what it states. Nothing here knows files, tables or a dataset.

mod block;
mod calendar;
mod chinese_names;
mod clause;
mod discourse;
mod document;
mod english_names;
mod english_parties;
mod fold;
mod frame;
mod gates;
mod lexicon;
mod merge;
mod numbers;
mod patterns;
mod places;
mod quantity;
mod scan;
mod sentence;

pub use document::{Entity, Languages};
pub use fold::fold;
pub use frame::{Filler, Reading};
pub use lexicon::{Known, Lexicon, Sort};
pub use patterns::{Frame, Language, PatternFile};
pub use places::PLACES;

use block::{Block, BlockKind, blocks};
use calendar::{Anchor, TimeExpression};
use clause::Sentence;
use discourse::Discourse;
use document::Document;
use fold::{Folded, is_wide};
use frame::{Dated, Reader};
use gates::Gates;
use scan::{Token, What};

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// The entity, by its number in the text.
    pub entity: usize,
}

/// An expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// Its EDTF value; empty when it has none.
    pub value: String,
    /// The rule that read it.
    pub how: &'static str,
}

/// What a text says, as far as it was read.
#[derive(Debug, Default)]
pub struct TextReading {
    /// `zh-Hans`, `zh-Hant` or `en`.
    pub language: &'static str,
    /// The entities that it names, in the order of their first names.
    pub entities: Vec<Entity>,
    /// The names, in order.
    pub mentions: Vec<Mention>,
    /// The expressions of time, in order.
    pub times: Vec<Time>,
    /// What it states, in order.
    pub records: Vec<Reading>,
}

/// The longest text whose views are kept between the two looks, in bytes.
const KEPT: usize = 16 << 20;

/// Reads a text. Linear in its length.
pub fn read(text: &str, languages: &Languages, lexicon: &Lexicon) -> TextReading {
    let blocks = blocks(text);
    // A view is kept for the second look unless that would take too much memory.
    let kept = if text.len() <= KEPT {
        blocks.iter().map(|block| Folded::of(&block.lines)).collect()
    } else {
        Vec::new()
    };
    let document = Document::survey(&blocks, &kept, languages, lexicon);
    let mut pass = Pass {
        languages,
        lexicon,
        document: &document,
        anchor: Anchor::default(),
        discourse: Discourse::default(),
        result: TextReading::default(),
        carried: Dated::default(),
        dated: Dated::default(),
    };
    for (number, block) in blocks.iter().enumerate() {
        match kept.get(number) {
            Some(folded) => pass.block(block, folded),
            None => pass.block(block, &Folded::of(&block.lines)),
        }
    }
    let mut result = pass.result;
    let records = std::mem::take(&mut result.records);
    result.records = merge::merged(records, &|entity| document.is_body(entity));
    result.language = script(text);
    result.entities = document.entities;
    result
}

/// The language of a text by its characters.
fn script(text: &str) -> &'static str {
    let (mut wide, mut traditional, mut simplified, mut all) = (0_usize, 0_usize, 0_usize, 0_usize);
    for character in text.chars().take(20_000) {
        all += 1;
        if is_wide(character) {
            wide += 1;
            let folded = fold::fold_char(character);
            traditional += usize::from(folded != character && folded.is_alphabetic());
            simplified += usize::from(
                "国会员联总关这与为东时来对华双两访问协议长书记团组织谈发展动产业务领导".contains(character)
                    && folded == character
                    && "国会员联总关这与为东时来对华双两访问协议长书记团组织谈发展动产业务领导"
                        .contains(folded),
            );
        }
    }
    if wide * 12 < all {
        "en"
    } else if traditional > simplified / 4 && traditional > 0 {
        "zh-Hant"
    } else {
        "zh-Hans"
    }
}

/// The second look at a text, in reading order.
struct Pass<'a> {
    languages: &'a Languages,
    lexicon: &'a Lexicon,
    document: &'a Document,
    anchor: Anchor,
    discourse: Discourse,
    result: TextReading,
    carried: Dated,
    /// The date of the heading.
    dated: Dated,
}

/// The most tokens that are read as one sentence; what is longer is no sentence that anybody wrote.
const LONGEST: usize = 400;

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

impl Pass<'_> {
    fn block(&mut self, block: &Block<'_>, folded: &Folded) {
        let language = self.languages.of(&folded.text);
        let (tokens, times) =
            scan::tokens(&folded.text, language, self.lexicon, &self.document.names, &mut self.anchor);
        let first_time = self.result.times.len();
        self.collect(folded, &tokens, &times);
        match block.kind {
            BlockKind::Heading => {
                let body = tokens.iter().find_map(|token| match token.what {
                    What::Name(entity) if self.document.is_body(entity) => Some(entity),
                    _ => None,
                });
                if body.is_some() || times.is_empty() {
                    self.discourse.begin_section(body);
                }
                let last = times.len().checked_sub(1);
                self.dated = last.map_or_else(Dated::default, |last| Dated {
                    time: Some(first_time + last),
                    value: times[last].value.to_string(),
                    carried: false,
                });
            }
            BlockKind::Paragraph => {
                let label = label(block, folded);
                let goes_on = tokens
                    .iter()
                    .find(|token| matches!(token.what, What::Name(_) | What::Word(_)) && token.start >= label)
                    .is_some_and(|token| token.word(language).is_some_and(|word| word.means.is_some()));
                let body =
                    tokens.iter().take_while(|token| token.end <= label).find_map(|token| match token.what {
                        What::Name(entity) if self.document.is_body(entity) => Some(entity),
                        _ => None,
                    });
                if body.is_some() {
                    self.discourse.begin_section(body);
                }
                self.discourse.begin_paragraph(goes_on);
                self.carried = self.dated.clone();
                let labelled = tokens
                    .iter()
                    .take_while(|token| token.end <= label)
                    .find_map(|token| if let What::Time(time) = token.what { Some(time) } else { None });
                if let Some(time) = labelled {
                    self.carried = Dated {
                        time: Some(first_time + time),
                        value: times[time].value.to_string(),
                        carried: false,
                    };
                }
                self.paragraph(folded, language, &tokens, &times, first_time, label);
            }
        }
    }

    fn collect(&mut self, folded: &Folded, tokens: &[Token], times: &[TimeExpression]) {
        for token in tokens {
            if let What::Name(entity) = token.what {
                let (start, end) = folded.span(token.start, token.end);
                self.result.mentions.push(Mention { start, end, entity });
            }
        }
        for time in times {
            let (start, end) = folded.span(time.start, time.end);
            self.result.times.push(Time { start, end, value: time.value.to_string(), how: time.how });
        }
    }

    #[allow(clippy::too_many_arguments, reason = "a block and what was found in it")]
    fn paragraph(
        &mut self,
        folded: &Folded,
        language: &Language,
        tokens: &[Token],
        times: &[TimeExpression],
        first_time: usize,
        label: usize,
    ) {
        let mut first = 0;
        let mut last_records = self.result.records.len()..self.result.records.len();
        for span in pieces(sentence::sentences(&folded.text), tokens) {
            let whole = span;
            let span = (span.0.max(label), span.1);
            if span.0 >= span.1 {
                continue;
            }
            let from = first + tokens[first..].partition_point(|token| token.start < span.0);
            let to = from + tokens[from..].partition_point(|token| token.start < span.1);
            first = to;
            let sentence = Sentence::new(&folded.text, span, &tokens[from..to], self.document, language);
            let gates = Gates::of(&sentence, language);
            if gates.denies {
                self.result.records.truncate(last_records.start);
            }
            let mut reader = Reader {
                sentence: &sentence,
                gates: &gates,
                language,
                document: self.document,
                discourse: &mut self.discourse,
                times,
                first_time,
                carried: &self.carried,
                actor: None,
                last: (Vec::new(), Vec::new()),
                resolved: Vec::new(),
            };
            let mut readings = reader.read();
            reader.finish();
            let evidence = folded.span(whole.0, whole.1);
            for reading in &mut readings {
                reading.evidence.push(evidence);
                reading.at = folded.span(reading.at as usize, reading.at as usize + 1).0;
            }
            let last = tokens[from..to]
                .iter()
                .filter_map(|token| if let What::Time(time) = token.what { Some(time) } else { None })
                .next_back();
            if let Some(time) = last {
                self.carried = Dated {
                    time: Some(first_time + time),
                    value: times[time].value.to_string(),
                    carried: true,
                };
            } else {
                self.carried.carried = !self.carried.value.is_empty();
            }
            last_records = self.result.records.len()..self.result.records.len() + readings.len();
            self.result.records.extend(readings);
        }
    }
}
