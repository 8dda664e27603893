//! The competency questions: what a user of the data should be able to ask in plain SPARQL 1.1, made to fit a dataset.
//!
//! The texts stand in `documents/queries.rq`. What differs between datasets is named there in double braces, by the
//! names of files: `{{kind visit}}`, `{{role visit.host}}`, `{{entity acftu}}`. A name that the vocabulary in force does
//! not have is looked for by its built-in term, so that renamed kinds are found; a question whose terms are gone is left
//! out, and its place says so.

use super::{LocalName, Mapping, Prefixes, Triples};
use crate::model::vocabulary::Kind;
use crate::model::{AttributeIx, KindIx, RelationIx, Vocabulary};
use oxrdf::{NamedNode, NamedNodeRef};
use std::collections::BTreeSet;

const TEXT: &str = include_str!("documents/queries.rq");

/// The prefixes that the fixed text uses.
const PREFIXES: [(&str, &str); 10] = [
    ("relata", "https://w3id.org/relata/ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("schema", "http://schema.org/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("time", "http://www.w3.org/2006/time#"),
];

/// A question in SPARQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetencyQuery {
    /// Its name: `Q01`.
    pub name: &'static str,
    /// What it asks, in a sentence.
    pub question: &'static str,
    /// The query with its prefixes, or the name that the vocabulary in force does not have.
    pub text: Result<String, String>,
}

impl Triples<'_> {
    /// The competency questions, in order.
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
    /// let queries = Triples::new(&view, &RdfOptions::default())?.queries();
    /// assert_eq!(queries.len(), 15);
    /// assert!(queries[0].text.as_ref().is_ok_and(|text| text.starts_with("# Twin of the path command")));
    /// # Ok::<(), relata::rdf::RdfError>(())
    /// ```
    #[must_use]
    pub fn queries(&self) -> Vec<CompetencyQuery> {
        let mut prefixes = Prefixes::of(PREFIXES);
        self.prefixes().iter().for_each(|(prefix, namespace)| prefixes.declare(prefix, namespace));
        let fitting = Fitting { triples: self, prefixes, builtin: Vocabulary::builtin() };
        let blocks = TEXT.split("#### ").filter(|block| !block.is_empty());
        let query = |block: &'static str| {
            let (title, body) = block.split_once('\n').unwrap_or((block, ""));
            let (name, question) = title.split_once(' ').unwrap_or((title, ""));
            CompetencyQuery { name, question, text: fitting.fit(body.trim_end()) }
        };
        blocks.map(query).collect()
    }
}

struct Fitting<'a, 'v> {
    triples: &'a Triples<'v>,
    prefixes: Prefixes,
    builtin: Vocabulary,
}

impl Fitting<'_, '_> {
    /// Fills the gaps of a query and declares the prefixes that it then uses, below its comments.
    fn fit(&self, body: &str) -> Result<String, String> {
        let mut text = String::new();
        for (n, part) in body.split("{{").enumerate() {
            match part.split_once("}}").filter(|_| n > 0) {
                Some((gap, rest)) => {
                    let iri = self.fill(gap).ok_or_else(|| gap.to_owned())?;
                    self.prefixes.write_iri(iri.as_ref(), &mut text);
                    text += rest;
                }
                None => text += part,
            }
        }
        let start = text.find("SELECT").unwrap_or(0);
        let (comments, query) = text.split_at(start);
        let used = self.prefixes.iter().filter(|(prefix, _)| uses(query, prefix));
        let prefixes: String = used.map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n")).collect();
        Ok(format!("{comments}{prefixes}{query}\n"))
    }

    /// The IRI for a gap; `None` when the vocabulary in force has nothing of the sort.
    fn fill(&self, gap: &str) -> Option<NamedNode> {
        let (sort, name) = gap.split_once(' ')?;
        match sort {
            "entity" => Some(self.entity(name)),
            "place" => Some(self.triples.place(name)),
            "type" => Some(self.triples.entity_type(name)),
            _ => self.term(sort, name),
        }
    }

    /// An entity; one that the dataset lacks is named as if it were of the first kind, and nothing is told of it.
    fn entity(&self, id: &str) -> NamedNode {
        let paths = self.triples.mapping().entity_kinds();
        let minted = || {
            let path = paths.first().map_or("entity", |kind| kind.path.as_str());
            self.triples.base().mint(path, LocalName::new(id))
        };
        self.triples.dataset().entities.find(id).map_or_else(minted, |entity| self.triples.entity(entity))
    }

    fn term(&self, sort: &str, name: &str) -> Option<NamedNode> {
        let own = Terms { vocabulary: &self.triples.dataset().vocabulary, mapping: self.triples.mapping() };
        let builtin_mapping = || Mapping::new(&self.builtin, self.triples.base()).ok();
        own.find(sort, name).or_else(|| {
            let mapping = builtin_mapping()?;
            let builtin = Terms { vocabulary: &self.builtin, mapping: &mapping };
            builtin.find(sort, name).filter(|iri| own.all().contains(iri.as_str()))
        })
    }
}

/// Whether a text has a name with a prefix.
fn uses(text: &str, prefix: &str) -> bool {
    let name = format!("{prefix}:");
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(&name).any(|(at, _)| !text[..at].ends_with(is_inner))
}

/// A vocabulary with its terms.
struct Terms<'a> {
    vocabulary: &'a Vocabulary,
    mapping: &'a Mapping,
}

impl Terms<'_> {
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

    fn entity_kind(&self, name: &str) -> Option<&super::EntityKindIris> {
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
    use crate::resolve::Identities;
    use serde_json::{Value, json};

    fn queries(patch: &Value) -> Vec<CompetencyQuery> {
        let dataset = Dataset { vocabulary: Vocabulary::patched(patch).unwrap(), ..Dataset::default() };
        let graph = KnowledgeGraph::build(dataset, Identities::default());
        let options = RdfOptions { base_iri: Some("https://a.example/".to_owned()), ..RdfOptions::default() };
        Triples::new(&graph.view(), &options).unwrap().queries()
    }

    #[test]
    fn every_gap_is_filled_and_every_prefix_declared() {
        for query in queries(&json!({})) {
            let text = query.text.unwrap();
            assert!(!text.contains("{{") && !text.contains("}} "), "{text}");
            assert!(
                query.name.starts_with('Q') && query.question.ends_with(['.', '?']) || query.name == "Q10"
            );
        }
    }

    #[test]
    fn a_term_of_its_own_is_used_and_a_kind_that_is_gone_leaves_its_questions_out() {
        let patch = json!({
            "kinds": {"visit": {"rdf": {"class": "vocab:Journey"}}, "project": null},
            "relations": {"member_of": {"rdf": {"property": "https://b.example/in"}}}
        });
        let queries = queries(&patch);
        let text = |name: &str| queries.iter().find(|query| query.name == name).unwrap().text.clone();
        assert!(text("Q05").unwrap().contains("PREFIX vocab: <https://a.example/vocab#>\n"));
        assert!(text("Q05").unwrap().contains("?visit a vocab:Journey ;"));
        assert!(text("Q11").unwrap().contains("?union <https://b.example/in> body:icftu"));
        assert_eq!(text("Q13"), Err("kind project".to_owned()));
    }

    #[test]
    fn a_renamed_kind_is_found_by_its_term() {
        let builtin: Value = serde_json::from_str(crate::model::vocabulary::BUILTIN).unwrap();
        let patch = json!({"kinds": {"agreement": null, "treaty": builtin["kinds"]["agreement"]}});
        let queries = queries(&patch);
        assert!(queries[11].text.as_ref().unwrap().contains("relata:Agreement"));
    }
}
