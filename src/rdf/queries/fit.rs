//! Fitting a question to a vocabulary.
//!
//! A name that the vocabulary in force does not have is looked for by its built-in term, so that renamed kinds are found;
//! a question whose terms are gone cannot be asked, and says which term is missing.

use super::tokens::{TokenKind, tokens};
use crate::model::vocabulary::Kind;
use crate::model::{AttributeIx, KindIx, RelationIx, Vocabulary};
use crate::rdf::{BaseIri, EntityKindIris, Mapping, Prefixes, Triples};
use oxrdf::{NamedNode, NamedNodeRef};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use thiserror::Error;

/// A term that a question is asked in and that the vocabulary does not have, as the question names it: `kind visit`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the vocabulary has no {0}")]
pub struct MissingTerm(pub String);

/// The terms that questions are asked in: a vocabulary and its IRIs.
#[derive(Debug, Clone, Copy)]
pub struct QueryTerms<'a> {
    vocabulary: &'a Vocabulary,
    mapping: &'a Mapping,
}

/// The fixed names of a query, written with the built-in prefixes, under other prefixes.
fn respelled(query: &str, prefixes: &Prefixes) -> String {
    let known = &QueryTerms::builtin().vocabulary.prefixes;
    let (mut text, mut copied) = (String::new(), 0);
    for token in tokens(query) {
        let TokenKind::Name(prefix) = token.kind else { continue };
        let Some((_, namespace)) = known.iter().find(|(name, _)| *name == prefix) else { continue };
        let local = &query[token.start + prefix.len() + 1..token.end];
        text += &query[copied..token.start];
        prefixes.write_iri(NamedNodeRef::new_unchecked(&format!("{namespace}{local}")), &mut text);
        copied = token.end;
    }
    text + &query[copied..]
}

impl<'a> QueryTerms<'a> {
    /// The terms of the vocabulary in force.
    #[must_use]
    pub fn of(triples: &'a Triples<'_>) -> Self {
        Self { vocabulary: &triples.dataset().vocabulary, mapping: triples.mapping() }
    }

    /// The terms of the built-in vocabulary.
    #[must_use]
    pub fn builtin() -> QueryTerms<'static> {
        static BUILTIN: LazyLock<(Vocabulary, Mapping)> = LazyLock::new(|| {
            let vocabulary = Vocabulary::builtin();
            // No built-in term stands under the base.
            let base = BaseIri::new("https://builtin.invalid/").expect("an IRI that ends in a slash");
            let mapping = Mapping::new(&vocabulary, &base).expect("every built-in term is an IRI");
            (vocabulary, mapping)
        });
        QueryTerms { vocabulary: &BUILTIN.0, mapping: &BUILTIN.1 }
    }

    /// Fills the gaps of a query, and spells all its IRIs under some prefixes.
    pub(super) fn fit(&self, query: &str, prefixes: &Prefixes) -> Result<String, MissingTerm> {
        let mut text = String::new();
        for (n, part) in respelled(query, prefixes).split("{{").enumerate() {
            match part.split_once("}}").filter(|_| n > 0) {
                Some((gap, rest)) => {
                    let iri = self.term(gap).ok_or_else(|| MissingTerm(gap.to_owned()))?;
                    prefixes.write_iri(iri.as_ref(), &mut text);
                    text += rest;
                }
                None => text += part,
            }
        }
        Ok(text)
    }

    /// The IRI for a gap. A name that the vocabulary does not have is looked for by its built-in term.
    fn term(&self, gap: &str) -> Option<NamedNode> {
        let (sort, name) = gap.split_once(' ')?;
        let renamed = || Self::builtin().find(sort, name).filter(|iri| self.all().contains(iri.as_str()));
        self.find(sort, name).or_else(renamed)
    }

    /// The term of a name.
    fn find(&self, sort: &str, name: &str) -> Option<NamedNode> {
        let iri = match sort {
            "kind" => self.mapping.kind(self.vocabulary.find_kind(name)?).class.as_ref(),
            "role" | "many" => {
                let (n, kind, role) = self.within(name)?;
                let iris = self.mapping.kind(n).role(kind.find_role(role)?);
                if sort == "role" { iris.property(1) } else { iris.property(usize::MAX) }
            }
            "relation" => self.mapping.relation(self.vocabulary.find_relation(name)?),
            "attribute" => self.mapping.attribute(self.attribute(name)?).property.as_ref(),
            "min" => self.mapping.attribute(self.attribute(name)?).min.as_ref(),
            "max" => self.mapping.attribute(self.attribute(name)?).max.as_ref(),
            "rough" => self.mapping.attribute(self.attribute(name)?).approximate.as_ref(),
            "term" => {
                let (attribute, term) = name.rsplit_once('.')?;
                let n = self.attribute(attribute)?;
                let terms = &self.vocabulary.attribute(n).terms;
                let position = terms.iter().position(|known| known.name == term)?;
                self.mapping.attribute(n).concepts[position].as_ref()
            }
            "class" => self.entity_kind(name)?.types.first()?.as_ref(),
            "classification" => self.entity_kind(name)?.classification.as_ref()?.as_ref(),
            _ => return None,
        };
        Some(iri.into_owned())
    }

    fn entity_kind(&self, name: &str) -> Option<&EntityKindIris> {
        Some(self.mapping.entity_kind(self.vocabulary.find_entity_kind(name)?))
    }

    /// A kind, and the name of something of it, from `kind.name`.
    fn within<'n>(&self, path: &'n str) -> Option<(KindIx, &Kind, &'n str)> {
        let (kind, name) = path.split_once('.')?;
        let n = self.vocabulary.find_kind(kind)?;
        Some((n, self.vocabulary.kind(n), name))
    }

    fn attribute(&self, path: &str) -> Option<AttributeIx> {
        let (n, _, name) = self.within(path)?;
        self.vocabulary.find_attribute(n, name)
    }

    /// Every term of the sorts that a gap may name.
    fn all(&self) -> BTreeSet<String> {
        let mut all: Vec<NamedNodeRef<'_>> = Vec::new();
        for (n, kind) in self.vocabulary.kinds() {
            all.push(self.mapping.kind(n).class.as_ref());
            all.extend(kind.roles().flat_map(|(role, _)| self.mapping.kind(n).role(role).properties()));
        }
        for n in 0..self.vocabulary.attributes.len() {
            let iris = self.mapping.attribute(AttributeIx::from(n));
            all.extend([&iris.property, &iris.min, &iris.max, &iris.approximate].map(NamedNode::as_ref));
            all.extend(iris.concepts.iter().map(NamedNode::as_ref));
        }
        all.extend((0..self.vocabulary.relations.len()).map(|n| self.mapping.relation(RelationIx::from(n))));
        for kind in self.mapping.entity_kinds() {
            all.extend(kind.types.iter().chain(&kind.classification).map(NamedNode::as_ref));
        }
        all.into_iter().map(|iri| iri.as_str().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::KnowledgeGraph;
    use crate::model::Dataset;
    use crate::rdf::RdfOptions;
    use crate::rdf::queries::find;
    use crate::resolve::Identities;
    use serde_json::{Value, json};

    /// A question as it stands alone under a vocabulary.
    fn asked(name: &str, patch: &Value) -> Result<String, MissingTerm> {
        let dataset = Dataset { vocabulary: Vocabulary::patched(patch).unwrap(), ..Dataset::default() };
        let graph = KnowledgeGraph::build(dataset, Identities::default());
        let options = RdfOptions { base_iri: Some("https://a.example/".to_owned()), ..RdfOptions::default() };
        find(name).unwrap().standalone(&Triples::new(&graph.view(), &options).unwrap())
    }

    #[test]
    fn a_term_of_its_own_is_used_and_a_kind_that_is_gone_is_named() {
        let patch = json!({
            "kinds": {"visit": {"rdf": {"class": "vocab:Journey"}}, "project": null},
            "relations": {"member_of": {"rdf": {"property": "https://b.example/in"}}}
        });
        let large = asked("large-delegations", &patch).unwrap();
        assert!(large.contains("PREFIX vocab: <https://a.example/vocab#>\n"));
        assert!(large.contains("?visit a vocab:Journey ;"));
        let members = asked("members-without-visit", &patch).unwrap();
        assert!(members.contains("?union <https://b.example/in> body:icftu"));
        assert_eq!(asked("projects", &patch), Err(MissingTerm("kind project".to_owned())));
    }

    #[test]
    fn a_renamed_kind_is_found_by_its_term() {
        let builtin: Value = serde_json::from_str(crate::model::vocabulary::BUILTIN).unwrap();
        let patch = json!({"kinds": {"agreement": null, "treaty": builtin["kinds"]["agreement"]}});
        assert!(asked("contacts-per-decade", &patch).unwrap().contains("relata:Agreement"));
    }

    #[test]
    fn a_prefix_that_the_vocabulary_gives_away_changes_no_question() {
        let patch = json!({"prefixes": {"relata": "https://b.example/", "r": "https://w3id.org/relata/ns#"}});
        let query = asked("go-betweens", &patch).unwrap();
        assert!(query.contains("PREFIX r: <https://w3id.org/relata/ns#>\n"), "{query}");
        assert!(query.contains("{ body:acftu r:linkedWith body:icftu ."), "{query}");
    }
}
