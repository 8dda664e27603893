//! The pieces that JSON Schemas are made of.

use serde_json::{Map, Value, json};

pub(super) type Columns = Vec<(String, Value)>;

pub(super) fn schema(title: &str, mut body: Value) -> Value {
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    whole.insert("title".to_owned(), title.into());
    if let Some(body) = body.as_object_mut() {
        whole.append(body);
    }
    Value::Object(whole)
}

pub(super) fn object(columns: Columns, required: &[&str]) -> Value {
    let properties: Map<String, Value> = columns.into_iter().collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

pub(super) fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}

pub(super) fn matching(description: &str, pattern: &str) -> Value {
    json!({"type": "string", "description": description, "pattern": pattern})
}

pub(super) fn columns<const N: usize>(columns: [(&str, Value); N]) -> Columns {
    columns.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
