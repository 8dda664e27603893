//! A timeline as text, JSON and rows.

use super::{Dated, Entry, History, TimelineAnswer};
use crate::graph::KnowledgeGraph;
use crate::model::RecordIx;
use crate::query::listing::{self, Listing};
use crate::query::{Rendering, wording};
use crate::table::{Cell, Table};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

pub(super) fn to_text(answer: &TimelineAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let language = rendering.language;
    let mut page = Listing::new(graph, rendering, &title(answer, graph, language));
    let width = width(answer, &page);
    for history in &answer.histories {
        let label = graph.dataset().vocabulary.kind(history.kind).label.get(language);
        page.heading(&capitalized(label), history.states().count());
        for entry in &history.entries {
            match entry {
                Entry::State(dated) => page.record(width, (dated.record, &dated.extent), dated.verdict),
                Entry::Gap(gap) => {
                    let nothing = page.pick("(nothing recorded)", "（无记载）").to_owned();
                    page.dated(width, &gap.to_string(), &nothing);
                }
            }
        }
    }
    if !answer.records.is_empty() {
        let title = if answer.histories.is_empty() {
            ("Records", "记录")
        } else {
            ("Other records", "其他记录")
        };
        page.heading(wording::pick(language, title.0, title.1), answer.records.len());
    }
    for dated in &answer.records {
        page.record(width, (dated.record, &dated.extent), dated.verdict);
    }
    footer(answer, &mut page, language);
    page.finish()
}

/// Who is told of, when, and how much.
pub(super) fn title(answer: &TimelineAnswer, graph: &KnowledgeGraph, language: &str) -> String {
    let chinese = wording::is_chinese(language);
    let names = [Some(answer.query.entity), answer.query.with].into_iter().flatten();
    let names: Vec<String> = names.map(|entity| wording::full_name(graph, entity, language)).collect();
    let names = names.join(wording::pick(language, " and ", "、"));
    let during = answer.query.during.as_ref().map_or(String::new(), |during| {
        if chinese { format!("（{}）", during.as_str()) } else { format!(", {}", during.as_str()) }
    });
    let states: usize = answer.histories.iter().map(|history| history.states().count()).sum();
    let records = (states + answer.records.len()) as u64;
    let count = wording::count(language, records, "record", "records", "条记录");
    format!("{names}{during}{}{count}", wording::pick(language, ": ", "："))
}

fn width(answer: &TimelineAnswer, page: &Listing<'_>) -> usize {
    let gaps = answer.histories.iter().flat_map(|history| &history.entries).filter_map(|entry| match entry {
        Entry::Gap(gap) => Some(gap.to_string().width()),
        Entry::State(_) => None,
    });
    page.width(all(answer).map(|dated| dated.record)).max(gaps.max().unwrap_or(0))
}

fn capitalized(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn footer(answer: &TimelineAnswer, page: &mut Listing<'_>, language: &str) {
    if answer.query.during.is_none() {
        return;
    }
    page.gap();
    if !answer.only_counted.is_empty() {
        let n = answer.only_counted.len();
        let english = format!("Possible too, but only counted: {n}, undated or attested at other times.");
        let chinese = format!("另有可能者仅计数：{n}项，无日期或见于其他时间。");
        page.line(0, wording::pick(language, &english, &chinese));
    }
    page.rule();
}

/// All records, those of histories first.
pub(super) fn all(answer: &TimelineAnswer) -> impl Iterator<Item = &Dated> {
    answer.histories.iter().flat_map(History::states).chain(&answer.records)
}

pub(super) fn to_json(answer: &TimelineAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let record =
        |dated: &Dated| listing::to_json(graph, rendering, (dated.record, &dated.extent), dated.verdict);
    let entry = |entry: &Entry| match entry {
        Entry::State(dated) => record(dated),
        Entry::Gap(gap) => {
            json!({"gap": gap.to_string(), "from": gap.from.to_string(), "to": gap.to.to_string()})
        }
    };
    let history = |history: &History| {
        json!({
            "kind": graph.dataset().vocabulary.kind(history.kind).name,
            "entries": history.entries.iter().map(entry).collect::<Value>(),
        })
    };
    let id = |&record: &RecordIx| graph.dataset().records.id(record);
    json!({
        "entity": listing::entity_json(graph, rendering, answer.query.entity),
        "with": answer.query.with.map(|with| listing::entity_json(graph, rendering, with)),
        "during": answer.query.during.as_ref().map(|during| during.as_str()),
        "raw": answer.query.raw,
        "qualified_dates": graph.dataset().settings.qualified_dates.as_str(),
        "histories": answer.histories.iter().map(history).collect::<Value>(),
        "records": answer.records.iter().map(record).collect::<Value>(),
        "only_counted": answer.only_counted.iter().map(id).collect::<Value>(),
    })
}

/// Columns `list` (`history`, `gap` or `record`), `verdict`, and those of a record.
pub(super) fn to_table(answer: &TimelineAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let mut table = Table::new(["list", "verdict"].into_iter().chain(listing::COLUMNS));
    let row = |list: &str, dated: &Dated| {
        let verdict = dated.verdict.map_or(Cell::Empty, |verdict| Cell::from(verdict.as_str()));
        let cells = listing::cells(graph, rendering, dated.record, &dated.extent);
        [Cell::from(list), verdict].into_iter().chain(cells).collect::<Vec<_>>()
    };
    for history in &answer.histories {
        for entry in &history.entries {
            table.push(match entry {
                Entry::State(dated) => row("history", dated),
                Entry::Gap(gap) => gap_row(graph, history, &gap.to_string()),
            });
        }
    }
    for dated in &answer.records {
        table.push(row("record", dated));
    }
    table
}

fn gap_row(graph: &KnowledgeGraph, history: &History, date: &str) -> Vec<Cell> {
    let kind = graph.dataset().vocabulary.kind(history.kind).name.as_str();
    let mut row = vec![Cell::from("gap"), Cell::Empty, Cell::Empty, Cell::from(kind), Cell::from(date)];
    row.resize(listing::COLUMNS.len() + 2, Cell::Empty);
    row
}
