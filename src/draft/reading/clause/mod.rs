//! Clauses of a sentence, and the parties in them: who is named, with which title, behind which preposition.

mod chinese;
mod english;
mod words;

use words::Words;

use super::document::Document;
use super::patterns::{Language, Means};
use super::scan::{Token, What};

/// How a party stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No preposition: it acts, or is acted on.
    Bare,
    /// `与X`, `with X`.
    With,
    /// `由X`, `by X`.
    By,
    /// `向X`, `to X`.
    To,
    /// `从X`, `from X`.
    From,
    /// `应X邀请`, `at the invitation of X`.
    Inviter,
    /// `作为X的客人`, `guests of X`.
    Guest,
    /// It owns or made what follows: `X的大会`, `X主办的`, `of X`.
    Owner,
    /// `以X为团长`, `led by X`, `率`.
    Leader,
    /// `率X代表团`: whose delegation somebody leads.
    Sent,
    /// `在X`, `in X`.
    At,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// The first of its tokens, by number in the sentence.
    pub first: usize,
    /// The token after its last.
    pub last: usize,
    /// Bodies that it names.
    pub bodies: Vec<usize>,
    /// Persons that it names.
    pub persons: Vec<usize>,
    /// The title that it gives.
    pub title: Option<String>,
    /// Whether the title is that of a former holder.
    pub former: bool,
    /// The word that stands for what was named before.
    pub refers: Option<(Means, usize)>,
    /// How it stands.
    pub case: Case,
    /// Whether the party before it is listed with it.
    pub listed: bool,
    /// Whether it is that of a delegation: `a delegation from X`.
    pub group: bool,
}

impl Party {
    /// A party that names nobody yet, at a token.
    fn at(token: usize) -> Self {
        Self {
            first: token,
            last: token,
            bodies: Vec::new(),
            persons: Vec::new(),
            title: None,
            former: false,
            refers: None,
            case: Case::Bare,
            listed: false,
            group: false,
        }
    }
}

/// A clause.
#[derive(Debug)]
pub struct Clause {
    /// Its tokens, by number in the sentence; what stands in brackets is left out.
    pub tokens: Vec<usize>,
    /// Its parties in order.
    pub parties: Vec<Party>,
}

/// A sentence: its tokens and clauses.
#[derive(Debug)]
pub struct Sentence<'t> {
    /// The view.
    pub text: &'t str,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its tokens.
    pub tokens: &'t [Token],
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

impl<'t> Sentence<'t> {
    /// Cuts the tokens of a sentence into clauses and finds the parties in each.
    pub fn new(
        text: &'t str,
        span: (usize, usize),
        tokens: &'t [Token],
        document: &Document,
        language: &Language,
    ) -> Self {
        let mut sentence = Self { text, start: span.0, end: span.1, tokens, clauses: Vec::new() };
        for numbers in clause_tokens(tokens, document, language) {
            let words = Words { sentence: &sentence, numbers: &numbers, document, language };
            let parties = if language.code == "zh" {
                chinese::Parties(words).all()
            } else {
                english::Parties(words).all()
            };
            sentence.clauses.push(Clause { tokens: numbers, parties });
        }
        sentence
    }

    /// The words between two tokens; what stands in brackets does not count.
    pub fn gap(&self, before: usize, after: usize) -> &str {
        let gap = self.text.get(self.tokens[before].end..self.tokens[after].start).unwrap_or_default();
        match gap.trim_start().strip_prefix('(').and_then(|rest| rest.rsplit_once(')')) {
            Some((_, rest)) => rest,
            None => gap,
        }
    }
}

/// The numbers of the tokens of each clause.
fn clause_tokens(tokens: &[Token], document: &Document, language: &Language) -> Vec<Vec<usize>> {
    let mut clauses = vec![Vec::new()];
    let mut depth = 0_usize;
    // The comma that opened an apposition, which another one closes.
    let mut apposed: Option<usize> = None;
    for (number, token) in tokens.iter().enumerate() {
        match token.what {
            What::Mark('(') => depth += 1,
            What::Mark(')') => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            What::Mark(',') if language.code == "en" && is_apposition(tokens, number, document, language) => {
                apposed = Some(number);
            }
            What::Mark(',') if apposed.take().is_some_and(|comma| number - comma < LONGEST_APPOSITION) => {}
            What::Mark(',' | ';' | ':' | '。' | '！' | '？' | '!' | '?') => clauses.push(Vec::new()),
            _ if language.code == "en" && token.is_of(language, language.bit("clause")) => {
                clauses.push(vec![number])
            }
            _ => {
                if let Some(clause) = clauses.last_mut() {
                    clause.push(number);
                }
            }
        }
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

/// How many tokens an apposition may have.
const LONGEST_APPOSITION: usize = 9;

/// Whether a comma stands between a name and a title that belong together: `its president, X,`, `X, president of`.
fn is_apposition(tokens: &[Token], comma: usize, document: &Document, language: &Language) -> bool {
    let person = |token: &Token| matches!(token.what, What::Name(entity) if !document.is_body(entity));
    let title = |token: &Token| token.word(language).is_some_and(|word| word.title.is_some());
    let Some(before) = comma.checked_sub(1).map(|at| &tokens[at]) else { return false };
    let small = language.bit("article") | language.bit("honorific") | language.bit("former");
    let rest = tokens[comma + 1..].iter().filter(|token| !token.is_of(language, small)).take(3);
    let rest: Vec<&Token> = rest.collect();
    let counterpart = |token: &Token| token.is_of(language, language.bit("counterpart"));
    let behind_body = || {
        let of = tokens[..comma].iter().rev().skip(1).find(|token| !token.is_of(language, small));
        of.is_some_and(|of| of.is_of(language, language.bit("of")))
            && matches!(before.what, What::Name(_))
            && tokens[..comma].iter().rev().skip(2).take(3).any(&title)
    };
    if title(before) || counterpart(before) || behind_body() {
        return rest.first().is_some_and(|token| person(token));
    }
    let possessive = |token: &&Token| {
        matches!(token.what, What::Name(_))
            || token
                .word(language)
                .is_some_and(|word| word.means.is_some() || word.classes & language.bit("body-head") != 0)
    };
    person(before)
        && (rest.first().is_some_and(|token| title(token))
            || rest.first().is_some_and(possessive) && rest.get(1).is_some_and(|token| title(token)))
}
