//! What a format loses, blanked out of a `graph.json`.

use relata::export::{Shape, exporter};
use relata::graph::KnowledgeGraph;
use relata::model::language_suffix;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The ways in which formats lose something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Order, abbreviations, what sources are beyond RDF's terms, judgements.
    Triples,
    /// What no drawing tells, and whatever stands on no edge.
    DrawnAsEdges,
    /// What no drawing tells.
    DrawnAsNodes,
}

impl Lost {
    /// Blanks it out of the `graph.json` of a graph.
    pub fn blank(self, file: &mut Value, graph: &KnowledgeGraph) {
        let places = file.as_object_mut().unwrap().get("places").cloned().unwrap_or_default();
        file.as_object_mut().unwrap().remove("judgements");
        for entity in items(file, "entities") {
            self.blank_names(entity);
            if self == Self::Triples {
                sort(entity.get_mut("identifiers").unwrap_or(&mut Value::Null));
            }
        }
        if self == Self::DrawnAsEdges {
            keep_edges(file, graph);
        }
        for record in items(file, "records") {
            self.blank_record(record, &places, graph);
        }
        if self == Self::Triples {
            for source in items(file, "sources") {
                source.retain(|key, _| key != "file" && key != "length");
            }
        } else {
            file.as_object_mut().unwrap().retain(|key, _| key != "sources" && key != "places");
        }
        for edge in items(file, "edges") {
            edge.remove("id");
        }
        sort(&mut file["edges"]);
    }

    /// Names beside the preferred ones lose what they are in triples, their language in drawings.
    fn blank_names(self, entity: &mut Map<String, Value>) {
        let Some(Value::Array(names)) = entity.get_mut("names") else { return };
        for name in names.iter_mut().filter(|name| name["type"] != "preferred") {
            name.as_object_mut().unwrap().remove(if self == Self::Triples { "type" } else { "lang" });
        }
        if self == Self::Triples {
            let preferred: BTreeSet<String> = names
                .iter()
                .filter(|name| name["type"] == "preferred")
                .map(|name| format!("{}@{}", name["text"], name["lang"]))
                .collect();
            // A name that is preferred is not told again as another one.
            let is_told = |name: &Value| preferred.contains(&format!("{}@{}", name["text"], name["lang"]));
            names.retain(|name| name["type"] == "preferred" || !is_told(name));
            names.sort_by_key(Value::to_string);
            names.dedup();
        }
    }

    fn blank_record(self, record: &mut Map<String, Value>, places: &Value, graph: &KnowledgeGraph) {
        if self != Self::DrawnAsNodes {
            let roles = record.get_mut("roles").and_then(Value::as_object_mut);
            roles.into_iter().flat_map(Map::values_mut).for_each(sort);
            sort(record.get_mut("qualifiers").unwrap_or(&mut Value::Null));
        }
        if self == Self::Triples {
            for key in ["places", "evidence"] {
                sort(record.get_mut(key).unwrap_or(&mut Value::Null));
            }
            return;
        }
        if let Some(Value::Array(ids)) = record.get_mut("places") {
            ids.iter_mut().for_each(|id| *id = label(places, id).into());
        }
        for span in record.get_mut("evidence").and_then(Value::as_array_mut).into_iter().flatten() {
            span.as_object_mut().unwrap().remove("sha256");
        }
        let settings = &graph.dataset().settings;
        let attributes = record.get_mut("attributes").and_then(Value::as_object_mut);
        for value in attributes.into_iter().flat_map(Map::values_mut) {
            let text = value.as_str().unwrap_or_default();
            *value = language_suffix(text, |code| settings.is_language_code(code)).0.to_owned().into();
        }
    }
}

fn items<'f>(file: &'f mut Value, key: &str) -> impl Iterator<Item = &'f mut Map<String, Value>> {
    let list = file.as_object_mut().unwrap().get_mut(key).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}

fn sort(list: &mut Value) {
    if let Value::Array(items) = list {
        items.sort_by_key(Value::to_string);
    }
}

/// The name by which a drawing tells of a place.
fn label(places: &Value, id: &Value) -> String {
    let place = places.as_array().into_iter().flatten().find(|place| place["id"] == *id);
    let names = || place.and_then(|place| place["names"].as_array()).into_iter().flatten();
    let found = names().find(|name| name["lang"] == "en").or_else(|| names().next());
    found.map_or(id, |name| &name["text"]).as_str().unwrap_or_default().to_owned()
}

/// Keeps the records that make edges, and of their fillers those that stand on one; who is inferred is told of edges.
fn keep_edges(file: &mut Value, graph: &KnowledgeGraph) {
    assert!(exporter("gexf").unwrap().losses(Shape::Edges).len() > 2);
    let mut joined: BTreeSet<(String, String, String)> = BTreeSet::new();
    for edge in graph.edges() {
        let dataset = graph.dataset();
        let (source, target) = edge.roles();
        for (entity, role) in [(edge.source, source), (edge.target, target)] {
            let (record, id) = (dataset.records.id(edge.record()), dataset.entities.id(entity));
            joined.insert((record.to_owned(), role.to_owned(), id.to_owned()));
        }
    }
    let is_joined = |record: &Value, role: &str, id: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        joined.contains(&(text(record), role.to_owned(), text(id)))
    };
    for record in items(file, "records") {
        let id = record["id"].clone();
        let Some(Value::Object(roles)) = record.get_mut("roles") else { continue };
        for (role, fillers) in roles.iter_mut() {
            fillers.as_array_mut().unwrap().retain(|filler| is_joined(&id, role, filler));
        }
        roles.retain(|_, fillers| fillers.as_array().is_some_and(|list| !list.is_empty()));
        let Some(Value::Array(qualifiers)) = record.get_mut("qualifiers") else { continue };
        qualifiers.retain(|q| is_joined(&id, q["role"].as_str().unwrap_or_default(), &q["id"]));
        for qualifier in qualifiers.iter_mut() {
            qualifier.as_object_mut().unwrap().remove("inferred");
        }
        qualifiers.retain(|qualifier| qualifier.get("for").is_some());
        if qualifiers.is_empty() {
            record.remove("qualifiers");
        }
    }
    let list = file["records"].as_array_mut().unwrap();
    list.retain(|record| {
        record.get("roles").and_then(Value::as_object).is_some_and(|roles| !roles.is_empty())
    });
}
