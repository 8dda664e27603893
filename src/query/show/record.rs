//! The card of a record, rendered.

use super::bounds;
use super::card::Card;
use super::entity::stated;
use crate::date::{Bounds, Day};
use crate::graph::{Edge, KnowledgeGraph};
use crate::model::vocabulary::{AttributeType, TimeClass};
use crate::model::{AttributeIx, EntityIx, Filler, RecordIx, attribute_words, sentence};
use crate::query::{Rendering, evidence, wording};
use crate::table::{Cell, Table};
use serde_json::{Map, Value, json};

pub(super) fn to_text(record: RecordIx, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let (dataset, language) = (graph.dataset(), rendering.language);
    let mut page = Card::new(rendering, &sentence(dataset, record, language));
    page.fields(&fields(record, graph, language));
    roles(&mut page, record, graph, language);
    attributes(&mut page, record, graph, language);
    passages(&mut page, record, graph, rendering);
    edges(&mut page, record, graph, language);
    page.finish()
}

fn fields(record: RecordIx, graph: &KnowledgeGraph, language: &str) -> Vec<(&'static str, String)> {
    let (dataset, records) = (graph.dataset(), &graph.dataset().records);
    let kind = dataset.vocabulary.kind(records.kind(record));
    let name = |english, chinese| if wording::is_chinese(language) { chinese } else { english };
    let class = match kind.class {
        TimeClass::Happening => name("happening", "事件"),
        TimeClass::State => name("state", "状态"),
    };
    let class = format!("{}{}{class}", kind.label.get(language), name(", ", "，"));
    let extent = dataset.extent(record);
    let places: Vec<String> =
        records.places(record).iter().map(|&place| dataset.place(place).label(language).to_owned()).collect();
    let mut fields = vec![
        (name("id", "编号"), records.id(record).to_owned()),
        (name("kind", "类别"), class),
        (name("date", "日期"), bounds::told(extent, language)),
    ];
    fields.extend(bounds::in_words(extent, language));
    fields.extend([
        (name("series", "多次"), series(records.series(record), language)),
        (name("place", "地点"), wording::list(language, &places)),
        (name("summary", "摘要"), records.summary(record).to_owned()),
        (name("note", "附注"), records.note(record).to_owned()),
    ]);
    fields
}

fn series(series: &str, language: &str) -> String {
    match series {
        "" => String::new(),
        "many" => wording::pick(language, "several of this kind", "多次").to_owned(),
        n => format!("{n}{}", wording::pick(language, " of this kind", "次")),
    }
}

fn roles(page: &mut Card<'_>, record: RecordIx, graph: &KnowledgeGraph, language: &str) {
    let (dataset, records) = (graph.dataset(), &graph.dataset().records);
    let kind = dataset.vocabulary.kind(records.kind(record));
    let unnamed = records.unnamed(record);
    page.heading("Roles", "角色", records.fillers(record).len() + unnamed.len());
    let named = records.fillers(record).iter().enumerate().map(|(n, filler)| {
        (kind.role(filler.role).label.get(language), filler_words(graph, record, n, filler, language))
    });
    let unnamed = unnamed.iter().map(|unnamed| {
        let words = wording::count(language, unnamed.count.into(), "unnamed", "unnamed", "个未具名者");
        (kind.role(unnamed.role).label.get(language), words)
    });
    page.fields(&named.chain(unnamed).collect::<Vec<_>>());
}

fn filler_words(
    graph: &KnowledgeGraph,
    record: RecordIx,
    n: usize,
    filler: &Filler,
    language: &str,
) -> String {
    let records = &graph.dataset().records;
    let mark = if filler.inferred { wording::inferred(language) } else { "" };
    let body = records.acting_for(record, n).map(|body| {
        let body = graph.merged(body).short_label(language);
        format!("{}{body}", wording::pick(language, ", acting for ", "，代表"))
    });
    let name = wording::full_name(graph, filler.entity, language);
    format!("{name}{mark}{}  {}", body.unwrap_or_default(), graph.dataset().entities.id(filler.entity))
}

fn stated_attributes(graph: &KnowledgeGraph, record: RecordIx) -> Vec<(AttributeIx, &str)> {
    let dataset = graph.dataset();
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    let value = |&attribute: &AttributeIx| Some((attribute, dataset.records.attribute(record, attribute)?));
    kind.attributes.iter().filter_map(value).collect()
}

fn attributes(page: &mut Card<'_>, record: RecordIx, graph: &KnowledgeGraph, language: &str) {
    let attributes = stated_attributes(graph, record);
    if attributes.is_empty() {
        return;
    }
    page.heading("Attributes", "属性", attributes.len());
    let vocabulary = &graph.dataset().vocabulary;
    let row = |&(attribute, value): &(AttributeIx, &str)| {
        // A flag's words are its label, which stands in front already.
        let words = match vocabulary.attribute(attribute).value_type {
            AttributeType::Flag => wording::pick(language, "yes", "是").to_owned(),
            _ => attribute_words(graph.dataset(), attribute, value, language),
        };
        (vocabulary.attribute(attribute).label.get(language), words)
    };
    page.fields(&attributes.iter().map(row).collect::<Vec<_>>());
}

fn passages(page: &mut Card<'_>, record: RecordIx, graph: &KnowledgeGraph, rendering: &Rendering<'_>) {
    let evidence = graph.dataset().records.evidence(record);
    page.heading("Evidence", "出处", evidence.len());
    for &number in evidence {
        let digest = graph.dataset().passage(number).sha256.map(|digest| digest.to_string());
        page.line(2, &format!("{}  {}", evidence::span(graph, number), digest.unwrap_or_default()));
        if let Some(text) = rendering.texts.and_then(|texts| texts.passage(number)) {
            page.line(4, &format!("“{}”", text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
}

fn edges(page: &mut Card<'_>, record: RecordIx, graph: &KnowledgeGraph, language: &str) {
    let edges: Vec<Edge<'_>> = graph.edges_of(record).collect();
    page.heading("Edges", "连线", edges.len());
    for edge in edges {
        let told = wording::bare_statement(graph, &edge, edge.source, language);
        let tie = if edge.data.is_tie() { "" } else { page.pick("  (no tie)", "（不算联系）") };
        page.line(2, &format!("{told}{tie}  {}", edge.id()));
    }
}

pub(super) fn to_json(record: RecordIx, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let (dataset, records) = (graph.dataset(), &graph.dataset().records);
    let kind = dataset.vocabulary.kind(records.kind(record));
    let places = records.places(record).iter().map(|&place| dataset.place(place));
    json!({
        "subject": "record",
        "id": records.id(record),
        "kind": kind.name,
        "class": match kind.class { TimeClass::Happening => "happening", TimeClass::State => "state" },
        "sentence": sentence(dataset, record, rendering.language),
        "date": stated(dataset.extent(record).as_str()),
        "bounds": bounds_json(dataset.extent(record).bounds()),
        "roles": roles_json(record, graph, rendering),
        "unnamed": records.unnamed(record).iter().map(|u| (kind.role(u.role).name.clone(), u.count.into())).collect::<Map<_, _>>(),
        "attributes": stated_attributes(graph, record).into_iter()
            .map(|(attribute, value)| (dataset.vocabulary.attribute(attribute).name.clone(), value.into()))
            .collect::<Map<_, _>>(),
        "places": places.map(|place| json!({"id": place.id, "label": place.label(rendering.language)})).collect::<Value>(),
        "series": stated(records.series(record)),
        "summary": stated(records.summary(record)),
        "note": stated(records.note(record)),
        "evidence": evidence::to_json(graph, rendering, record),
        "edges": graph.edges_of(record).map(|edge| edge_json(graph, &edge)).collect::<Value>(),
    })
}

fn bounds_json(bounds: &Bounds) -> Value {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    json!({
        "earliest_start": day(bounds.earliest_start),
        "latest_start": day(bounds.latest_start),
        "earliest_end": day(bounds.earliest_end),
        "latest_end": day(bounds.latest_end),
    })
}

fn roles_json(record: RecordIx, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let (dataset, records) = (graph.dataset(), &graph.dataset().records);
    let kind = dataset.vocabulary.kind(records.kind(record));
    let id = |entity: EntityIx| dataset.entities.id(entity);
    let mut roles: Map<String, Value> = Map::new();
    for (n, filler) in records.fillers(record).iter().enumerate() {
        let entry = roles.entry(kind.role(filler.role).name.clone()).or_insert_with(|| json!([]));
        if let Value::Array(list) = entry {
            list.push(json!({
                "id": id(filler.entity),
                "label": graph.merged(filler.entity).short_label(rendering.language),
                "inferred": filler.inferred,
                "for": records.acting_for(record, n).map(id),
            }));
        }
    }
    Value::Object(roles)
}

fn edge_json(graph: &KnowledgeGraph, edge: &Edge<'_>) -> Value {
    let entities = &graph.dataset().entities;
    json!({
        "id": edge.id(),
        "source": entities.id(edge.source),
        "target": entities.id(edge.target),
        "relation": edge.relation().name,
        "symmetric": edge.data.is_symmetric(),
        "tie": edge.data.is_tie(),
        "inferred": edge.data.is_inferred(),
        "weight": edge.weight(),
    })
}

pub(super) fn to_table(record: RecordIx, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let mut table = Table::new(["role", "id", "label", "inferred", "for", "unnamed"]);
    let (dataset, records) = (graph.dataset(), &graph.dataset().records);
    let kind = dataset.vocabulary.kind(records.kind(record));
    for (n, filler) in records.fillers(record).iter().enumerate() {
        let body = records.acting_for(record, n).map_or("", |body| dataset.entities.id(body));
        table.push([
            Cell::from(kind.role(filler.role).name.as_str()),
            Cell::from(dataset.entities.id(filler.entity)),
            Cell::from(graph.merged(filler.entity).short_label(rendering.language)),
            Cell::from(if filler.inferred { "true" } else { "false" }),
            Cell::from(body),
            Cell::Empty,
        ]);
    }
    for unnamed in records.unnamed(record) {
        let role = Cell::from(kind.role(unnamed.role).name.as_str());
        let count = Cell::from(u64::from(unnamed.count));
        table.push([role, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, count]);
    }
    table
}
