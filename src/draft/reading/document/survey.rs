//! The first look at a text: names of the lexicon, short names in brackets, persons by their titles.

use super::super::chinese_names;
use super::super::chinese_names::Context;
use super::super::english_names;
use super::super::fold::is_wide;
use super::super::lexicon::Lexicon;
use super::super::lexicon::Sort;
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

    fn add_person(&mut self, person: Person) -> usize {
        if let Some(&known) = self.seen.get(&person.name) {
            let old = &mut self.persons[known];
            old.body = old.body.or(person.body);
            if old.country.is_empty() {
                old.country = person.country;
            }
            return known;
        }
        self.seen.insert(person.name.clone(), self.persons.len());
        self.persons.push(person);
        self.persons.len() - 1
    }

    fn chinese_persons(&mut self, text: &str, tokens: &[Token], language: &Language, lexicon: &Lexicon) {
        let first = self.persons.len();
        let (by, lead, weak) =
            (language.bit("lead-by") | language.bit("by"), language.bit("lead"), language.bit("weak-title"));
        let and = language.bit("and") | language.bit("with");
        let mut body: Option<(usize, usize)> = None;
        for (at, token) in tokens.iter().enumerate() {
            match token.what {
                What::Name(entry) => {
                    body = (lexicon.known[lexicon.entries[entry].bearers[0]].sort == Sort::Body)
                        .then_some((entry, token.end))
                }
                What::Mark('。') => body = None,
                _ => {}
            }
            let country = body
                .map_or("", |(entry, _)| lexicon.known[lexicon.entries[entry].bearers[0]].country.as_str());
            let near = body.filter(|(_, end)| {
                text.get(*end..token.start)
                    .is_some_and(|gap| gap.chars().count() <= 16 && !gap.contains([',', '。']))
            });
            if let Some(word) = token.word(language) {
                if word.title.is_some() {
                    let mut start = token.end;
                    for lead in ["的", ":", "叫", ",", "为"] {
                        if text[start..].starts_with(lead)
                            && (lead == ":" || lead == "叫" || lead == "的" && preceded(tokens, at, language))
                        {
                            start += lead.len();
                        }
                    }
                    let strict = word.classes & weak != 0 || word.title.as_deref() == Some("");
                    let context = if strict { Context::Loose } else { Context::Titled };
                    self.chinese_names_at(
                        text,
                        start,
                        language,
                        country,
                        context,
                        near.map(|(entry, _)| entry),
                        and,
                    );
                } else if word.classes & language.bit("name-verb") != 0 {
                    // X当选, X率团
                    let before = at.checked_sub(1).map_or(0, |before| tokens[before].end);
                    let gap = &text[before..token.start];
                    // What sends or chooses somebody may stand before the name: 派X出任.
                    let chosen = gap.rfind(['派', '由', '举', '选', '让', '推', '请']).filter(|at| *at < 12);
                    let gap = chosen.map_or(gap, |at| {
                        gap[at..].trim_start_matches(['派', '由', '举', '选', '让', '推', '请'])
                    });
                    let found = chinese_names::at_start(gap, language, country, Context::Loose);
                    if let Some((length, how)) = found
                        && length == gap.len()
                    {
                        self.add_chinese(gap, country, near.map(|(entry, _)| entry), how);
                    }
                } else if word.classes & by != 0 {
                    // 由X率领, 由X接任
                    let next = tokens.get(at + 1).filter(|next| {
                        next.start > token.end
                            && (next.is_of(language, lead)
                                || next.word(language).is_some_and(|w| !w.frames.is_empty()))
                    });
                    if let Some(next) = next
                        && let Some((length, how)) =
                            chinese_names::at_start(&text[token.end..], language, country, Context::Loose)
                        && token.end + length == next.start
                    {
                        self.add_chinese(
                            &text[token.end..next.start],
                            country,
                            near.map(|(entry, _)| entry),
                            how,
                        );
                    }
                }
            }
        }
        self.dotted_names(text, tokens, language);
        self.latin_names(text, first);
    }

    /// The name at a place after a title, and those that it is listed with.
    #[allow(clippy::too_many_arguments, reason = "what stands around a name")]
    fn chinese_names_at(
        &mut self,
        text: &str,
        start: usize,
        language: &Language,
        country: &str,
        context: Context,
        body: Option<usize>,
        _and: u128,
    ) {
        let (mut start, mut context) = (start, context);
        for _ in 0..12 {
            let Some((length, how)) = chinese_names::at_start(&text[start..], language, country, context)
            else {
                return;
            };
            self.add_chinese(&text[start..start + length], country, body, how);
            let rest = &text[start + length..];
            let Some(joint) = ["、", "和", "与", "及"].iter().find(|joint| rest.starts_with(**joint))
            else {
                return;
            };
            start += length + joint.len();
            context = Context::Loose;
        }
    }

    fn add_chinese(&mut self, name: &str, country: &str, body: Option<usize>, how: &'static str) {
        let person = Person {
            name: name.to_owned(),
            country: country.to_owned(),
            body,
            how,
            aliases: Vec::new(),
            wide: true,
        };
        self.add_person(person);
    }

    /// Dotted names anywhere.
    fn dotted_names(&mut self, text: &str, tokens: &[Token], language: &Language) {
        for (dot, _) in text.match_indices('·') {
            let at = tokens.partition_point(|token| token.end <= dot);
            let covered =
                tokens.get(at).is_some_and(|token| matches!(token.what, What::Name(_)) && token.start <= dot);
            let known = self.persons.iter().rev().take(40).any(|person| {
                text[..dot].ends_with(person.name.split('·').next().unwrap_or(" "))
                    && text[dot..].starts_with(&person.name[person.name.find('·').unwrap_or(0)..])
            });
            if covered || known {
                continue;
            }
            let Some(start) = chinese_names::dotted_start(&text[..dot], language) else { continue };
            if let Some((length, how)) = chinese_names::at_start(&text[start..], language, "", Context::Loose)
                .filter(|(length, _)| start + length > dot)
            {
                self.add_chinese(&text[start..start + length], "", None, how);
            }
        }
    }

    /// `X博士（Dr. Ernst Vogelsang）`: the Latin spelling behind a Chinese name.
    fn latin_names(&mut self, text: &str, first: usize) {
        if !text.contains('(') {
            return;
        }
        for person in
            self.persons[first..].iter_mut().filter(|person| person.wide && person.aliases.is_empty())
        {
            let Some(at) = text.find(&person.name) else { continue };
            let rest = &text[at + person.name.len()..];
            let Some(open) = rest.find('(').filter(|open| *open <= 12) else { continue };
            let Some(close) = rest[open..].find(')').filter(|close| *close < 60) else { continue };
            let inner = rest[open + 1..open + close].trim();
            let inner = ["Dr. ", "Dr ", "Mr. ", "Mr ", "Ms ", "Mrs ", "Prof. "]
                .iter()
                .find_map(|lead| inner.strip_prefix(lead))
                .unwrap_or(inner);
            if inner.len() > 3
                && inner.contains(' ')
                && inner
                    .chars()
                    .all(|c| c.is_alphabetic() && !is_wide(c) || matches!(c, ' ' | '-' | '.' | '\''))
            {
                person.aliases.push(inner.to_owned());
            }
        }
    }

    fn english_persons(&mut self, text: &str, tokens: &[Token], language: &Language, lexicon: &Lexicon) {
        for found in english_names::persons(text, tokens, language) {
            let body = found
                .body
                .filter(|entry| lexicon.known[lexicon.entries[*entry].bearers[0]].sort == Sort::Body);
            let country = body
                .map_or("", |entry| lexicon.known[lexicon.entries[entry].bearers[0]].country.as_str())
                .to_owned();
            self.add_person(Person {
                name: found.name,
                country,
                body,
                how: found.how,
                aliases: Vec::new(),
                wide: false,
            });
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

/// Whether a title is the end of `接任主席的`.
fn preceded(tokens: &[Token], at: usize, language: &Language) -> bool {
    at.checked_sub(1)
        .and_then(|before| tokens.get(before))
        .and_then(|token| token.word(language))
        .is_some_and(|word| !word.frames.is_empty())
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
