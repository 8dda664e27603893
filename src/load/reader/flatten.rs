//! An object of JSON flattened into the cells that a row of a table would have.
//!
//! `"host": ["a"]` is the cell `a`; the long form of `graph.json` (`roles`, `qualifiers`, `unnamed`, `attributes`,
//! `places`, `evidence` as objects) becomes the same cells, so a table is interpreted in one place whatever its syntax.
//! What no cell can hold, such as the language of each name and the digest of a span, is kept aside.

use super::{Aside, LongName};
use crate::model::Digest;
use crate::model::NameKind;
use serde_json::{Map, Value};

/// The most keys that the objects of a file may have among them, and the most names or qualifiers of one object.
pub(super) const KEY_LIMIT: usize = 1_000;

/// An object as a row.
pub(super) struct Flat {
    /// Its cells, in the order of its keys.
    pub(super) cells: Vec<(String, String)>,
    /// What stands beside them.
    pub(super) aside: Aside,
}

/// The cells of an object, in the order of its keys; `has_names` says whether the table is one of things with names.
///
/// # Errors
/// A message when a value has a shape that no cell can hold.
pub(super) fn flatten(object: &Map<String, Value>, has_names: bool) -> Result<Flat, String> {
    let mut cells: Vec<(String, String)> = Vec::new();
    let mut aside = Aside::default();
    let mut roles: Vec<(String, Vec<String>)> = Vec::new();
    for key in ["names", "qualifiers"] {
        let length = object.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        if length > KEY_LIMIT {
            return Err(format!("found {length} `{key}`, expected at most {KEY_LIMIT}"));
        }
    }
    for (key, value) in object {
        match (key.as_str(), value) {
            ("roles", Value::Object(map)) => {
                for (role, fillers) in map {
                    roles.push((role.clone(), items(role, fillers, ';')?));
                }
            }
            ("qualifiers" | "unnamed", Value::Array(_) | Value::Object(_)) => {}
            ("attributes", Value::Object(map)) => {
                for (attribute, value) in map {
                    cells.push((attribute.clone(), scalar(value)?));
                }
            }
            ("names", Value::Array(names)) if has_names => {
                aside.names = names.iter().map(long_name).collect::<Result<_, _>>()?;
            }
            ("places", value) => cells.push(("place".to_owned(), items(key, value, ';')?.join(";"))),
            ("evidence", Value::Array(spans)) => {
                cells.push((key.clone(), flatten_spans(spans, &mut aside.digests)?));
            }
            ("identifiers", Value::Array(list)) => {
                let pairs = list.iter().map(identifier).collect::<Result<Vec<_>, String>>()?;
                cells.push((key.clone(), pairs.join(";")));
            }
            (_, Value::Array(_)) => {
                let separator = if has_names && is_of_names(key) { '|' } else { ';' };
                cells.push((key.clone(), items(key, value, separator)?.join(&separator.to_string())));
            }
            _ => cells.push((key.clone(), scalar(value)?)),
        }
    }
    aside.stray = qualify(object, &mut roles)?;
    add_unnamed(object, &mut roles)?;
    cells.extend(roles.into_iter().map(|(role, fillers)| (role, fillers.join(";"))));
    Ok(Flat { cells, aside })
}

/// Whether a column holds names.
fn is_of_names(column: &str) -> bool {
    column == "aliases" || column.starts_with("name") || column.starts_with("abbr")
}

/// Adds to each filler what its qualifier says, and returns the qualifiers that belong to none.
fn qualify(
    object: &Map<String, Value>,
    roles: &mut [(String, Vec<String>)],
) -> Result<Vec<(String, String)>, String> {
    let mut stray = Vec::new();
    let Some(Value::Array(qualifiers)) = object.get("qualifiers") else { return Ok(stray) };
    for qualifier in qualifiers {
        let (role, id) = (member(qualifier, "role")?, member(qualifier, "id")?);
        let fillers = roles.iter_mut().find(|(name, _)| *name == role).map(|(_, fillers)| fillers);
        let filler = fillers.and_then(|fillers| fillers.iter_mut().find(|filler| **filler == id));
        let Some(filler) = filler else {
            stray.push((role, id));
            continue;
        };
        if let Some(Value::String(body)) = qualifier.get("for") {
            filler.push('@');
            filler.push_str(undivided("for", body, ';')?);
        }
        if qualifier.get("inferred") == Some(&Value::Bool(true)) {
            filler.push('?');
        }
    }
    Ok(stray)
}

fn add_unnamed(object: &Map<String, Value>, roles: &mut Vec<(String, Vec<String>)>) -> Result<(), String> {
    let Some(Value::Object(unnamed)) = object.get("unnamed") else {
        return match object.get("unnamed") {
            None | Some(Value::String(_)) => Ok(()),
            Some(_) => Err("`unnamed` is neither a text nor an object of counts".to_owned()),
        };
    };
    for (role, count) in unnamed {
        let text = format!("*{}", scalar(count)?);
        match roles.iter_mut().find(|(name, _)| name == role) {
            Some((_, fillers)) => fillers.push(text),
            None => roles.push((role.clone(), vec![text])),
        }
    }
    Ok(())
}

fn long_name(name: &Value) -> Result<LongName, String> {
    let text = undivided("names", member(name, "text")?.trim(), '|')?.to_owned();
    let optional = |key| name.get(key).map_or(Ok(String::new()), scalar);
    let kind = match optional("type")?.as_str() {
        "preferred" | "" => NameKind::Preferred,
        "abbreviation" => NameKind::Abbreviation,
        "alias" => NameKind::Alias,
        other => {
            return Err(format!("found the name type `{other}`, expected preferred, abbreviation or alias"));
        }
    };
    Ok(LongName { text, language: optional("lang")?.trim().to_owned(), kind })
}

fn identifier(item: &Value) -> Result<String, String> {
    let (scheme, id) = (member(item, "scheme")?, member(item, "id")?);
    let scheme = undivided("identifiers", undivided("identifiers", &scheme, ';')?, ':')?;
    Ok(format!("{scheme}:{}", undivided("identifiers", &id, ';')?))
}

/// The cell of evidence; the digest of each of its spans goes beside it.
fn flatten_spans(spans: &[Value], digests: &mut Vec<Option<String>>) -> Result<String, String> {
    let mut cell = String::new();
    for span in spans {
        let text = match span {
            Value::String(text) => text.clone(),
            _ => format!("{}:{}-{}", member(span, "source")?, member(span, "start")?, member(span, "end")?),
        };
        let text = undivided("evidence", text.trim(), ';')?;
        // Parts of nothing are not counted when the cell is divided.
        if !text.is_empty() {
            digests.push(digest(span)?);
            cell.push_str(text);
            cell.push(';');
        }
    }
    Ok(cell)
}

/// The digest beside a span, if there is one.
fn digest(span: &Value) -> Result<Option<String>, String> {
    match span.get("sha256") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(digest)) if digest.parse::<Digest>().is_ok() => Ok(Some(digest.clone())),
        Some(_) => Err("found a `sha256` in the evidence that is not 64 hexadecimal digits".to_owned()),
    }
}

fn member(value: &Value, key: &str) -> Result<String, String> {
    value.get(key).ok_or_else(|| format!("`{key}` is missing")).and_then(scalar)
}

/// The items of a list, or the one text that stands in its place and may be a list as a table has it.
fn items(key: &str, value: &Value, separator: char) -> Result<Vec<String>, String> {
    let Value::Array(list) = value else { return Ok(vec![scalar(value)?]) };
    let item = |item| {
        let text = scalar(item)?;
        undivided(key, &text, separator)?;
        Ok(text)
    };
    list.iter().map(item).collect()
}

/// An item of a list, unless it holds what divides the items in a cell and would come out as two.
fn undivided<'t>(key: &str, text: &'t str, separator: char) -> Result<&'t str, String> {
    if text.contains(separator) {
        let found: String = text.chars().take(60).collect();
        return Err(format!("found `{separator}` in `{found}` of `{key}`, where it divides items"));
    }
    Ok(text)
}

fn scalar(value: &Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(true) => Ok("true".to_owned()),
        Value::Bool(false) => Ok(String::new()),
        Value::Array(_) | Value::Object(_) => {
            Err("found a list or an object where a text is expected".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_form_becomes_the_cells_of_a_table() {
        let object = serde_json::json!({
            "id": "r1", "roles": {"visitor": ["icftu"], "leader": ["bill-jordan"]},
            "qualifiers": [{"role": "leader", "id": "bill-jordan", "for": "icftu", "inferred": true}],
            "unnamed": {"visitor": 2}, "attributes": {"size": 5, "first": true}, "places": ["china"],
            "evidence": [{"source": "s1", "start": 1, "end": 2, "sha256": "0".repeat(64)}]
        });
        let Flat { cells, aside } = flatten(object.as_object().unwrap(), false).unwrap();
        let cell = |name: &str| cells.iter().find(|(column, _)| column == name).unwrap().1.clone();
        assert_eq!(cell("visitor"), "icftu;*2");
        assert_eq!(cell("leader"), "bill-jordan@icftu?");
        assert_eq!((cell("size"), cell("first"), cell("place")), ("5".into(), "true".into(), "china".into()));
        assert_eq!((cell("evidence"), aside.digests), ("s1:1-2;".into(), vec![Some("0".repeat(64))]));
    }

    #[test]
    fn a_list_is_divided_by_what_divides_its_column() {
        let object =
            serde_json::json!({"aliases": ["a", "b"], "abbr_en": ["c;d", "e"], "part_of": ["f", "g"]});
        let cells = |has_names| flatten(object.as_object().unwrap(), has_names).map(|flat| flat.cells);
        let values: Vec<String> = cells(true).unwrap().into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, ["a|b", "c;d|e", "f;g"]);
        assert_eq!(cells(false).unwrap_err(), "found `;` in `c;d` of `abbr_en`, where it divides items");
    }
}
