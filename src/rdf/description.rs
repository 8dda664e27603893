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

    /// The statements as triples.
    pub fn triples(&self) -> impl Iterator<Item = TripleRef<'_>> {
        let subject = self.subject.as_ref();
        self.statements
            .iter()
            .map(move |(predicate, object)| TripleRef::new(subject, *predicate, TermRef::from(object)))
    }
}
