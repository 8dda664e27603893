//! Brokers as lines for people.

use super::{Broker, BrokersAnswer};
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RecordIx};
use crate::query::path::{Hop, SkippedHub};
use crate::query::{Rendering, evidence, wording};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// A heading, each broker with the first route that it carries, and what bounded the count.
pub(super) fn answer(answer: &BrokersAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let mut page = Page { answer, graph, rendering, told: BTreeSet::new(), text: String::new() };
    page.heading();
    answer.brokers.iter().for_each(|broker| page.broker(broker));
    page.text.push('\n');
    for line in page.limits() {
        page.line(0, &line);
    }
    page.text
}

struct Page<'a> {
    answer: &'a BrokersAnswer,
    graph: &'a KnowledgeGraph,
    rendering: &'a Rendering<'a>,
    /// Whose full names have been given.
    told: BTreeSet<EntityIx>,
    text: String,
}

impl Page<'_> {
    fn say(&self, english: String, chinese: String) -> String {
        wording::pick(self.rendering.language, &english, &chinese).to_owned()
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&format!("{}{text}\n", " ".repeat(indent)));
    }

    /// The short name, at first mention with the full one.
    fn name(&mut self, entity: EntityIx) -> String {
        let language = self.rendering.language;
        if self.told.insert(entity) {
            return wording::full_name(self.graph, entity, language);
        }
        self.graph.dataset().entities.short_label(entity, language).to_owned()
    }

    fn names(&mut self, entities: &[EntityIx]) -> String {
        let names: Vec<String> = entities.iter().map(|&entity| self.name(entity)).collect();
        wording::list(self.rendering.language, &names)
    }

    fn heading(&mut self) {
        let (answer, language) = (self.answer, self.rendering.language);
        let (from, to) = (self.names(&answer.from), self.names(&answer.to));
        let found = answer.brokers_found as u64;
        let brokers = wording::count(language, found, "broker", "brokers", "个中间者");
        let ties = wording::count(language, answer.direct as u64, "direct tie", "direct ties", "条直接联系");
        let heading = self.say(
            format!("Between {from} and {to}: {brokers}; {ties} besides"),
            format!("{from}与{to}之间：{brokers}；另有{ties}"),
        );
        self.line(0, &heading);
        let routes = self.routes();
        self.line(0, &routes);
    }

    /// How many routes there are to be on.
    fn routes(&self) -> String {
        let (answer, language) = (self.answer, self.rendering.language);
        let hops = answer.limits.searched_hops;
        let Some(fewest) = answer.shortest_hops else {
            return self.say(
                format!("No route of up to {hops} hops leads through others."),
                format!("没有不超过{hops}步、经过他者的路径。"),
            );
        };
        let routes = wording::count(language, answer.routes as u64, "route", "routes", "条路径");
        let shortest =
            wording::count(language, answer.shortest_routes as u64, "is shortest", "are shortest", "条最短");
        self.say(
            format!("{routes} of up to {hops} hops through others, of which {shortest}, with {fewest} hops"),
            format!("不超过{hops}步、经过他者的{routes}，其中{shortest}，为{fewest}步"),
        )
    }

    fn broker(&mut self, broker: &Broker) {
        let (answer, name) = (self.answer, self.name(broker.entity));
        let (shortest, routes) = (broker.shortest, broker.routes);
        let (of_shortest, of) = (answer.shortest_routes, answer.routes);
        let told = self.say(
            format!(
                "{}. {name}: on {shortest} of {of_shortest} shortest routes, {routes} of {of} in all",
                broker.rank
            ),
            format!(
                "{}. {name}：{of_shortest}条最短路径中的{shortest}条，全部{of}条中的{routes}条",
                broker.rank
            ),
        );
        self.text.push('\n');
        self.line(0, &told);
        let width = broker.first.hops.iter().map(|hop| self.date(hop).width()).max().unwrap_or(0);
        broker.first.hops.iter().for_each(|hop| self.hop(hop, width));
        self.others(broker);
    }

    fn date(&self, hop: &Hop) -> String {
        wording::date(self.graph, self.record(hop), self.rendering.language)
    }

    fn record(&self, hop: &Hop) -> RecordIx {
        self.graph.edge(hop.edges[0]).record()
    }

    fn hop(&mut self, hop: &Hop, width: usize) {
        let (record, date) = (self.record(hop), self.date(hop));
        let told =
            wording::statement(self.graph, &self.graph.edge(hop.edges[0]), hop.from, self.rendering.language);
        let gap = " ".repeat(width - date.width());
        self.line(3, &format!("{date}{gap}  {told}"));
        let spans = evidence::spans(self.graph, record);
        let cited = format!("{}  {spans}", self.graph.dataset().records.id(record));
        self.line(3 + width + 2, cited.trim_end());
        for passage in evidence::quoted(self.graph, self.rendering, record) {
            self.line(3 + width + 2, &passage);
        }
    }

    /// How many records tie it to those next to it on its routes, beside those told.
    fn others(&mut self, broker: &Broker) {
        let told: BTreeSet<RecordIx> = broker.first.hops.iter().map(|hop| self.record(hop)).collect();
        let others = broker.records.iter().filter(|record| !told.contains(record)).count() as u64;
        if others > 0 {
            let language = self.rendering.language;
            let more = wording::count(language, others, "more record", "more records", "条记录");
            let line = self.say(format!("+{more} on its routes"), format!("其路径上另有{more}"));
            self.line(3, &line);
        }
    }

    fn limits(&self) -> Vec<String> {
        let (answer, limits) = (self.answer, &self.answer.limits);
        let mut lines = Vec::new();
        let unnamed = answer.brokers_found - answer.brokers.len();
        if unnamed > 0 {
            lines.push(self.say(format!("Not shown: {unnamed} more."), format!("未列出：另有{unnamed}个。")));
        }
        lines.extend(self.hubs());
        lines.extend(self.crowds());
        lines.extend(self.uncounted());
        lines.extend(limits.stopped(self.rendering.language));
        lines.push(self.say(
            "Several ties of a pair are one hop; the order of dates is not considered.".to_owned(),
            "一对的多条联系算作一步；不考虑日期先后。".to_owned(),
        ));
        lines
    }

    fn hubs(&self) -> Option<String> {
        let language = self.rendering.language;
        let hub = |hub: &SkippedHub| {
            let name = self.graph.dataset().entities.short_label(hub.entity, language);
            let n = wording::count(language, hub.neighbours.into(), "neighbour", "neighbours", "个相邻者");
            self.say(format!("{name} ({n})"), format!("{name}（{n}）"))
        };
        let hubs: Vec<String> = self.answer.skipped_hubs.iter().map(hub).collect();
        let hubs = Some(wording::list(language, &hubs)).filter(|hubs| !hubs.is_empty())?;
        Some(self.say(format!("Hubs not crossed: {hubs}"), format!("未穿过的枢纽：{hubs}")))
    }

    fn crowds(&self) -> Option<String> {
        let records = self.answer.skipped_records.iter();
        let ids: Vec<String> =
            records.map(|crowd| self.graph.dataset().records.id(crowd.record).to_owned()).collect();
        let ids = Some(wording::list(self.rendering.language, &ids)).filter(|ids| !ids.is_empty())?;
        Some(self.say(format!("Records of many not crossed: {ids}"), format!("未穿过的多方记录：{ids}")))
    }

    /// The routes that were found and not counted, and those not looked for.
    fn uncounted(&self) -> Vec<String> {
        let limits = &self.answer.limits;
        let (counted, more, hops) = (self.answer.routes, limits.more, limits.searched_hops);
        let mut lines = Vec::new();
        if more > 0 {
            let least = if limits.more_is_exact { "" } else { "at least " };
            let least_zh = if limits.more_is_exact { "" } else { "至少" };
            lines.push(self.say(
                format!(
                    "Counted are the first {counted} routes, shorter ones first, then those through rarer \
                     intermediaries; {least}{more} more are not."
                ),
                format!(
                    "只计前{counted}条路径，较短者在先，其次为中间者较少见者；{least_zh}另有{more}条未计。"
                ),
            ));
        }
        if hops < limits.max_hops && counted > 0 && !limits.budget_spent {
            lines.push(self.say(
                format!(
                    "Routes of more than {hops} hops were not looked for: there are enough shorter ones."
                ),
                format!("较短的路径已足够，未查找超过{hops}步的路径。"),
            ));
        }
        lines
    }
}
