//! A text read: what it names, when, and what it states. Nothing here knows files, tables or a dataset.

mod block;
mod calendar;
mod chinese_names;
mod clause;
mod discourse;
mod document;
mod english_names;
mod fold;
mod frame;
mod gates;
mod lexicon;
mod merge;
mod numbers;
mod pass;
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

use block::blocks;
use document::Document;
use fold::{Folded, is_wide};
use pass::Pass;

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
    let mut pass = Pass::new(languages, lexicon, &document);
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
