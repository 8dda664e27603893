//! Records in lists, as answers about time tell them: as text, as JSON, as cells.

use super::answered::AnsweredExtent;
use super::{Rendering, evidence, wording};
use crate::date::{Day, Verdict};
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RecordIx, sentence, undated_sentence};
use crate::table::Cell;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

/// Text that grows list by list.
pub(super) struct Listing<'a> {
    graph: &'a KnowledgeGraph,
    rendering: &'a Rendering<'a>,
    text: String,
}

impl<'a> Listing<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph, rendering: &'a Rendering<'a>, title: &str) -> Self {
        Self { graph, rendering, text: format!("{title}\n") }
    }

    pub(super) fn pick<'w>(&self, english: &'w str, chinese: &'w str) -> &'w str {
        wording::pick(self.rendering.language, english, chinese)
    }

    pub(super) fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A heading with the number of what follows.
    pub(super) fn heading(&mut self, title: &str, count: usize) {
        self.gap();
        let heading = match wording::is_chinese(self.rendering.language) {
            true => format!("{title}（{count}）"),
            false => format!("{title} ({count})"),
        };
        self.line(0, &heading);
    }

    /// How wide the dates of some records are.
    pub(super) fn width(&self, records: impl IntoIterator<Item = RecordIx>) -> usize {
        let date = |record| wording::date(self.graph, record, self.rendering.language).width();
        records.into_iter().map(date).max().unwrap_or(0)
    }

    /// A dated line, with a mark where a verdict is possible; below it what limits the record, its id with its spans, and the passages at hand.
    pub(super) fn record(
        &mut self,
        width: usize,
        (record, extent): (RecordIx, &AnsweredExtent),
        verdict: Option<Verdict>,
    ) {
        let language = self.rendering.language;
        let date = wording::date(self.graph, record, language);
        let told = undated_sentence(self.graph.dataset(), record, language);
        let possible = verdict == Some(Verdict::Possible);
        let mark = if possible { self.pick(" (possible)", "（可能）") } else { "" };
        self.dated(width, &date, &format!("{told}{mark}"));
        if let Some(derived) = derived_end(self.graph, extent, language) {
            self.line(width + 4, &derived);
        }
        let id = self.graph.dataset().records.id(record);
        self.line(width + 4, &format!("{id}  {}", evidence::spans(self.graph, record)));
        for passage in evidence::quoted(self.graph, self.rendering, record) {
            self.line(width + 4, &passage);
        }
    }

    /// A line with a date, or what stands for it, in front.
    pub(super) fn dated(&mut self, width: usize, date: &str, told: &str) {
        let gap = " ".repeat(width.saturating_sub(date.width()) + 2);
        self.line(2, &format!("{date}{gap}{told}"));
    }

    /// What the dataset's rule does to qualified dates.
    pub(super) fn rule(&mut self) {
        let rule = self.graph.dataset().settings.qualified_dates;
        let told = match rule {
            crate::date::QualityRule::Possible => self.pick(
                "What rests on a date marked ~, ? or % is at most possible.",
                "凡依据标有 ~、? 或 % 的日期者，至多为可能。",
            ),
            crate::date::QualityRule::Exact => {
                self.pick("Dates marked ~, ? or % count as exact.", "标有 ~、? 或 % 的日期视为确切。")
            }
        };
        self.line(0, told);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// What an end that is taken rests on, where it is not stated.
pub(super) fn derived_end(graph: &KnowledgeGraph, extent: &AnsweredExtent, language: &str) -> Option<String> {
    let (end, chinese) = (extent.derived_end?, wording::is_chinese(language));
    let by = extent.ended_by.map(|happening| graph.dataset().records.id(happening));
    Some(match (by, chinese) {
        (None, false) => format!("end derived: at the latest {end}, by when the next state had begun"),
        (None, true) => format!("推定结束：最迟{end}，其时下一状态已开始"),
        (Some(by), false) => format!("end derived: at the latest {end}, by {by}"),
        (Some(by), true) => format!("推定结束：最迟{end}，据{by}"),
    })
}

/// A record with a verdict: `record`, `kind`, `date` (`null` if not stated), `verdict`, `bounds` and `derived_end` as
/// answers take them, `ended_by` (the happening that a derived end comes from, `null` when it is the next state),
/// `within_lifespans` (whether a lifespan says more than the record), `sentence`, `evidence`.
pub(super) fn to_json(
    graph: &KnowledgeGraph,
    rendering: &Rendering<'_>,
    (record, extent): (RecordIx, &AnsweredExtent),
    verdict: Option<Verdict>,
) -> Value {
    let dataset = graph.dataset();
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let bounds = extent.taken.bounds;
    let date = dataset.extent(record);
    json!({
        "record": dataset.records.id(record),
        "kind": dataset.vocabulary.kind(dataset.records.kind(record)).name,
        "date": date.is_stated().then(|| date.as_str()),
        "verdict": verdict.map(Verdict::as_str),
        "bounds": {
            "earliest_start": day(bounds.earliest_start),
            "latest_start": day(bounds.latest_start),
            "earliest_end": day(bounds.earliest_end),
            "latest_end": day(bounds.latest_end),
        },
        "derived_end": day(extent.derived_end),
        "ended_by": extent.ended_by.map(|happening| dataset.records.id(happening)),
        "within_lifespans": extent.is_limited_by_lifespan(),
        "sentence": sentence(dataset, record, rendering.language),
        "evidence": evidence::to_json(graph, rendering, record),
    })
}

/// An entity as `id` and `label`.
pub(super) fn entity_json(graph: &KnowledgeGraph, rendering: &Rendering<'_>, entity: EntityIx) -> Value {
    let entities = &graph.dataset().entities;
    json!({"id": entities.id(entity), "label": entities.short_label(entity, rendering.language)})
}

/// The columns that [`cells`] fills.
pub(super) const COLUMNS: [&str; 6] = ["record", "kind", "date", "derived_end", "sentence", "evidence"];

/// What a record says, for CSV.
pub(super) fn cells(
    graph: &KnowledgeGraph,
    rendering: &Rendering<'_>,
    record: RecordIx,
    extent: &AnsweredExtent,
) -> [Cell; 6] {
    let dataset = graph.dataset();
    [
        Cell::from(dataset.records.id(record)),
        Cell::from(dataset.vocabulary.kind(dataset.records.kind(record)).name.as_str()),
        Cell::from(dataset.extent(record).as_str()),
        extent.derived_end.map_or(Cell::Empty, |end| Cell::from(end.to_string())),
        Cell::from(sentence(dataset, record, rendering.language)),
        Cell::from(evidence::spans(graph, record).trim_matches(['[', ']'])),
    ]
}
