//! The entities of one text: those of the lexicon that it names, and those that it makes known itself.

mod finish;
mod persons;
mod survey;

use super::block::Block;
use super::fold::Folded;
use super::fold::is_wide;
use super::lexicon::Lexicon;
use super::lexicon::Sort;
use super::patterns::Language;
use super::scan::first_tokens;
use super::scan::{Names, Token};
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
    /// Whether it speaks of its home as `we`, so that whoever is `they` or `it` is somebody else.
    pub speaks: bool,
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
            // The title names the body that the text is about, the signature the one that it speaks for.
            let short = folded.text.chars().count() <= if language.code == "en" { 100 } else { 40 };
            let signs = number + 2 >= blocks.len() && is_signature(&folded.text, &tokens, language);
            let stands_out = short && (number == 0 && !folded.text.contains('。') || signs);
            collected.block(&folded.text, &tokens, language, lexicon, stands_out);
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

/// Whether a block is a signature: a title without a verb or a full stop.
fn is_signature(text: &str, tokens: &[Token], language: &Language) -> bool {
    let words = || tokens.iter().filter_map(|token| token.word(language));
    language.code == "en"
        && !text.ends_with('.')
        && words().any(|word| word.title.is_some())
        && words().all(|word| word.frames.is_empty())
}
