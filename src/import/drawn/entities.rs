//! Nodes that are entities, as rows.

use super::{Item, Reading, RowList};
use crate::model::Settings;
use serde_json::{Map, Value, json};

/// The language code of a column of labels; none for a column that is no such.
///
/// A column is spelled in small letters and without hyphens, so the settings say which of their codes it was.
fn language(settings: &Settings, column: &str) -> Option<String> {
    let code = column.strip_prefix("label_")?;
    let spelled = |code: &str| code.to_ascii_lowercase().replace('-', "_");
    let known = settings.languages.keys().chain([&settings.language]).find(|known| spelled(known) == code);
    let code = if code == "und" { "" } else { code };
    Some(known.map_or_else(|| code.replace('_', "-"), Clone::clone))
}

/// Adds the row of an entity, one for each id that is another's, and the judgements that say so.
pub(super) fn add(reading: &mut Reading<'_>, node: &Item, entities: &mut RowList, judgements: &mut RowList) {
    let kind = node.get("node_kind");
    if kind.is_empty() {
        return reading.odd(node, format!("the node `{}` does not say its kind: no `node_kind`", node.id));
    }
    let mut row = Map::new();
    let plain = [
        ("id", node.id.as_str()),
        ("kind", kind),
        ("type", node.get("node_type")),
        ("country", node.get("country")),
        ("part_of", node.get("part_of")),
        ("lifespan", node.get("date_text")),
        ("note", node.get("note")),
    ];
    for (key, value) in plain.into_iter().filter(|(_, value)| !value.is_empty()) {
        row.insert(key.to_owned(), value.into());
    }
    row.insert("names".to_owned(), names(&reading.settings, node));
    let identifiers: Result<Vec<Value>, &str> = node
        .list("identifiers")
        .map(|pair| pair.split_once(':').map(|(scheme, id)| json!({"scheme": scheme, "id": id})).ok_or(pair))
        .collect();
    match identifiers {
        Ok(list) => row.insert("identifiers".to_owned(), list.into()),
        Err(found) => {
            return reading
                .odd(node, format!("found `{found}` in `identifiers`, expected a catalogue and an id"));
        }
    };
    entities.push((node.line, row));
    for other in node.list("merged_ids") {
        let row = |value: Value| value.as_object().cloned().unwrap_or_default();
        entities.push((node.line, row(json!({"id": other, "kind": kind}))));
        judgements.push((node.line, row(json!({"a": node.id, "b": other, "judgement": "same"}))));
    }
}

fn names(settings: &Settings, node: &Item) -> Value {
    let preferred = node.values.iter().filter_map(|(column, text)| {
        let code = language(settings, column)?;
        Some(json!({"text": text, "lang": code, "type": "preferred"}))
    });
    let others = [("abbreviations", "abbreviation"), ("aliases", "alias")];
    let others = others
        .into_iter()
        .flat_map(|(column, kind)| node.list(column).map(move |text| json!({"text": text, "type": kind})));
    preferred.chain(others).collect()
}
