//! The first look at a text: names of the lexicon, short names in brackets, persons by their titles.

use super::super::lexicon::Lexicon;
use super::super::patterns::Language;
use super::super::patterns::Means;
use super::super::scan::Token;
use super::super::scan::What;
use std::collections::BTreeMap;
use std::collections::HashMap;

/// A person found on the first look.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) country: String,
    pub(super) body: Option<usize>,
    pub(super) how: &'static str,
    pub(super) aliases: Vec<String>,
    /// Whether the name is Chinese in script.
    pub(super) wide: bool,
}

/// What the first look collects.
#[derive(Default)]
pub(super) struct Collected {
    /// For each entry of the lexicon that occurs, how often and where first.
    pub(super) entries: BTreeMap<usize, (usize, usize)>,
    /// Short names in brackets, with the entry that they stand behind, and whether the text says that they are short names.
    pub(super) introduced: Vec<(String, usize, bool)>,
    /// Persons in order.
    pub(super) persons: Vec<Person>,
    pub(super) seen: HashMap<String, usize>,
    pub(super) order: usize,
    /// Entries that stand beside `我校` and the like, with how much that speaks against them as the home of the text.
    pub(super) others: BTreeMap<usize, usize>,
    /// How often an English text says `we`.
    pub(super) own: usize,
}

impl Collected {
    pub(super) fn block(
        &mut self,
        text: &str,
        tokens: &[Token],
        language: &Language,
        lexicon: &Lexicon,
        stands_out: bool,
    ) {
        for (at, token) in tokens.iter().enumerate() {
            if let What::Name(entry) = token.what {
                self.order += 1;
                let order = self.order;
                // The body in a title is the one that the text is about.
                let weight = if stands_out && body_first(tokens) == Some(at)
                    || speaks_for(text, tokens, at, language)
                {
                    5
                } else {
                    1
                };
                self.entries.entry(entry).or_insert((0, order)).0 += weight;
                self.bracket(text, tokens, at, entry);
            }
        }
        if language.code == "en" {
            let own =
                |token: &&Token| token.word(language).is_some_and(|word| word.means == Some(Means::Own));
            self.own += tokens.iter().filter(own).count();
        }
        if language.code == "zh" {
            self.beside_own(tokens, language);
            self.chinese_persons(text, tokens, language, lexicon);
        } else {
            self.english_persons(text, tokens, language, lexicon);
        }
    }

    /// `我校回访北高`: whoever is named in one clause with `我校` is not the body that the text speaks for.
    fn beside_own(&mut self, tokens: &[Token], language: &Language) {
        let own = |token: &Token| token.word(language).is_some_and(|word| word.means == Some(Means::Own));
        let ends = |token: &Token| matches!(token.what, What::Mark(',' | '。' | ';' | '！' | '？'));
        for clause in tokens.split(ends).filter(|clause| clause.iter().any(own)) {
            for token in clause {
                if let What::Name(entry) = token.what {
                    *self.others.entry(entry).or_default() += 2;
                }
            }
        }
    }

    /// `X（简称Y）`, `X (Y)`: a short name behind a name.
    fn bracket(&mut self, text: &str, tokens: &[Token], at: usize, entry: usize) {
        let open = tokens[at].end;
        let rest = &text[open..];
        let Some(inner) = rest.strip_prefix('(').or_else(|| rest.strip_prefix(" (")) else { return };
        let Some(close) = inner.find(')').filter(|close| *close < 120) else { return };
        for part in inner[..close].split([',', ';', '、']) {
            let name = short_name(part);
            let count = name.chars().count();
            let letters =
                name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | ' ' | '·' | '&'));
            if (2..=40).contains(&count)
                && letters
                && name.chars().any(char::is_alphabetic)
                && !name.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase())
            {
                self.introduced.push((name.to_owned(), entry, name.len() < part.trim().len()));
            }
        }
    }
}

/// The first name among some tokens.
fn body_first(tokens: &[Token]) -> Option<usize> {
    tokens.iter().position(|token| matches!(token.what, What::Name(_)))
}

/// `We at the Union`, `our union, the Union`: a name in apposition to the side that the text speaks for.
fn speaks_for(text: &str, tokens: &[Token], at: usize, language: &Language) -> bool {
    let own = |token: &Token| token.word(language).is_some_and(|word| word.means == Some(Means::Own));
    let small = language.bit("article") | language.bit("body-head") | language.bit("at");
    let mut before = tokens[..at].iter().rev().take(5);
    let found = before.find(|token| !(token.is_of(language, small) || token.is_mark(',')));
    language.code == "en"
        && found.is_some_and(|token| own(token) && text[token.end..tokens[at].start].len() <= 24)
}

/// What is left of the words in brackets when `以下简称` and quotation marks are taken off.
fn short_name(part: &str) -> &str {
    let mut name = part.trim();
    for lead in [
        "以下",
        "下文",
        "后",
        "简称为",
        "简称",
        "下称",
        "旧称",
        "原称",
        "又称",
        "原名",
        "称",
        "英文",
        "缩写为",
        "缩写",
        "hereafter",
        "hereinafter",
        "the",
        "known as",
        ":",
        "为",
    ] {
        name = name.strip_prefix(lead).unwrap_or(name).trim();
    }
    name.trim_matches(['“', '”', '"', '\'', '《', '》', ' '])
}
