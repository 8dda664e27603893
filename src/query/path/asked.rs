//! The question told back beside its answer: the rule of time and the filters in force.

use super::{PathAnswer, PathQuery, TimeRule};
use crate::date::QualityRule;
use crate::graph::KnowledgeGraph;
use crate::model::EntityIx;
use crate::query::{scope, wording};
use serde_json::Value;

/// Every filter as JSON, those that are off as `false`, `null` or an empty list.
pub(super) fn filters(query: &PathQuery, graph: &KnowledgeGraph) -> Value {
    let ids = |entities: &[EntityIx]| -> Value {
        entities.iter().map(|&entity| graph.dataset().entities.id(entity)).collect()
    };
    let mut told = scope::json(&query.selection, &query.relations, graph);
    told["through"] = ids(&query.through);
    told["avoid"] = ids(&query.avoid);
    told["directed"] = query.directed.into();
    told["cross_hubs"] = query.cross_hubs.into();
    told["cross_non_ties"] = query.cross_non_ties.into();
    told["unfold"] = query.unfold.into();
    told["all_shortest"] = query.all_shortest.into();
    told
}

/// What a window left uncounted, and how the question was bounded.
pub(super) fn lines(answer: &PathAnswer, graph: &KnowledgeGraph, language: &str) -> Vec<String> {
    let teller = Teller { query: &answer.asked, graph, language };
    let left_out = scope::attested_elsewhere(answer.attested_elsewhere, language);
    let asked = scope::line(&teller.filters(), language);
    left_out.into_iter().chain(asked).chain([teller.rule()]).collect()
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
        let judged = query.time != TimeRule::Ignore || query.selection.certain;
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
        let mut told = scope::told(&query.selection, &query.relations, self.graph, self.language);
        let listed = [
            ("through ", "经过", self.entities(&query.through)),
            ("avoiding ", "避开", self.entities(&query.avoid)),
        ];
        let listed = listed
            .into_iter()
            .filter_map(|(english, chinese, who)| Some(format!("{}{}", self.pick(english, chinese), who?)));
        told.extend(listed);
        let switches = [
            (query.directed, "along the direction of relations", "沿关系的方向"),
            (query.cross_hubs, "hubs crossed", "可穿过枢纽"),
            (query.cross_non_ties, "what is no tie crossed", "可经过不算联系的记载"),
            (query.selection.raw, "dates as written", "日期照录"),
            (query.all_shortest, "the shortest routes alone", "仅限最短路径"),
            (query.unfold, "every choice of records a route of its own", "每种记录组合各为一条"),
        ];
        let on = switches.into_iter().filter(|(on, ..)| *on);
        told.extend(on.map(|(_, english, chinese)| self.pick(english, chinese).to_owned()));
        told
    }

    fn entities(&self, entities: &[EntityIx]) -> Option<String> {
        scope::list(scope::entity_names(entities, self.graph, self.language), self.language)
    }
}
