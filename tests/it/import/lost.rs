//! What a format says that it loses, blanked out of a `graph.json`.

use relata::export::loss::{self, Loss};
use relata::export::{Shape, exporter};
use relata::graph::KnowledgeGraph;
use relata::model::language_suffix;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Losses of which nothing shows here: settings and vocabulary are lent, and no two ids are one.
const LENT: [&Loss; 3] = [&loss::SETTINGS, &loss::VOCABULARY, &loss::MERGED_IDS];

/// Losses that are blanked out.
const BLANKED: [&Loss; 12] = [
    &loss::RECORDS_WITHOUT_EDGES,
    &loss::FILLERS_WITHOUT_EDGES,
    &loss::FILLER_ORDER,
    &loss::LIST_ORDER,
    &loss::PLACE_DETAILS,
    &loss::SOURCE_DETAILS,
    &loss::SOURCE_FILES,
    &loss::PASSAGE_DIGESTS,
    &loss::JUDGEMENTS,
    &loss::NAME_LANGUAGES,
    &loss::NAME_KINDS,
    &loss::TEXT_LANGUAGES,
];

/// The losses of a format in a shape.
pub struct Lost(BTreeSet<&'static str>);

impl Lost {
    pub fn of(format: &str, shape: Shape) -> Self {
        let fields = exporter(format).unwrap().losses(shape).into_iter().map(|loss| loss.field);
        let lost = Self(fields.collect());
        let is_known = |field: &str| LENT.iter().chain(&BLANKED).any(|loss| loss.field == field);
        assert!(lost.0.iter().all(|field| is_known(field)), "a loss that nothing blanks out: {:?}", lost.0);
        lost
    }

    fn has(&self, loss: &Loss) -> bool {
        self.0.contains(loss.field)
    }

    /// Blanks them out of the `graph.json` of a graph.
    pub fn blank(&self, file: &mut Value, graph: &KnowledgeGraph) {
        let places = file["places"].clone();
        let gone = [
            ("places", &loss::PLACE_DETAILS),
            ("sources", &loss::SOURCE_DETAILS),
            ("judgements", &loss::JUDGEMENTS),
        ];
        let is_gone = |key: &str| gone.iter().any(|(name, loss)| *name == key && self.has(loss));
        file.as_object_mut().unwrap().retain(|key, _| !is_gone(key));
        for source in items(file, "sources").filter(|_| self.has(&loss::SOURCE_FILES)) {
            source.retain(|key, _| key != "file" && key != "length");
        }
        for entity in items(file, "entities") {
            self.blank_names(entity);
            self.sort(&loss::LIST_ORDER, entity.get_mut("identifiers"));
        }
        for record in items(file, "records") {
            self.blank_fillers(record, graph);
            self.blank_record(record, &places, graph);
        }
        if self.has(&loss::RECORDS_WITHOUT_EDGES) {
            let has_edges = |record: &Value| {
                let record = graph.dataset().records.find(record["id"].as_str().unwrap()).unwrap();
                graph.edges_of(record).len() > 0
            };
            file["records"].as_array_mut().unwrap().retain(has_edges);
        }
        // Edges are numbered in the order of fillers.
        for edge in items(file, "edges").filter(|_| self.has(&loss::FILLER_ORDER)) {
            edge.remove("id");
        }
        self.sort(&loss::FILLER_ORDER, file.get_mut("edges"));
    }

    fn sort(&self, loss: &Loss, list: Option<&mut Value>) {
        if let Some(Value::Array(items)) = list.filter(|_| self.has(loss)) {
            items.sort_by_key(Value::to_string);
        }
    }

    fn blank_names(&self, entity: &mut Map<String, Value>) {
        let Some(Value::Array(names)) = entity.get_mut("names") else { return };
        let lost = [("type", &loss::NAME_KINDS), ("lang", &loss::NAME_LANGUAGES)];
        for name in names.iter_mut().filter(|name| name["type"] != "preferred") {
            let is_lost = |key: &str| lost.iter().any(|(name, loss)| *name == key && self.has(loss));
            name.as_object_mut().unwrap().retain(|key, _| !is_lost(key));
        }
        if self.has(&loss::NAME_KINDS) {
            // What is a name already is no other name again.
            let told = |name: &Value| format!("{}@{}", name["text"], name["lang"]);
            let preferred: BTreeSet<String> =
                names.iter().filter(|name| name["type"] == "preferred").map(told).collect();
            names.retain(|name| name["type"] == "preferred" || !preferred.contains(&told(name)));
            names.sort_by_key(Value::to_string);
            names.dedup();
        }
    }

    fn blank_fillers(&self, record: &mut Map<String, Value>, graph: &KnowledgeGraph) {
        let id = record["id"].as_str().unwrap().to_owned();
        if self.has(&loss::FILLERS_WITHOUT_EDGES) {
            let joined = joined(graph, &id);
            let is_joined =
                |role: &str, id: &Value| joined.contains(&(role.to_owned(), id.as_str().unwrap().to_owned()));
            let Some(Value::Object(roles)) = record.get_mut("roles") else { return };
            for (role, fillers) in roles.iter_mut() {
                fillers.as_array_mut().unwrap().retain(|filler| is_joined(role, filler));
            }
            roles.retain(|_, fillers| fillers.as_array().is_some_and(|list| !list.is_empty()));
            let qualifiers = record.get_mut("qualifiers").and_then(Value::as_array_mut);
            let stands = |q: &Value| is_joined(q["role"].as_str().unwrap(), &q["id"]);
            qualifiers.into_iter().for_each(|list| list.retain(stands));
        }
        if let Some(Value::Array(qualifiers)) = record.get_mut("qualifiers") {
            qualifiers
                .retain(|qualifier| qualifier.get("for").is_some() || qualifier.get("inferred").is_some());
            if qualifiers.is_empty() {
                record.remove("qualifiers");
            }
        }
        let roles = record.get_mut("roles").and_then(Value::as_object_mut);
        roles
            .into_iter()
            .flat_map(Map::values_mut)
            .for_each(|list| self.sort(&loss::FILLER_ORDER, Some(list)));
        self.sort(&loss::FILLER_ORDER, record.get_mut("qualifiers"));
    }

    fn blank_record(&self, record: &mut Map<String, Value>, places: &Value, graph: &KnowledgeGraph) {
        if let Some(Value::Array(ids)) = record.get_mut("places").filter(|_| self.has(&loss::PLACE_DETAILS)) {
            ids.iter_mut().for_each(|id| *id = label(places, id).into());
        }
        let spans = record.get_mut("evidence").filter(|_| self.has(&loss::PASSAGE_DIGESTS));
        for span in spans.and_then(Value::as_array_mut).into_iter().flatten() {
            span.as_object_mut().unwrap().remove("sha256");
        }
        for key in ["places", "evidence"] {
            self.sort(&loss::LIST_ORDER, record.get_mut(key));
        }
        let settings = &graph.dataset().settings;
        let attributes = record.get_mut("attributes").filter(|_| self.has(&loss::TEXT_LANGUAGES));
        for value in attributes.and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut) {
            let text = value.as_str().unwrap_or_default();
            *value = language_suffix(text, |code| settings.is_language_code(code)).0.to_owned().into();
        }
    }
}

fn items<'f>(file: &'f mut Value, key: &str) -> impl Iterator<Item = &'f mut Map<String, Value>> {
    let list = file.as_object_mut().unwrap().get_mut(key).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}

/// The name by which a drawing tells of a place.
fn label(places: &Value, id: &Value) -> String {
    let place = places.as_array().into_iter().flatten().find(|place| place["id"] == *id);
    let names = || place.and_then(|place| place["names"].as_array()).into_iter().flatten();
    let found = names().find(|name| name["lang"] == "en").or_else(|| names().next());
    found.map_or(id, |name| &name["text"]).as_str().unwrap_or_default().to_owned()
}

/// The fillers of a record that stand on an edge, with their roles.
fn joined(graph: &KnowledgeGraph, record: &str) -> BTreeSet<(String, String)> {
    let dataset = graph.dataset();
    let mut joined = BTreeSet::new();
    for edge in graph.edges_of(dataset.records.find(record).unwrap()) {
        let (source, target) = edge.roles();
        for (entity, role) in [(edge.source, source), (edge.target, target)] {
            joined.insert((role.to_owned(), dataset.entities.id(entity).to_owned()));
        }
    }
    joined
}
