//! The entities of one text: those of the lexicon that it names, and those that it makes known itself.

mod finish;
mod survey;

use super::block::Block;
use super::fold::Folded;
use super::fold::is_wide;
use super::lexicon::Lexicon;
use super::lexicon::Sort;
use super::patterns::Language;
use super::scan::Names;
use super::scan::first_tokens;
use std::collections::BTreeSet;
use survey::Collected;

/// An entity of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its number in the lexicon, if it is known.
    pub known: Option<usize>,
    /// Whether it is a body or a person.
    pub sort: Sort,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Its names as the text writes them, the fullest first.
    pub names: Vec<String>,
    /// The same, folded.
    pub(super) folded: Vec<String>,
    /// How it was found.
    pub how: &'static str,
    /// The body that a person acts for, once the text has said so.
    pub body: Option<usize>,
}

/// The patterns of both languages.
#[derive(Debug)]
pub struct Languages {
    /// Chinese.
    pub chinese: Language,
    /// English.
    pub english: Language,
}

impl Languages {
    /// The language of a view.
    pub fn of(&self, text: &str) -> &Language {
        let wide = text.chars().filter(|c| is_wide(*c)).count();
        if wide * 12 >= text.chars().count() { &self.chinese } else { &self.english }
    }
}

/// What a text names.
#[derive(Debug, Default)]
pub struct Document {
    /// Its entities.
    pub entities: Vec<Entity>,
    /// The names to look for in it.
    pub names: Names,
    /// The body that it speaks of most, and so for.
    pub home: Option<usize>,
    /// How often each entity is named.
    pub counts: Vec<usize>,
    /// The countries of its entities.
    pub countries: BTreeSet<String>,
}

impl Document {
    /// Looks through a text once for what it names. Linear in its length.
    pub fn survey(blocks: &[Block<'_>], folded: &[Folded], languages: &Languages, lexicon: &Lexicon) -> Self {
        let mut collected = Collected::default();
        for (number, block) in blocks.iter().enumerate() {
            let own;
            let folded = match folded.get(number) {
                Some(folded) => folded,
                None => {
                    own = Folded::of(&block.lines);
                    &own
                }
            };
            let language = languages.of(&folded.text);
            let tokens = first_tokens(&folded.text, language, lexicon);
            let title = number == 0
                && folded.text.chars().count() <= if language.code == "en" { 100 } else { 40 }
                && !folded.text.contains('。');
            collected.block(&folded.text, &tokens, language, lexicon, title);
        }
        collected.finish(lexicon, languages)
    }

    /// The entity's country, or that of the body it acts for.
    pub fn country(&self, entity: usize) -> &str {
        let own = &self.entities[entity];
        match own.body {
            Some(body) if own.country.is_empty() => &self.entities[body].country,
            _ => &own.country,
        }
    }

    /// Whether it is a body.
    pub fn is_body(&self, entity: usize) -> bool {
        self.entities[entity].sort == Sort::Body
    }
}
