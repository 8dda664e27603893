//! What tells one entity from another of its name.

use super::show::stated;
use super::wording;
use crate::graph::KnowledgeGraph;
use crate::model::EntityIx;
use serde_json::{Map, Value, json};

/// Its kind, type, country, what it is part of, and when it existed: `organisation, national-centre, CN, 1925/..`.
pub(super) fn distinction(graph: &KnowledgeGraph, entity: EntityIx, language: &str) -> String {
    let (dataset, entities) = (graph.dataset(), &graph.dataset().entities);
    let part = match entities.part_of(entity) {
        "" => String::new(),
        whole => format!("{}{whole}", wording::pick(language, "part of ", "属于")),
    };
    let parts = [
        dataset.vocabulary.entity_kind(entities.kind(entity)).label.get(language).to_owned(),
        entities.type_name(entity).to_owned(),
        entities.country(entity).to_owned(),
        part,
        dataset.lifespan(entity).map_or(String::new(), |extent| extent.as_str().to_owned()),
    ];
    let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    wording::list(language, &told)
}

/// The entity as an object of `id`, `label` and what tells it apart.
pub(super) fn to_json(graph: &KnowledgeGraph, entity: EntityIx, language: &str) -> Map<String, Value> {
    let (dataset, entities) = (graph.dataset(), &graph.dataset().entities);
    let object = json!({
        "id": entities.id(entity),
        "label": entities.label(entity, language),
        "kind": dataset.vocabulary.entity_kind(entities.kind(entity)).name,
        "type": stated(entities.type_name(entity)),
        "country": stated(entities.country(entity)),
        "part_of": stated(entities.part_of(entity)),
        "lifespan": dataset.lifespan(entity).and_then(|extent| stated(extent.as_str())),
    });
    match object {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
