//! The entities of one text: those of the lexicon that it names, and those that it makes known itself.

use super::block::Block;
use super::chinese_names::{self, Context};
use super::english_names;
use super::fold::{Folded, is_wide};
use super::lexicon::{Lexicon, Sort};
use super::patterns::Language;
use super::scan::{Added, Names, Token, What, first_tokens};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// A person found on the first look.
struct Person {
    name: String,
    country: String,
    body: Option<usize>,
    how: &'static str,
    aliases: Vec<String>,
    /// Whether the name is Chinese in script.
    wide: bool,
}

/// What the first look collects.
#[derive(Default)]
struct Collected {
    /// For each entry of the lexicon that occurs, how often and where first.
    entries: BTreeMap<usize, (usize, usize)>,
    /// Short names in brackets, with the entry that they stand behind, and whether the text says that they are short names.
    introduced: Vec<(String, usize, bool)>,
    /// Persons in order.
    persons: Vec<Person>,
    seen: HashMap<String, usize>,
    order: usize,
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

impl Collected {
    fn block(&mut self, text: &str, tokens: &[Token], language: &Language, lexicon: &Lexicon, title: bool) {
        for (at, token) in tokens.iter().enumerate() {
            if let What::Name(entry) = token.what {
                self.order += 1;
                let order = self.order;
                // The body in a title is the one that the text is about.
                let weight = if title && order == 1 { 5 } else { 1 };
                self.entries.entry(entry).or_insert((0, order)).0 += weight;
                self.bracket(text, tokens, at, entry);
            }
        }
        if language.code == "zh" {
            self.chinese_persons(text, tokens, language, lexicon);
        } else {
            self.english_persons(text, tokens, language, lexicon);
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

    fn finish(self, lexicon: &Lexicon, languages: &Languages) -> Document {
        let mut document = Document::default();
        let introduced: BTreeSet<usize> = self
            .introduced
            .iter()
            .filter_map(|(name, _, _)| {
                lexicon.entries.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok()
            })
            .collect();
        let chosen = choose(&self.entries, &introduced, lexicon);
        document.names.entries = vec![None; lexicon.entries.len()];
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut order: Vec<(usize, usize, usize)> =
            chosen.iter().map(|(entry, known)| (self.entries[entry].1, *entry, *known)).collect();
        order.sort_unstable();
        for (_, entry, known) in order {
            let next = document.entities.len();
            let number = *numbers.entry(known).or_insert(next);
            if number == next {
                let own = &lexicon.known[known];
                document.entities.push(Entity {
                    known: Some(known),
                    sort: own.sort,
                    country: own.country.clone(),
                    names: own.names.clone(),
                    folded: own.names.iter().map(|name| super::fold::fold(name)).collect(),
                    how: "lexicon",
                    body: None,
                });
            }
            document.names.entries[entry] = Some(number);
        }
        document.counts = counts(&self.entries, &document);
        document.home = home(&self.entries, &document);
        for (name, entry, said) in &self.introduced {
            if let Some(entity) = document.names.entries[*entry]
                && lexicon.entries.binary_search_by(|known| known.name.as_str().cmp(name)).is_err()
                && (*said || is_short_of(name, &document.entities[entity].names))
            {
                document.names.added.push(Added { words: name.clone(), name: name.len(), entity });
                document.entities[entity].names.push(name.clone());
            }
        }
        add_persons(self.persons, &mut document, languages);
        let mut seen = BTreeSet::new();
        document.names.added.retain(|added| seen.insert(added.words.clone()));
        document.names.ready();
        document.countries = document.entities.iter().map(|entity| entity.country.clone()).collect();
        document
    }
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

/// Whether a name is made of characters of a fuller one in their order, or of its initials.
fn is_short_of(name: &str, names: &[String]) -> bool {
    names.iter().any(|full| {
        let full = super::fold::fold(full);
        let mut rest = full.chars();
        let within = |character: char, rest: &mut std::str::Chars<'_>| {
            rest.any(|c| c.eq_ignore_ascii_case(&character))
        };
        let mut letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.all(|character| within(character, &mut rest))
    })
}

/// For each entry that counts in a text, the entity that it means there.
fn choose(
    found: &BTreeMap<usize, (usize, usize)>,
    introduced: &BTreeSet<usize>,
    lexicon: &Lexicon,
) -> BTreeMap<usize, usize> {
    let mut weight: BTreeMap<usize, usize> = BTreeMap::new();
    for entry in found.keys().map(|entry| &lexicon.entries[*entry]).filter(|entry| !entry.scoped) {
        for bearer in &entry.bearers {
            *weight.entry(*bearer).or_default() += entry.name.len() / entry.bearers.len().max(1) + 1;
        }
    }
    let mut chosen = BTreeMap::new();
    for &number in found.keys() {
        let entry = &lexicon.entries[number];
        let weights = |bearer: &usize| weight.get(bearer).copied().unwrap_or_default();
        let best = entry.bearers.iter().copied().max_by(|a, b| weights(a).cmp(&weights(b)).then(b.cmp(a)));
        if let Some(best) =
            best.filter(|best| !entry.scoped || weights(best) > 0 || introduced.contains(&number))
        {
            chosen.insert(number, best);
        }
    }
    chosen
}

/// How often each entity is named.
fn counts(found: &BTreeMap<usize, (usize, usize)>, document: &Document) -> Vec<usize> {
    let mut counts = vec![0; document.entities.len()];
    for (entry, (count, _)) in found {
        if let Some(entity) = document.names.entries[*entry] {
            counts[entity] += count;
        }
    }
    counts
}

/// The body that is named most often, of these the first.
fn home(found: &BTreeMap<usize, (usize, usize)>, document: &Document) -> Option<usize> {
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (entry, (count, first)) in found {
        if let Some(entity) = document.names.entries[*entry].filter(|entity| document.is_body(*entity)) {
            let total = counts.entry(entity).or_insert((0, usize::MAX));
            *total = (total.0 + count, total.1.min(*first));
        }
    }
    counts.into_iter().max_by(|(_, a), (_, b)| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(entity, _)| entity)
}

/// Makes the persons found entities, with the names that the text may go on to call them by.
fn add_persons(persons: Vec<Person>, document: &mut Document, languages: &Languages) {
    let mut short: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for person in persons {
        let number = document.entities.len();
        let body = person.body.and_then(|entry| document.names.entries[entry]);
        let mut names = vec![person.name.clone()];
        names.extend(person.aliases.iter().cloned());
        for name in &names {
            document.names.added.push(Added { words: name.clone(), name: name.len(), entity: number });
        }
        let surnames = if person.wide {
            chinese_names::surname(&person.name).into_iter().collect()
        } else {
            english_names::surnames(&person.name, &person.country)
        };
        for surname in surnames {
            short.entry(surname).or_default().push(number);
        }
        let country = body.map_or(person.country, |body| document.entities[body].country.clone());
        document.entities.push(Entity {
            known: None,
            sort: Sort::Person,
            country,
            names,
            how: person.how,
            body,
            folded: Vec::new(),
        });
    }
    let taken: BTreeSet<String> = document.names.added.iter().map(|added| added.words.clone()).collect();
    for (surname, bearers) in short {
        let [entity] = bearers[..] else { continue };
        if taken.contains(&surname)
            || languages
                .chinese
                .get(&surname)
                .is_some_and(|word| surname.chars().count() > 1 && word.classes != 0)
        {
            continue;
        }
        if surname.chars().count() == 1 {
            let titles = languages
                .chinese
                .words
                .iter()
                .filter(|word| word.title.is_some() && word.text.chars().count() <= 4);
            let endings = ["氏", "老", "女士", "先生", "博士", "教授"]
                .into_iter()
                .map(str::to_owned)
                .chain(titles.map(|word| word.text.clone()));
            for ending in endings {
                document.names.added.push(Added {
                    words: format!("{surname}{ending}"),
                    name: surname.len(),
                    entity,
                });
            }
        } else {
            document.names.added.push(Added { name: surname.len(), words: surname.clone(), entity });
        }
        document.entities[entity].names.push(surname);
    }
}
