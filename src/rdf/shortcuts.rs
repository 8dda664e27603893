//! The rules of the direct layer as terms: of which records, and of which of their roles, a direct property tells.

use super::{Mapping, Statements, terms};
use crate::model::vocabulary::{AttributeType, Kind};
use crate::model::{RelationIx, Vocabulary};
use oxrdf::vocab::rdf;
use oxrdf::{Literal, NamedNode, NamedNodeRef};
use std::collections::BTreeSet;

/// One way in which a direct property is derived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Derivation {
    /// The class of the nodes.
    pub(super) kind: NamedNode,
    /// The properties that lead to subjects.
    pub(super) from: Vec<NamedNode>,
    /// The properties that lead to objects.
    pub(super) to: Vec<NamedNode>,
}

/// A direct property with all its derivations.
#[derive(Debug, Clone)]
pub(super) struct Shortcut {
    /// The relation.
    pub(super) relation: RelationIx,
    /// Its property.
    pub(super) property: NamedNode,
    /// Whether it means the same both ways.
    pub(super) symmetric: bool,
    /// Whether it can be a tie at all.
    pub(super) tie: bool,
    /// Whether a value of a record can make it no tie.
    pub(super) conditional: bool,
    /// Where it comes from.
    pub(super) derivations: Vec<Derivation>,
    /// Whether its classes, subjects and objects, told one by one, say no more than the derivations do.
    pub(super) exact: bool,
}

impl Shortcut {
    /// Says what it means and where it comes from.
    pub(super) fn state(&self, statements: &mut Statements) {
        let property = self.property.as_ref();
        if self.symmetric {
            statements.add(property, rdf::TYPE, terms::OWL_SYMMETRIC_PROPERTY);
        }
        if !self.tie {
            statements.add(property, terms::TIE, Literal::from(false));
        }
        for Derivation { kind, from, to } in &self.derivations {
            statements.add(property, terms::SHORTCUT_KIND, kind.clone());
            from.iter().for_each(|from| statements.add(property, terms::SHORTCUT_FROM, from.clone()));
            to.iter().for_each(|to| statements.add(property, terms::SHORTCUT_TO, to.clone()));
        }
    }
}

/// Every relation as a shortcut, in the vocabulary's order.
pub(super) fn shortcuts(vocabulary: &Vocabulary, mapping: &Mapping) -> Vec<Shortcut> {
    (0..vocabulary.relations.len()).map(|n| shortcut(RelationIx::from(n), vocabulary, mapping)).collect()
}

fn shortcut(relation: RelationIx, vocabulary: &Vocabulary, mapping: &Mapping) -> Shortcut {
    let known = vocabulary.relation(relation);
    let mut derivations: Vec<Derivation> = Vec::new();
    let (mut conditional, mut pairs) = (false, BTreeSet::new());
    for (n, kind) in vocabulary.kinds() {
        let iris = mapping.kind(n);
        for rule in kind.rules.iter().filter(|rule| rule.relation == relation) {
            conditional |= can_deny(kind, vocabulary);
            let own = |roles: &[crate::model::RoleIx]| -> Vec<NamedNode> {
                let properties = roles.iter().flat_map(|&role| iris.role(role).properties());
                properties.map(NamedNodeRef::into_owned).collect()
            };
            let derivation =
                Derivation { kind: iris.class.clone(), from: own(&rule.from), to: own(&rule.to) };
            let roles = |roles: &[crate::model::RoleIx]| roles.to_vec();
            for from in roles(&rule.from) {
                pairs.extend(roles(&rule.to).into_iter().map(|to| (n, from, to)));
            }
            if !derivations.contains(&derivation) {
                derivations.push(derivation);
            }
        }
    }
    if vocabulary.acting_for == Some(relation) {
        derivations.push(Derivation {
            kind: terms::PARTICIPATION.into_owned(),
            from: vec![terms::AGENT.into_owned()],
            to: vec![terms::ON_BEHALF_OF.into_owned()],
        });
    }
    let exact = is_exact(&derivations, &pairs, vocabulary, mapping);
    let (property, symmetric) = (mapping.relation(relation).into_owned(), known.symmetric);
    Shortcut { relation, property, symmetric, tie: known.tie, conditional, derivations, exact }
}

/// Whether an attribute of a kind has a value with which its records make no tie.
fn can_deny(kind: &Kind, vocabulary: &Vocabulary) -> bool {
    let mut attributes = kind.attributes.iter().map(|&attribute| vocabulary.attribute(attribute));
    attributes
        .any(|known| known.value_type == AttributeType::Term && known.terms.iter().any(|term| !term.tie))
}

/// Whether every pair of roles that the classes, subjects and objects allow is one that a rule joins.
fn is_exact(
    derivations: &[Derivation],
    pairs: &BTreeSet<(crate::model::KindIx, crate::model::RoleIx, crate::model::RoleIx)>,
    vocabulary: &Vocabulary,
    mapping: &Mapping,
) -> bool {
    let has = |iri: NamedNodeRef<'_>, side: fn(&Derivation) -> &Vec<NamedNode>| {
        derivations.iter().any(|derivation| side(derivation).iter().any(|known| known.as_ref() == iri))
    };
    let of_role = |kind, role, side| mapping.kind(kind).role(role).properties().any(|iri| has(iri, side));
    vocabulary.kinds().filter(|(n, _)| derivations.iter().any(|d| d.kind == mapping.kind(*n).class)).all(
        |(n, kind)| {
            let with = |side| kind.roles().map(|(role, _)| role).filter(move |&role| of_role(n, role, side));
            with(|d| &d.from).all(|from| with(|d| &d.to).all(|to| pairs.contains(&(n, from, to))))
        },
    )
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
            .ontology()
            .descriptions()
            .flat_map(|d| d.triples().map(|t| t.to_string()).collect::<Vec<_>>())
            .collect();
        let kinds = told
            .iter()
            .filter(|triple| triple.contains("> <https://w3id.org/relata/ns#shortcutKind> <"))
            .count();
        assert_eq!(kinds, rules + 1, "and who acts for whom");
        let held =
            "ns#heldOfficeIn> <https://w3id.org/relata/ns#shortcutTo> <https://w3id.org/relata/ns#heldAt>";
        assert!(told.iter().any(|triple| triple.contains(held)), "{told:#?}");
        assert!(told.iter().any(|triple| triple.starts_with("<https://w3id.org/relata/ns#suspended> ")));
    }
}
