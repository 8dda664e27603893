//! What held at a date, as text, JSON and rows.

use super::{AsOfAnswer, Held};
use crate::date::Verdict;
use crate::graph::{KnowledgeGraph, View};
use crate::model::RecordIx;
use crate::query::listing::{self, Listing};
use crate::query::{Answer, Rendering, wording};
use crate::table::{Cell, Table};
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl AsOfAnswer {
    fn title(&self, graph: &KnowledgeGraph, language: &str) -> String {
        let date = self.query.date.as_str();
        let (certain, possible) = (self.certain.len(), self.possible.len());
        let name = self.query.entity.map(|entity| wording::full_name(graph, entity, language));
        match (wording::is_chinese(language), name) {
            (true, Some(name)) => format!("{date}时的{name}：确定{certain}项，可能{possible}项"),
            (true, None) => format!("{date}时：确定{certain}项，可能{possible}项"),
            (false, Some(name)) => format!("{name} as of {date}: {certain} certain, {possible} possible"),
            (false, None) => format!("As of {date}: {certain} certain, {possible} possible"),
        }
    }

    /// What is counted and not listed.
    fn counts(&self, page: &mut Listing<'_>, language: &str) {
        let (far, undated) = (self.far.len(), self.undated.len());
        if let Some(near) = self.query.near.filter(|_| far + undated > 0) {
            let english = format!(
                "Possible too, but only counted: {far} attested more than {near} years away, {undated} without a date."
            );
            let chinese = format!("另有可能者仅计数：{far}项的记载相距{near}年以上，{undated}项无日期。");
            page.line(0, wording::pick(language, &english, &chinese));
        }
        if !self.excluded.is_empty() {
            let n = self.excluded.len();
            let english = format!("Excluded by a lifespan or a derived end alone: {n}.");
            let chinese = format!("仅因存续期或推定结束而排除：{n}项。");
            page.line(0, wording::pick(language, &english, &chinese));
        }
        let (certain, possible) = self.happenings;
        let english = format!("Happenings by then: {certain} certain, {possible} possible.");
        let chinese = format!("至此的事件：确定{certain}项，可能{possible}项。");
        page.line(0, wording::pick(language, &english, &chinese));
    }
}

impl Answer for AsOfAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        let language = rendering.language;
        let mut page = Listing::new(graph, rendering, &self.title(graph, language));
        let lists = [("Certain", "确定", &self.certain), ("Possible", "可能", &self.possible)];
        let width = page.width(self.certain.iter().chain(&self.possible).map(|held| held.record));
        for (english, chinese, list) in lists.into_iter().filter(|(.., list)| !list.is_empty()) {
            page.heading(wording::pick(language, english, chinese), list.len());
            for held in list {
                page.record(width, (held.record, &held.extent), None);
            }
        }
        page.gap();
        self.counts(&mut page, language);
        page.rule();
        page.finish()
    }

    /// Keys: `as_of`: the date; `entity`: `null`, or `id` and `label`; `raw`; `qualified_dates`: the rule, `possible`
    /// or `exact`; `states`: the certain ones first, each with `record`, `kind`, `date`, `verdict`, `bounds`,
    /// `derived_end`, `ended_by`, `within_lifespans`, `sentence`, `evidence`; `far`, `undated`, `excluded`: ids of records;
    /// `near_years`: `null` when everything is listed; `happenings`: `certain` and `possible`, both numbers.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        let ids = |records: &[RecordIx]| {
            records.iter().map(|&record| graph.dataset().records.id(record)).collect::<Value>()
        };
        let state = |(held, verdict): (&Held, Verdict)| {
            listing::to_json(graph, rendering, (held.record, &held.extent), Some(verdict))
        };
        json!({
            "as_of": self.query.date.as_str(),
            "entity": self.query.entity.map(|entity| listing::entity_json(graph, rendering, entity)),
            "raw": self.query.raw,
            "qualified_dates": graph.dataset().settings.qualified_dates.as_str(),
            "states": self.states().map(state).collect::<Value>(),
            "far": ids(&self.far),
            "undated": ids(&self.undated),
            "excluded": ids(&self.excluded),
            "near_years": self.query.near,
            "happenings": {"certain": self.happenings.0, "possible": self.happenings.1},
        })
    }

    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        let mut table = Table::new(["verdict"].into_iter().chain(listing::COLUMNS));
        for (held, verdict) in self.states() {
            let cells = listing::cells(graph, rendering, held.record, &held.extent);
            table.push([Cell::from(verdict.as_str())].into_iter().chain(cells));
        }
        table
    }

    /// The states that are listed.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        let held: BTreeSet<RecordIx> =
            self.certain.iter().chain(&self.possible).map(|held| held.record).collect();
        view.filter(|record| held.contains(&record))
    }
}

impl AsOfAnswer {
    /// All states listed with their verdicts, the certain ones first.
    fn states(&self) -> impl Iterator<Item = (&Held, Verdict)> {
        let certain = self.certain.iter().map(|held| (held, Verdict::Certain));
        certain.chain(self.possible.iter().map(|held| (held, Verdict::Possible)))
    }
}
