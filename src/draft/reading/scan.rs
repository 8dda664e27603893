//! A view cut into tokens: names, dates, places, words, numbers and marks, in order and without overlap.

use super::calendar::{Anchor, TimeExpression, expressions};
use super::lexicon::Lexicon;
use super::numbers;
use super::patterns::{Language, Word};
use aho_corasick::AhoCorasick;

/// A piece of a view that means something.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is.
    pub what: What,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A name of an entity of the document.
    Name(usize),
    /// An expression of time, by its number in the block.
    Time(usize),
    /// A place, by the places that the name may mean.
    Place(Vec<usize>),
    /// A word of the patterns.
    Word(usize),
    /// A number.
    Number(f64),
    /// What stands between quotation marks of titles.
    Quoted,
    /// A mark of punctuation.
    Mark(char),
}

/// A name that the reading of a document added to the lexicon.
#[derive(Debug, Clone)]
pub struct Added {
    /// The words to look for, folded.
    pub words: String,
    /// How many bytes of them are the name.
    pub name: usize,
    /// The entity.
    pub entity: usize,
}

/// The names of a document: those of the lexicon that count in it, and those that were added.
#[derive(Debug, Default)]
pub struct Names {
    /// For each entry of the lexicon the entity of the document, if it counts.
    pub entries: Vec<Option<usize>>,
    /// Added names.
    pub added: Vec<Added>,
    automaton: Option<AhoCorasick>,
}

impl Names {
    /// Makes the added names ready to be found.
    pub fn ready(&mut self) {
        self.automaton = super::lexicon::automaton(self.added.iter().map(|added| added.words.as_str()));
    }

    /// The names in a view, in order, without overlap: first byte, byte after the last, entity, whether it was added.
    fn find(&self, text: &str, lexicon: &Lexicon) -> Vec<(usize, usize, usize, bool)> {
        let of_lexicon = lexicon.find(text).filter_map(|(start, end, entry)| {
            Some((start, end, self.entries.get(entry).copied().flatten()?, false))
        });
        let mut found: Vec<_> = of_lexicon.collect();
        if let Some(automaton) = &self.automaton {
            let added = automaton.find_iter(text).filter_map(|at| {
                let added = &self.added[at.pattern().as_usize()];
                let (start, end) = (at.start(), at.start() + added.name);
                super::lexicon::stands_alone(text, start, end).then_some((start, end, added.entity, true))
            });
            found.extend(added);
            found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.3.cmp(&b.3)));
        }
        let mut end = 0;
        found.retain(|name| {
            let free = name.0 >= end;
            end = if free { name.1 } else { end };
            free
        });
        found
    }
}

/// The tokens of a view, with the expressions of time among them.
pub fn tokens(
    text: &str,
    language: &Language,
    lexicon: &Lexicon,
    names: &Names,
    anchor: &mut Anchor,
) -> (Vec<Token>, Vec<TimeExpression>) {
    let mut tokens: Vec<Token> = names
        .find(text, lexicon)
        .into_iter()
        .map(|(start, end, entity, _)| Token { start, end, what: What::Name(entity) })
        .collect();
    let taken: Vec<(usize, usize)> = tokens.iter().map(|token| (token.start, token.end)).collect();
    let times = expressions(text, &taken, anchor);
    tokens.extend(times.iter().enumerate().map(|(n, time)| Token {
        start: time.start,
        end: time.end,
        what: What::Time(n),
    }));
    tokens.sort_by_key(|token| token.start);
    (rest(text, language, tokens), times)
}

/// The tokens of a view without regard to time, for a first look.
pub fn first_tokens(text: &str, language: &Language, lexicon: &Lexicon) -> Vec<Token> {
    let names = lexicon.find(text).map(|(start, end, entry)| Token { start, end, what: What::Name(entry) });
    rest(text, language, names.collect())
}

/// Adds places, words, numbers and marks between tokens that are there already, in order.
fn rest(text: &str, language: &Language, tokens: Vec<Token>) -> Vec<Token> {
    let places = language.find_places(text).map(|(start, end, places)| Token {
        start,
        end,
        what: What::Place(places.to_vec()),
    });
    let tokens = merged(tokens, places.collect());
    let mut words = Vec::new();
    for (start, end) in gaps(text.len(), &tokens) {
        language.find_words(text, start, end, |from, to, word| {
            words.push(Token { start: from, end: to, what: What::Word(word) });
        });
    }
    let tokens = merged(tokens, words);
    let mut marks = Vec::new();
    for (start, end) in gaps(text.len(), &tokens) {
        marks_of(text, start, end, &mut marks);
    }
    quoted(text, merged(tokens, marks))
}

/// Two lists of tokens in order as one; those of the second that overlap the first are left out.
fn merged(first: Vec<Token>, second: Vec<Token>) -> Vec<Token> {
    let mut result = Vec::with_capacity(first.len() + second.len());
    let mut second = second.into_iter().peekable();
    let mut end = 0;
    for token in first {
        while let Some(other) = second.next_if(|other| other.start < token.start) {
            if other.start >= end && other.end <= token.start {
                end = other.end;
                result.push(other);
            }
        }
        end = token.end;
        result.push(token);
    }
    result.extend(second.filter(|other| other.start >= end));
    result
}

/// The stretches between tokens.
fn gaps(length: usize, tokens: &[Token]) -> Vec<(usize, usize)> {
    let starts = std::iter::once(0).chain(tokens.iter().map(|token| token.end));
    let ends = tokens.iter().map(|token| token.start).chain(std::iter::once(length));
    starts.zip(ends).filter(|(start, end)| start < end).collect()
}

/// Numbers and marks in a stretch without other tokens.
fn marks_of(text: &str, start: usize, end: usize, found: &mut Vec<Token>) {
    let mut position = start;
    while position < end {
        let rest = &text[position..end];
        let Some(first) = rest.chars().next() else { break };
        let length = match first {
            ',' | ';' | ':' | '。' | '(' | ')' | '《' | '》' | '“' | '”' | '"' | '、' | '?' | '!' | '.'
            | '-' | '？' | '！' => {
                found.push(Token {
                    start: position,
                    end: position + first.len_utf8(),
                    what: What::Mark(first),
                });
                first.len_utf8()
            }
            _ => match number(rest, text[..position].chars().next_back()) {
                Some((value, length)) => {
                    found.push(Token { start: position, end: position + length, what: What::Number(value) });
                    length
                }
                None => first.len_utf8(),
            },
        };
        position += length;
    }
}

fn number(rest: &str, before: Option<char>) -> Option<(f64, usize)> {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !super::fold::is_wide(c));
    if let Some((value, length)) = numbers::at_start(rest) {
        return (length > 0 && !(rest.starts_with(|c: char| c.is_ascii_digit()) && letter(before)))
            .then_some((value, length));
    }
    let first = rest.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if !first || letter(before) {
        return None;
    }
    let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    numbers::english(&rest[..length]).map(|value| (value as f64, length))
}

/// Puts what stands between the marks of a title into one token, with what it holds taken out.
fn quoted(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut result: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut open: Option<(usize, char)> = None;
    for token in tokens {
        let mark = if let What::Mark(mark) = token.what { Some(mark) } else { None };
        match (mark, open) {
            (Some('《'), None) => {
                open = Some((result.len(), '》'));
                result.push(token);
            }
            (Some('》'), Some((at, '》'))) => {
                let start = result[at].start;
                if text[start..token.end].len() < 300 {
                    result.truncate(at);
                    result.push(Token { start, end: token.end, what: What::Quoted });
                } else {
                    result.push(token);
                }
                open = None;
            }
            (Some('。'), _) => {
                open = None;
                result.push(token);
            }
            _ => result.push(token),
        }
    }
    result
}

impl Token {
    /// The word that it is.
    pub fn word<'l>(&self, language: &'l Language) -> Option<&'l Word> {
        match self.what {
            What::Word(word) => language.words.get(word),
            _ => None,
        }
    }

    /// Whether it is a word of one of some classes.
    pub fn is_of(&self, language: &Language, classes: u128) -> bool {
        self.word(language).is_some_and(|word| word.classes & classes != 0)
    }

    /// Whether it is a mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.what == What::Mark(mark)
    }
}
