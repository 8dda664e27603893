//! The vocabulary in force as an ontology: every term of its own that data uses, and how each direct property follows
//! from records.
//!
//! What relata itself writes is told in `documents/terms.ttl`; all else is made from the vocabulary. A term is its own
//! when it lies in relata's namespace or among those that a dataset adds without naming them. Of a foreign term only
//! what the direct layer needs is said: no foreign term gets a label, a domain, a range or a parent.

use super::literals::Value;
use super::shortcuts::{Shortcut, shortcuts};
use super::{Prefixes, Statements, Triples, literals, terms};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::vocabulary::{Attribute, AttributeType, Words};
use crate::model::{AttributeIx, KindIx};
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef};

/// The prefixes of vocabularies that terms are only mapped to.
const MAPPED: [(&str, &str); 4] = [
    ("crm", "http://www.cidoc-crm.org/cidoc-crm/"),
    ("lode", "http://linkedevents.org/ontology/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("wikibase", "http://wikiba.se/ontology#"),
];

/// What is said of the terms that the code itself writes.
pub(super) const FIXED: &str = include_str!("documents/terms.ttl");

/// Raised when the ontology tells of a direct property that it follows from more than it does.
pub static WIDE_SHORTCUT: Code = Code {
    id: "W0605",
    severity: Severity::Warning,
    title: "relation told too widely",
    explanation: "In RDF the ontology says of each relation of which kinds of record, from which roles and to which \
        roles it leads, and a generic query finds the records behind it by that. Here several rules of the vocabulary \
        give one relation from different pairs of roles, so that the ontology joins roles that no rule joins: such a \
        query, and the shapes, then expect more than the data hold. Give each rule a relation of its own.",
};

impl Triples<'_> {
    /// What a reader of the ontology should know.
    #[must_use]
    pub fn ontology_warnings(&self) -> Vec<Diagnostic> {
        let all = shortcuts(&self.dataset().vocabulary, self.mapping()).into_iter();
        let name = |shortcut: &Shortcut| &self.dataset().vocabulary.relation(shortcut.relation).name;
        let told =
            |shortcut: Shortcut| format!("the rules of `{}` join different pairs of roles", name(&shortcut));
        all.filter(|shortcut| !shortcut.exact).map(|s| Diagnostic::new(&WIDE_SHORTCUT, told(s))).collect()
    }

    /// The ontology: the vocabulary in force, built-in and the dataset's own, in OWL and SKOS.
    ///
    /// Linear in the size of the vocabulary.
    #[must_use]
    pub fn ontology(&self) -> Statements {
        let mut author = Author { triples: self, statements: Statements::default() };
        author.state_entity_kinds();
        for n in 0..self.dataset().vocabulary.kinds.len() {
            author.state_kind(KindIx::from(n));
        }
        for n in 0..self.dataset().vocabulary.attributes.len() {
            author.state_attribute(AttributeIx::from(n));
        }
        for shortcut in shortcuts(&self.dataset().vocabulary, self.mapping()) {
            author.state_relation(&shortcut);
        }
        author.state_added();
        let mut statements = author.statements;
        statements.complete_with(Statements::of_turtle(FIXED));
        statements
    }

    /// The prefixes of the ontology.
    #[must_use]
    pub fn ontology_prefixes(&self) -> Prefixes {
        let mut prefixes = Prefixes::default();
        prefixes.declare_vocabulary(self.base(), &self.dataset().vocabulary);
        MAPPED.iter().for_each(|(prefix, namespace)| prefixes.declare(prefix, namespace));
        prefixes
    }

    /// Whether a term is relata's or the dataset's.
    pub(super) fn is_own(&self, term: NamedNodeRef<'_>) -> bool {
        term.as_str().starts_with(terms::RELATA.as_str()) || term.as_str().starts_with(&self.added())
    }

    /// The namespace of the terms that nobody named.
    fn added(&self) -> String {
        let declared = self.dataset().vocabulary.prefixes.get(super::iri::VOCAB).cloned();
        declared.unwrap_or_else(|| self.base().vocabulary())
    }
}

/// Says which values of an attribute make no tie.
fn state_ties(attribute: &Attribute, concepts: &[NamedNode], statements: &mut Statements) {
    for (_, concept) in attribute.terms.iter().zip(concepts).filter(|(term, _)| !term.tie) {
        statements.add(concept, terms::TIE, Literal::from(false));
    }
}

struct Author<'a, 'v> {
    triples: &'a Triples<'v>,
    statements: Statements,
}

impl Author<'_, '_> {
    fn label(&mut self, subject: NamedNodeRef<'_>, property: NamedNodeRef<'_>, words: &Words) {
        for (language, text) in words.iter().filter(|(_, text)| !text.is_empty()) {
            let literal = literals::in_language(text, language, &self.triples.dataset().settings);
            self.statements.add(subject, property, literal);
        }
    }

    /// Declares a term, if it is its own.
    fn declare(&mut self, term: NamedNodeRef<'_>, class: NamedNodeRef<'_>, words: &Words) -> bool {
        let own = self.triples.is_own(term);
        if own {
            self.statements.add(term, rdf::TYPE, class);
            self.label(term, rdfs::LABEL, words);
        }
        own
    }

    fn parents(&mut self, class: NamedNodeRef<'_>, parents: &[NamedNode]) {
        for parent in parents {
            self.statements.add(class, rdfs::SUB_CLASS_OF, parent.clone());
        }
    }

    /// The class of a kind stands first among its types and goes by the kind's name; the others are its parents.
    fn state_entity_kinds(&mut self) {
        let triples = self.triples;
        for (kind, iris) in
            triples.dataset().vocabulary.entity_kinds.iter().zip(triples.mapping().entity_kinds())
        {
            for (n, class) in iris.types.iter().enumerate() {
                let words = if n == 0 { &kind.label } else { &Words::default() };
                if self.declare(class.as_ref(), terms::OWL_CLASS, words) && n == 0 {
                    self.parents(class.as_ref(), &iris.types[1..]);
                }
            }
            for property in [&iris.classification, &iris.part_of].into_iter().flatten() {
                self.declare(property.as_ref(), terms::OWL_OBJECT_PROPERTY, &Words::default());
            }
            for property in [&iris.begin, &iris.end].into_iter().flatten() {
                self.declare(property.as_ref(), terms::OWL_DATATYPE_PROPERTY, &Words::default());
            }
        }
    }

    fn state_kind(&mut self, n: KindIx) {
        let (kind, iris) = (self.triples.dataset().vocabulary.kind(n), self.triples.mapping().kind(n));
        let class = iris.class.as_ref();
        if self.declare(class, terms::OWL_CLASS, &kind.label) {
            self.statements.add(class, rdfs::SUB_CLASS_OF, terms::RECORD);
            self.parents(class, &iris.types);
        }
        for class in &iris.types {
            self.declare(class.as_ref(), terms::OWL_CLASS, &Words::default());
        }
        for (n, role) in kind.roles() {
            for property in iris.role(n).properties() {
                if self.declare(property, terms::OWL_OBJECT_PROPERTY, &role.label) {
                    self.statements.add(property, rdfs::SUB_PROPERTY_OF, terms::PARTICIPANT);
                }
            }
            if role.min > 0 {
                self.statements.add(class, terms::REQUIRED_ROLE, iris.role(n).property(1));
            }
        }
    }

    fn state_attribute(&mut self, n: AttributeIx) {
        let attribute = self.triples.dataset().vocabulary.attribute(n);
        let property = self.triples.mapping().attribute(n).property.as_ref();
        match attribute.value_type {
            AttributeType::Text | AttributeType::Code => {
                self.declare(property, terms::OWL_DATATYPE_PROPERTY, &attribute.label);
            }
            AttributeType::Flag => {
                if self.declare(property, terms::OWL_DATATYPE_PROPERTY, &attribute.label) {
                    self.statements.add(property, rdfs::RANGE, xsd::BOOLEAN);
                }
            }
            AttributeType::Number => self.state_number(n, attribute, xsd::INTEGER),
            AttributeType::Decimal => self.state_number(n, attribute, xsd::DECIMAL),
            AttributeType::Term => {
                if self.declare(property, terms::OWL_OBJECT_PROPERTY, &attribute.label) {
                    self.statements.add(property, rdfs::RANGE, terms::SKOS_CONCEPT);
                }
                self.state_terms(n, attribute);
            }
        }
    }

    fn state_number(&mut self, n: AttributeIx, attribute: &Attribute, datatype: NamedNodeRef<'static>) {
        let iris = self.triples.mapping().attribute(n);
        let label = attribute.label.get("en");
        for (property, datatype, what) in [
            (&iris.min, datatype, "least"),
            (&iris.max, datatype, "greatest"),
            (&iris.approximate, xsd::BOOLEAN, "approximate"),
        ] {
            if self.triples.is_own(property.as_ref()) {
                let label = Literal::new_language_tagged_literal_unchecked(format!("{label} ({what})"), "en");
                self.statements.add(property, rdf::TYPE, terms::OWL_DATATYPE_PROPERTY);
                self.statements.add(property, rdfs::LABEL, label);
                self.statements.add(property, rdfs::RANGE, datatype);
            }
        }
    }

    fn state_terms(&mut self, n: AttributeIx, attribute: &Attribute) {
        let iris = self.triples.mapping().attribute(n);
        let scheme = iris.scheme.as_ref().map(NamedNode::as_ref);
        if let Some(scheme) = scheme {
            self.declare(scheme, terms::SKOS_CONCEPT_SCHEME, &attribute.label);
        }
        for (term, concept) in attribute.terms.iter().zip(&iris.concepts) {
            if self.triples.is_own(concept.as_ref()) {
                self.statements.add(concept, rdf::TYPE, terms::SKOS_CONCEPT);
                self.label(concept.as_ref(), terms::SKOS_PREF_LABEL, &term.label);
                if let Some(scheme) = scheme {
                    self.statements.add(concept, terms::SKOS_IN_SCHEME, scheme);
                }
            }
        }
        state_ties(attribute, &iris.concepts, &mut self.statements);
    }

    fn state_relation(&mut self, shortcut: &Shortcut) {
        let known = self.triples.dataset().vocabulary.relation(shortcut.relation);
        let property = shortcut.property.as_ref();
        let own = self.declare(property, terms::OWL_OBJECT_PROPERTY, &known.label);
        // A relation that may be no tie is no part of `linkedWith`, or a reasoner would make it one.
        if own && shortcut.tie && !shortcut.conditional {
            self.statements.add(property, rdfs::SUB_PROPERTY_OF, terms::LINKED_WITH);
        }
        shortcut.state(&mut self.statements);
        let Some(inverse) = self.triples.mapping().inverse(shortcut.relation) else { return };
        if self.declare(inverse, terms::OWL_OBJECT_PROPERTY, &known.inverse) {
            self.statements.add(inverse, terms::OWL_INVERSE_OF, property);
        } else if own {
            self.statements.add(property, terms::OWL_INVERSE_OF, inverse);
        }
    }

    /// Says what the namespace of the dataset's own terms is, if there are any.
    fn state_added(&mut self) {
        let namespace = self.triples.added();
        let any =
            self.statements.descriptions().any(|about| about.subject().as_str().starts_with(&namespace));
        let Ok(ontology) = NamedNode::new(namespace.trim_end_matches('#')) else { return };
        if any {
            let settings = &self.triples.dataset().settings;
            let of = if settings.title.is_empty() { &settings.id } else { &settings.title };
            let title = format!("vocabulary of: {of}");
            self.statements.add(&ontology, rdf::TYPE, terms::OWL_ONTOLOGY);
            self.statements.add(&ontology, terms::DCTERMS_TITLE, Value::Plain(&title));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::KnowledgeGraph;
    use crate::model::{Dataset, Vocabulary};
    use crate::rdf::RdfOptions;
    use crate::resolve::Identities;
    use serde_json::json;

    #[test]
    fn the_fixed_terms_are_turtle_and_hold_every_constant_of_the_namespace() {
        let fixed = Statements::of_turtle(FIXED);
        let subjects: Vec<String> =
            fixed.descriptions().map(|about| about.subject().as_str().to_owned()).collect();
        assert!(subjects.len() > 40);
        let code = include_str!("terms.rs");
        let own = code
            .split("terms! { ")
            .find(|block| block.starts_with("\"https://w3id.org/relata/ns#\""))
            .unwrap();
        let names = own.lines().filter_map(|line| line.trim().split_once(" = \"")).map(|(_, name)| name);
        for name in names.map(|name| name.trim_end_matches("\";")).filter(|name| !name.is_empty()) {
            let iri = format!("{}{name}", terms::RELATA.as_str());
            assert!(subjects.contains(&iri), "{iri} is not told");
        }
    }

    #[test]
    fn a_relation_of_rules_that_differ_in_both_roles_is_told_to_be_wide() {
        let rules = |second: [&str; 2]| {
            let [from, to] = second;
            let patch = json!({
                "relations": {"lent": {"label": {"en": "lent"}}},
                "kinds": {"loan": {
                    "class": "happening",
                    "roles": {"lender": {}, "borrower": {}, "agent": {}, "bank": {}},
                    "projection": [
                        {"relation": "lent", "from": ["lender"], "to": ["borrower"]},
                        {"relation": "lent", "from": [from], "to": [to]}
                    ]
                }}
            });
            let dataset = Dataset { vocabulary: Vocabulary::patched(&patch).unwrap(), ..Dataset::default() };
            let graph = KnowledgeGraph::build(dataset, Identities::default());
            let view = graph.view();
            let told = Triples::new(&view, &RdfOptions::default()).unwrap().ontology_warnings();
            told.into_iter().map(|told| told.message).collect::<Vec<_>>()
        };
        assert_eq!(rules(["agent", "bank"]), ["the rules of `lent` join different pairs of roles"]);
        assert!(rules(["lender", "bank"]).is_empty(), "one rule could say the same");
    }
}
