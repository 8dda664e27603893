//! Persons on the first look: by their titles, by what they do, by dots in their names.

use super::super::chinese_names;
use super::super::chinese_names::Context;
use super::super::english_names;
use super::super::fold::is_wide;
use super::super::lexicon::{Lexicon, Sort};
use super::super::patterns::Language;
use super::super::scan::{Token, What};
use super::survey::{Collected, Person};

impl Collected {
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

    pub(super) fn chinese_persons(
        &mut self,
        text: &str,
        tokens: &[Token],
        language: &Language,
        lexicon: &Lexicon,
    ) {
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

    pub(super) fn english_persons(
        &mut self,
        text: &str,
        tokens: &[Token],
        language: &Language,
        lexicon: &Lexicon,
    ) {
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

/// Whether a title is the end of `接任主席的`.
fn preceded(tokens: &[Token], at: usize, language: &Language) -> bool {
    at.checked_sub(1)
        .and_then(|before| tokens.get(before))
        .and_then(|token| token.word(language))
        .is_some_and(|word| !word.frames.is_empty())
}
