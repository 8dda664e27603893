//! From the file's spelling to dense numbers, refusing what makes no sense.

use super::file::{
    AttributeFile, ClassFile, EndsFile, EntityKindFile, KindFile, RelationFile, RoleFile, RuleFile, SoleFile,
    TypeFile, VocabularyFile,
};
use super::{
    Attribute, AttributeType, Ends, EntityKind, EntityTerms, Kind, Relation, Role, Rule, Slot, Sole,
    Template, Term, TimeClass, Vocabulary, Words,
};
use crate::model::{AttributeIx, EntityKindIx, KindIx, RelationIx, RoleIx};
use std::collections::BTreeMap;
use thiserror::Error;

/// Why a vocabulary cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{path}: {message}")]
pub struct VocabularyError {
    /// The keys that lead to the fault, joined by dots.
    pub path: String,
    /// What was found and what was expected.
    pub message: String,
}

type Built<T> = Result<T, VocabularyError>;

fn fault<T>(path: impl Into<String>, message: impl Into<String>) -> Built<T> {
    Err(VocabularyError { path: path.into(), message: message.into() })
}

/// Columns of every table of records: no role or attribute may take their names.
pub(crate) const RECORD_COLUMNS: [&str; 10] =
    ["id", "kind", "date", "source", "target", "place", "series", "summary", "note", "evidence"];

/// Neutral colours for kinds that choose none: the rest of Okabe and Ito's palette.
const COLOURS: [[u8; 3]; 4] = [[204, 121, 167], [230, 159, 0], [86, 180, 233], [240, 228, 66]];

impl Vocabulary {
    /// Parses a whole vocabulary.
    ///
    /// # Errors
    /// [`VocabularyError`] with the path of the first fault.
    pub fn parse(value: &serde_json::Value) -> Result<Self, VocabularyError> {
        let file: VocabularyFile = serde_path_to_error::deserialize(value).map_err(|error| {
            VocabularyError { path: error.path().to_string(), message: error.inner().to_string() }
        })?;
        if file.format != "relata-vocabulary 1" {
            return fault("format", format!("found `{}`, expected `relata-vocabulary 1`", file.format));
        }
        let mut vocabulary =
            Self { prefixes: file.prefixes, authorities: file.authorities, ..Self::default() };
        for (n, (name, kind)) in file.entity_kinds.0.into_iter().enumerate() {
            vocabulary.entity_kinds.push(entity_kind(n, name, kind)?);
        }
        for (name, relation) in file.relations.0 {
            vocabulary.relations.push(self::relation(name, relation)?);
        }
        if let Some(name) = file.acting_for {
            vocabulary.acting_for = Some(find_relation(&vocabulary, "acting_for", &name)?);
        }
        let mut shared = Vec::new();
        for (name, attribute) in file.attributes.0 {
            shared.push(vocabulary.add_attribute(&format!("attributes.{name}"), name, attribute)?);
        }
        let mut later = Vec::new();
        for (name, kind) in file.kinds.0 {
            later.push((name.clone(), vocabulary.add_kind(&name, kind, &shared)?));
        }
        for (n, (name, ends)) in later.into_iter().enumerate() {
            vocabulary.kinds[n].ends = ends.map(|ends| vocabulary.ends(&name, n, &ends)).transpose()?;
        }
        Ok(vocabulary)
    }

    fn add_attribute(&mut self, path: &str, name: String, file: AttributeFile) -> Built<AttributeIx> {
        check_name(path, &name, false)?;
        if RECORD_COLUMNS.contains(&name.as_str()) {
            return fault(path, format!("`{name}` is a column of every table"));
        }
        if name.contains("interval") || name.contains("timestamp") {
            return fault(path, "a name with `interval` or `timestamp` in it is taken for a time by Gephi");
        }
        let value_type = match file.value_type {
            TypeFile::Text => AttributeType::Text,
            TypeFile::Term => AttributeType::Term,
            TypeFile::Number => AttributeType::Number,
            TypeFile::Decimal => AttributeType::Decimal,
            TypeFile::Flag => AttributeType::Flag,
            TypeFile::Code => AttributeType::Code,
        };
        if file.values.0.is_empty() != (value_type != AttributeType::Term) {
            return fault(path, "`values` go with the type `term`, and only with it");
        }
        let terms = file.values.0.into_iter().map(|(term, file)| {
            check_name(&format!("{path}.values"), &term, true)?;
            let concept = file.rdf.unwrap_or_else(|| minted(&term));
            Ok(Term {
                label: words(file.label, &term),
                onset: file.onset,
                tie: file.tie,
                concept,
                name: term,
            })
        });
        let terms = terms.collect::<Built<Vec<_>>>()?;
        self.attributes.push(Attribute {
            label: words(file.label, &name),
            value_type,
            terms,
            property: file.rdf.unwrap_or_else(|| minted(&name)),
            scheme: file.scheme,
            name,
        });
        Ok(AttributeIx::from(self.attributes.len() - 1))
    }

    fn add_kind(&mut self, name: &str, file: KindFile, shared: &[AttributeIx]) -> Built<Option<EndsFile>> {
        let path = format!("kinds.{name}");
        check_name("kinds", name, true)?;
        let mut attributes = Vec::new();
        for (attribute, file) in file.attributes.0 {
            attributes.push(self.add_attribute(
                &format!("{path}.attributes.{attribute}"),
                attribute,
                file,
            )?);
        }
        attributes.extend_from_slice(shared);
        let roles = file.roles.0.into_iter().map(|(role, file)| self.role(&path, role, file));
        let roles = roles.collect::<Built<Vec<_>>>()?;
        self.check_columns(&path, &roles, &attributes)?;
        let class = match file.class {
            ClassFile::Happening => TimeClass::Happening,
            ClassFile::State => TimeClass::State,
        };
        let mut kind = Kind {
            label: words(file.label, name),
            class,
            history: file.history,
            roles,
            attributes,
            rules: Vec::new(),
            sole: None,
            ends: None,
            sentence: BTreeMap::new(),
            rdf_class: file.rdf.class.unwrap_or_else(|| minted_class(name)),
            rdf_types: file.rdf.types,
            name: name.to_owned(),
        };
        for (n, rule) in file.projection.iter().enumerate() {
            let rule = self.rule(&kind, &format!("{path}.projection[{n}]"), rule)?;
            kind.rules.push(rule);
        }
        kind.sole = file.sole.map(|sole| self.sole(&kind, &path, &sole)).transpose()?;
        kind.sentence = self.sentences(&kind, &path, &file.sentence)?;
        self.kinds.push(kind);
        Ok(file.ends)
    }

    /// Roles and attributes are columns of one table and slots of one sentence, so their names must differ.
    fn check_columns(&self, path: &str, roles: &[Role], attributes: &[AttributeIx]) -> Built<()> {
        let name = |attribute: AttributeIx| self.attribute(attribute).name.as_str();
        if let Some(role) = roles.iter().find(|role| ["when", "series"].contains(&role.name.as_str())) {
            let message = format!("`{{{}}}` means the date or the number in sentences", role.name);
            return fault(format!("{path}.roles.{}", role.name), message);
        }
        let is_repeated =
            |n: &usize| attributes[..*n].iter().any(|&earlier| name(earlier) == name(attributes[*n]));
        if let Some(n) = (0..attributes.len()).find(is_repeated) {
            let path = format!("{path}.attributes.{}", name(attributes[n]));
            return fault(path, "every kind has an attribute of this name");
        }
        let clash =
            roles.iter().find(|role| attributes.iter().any(|&attribute| name(attribute) == role.name));
        clash.map_or(Ok(()), |role| fault(path, format!("`{}` is both a role and an attribute", role.name)))
    }

    fn role(&self, path: &str, name: String, file: RoleFile) -> Built<Role> {
        let path = format!("{path}.roles.{name}");
        check_name(&path, &name, true)?;
        if RECORD_COLUMNS.contains(&name.as_str()) {
            return fault(path, format!("`{name}` is a column of every table"));
        }
        if file.max.is_some_and(|max| max < file.min.max(1)) {
            return fault(path, "`max` is smaller than `min`");
        }
        let kinds = file.kinds.iter().map(|kind| match self.find_entity_kind(kind) {
            Some(kind) => Ok(kind),
            None => fault(&path, format!("unknown entity kind `{kind}`")),
        });
        Ok(Role {
            label: words(file.label, &name),
            kinds: kinds.collect::<Built<Vec<EntityKindIx>>>()?,
            min: file.min,
            max: file.max,
            property: file.rdf.unwrap_or_else(|| minted(&name)),
            property_many: file.rdf_many,
            name,
        })
    }

    fn rule(&self, kind: &Kind, path: &str, file: &RuleFile) -> Built<Rule> {
        let relation = find_relation(self, path, &file.relation)?;
        let roles = |names: &[String]| {
            names.iter().map(|name| find_role(kind, path, name)).collect::<Built<Vec<_>>>()
        };
        let (from, to, symmetric) = match (&file.among, file.from.is_empty(), file.to.is_empty()) {
            (Some(role), true, true) => {
                let role = find_role(kind, path, role)?;
                (vec![role], vec![role], true)
            }
            (None, false, false) => (roles(&file.from)?, roles(&file.to)?, false),
            _ => return fault(path, "expected either `among`, or `from` and `to`"),
        };
        if symmetric != self.relation(relation).symmetric {
            return fault(
                path,
                "`among` goes with a symmetric relation, `from` and `to` with a directed one",
            );
        }
        Ok(Rule { relation, from, to, symmetric })
    }

    fn sole(&self, kind: &Kind, path: &str, file: &SoleFile) -> Built<Sole> {
        let path = format!("{path}.sole");
        let attribute = kind.attributes.iter().copied().find(|&a| self.attribute(a).name == file.attribute);
        let Some(attribute) = attribute else {
            return fault(path, format!("unknown attribute `{}`", file.attribute));
        };
        Ok(Sole {
            role: find_role(kind, &path, &file.role)?,
            per: file.per.iter().map(|role| find_role(kind, &path, role)).collect::<Built<_>>()?,
            attribute,
            values: file.values.iter().map(|value| value.to_lowercase()).collect(),
        })
    }

    fn ends(&self, name: &str, kind: usize, file: &EndsFile) -> Built<Ends> {
        let path = format!("kinds.{name}.ends");
        let Some(ended) = self.find_kind(&file.kind) else {
            return fault(path, format!("unknown kind `{}`", file.kind));
        };
        let pair = |(here, there): (&String, &String)| {
            let there = find_role(self.kind(ended), &path, there)?;
            Ok((find_role(self.kind(KindIx::from(kind)), &path, here)?, there))
        };
        Ok(Ends { kind: ended, roles: file.roles.iter().map(pair).collect::<Built<_>>()? })
    }

    fn sentences(
        &self,
        kind: &Kind,
        path: &str,
        file: &BTreeMap<String, String>,
    ) -> Built<BTreeMap<String, Template>> {
        let slot = |name: &str| match name {
            "date" => Some(Slot::Date),
            "when" => Some(Slot::When),
            "series" => Some(Slot::Series),
            "place" => Some(Slot::Place),
            _ => kind.find_role(name).map(Slot::Role).or_else(|| {
                let attribute = kind.attributes.iter().copied().find(|&a| self.attribute(a).name == name);
                attribute.map(Slot::Attribute)
            }),
        };
        let parse = |(language, text): (&String, &String)| match Template::parse(text, &slot) {
            Ok(template) => Ok((language.clone(), template)),
            Err(message) => fault(format!("{path}.sentence.{language}"), message),
        };
        file.iter().map(parse).collect()
    }
}

fn entity_kind(n: usize, name: String, file: EntityKindFile) -> Built<EntityKind> {
    check_name("entity_kinds", &name, true)?;
    let colour = match &file.colour {
        None => COLOURS[n % COLOURS.len()],
        Some(text) => match parse_colour(text) {
            Some(colour) => colour,
            None => return fault(format!("entity_kinds.{name}.colour"), "expected `#rrggbb`"),
        },
    };
    let path = file.rdf.path.unwrap_or_else(|| name.clone());
    let mut types = file.rdf.types;
    if types.is_empty() {
        types = vec![minted_class(&name), "foaf:Agent".to_owned()];
    }
    let rdf = EntityTerms {
        prefix: file.rdf.prefix.unwrap_or_else(|| path.clone()),
        path,
        types,
        classification: file.rdf.classification,
        part_of: file.rdf.part_of,
        begin: file.rdf.begin,
        end: file.rdf.end,
    };
    Ok(EntityKind { label: words(file.label, &name), colour, rdf, name })
}

fn parse_colour(text: &str) -> Option<[u8; 3]> {
    let digits =
        text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some([(number >> 16) as u8, (number >> 8) as u8, number as u8])
}

fn relation(name: String, file: RelationFile) -> Built<Relation> {
    check_name("relations", &name, false)?;
    let label = words(file.label, &name);
    if file.symmetric && !file.inverse.is_empty() {
        return fault(format!("relations.{name}"), "a symmetric relation has no inverse label");
    }
    let inverse = if file.inverse.is_empty() { label.clone() } else { Words(file.inverse) };
    Ok(Relation {
        label,
        inverse,
        symmetric: file.symmetric,
        tie: file.tie,
        property: file.rdf.property.unwrap_or_else(|| minted(&name)),
        inverse_property: file.rdf.inverse,
        name,
    })
}

fn words(file: BTreeMap<String, String>, name: &str) -> Words {
    if file.is_empty() {
        Words([("en".to_owned(), name.replace(['_', '-'], " "))].into())
    } else {
        Words(file)
    }
}

fn find_relation(vocabulary: &Vocabulary, path: &str, name: &str) -> Built<RelationIx> {
    let found = vocabulary.find_relation(name);
    found.map_or_else(|| fault(path, format!("unknown relation `{name}`")), Ok)
}

fn find_role(kind: &Kind, path: &str, name: &str) -> Built<RoleIx> {
    kind.find_role(name).map_or_else(|| fault(path, format!("unknown role `{name}`")), Ok)
}

/// Names become columns, XML attributes and RDF local names: lower-case ASCII; hyphens where no column is made.
fn check_name(path: &str, name: &str, hyphens: bool) -> Built<()> {
    let good = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() <= 60
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || hyphens && b == b'-');
    let also = if hyphens { ", `_` and `-`" } else { " and `_`" };
    if good {
        return Ok(());
    }
    fault(path, format!("`{name}` is no name: expected a lower-case letter, then letters, digits{also}"))
}

/// The term of a name that the vocabulary gives none: `member_of` becomes `vocab:memberOf`.
fn minted(name: &str) -> String {
    let class = minted_class(name);
    let local = class.trim_start_matches("vocab:");
    format!("vocab:{}{}", local[..1].to_lowercase(), &local[1..])
}

/// The class of a name that the vocabulary gives none: `prize-giving` becomes `vocab:PrizeGiving`.
fn minted_class(name: &str) -> String {
    let parts = name.split(['_', '-']).filter(|part| !part.is_empty());
    let capitalised = parts.map(|part| format!("{}{}", part[..1].to_uppercase(), &part[1..]));
    format!("vocab:{}", capitalised.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn path_of(patch: serde_json::Value) -> String {
        Vocabulary::patched(&patch).unwrap_err().path
    }

    #[test]
    fn faults_name_their_path() {
        assert_eq!(path_of(json!({"kinds": {"x": {"class": "never", "roles": {}}}})), "kinds.x.class");
        assert_eq!(path_of(json!({"kinds": {"visit": {"surprise": 1}}})), "kinds.visit.surprise");
        assert_eq!(
            path_of(json!({"kinds": {"visit": {"sentence": {"en": "{nobody}"}}}})),
            "kinds.visit.sentence.en"
        );
        let unnamed = json!({"kinds": {"visit": {"attributes": {"unnamed": {"type": "number"}}}}});
        assert_eq!(path_of(unnamed), "kinds.visit.attributes.unnamed");
        assert_eq!(path_of(json!({"kinds": {"visit": {"roles": {"when": {}}}}})), "kinds.visit.roles.when");
        let rule = json!([{"relation": "visited", "among": "visitor"}]);
        assert_eq!(path_of(json!({"kinds": {"visit": {"projection": rule}}})), "kinds.visit.projection[0]");
        assert_eq!(path_of(json!({"kinds": {"visit": {"roles": {"id": {}}}}})), "kinds.visit.roles.id");
    }

    #[test]
    fn terms_that_nobody_names_are_minted() {
        assert_eq!(minted("acted_for"), "vocab:actedFor");
        assert_eq!(minted_class("prize-giving"), "vocab:PrizeGiving");
    }
}
