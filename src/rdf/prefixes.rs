//! Prefixes: the short names of IRIs in Turtle.

use super::Mapping;
use super::iri::{BaseIri, VOCAB};
use super::spelling::{push_quoted, push_term};
use crate::model::Vocabulary;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{LiteralRef, NamedNode, NamedNodeRef, TermRef};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// Prefixes with their namespaces, and the way back from a namespace to its prefix.
///
/// Those of the vocabulary come first, sorted, then those of the dataset's own IRIs, one for each folder.
#[derive(Debug, Clone, Default)]
pub struct Prefixes {
    declared: Vec<(String, String)>,
    by_namespace: FxHashMap<String, String>,
}

impl Prefixes {
    /// The prefixes of a dataset's vocabulary and IRIs.
    ///
    /// A prefix that is taken, or that Turtle cannot spell, is left out; its IRIs are then written in full.
    pub(super) fn new(base: &BaseIri, vocabulary: &Vocabulary, mapping: &Mapping) -> Self {
        let mut prefixes = Self::default();
        prefixes.declare_vocabulary(base, vocabulary);
        for (prefix, folder) in FOLDERS {
            prefixes.declare(prefix, &base.folder(folder));
        }
        for kind in mapping.entity_kinds() {
            prefixes.declare(&kind.prefix, &base.folder(&kind.path));
        }
        prefixes
    }

    /// Some prefixes, to which more can be declared.
    pub(super) fn of<'t>(pairs: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut prefixes = Self::default();
        pairs.into_iter().for_each(|(prefix, namespace)| prefixes.declare(prefix, namespace));
        prefixes
    }

    /// Declares the prefixes of a vocabulary, and that of terms which nobody named.
    pub(super) fn declare_vocabulary(&mut self, base: &BaseIri, vocabulary: &Vocabulary) {
        for (prefix, namespace) in &vocabulary.prefixes {
            self.declare(prefix, namespace);
        }
        self.declare(VOCAB, &base.vocabulary());
    }

    /// The prefixes as Turtle, one a line.
    pub(super) fn to_turtle(&self) -> String {
        let lines: Vec<String> =
            self.iter().map(|(prefix, iri)| format!("@prefix {prefix}: <{iri}> .")).collect();
        lines.join("\n")
    }

    /// Adds a prefix; one that is taken, or that Turtle cannot spell, is left out.
    pub fn declare(&mut self, prefix: &str, namespace: &str) {
        let spelled = prefix.starts_with(|c: char| c.is_ascii_alphabetic()) && is_plain(prefix);
        let taken = self.declared.iter().any(|(known, _)| known == prefix)
            || self.by_namespace.contains_key(namespace);
        if spelled && !taken && NamedNode::new(namespace).is_ok() {
            self.declared.push((prefix.to_owned(), namespace.to_owned()));
            self.by_namespace.insert(namespace.to_owned(), prefix.to_owned());
        }
    }

    /// The prefixes with their namespaces, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.declared.iter().map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
    }

    /// The namespace of a prefix.
    #[must_use]
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == prefix).map(|(_, namespace)| namespace)
    }

    /// Appends an IRI as Turtle: `org:Organization` where a prefix fits and nothing needs an escape, else `<...>`.
    ///
    /// One look-up.
    pub fn write_iri(&self, iri: NamedNodeRef<'_>, out: &mut String) {
        let text = iri.as_str();
        let (namespace, local) = text.split_at(text.rfind(['#', '/']).map_or(0, |position| position + 1));
        match self.by_namespace.get(namespace).filter(|_| is_plain(local)) {
            Some(prefix) => out.extend([prefix, ":", local]),
            None => out.extend(["<", text, ">"]),
        }
    }

    /// Appends a term as Turtle; whole numbers and booleans stand bare.
    pub fn write_term(&self, term: TermRef<'_>, out: &mut String) {
        match term {
            TermRef::NamedNode(iri) => self.write_iri(iri, out),
            TermRef::Literal(literal) => self.write_literal(literal, out),
            // None is made; should one come, its own spelling is right in Turtle too.
            TermRef::BlankNode(node) => {
                let _ = write!(out, "{node}");
            }
        }
    }

    fn write_literal(&self, literal: LiteralRef<'_>, out: &mut String) {
        let (value, datatype) = (literal.value(), literal.datatype());
        if is_bare(value, datatype) {
            out.push_str(value);
        } else if matches!(datatype, xsd::STRING | rdf::LANG_STRING) {
            push_term(literal.into(), out);
        } else {
            push_quoted(value, out);
            out.push_str("^^");
            self.write_iri(datatype, out);
        }
    }
}

/// The prefixes of folders that every dataset has.
const FOLDERS: [(&str, &str); 6] = [
    ("part", "part"),
    ("plc", "place"),
    ("psg", "passage"),
    ("rec", "record"),
    ("src", "source"),
    ("type", "term/type"),
];

fn is_plain(local: &str) -> bool {
    let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    local.bytes().all(inner) && local.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn is_bare(value: &str, datatype: NamedNodeRef<'_>) -> bool {
    match datatype {
        xsd::BOOLEAN => matches!(value, "true" | "false"),
        xsd::INTEGER => !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::Literal;

    fn prefixes() -> Prefixes {
        let mut prefixes = Prefixes::default();
        prefixes.declare("xsd", "http://www.w3.org/2001/XMLSchema#");
        prefixes.declare("thing", "https://data.example.org/thing/");
        prefixes.declare("xsd", "https://elsewhere.example/");
        prefixes.declare("b d", "https://data.example.org/b/");
        prefixes
    }

    fn shown<'t>(term: impl Into<TermRef<'t>>) -> String {
        let mut out = String::new();
        prefixes().write_term(term.into(), &mut out);
        out
    }

    #[test]
    fn a_taken_or_misspelled_prefix_is_left_out() {
        let names: Vec<_> = prefixes().declared.into_iter().map(|(prefix, _)| prefix).collect();
        assert_eq!(names, ["xsd", "thing"]);
    }

    #[test]
    fn iris_are_shortened_where_nothing_needs_an_escape() {
        let iri = |text| shown(NamedNodeRef::new_unchecked(text));
        assert_eq!(iri("https://data.example.org/thing/afl-cio"), "thing:afl-cio");
        assert_eq!(iri("https://data.example.org/thing/a.b"), "<https://data.example.org/thing/a.b>");
        assert_eq!(iri("https://data.example.org/thing/"), "<https://data.example.org/thing/>");
        assert_eq!(iri("https://elsewhere.example/x"), "<https://elsewhere.example/x>");
        assert_eq!(iri("urn:x"), "<urn:x>");
    }

    #[test]
    fn literals_are_shortened_where_turtle_knows_their_type() {
        let typed = |value: &str, datatype| shown(&Literal::new_typed_literal(value, datatype));
        assert_eq!(typed("24", xsd::INTEGER), "24");
        assert_eq!(typed("", xsd::INTEGER), "\"\"^^xsd:integer");
        assert_eq!(typed("24", xsd::DECIMAL), "\"24\"^^xsd:decimal");
        assert_eq!(typed("true", xsd::BOOLEAN), "true");
        let tagged = Literal::new_language_tagged_literal_unchecked("全\n总", "zh-Hans");
        assert_eq!(shown(&tagged), "\"全\\n总\"@zh-Hans");
    }
}
