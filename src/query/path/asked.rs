//! The question told back beside its answer: the rule of time and the filters in force.

use super::{PathAnswer, PathQuery, TimeRule};
use crate::date::QualityRule;
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RelationIx};
use crate::query::wording;
use serde_json::{Value, json};

/// Every filter as JSON, those that are off as `false`, `null` or an empty list.
pub(super) fn filters(query: &PathQuery, graph: &KnowledgeGraph) -> Value {
    let ids = |entities: &[EntityIx]| -> Value {
        entities.iter().map(|&entity| graph.dataset().entities.id(entity)).collect()
    };
    json!({
        "only_relations": names(&query.relations, graph),
        "not_relations": names(&query.not_relations, graph),
        "through": ids(&query.through),
        "avoid": ids(&query.avoid),
        "directed": query.directed,
        "during": query.during.as_ref().map(|window| window.as_str()),
        "as_of": query.as_of.as_ref().map(|time| time.as_str()),
        "certain": query.certain,
        "cross_hubs": query.cross_hubs,
        "cross_non_ties": query.cross_non_ties,
        "as_written": query.as_written,
        "unfold": query.unfold,
    })
}

fn names<'g>(relations: &[RelationIx], graph: &'g KnowledgeGraph) -> Vec<&'g str> {
    let vocabulary = &graph.dataset().vocabulary;
    relations.iter().map(|&relation| vocabulary.relation(relation).name.as_str()).collect()
}

/// What a window left uncounted, and how the question was bounded.
pub(super) fn lines(answer: &PathAnswer, graph: &KnowledgeGraph, language: &str) -> Vec<String> {
    let teller = Teller { query: &answer.asked, graph, language };
    let mut lines = Vec::new();
    if answer.attested_elsewhere > 0 {
        lines.push(teller.attested_elsewhere(answer.attested_elsewhere));
    }
    let filters = teller.filters();
    if !filters.is_empty() {
        let (joint, stop) = (teller.pick("; ", "；"), teller.pick(".", "。"));
        lines.push(format!("{}{}{stop}", teller.pick("Asked: ", "限定："), filters.join(joint)));
    }
    lines.push(teller.rule());
    lines
}

struct Teller<'a> {
    query: &'a PathQuery,
    graph: &'a KnowledgeGraph,
    language: &'a str,
}

impl<'a> Teller<'a> {
    fn pick(&self, english: &'a str, chinese: &'a str) -> &'a str {
        wording::pick(self.language, english, chinese)
    }

    fn attested_elsewhere(&self, records: u64) -> String {
        let count = wording::count(self.language, records, "state", "states", "项状态");
        let attested = self.pick(" attested only at other times left out.", "仅见于其他时间，未计入。");
        format!("{count}{attested}")
    }

    fn rule(&self) -> String {
        let hops = self.query.max_hops;
        let (english, chinese) = match self.query.time {
            TimeRule::Ignore => ("the order of dates is not considered", "不考虑日期先后"),
            TimeRule::Overlap => {
                ("all hops hold at one common moment (time: overlap)", "各步须在同一时刻成立")
            }
            TimeRule::Order => ("hops follow each other in time (time: order)", "各步须依时间先后"),
        };
        let doubt = self.doubt();
        match wording::is_chinese(self.language) {
            true => format!("至多{hops}步；{chinese}{doubt}。"),
            false => format!("Up to {hops} hops; {english}{doubt}."),
        }
    }

    /// What qualified dates do, where a verdict may rest on one.
    fn doubt(&self) -> &'a str {
        let query = self.query;
        let judged = query.time != TimeRule::Ignore || query.certain;
        match self.graph.dataset().settings.qualified_dates {
            QualityRule::Possible if judged => {
                self.pick("; dates marked ~, ? or % are never certain", "；带~、?、%的日期至多为可能")
            }
            QualityRule::Exact if judged => {
                self.pick("; dates marked ~, ? or % count as exact", "；带~、?、%的日期视同确切")
            }
            _ => "",
        }
    }

    /// The filters in force, each in a few words.
    fn filters(&self) -> Vec<String> {
        let query = self.query;
        let dates = |extent: &Option<crate::date::Extent>| extent.as_ref().map(ToString::to_string);
        let listed = [
            ("only ", "仅限", self.relations(&query.relations)),
            ("without ", "不用", self.relations(&query.not_relations)),
            ("through ", "经过", self.entities(&query.through)),
            ("avoiding ", "避开", self.entities(&query.avoid)),
            ("during ", "时段", dates(&query.during)),
            ("as of ", "截至", dates(&query.as_of)),
        ];
        let listed = listed
            .into_iter()
            .filter_map(|(english, chinese, what)| Some(format!("{}{}", self.pick(english, chinese), what?)));
        let switches = [
            (query.directed, "along the direction of relations", "沿关系的方向"),
            (query.certain, "certain only", "仅限确定者"),
            (query.cross_hubs, "hubs crossed", "可穿过枢纽"),
            (query.cross_non_ties, "what is no tie crossed", "可经过不算联系的记载"),
            (query.as_written, "dates as written", "日期照录"),
            (query.unfold, "every choice of records a route of its own", "每种记录组合各为一条"),
        ];
        let on = switches.into_iter().filter(|(on, ..)| *on);
        listed.chain(on.map(|(_, english, chinese)| self.pick(english, chinese).to_owned())).collect()
    }

    fn relations(&self, relations: &[RelationIx]) -> Option<String> {
        self.list(names(relations, self.graph))
    }

    fn entities(&self, entities: &[EntityIx]) -> Option<String> {
        let labels = &self.graph.dataset().entities;
        self.list(entities.iter().map(|&entity| labels.short_label(entity, self.language)).collect())
    }

    fn list(&self, names: Vec<&str>) -> Option<String> {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        (!names.is_empty()).then(|| wording::list(self.language, &names))
    }
}
