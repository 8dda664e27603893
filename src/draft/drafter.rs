//! What reads texts: a lexicon, patterns, and the vocabulary that they speak of.

use super::reading::{self, Known, Language, Languages, Lexicon, PatternFile, Sort, TextReading};
use super::source_text::SourceText;
use crate::model::{Dataset, Vocabulary};
use std::path::PathBuf;
use thiserror::Error;

/// Why a file of patterns cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PatternsError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It is no file of patterns.
    #[error("{}: {problem}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What was found, and where.
        problem: String,
    },
    /// It names what the vocabulary does not have.
    #[error("{}: the frame `{frame}` names the {sort} `{name}`, which the vocabulary does not have", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The frame.
        frame: String,
        /// What sort of name it is.
        sort: &'static str,
        /// The name.
        name: String,
    },
}

/// A file of patterns of one's own, beside the built-in ones.
///
/// It is JSON: `language` (`zh` or `en`), and any of `words` (words by class), `references`, `titles`, `title-prefixes`,
/// `units`, `currencies`, `multipliers`, `event-types` and `frames`. What it says is added to the built-in patterns; a
/// frame replaces the one with its id. A frame has an `id`, a `kind`, the `trigger` words that call for it, and for each
/// of its `roles` the slots that fill it, in order; see the built-in files for each.
#[derive(Debug)]
pub struct Patterns {
    path: PathBuf,
    file: PatternFile,
}

impl Patterns {
    /// Reads a file of patterns.
    ///
    /// # Errors
    /// [`PatternsError`] when it cannot be read or is not well formed.
    pub fn open(path: &std::path::Path) -> Result<Self, PatternsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| PatternsError::File { path: path.to_owned(), source })?;
        Self::parse(path, &text)
    }

    /// Reads patterns from the text of a file.
    ///
    /// # Errors
    /// [`PatternsError`] when it is not well formed.
    pub fn parse(path: &std::path::Path, text: &str) -> Result<Self, PatternsError> {
        let mut json = serde_json::Deserializer::from_str(text);
        let read: Result<PatternFile, _> = serde_path_to_error::deserialize(&mut json);
        let problem = |problem: String| PatternsError::Syntax { path: path.to_owned(), problem };
        let file = read.map_err(|error| problem(format!("at `{}`: {}", error.path(), error.inner())))?;
        if !["zh", "en"].contains(&file.language.as_str()) {
            return Err(problem(format!("found the language `{}`, expected `zh` or `en`", file.language)));
        }
        Ok(Self { path: path.to_owned(), file })
    }

    /// The first name that a vocabulary does not have.
    fn unknown(&self, vocabulary: &Vocabulary) -> Option<PatternsError> {
        self.file.frames.iter().find_map(|frame| {
            let (sort, name) = unknown_name(frame, vocabulary)?;
            Some(PatternsError::Unknown { path: self.path.clone(), frame: frame.id.clone(), sort, name })
        })
    }
}

/// The first name of a frame that a vocabulary does not have, and what it should be.
fn unknown_name(frame: &reading::Frame, vocabulary: &Vocabulary) -> Option<(&'static str, String)> {
    let Some(number) = vocabulary.find_kind(&frame.kind) else { return Some(("kind", frame.kind.clone())) };
    let kind = vocabulary.kind(number);
    let role = frame.roles.keys().find(|role| kind.find_role(role).is_none());
    let mut attributes = frame.attributes.keys().chain(frame.set.keys());
    let attribute = attributes.find(|name| vocabulary.find_attribute(number, name).is_none());
    role.map(|role| ("role", role.clone())).or(attribute.map(|name| ("attribute", name.clone())))
}

/// Reads texts and drafts what they state.
#[derive(Debug)]
pub struct Drafter {
    pub(super) languages: Languages,
    pub(super) lexicon: Lexicon,
    /// The kind of persons that no lexicon has.
    pub(super) person_kind: String,
    /// The ids that the data has already.
    pub(super) taken: std::collections::BTreeSet<String>,
    pub(super) vocabulary: Vocabulary,
    /// The places of the data by their country and folded name.
    pub(super) places: std::collections::BTreeMap<String, String>,
    /// The sources of the data by the digest of their text.
    pub(super) sources: std::collections::BTreeMap<String, String>,
}

impl Drafter {
    /// A drafter for a dataset: its entities are the lexicon, its vocabulary says which frames count.
    ///
    /// Linear in the names of the dataset.
    ///
    /// # Errors
    /// [`PatternsError`] when patterns name what the vocabulary does not have.
    pub fn new(dataset: &Dataset, patterns: Vec<Patterns>) -> Result<Self, PatternsError> {
        let vocabulary = dataset.vocabulary.clone();
        if let Some(error) = patterns.iter().find_map(|own| own.unknown(&vocabulary)) {
            return Err(error);
        }
        let languages = languages(&vocabulary, patterns);
        let person_kind = person_kind(&vocabulary, &languages);
        let known = known(dataset, &person_kind);
        let heads = |name: &str| {
            let is_head = |language: &Language, name: &str| {
                language.get(name).is_some_and(|word| word.classes & language.bit("body-head") != 0)
            };
            is_head(&languages.chinese, name) || is_head(&languages.english, &name.to_lowercase())
        };
        let lexicon = Lexicon::new(known, &heads);
        let taken = dataset
            .entities
            .ids()
            .map(str::to_owned)
            .chain(dataset.records.iter().map(|record| dataset.records.id(record).to_owned()));
        let names = |place: &crate::model::Place| {
            place
                .names
                .iter()
                .map(|(_, name)| (reading::fold(name).to_lowercase(), place.id.clone()))
                .collect::<Vec<_>>()
        };
        Ok(Self {
            taken: taken.collect(),
            places: dataset
                .places
                .iter()
                .flat_map(names)
                .chain(dataset.places.iter().map(|place| (place.id.clone(), place.id.clone())))
                .collect(),
            sources: dataset
                .sources
                .iter()
                .map(|source| (source.sha256.clone(), source.id.clone()))
                .collect(),
            languages,
            lexicon,
            person_kind,
            vocabulary,
        })
    }

    /// How many names the lexicon has.
    #[must_use]
    pub fn names(&self) -> usize {
        self.lexicon.entries.len()
    }

    /// Reads a text. Linear in its length.
    #[must_use]
    pub fn read(&self, text: &SourceText) -> TextReading {
        reading::read(&text.text, &self.languages, &self.lexicon)
    }
}

/// The built-in patterns with those of one's own, without frames that the vocabulary has no kind for.
fn languages(vocabulary: &Vocabulary, patterns: Vec<Patterns>) -> Languages {
    let builtin = [include_str!("patterns/zh.json"), include_str!("patterns/en.json")];
    let mut files: Vec<PatternFile> = builtin
        .iter()
        .map(|text| serde_json::from_str(text).expect("the built-in patterns are well formed"))
        .collect();
    for file in &mut files {
        file.frames.retain(|frame| unknown_name(frame, vocabulary).is_none());
        file.office = file.office.take().filter(|office| vocabulary.find_kind(&office.kind).is_some());
    }
    files.extend(patterns.into_iter().map(|own| own.file));
    let (chinese, english) = files.into_iter().partition(|file| file.language == "zh");
    Languages { chinese: Language::new(chinese), english: Language::new(english) }
}

/// The kind of entity that can hold an office: that of persons.
fn person_kind(vocabulary: &Vocabulary, languages: &Languages) -> String {
    let office = languages.chinese.office.as_ref().or(languages.english.office.as_ref());
    let kinds = office.and_then(|office| {
        let kind = vocabulary.kind(vocabulary.find_kind(&office.kind)?);
        kind.role(kind.find_role(&office.holder)?).kinds.first().copied()
    });
    let foaf = || {
        vocabulary.entity_kinds.iter().find(|kind| kind.rdf.types.iter().any(|term| term.ends_with("Person")))
    };
    let name = kinds.map(|kind| vocabulary.entity_kind(kind).name.clone());
    name.or_else(|| foaf().map(|kind| kind.name.clone()))
        .or_else(|| vocabulary.entity_kinds.first().map(|kind| kind.name.clone()))
        .unwrap_or_default()
}

fn known(dataset: &Dataset, person_kind: &str) -> Vec<Known> {
    let entities = &dataset.entities;
    let one = |entity| {
        let kind = dataset.vocabulary.entity_kind(entities.kind(entity)).name.clone();
        Known {
            id: entities.id(entity).to_owned(),
            sort: if kind == person_kind { Sort::Person } else { Sort::Body },
            kind,
            country: entities.country(entity).to_owned(),
            names: entities.names(entity).map(|name| name.text.to_owned()).collect(),
        }
    };
    entities.iter().map(one).collect()
}
