//! Numbers as text, JSON and rows.

use super::StatsAnswer;
use crate::graph::KnowledgeGraph;
use crate::model::Vocabulary;
use crate::model::vocabulary::Words;
use crate::query::{Rendering, wording};
use crate::table::{Cell, Table};
use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr;

pub(super) fn to_text(answer: &StatsAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let language = rendering.language;
    let mut text = String::new();
    by_kind(&mut text, answer, &graph.dataset().vocabulary, language);
    let heading = title(language, "Groups held together by ties", "由联系连成的群组", answer.components);
    section(&mut text, &heading, groups(answer, language));
    let name = |entity| wording::full_name(graph, entity, language);
    let greatest = answer.greatest.iter().map(|&(entity, n)| (name(entity), n));
    section(&mut text, wording::pick(language, "Most neighbours", "相邻者最多"), greatest.collect());
    if let Some((first, last)) = answer.first.zip(answer.last) {
        let (english, chinese) = (format!("Dates: {first} to {last}\n"), format!("日期：{first}至{last}\n"));
        text.push_str(wording::pick(language, &english, &chinese));
    }
    text
}

fn by_kind(text: &mut String, answer: &StatsAnswer, vocabulary: &Vocabulary, language: &str) {
    let label = |words: &Words| words.get(language).to_owned();
    let (entities, records, edges) = answer.counts;
    let kinds = answer.entities.iter().map(|&(kind, n)| (label(&vocabulary.entity_kind(kind).label), n));
    section(text, &title(language, "Entities", "实体", entities), kinds.collect());
    let kinds = answer.records.iter().map(|&(kind, n)| (label(&vocabulary.kind(kind).label), n));
    let rows = kinds.chain(records_apart(answer, language)).collect();
    section(text, &title(language, "Records", "记录", records), rows);
    let relations =
        answer.edges.iter().map(|&(relation, n)| (label(&vocabulary.relation(relation).label), n));
    let rows = relations.chain(edges_apart(answer, language)).collect();
    section(text, &title(language, "Edges", "连线", edges), rows);
}

fn title(language: &str, english: &str, chinese: &str, n: usize) -> String {
    format!("{}{}{n}", wording::pick(language, english, chinese), wording::pick(language, ": ", "："))
}

/// A heading, and below it rows with theirs.
fn section(text: &mut String, title: &str, rows: Vec<(String, usize)>) {
    text.push_str(&format!("{title}\n"));
    let names = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let numbers = rows.iter().map(|(_, n)| n.to_string().len()).max().unwrap_or(0);
    for (name, n) in rows {
        let gap = " ".repeat(names - name.width() + 2);
        text.push_str(&format!("  {name}{gap}{n:numbers$}\n"));
    }
    text.push('\n');
}

fn records_apart(answer: &StatsAnswer, language: &str) -> Vec<(String, usize)> {
    let pick = |english, chinese| wording::pick(language, english, chinese).to_owned();
    vec![
        (pick("- with a date", "- 有日期"), answer.dated),
        (pick("- without a date", "- 无日期"), answer.counts.1 - answer.dated),
        (pick("- with evidence", "- 有出处"), answer.evidenced),
        (pick("- passages", "- 段落"), answer.passages),
        (pick("- sources", "- 文献"), answer.sources),
    ]
}

fn edges_apart(answer: &StatsAnswer, language: &str) -> Vec<(String, usize)> {
    let pick = |english, chinese| wording::pick(language, english, chinese).to_owned();
    vec![
        (pick("- ties", "- 算联系"), answer.ties),
        (pick("- no ties", "- 不算联系"), answer.counts.2 - answer.ties),
        (pick("- with an inferred end", "- 一端为推定"), answer.inferred),
    ]
}

fn groups(answer: &StatsAnswer, language: &str) -> Vec<(String, usize)> {
    let pick = |english, chinese| wording::pick(language, english, chinese).to_owned();
    vec![
        (pick("entities in the greatest", "最大群组的实体"), answer.greatest_component),
        (pick("entities without a tie", "没有联系的实体"), answer.isolated),
    ]
}

pub(super) fn to_json(answer: &StatsAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let vocabulary = &graph.dataset().vocabulary;
    let entities =
        answer.entities.iter().map(|&(kind, n)| (vocabulary.entity_kind(kind).name.clone(), n.into()));
    let records = answer.records.iter().map(|&(kind, n)| (vocabulary.kind(kind).name.clone(), n.into()));
    let edges =
        answer.edges.iter().map(|&(relation, n)| (vocabulary.relation(relation).name.clone(), n.into()));
    let names = &graph.dataset().entities;
    let greatest = answer.greatest.iter().map(|&(entity, n)| {
        json!({"id": names.id(entity), "label": graph.merged(entity).short_label(rendering.language), "neighbours": n})
    });
    json!({
        "entities": {"total": answer.counts.0, "by_kind": entities.collect::<Map<_, _>>()},
        "records": {"total": answer.counts.1, "by_kind": records.collect::<Map<_, _>>()},
        "edges": {"total": answer.counts.2, "by_relation": edges.collect::<Map<_, _>>()},
        "dated": answer.dated,
        "undated": answer.counts.1 - answer.dated,
        "first_day": answer.first.map(|day| day.to_string()),
        "last_day": answer.last.map(|day| day.to_string()),
        "with_evidence": answer.evidenced,
        "sources": answer.sources,
        "passages": answer.passages,
        "ties": answer.ties,
        "inferred_edges": answer.inferred,
        "components": answer.components,
        "greatest_component": answer.greatest_component,
        "isolated": answer.isolated,
        "greatest_degrees": greatest.collect::<Value>(),
    })
}

/// The JSON laid out in rows, so that both always say the same.
pub(super) fn to_table(answer: &StatsAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let mut table = Table::new(["measure", "of", "count"]);
    let mut push = |measure: &str, of: &str, count: Cell| table.push([measure.into(), of.into(), count]);
    let number = |value: &Value| value.as_u64().map_or(Cell::Empty, Cell::from);
    let Value::Object(measures) = to_json(answer, graph, rendering) else { return table };
    for (measure, value) in &measures {
        match value {
            Value::Object(parts) => {
                push(measure, "", parts.get("total").map_or(Cell::Empty, number));
                for (of, count) in parts.values().filter_map(Value::as_object).flatten() {
                    push(measure, of, number(count));
                }
            }
            Value::Array(list) => {
                let rows = list.iter().filter_map(|row| Some((row["id"].as_str()?, &row["neighbours"])));
                rows.for_each(|(id, count)| push(measure, id, number(count)));
            }
            _ => push(measure, value.as_str().unwrap_or_default(), number(value)),
        }
    }
    table
}
