//! IRIs: the base, what stands below it, and compact names written out.

use super::LocalName;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Settings;
use oxrdf::NamedNode;
use std::collections::BTreeMap;
use std::fmt;
use thiserror::Error;

/// Raised when no base of IRIs is given.
pub static DEFAULT_BASE: Code = Code {
    id: "W0601",
    severity: Severity::Warning,
    title: "no base IRI",
    explanation: "RDF names everything by an IRI, and neither `dataset.json` (`base_iri`) nor the command line \
        (`--base-iri`) says where the IRIs of this dataset begin. They are written below `https://{id}.invalid/`, a \
        name reserved to lead nowhere: such a file can be queried and never clashes with another, but nobody can \
        look its IRIs up. Set a base that you own and will keep, such as `https://data.example.org/`.",
};

/// Why the data cannot be said in RDF.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RdfError {
    /// The base is no IRI that others can be made from.
    #[error("found the base IRI `{found}`, expected an absolute IRI that ends in `/` and has no `?` or `#`")]
    Base {
        /// What was given.
        found: String,
    },
    /// A name in the vocabulary is neither a compact name nor an IRI.
    #[error(
        "found the RDF term `{found}` in the vocabulary, expected an IRI or a name such as `org:Organization` \
        whose prefix the vocabulary declares"
    )]
    Term {
        /// What the vocabulary says.
        found: String,
    },
    /// A kind of entity has a path that others use, or that no IRI can hold.
    #[error("the entity kind `{kind}` has the IRI path `{path}`, expected letters, digits, `_` and `-`, and none of \
        {}: choose another as `rdf.path` in the vocabulary", RESERVED.join(", "))]
    Path {
        /// The kind.
        kind: String,
        /// Its path.
        path: String,
    },
}

/// Folders of IRIs that are not for kinds of entity.
pub(super) const RESERVED: [&str; 7] = ["graph", "part", "passage", "place", "record", "source", "term"];

/// The prefix of terms that nobody named; they stand under `{base}vocab#`.
pub(super) const VOCAB: &str = "vocab";

/// Where the IRIs of a dataset begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseIri(String);

impl BaseIri {
    /// Takes a base as given.
    ///
    /// ```
    /// use relata::rdf::BaseIri;
    /// assert!(BaseIri::new("https://data.example.org/").is_ok());
    /// assert!(BaseIri::new("https://data.example.org").is_err());
    /// ```
    ///
    /// # Errors
    /// [`RdfError::Base`] when it is not an absolute IRI that ends in `/`.
    pub fn new(base: &str) -> Result<Self, RdfError> {
        let good = base.ends_with('/') && !base.contains(['?', '#']) && NamedNode::new(base).is_ok();
        if good { Ok(Self(base.to_owned())) } else { Err(RdfError::Base { found: base.to_owned() }) }
    }

    /// The base chosen by the caller, else that of the dataset, else a reserved name, with a warning.
    ///
    /// # Errors
    /// [`RdfError::Base`] when the one to use is no base.
    pub fn choose(chosen: Option<&str>, settings: &Settings) -> Result<(Self, Option<Diagnostic>), RdfError> {
        if let Some(base) = chosen.or(settings.base_iri.as_deref()) {
            return Ok((Self::new(base)?, None));
        }
        let base = Self::new(&format!("https://{}.invalid/", settings.id))?;
        let message = format!("no base IRI is set, so IRIs begin with `{base}`");
        let hint = "set `base_iri` in dataset.json, or give --base-iri".to_owned();
        Ok((base, Some(Diagnostic::new(&DEFAULT_BASE, message).hint(hint))))
    }

    /// The base as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI of a thing in a folder: `{base}{folder}/{name}`.
    ///
    /// Ids need no escape, so this only joins.
    #[must_use]
    pub fn mint(&self, folder: &str, name: LocalName<'_>) -> NamedNode {
        self.minted(folder, name).into()
    }

    pub(super) fn minted<'t>(&'t self, folder: &'t str, name: LocalName<'t>) -> Minted<'t> {
        Minted { base: &self.0, folder, name }
    }

    /// The namespace of a folder.
    #[must_use]
    pub fn folder(&self, folder: &str) -> String {
        format!("{}{folder}/", self.0)
    }

    /// The namespace of terms that the vocabulary adds without naming them.
    #[must_use]
    pub fn vocabulary(&self) -> String {
        format!("{}{VOCAB}#", self.0)
    }

    /// Writes a compact name out: `org:Organization` by the prefixes, `vocab:award` below this base; a full IRI stays.
    ///
    /// # Errors
    /// [`RdfError::Term`] when it is neither, such as a name whose prefix nobody declares.
    pub fn expand(&self, name: &str, prefixes: &BTreeMap<String, String>) -> Result<NamedNode, RdfError> {
        let fault = || RdfError::Term { found: name.to_owned() };
        let (prefix, local) = name.split_once(':').ok_or_else(fault)?;
        let iri = match prefixes.get(prefix) {
            Some(namespace) => format!("{namespace}{local}"),
            None if prefix == VOCAB => format!("{}{local}", self.vocabulary()),
            None if local.starts_with("//") || prefix == "urn" => name.to_owned(),
            None => return Err(fault()),
        };
        NamedNode::new(iri).map_err(|_| fault())
    }
}

/// The IRI of a thing in a folder, in its parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Minted<'t> {
    base: &'t str,
    folder: &'t str,
    name: LocalName<'t>,
}

impl Minted<'_> {
    /// Appends the IRI to a text.
    pub(super) fn push(self, text: &mut String) {
        text.push_str(self.base);
        text.push_str(self.folder);
        text.push('/');
        self.name.push(text);
    }
}

impl From<Minted<'_>> for NamedNode {
    fn from(iri: Minted<'_>) -> Self {
        let mut text = String::new();
        iri.push(&mut text);
        Self::new_unchecked(text)
    }
}

impl fmt::Display for BaseIri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> BaseIri {
        BaseIri::new("https://data.example.org/").unwrap()
    }

    #[test]
    fn the_callers_base_wins_over_the_datasets_and_both_over_the_reserved_name() {
        let mut settings = Settings { id: "unions".to_owned(), ..Settings::default() };
        let (default, warning) = BaseIri::choose(None, &settings).unwrap();
        assert_eq!(default.as_str(), "https://unions.invalid/");
        assert_eq!(warning.unwrap().code, &DEFAULT_BASE);
        settings.base_iri = Some("https://a.example/".to_owned());
        let chosen = |given| BaseIri::choose(given, &settings).unwrap();
        assert_eq!(chosen(None), (BaseIri::new("https://a.example/").unwrap(), None));
        assert_eq!(chosen(Some("https://b.example/x/")).0.as_str(), "https://b.example/x/");
    }

    #[test]
    fn a_base_that_others_cannot_be_made_from_is_refused() {
        for bad in [
            "",
            "data/",
            "https://a.example",
            "https://a b/",
            "https://a.example/?x=/",
            "https://a.example/#/",
        ] {
            assert_eq!(BaseIri::new(bad), Err(RdfError::Base { found: bad.to_owned() }));
        }
    }

    #[test]
    fn things_stand_in_folders_below_the_base() {
        let passage = LocalName::new("s1").with_number(88).with_number(140);
        assert_eq!(base().mint("passage", passage).as_str(), "https://data.example.org/passage/s1-88-140");
        assert_eq!(
            base().mint("term/type", LocalName::new("x")).as_str(),
            "https://data.example.org/term/type/x"
        );
    }

    #[test]
    fn compact_names_are_written_out_and_full_iris_stay() {
        let prefixes = BTreeMap::from([("org".to_owned(), "http://www.w3.org/ns/org#".to_owned())]);
        let expand = |name: &str| base().expand(name, &prefixes).map(NamedNode::into_string);
        assert_eq!(expand("org:Organization").unwrap(), "http://www.w3.org/ns/org#Organization");
        assert_eq!(expand("vocab:award").unwrap(), "https://data.example.org/vocab#award");
        assert_eq!(expand("http://xmlns.com/foaf/0.1/Agent").unwrap(), "http://xmlns.com/foaf/0.1/Agent");
        assert_eq!(expand("urn:x:y").unwrap(), "urn:x:y");
        for bad in ["Organization", "ogr:Organization", "org:a b", "http://a b/"] {
            assert_eq!(expand(bad), Err(RdfError::Term { found: bad.to_owned() }));
        }
    }

    #[test]
    fn a_prefix_that_the_vocabulary_declares_wins_over_the_minted_one() {
        let prefixes = BTreeMap::from([("vocab".to_owned(), "https://terms.example/".to_owned())]);
        assert_eq!(base().expand("vocab:x", &prefixes).unwrap().as_str(), "https://terms.example/x");
    }
}
