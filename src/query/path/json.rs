//! A path answer as JSON.

use super::answer::{Cut, Hop, Limits, NoRoute, PathAnswer, Route};
use super::asked;
use crate::graph::{Edge, KnowledgeGraph};
use crate::model::EntityIx;
use crate::query::{Rendering, evidence, wording};
use petgraph::graph::EdgeIndex;
use serde_json::{Map, Value, json};

/// `from`, `to` (objects of `id`, `label`), `time`, `qualified_dates`, `routes` (direct ties first), `non_ties`, `skipped_hubs`, `skipped_records`,
/// `attested_elsewhere`, `filters`, `limits`, and `none`, which is `null` when there is a route.
pub(super) fn answer(answer: &PathAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let json = Writer { answer, graph, rendering };
    let hub = |hub: &super::SkippedHub| {
        let mut object = json.entity(hub.entity);
        object["neighbours"] = hub.neighbours.into();
        object
    };
    let record = |skipped: &super::SkippedRecord| json!({"id": graph.dataset().records.id(skipped.record), "fillers": skipped.fillers});
    json!({
        "from": answer.from.iter().map(|&entity| json.entity(entity)).collect::<Value>(),
        "to": answer.to.iter().map(|&entity| json.entity(entity)).collect::<Value>(),
        "time": answer.asked.time.as_str(),
        "qualified_dates": graph.dataset().settings.qualified_dates.as_str(),
        "routes": answer.direct.iter().chain(&answer.routes).map(|route| json.route(route)).collect::<Value>(),
        "non_ties": answer.non_ties.iter().map(|hop| json.hop(hop)).collect::<Value>(),
        "skipped_hubs": answer.skipped_hubs.iter().map(hub).collect::<Value>(),
        "skipped_records": answer.skipped_records.iter().map(record).collect::<Value>(),
        "attested_elsewhere": answer.attested_elsewhere,
        "filters": asked::filters(&answer.asked, graph),
        "limits": limits(&answer.limits),
        "none": answer.none.as_ref().map(|none| json.none(none)),
    })
}

fn limits(limits: &Limits) -> Value {
    json!({
        "max_hops": limits.max_hops,
        "routes": limits.routes,
        "searched_hops": limits.searched_hops,
        "more": limits.more,
        "more_is_exact": limits.more_is_exact,
        "go_betweens": limits.go_betweens,
        "steps": limits.steps,
        "edges_touched": limits.edges_touched,
        "budget": limits.budget,
        "budget_spent": limits.budget_spent,
    })
}

struct Writer<'a> {
    answer: &'a PathAnswer,
    graph: &'a KnowledgeGraph,
    rendering: &'a Rendering<'a>,
}

impl Writer<'_> {
    fn id(&self, entity: EntityIx) -> &str {
        self.graph.dataset().entities.id(entity)
    }

    fn entity(&self, entity: EntityIx) -> Value {
        let label = self.graph.merged(entity).short_label(self.rendering.language);
        json!({"id": self.id(entity), "label": label})
    }

    fn route(&self, route: &Route) -> Value {
        json!({
            "verdict": route.verdict.map_or("untimed", |verdict| verdict.as_str()),
            "nodes": route.nodes().map(|node| self.id(node)).collect::<Value>(),
            "greatest_degree": route.greatest_degree,
            "hops": route.hops.iter().map(|hop| self.hop(hop)).collect::<Value>(),
        })
    }

    fn hop(&self, hop: &Hop) -> Value {
        let mut edges = hop.edges.iter().map(|&edge| self.edge(edge, hop.from));
        let mut first = edges.next().unwrap_or_default();
        first["parallel"] = edges.collect();
        first
    }

    fn edge(&self, index: EdgeIndex<u32>, from: EntityIx) -> Value {
        let edge = self.graph.edge(index);
        let (dataset, record) = (self.graph.dataset(), edge.record());
        let extent = dataset.extent(record);
        let extent_taken = self.answer.extents.get(&record);
        let (source_role, target_role) = edge.roles();
        json!({
            "edge": edge.id(),
            "source": self.id(edge.source),
            "target": self.id(edge.target),
            "forward": edge.source == from,
            "relation": edge.relation().name,
            "label": wording::label(&edge, from, self.rendering.language),
            "record": dataset.records.id(record),
            "kind": dataset.vocabulary.kind(dataset.records.kind(record)).name,
            "date": extent.is_stated().then(|| extent.as_str()),
            "source_role": source_role,
            "target_role": (!target_role.is_empty()).then_some(target_role),
            "roles": self.roles(&edge),
            "inferred": edge.data.is_inferred(),
            "derived_end": extent_taken.and_then(|taken| taken.derived_end).map(|day| day.to_string()),
            "ended_by": extent_taken.and_then(|taken| taken.ended_by).map(|by| dataset.records.id(by)),
            "evidence": evidence::to_json(self.graph, self.rendering, record),
        })
    }

    /// The named fillers of the edge's record, by role.
    fn roles(&self, edge: &Edge<'_>) -> Value {
        let (dataset, record) = (self.graph.dataset(), edge.record());
        let kind = dataset.vocabulary.kind(dataset.records.kind(record));
        let mut roles = Map::new();
        for (role, definition) in kind.roles() {
            let ids: Vec<Value> =
                dataset.records.in_role(record, role).map(|filler| self.id(filler.entity).into()).collect();
            if !ids.is_empty() {
                roles.insert(definition.name.clone(), ids.into());
            }
        }
        Value::Object(roles)
    }

    fn none(&self, none: &NoRoute) -> Value {
        let cut = |cut: &Cut| json!({"filter": cut.filter.as_str(), "route": self.route(&cut.route)});
        match none {
            NoRoute::Stopped => json!({"reason": "stopped", "cut_by": []}),
            NoRoute::NotConnected => json!({"reason": "not_connected", "cut_by": []}),
            NoRoute::NoneAdmissible => json!({"reason": "none_admissible", "cut_by": []}),
            NoRoute::Cut(cuts) => json!({"reason": "cut", "cut_by": cuts.iter().map(cut).collect::<Value>()}),
        }
    }
}
