//! The vocabulary's terms as IRIs, written out once.

use super::iri::{BaseIri, RESERVED, RdfError};
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::model::vocabulary::{Attribute, EntityKind, Kind, Role};
use crate::model::{AttributeIx, Dataset, EntityKindIx, KindIx, RelationIx, RoleIx, Vocabulary};
use oxrdf::{NamedNode, NamedNodeRef};
use std::collections::BTreeMap;

/// Raised when a vocabulary names a term that is none.
pub static REFUSED_TERM: Code = Code {
    id: "E0603",
    severity: Severity::Error,
    title: "RDF term refused",
    explanation: "The vocabulary names an RDF term that is neither an IRI nor a name such as `org:Organization` whose \
        prefix it declares under `prefixes`, or gives an entity kind a path that IRIs use for something else. No RDF can \
        be written with it. Leave `rdf` out, and a term below the dataset's own base is used.",
};

/// The first term of a dataset's vocabulary that no RDF can be written with, if there is one.
#[must_use]
pub fn refused_term(dataset: &Dataset) -> Option<Diagnostic> {
    let base = BaseIri::new("https://dataset.invalid/").ok()?;
    let error = Mapping::new(&dataset.vocabulary, &base).err()?;
    let file =
        dataset.files.iter().find(|file| file.ends_with("vocabulary.json") || file.ends_with("graph.json"));
    let location = Location::file(file.cloned().unwrap_or_else(|| "vocabulary.json".into()));
    Some(Diagnostic::new(&REFUSED_TERM, error.to_string()).at(location))
}

/// The IRIs of a kind of entity.
#[derive(Debug, Clone)]
pub struct EntityKindIris {
    /// The folder of its IRIs below the base.
    pub path: String,
    /// The prefix of its IRIs in Turtle.
    pub prefix: String,
    /// The classes that are written.
    pub types: Vec<NamedNode>,
    /// The property of the finer type, if the kind has types.
    pub classification: Option<NamedNode>,
    /// The property of the parent, if the kind has parents.
    pub part_of: Option<NamedNode>,
    /// The property of the start of the lifespan.
    pub begin: Option<NamedNode>,
    /// The property of the end of the lifespan.
    pub end: Option<NamedNode>,
}

/// The IRIs of a role.
#[derive(Debug, Clone)]
pub struct RoleIris {
    property: NamedNode,
    property_many: Option<NamedNode>,
}

impl RoleIris {
    /// The property of the role in a record that names `named` fillers of it.
    #[must_use]
    pub fn property(&self, named: usize) -> NamedNodeRef<'_> {
        let many = self.property_many.as_ref().filter(|_| named > 1);
        many.unwrap_or(&self.property).as_ref()
    }

    /// The property of a single filler, and that of several where it is another.
    pub fn properties(&self) -> impl Iterator<Item = NamedNodeRef<'_>> {
        [Some(&self.property), self.property_many.as_ref()].into_iter().flatten().map(NamedNode::as_ref)
    }

    /// The property of several fillers, where it is another than that of one.
    #[must_use]
    pub fn property_many(&self) -> Option<NamedNodeRef<'_>> {
        self.property_many.as_ref().map(NamedNode::as_ref)
    }
}

/// The IRIs of a kind of record.
#[derive(Debug, Clone)]
pub struct KindIris {
    /// Its class.
    pub class: NamedNode,
    /// Further classes written with it.
    pub types: Vec<NamedNode>,
    roles: Vec<RoleIris>,
}

impl KindIris {
    /// The IRIs of a role.
    #[must_use]
    pub fn role(&self, role: RoleIx) -> &RoleIris {
        &self.roles[role.index()]
    }
}

/// The IRIs of an attribute.
#[derive(Debug, Clone)]
pub struct AttributeIris {
    /// Its property.
    pub property: NamedNode,
    /// The property of the least value of a number.
    pub min: NamedNode,
    /// The property of the greatest value of a number.
    pub max: NamedNode,
    /// The property that marks a rough number.
    pub approximate: NamedNode,
    /// The concepts of its terms, in the vocabulary's order.
    pub concepts: Vec<NamedNode>,
    /// The scheme of its terms, if they have one.
    pub scheme: Option<NamedNode>,
}

/// Every term that a vocabulary names or leaves to be minted, as IRIs below one base.
#[derive(Debug, Clone)]
pub struct Mapping {
    entity_kinds: Vec<EntityKindIris>,
    kinds: Vec<KindIris>,
    attributes: Vec<AttributeIris>,
    relations: Vec<NamedNode>,
    inverses: Vec<Option<NamedNode>>,
}

impl Mapping {
    /// Writes out all terms of a vocabulary.
    ///
    /// # Errors
    /// [`RdfError::Term`] for a term that is no IRI, [`RdfError::Path`] for a path that kinds may not have.
    pub fn new(vocabulary: &Vocabulary, base: &BaseIri) -> Result<Self, RdfError> {
        let names = Names { base, prefixes: &vocabulary.prefixes };
        let relations = vocabulary.relations.iter().map(|relation| names.iri(&relation.property));
        let inverses =
            vocabulary.relations.iter().map(|relation| names.optional(relation.inverse_property.as_ref()));
        Ok(Self {
            entity_kinds: vocabulary
                .entity_kinds
                .iter()
                .map(|k| names.entity_kind(k))
                .collect::<Result<_, _>>()?,
            kinds: vocabulary.kinds.iter().map(|kind| names.kind(kind)).collect::<Result<_, _>>()?,
            attributes: vocabulary.attributes.iter().map(|a| names.attribute(a)).collect::<Result<_, _>>()?,
            relations: relations.collect::<Result<_, _>>()?,
            inverses: inverses.collect::<Result<_, _>>()?,
        })
    }

    /// The IRIs of a kind of entity.
    #[must_use]
    pub fn entity_kind(&self, kind: EntityKindIx) -> &EntityKindIris {
        &self.entity_kinds[kind.index()]
    }

    /// The IRIs of all kinds of entity, in the vocabulary's order.
    #[must_use]
    pub fn entity_kinds(&self) -> &[EntityKindIris] {
        &self.entity_kinds
    }

    /// The IRIs of a kind of record.
    #[must_use]
    pub fn kind(&self, kind: KindIx) -> &KindIris {
        &self.kinds[kind.index()]
    }

    /// The IRIs of an attribute.
    #[must_use]
    pub fn attribute(&self, attribute: AttributeIx) -> &AttributeIris {
        &self.attributes[attribute.index()]
    }

    /// The property of a relation.
    #[must_use]
    pub fn relation(&self, relation: RelationIx) -> NamedNodeRef<'_> {
        self.relations[relation.index()].as_ref()
    }

    /// The property of the inverse of a relation, if it has one; it is declared and never written.
    #[must_use]
    pub fn inverse(&self, relation: RelationIx) -> Option<NamedNodeRef<'_>> {
        self.inverses[relation.index()].as_ref().map(NamedNode::as_ref)
    }
}

struct Names<'a> {
    base: &'a BaseIri,
    prefixes: &'a BTreeMap<String, String>,
}

impl Names<'_> {
    fn iri(&self, name: &str) -> Result<NamedNode, RdfError> {
        self.base.expand(name, self.prefixes)
    }

    fn iris(&self, names: &[String]) -> Result<Vec<NamedNode>, RdfError> {
        names.iter().map(|name| self.iri(name)).collect()
    }

    fn optional(&self, name: Option<&String>) -> Result<Option<NamedNode>, RdfError> {
        name.map(|name| self.iri(name)).transpose()
    }

    fn entity_kind(&self, kind: &EntityKind) -> Result<EntityKindIris, RdfError> {
        let path = kind.rdf.path.as_str();
        let spelled = path.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if path.is_empty() || !spelled || RESERVED.contains(&path) {
            return Err(RdfError::Path { kind: kind.name.clone(), path: path.to_owned() });
        }
        Ok(EntityKindIris {
            path: path.to_owned(),
            prefix: kind.rdf.prefix.clone(),
            types: self.iris(&kind.rdf.types)?,
            classification: self.optional(kind.rdf.classification.as_ref())?,
            part_of: self.optional(kind.rdf.part_of.as_ref())?,
            begin: self.optional(kind.rdf.begin.as_ref())?,
            end: self.optional(kind.rdf.end.as_ref())?,
        })
    }

    fn kind(&self, kind: &Kind) -> Result<KindIris, RdfError> {
        Ok(KindIris {
            class: self.iri(&kind.rdf_class)?,
            types: self.iris(&kind.rdf_types)?,
            roles: kind.roles.iter().map(|role| self.role(role)).collect::<Result<_, _>>()?,
        })
    }

    fn role(&self, role: &Role) -> Result<RoleIris, RdfError> {
        let property_many = self.optional(role.property_many.as_ref())?;
        Ok(RoleIris { property: self.iri(&role.property)?, property_many })
    }

    fn attribute(&self, attribute: &Attribute) -> Result<AttributeIris, RdfError> {
        let property = self.iri(&attribute.property)?;
        // Letters after a valid IRI leave it valid.
        let with = |suffix| NamedNode::new_unchecked(format!("{}{suffix}", property.as_str()));
        Ok(AttributeIris {
            min: with("Min"),
            max: with("Max"),
            approximate: with("Approximate"),
            concepts: attribute.terms.iter().map(|term| self.iri(&term.concept)).collect::<Result<_, _>>()?,
            scheme: self.optional(attribute.scheme.as_ref())?,
            property,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mapping(patch: serde_json::Value) -> Result<Mapping, RdfError> {
        let base = BaseIri::new("https://data.example.org/")?;
        Mapping::new(&Vocabulary::patched(&patch).unwrap(), &base)
    }

    #[test]
    fn every_built_in_term_is_an_iri_of_a_declared_namespace() {
        let mapping = mapping(json!({})).unwrap();
        let all = mapping.kinds.iter().map(|kind| &kind.class).chain(&mapping.relations);
        assert!(all.clone().count() > 20);
        assert!(all.into_iter().all(|iri| !iri.as_str().contains("vocab#")));
    }

    #[test]
    fn a_kind_whose_folder_is_taken_is_refused_and_may_choose_another() {
        let kind = |path: &str| mapping(json!({"entity_kinds": {"place": {"rdf": {"path": path}}}}));
        assert!(matches!(kind("place"), Err(RdfError::Path { kind, .. }) if kind == "place"));
        assert!(kind("a/b").is_err() && kind("").is_err());
        assert!(kind("locality").is_ok());
    }

    #[test]
    fn an_undeclared_prefix_is_named() {
        let patch = json!({"relations": {"honoured": {"rdf": {"property": "ogr:honoured"}}}});
        assert_eq!(mapping(patch).unwrap_err(), RdfError::Term { found: "ogr:honoured".to_owned() });
    }
}
