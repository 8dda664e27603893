//! Records as nodes: each edge of one leads to who fills a role in it.

use super::records::{self, Fillers};
use super::{Item, Parts, Reading, entities};
use hashbrown::HashMap;

/// The rows of a graph whose records are nodes.
pub(super) fn rows(reading: &mut Reading<'_>) -> Parts {
    let drawn = reading.drawn;
    let mut parts = Parts::default();
    let mut fillers = fillers(reading);
    for node in &drawn.nodes {
        if node.get("record_id").is_empty() {
            entities::add(reading, node, &mut parts.entities, &mut parts.judgements);
            continue;
        }
        let mut row = records::row(reading, node, &mut parts.told);
        fillers.remove(node.id.as_str()).unwrap_or_default().tell(&mut row);
        parts.records.push((node.line, row));
    }
    parts
}

/// The fillers of each record by the id of its node.
fn fillers<'d>(reading: &mut Reading<'d>) -> HashMap<&'d str, Fillers> {
    let drawn = reading.drawn;
    let kinds: HashMap<&str, &str> =
        drawn.nodes.iter().map(|node| (node.id.as_str(), node.get("record_kind"))).collect();
    let mut fillers: HashMap<&str, Fillers> = HashMap::new();
    for edge in &drawn.edges {
        let kind = kinds.get(edge.source.as_str()).copied().unwrap_or_default();
        if kind.is_empty() {
            reading.odd(edge, format!("the edge `{}` does not begin at a record", edge.id));
            continue;
        }
        if leads_to_a_body(reading, edge, kind) {
            continue;
        }
        let own = fillers.entry(&edge.source).or_default();
        own.add(edge.get("relation"), &edge.target, edge.is("inferred"));
        if !edge.get("acting_for").is_empty() {
            own.acts_for(edge.get("relation"), &edge.target, edge.get("acting_for"));
        }
    }
    fillers
}

/// Whether an edge only draws what the edge of the filler says: whom it acts for.
fn leads_to_a_body(reading: &Reading<'_>, edge: &Item, kind: &str) -> bool {
    let kind = reading.vocabulary.find_kind(kind).map(|kind| reading.vocabulary.kind(kind));
    let is_role = kind.is_some_and(|kind| kind.find_role(edge.get("relation")).is_some());
    !is_role && edge.get("edge_id").ends_with("_for")
}
