//! Brokers as rows, one each.

use super::{Broker, BrokersAnswer};
use crate::graph::KnowledgeGraph;
use crate::query::Rendering;
use crate::table::{Cell, Table};

pub(super) fn answer(answer: &BrokersAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let mut table =
        Table::new(["rank", "id", "label", "kind", "shortest_routes", "routes", "first_route", "records"]);
    for broker in &answer.brokers {
        table.push(row(broker, graph, rendering));
    }
    table
}

fn row(broker: &Broker, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> [Cell; 8] {
    let (dataset, entities) = (graph.dataset(), &graph.dataset().entities);
    let route: Vec<&str> = broker.first.nodes().map(|node| entities.id(node)).collect();
    let records: Vec<&str> = broker.records.iter().map(|&record| dataset.records.id(record)).collect();
    [
        Cell::from(broker.rank),
        Cell::from(entities.id(broker.entity)),
        Cell::from(entities.short_label(broker.entity, rendering.language)),
        Cell::from(dataset.vocabulary.entity_kind(entities.kind(broker.entity)).name.as_str()),
        Cell::from(broker.shortest),
        Cell::from(broker.routes),
        Cell::from(route.join(";")),
        Cell::from(records.join(";")),
    ]
}
