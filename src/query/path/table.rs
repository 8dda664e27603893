//! A path answer as rows: one for each edge of each hop.

use super::answer::{Hop, PathAnswer};
use crate::graph::{Edge, KnowledgeGraph};
use crate::query::{Rendering, evidence, wording};
use crate::table::{Cell, Table};

/// Columns `route`, `hop` (both from 1), `choice` (1 is the edge that is told), `from`, `to`, `edge`, `source`,
/// `target`, `forward`, `relation`, `label`, `record`, `date`, `inferred`, `evidence`, `verdict`.
pub(super) fn answer(answer: &PathAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let mut table = Table::new([
        "route", "hop", "choice", "from", "to", "edge", "source", "target", "forward", "relation", "label",
        "record", "date", "inferred", "evidence", "verdict",
    ]);
    for (route_number, route) in answer.direct.iter().chain(&answer.routes).enumerate() {
        let verdict = Cell::from(route.verdict.map_or("untimed", |verdict| verdict.as_str()));
        for (hop_number, hop) in route.hops.iter().enumerate() {
            for (choice, &edge) in hop.edges.iter().enumerate() {
                let numbers = [route_number, hop_number, choice].map(|n| Cell::from(n + 1));
                table.push(
                    numbers
                        .into_iter()
                        .chain(row(graph, rendering, hop, &graph.edge(edge)))
                        .chain([verdict.clone()]),
                );
            }
        }
    }
    table
}

/// What an edge of a hop says, in the order of the columns.
fn row(graph: &KnowledgeGraph, rendering: &Rendering<'_>, hop: &Hop, edge: &Edge<'_>) -> [Cell; 12] {
    let (entities, record) = (&graph.dataset().entities, edge.record());
    let flag = |set: bool| Cell::from(if set { "true" } else { "false" });
    [
        Cell::from(entities.id(hop.from)),
        Cell::from(entities.id(hop.to)),
        Cell::from(edge.id()),
        Cell::from(entities.id(edge.source)),
        Cell::from(entities.id(edge.target)),
        flag(edge.source == hop.from),
        Cell::from(edge.relation().name.as_str()),
        Cell::from(wording::label(edge, hop.from, rendering.language)),
        Cell::from(graph.dataset().records.id(record)),
        Cell::from(graph.dataset().extent(record).as_str()),
        flag(edge.data.is_inferred()),
        Cell::from(evidence::spans(graph, record).trim_matches(['[', ']'])),
    ]
}
