//! What the first look found made into the entities of a text.

use super::super::chinese_names;
use super::super::english_names;
use super::super::lexicon::Lexicon;
use super::super::lexicon::Sort;
use super::super::scan::Added;
use super::Document;
use super::Entity;
use super::Languages;
use super::survey::Collected;
use super::survey::Person;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

impl Collected {
    pub(super) fn finish(self, lexicon: &Lexicon, languages: &Languages) -> Document {
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
                    folded: own.names.iter().map(|name| super::super::fold::fold(name)).collect(),
                    how: "lexicon",
                    body: None,
                });
            }
            document.names.entries[entry] = Some(number);
        }
        document.counts = counts(&self.entries, &document);
        document.home = home(&self.entries, &self.others, &document);
        document.speaks = self.own > 1;
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

/// Whether a name is made of characters of a fuller one in their order, or of its initials.
fn is_short_of(name: &str, names: &[String]) -> bool {
    names.iter().any(|full| {
        let full = super::super::fold::fold(full);
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
    // `the Bank` again and again, and one body alone is ever called so.
    let is_own = |number: usize| {
        let entry = &lexicon.entries[number];
        found[&number].0 > 2
            && entry.bearers.len() == 1
            && entry.name.is_ascii()
            && entry.name.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let mut chosen = BTreeMap::new();
    for &number in found.keys() {
        let entry = &lexicon.entries[number];
        let weights = |bearer: &usize| weight.get(bearer).copied().unwrap_or_default();
        let best = entry.bearers.iter().copied().max_by(|a, b| weights(a).cmp(&weights(b)).then(b.cmp(a)));
        if let Some(best) = best.filter(|best| {
            !entry.scoped || weights(best) > 0 || introduced.contains(&number) || is_own(number)
        }) {
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
fn home(
    found: &BTreeMap<usize, (usize, usize)>,
    others: &BTreeMap<usize, usize>,
    document: &Document,
) -> Option<usize> {
    let against = |entry: &usize| others.get(entry).copied().unwrap_or_default();
    let mut counts: BTreeMap<usize, (isize, usize)> = BTreeMap::new();
    for (entry, (count, first)) in found {
        if let Some(entity) = document.names.entries[*entry].filter(|entity| document.is_body(*entity)) {
            let total = counts.entry(entity).or_insert((0, usize::MAX));
            *total = (total.0 + *count as isize - against(entry) as isize, total.1.min(*first));
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
