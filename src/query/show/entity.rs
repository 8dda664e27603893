//! The card of an entity, rendered.

use super::card::Card;
use super::{Appearance, EntityCard, bounds};
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, Judgement, undated_sentence};
use crate::query::{Rendering, evidence, wording};
use crate::resolve::Merged;
use crate::table::{Cell, Table};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

pub(super) fn to_text(card: &EntityCard, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let mut page = Card::new(rendering, &wording::full_name(graph, card.entity, rendering.language));
    page.fields(&fields(card, graph, rendering));
    names(&mut page, card, graph);
    judgements(&mut page, card, graph);
    records(&mut page, card, graph, rendering);
    page.finish()
}

fn fields(
    card: &EntityCard,
    graph: &KnowledgeGraph,
    rendering: &Rendering<'_>,
) -> Vec<(&'static str, String)> {
    let (dataset, language) = (graph.dataset(), rendering.language);
    let (entities, entity, merged) = (&dataset.entities, card.entity, graph.merged(card.entity));
    let name = |english, chinese| if wording::is_chinese(language) { chinese } else { english };
    let ids = |list: &[EntityIx]| {
        let ids: Vec<String> = list.iter().map(|&entity| entities.id(entity).to_owned()).collect();
        wording::list(language, &ids)
    };
    let lifespan = merged.lifespan().map(|extent| bounds::told(extent, language));
    let mut fields = vec![
        (name("id", "编号"), entities.id(entity).to_owned()),
        (
            name("kind", "类别"),
            dataset.vocabulary.entity_kind(entities.kind(entity)).label.get(language).to_owned(),
        ),
        (name("type", "类型"), merged.type_name().to_owned()),
        (name("country", "国家"), merged.country().to_owned()),
        (name("part of", "隶属"), merged.part_of().to_owned()),
        (name("parts", "下属"), ids(&card.parts)),
        (name("lifespan", "存续"), lifespan.unwrap_or_default()),
        (name("identifiers", "标识符"), identifiers(merged, language)),
        (name("also known by the ids", "合并的编号"), ids(&card.merged)),
        (name("neighbours", "相邻者"), card.neighbours.to_string()),
    ];
    fields.extend(merged.notes().into_iter().map(|note| (name("note", "附注"), note.to_owned())));
    fields
}

fn identifiers(merged: Merged<'_>, language: &str) -> String {
    let written =
        merged.identifiers().into_iter().map(|identifier| format!("{}:{}", identifier.scheme, identifier.id));
    wording::list(language, &written.collect::<Vec<_>>())
}

fn names(page: &mut Card<'_>, card: &EntityCard, graph: &KnowledgeGraph) {
    let names = graph.merged(card.entity).names();
    if names.is_empty() {
        return;
    }
    page.heading("Names", "名称", names.len());
    let languages = names.iter().map(|name| name.language.width()).max().unwrap_or(0);
    for name in names {
        let kind = match name.kind {
            crate::model::NameKind::Preferred => page.pick("preferred", "首选"),
            crate::model::NameKind::Abbreviation => page.pick("abbreviation", "简称"),
            crate::model::NameKind::Alias => page.pick("alias", "别名"),
        };
        let kind = format!("{}{kind}{}", page.pick("  (", "（"), page.pick(")", "）"));
        page.line(2, &format!("{:languages$}  {}{kind}", name.language, name.text));
    }
}

fn judgements(page: &mut Card<'_>, card: &EntityCard, graph: &KnowledgeGraph) {
    if card.judgements.is_empty() {
        return;
    }
    page.heading("Judgements on who is whom", "同异判断", card.judgements.len());
    for &n in &card.judgements {
        let (judgement, entities) = (&graph.dataset().judgements[n], &graph.dataset().entities);
        let ids = format!("{} / {}", entities.id(judgement.a), entities.id(judgement.b));
        let kind = judgement_word(page, judgement);
        let by: Vec<&str> =
            [judgement.who.as_str(), judgement.when.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
        page.line(2, &format!("{ids}: {kind}  [{}]", by.join(", ")));
        page.line(4, &judgement.why);
    }
}

fn judgement_word<'a>(page: &Card<'a>, judgement: &Judgement) -> &'a str {
    match judgement.kind {
        crate::model::JudgementKind::Same => page.pick("the same", "相同"),
        crate::model::JudgementKind::Different => page.pick("different", "不同"),
        crate::model::JudgementKind::Unsure => page.pick("unsure", "未定"),
    }
}

fn records(page: &mut Card<'_>, card: &EntityCard, graph: &KnowledgeGraph, rendering: &Rendering<'_>) {
    page.heading("Records", "记录", card.records.len());
    let date = |appearance: &Appearance| wording::date(graph, appearance.record, rendering.language);
    let width = card.records.iter().map(|appearance| date(appearance).width()).max().unwrap_or(0);
    for appearance in &card.records {
        let (date, record) = (date(appearance), appearance.record);
        let gap = " ".repeat(width - date.width() + 2);
        page.line(
            2,
            &format!("{date}{gap}{}", undated_sentence(graph.dataset(), record, rendering.language)),
        );
        let (role, id) = (role_words(appearance, graph, rendering), graph.dataset().records.id(record));
        page.line(width + 4, &format!("{role}  {id}  {}", evidence::spans(graph, record)));
        for passage in evidence::quoted(graph, rendering, record) {
            page.line(width + 4, &passage);
        }
    }
}

/// The roles it fills there: `as host (inferred)`, or that others act for it.
fn role_words(appearance: &Appearance, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let (dataset, language) = (graph.dataset(), rendering.language);
    let kind = dataset.vocabulary.kind(dataset.records.kind(appearance.record));
    let labels = appearance.roles.iter().map(|&role| kind.role(role).label.get(language).to_owned());
    let labels = wording::list(language, &labels.collect::<Vec<_>>());
    let mark = if appearance.inferred { wording::inferred(language) } else { "" };
    match (labels.is_empty(), wording::is_chinese(language)) {
        (true, _) => wording::pick(language, "represented by others", "由他人代表").to_owned(),
        (false, true) => format!("作为{labels}{mark}"),
        (false, false) => format!("as {labels}{mark}"),
    }
}

pub(super) fn to_json(card: &EntityCard, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let (dataset, entity, merged) = (graph.dataset(), card.entity, graph.merged(card.entity));
    let entities = &dataset.entities;
    let ids = |list: &[EntityIx]| list.iter().map(|&entity| entities.id(entity)).collect::<Value>();
    let name = |name: crate::model::Name<'_>| json!({"text": name.text, "lang": name.language, "type": name.kind.as_str()});
    let identifier = |i: crate::model::Identifier<'_>| json!({"scheme": i.scheme, "id": i.id});
    json!({
        "subject": "entity",
        "id": entities.id(entity),
        "kind": dataset.vocabulary.entity_kind(entities.kind(entity)).name,
        "type": stated(merged.type_name()),
        "names": merged.names().into_iter().map(name).collect::<Value>(),
        "country": stated(merged.country()),
        "part_of": stated(merged.part_of()),
        "parts": ids(&card.parts),
        "lifespan": merged.lifespan().and_then(|extent| stated(extent.as_str())),
        "identifiers": merged.identifiers().into_iter().map(identifier).collect::<Value>(),
        "note": stated(&merged.notes().join("\n")),
        "merged_ids": ids(&card.merged),
        "judgements": card.judgements.iter().map(|&n| judgement_json(graph, n)).collect::<Value>(),
        "neighbours": card.neighbours,
        "records": card.records.iter().map(|a| appearance_json(a, graph, rendering)).collect::<Value>(),
    })
}

fn judgement_json(graph: &KnowledgeGraph, n: usize) -> Value {
    let (judgement, entities) = (&graph.dataset().judgements[n], &graph.dataset().entities);
    json!({
        "a": entities.id(judgement.a),
        "b": entities.id(judgement.b),
        "judgement": judgement.kind.as_str(),
        "who": judgement.who,
        "when": judgement.when,
        "why": judgement.why,
    })
}

fn appearance_json(appearance: &Appearance, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let (dataset, record) = (graph.dataset(), appearance.record);
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    json!({
        "id": dataset.records.id(record),
        "kind": kind.name,
        "date": stated(dataset.extent(record).as_str()),
        "roles": appearance.roles.iter().map(|&role| kind.role(role).name.as_str()).collect::<Value>(),
        "inferred": appearance.inferred,
        "sentence": crate::model::sentence(dataset, record, rendering.language),
        "evidence": evidence::to_json(graph, rendering, record),
    })
}

pub(super) fn to_table(card: &EntityCard, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let mut table = Table::new(["date", "record", "kind", "roles", "inferred", "sentence", "evidence"]);
    let dataset = graph.dataset();
    for appearance in &card.records {
        let record = appearance.record;
        let kind = dataset.vocabulary.kind(dataset.records.kind(record));
        let roles: Vec<&str> = appearance.roles.iter().map(|&role| kind.role(role).name.as_str()).collect();
        table.push([
            Cell::from(dataset.extent(record).as_str()),
            Cell::from(dataset.records.id(record)),
            Cell::from(kind.name.as_str()),
            Cell::from(roles.join(";")),
            Cell::from(if appearance.inferred { "true" } else { "false" }),
            Cell::from(crate::model::sentence(dataset, record, rendering.language)),
            Cell::from(evidence::spans(graph, record).trim_matches(['[', ']'])),
        ]);
    }
    table
}

/// A text, or nothing when it is empty.
pub(in crate::query) fn stated(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
