//! JSON Schemas of every input file, made from a vocabulary.

use super::json_schema::{Columns, columns, matching, object, schema, text};
use super::vocabulary_schema::vocabulary_schema;
use crate::model::Vocabulary;
use crate::model::vocabulary::{Attribute, AttributeType, Kind, Role};
use serde_json::{Value, json};

const ID: &str = "^[a-z][a-z0-9-]*$";

/// The JSON Schema (draft 2020-12) of each input file, by the file's name without its extension.
///
/// Tables are described as their JSON forms: an array of objects whose keys are the columns. `graph` describes the
/// single file `graph.json`.
///
/// ```
/// let schemas = relata::authoring::schemas(&relata::model::Vocabulary::builtin());
/// let names: Vec<&str> = schemas.iter().map(|(name, _)| name.as_str()).collect();
/// assert!(names.contains(&"dataset") && names.contains(&"records/visit"));
/// ```
#[must_use]
pub fn schemas(vocabulary: &Vocabulary) -> Vec<(String, Value)> {
    let mut schemas = vec![
        ("dataset".to_owned(), dataset()),
        ("vocabulary".to_owned(), vocabulary_schema()),
        ("sources".to_owned(), rows("the documents", source_columns(), &["id"])),
        (
            "passages".to_owned(),
            rows("the digests of passages", passage_columns(), &["source", "start", "end", "sha256"]),
        ),
        ("places".to_owned(), rows("the places", place_columns(), &["id"])),
        ("judgements".to_owned(), rows("who is whom", judgement_columns(), &["a", "b", "judgement"])),
    ];
    for kind in &vocabulary.entity_kinds {
        let title = format!("entities of the kind {}", kind.label.get("en"));
        schemas.push((format!("entities/{}", kind.name), rows(&title, entity_columns(), &["id"])));
    }
    for kind in &vocabulary.kinds {
        let title = format!("records of the kind {}", kind.label.get("en"));
        schemas.push((
            format!("records/{}", kind.name),
            rows(&title, record_columns(vocabulary, kind), &["id"]),
        ));
    }
    schemas.push(("graph".to_owned(), graph(vocabulary)));
    schemas
}

fn rows(title: &str, columns: Columns, required: &[&str]) -> Value {
    schema(title, json!({"type": "array", "items": object(columns, required)}))
}

fn list_or_cell(description: &str) -> Value {
    let cell = json!({"type": "string"});
    json!({"description": description, "oneOf": [cell, {"type": "array", "items": {"type": "string"}}]})
}

fn date(description: &str) -> Value {
    text(&format!("{description}: EDTF, ISO 8601-2 levels 0 to 2; empty when not stated"))
}

fn source_columns() -> Columns {
    columns([
        ("id", matching("the source's id", ID)),
        ("file", text("the name of its file below the folder of texts")),
        ("title", text("its title")),
        ("date", date("when it was issued")),
        ("language", text("its language, BCP 47")),
        ("length", json!({"type": ["integer", "string"], "description": "its length in Unicode characters"})),
        ("sha256", text("the SHA-256 of its bytes, hexadecimal")),
        ("note", text("a note")),
    ])
}

fn passage_columns() -> Columns {
    columns([
        ("source", matching("the source's id", ID)),
        ("start", json!({"type": ["integer", "string"], "description": "the first character, from 0"})),
        ("end", json!({"type": ["integer", "string"], "description": "the character after the last"})),
        ("sha256", text("the SHA-256 of the span's UTF-8 bytes, hexadecimal")),
    ])
}

fn place_columns() -> Columns {
    columns([
        ("id", matching("the place's id", ID)),
        ("name_en", text("its English name; name_xx for the language xx")),
        ("name_zh", text("its Chinese name")),
        ("country", matching("ISO 3166-1 alpha-2", "^([A-Z]{2})?$")),
        ("within", text("the id of the place around it")),
        ("note", text("a note")),
    ])
}

fn judgement_columns() -> Columns {
    columns([
        ("a", matching("one entity's id", ID)),
        ("b", matching("the other entity's id", ID)),
        ("judgement", json!({"enum": ["same", "different", "unsure"]})),
        ("who", text("who decided")),
        ("when", date("when")),
        ("why", text("why")),
    ])
}

fn entity_columns() -> Columns {
    columns([
        ("id", matching("the entity's id", ID)),
        ("type", text("its finer type, such as national-centre")),
        ("name_en", text("its English name; name_xx for the language xx; further names after |")),
        ("name_zh", text("its Chinese name")),
        ("abbr_en", text("its English abbreviation; abbr_xx for the language xx")),
        ("abbr_zh", text("its Chinese short form")),
        ("aliases", text("other names divided by |, each with its language as a suffix: name@zh")),
        ("country", matching("ISO 3166-1 alpha-2", "^([A-Z]{2})?$")),
        ("part_of", text("the id of the entity it is part of")),
        ("lifespan", date("when it existed, such as 1949-12-07/2006-10-31")),
        ("identifiers", text("ids elsewhere, such as wikidata:Q42, divided by ;")),
        ("note", text("a note")),
    ])
}

fn record_columns(vocabulary: &Vocabulary, kind: &Kind) -> Columns {
    let mut all = columns([("id", matching("the record's id", ID)), ("date", date("when"))]);
    all.extend(kind.roles.iter().map(|role| (role.name.clone(), role_column(vocabulary, role))));
    let attributes = kind.attributes.iter().map(|&attribute| vocabulary.attribute(attribute));
    all.extend(attributes.map(|attribute| (attribute.name.clone(), attribute_column(attribute))));
    all.extend(columns([
        ("place", list_or_cell("ids of places divided by ;")),
        ("series", matching("`many` or a number when the record tells of several", "^(many|[0-9]+)?$")),
        ("summary", text("one sentence in the curator's own words")),
        ("note", text("doubts and reasons")),
        ("evidence", list_or_cell("spans divided by ;, such as s1:120-168")),
    ]));
    all
}

fn role_column(vocabulary: &Vocabulary, role: &Role) -> Value {
    let kinds: Vec<&str> =
        role.kinds.iter().map(|&kind| vocabulary.entity_kind(kind).name.as_str()).collect();
    let who = if kinds.is_empty() { "any entity".to_owned() } else { kinds.join(" or ") };
    let number = match (role.min, role.max) {
        (min, Some(max)) if min == max => format!("exactly {max}"),
        (0, Some(max)) => format!("at most {max}"),
        (min, Some(max)) => format!("{min} to {max}"),
        (0, None) => "any number".to_owned(),
        (min, None) => format!("{min} or more"),
    };
    let label = role.label.get("en");
    list_or_cell(&format!(
        "{label}: {number} of {who}; id, id? (inferred), id@body (acting for), * or *4 (unnamed)"
    ))
}

fn attribute_column(attribute: &Attribute) -> Value {
    let label = attribute.label.get("en");
    match attribute.value_type {
        AttributeType::Text => text(label),
        AttributeType::Code => matching(label, "^[A-Z]*$"),
        AttributeType::Flag => json!({"description": label, "enum": ["true", "", true, false]}),
        AttributeType::Term => {
            let terms: Vec<&str> =
                attribute.terms.iter().map(|term| term.name.as_str()).chain([""]).collect();
            json!({"description": label, "enum": terms})
        }
        AttributeType::Number | AttributeType::Decimal => {
            json!({"description": format!("{label}: 21, 18..25, >120, <30 or ~680"), "type": ["string", "number"]})
        }
    }
}

fn dataset() -> Value {
    let hubs = object(
        columns([
            ("neighbours", json!({"type": "integer", "description": "a hub has more neighbours than this"})),
            ("share", json!({"type": "number", "description": "and more than this share of all entities"})),
            (
                "fillers",
                json!({"type": "integer", "description": "a record with more in one role is treated alike"}),
            ),
        ]),
        &[],
    );
    let tags = json!({"type": "object", "additionalProperties": {"type": "string"}});
    let body = object(
        columns([
            ("id", matching("the dataset's id", ID)),
            ("title", text("its title")),
            ("language", text("the language of titles, subjects and summaries")),
            ("languages", tags),
            ("base_iri", matching("the base of IRIs", "/$")),
            ("licence", text("the licence of the data")),
            ("note", text("a note")),
            ("hubs", hubs),
            ("qualified_dates", json!({"enum": ["possible", "exact"]})),
        ]),
        &[],
    );
    schema("dataset.json: the settings of a dataset", body)
}

fn graph(vocabulary: &Vocabulary) -> Value {
    let kinds: Vec<&str> = vocabulary.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let entity_kinds: Vec<&str> = vocabulary.entity_kinds.iter().map(|kind| kind.name.as_str()).collect();
    let list = |item: Value| json!({"type": "array", "items": item});
    let entity = json!({"type": "object", "required": ["id", "kind"], "properties": {"id": {"pattern": ID}, "kind": {"enum": entity_kinds}}});
    let record = json!({"type": "object", "required": ["id", "kind"], "properties": {"id": {"pattern": ID}, "kind": {"enum": kinds}, "roles": {"type": "object", "additionalProperties": list(json!({"type": "string"}))}}});
    let object = json!({"type": "object"});
    schema(
        "graph.json: a dataset in one file",
        json!({"type": "object", "required": ["format"], "additionalProperties": false, "properties": {
            "format": {"const": "relata-graph 1"}, "dataset": object, "vocabulary": object,
            "sources": list(object.clone()), "places": list(object.clone()), "judgements": list(object.clone()),
            "entities": list(entity), "records": list(record), "edges": list(object),
        }}),
    )
}
