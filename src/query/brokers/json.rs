//! Brokers as JSON.

use super::{Broker, BrokersAnswer};
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RecordIx};
use crate::query::path::{SkippedHub, SkippedRecord};
use crate::query::{Rendering, evidence};
use serde_json::{Value, json};

pub(super) fn answer(answer: &BrokersAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let end = |&end: &EntityIx| entity(graph, rendering, end);
    let shortest = answer.shortest_hops.map(|hops| json!({"hops": hops, "routes": answer.shortest_routes}));
    let hub = |hub: &SkippedHub| {
        let mut object = entity(graph, rendering, hub.entity);
        object["neighbours"] = hub.neighbours.into();
        object
    };
    let crowd = |crowd: &SkippedRecord| json!({"id": graph.dataset().records.id(crowd.record), "fillers": crowd.fillers});
    json!({
        "from": answer.from.iter().map(end).collect::<Value>(),
        "to": answer.to.iter().map(end).collect::<Value>(),
        "direct": answer.direct,
        "shortest": shortest,
        "routes": answer.routes,
        "brokers": answer.brokers.iter().map(|one| broker(one, graph, rendering)).collect::<Value>(),
        "brokers_found": answer.brokers_found,
        "skipped_hubs": answer.skipped_hubs.iter().map(hub).collect::<Value>(),
        "skipped_records": answer.skipped_records.iter().map(crowd).collect::<Value>(),
        "limits": limits(answer),
    })
}

fn entity(graph: &KnowledgeGraph, rendering: &Rendering<'_>, entity: EntityIx) -> Value {
    let entities = &graph.dataset().entities;
    json!({"id": entities.id(entity), "label": entities.short_label(entity, rendering.language)})
}

fn limits(answer: &BrokersAnswer) -> Value {
    let limits = &answer.limits;
    json!({
        "max_hops": limits.max_hops,
        "searched_hops": limits.searched_hops,
        "routes": limits.routes,
        "more": limits.more,
        "more_is_exact": limits.more_is_exact,
        "steps": limits.steps,
        "edges_touched": limits.edges_touched,
        "budget": limits.budget,
        "budget_spent": limits.budget_spent,
    })
}

fn broker(broker: &Broker, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let (entities, vocabulary) = (&graph.dataset().entities, &graph.dataset().vocabulary);
    json!({
        "rank": broker.rank,
        "id": entities.id(broker.entity),
        "label": entities.short_label(broker.entity, rendering.language),
        "kind": vocabulary.entity_kind(entities.kind(broker.entity)).name,
        "shortest_routes": broker.shortest,
        "routes": broker.routes,
        "first_route": broker.first.nodes().map(|node| entities.id(node)).collect::<Value>(),
        "records": broker.records.iter().map(|&one| record(graph, rendering, one)).collect::<Value>(),
    })
}

fn record(graph: &KnowledgeGraph, rendering: &Rendering<'_>, record: RecordIx) -> Value {
    let dataset = graph.dataset();
    let extent = dataset.extent(record);
    json!({
        "id": dataset.records.id(record),
        "kind": dataset.vocabulary.kind(dataset.records.kind(record)).name,
        "date": extent.is_stated().then(|| extent.as_str()),
        "evidence": evidence::to_json(graph, rendering, record),
    })
}
