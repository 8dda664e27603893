//! What the words of a command line mean in a graph.

use super::exit::CommandError;
use crate::diagnostic::nearest_hint;
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, KindIx, RelationIx};
use crate::resolve::{NameError, NameIndex};

/// Finds entities, relations and kinds by the names a user gives them.
pub(super) struct Asked<'g> {
    graph: &'g KnowledgeGraph,
    names: NameIndex,
}

impl<'g> Asked<'g> {
    pub(super) fn of(graph: &'g KnowledgeGraph) -> Self {
        Self { graph, names: graph.name_index() }
    }

    pub(super) fn entity(&self, name: &str) -> Result<EntityIx, NameError> {
        self.names.find(self.graph.dataset(), self.graph.identities(), name)
    }

    pub(super) fn entity_if(&self, name: Option<&str>) -> Result<Option<EntityIx>, NameError> {
        name.map(|name| self.entity(name)).transpose()
    }

    /// One entity, or several as `a,b`; a name may hold a comma itself.
    pub(super) fn several(&self, text: &str) -> Result<Vec<EntityIx>, NameError> {
        match self.entity(text) {
            Err(NameError::Unknown { .. }) if text.contains([',', '，']) => {
                text.split([',', '，']).map(|name| self.entity(name.trim())).collect()
            }
            found => Ok(vec![found?]),
        }
    }

    /// The entities of every text, each of which names one or several.
    pub(super) fn all(&self, texts: &[String]) -> Result<Vec<EntityIx>, NameError> {
        let found: Result<Vec<_>, _> = texts.iter().map(|text| self.several(text)).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    pub(super) fn relations(&self, names: &[String]) -> Result<Vec<RelationIx>, CommandError> {
        let vocabulary = &self.graph.dataset().vocabulary;
        let known = vocabulary.relations.iter().map(|relation| relation.name.as_str());
        names
            .iter()
            .map(|name| found("relation", name, |name| vocabulary.find_relation(name), known.clone()))
            .collect()
    }

    pub(super) fn kinds(&self, names: &[String]) -> Result<Vec<KindIx>, CommandError> {
        let vocabulary = &self.graph.dataset().vocabulary;
        let known = vocabulary.kinds.iter().map(|kind| kind.name.as_str());
        names
            .iter()
            .map(|name| found("kind", name, |name| vocabulary.find_kind(name), known.clone()))
            .collect()
    }
}

/// What a word of the vocabulary stands for, or an error with the nearest words.
fn found<'v, T>(
    what: &str,
    name: &str,
    find: impl Fn(&str) -> Option<T>,
    known: impl Iterator<Item = &'v str>,
) -> Result<T, CommandError> {
    let name = name.trim();
    find(name)
        .ok_or_else(|| CommandError::user(format!("unknown {what} `{name}`"), nearest_hint(name, known)))
}
