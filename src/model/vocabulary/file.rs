//! The vocabulary as its JSON file spells it.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Words by language code.
pub(super) type Words = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VocabularyFile {
    pub(super) format: String,
    #[serde(default)]
    pub(super) prefixes: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) authorities: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) entity_kinds: Entries<EntityKindFile>,
    #[serde(default)]
    pub(super) relations: Entries<RelationFile>,
    #[serde(default)]
    pub(super) acting_for: Option<String>,
    #[serde(default)]
    pub(super) attributes: Entries<AttributeFile>,
    #[serde(default)]
    pub(super) kinds: Entries<KindFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntityKindFile {
    #[serde(default)]
    pub(super) label: Words,
    #[serde(default)]
    pub(super) colour: Option<String>,
    #[serde(default)]
    pub(super) rdf: EntityTermsFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct EntityTermsFile {
    pub(super) path: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) types: Vec<String>,
    pub(super) classification: Option<String>,
    pub(super) part_of: Option<String>,
    pub(super) begin: Option<String>,
    pub(super) end: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationFile {
    #[serde(default)]
    pub(super) label: Words,
    #[serde(default)]
    pub(super) inverse: Words,
    #[serde(default)]
    pub(super) symmetric: bool,
    #[serde(default = "yes")]
    pub(super) tie: bool,
    #[serde(default)]
    pub(super) rdf: RelationTermsFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RelationTermsFile {
    pub(super) property: Option<String>,
    pub(super) inverse: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindFile {
    pub(super) class: ClassFile,
    #[serde(default)]
    pub(super) label: Words,
    #[serde(default)]
    pub(super) history: bool,
    pub(super) roles: Entries<RoleFile>,
    #[serde(default)]
    pub(super) attributes: Entries<AttributeFile>,
    #[serde(default)]
    pub(super) projection: Vec<RuleFile>,
    #[serde(default)]
    pub(super) sole: Option<SoleFile>,
    #[serde(default)]
    pub(super) ends: Option<EndsFile>,
    #[serde(default)]
    pub(super) sentence: Words,
    #[serde(default)]
    pub(super) rdf: KindTermsFile,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ClassFile {
    Happening,
    State,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct KindTermsFile {
    pub(super) class: Option<String>,
    pub(super) types: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleFile {
    #[serde(default)]
    pub(super) label: Words,
    #[serde(default)]
    pub(super) kinds: Vec<String>,
    #[serde(default)]
    pub(super) min: u32,
    #[serde(default)]
    pub(super) max: Option<u32>,
    #[serde(default)]
    pub(super) rdf: Option<String>,
    #[serde(default)]
    pub(super) rdf_many: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttributeFile {
    #[serde(rename = "type")]
    pub(super) value_type: TypeFile,
    #[serde(default)]
    pub(super) label: Words,
    #[serde(default)]
    pub(super) rdf: Option<String>,
    #[serde(default)]
    pub(super) scheme: Option<String>,
    #[serde(default)]
    pub(super) values: Entries<TermFile>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum TypeFile {
    Text,
    Term,
    Number,
    Decimal,
    Flag,
    Code,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermFile {
    #[serde(default)]
    pub(super) label: Words,
    #[serde(default)]
    pub(super) onset: bool,
    #[serde(default = "yes")]
    pub(super) tie: bool,
    #[serde(default)]
    pub(super) rdf: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) relation: String,
    #[serde(default)]
    pub(super) from: Vec<String>,
    #[serde(default)]
    pub(super) to: Vec<String>,
    #[serde(default)]
    pub(super) among: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SoleFile {
    pub(super) role: String,
    pub(super) per: Vec<String>,
    pub(super) attribute: String,
    pub(super) values: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndsFile {
    pub(super) kind: String,
    pub(super) roles: BTreeMap<String, String>,
}

fn yes() -> bool {
    true
}

/// A JSON object whose keys keep their order.
#[derive(Debug)]
pub(super) struct Entries<T>(pub(super) Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Visitor<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Visitor(std::marker::PhantomData))
    }
}
