//! One subject and what is said of it.

use oxrdf::{NamedNode, NamedNodeRef, Term, TermRef, TripleRef};

/// A subject with its statements, in the order in which people read them; a statement may stand twice.
///
/// Predicates are borrowed from the constants and from the vocabulary's terms, so a description costs its objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description<'a> {
    /// What the statements are about.
    pub subject: NamedNode,
    statements: Vec<(NamedNodeRef<'a>, Term)>,
}

impl<'a> Description<'a> {
    /// A subject of which nothing is said yet.
    #[must_use]
    pub fn new(subject: NamedNode) -> Self {
        Self { subject, statements: Vec::with_capacity(16) }
    }

    /// Adds a statement.
    pub fn add(&mut self, predicate: impl Into<NamedNodeRef<'a>>, object: impl Into<Term>) {
        self.statements.push((predicate.into(), object.into()));
    }

    /// The statements in the order they were added: `rdf:type` first, one predicate after the other.
    #[must_use]
    pub fn statements(&self) -> &[(NamedNodeRef<'a>, Term)] {
        &self.statements
    }

    /// The objects of each predicate: predicates in the order in which they were first added, objects sorted as
    /// N-Triples spells them, none twice.
    #[must_use]
    pub fn by_predicate(&self) -> Vec<(NamedNodeRef<'a>, Vec<&Term>)> {
        let mut predicates: Vec<(NamedNodeRef<'a>, Vec<&Term>)> = Vec::new();
        for (predicate, object) in &self.statements {
            // The statements of a predicate mostly stand together, so the look from the end is short.
            match predicates.iter_mut().rev().find(|(known, _)| known == predicate) {
                Some((_, objects)) => objects.push(object),
                None => predicates.push((*predicate, vec![object])),
            }
        }
        for (_, objects) in predicates.iter_mut().filter(|(_, objects)| objects.len() > 1) {
            objects.sort_by_cached_key(ToString::to_string);
            objects.dedup();
        }
        predicates
    }

    /// The statements as triples.
    pub fn triples(&self) -> impl Iterator<Item = TripleRef<'_>> {
        let subject = self.subject.as_ref();
        self.statements
            .iter()
            .map(move |(predicate, object)| TripleRef::new(subject, *predicate, TermRef::from(object)))
    }
}
