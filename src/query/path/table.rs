//! A path answer as rows: one for each edge of each hop.

use super::answer::PathAnswer;
use crate::graph::KnowledgeGraph;
use crate::query::{Rendering, evidence, wording};
use crate::table::{Cell, Table};

/// Columns `route`, `hop` (both from 1), `choice` (1 is the edge that is told), `from`, `to`, `edge`, `source`,
/// `target`, `forward`, `relation`, `label`, `record`, `date`, `inferred`, `evidence`.
pub(super) fn answer(answer: &PathAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let mut table = Table::new([
        "route", "hop", "choice", "from", "to", "edge", "source", "target", "forward", "relation", "label",
        "record", "date", "inferred", "evidence",
    ]);
    let (entities, records) = (&graph.dataset().entities, &graph.dataset().records);
    let text = |text: &str| Cell::from(text.to_owned());
    for (route_number, route) in answer.direct.iter().chain(&answer.routes).enumerate() {
        for (hop_number, hop) in route.hops.iter().enumerate() {
            for (choice, &index) in hop.edges.iter().enumerate() {
                let edge = graph.edge(index);
                let forward = edge.source == hop.from;
                table.push([
                    Cell::from(route_number + 1),
                    Cell::from(hop_number + 1),
                    Cell::from(choice + 1),
                    text(entities.id(hop.from)),
                    text(entities.id(hop.to)),
                    text(&edge.id()),
                    text(entities.id(edge.source)),
                    text(entities.id(edge.target)),
                    text(if forward { "true" } else { "false" }),
                    text(&edge.relation().name),
                    text(wording::label(&edge, hop.from, rendering.language)),
                    text(records.id(edge.record())),
                    text(graph.dataset().extent(edge.record()).as_str()),
                    text(if edge.data.is_inferred() { "true" } else { "false" }),
                    text(evidence::spans(graph, edge.record()).trim_matches(['[', ']'])),
                ]);
            }
        }
    }
    table
}
