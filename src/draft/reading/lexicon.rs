//! The entities that are known before a text is read.

use super::fold::fold;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeMap;

/// What sort of thing an entity is, as far as reading needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Acts as a body: an organisation, a city, a ministry.
    Body,
    /// Is a human being.
    Person,
}

/// An entity of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// Its kind, as the vocabulary calls it.
    pub kind: String,
    /// What sort of thing it is.
    pub sort: Sort,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Its names.
    pub names: Vec<String>,
}

/// A name that may stand in a text.
#[derive(Debug)]
pub struct Entry {
    /// The name, folded.
    pub name: String,
    /// The entities that bear it, as indices, in order.
    pub bearers: Vec<usize>,
    /// Whether it counts only in a text that names the entity more fully.
    pub scoped: bool,
}

/// Known entities and an automaton of their names.
#[derive(Debug)]
pub struct Lexicon {
    /// The entities.
    pub known: Vec<Known>,
    /// Their names.
    pub entries: Vec<Entry>,
    automaton: Option<AhoCorasick>,
}

impl Lexicon {
    /// A lexicon of some entities; `heads` are the words that by themselves name no one body.
    ///
    /// Linear in the length of all names.
    pub fn new(known: Vec<Known>, heads: &dyn Fn(&str) -> bool) -> Self {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, entity) in known.iter().enumerate() {
            for name in entity.names.iter().map(|name| fold(name.trim())).filter(|name| is_name(name)) {
                for form in variants(&name).into_iter().chain([name]) {
                    let bearers = names.entry(form).or_default();
                    if bearers.last() != Some(&number) {
                        bearers.push(number);
                    }
                }
            }
        }
        let entry = |(name, bearers): (String, Vec<usize>)| Entry { scoped: heads(&name), name, bearers };
        let entries: Vec<Entry> = names.into_iter().map(entry).collect();
        let automaton = automaton(entries.iter().map(|entry| entry.name.as_str()));
        Self { known, entries, automaton }
    }

    /// The names in a view: first byte, byte after the last, number of the entry; the leftmost, of these the longest.
    pub fn find<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (usize, usize, usize)> + 'l {
        self.automaton
            .iter()
            .flat_map(move |automaton| {
                automaton
                    .find_iter(text)
                    .map(|found| (found.start(), found.end(), found.pattern().as_usize()))
            })
            .filter(move |(start, end, _)| stands_alone(text, *start, *end))
    }
}

/// Other ways to write a Latin name: all in capitals, as headings do; an abbreviation with points.
fn variants(name: &str) -> Vec<String> {
    let latin = name.is_ascii() && name.contains(|c: char| c.is_ascii_lowercase());
    let capitals = (latin && name.contains(' ')).then(|| name.to_ascii_uppercase());
    let short = (2..=6).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase());
    let pointed = short.then(|| name.chars().flat_map(|c| [c, '.']).collect());
    capitals.into_iter().chain(pointed).collect()
}

/// Whether a text is long enough to be looked for.
fn is_name(name: &str) -> bool {
    let count = name.chars().count();
    (2..=120).contains(&count) && name.chars().any(char::is_alphabetic)
}

/// An automaton that finds the leftmost and longest of some words; none when there are no words or too many.
pub fn automaton<'w>(words: impl Iterator<Item = &'w str>) -> Option<AhoCorasick> {
    let mut words = words.peekable();
    words.peek()?;
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
}

/// Whether a match is not a part of a longer word of a script that is written with blanks.
pub fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && !super::fold::is_wide(c);
    let first = text[start..end].chars().next().is_some_and(is_letter);
    let last = text[start..end].chars().next_back().is_some_and(is_letter);
    let before = text[..start].chars().next_back().is_some_and(is_letter);
    let after = text[end..].chars().next().is_some_and(is_letter);
    !(first && before || last && after)
}
