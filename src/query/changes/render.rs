//! What changed between two dates, as text, JSON and rows.

use super::{Change, ChangesAnswer, What};
use crate::graph::{KnowledgeGraph, View};
use crate::model::RecordIx;
use crate::query::listing::{self, Listing};
use crate::query::{Answer, Rendering, wording};
use crate::table::{Cell, Table};
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl ChangesAnswer {
    fn title(&self, graph: &KnowledgeGraph, language: &str) -> String {
        let window = self.query.between.as_str();
        let entity = self.query.entity.map(|entity| wording::full_name(graph, entity, language));
        let [began, ended, happened] =
            [What::Began, What::Ended, What::Happened].map(|what| self.of(what).count());
        match (wording::is_chinese(language), entity) {
            (true, name) => {
                let name = name.map_or(String::new(), |name| format!("{name}，"));
                format!("{name}{window}：开始{began}项，结束{ended}项，发生{happened}项")
            }
            (false, name) => {
                let name = name.map_or(String::new(), |name| format!("{name}, "));
                format!("{name}{window}: {began} began, {ended} ended, {happened} happened")
            }
        }
    }
}

impl Answer for ChangesAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        let language = rendering.language;
        let mut page = Listing::new(graph, rendering, &self.title(graph, language));
        let width = page.width(self.changes.iter().map(|change| change.record));
        let lists = [
            (What::Began, "Began", "开始"),
            (What::Ended, "Ended", "结束"),
            (What::Happened, "Happened", "发生"),
        ];
        for (what, english, chinese) in lists.into_iter().filter(|(what, ..)| self.of(*what).next().is_some())
        {
            page.heading(wording::pick(language, english, chinese), self.of(what).count());
            for change in self.of(what) {
                page.record(width, (change.record, &change.extent), Some(change.verdict));
            }
        }
        page.gap();
        if !self.only_counted.is_empty() {
            let [began, ended, happened] =
                [What::Began, What::Ended, What::Happened].map(|what| self.counted(what));
            let english = format!(
                "Possible too, but only counted, since one side is not stated: {began} began, {ended} ended, {happened} happened."
            );
            let chinese =
                format!("另有可能者因一端未载明而仅计数：开始{began}项，结束{ended}项，发生{happened}项。");
            page.line(0, wording::pick(language, &english, &chinese));
        }
        page.rule();
        page.finish()
    }

    /// Keys: `between`: the window; `entity`: `null`, or `id` and `label`; `raw`; `qualified_dates`: the rule,
    /// `possible` or `exact`; `began`, `ended`, `happened`: each a list of `record`, `kind`, `date`, `verdict`, `bounds`,
    /// `derived_end`, `ended_by`, `within_lifespans`, `sentence`, `evidence`; `only_counted`: the same three, each with ids of
    /// records.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        let list = |what| {
            let change = |change: &Change| {
                listing::to_json(graph, rendering, (change.record, &change.extent), Some(change.verdict))
            };
            self.of(what).map(change).collect::<Value>()
        };
        let counted = |what| {
            let own = self.only_counted.iter().filter(|(counted, _)| *counted == what);
            own.map(|(_, record)| graph.dataset().records.id(*record)).collect::<Value>()
        };
        json!({
            "between": self.query.between.as_str(),
            "entity": self.query.entity.map(|entity| listing::entity_json(graph, rendering, entity)),
            "raw": self.query.raw,
            "qualified_dates": graph.dataset().settings.qualified_dates.as_str(),
            "began": list(What::Began),
            "ended": list(What::Ended),
            "happened": list(What::Happened),
            "only_counted": {
                "began": counted(What::Began),
                "ended": counted(What::Ended),
                "happened": counted(What::Happened),
            },
        })
    }

    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        let mut table = Table::new(["change", "verdict"].into_iter().chain(listing::COLUMNS));
        for change in &self.changes {
            let cells = listing::cells(graph, rendering, change.record, &change.extent);
            let front = [Cell::from(change.what.as_str()), Cell::from(change.verdict.as_str())];
            table.push(front.into_iter().chain(cells));
        }
        table
    }

    /// The records that changed something.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        let records: BTreeSet<RecordIx> = self.changes.iter().map(|change| change.record).collect();
        view.filter(|record| records.contains(&record))
    }
}
