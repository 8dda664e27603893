//! The vocabulary: every kind, role, attribute and relation, and all that is special about any of them.
//!
//! A vocabulary is a JSON file. One is built in ([`Vocabulary::builtin`]); a dataset may patch it with its own
//! (`JSON Merge Patch`, [RFC 7396](https://www.rfc-editor.org/rfc/rfc7396)): an object adds or overrides, `null`
//! removes. It is parsed into dense numbers, so that nothing downstream compares names, and no name of a kind
//! or role stands in the code.
//!
//! ```
//! use relata::model::Vocabulary;
//! let vocabulary = Vocabulary::builtin();
//! let visit = vocabulary.kind(vocabulary.find_kind("visit").unwrap());
//! assert_eq!(visit.roles[0].name, "visitor");
//! assert_eq!(visit.label.get("zh"), "访问");
//!
//! let patch = serde_json::json!({"kinds": {"award": {
//!     "class": "happening",
//!     "roles": {"giver": {"min": 1}, "receiver": {"min": 1}},
//!     "projection": [{"relation": "honoured", "from": ["giver"], "to": ["receiver"]}]
//! }}, "relations": {"honoured": {"label": {"en": "honoured"}}}});
//! let extended = Vocabulary::patched(&patch)?;
//! assert!(extended.find_kind("award").is_some() && extended.find_kind("visit").is_some());
//! # Ok::<(), relata::model::vocabulary::VocabularyError>(())
//! ```

mod build;
mod file;
mod template;

pub use build::VocabularyError;
pub use template::{Part, Slot, Template};

use super::{AttributeIx, EntityKindIx, KindIx, RelationIx, RoleIx};
use std::collections::BTreeMap;

/// The text of the built-in vocabulary file.
pub const BUILTIN: &str = include_str!("builtin.json");

/// Words of one meaning by language code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The words in a language, else in English, else in any, else nothing.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        let any = || self.0.get("en").or_else(|| self.0.values().next());
        self.0.get(language).or_else(any).map_or("", String::as_str)
    }

    /// Each language with its words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, words)| (language.as_str(), words.as_str()))
    }
}

/// Whether a kind of record is a moment or lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeClass {
    /// At one moment.
    Happening,
    /// Over a time.
    State,
}

/// A kind of entity.
#[derive(Debug, Clone)]
pub struct EntityKind {
    /// Its name in files.
    pub name: String,
    /// Its name for people.
    pub label: Words,
    /// The colour of its nodes, red, green, blue.
    pub colour: [u8; 3],
    /// Its RDF terms.
    pub rdf: EntityTerms,
}

/// The RDF terms of an entity kind; terms are compact names (`org:Organization`) or full IRIs.
#[derive(Debug, Clone, Default)]
pub struct EntityTerms {
    /// The path of its IRIs below the base: `body` in `{base}body/acftu`.
    pub path: String,
    /// The prefix of its IRIs in Turtle.
    pub prefix: String,
    /// The classes that are written, super-classes included.
    pub types: Vec<String>,
    /// The property that holds the finer type, if the kind has types.
    pub classification: Option<String>,
    /// The property that holds the parent, if the kind has parents.
    pub part_of: Option<String>,
    /// The property that holds the start of the lifespan.
    pub begin: Option<String>,
    /// The property that holds the end of the lifespan.
    pub end: Option<String>,
}

/// A relation: the label of an edge.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Its name in files and exports.
    pub name: String,
    /// Read from source to target.
    pub label: Words,
    /// Read from target to source; the same as the label of a symmetric relation.
    pub inverse: Words,
    /// Whether it means the same both ways.
    pub symmetric: bool,
    /// Whether a route may cross it.
    pub tie: bool,
    /// Its RDF property.
    pub property: String,
    /// The name of the RDF property of its inverse, declared and never written.
    pub inverse_property: Option<String>,
}

/// A kind of record.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name in files.
    pub name: String,
    /// Its name for people.
    pub label: Words,
    /// A moment or a time.
    pub class: TimeClass,
    /// Whether its records about one pair form a history, in which a state lasts at most until the next.
    pub history: bool,
    /// Its roles, in order.
    pub roles: Vec<Role>,
    /// Its attributes, in order, those of every kind last.
    pub attributes: Vec<AttributeIx>,
    /// How its records become edges, in order.
    pub rules: Vec<Rule>,
    /// What only one may hold at a time, if anything.
    pub sole: Option<Sole>,
    /// The states that a record of this kind ends, if any.
    pub ends: Option<Ends>,
    /// The one-line sentence about a record, by language.
    pub sentence: BTreeMap<String, Template>,
    /// Its RDF class.
    pub rdf_class: String,
    /// Further RDF classes written with it.
    pub rdf_types: Vec<String>,
}

impl Kind {
    /// The role of a name.
    #[must_use]
    pub fn find_role(&self, name: &str) -> Option<RoleIx> {
        self.roles.iter().position(|role| role.name == name).map(RoleIx::from)
    }

    /// The role of a number.
    #[must_use]
    pub fn role(&self, role: RoleIx) -> &Role {
        &self.roles[role.index()]
    }

    /// All roles with their numbers.
    pub fn roles(&self) -> impl Iterator<Item = (RoleIx, &Role)> {
        self.roles.iter().enumerate().map(|(n, role)| (RoleIx::from(n), role))
    }
}

/// A part that an entity plays in records of one kind.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its name in files.
    pub name: String,
    /// Its name for people.
    pub label: Words,
    /// The entity kinds that may play it; empty for any.
    pub kinds: Vec<EntityKindIx>,
    /// How many it should have, named or unnamed.
    pub min: u32,
    /// How many it may have.
    pub max: Option<u32>,
    /// Its RDF property.
    pub property: String,
    /// The RDF property used instead when the role has several fillers.
    pub property_many: Option<String>,
}

/// What the values of an attribute look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeType {
    /// Free text in the dataset's language, or with a language suffix.
    Text,
    /// One of a list of terms.
    Term,
    /// A whole [`super::Number`].
    Number,
    /// A [`super::Number`] with or without a fraction.
    Decimal,
    /// `true` or absent.
    Flag,
    /// An upper-case code such as `CNY`.
    Code,
}

/// An attribute of records.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name in files.
    pub name: String,
    /// Its name for people.
    pub label: Words,
    /// What its values look like.
    pub value_type: AttributeType,
    /// The terms it allows, in order, when its values are terms.
    pub terms: Vec<Term>,
    /// Its RDF property.
    pub property: String,
    /// The RDF concept scheme of its terms.
    pub scheme: Option<String>,
}

impl Attribute {
    /// The term of a name.
    #[must_use]
    pub fn find_term(&self, name: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.name == name)
    }
}

/// A value that an attribute allows.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its name in files.
    pub name: String,
    /// Its name for people.
    pub label: Words,
    /// Whether it marks a beginning, so that a plain date is read as "from then on".
    pub onset: bool,
    /// Whether a route may cross a record that has it.
    pub tie: bool,
    /// Its RDF concept.
    pub concept: String,
}

/// A rule of projection: which pairs of fillers a relation joins.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The relation.
    pub relation: RelationIx,
    /// The roles of the source, in order.
    pub from: Vec<RoleIx>,
    /// The roles of the target, in order; the same single role as `from` for a symmetric relation.
    pub to: Vec<RoleIx>,
    /// Whether it joins the fillers of one role with each other.
    pub symmetric: bool,
}

/// What only one entity may hold at a time: a presidency, not a vice-presidency.
#[derive(Debug, Clone)]
pub struct Sole {
    /// The role that must not have two at once.
    pub role: RoleIx,
    /// The roles that say where.
    pub per: Vec<RoleIx>,
    /// The attribute that says what.
    pub attribute: AttributeIx,
    /// Its values that are held by one only, in lower case.
    pub values: Vec<String>,
}

/// A happening that ends states: a departure ends a membership.
#[derive(Debug, Clone)]
pub struct Ends {
    /// The kind of the states.
    pub kind: KindIx,
    /// Roles of the happening, each with the state's role whose filler must be the same.
    pub roles: Vec<(RoleIx, RoleIx)>,
}

/// A parsed vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Prefixes of compact RDF names.
    pub prefixes: BTreeMap<String, String>,
    /// Catalogues that identifiers may name, with the IRI that an id is appended to.
    pub authorities: BTreeMap<String, String>,
    /// The kinds of entity.
    pub entity_kinds: Vec<EntityKind>,
    /// The relations.
    pub relations: Vec<Relation>,
    /// The relation from who acts for a body to the body.
    pub acting_for: Option<RelationIx>,
    /// All attributes of all kinds.
    pub attributes: Vec<Attribute>,
    /// The kinds of record.
    pub kinds: Vec<Kind>,
    /// What the dataset's own file says, as given; `None` when the built-in vocabulary is in force unchanged.
    pub patch: Option<serde_json::Value>,
}

impl Vocabulary {
    /// The vocabulary that is built in.
    #[must_use]
    pub fn builtin() -> Self {
        Self::parse(&builtin_value()).expect("the built-in vocabulary is valid: a test reads it")
    }

    /// The built-in vocabulary patched by a dataset's own file.
    ///
    /// # Errors
    /// [`VocabularyError`] when the result is not a valid vocabulary.
    pub fn patched(patch: &serde_json::Value) -> Result<Self, VocabularyError> {
        let mut value = builtin_value();
        merge(&mut value, patch);
        let mut vocabulary = Self::parse(&value)?;
        vocabulary.patch = Some(patch.clone());
        Ok(vocabulary)
    }

    /// The kind of a name.
    #[must_use]
    pub fn find_kind(&self, name: &str) -> Option<KindIx> {
        self.kinds.iter().position(|kind| kind.name == name).map(KindIx::from)
    }

    /// The kind of a number.
    #[must_use]
    pub fn kind(&self, kind: KindIx) -> &Kind {
        &self.kinds[kind.index()]
    }

    /// All kinds with their numbers.
    pub fn kinds(&self) -> impl Iterator<Item = (KindIx, &Kind)> {
        self.kinds.iter().enumerate().map(|(n, kind)| (KindIx::from(n), kind))
    }

    /// The entity kind of a name.
    #[must_use]
    pub fn find_entity_kind(&self, name: &str) -> Option<EntityKindIx> {
        self.entity_kinds.iter().position(|kind| kind.name == name).map(EntityKindIx::from)
    }

    /// The entity kind of a number.
    #[must_use]
    pub fn entity_kind(&self, kind: EntityKindIx) -> &EntityKind {
        &self.entity_kinds[kind.index()]
    }

    /// The relation of a name.
    #[must_use]
    pub fn find_relation(&self, name: &str) -> Option<RelationIx> {
        self.relations.iter().position(|relation| relation.name == name).map(RelationIx::from)
    }

    /// The relation of a number.
    #[must_use]
    pub fn relation(&self, relation: RelationIx) -> &Relation {
        &self.relations[relation.index()]
    }

    /// The attribute of a number.
    #[must_use]
    pub fn attribute(&self, attribute: AttributeIx) -> &Attribute {
        &self.attributes[attribute.index()]
    }

    /// The attribute of a name within a kind.
    #[must_use]
    pub fn find_attribute(&self, kind: KindIx, name: &str) -> Option<AttributeIx> {
        self.kind(kind).attributes.iter().copied().find(|&a| self.attribute(a).name == name)
    }
}

fn builtin_value() -> serde_json::Value {
    serde_json::from_str(BUILTIN).expect("the built-in vocabulary is JSON: a test reads it")
}

/// JSON Merge Patch, RFC 7396.
fn merge(target: &mut serde_json::Value, patch: &serde_json::Value) {
    let serde_json::Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = serde_json::Value::Object(serde_json::Map::new());
    }
    let Some(target) = target.as_object_mut() else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.shift_remove(key);
        } else {
            merge(target.entry(key.as_str()).or_insert(serde_json::Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_is_valid() {
        let vocabulary = Vocabulary::builtin();
        assert!(vocabulary.patch.is_none());
        for kind in &vocabulary.kinds {
            assert!(kind.sentence.contains_key("en") && kind.sentence.contains_key("zh"), "{}", kind.name);
        }
        for relation in &vocabulary.relations {
            assert!(!relation.inverse.get("en").is_empty() && !relation.label.get("zh").is_empty());
        }
    }

    #[test]
    fn a_patch_adds_overrides_and_removes() {
        let mut target = serde_json::json!({"a": {"b": 1, "c": 2}, "d": 3});
        merge(&mut target, &serde_json::json!({"a": {"b": null, "e": 5}, "d": [1]}));
        assert_eq!(target, serde_json::json!({"a": {"c": 2, "e": 5}, "d": [1]}));
    }
}
