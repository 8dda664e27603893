//! Triples by their subjects.

use hashbrown::{HashMap, HashSet};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::hash::Hash;

/// What is said of one subject.
#[derive(Debug, Default)]
pub(super) struct Described(Vec<(NamedNode, Term)>);

impl Described {
    /// All objects of a property.
    fn all(&self, property: NamedNodeRef<'_>) -> impl Iterator<Item = &Term> {
        self.0
            .iter()
            .filter(move |(known, _)| known.as_ref().as_str() == property.as_str())
            .map(|(_, object)| object)
    }

    /// The IRIs that a property names, each once.
    pub(super) fn iris(&self, property: NamedNodeRef<'_>) -> Vec<&NamedNode> {
        let iris = self.all(property).filter_map(|object| match object {
            Term::NamedNode(iri) => Some(iri),
            _ => None,
        });
        each_once(iris)
    }

    /// The first IRI that a property names.
    pub(super) fn iri(&self, property: NamedNodeRef<'_>) -> Option<&NamedNode> {
        self.iris(property).first().copied()
    }

    /// The texts that a property gives, each once.
    pub(super) fn literals(&self, property: NamedNodeRef<'_>) -> Vec<&Literal> {
        let literals = self.all(property).filter_map(|object| match object {
            Term::Literal(literal) => Some(literal),
            _ => None,
        });
        each_once(literals)
    }

    /// The first text that a property gives.
    pub(super) fn literal(&self, property: NamedNodeRef<'_>) -> Option<&Literal> {
        self.literals(property).first().copied()
    }

    /// The first text that a property gives, without its language, or nothing.
    pub(super) fn value(&self, property: NamedNodeRef<'_>) -> &str {
        self.literal(property).map_or("", Literal::value)
    }

    /// Every text with a language.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|(_, object)| match object {
            Term::Literal(literal) => literal.language(),
            _ => None,
        })
    }
}

/// What comes, in its order, without what has come already.
fn each_once<'t, T: Eq + Hash>(items: impl Iterator<Item = &'t T>) -> Vec<&'t T> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(*item)).collect()
}

/// All triples.
#[derive(Debug, Default)]
pub(super) struct Store {
    subjects: Vec<(String, Described)>,
    places: HashMap<String, usize>,
}

impl Store {
    pub(super) fn new(triples: Vec<Triple>) -> Self {
        let mut store = Self::default();
        for triple in triples {
            // No export has a blank node, so nothing of ours is said of one.
            let NamedOrBlankNode::NamedNode(subject) = triple.subject else { continue };
            let new = store.subjects.len();
            let place = *store.places.entry_ref(subject.as_str()).or_insert(new);
            if place == new {
                store.subjects.push((subject.into_string(), Described::default()));
            }
            store.subjects[place].1.0.push((triple.predicate, triple.object));
        }
        store
    }

    /// Every subject in the order of the file.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (&str, &Described)> {
        self.subjects.iter().map(|(iri, thing)| (iri.as_str(), thing))
    }

    /// What is said of a subject.
    pub(super) fn get(&self, iri: &NamedNode) -> Option<&Described> {
        self.places.get(iri.as_str()).map(|&place| &self.subjects[place].1)
    }
}
