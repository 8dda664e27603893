//! An object of JSON flattened into the cells that a row of a table would have.
//!
//! `"host": ["a"]` is the cell `a`; the long form of `graph.json` (`roles`, `qualifiers`, `unnamed`, `attributes`,
//! `names`, `places`, `evidence` as objects) becomes the same cells, so a table is interpreted in one place whatever its
//! syntax.

use serde_json::{Map, Value};

/// The most keys that the objects of a file may have among them, and the most names or qualifiers of one object.
pub(super) const KEY_LIMIT: usize = 1_000;

/// An object as a row.
pub(super) struct Flat {
    /// Its cells, in the order of its keys.
    pub(super) cells: Vec<(String, String)>,
    /// Its qualifiers, a role and an id, that name someone whom the role does not have.
    pub(super) stray: Vec<(String, String)>,
}

/// The cells of an object, in the order of its keys.
///
/// # Errors
/// A message when a value has a shape that no cell can hold.
pub(super) fn flatten(object: &Map<String, Value>) -> Result<Flat, String> {
    let mut cells: Vec<(String, String)> = Vec::new();
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
                    roles.push((role.clone(), items(fillers)?));
                }
            }
            ("qualifiers" | "unnamed", Value::Array(_) | Value::Object(_)) => {}
            ("attributes", Value::Object(map)) => {
                for (attribute, value) in map {
                    cells.push((attribute.clone(), scalar(value)?));
                }
            }
            ("names", Value::Array(names)) => flatten_names(names, &mut cells)?,
            ("places", value) => cells.push(("place".to_owned(), items(value)?.join(";"))),
            ("evidence", Value::Array(spans)) => cells.push(("evidence".to_owned(), flatten_spans(spans)?)),
            ("identifiers", Value::Array(list)) => {
                let pairs = list
                    .iter()
                    .map(|item| Ok(format!("{}:{}", member(item, "scheme")?, member(item, "id")?)));
                cells.push((key.clone(), pairs.collect::<Result<Vec<_>, String>>()?.join(";")));
            }
            (_, Value::Array(_)) => cells.push((key.clone(), items(value)?.join(";"))),
            _ => cells.push((key.clone(), scalar(value)?)),
        }
    }
    let stray = qualify(object, &mut roles)?;
    add_unnamed(object, &mut roles)?;
    cells.extend(roles.into_iter().map(|(role, fillers)| (role, fillers.join(";"))));
    Ok(Flat { cells, stray })
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
            filler.push_str(body);
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

fn flatten_names(names: &[Value], cells: &mut Vec<(String, String)>) -> Result<(), String> {
    for name in names {
        let text = member(name, "text")?;
        if text.contains('|') {
            return Err(format!("found `|` in the name `{text}`, where it divides names"));
        }
        let language = name.get("lang").and_then(Value::as_str).unwrap_or_default();
        let suffix = if language.is_empty() { String::new() } else { format!("_{language}") };
        let (column, value) = match name.get("type").and_then(Value::as_str) {
            Some("preferred") | None => (format!("name{suffix}"), text),
            Some("abbreviation") => (format!("abbr{suffix}"), text),
            Some("alias") if language.is_empty() => ("aliases".to_owned(), text),
            Some("alias") => ("aliases".to_owned(), format!("{text}@{language}")),
            Some(other) => {
                return Err(format!(
                    "found the name type `{other}`, expected preferred, abbreviation or alias"
                ));
            }
        };
        match cells.iter_mut().find(|(name, _)| *name == column) {
            Some((_, cell)) => {
                cell.push('|');
                cell.push_str(&value);
            }
            None => cells.push((column, value)),
        }
    }
    Ok(())
}

fn flatten_spans(spans: &[Value]) -> Result<String, String> {
    let span = |item: &Value| match item {
        Value::String(text) => Ok(text.clone()),
        _ if !digest_is_well_formed(item) => {
            Err("found a `sha256` in the evidence that is not 64 hexadecimal digits".to_owned())
        }
        _ => Ok(format!("{}:{}-{}", member(item, "source")?, member(item, "start")?, member(item, "end")?)),
    };
    Ok(spans.iter().map(span).collect::<Result<Vec<_>, String>>()?.join(";"))
}

fn digest_is_well_formed(span: &Value) -> bool {
    match span.get("sha256") {
        None | Some(Value::Null) => true,
        Some(Value::String(digest)) => digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()),
        Some(_) => false,
    }
}

fn member(value: &Value, key: &str) -> Result<String, String> {
    value.get(key).ok_or_else(|| format!("`{key}` is missing")).and_then(scalar)
}

fn items(value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::Array(list) => list.iter().map(scalar).collect(),
        _ => Ok(vec![scalar(value)?]),
    }
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
        let cells = flatten(object.as_object().unwrap()).unwrap().cells;
        let cell = |name: &str| cells.iter().find(|(column, _)| column == name).unwrap().1.clone();
        assert_eq!(cell("visitor"), "icftu;*2");
        assert_eq!(cell("leader"), "bill-jordan@icftu?");
        assert_eq!((cell("size"), cell("first"), cell("place")), ("5".into(), "true".into(), "china".into()));
        assert_eq!(cell("evidence"), "s1:1-2");
    }
}
