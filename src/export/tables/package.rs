//! `datapackage.json`: what stands in which table.
//!
//! A Data Package of version 2 (<https://datapackage.org/standard/data-package/>). The settings of the dataset and its
//! changes to the vocabulary, which no table holds, stand under the key `relata`.

use super::TABLES;
use super::schema::{Column, Reference, Table};
use crate::model::{Dataset, Settings};
use serde_json::{Map, Value, json};

/// The file.
pub(super) const FILE: &str = "datapackage.json";

/// The word by which the tables are known on the way back.
const FORMAT: &str = "relata-tables 1";

/// The text of the file.
pub(super) fn describe(dataset: &Dataset) -> String {
    let settings = &dataset.settings;
    let mut package = Map::new();
    package.insert("$schema".to_owned(), "https://datapackage.org/profiles/2.0/datapackage.json".into());
    package.insert("name".to_owned(), settings.id.as_str().into());
    for (key, text) in [("title", &settings.title), ("description", &settings.note)] {
        if !text.is_empty() {
            package.insert(key.to_owned(), text.as_str().into());
        }
    }
    if let Some(licence) = licence(settings) {
        package.insert("licenses".to_owned(), json!([{"name": licence}]));
    }
    package.insert("relata".to_owned(), own(dataset));
    package.insert("resources".to_owned(), TABLES.iter().map(|table| resource(table)).collect());
    format!("{:#}\n", Value::Object(package))
}

/// The licence, if it is spelled as the standard asks.
fn licence(settings: &Settings) -> Option<&str> {
    let is_name = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
    };
    Some(settings.licence.as_str()).filter(|licence| is_name(licence))
}

fn own(dataset: &Dataset) -> Value {
    let mut own = json!({"format": FORMAT, "dataset": dataset.settings});
    if let Some(patch) = &dataset.vocabulary.patch {
        own["vocabulary"] = patch.clone();
    }
    own
}

fn resource(table: &Table) -> Value {
    let mut schema = json!({"fields": table.columns.iter().map(field).collect::<Vec<Value>>()});
    if !table.key.is_empty() {
        schema["primaryKey"] = table.key.into();
    }
    if !table.references.is_empty() {
        schema["foreignKeys"] = table.references.iter().map(foreign_key).collect();
    }
    schema["missingValues"] = json!([""]);
    json!({
        "name": table.name,
        "type": "table",
        "path": table.file,
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true},
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    json!({"name": column.name, "type": column.value_type.as_str(), "description": column.says})
}

fn foreign_key(reference: &Reference) -> Value {
    json!({
        "fields": reference.columns,
        "reference": {"resource": reference.table, "fields": reference.targets},
    })
}
