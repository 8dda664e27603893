//! Any name of an entity finds it.

use super::{Identities, Merged, is_pinyin_of};
use crate::model::{Dataset, EntityIx};
use hashbrown::HashSet;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// Folds a name to the form in which names are compared.
///
/// Compatibility forms and widths are unified, case and accents are dropped, traditional characters become simplified
/// ones, and so goes everything that is neither a letter nor a digit: spaces, hyphens, dots, quotation marks.
///
/// ```
/// use relata::resolve::fold;
/// assert_eq!(fold("ＡＦＬ－ＣＩＯ"), fold("afl cio"));
/// assert_eq!(fold("比尔·乔丹"), "比尔乔丹");
/// assert_eq!(fold("國際自由工聯"), fold("国际自由工联"));
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        // What the rest would do to ASCII.
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let letters = name.nfkd().filter(|c| !is_accent(c)).flat_map(char::to_lowercase);
    let folded: String = letters.filter(|c| c.is_alphanumeric()).collect();
    if folded.is_ascii() { folded } else { hanconv::t2s(folded) }
}

/// An entity that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Its label in English.
    pub label: String,
    /// What tells it apart: its kind, its type, its country.
    pub distinction: String,
}

/// Why a name finds no single entity.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NameError {
    /// No entity has the name.
    #[error("no entity is called `{name}`")]
    Unknown {
        /// The name asked for.
        name: String,
        /// The entities with the nearest names, nearest first.
        nearest: Vec<Candidate>,
    },
    /// Several entities have the name.
    #[error("`{name}` may mean {} entities", candidates.len())]
    Ambiguous {
        /// The name asked for.
        name: String,
        /// The entities it may mean, sorted by id.
        candidates: Vec<Candidate>,
    },
}

/// The names of all entities, folded, each with the entities that bear it.
///
/// Building it folds every name once; a look-up is logarithmic in the number of names.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    names: BTreeMap<String, Vec<EntityIx>>,
}

impl NameIndex {
    /// Indexes ids, names, abbreviations and aliases; a merged id's names lead to the one that stands for it.
    #[must_use]
    pub fn new(dataset: &Dataset, identities: &Identities) -> Self {
        let mut index = Self::default();
        each_name(dataset, identities, |name, entity| index.add(name, entity));
        index
    }

    /// Indexes only the names that several entities bear, and perhaps a few others.
    ///
    /// Names are compared by their hashes, so that the many that one entity bears are never kept: 24 bytes a name while
    /// it runs.
    #[must_use]
    pub fn of_shared(dataset: &Dataset, identities: &Identities) -> Self {
        let mut borne: Vec<(u64, EntityIx)> = Vec::new();
        each_name(dataset, identities, |name, entity| {
            borne.push((FxBuildHasher.hash_one(fold(name)), entity));
        });
        let mut hashes = borne.iter().map(|(hash, _)| *hash);
        let mut sorted = borne.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let pairs = sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        let shared: HashSet<u64, FxBuildHasher> = pairs.map(|pair| pair[0].0).collect();
        drop(sorted);
        let mut index = Self::default();
        each_name(dataset, identities, |name, entity| {
            if hashes.next().is_some_and(|hash| shared.contains(&hash)) {
                index.add(name, entity);
            }
        });
        index
    }

    fn add(&mut self, name: &str, entity: EntityIx) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        let entities = self.names.entry(folded).or_default();
        if let Err(position) = entities.binary_search(&entity) {
            entities.insert(position, entity);
        }
    }

    /// The entities that bear a name, sorted by id.
    #[must_use]
    pub fn get(&self, name: &str) -> &[EntityIx] {
        self.names.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// The names that several entities bear, folded, in order.
    pub fn shared(&self) -> impl Iterator<Item = (&str, &[EntityIx])> {
        self.names
            .iter()
            .filter(|(_, entities)| entities.len() > 1)
            .map(|(name, e)| (name.as_str(), e.as_slice()))
    }

    /// The one entity that `text` means: `id:ilo` is an exact id, anything else any name of it, or a Chinese name of it in
    /// pinyin.
    ///
    /// # Errors
    /// [`NameError`] with the candidates when it means several, or none.
    pub fn find(
        &self,
        dataset: &Dataset,
        identities: &Identities,
        text: &str,
    ) -> Result<EntityIx, NameError> {
        if let Some(id) = text.strip_prefix("id:") {
            let found = dataset.entities.find(id).map(|entity| identities.canonical(entity));
            return found.ok_or_else(|| self.unknown((dataset, identities), text, id));
        }
        let spelt = if self.get(text).is_empty() { self.spelt(text) } else { Vec::new() };
        match if spelt.is_empty() { self.get(text) } else { &spelt } {
            [entity] => Ok(*entity),
            [] => Err(self.unknown((dataset, identities), text, text)),
            several => Err(NameError::Ambiguous {
                name: text.to_owned(),
                candidates: several.iter().map(|&entity| candidate(dataset, identities, entity)).collect(),
            }),
        }
    }

    /// The entities with a Chinese name that `text` spells in pinyin, sorted by id. Looks at every name, and only when
    /// no name is written like that.
    fn spelt(&self, text: &str) -> Vec<EntityIx> {
        let typed = fold(text);
        let bearers = self.names.iter().filter(|(name, _)| is_pinyin_of(&typed, name));
        let mut entities: Vec<EntityIx> =
            bearers.flat_map(|(_, entities)| entities.iter().copied()).collect();
        entities.sort();
        entities.dedup();
        entities
    }

    fn unknown(&self, (dataset, identities): (&Dataset, &Identities), name: &str, wanted: &str) -> NameError {
        let folded = fold(wanted);
        let likeness = |known: &str| strsim::jaro_winkler(&folded, known);
        let mut near: Vec<(f64, EntityIx)> = self
            .names
            .iter()
            .map(|(known, entities)| (likeness(known), entities[0]))
            .filter(|(likeness, _)| *likeness > 0.75)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut nearest: Vec<Candidate> = Vec::new();
        for (_, entity) in near {
            let candidate = candidate(dataset, identities, entity);
            if nearest.len() < 5 && !nearest.contains(&candidate) {
                nearest.push(candidate);
            }
        }
        NameError::Unknown { name: name.to_owned(), nearest }
    }
}

/// Hands out every id and name with the entity that it leads to.
fn each_name(dataset: &Dataset, identities: &Identities, mut take: impl FnMut(&str, EntityIx)) {
    for entity in dataset.entities.iter() {
        let canonical = identities.canonical(entity);
        take(dataset.entities.id(entity), canonical);
        dataset.entities.names(entity).for_each(|name| take(name.text, canonical));
    }
}

fn candidate(dataset: &Dataset, identities: &Identities, entity: EntityIx) -> Candidate {
    let (entities, merged) = (&dataset.entities, Merged::new(dataset, identities, entity));
    let kind = dataset.vocabulary.entity_kind(entities.kind(entity)).label.get("en").to_owned();
    let parts = [kind, merged.type_name().to_owned(), merged.country().to_owned()];
    let distinction: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Candidate {
        id: entities.id(entity).to_owned(),
        label: merged.label("en").to_owned(),
        distinction: distinction.join(", "),
    }
}
