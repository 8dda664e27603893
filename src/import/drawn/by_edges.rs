//! Records as edges: those that name one record are put together.

use super::records::{self, Fillers};
use super::{Item, Parts, Reading, entities};
use hashbrown::HashMap;
use serde_json::{Map, Value};

/// The columns in which the edges of one record may differ, labels aside.
const OWN: [&str; 13] = [
    "relation",
    "edge_id",
    "source_role",
    "target_role",
    "symmetric",
    "tie",
    "inferred",
    "source_inferred",
    "target_inferred",
    "label",
    "weight",
    "interaction",
    "name",
];

/// The rows of a graph whose records are edges.
pub(super) fn rows(reading: &mut Reading<'_>) -> Parts {
    let drawn = reading.drawn;
    let mut parts = Parts::default();
    for node in &drawn.nodes {
        entities::add(reading, node, &mut parts.entities, &mut parts.judgements);
    }
    for edges in by_record(reading) {
        let row = record(reading, &edges, &mut parts);
        parts.records.push((edges[0].line, row));
    }
    parts
}

/// The edges of each record, records in the order in which they are met.
fn by_record<'d>(reading: &mut Reading<'d>) -> Vec<Vec<&'d Item>> {
    let drawn = reading.drawn;
    let mut groups: Vec<Vec<&Item>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for edge in &drawn.edges {
        let id = edge.get("record_id");
        if id.is_empty() {
            reading.odd(edge, format!("the edge `{}` does not say its record: no `record_id`", edge.id));
            continue;
        }
        let place = *places.entry(id).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(edge);
    }
    groups
}

fn record(reading: &mut Reading<'_>, edges: &[&Item], parts: &mut Parts) -> Map<String, Value> {
    let first = edges[0];
    let mut row = records::row(reading, first, &mut parts.told);
    let told = |edge: &'_ Item| {
        let of_record = |column: &str| !OWN.contains(&column) && !column.starts_with("label_");
        edge.values.iter().filter(|(column, _)| of_record(column)).cloned().collect::<Vec<_>>()
    };
    let mut fillers = Fillers::default();
    for &edge in edges {
        if edges.len() > 1 && told(edge) != told(first) {
            reading.odd(
                edge,
                format!("the edges of `{}` differ in what they say of it", first.get("record_id")),
            );
        }
        add_ends(reading, edge, &mut fillers);
    }
    fillers.tell(&mut row);
    row
}

/// Each end with its role; a file of before there were columns for each end says only whether either is inferred.
fn add_ends(reading: &mut Reading<'_>, edge: &Item, fillers: &mut Fillers) {
    let (source, target) = (edge.get("source_role"), edge.get("target_role"));
    if source.is_empty() {
        return reading.odd(edge, format!("the edge `{}` does not say the role of its source", edge.id));
    }
    let inferred = |column: &str| match edge.get(column) {
        "" => edge.is("inferred"),
        told => told == "true",
    };
    fillers.add(source, &edge.source, inferred("source_inferred"));
    if target.is_empty() {
        fillers.acts_for(source, &edge.source, &edge.target);
    } else {
        fillers.add(target, &edge.target, inferred("target_inferred"));
    }
}
