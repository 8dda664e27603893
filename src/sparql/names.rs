//! What the names of a parameter's value stand for: in a dataset by its index of names, in a file by its labels.

use super::error::SparqlError;
use super::store::Store;
use crate::graph::KnowledgeGraph;
use crate::rdf::queries::{ParameterKind, QueryTerms};
use crate::rdf::{Triples, terms};
use crate::resolve::{NameError, NameIndex, fold};
use oxrdf::vocab::{rdf, rdfs};
use oxrdf::{NamedNode, NamedNodeRef, Term, TripleRef};
use std::collections::BTreeSet;

/// Finds what a name means.
pub trait Names {
    /// The entity, place or type of a name; `id:acftu` is an exact id. `None` when nothing has the name.
    ///
    /// # Errors
    /// [`SparqlError::Name`] when it means several.
    fn find(&self, kind: ParameterKind, name: &str) -> Result<Option<NamedNode>, SparqlError>;

    /// The terms in which questions about this data are asked.
    fn terms(&self) -> QueryTerms<'_>;

    /// Why a name finds no entity, with the nearest names, if these names know.
    fn unknown(&self, name: &str) -> Option<NameError> {
        let _ = name;
        None
    }
}

/// The names of a dataset: any name, abbreviation or alias, in either script or in pinyin.
pub struct GraphNames<'g> {
    graph: &'g KnowledgeGraph,
    triples: &'g Triples<'g>,
    names: NameIndex,
}

impl<'g> GraphNames<'g> {
    /// The names of a graph, whose triples say under which IRIs.
    #[must_use]
    pub fn new(graph: &'g KnowledgeGraph, triples: &'g Triples<'g>) -> Self {
        Self { graph, triples, names: graph.name_index() }
    }
}

impl Names for GraphNames<'_> {
    fn find(&self, kind: ParameterKind, name: &str) -> Result<Option<NamedNode>, SparqlError> {
        let id = || name.strip_prefix("id:").unwrap_or(name);
        match kind {
            ParameterKind::Place => Ok(self.triples.find_place(id())),
            ParameterKind::Type => Ok(self.triples.find_type(id())),
            _ => match self.names.find(self.graph.dataset(), self.graph.identities(), name) {
                Ok(entity) => Ok(Some(self.triples.entity(entity))),
                Err(NameError::Unknown { .. }) => Ok(None),
                Err(error) => Err(error.into()),
            },
        }
    }

    fn terms(&self) -> QueryTerms<'_> {
        QueryTerms::of(self.triples)
    }

    fn unknown(&self, name: &str) -> Option<NameError> {
        self.names.find(self.graph.dataset(), self.graph.identities(), name).err()
    }
}

/// The names in an RDF file: its labels, and the last parts of its IRIs.
pub struct StoreNames<'s>(pub &'s Store);

impl StoreNames<'_> {
    fn has_type(&self, subject: &NamedNode, class: NamedNodeRef<'_>) -> bool {
        self.0.contains(TripleRef::new(subject, rdf::TYPE, class))
    }

    /// Whether a subject is of the sort that a parameter wants.
    fn fits(&self, subject: &NamedNode, kind: ParameterKind) -> bool {
        let place = self.has_type(subject, terms::SCHEMA_PLACE);
        let concept = self.has_type(subject, terms::SKOS_CONCEPT);
        match kind {
            ParameterKind::Place => place,
            ParameterKind::Type => concept,
            _ => !place && !concept && !self.is_record(subject),
        }
    }

    fn is_record(&self, subject: &NamedNode) -> bool {
        self.0.matches([Some(subject.into()), Some(terms::KIND.into()), None]).next().is_some()
    }

    /// The subjects, one of whose labels is as wanted, or which have such an IRI.
    fn labelled(&self, kind: ParameterKind, wanted: impl Fn(&NamedNode, &Term) -> bool) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for property in [rdfs::LABEL, terms::SKOS_PREF_LABEL, terms::SKOS_ALT_LABEL] {
            for [subject, _, label] in self.0.matches([None, Some(property.into()), None]) {
                if let Term::NamedNode(iri) = subject
                    && wanted(iri, label)
                    && self.fits(iri, kind)
                {
                    found.insert(iri.as_str().to_owned());
                }
            }
        }
        found
    }
}

impl Names for StoreNames<'_> {
    fn find(&self, kind: ParameterKind, name: &str) -> Result<Option<NamedNode>, SparqlError> {
        let id = name.strip_prefix("id:");
        let local = |iri: &NamedNode| iri.as_str().rsplit(['/', '#']).next() == Some(id.unwrap_or(name));
        let mut found = self.labelled(kind, |iri, _| local(iri));
        if found.is_empty() && id.is_none() {
            let wanted = fold(name);
            found = self.labelled(kind, |_, label| match label {
                Term::Literal(literal) => fold(literal.value()) == wanted,
                _ => false,
            });
        }
        if found.len() > 1 {
            let all: Vec<String> = found.iter().take(5).map(|iri| format!("<{iri}>")).collect();
            return Err(SparqlError::Value {
                parameter: name.to_owned(),
                found: name.to_owned(),
                expected: "the name of one thing",
                hint: Some(format!("say which: {}", all.join(", "))),
            });
        }
        Ok(found.pop_first().map(NamedNode::new_unchecked))
    }

    fn terms(&self) -> QueryTerms<'_> {
        QueryTerms::builtin()
    }
}
