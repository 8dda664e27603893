//! The vocabulary's projection rules as triples: from which roles of which kind each direct property comes.
//!
//! With them one generic query goes from any direct triple to the records behind it.

use super::{Description, Triples, literals, terms};
use crate::model::vocabulary::Rule;
use crate::model::{KindIx, RoleIx};
use oxrdf::vocab::rdf;
use std::collections::BTreeMap;

impl Triples<'_> {
    /// What the direct properties of the vocabulary in force come from, and which terms are no ties.
    ///
    /// One description a property and one a term that is no tie; O(rules) in the size of the vocabulary.
    #[must_use]
    pub fn shortcuts(&self) -> Vec<Description<'_>> {
        let vocabulary = &self.dataset().vocabulary;
        let mut described = BTreeMap::new();
        for (position, kind) in vocabulary.kinds.iter().enumerate() {
            for rule in &kind.rules {
                let property = self.mapping().relation(rule.relation);
                let description =
                    described.entry(property).or_insert_with(|| Description::new(property.into_owned()));
                self.state_rule(KindIx::from(position), rule, description);
            }
        }
        if let Some(relation) = vocabulary.acting_for {
            let property = self.mapping().relation(relation);
            let description =
                described.entry(property).or_insert_with(|| Description::new(property.into_owned()));
            description.add(terms::SHORTCUT_KIND, terms::PARTICIPATION);
            description.add(terms::SHORTCUT_FROM, terms::AGENT);
            description.add(terms::SHORTCUT_TO, terms::ON_BEHALF_OF);
        }
        described.into_values().chain(self.loose_terms()).collect()
    }

    fn state_rule<'s>(&'s self, kind: KindIx, rule: &Rule, description: &mut Description<'s>) {
        let relation = self.dataset().vocabulary.relation(rule.relation);
        if relation.symmetric {
            description.add(rdf::TYPE, terms::OWL_SYMMETRIC_PROPERTY);
        }
        if !relation.tie {
            description.add(terms::TIE, literals::no());
        }
        let iris = self.mapping().kind(kind);
        description.add(terms::SHORTCUT_KIND, iris.class.as_ref());
        for (end, roles) in [(terms::SHORTCUT_FROM, &rule.from), (terms::SHORTCUT_TO, &rule.to)] {
            for &role in roles {
                for property in self.role_properties(kind, role) {
                    description.add(end, property);
                }
            }
        }
    }

    /// The property of a role with one filler, and that of a role with several.
    fn role_properties(&self, kind: KindIx, role: RoleIx) -> [oxrdf::NamedNodeRef<'_>; 2] {
        let role = self.mapping().kind(kind).role(role);
        [role.property(1), role.property(2)]
    }

    /// The values of attributes that make a record no tie.
    fn loose_terms(&self) -> impl Iterator<Item = Description<'_>> {
        let attributes = self.dataset().vocabulary.attributes.iter().enumerate();
        attributes.flat_map(|(position, attribute)| {
            let concepts = &self.mapping().attribute(position.into()).concepts;
            let loose = attribute.terms.iter().zip(concepts).filter(|(term, _)| !term.tie);
            loose.map(|(_, concept)| {
                let mut description = Description::new(concept.clone());
                description.add(terms::TIE, literals::no());
                description
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::KnowledgeGraph;
    use crate::model::{Dataset, Vocabulary};
    use crate::rdf::{RdfOptions, Triples};
    use crate::resolve::Identities;

    #[test]
    fn every_rule_of_the_vocabulary_is_told() {
        let dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
        let rules: usize = dataset.vocabulary.kinds.iter().map(|kind| kind.rules.len()).sum();
        let graph = KnowledgeGraph::build(dataset, Identities::default());
        let view = graph.view();
        let options = RdfOptions { base_iri: Some("https://a.example/".to_owned()), ..RdfOptions::default() };
        let triples = Triples::new(&view, &options).unwrap();
        let told: Vec<String> = triples
            .shortcuts()
            .iter()
            .flat_map(|d| d.triples().map(|t| t.to_string()).collect::<Vec<_>>())
            .collect();
        let kinds = told.iter().filter(|triple| triple.contains("#shortcutKind>")).count();
        assert_eq!(kinds, rules + 1, "and who acts for whom");
        let held =
            "ns#heldOfficeIn> <https://w3id.org/relata/ns#shortcutTo> <https://w3id.org/relata/ns#heldAt>";
        assert!(told.iter().any(|triple| triple.contains(held)), "{told:#?}");
        assert!(told.iter().any(|triple| triple.starts_with("<https://w3id.org/relata/ns#suspended> ")));
    }
}
