//! Clauses of a sentence, and the parties in them: who is named, with which title, behind which preposition.

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
            let parties = if language.code == "zh" {
                Parties { sentence: &sentence, numbers: &numbers, document, language }.chinese()
            } else {
                super::english_parties::parties(&sentence, &numbers, document, language)
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
            && tokens[..comma].iter().rev().skip(2).take(3).any(|token| title(token))
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

/// Finds the parties of a Chinese clause.
struct Parties<'a, 't> {
    sentence: &'a Sentence<'t>,
    numbers: &'a [usize],
    document: &'a Document,
    language: &'a Language,
}

impl Parties<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.sentence.tokens.get(*self.numbers.get(at)?)
    }

    fn is(&self, at: usize, class: &str) -> bool {
        self.token(at).is_some_and(|token| token.is_of(self.language, self.language.bit(class)))
    }

    fn entity(&self, at: usize) -> Option<usize> {
        match self.token(at)?.what {
            What::Name(entity) => Some(entity),
            _ => None,
        }
    }

    fn title(&self, at: usize) -> Option<&str> {
        self.token(at)?.word(self.language)?.title.as_deref()
    }

    fn means(&self, at: usize) -> Option<Means> {
        self.token(at)?.word(self.language)?.means
    }

    /// The words between a token of the clause and the next.
    fn gap(&self, at: usize) -> &str {
        match (self.numbers.get(at), self.numbers.get(at + 1)) {
            (Some(before), Some(after)) => self.sentence.gap(*before, *after),
            _ => "",
        }
    }

    fn chinese(&self) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        let mut at = 0;
        while at < self.numbers.len() {
            match self.party(at) {
                Some((mut party, next)) => {
                    self.place(&mut party, at, next, parties.last());
                    parties.push(party);
                    at = next;
                }
                None => at += 1,
            }
        }
        parties
    }

    /// The party that begins at a token, and the token after it.
    fn party(&self, at: usize) -> Option<(Party, usize)> {
        let mut party = Party {
            first: self.numbers[at],
            last: self.numbers[at],
            bodies: Vec::new(),
            persons: Vec::new(),
            title: None,
            former: at > 0 && self.is(at - 1, "former") && self.gap(at - 1).is_empty(),
            refers: None,
            case: Case::Bare,
            listed: false,
            group: false,
        };
        let mut next = at + 1;
        match self.entity(at) {
            Some(entity) if self.document.is_body(entity) => party.bodies.push(entity),
            Some(person) => {
                party.persons.push(person);
                let mut next = self.after_name(next);
                if let Some(title) = self.title(next).filter(|_| self.gap(next - 1).is_empty()) {
                    party.title = Some(title.to_owned());
                    next += 1;
                }
                party.last = self.numbers[next - 1];
                return Some((party, next));
            }
            None => match (self.means(at), self.title(at)) {
                (Some(means), _) => {
                    if means == Means::Possessive
                        && !(self.title(next).is_some()
                            || self.is(next, "leaders")
                            || self.entity(next).is_some())
                    {
                        return None;
                    }
                    party.refers = Some((means, self.numbers[at]));
                }
                (None, Some(title)) => party.title = Some(title.to_owned()),
                _ => return None,
            },
        }
        next = self.titles(&mut party, next);
        party.last = self.numbers[next - 1];
        Some((party, next))
    }

    /// Titles and the person who bears them, from a token on.
    fn titles(&self, party: &mut Party, start: usize) -> usize {
        let mut next = start;
        loop {
            let gap = if next == 0 { "" } else { self.gap(next - 1) };
            let near = gap.is_empty() || next == start && party.title.is_none() && is_department(gap);
            if !near {
                break;
            }
            if let Some(title) = self.title(next) {
                if party.title.is_none() || !title.is_empty() {
                    party.title.get_or_insert_with(|| title.to_owned());
                }
                next += 1;
            } else if party.title.is_some() && self.is_listed_title(next)
                || self.is(next, "leaders")
                || self.is_of_title(next)
            {
                next += 1;
            } else if self.is(next, "former") && self.title(next + 1).is_some() {
                party.former = true;
                next += 1;
            } else if let Some(person) = self.entity(next).filter(|person| !self.document.is_body(*person)) {
                if party.title.is_some() || gap.is_empty() {
                    party.persons.push(person);
                    next = self.after_name(next + 1);
                }
                break;
            } else {
                break;
            }
        }
        next.max(start)
    }

    /// `、` or `兼` between two titles.
    fn is_listed_title(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_mark('、') || self.is(at, "and"))
            && self.title(at + 1).is_some()
    }

    /// `的` between a body and a title, or a title and its new bearer.
    fn is_of_title(&self, at: usize) -> bool {
        let person = || {
            self.entity(at + 1).is_some_and(|entity| !self.document.is_body(entity))
                && self.title(at - 1).is_some()
        };
        self.is(at, "of") && self.gap(at).is_empty() && (self.title(at + 1).is_some() || at > 0 && person())
    }

    /// The token after forms of address behind a name.
    fn after_name(&self, at: usize) -> usize {
        let mut next = at;
        while self.is(next, "honorific") && self.gap(next - 1).is_empty() {
            next += 1;
        }
        next
    }

    /// Finds how a party stands from the words around it.
    fn place(&self, party: &mut Party, at: usize, next: usize, before: Option<&Party>) {
        // 与来访的X: a relative clause may stand between a preposition and its party.
        let relative = at > 1
            && self.gap(at - 1).is_empty()
            && self
                .token(at - 1)
                .and_then(|token| token.word(self.language))
                .is_some_and(|word| !word.frames.is_empty() && word.text.ends_with('的'));
        let at = if relative { at - 1 } else { at };
        let adjacent = at > 0 && self.gap(at - 1).is_empty();
        let previous = |class: &str| adjacent && self.is(at - 1, class);
        let follows = |class: &str| self.is(next, class) && self.gap(next - 1).is_empty();
        let joined = before.filter(|before| {
            at >= 2 && adjacent && self.numbers[at - 2] == before.last && self.gap(at - 2).is_empty()
        });
        let listing = adjacent
            && (self.token(at - 1).is_some_and(|token| token.is_mark('、')) || self.is(at - 1, "and"));
        let open = |class: &str| (0..at).rev().take(8).any(|earlier| self.is(earlier, class));
        party.case = if follows("invite-close") && open("invite-open") {
            Case::Inviter
        } else if follows("guest-close") && previous("guest-open") {
            Case::Guest
        } else if follows("organised-by") {
            Case::Owner
        } else if let Some(before) = joined.filter(|_| listing) {
            party.listed = true;
            let with =
                self.is(at - 1, "with") && !self.token(at - 1).is_some_and(|token| token.is_mark('、'));
            if with && before.case == Case::Bare && !before.listed { Case::With } else { before.case }
        } else if previous("with") {
            Case::With
        } else if previous("lead")
            && !party.bodies.is_empty()
            && party.persons.is_empty()
            && self.is(next, "group")
        {
            Case::Sent
        } else if previous("lead") && party.bodies.is_empty()
            || previous("lead-by") && (next..next + 4).any(|later| self.is(later, "lead"))
        {
            Case::Leader
        } else if previous("by") {
            Case::By
        } else if previous("to") {
            Case::To
        } else if previous("from") {
            Case::From
        } else if previous("at") {
            Case::At
        } else if follows("of")
            && self.is(next + 1, "group")
            && self.gap(next).is_empty()
            && !previous("with")
        {
            Case::Bare
        } else if (follows("of") && self.gap(next).is_empty())
            || self.is(next, "event-noun")
                && self.gap(next - 1).chars().count() <= 6
                && (0..at).any(|earlier| {
                    self.token(earlier).is_some_and(|token| {
                        token.word(self.language).is_some_and(|word| !word.frames.is_empty())
                    })
                })
        {
            Case::Owner
        } else {
            Case::Bare
        };
    }
}

/// Whether the words between a body and a title name a department of it.
fn is_department(gap: &str) -> bool {
    let count = gap.chars().count();
    count <= 10
        && (gap.ends_with(|c: char| "部处司局委会组室科院所系团社站驻联厅署办办区级地州".contains(c))
            || count <= 2 && !gap.contains(|c: char| "的在与和向对由是有会".contains(c)))
}
