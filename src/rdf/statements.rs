//! Statements gathered by subject, for what is small and comes in no order: the vocabulary, the account of a dataset.

use super::Description;
use oxrdf::vocab::rdf;
use oxrdf::{NamedNode, NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use std::collections::BTreeMap;

/// Statements of several subjects, each statement once, in the order in which it was first made; subjects are in the
/// order of N-Triples lines.
///
/// ```
/// use relata::graph::KnowledgeGraph;
/// use relata::model::{Dataset, Vocabulary};
/// use relata::rdf::{RdfOptions, Triples};
/// use relata::resolve::Identities;
///
/// let dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
/// let graph = KnowledgeGraph::build(dataset, Identities::default());
/// let view = graph.view();
/// let triples = Triples::new(&view, &RdfOptions::default())?;
/// let subjects: Vec<String> = triples.ontology().descriptions().map(|d| d.subject().to_string()).collect();
/// assert!(subjects.is_sorted());
/// assert!(subjects.contains(&"<https://w3id.org/relata/ns#Visit>".to_owned()));
/// # Ok::<(), relata::rdf::RdfError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Statements(BTreeMap<String, About>);

#[derive(Debug, Clone)]
struct About {
    subject: NamedNode,
    statements: Vec<(NamedNode, Term)>,
}

impl Statements {
    /// The statements of a Turtle text that has no blank nodes.
    ///
    /// # Panics
    /// When it has, or is no Turtle: it is part of the program, and a test reads it.
    pub(super) fn of_turtle(text: &str) -> Self {
        let mut statements = Self::default();
        for triple in TurtleParser::new().for_slice(text.as_bytes()) {
            let triple = triple.expect("the text is Turtle: a test reads it");
            if let NamedOrBlankNode::NamedNode(subject) = &triple.subject {
                statements.add(subject, &triple.predicate, triple.object);
            }
        }
        statements
    }

    /// Makes a statement.
    pub(super) fn add<'p, 's>(
        &mut self,
        subject: impl Into<oxrdf::NamedNodeRef<'s>>,
        predicate: impl Into<oxrdf::NamedNodeRef<'p>>,
        object: impl Into<Term>,
    ) {
        let (subject, predicate) = (subject.into().into_owned(), predicate.into().into_owned());
        let about = self
            .0
            .entry(format!("{}>", subject.as_str()))
            .or_insert_with(|| About { subject, statements: Vec::new() });
        let statement = (predicate, object.into());
        if !about.statements.contains(&statement) {
            about.statements.push(statement);
        }
    }

    /// Takes over what is said of subjects that have a type there, or are known here.
    pub(super) fn complete_with(&mut self, other: Self) {
        for (key, about) in other.0 {
            let has_type = about.statements.iter().any(|(predicate, _)| *predicate == rdf::TYPE);
            if has_type || self.0.contains_key(&key) {
                for (predicate, object) in &about.statements {
                    self.add(&about.subject, predicate, object.clone());
                }
            }
        }
    }

    /// What is said of each subject, its types first.
    pub fn descriptions(&self) -> impl Iterator<Item = Description<'_>> {
        self.0.values().map(|about| {
            let mut description = Description::new(about.subject.as_ref());
            let (types, others): (Vec<_>, Vec<_>) =
                about.statements.iter().partition(|(predicate, _)| *predicate == rdf::TYPE);
            for (predicate, object) in types.into_iter().chain(others) {
                description.add(predicate, object);
            }
            description
        })
    }
}
