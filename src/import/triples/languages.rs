//! From language tags back to the short codes of a dataset, and from texts to cells.

use super::store::Store;
use crate::model::{Settings, is_valid_id};
use crate::rdf::{BaseIri, terms};
use oxrdf::Literal;
use std::collections::{BTreeMap, BTreeSet};

/// The codes of a dataset by their tags.
pub(super) struct Languages {
    codes: BTreeMap<String, String>,
    default: String,
}

impl Languages {
    pub(super) fn new(settings: &Settings) -> Self {
        let codes = settings.languages.iter().map(|(code, tag)| (tag.to_ascii_lowercase(), code.clone()));
        let default = settings.language_tag(&settings.language).to_ascii_lowercase();
        Self { codes: codes.collect(), default }
    }

    /// The code of a text's language; nothing for a text in no language, the tag itself where no code is its.
    pub(super) fn code(&self, literal: &Literal) -> String {
        let tag = literal.language().unwrap_or_default().to_ascii_lowercase();
        self.codes.get(&tag).cloned().unwrap_or(tag)
    }

    /// A text as a cell has it, with its language behind it where it is not the dataset's.
    pub(super) fn cell(&self, literal: &Literal) -> String {
        match literal.language() {
            Some(tag) if !tag.eq_ignore_ascii_case(&self.default) => {
                format!("{}@{}", literal.value(), self.code(literal))
            }
            _ => literal.value().to_owned(),
        }
    }
}

/// The settings that the triples tell of: the base, the languages, and in which of them the curator writes.
pub(super) fn settings(store: &Store, base: &BaseIri) -> Settings {
    let tags: BTreeSet<String> =
        store.subjects().flat_map(|(_, thing)| thing.tags()).map(str::to_ascii_lowercase).collect();
    let first = |tag: &str| tag.split('-').next().unwrap_or(tag).to_owned();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    tags.iter().for_each(|tag| *counts.entry(first(tag)).or_default() += 1);
    let code = |tag: &String| if counts[&first(tag)] == 1 { first(tag) } else { tag.clone() };
    let languages: BTreeMap<String, String> = tags.iter().map(|tag| (code(tag), usual_case(tag))).collect();
    let written = written(store).and_then(|tag| {
        let code = languages.iter().find(|(_, known)| known.eq_ignore_ascii_case(&tag));
        code.map(|(code, _)| code.clone())
    });
    let mut settings =
        Settings { languages, base_iri: Some(base.as_str().to_owned()), ..Settings::default() };
    settings.language = written.unwrap_or(settings.language);
    // A dataset without a base has one made of its id.
    let id = base.as_str().strip_prefix("https://").and_then(|rest| rest.strip_suffix(".invalid/"));
    if let Some(id) = id.filter(|id| is_valid_id(id)) {
        settings.id = id.to_owned();
    }
    settings
}

/// The tag that types of entities are labelled in, or most summaries: the language of the dataset.
fn written(store: &Store) -> Option<String> {
    let tags = |property: oxrdf::NamedNodeRef<'static>, of_types: bool| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let things = store.subjects().filter(|(iri, _)| iri.contains("/term/type/") == of_types);
        for tag in things.filter_map(|(_, thing)| thing.literal(property)?.language()) {
            *counts.entry(tag.to_ascii_lowercase()).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(tag, _)| tag)
    };
    tags(terms::SKOS_PREF_LABEL, true).or_else(|| tags(terms::DCTERMS_DESCRIPTION, false))
}

/// A tag in the case that BCP 47 recommends: `zh-Hans`, `en-GB`.
fn usual_case(tag: &str) -> String {
    let part = |(n, part): (usize, &str)| match part.len() {
        4 if n > 0 => part[..1].to_ascii_uppercase() + &part[1..],
        2 if n > 0 => part.to_ascii_uppercase(),
        _ => part.to_owned(),
    };
    tag.split('-').enumerate().map(part).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_their_usual_case() {
        let cases = ["zh-hans", "en-gb", "zh-latn-pinyin", "de"].map(usual_case);
        assert_eq!(cases, ["zh-Hans", "en-GB", "zh-Latn-pinyin", "de"]);
    }
}
