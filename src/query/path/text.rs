//! A path answer as lines for people: the front page of the tool.

use super::answer::{Cut, Filter, Hop, NoRoute, PathAnswer, Route};
use super::asked;
use crate::date::Verdict;
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RecordIx, undated_sentence};
use crate::query::{Rendering, evidence, listing, wording};
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::UnicodeWidthStr;

/// A heading, the direct ties, the go-betweens, longer chains, and what bounded the search.
pub(super) fn answer(answer: &PathAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let mut page = Page { answer, graph, rendering, told: BTreeSet::new(), text: String::new() };
    page.heading();
    page.direct();
    page.non_ties();
    let (go_betweens, chains): (Vec<_>, Vec<_>) =
        answer.routes.iter().partition(|route| route.hops.len() == 2);
    page.routes(page.pick("Go-betweens", "中间人"), &go_betweens, 1);
    page.routes(page.pick("Longer chains", "更长的链条"), &chains, go_betweens.len() + 1);
    page.none();
    page.limits();
    page.text
}

struct Page<'a> {
    answer: &'a PathAnswer,
    graph: &'a KnowledgeGraph,
    rendering: &'a Rendering<'a>,
    /// Whose full names have been given.
    told: BTreeSet<EntityIx>,
    text: String,
}

impl<'a> Page<'a> {
    fn pick(&self, english: &'a str, chinese: &'a str) -> &'a str {
        wording::pick(self.rendering.language, english, chinese)
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn short(&self, entity: EntityIx) -> &'a str {
        self.graph.merged(entity).short_label(self.rendering.language)
    }

    /// The short name, at first mention with the full one.
    fn name(&mut self, entity: EntityIx) -> String {
        if self.told.insert(entity) {
            wording::full_name(self.graph, entity, self.rendering.language)
        } else {
            self.short(entity).to_owned()
        }
    }

    fn names(&mut self, entities: &[EntityIx]) -> Vec<String> {
        entities.iter().map(|&entity| self.name(entity)).collect()
    }

    fn heading(&mut self) {
        let language = self.rendering.language;
        let answer = self.answer;
        let from = wording::list(language, &self.names(&answer.from));
        let to = wording::list(language, &self.names(&answer.to));
        let direct = self.answer.direct.len() as u64;
        let ties = wording::count(language, direct, "direct tie", "direct ties", "条直接联系");
        let between = self.answer.limits.go_betweens;
        let between = wording::count(language, between, "go-between", "go-betweens", "个中间人");
        let looked = self.answer.limits.searched_hops > 1;
        let between = if looked { format!("{}{between}", self.pick(", ", "，")) } else { String::new() };
        let heading =
            self.say(format!("{from} to {to}: {ties}{between}"), format!("{from}至{to}：{ties}{between}"));
        self.line(0, &heading);
    }

    fn section(&mut self, title: &str, count: usize) {
        let heading = if wording::is_chinese(self.rendering.language) {
            format!("{title}（{count}）")
        } else {
            format!("{title} ({count})")
        };
        self.text.push('\n');
        self.line(0, &heading);
    }

    fn direct(&mut self) {
        let hops: Vec<&Hop> = self.answer.direct.iter().flat_map(|route| &route.hops).collect();
        self.pairs(self.pick("Direct ties", "直接联系"), &hops);
    }

    fn non_ties(&mut self) {
        let hops: Vec<&Hop> = self.answer.non_ties.iter().collect();
        self.pairs(self.pick("Recorded between them, but no ties", "两者之间有记载但不算联系"), &hops);
    }

    fn pairs(&mut self, title: &str, hops: &[&'a Hop]) {
        if hops.is_empty() {
            return;
        }
        self.section(title, hops.len());
        let width = self.date_width(hops);
        for hop in hops {
            self.direct_tie(hop, width);
        }
    }

    /// A direct tie is told by the whole sentence of its record, who acts for whom by the relation.
    fn direct_tie(&mut self, hop: &Hop, width: usize) {
        let edge = self.graph.edge(hop.edges[0]);
        let language = self.rendering.language;
        let told = if edge.data.is_acting() {
            wording::statement(self.graph, &edge, edge.source, language)
        } else {
            undated_sentence(self.graph.dataset(), edge.record(), language)
        };
        self.evidenced(2, width, edge.record(), &told);
    }

    /// A dated line, and below it the record with its spans and the passages at hand.
    fn evidenced(&mut self, indent: usize, width: usize, record: RecordIx, told: &str) {
        let date = wording::date(self.graph, record, self.rendering.language);
        let gap = " ".repeat(width.saturating_sub(date.width()) + 2);
        self.line(indent, &format!("{date}{gap}{told}"));
        let id = self.graph.dataset().records.id(record);
        let spans = evidence::spans(self.graph, record);
        let below = indent + width + 2;
        self.line(below, format!("{id}  {spans}").trim_end());
        let extent = self.answer.extents.get(&record);
        if let Some(derived) =
            extent.and_then(|e| listing::derived_end(self.graph, e, self.rendering.language))
        {
            self.line(below, &derived);
        }
        for passage in evidence::quoted(self.graph, self.rendering, record) {
            self.line(below, &passage);
        }
    }

    fn date_width(&self, hops: &[&Hop]) -> usize {
        let width = |hop: &&Hop| {
            let record = self.graph.edge(hop.edges[0]).record();
            wording::date(self.graph, record, self.rendering.language).width()
        };
        hops.iter().map(width).max().unwrap_or(0)
    }

    fn routes(&mut self, title: &str, routes: &[&Route], first: usize) {
        if routes.is_empty() {
            return;
        }
        self.section(title, routes.len());
        for (n, route) in routes.iter().enumerate() {
            let heading = format!("{}. {}", first + n, self.route_heading(route));
            self.line(2, &heading);
            self.hops(route);
        }
    }

    /// Who is between, and how rare the least rare of them is.
    fn route_heading(&mut self, route: &Route) -> String {
        let language = self.rendering.language;
        let between: Vec<EntityIx> = route.nodes().skip(1).take(route.hops.len() - 1).collect();
        let names = self.names(&between);
        let degree = u64::from(route.greatest_degree);
        let degree = wording::count(language, degree, "neighbour", "neighbours", "个相邻者");
        let (joint, most) = (self.pick(" - ", " — "), self.pick("at most ", "至多"));
        let most = if between.len() > 1 { most } else { "" };
        let comma = self.pick(", ", "，");
        let verdict = match route.verdict {
            None => String::new(),
            Some(verdict) => format!("{comma}{}", self.verdict(verdict)),
        };
        format!("{}{comma}{most}{degree}{verdict}", names.join(joint))
    }

    fn verdict(&self, verdict: Verdict) -> &'a str {
        match verdict {
            Verdict::Certain => self.pick("certain", "确定"),
            Verdict::Possible => self.pick("possible", "可能"),
            Verdict::Impossible => self.pick("impossible", "不可能"),
        }
    }

    fn hops(&mut self, route: &Route) {
        let hops: Vec<&Hop> = route.hops.iter().collect();
        let width = self.date_width(&hops);
        for hop in &route.hops {
            let edge = self.graph.edge(hop.edges[0]);
            let told = wording::statement(self.graph, &edge, hop.from, self.rendering.language);
            self.evidenced(5, width, edge.record(), &told);
            if hop.edges.len() > 1 {
                let others = self.others(hop);
                self.line(5 + width + 2, &others);
            }
        }
    }

    /// How many more edges join the two, by what they say.
    fn others(&self, hop: &Hop) -> String {
        let language = self.rendering.language;
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        for &edge in &hop.edges[1..] {
            *labels.entry(wording::label(&self.graph.edge(edge), hop.from, language)).or_default() += 1;
        }
        let mut labels: Vec<(&str, usize)> = labels.into_iter().collect();
        labels.sort_by_key(|&(label, n)| (std::cmp::Reverse(n), label));
        let labels: Vec<String> = labels
            .iter()
            .map(|(label, n)| self.say(format!("{label} ({n})"), format!("{label}（{n}）")))
            .collect();
        let labels = wording::list(language, &labels);
        let more = hop.edges.len() - 1;
        if wording::is_chinese(language) {
            format!("另有{more}条：{labels}")
        } else {
            format!("+{more} more: {labels}")
        }
    }

    fn none(&mut self) {
        match &self.answer.none {
            None => {}
            Some(NoRoute::Stopped) => self.remark(
                "No route was found before the search was stopped; there may be one.",
                "搜索停止前未找到路径；未必没有。",
            ),
            Some(NoRoute::NotConnected) => self.remark(
                "No route: nothing recorded leads from one to the other, over however many hops.",
                "没有路径：所记载的联系无论经过多少步都不能从一方到达另一方。",
            ),
            Some(NoRoute::NoneAdmissible) => self.remark(
                "No route: they are connected only by chains that use one record in two places, or that are too long.",
                "没有路径：只有重复使用同一记录或过长的链条相连。",
            ),
            Some(NoRoute::Cut(cuts)) => {
                self.remark("No route within the limits. Without one of them there would be:", "限制之内没有路径。去掉一项限制则有：");
                for cut in cuts {
                    self.cut(cut);
                }
            }
        }
    }

    fn remark(&mut self, english: &'a str, chinese: &'a str) {
        self.text.push('\n');
        self.line(0, self.pick(english, chinese));
    }

    fn cut(&mut self, cut: &Cut) {
        let language = self.rendering.language;
        let hops = wording::count(language, cut.route.hops.len() as u64, "hop", "hops", "步");
        let why = match cut.filter {
            Filter::MaxHops => self.pick("with more hops allowed", "允许更多步数"),
            Filter::Hubs => self.pick("across a hub", "穿过枢纽"),
            Filter::Ties => self.pick("over what is no tie", "经过不算联系的记载"),
            Filter::Relations => self.pick("over other relations", "经过其他关系"),
            Filter::Directed => self.pick("against the direction of relations", "逆着关系的方向"),
            Filter::Through => self.pick("by other ways", "不经过指定的中间人"),
            Filter::Avoid => self.pick("through whom it should avoid", "经过须避开者"),
            Filter::Kinds => self.pick("by records of other kinds", "经其他种类的记录"),
            Filter::During => self.pick("outside the window of time", "在时段之外"),
            Filter::AsOf => self.pick("at another time", "在其他时间"),
            Filter::Time => self.pick("whatever the dates", "不论日期"),
            Filter::Certain => self.pick("with what is only possible", "包括仅属可能者"),
            Filter::All => self.pick("only with all limits lifted", "须去掉全部限制"),
        };
        let names: Vec<&str> = cut.route.nodes().map(|node| self.short(node)).collect();
        let heading =
            format!("{why}{}{hops}{}{}", self.pick(": ", "："), self.pick(", ", "，"), names.join(" - "));
        self.line(2, &heading);
        self.hops(&cut.route);
    }

    fn limits(&mut self) {
        self.text.push('\n');
        for line in self.limit_lines() {
            self.line(0, &line);
        }
    }

    fn limit_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.skipped());
        lines.extend(self.more());
        lines.extend(self.answer.limits.stopped(self.rendering.language));
        lines.extend(asked::lines(self.answer, self.graph, self.rendering.language));
        lines
    }

    fn say(&self, english: String, chinese: String) -> String {
        if wording::is_chinese(self.rendering.language) { chinese } else { english }
    }

    fn skipped(&self) -> Vec<String> {
        let language = self.rendering.language;
        let hub = |hub: &super::SkippedHub| {
            let n = wording::count(language, hub.neighbours.into(), "neighbour", "neighbours", "个相邻者");
            self.say(
                format!("{} ({n})", self.short(hub.entity)),
                format!("{}（{n}）", self.short(hub.entity)),
            )
        };
        let hubs: Vec<String> = self.answer.skipped_hubs.iter().map(hub).collect();
        let records = self.answer.skipped_records.iter();
        let records: Vec<String> =
            records.map(|skipped| self.graph.dataset().records.id(skipped.record).to_owned()).collect();
        let mut lines = Vec::new();
        if !hubs.is_empty() {
            lines.push(format!(
                "{}{}",
                self.pick("Hubs not crossed: ", "未穿过的枢纽："),
                wording::list(language, &hubs)
            ));
        }
        if !records.is_empty() {
            let title = self.pick("Records of many not crossed: ", "未穿过的多方记录：");
            lines.push(format!("{title}{}", wording::list(language, &records)));
        }
        lines
    }

    fn more(&self) -> Vec<String> {
        let limits = &self.answer.limits;
        let (more, searched) = (limits.more, limits.searched_hops);
        let mut lines = Vec::new();
        if more > 0 {
            let routes = if more == 1 { "route" } else { "routes" };
            let least = if limits.more_is_exact { "" } else { self.pick("at least ", "至少") };
            lines.push(self.say(
                format!("Not shown: {least}{more} more {routes} of up to {searched} hops."),
                format!("未列出：{least}另有{more}条不超过{searched}步的路径。"),
            ));
        }
        if searched < limits.max_hops && limits.routes > 0 {
            let hops = if searched == 1 { "hop" } else { "hops" };
            lines.push(self.say(
                format!(
                    "Chains of more than {searched} {hops} were not looked for: there are enough shorter ones."
                ),
                format!("较短的路径已足够，未查找超过{searched}步的链条。"),
            ));
        }
        lines
    }
}
