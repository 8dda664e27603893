//! The JSON Schema of `vocabulary.json`.

use super::json_schema::{columns, matching, object, schema, text};
use serde_json::{Value, json};

/// What a dataset's own vocabulary may say. `null` removes what the built-in vocabulary has, so every entry may be null.
pub(super) fn vocabulary_schema() -> Value {
    let texts = json!({"type": "object", "additionalProperties": {"type": "string"}});
    let body = object(
        columns([
            ("format", json!({"const": "relata-vocabulary 1"})),
            ("prefixes", texts.clone()),
            ("authorities", texts),
            ("entity_kinds", map(entity_kind())),
            ("relations", map(relation())),
            ("acting_for", text("the relation from who acts for a body to the body")),
            ("attributes", map(attribute())),
            ("kinds", map(kind())),
        ]),
        &[],
    );
    schema("vocabulary.json: what a dataset adds to the built-in vocabulary or overrides in it", body)
}

/// An object with names of the curator's choice as keys.
fn map(item: Value) -> Value {
    json!({"type": "object", "additionalProperties": {"oneOf": [{"type": "null"}, item]}})
}

fn words() -> Value {
    json!({"type": "object", "description": "by language", "additionalProperties": {"type": "string"}})
}

fn names(description: &str) -> Value {
    json!({"type": "array", "description": description, "items": {"type": "string"}})
}

fn boolean(description: &str) -> Value {
    json!({"type": "boolean", "description": description})
}

fn entity_kind() -> Value {
    let rdf = object(
        columns([
            ("path", text("the folder of its IRIs")),
            ("prefix", text("the prefix of its IRIs in Turtle")),
            ("types", names("its classes")),
            ("classification", text("the property of the finer type")),
            ("part_of", text("the property of the parent")),
            ("begin", text("the property of the start of the lifespan")),
            ("end", text("the property of the end of the lifespan")),
        ]),
        &[],
    );
    let colour = matching("#rrggbb", "^#[0-9a-fA-F]{6}$");
    object(columns([("label", words()), ("colour", colour), ("rdf", rdf)]), &[])
}

fn relation() -> Value {
    let rdf = object(
        columns([("property", text("its property")), ("inverse", text("the inverse's property"))]),
        &[],
    );
    object(
        columns([
            ("label", words()),
            ("inverse", words()),
            ("symmetric", boolean("it means the same both ways")),
            ("tie", boolean("false: a route does not cross it")),
            ("rdf", rdf),
        ]),
        &[],
    )
}

fn attribute() -> Value {
    object(
        columns([
            ("type", json!({"enum": ["text", "term", "number", "decimal", "flag", "code"]})),
            ("label", words()),
            ("rdf", text("its property")),
            ("scheme", text("the concept scheme of its values")),
            ("values", map(term())),
        ]),
        &[],
    )
}

fn term() -> Value {
    object(
        columns([
            ("label", words()),
            ("onset", boolean("a plain date is read as from then on")),
            ("tie", boolean("false: a route does not cross a record with it")),
            ("rdf", text("its concept")),
        ]),
        &[],
    )
}

fn kind() -> Value {
    let rdf = object(columns([("class", text("its class")), ("types", names("further classes"))]), &[]);
    object(
        columns([
            ("class", json!({"enum": ["happening", "state"]})),
            ("label", words()),
            ("history", boolean("a state lasts at most until the next of the pair")),
            ("roles", map(role())),
            ("attributes", map(attribute())),
            ("projection", json!({"type": "array", "items": rule()})),
            ("sole", nullable(sole())),
            ("ends", nullable(ends())),
            ("sentence", words()),
            ("rdf", rdf),
        ]),
        &[],
    )
}

fn nullable(schema: Value) -> Value {
    json!({"oneOf": [{"type": "null"}, schema]})
}

fn role() -> Value {
    object(
        columns([
            ("label", words()),
            ("kinds", names("the entity kinds that may play it; any when left out")),
            ("min", json!({"type": "integer", "minimum": 0})),
            ("max", json!({"type": ["integer", "null"], "minimum": 1})),
            ("rdf", text("its property")),
            ("rdf_many", text("the property used when the role has several fillers")),
        ]),
        &[],
    )
}

fn rule() -> Value {
    object(
        columns([
            ("relation", text("the relation")),
            ("from", names("the roles of the source")),
            ("to", names("the roles of the target")),
            ("among", text("the one role of a symmetric rule")),
        ]),
        &["relation"],
    )
}

fn sole() -> Value {
    object(
        columns([
            ("role", text("the role that must not have two at once")),
            ("per", names("the roles that say where")),
            ("attribute", text("the attribute that says what")),
            ("values", names("its values that only one can have")),
        ]),
        &["role", "per", "attribute", "values"],
    )
}

fn ends() -> Value {
    let roles = json!({"type": "object", "additionalProperties": {"type": "string"}});
    object(columns([("kind", text("the kind of the states it ends")), ("roles", roles)]), &["kind", "roles"])
}
