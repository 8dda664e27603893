//! A ranking as text, JSON and rows.

use super::{CentralityAnswer, Measure, Ranked};
use crate::graph::KnowledgeGraph;
use crate::query::{Rendering, wording};
use crate::table::{Cell, Table};
use serde_json::{Value, json};

pub(super) fn to_text(
    answer: &CentralityAnswer,
    graph: &KnowledgeGraph,
    rendering: &Rendering<'_>,
) -> String {
    let language = rendering.language;
    let mut text = format!("{}\n\n", heading(answer.measure, language));
    if !answer.ranked.is_empty() {
        text.push_str(&rows(answer, graph, language).to_text());
        text.push('\n');
    }
    for line in remarks(answer, language) {
        text.push_str(&format!("{line}\n"));
    }
    text
}

fn heading(measure: Measure, language: &str) -> String {
    let (english, chinese) = match measure {
        Measure::Degree => ("Degree", "度：与多少实体有联系"),
        Measure::Betweenness => {
            ("Betweenness", "中介中心性：位于多少对实体的最短链条之间，一对的多条链条平分")
        }
        Measure::PageRank => ("PageRank", "PageRank：沿联系随机行走所占的份额，总和为1"),
        Measure::Core => ("Core", "核数：所在群体中人人至少与其中k个有联系的最大k"),
        Measure::Component => ("Component", "连通分量：无论经过多少联系相连的实体数，最大者在前"),
    };
    wording::pick(language, &format!("{english}: {}", measure.summary()), chinese).to_owned()
}

/// The ranking in the words of a language.
fn rows(answer: &CentralityAnswer, graph: &KnowledgeGraph, language: &str) -> Table {
    let pick = |english, chinese| wording::pick(language, english, chinese);
    let value = match answer.measure {
        Measure::Degree => None,
        Measure::Betweenness => Some(pick("pairs", "对数")),
        Measure::PageRank => Some(pick("share", "份额")),
        Measure::Core => Some(pick("core", "核数")),
        Measure::Component => Some(pick("size", "大小")),
    };
    let component = (answer.measure == Measure::Component).then_some(pick("component", "分量"));
    let columns = [Some(pick("rank", "名次")), component, value, Some(pick("neighbours", "相邻者"))];
    let columns = columns.into_iter().flatten().chain([pick("entity", "实体")]);
    let mut table = Table::new(columns);
    let greatest = answer.ranked.first().map_or(0.0, |row| row.value);
    for row in &answer.ranked {
        let own = value.map(|_| shown(answer.measure, row.value, greatest));
        let component = row.component.map(|number| Cell::from(u64::from(number)));
        let cells = [Some(Cell::from(row.rank)), component, own, Some(Cell::from(u64::from(row.neighbours)))];
        let name = Cell::from(wording::full_name(graph, row.entity, language));
        table.push(cells.into_iter().flatten().chain([name]));
    }
    table
}

/// A value as people read it, decimals below each other.
fn shown(measure: Measure, value: f64, greatest: f64) -> Cell {
    match measure {
        Measure::Betweenness => {
            let width = format!("{greatest:.1}").len();
            Cell::from(format!("{value:width$.1}"))
        }
        Measure::PageRank => Cell::from(format!("{value:.6}")),
        Measure::Degree | Measure::Core | Measure::Component => Cell::from(value as u64),
    }
}

fn remarks(answer: &CentralityAnswer, language: &str) -> Vec<String> {
    let (given, all, pairs) = (answer.ranked.len(), answer.entities, answer.pairs);
    let say = |english: String, chinese: String| wording::pick(language, &english, &chinese).to_owned();
    let mut lines = Vec::new();
    if let Some(estimate) = answer.estimate {
        let (sources, of) = (estimate.sources, estimate.of);
        lines.push(say(
            format!(
                "Estimated: counted from {sources} of {of} entities, evenly spaced by id, and scaled up."
            ),
            format!("估计值：从{of}个实体中的{sources}个（按编号均匀选取）算起，再按比例放大。"),
        ));
    }
    lines.push(say(
        format!("{given} of {all} entities. {pairs} pairs have ties; several ties of a pair count once, direction does not count."),
        format!("{all}个实体中的{given}个。{pairs}对实体有联系；一对的多条联系只算一次，不计方向。"),
    ));
    lines
}

pub(super) fn to_json(answer: &CentralityAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    json!({
        "measure": answer.measure.as_str(),
        "entities": answer.entities,
        "pairs": answer.pairs,
        "estimated_from": answer.estimate.map(|e| json!({"sources": e.sources, "of": e.of})),
        "ranked": answer.ranked.iter().map(|row| object(answer.measure, row, graph, rendering)).collect::<Value>(),
    })
}

fn object(measure: Measure, row: &Ranked, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let (entities, vocabulary) = (&graph.dataset().entities, &graph.dataset().vocabulary);
    let whole = !matches!(measure, Measure::Betweenness | Measure::PageRank);
    let mut object = json!({
        "rank": row.rank,
        "id": entities.id(row.entity),
        "label": entities.short_label(row.entity, rendering.language),
        "kind": vocabulary.entity_kind(entities.kind(row.entity)).name,
        "value": if whole { Value::from(row.value as u64) } else { Value::from(row.value) },
    });
    if let Some(component) = row.component {
        object["component"] = component.into();
    }
    object["neighbours"] = row.neighbours.into();
    object
}

pub(super) fn to_table(
    answer: &CentralityAnswer,
    graph: &KnowledgeGraph,
    rendering: &Rendering<'_>,
) -> Table {
    let (entities, vocabulary) = (&graph.dataset().entities, &graph.dataset().vocabulary);
    let values: &[&str] = match answer.measure {
        Measure::Component => &["component", "size"],
        measure => &[measure.as_str()],
    };
    let columns = ["rank", "id", "label", "kind"].into_iter().chain(values.iter().copied());
    let mut table = Table::new(columns.chain(["neighbours", "sources"]));
    for row in &answer.ranked {
        let component = row.component.map(|number| Cell::from(u64::from(number)));
        let named = [
            Cell::from(row.rank),
            Cell::from(entities.id(row.entity)),
            Cell::from(entities.short_label(row.entity, rendering.language)),
            Cell::from(vocabulary.entity_kind(entities.kind(row.entity)).name.as_str()),
        ];
        let sources = answer.estimate.map_or(Cell::Empty, |estimate| Cell::from(estimate.sources));
        let counts = [exact(answer.measure, row.value), Cell::from(u64::from(row.neighbours)), sources];
        table.push(named.into_iter().chain(component).chain(counts));
    }
    table
}

/// A value with all its decimals; a decimal cell would show four.
fn exact(measure: Measure, value: f64) -> Cell {
    match measure {
        Measure::Betweenness | Measure::PageRank => Cell::from(value.to_string()),
        Measure::Degree | Measure::Core | Measure::Component => Cell::from(value as u64),
    }
}
