//! Who matters by how they are placed: entities ranked by a measure of the whole view.
//!
//! Start with [`CentralityQuery`], [`Measure`] and [`CentralityAnswer`]. Measures are taken of the [`Neighbourhood`] of
//! a view: only ties count, parallel edges of a pair count once, loops never, direction is ignored. One file each:
//! [`degree`], [`betweenness`], [`pagerank`], [`core`], [`component`]; each is a function of a neighbourhood that can be
//! called alone.
//!
//! Who stands between two entities is another question: [`crate::query::brokers`]. The rules of path search about hubs,
//! crowds and records do not apply here: a hub is what a measure is to find.

mod betweenness;
#[cfg(test)]
mod brute_force;
mod component;
mod core;
mod degree;
mod neighbourhood;
mod pagerank;
mod render;

pub use betweenness::{Betweenness, betweenness};
pub use component::component;
pub use core::core;
pub use degree::degree;
pub use neighbourhood::Neighbourhood;
pub use pagerank::{DAMPING, pagerank};

use super::{Answer, Rendering};
use crate::graph::{KnowledgeGraph, View};
use crate::model::EntityIx;
use crate::table::Table;
use serde_json::Value;

/// What entities are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// How many neighbours: [`degree`].
    Degree,
    /// Between how many pairs: [`betweenness`].
    Betweenness,
    /// The share of a walk at random: [`pagerank`].
    PageRank,
    /// How deep in the thick of it: [`core`].
    Core,
    /// Which component, the greatest first: [`component`].
    Component,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Degree, Self::Betweenness, Self::PageRank, Self::Core, Self::Component];

    /// The word for it on the command line and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Betweenness => "betweenness",
            Self::PageRank => "pagerank",
            Self::Core => "core",
            Self::Component => "component",
        }
    }

    /// The measure of a word.
    ///
    /// ```
    /// use relata::query::centrality::Measure;
    /// assert!(Measure::ALL.into_iter().all(|measure| Measure::find(measure.as_str()) == Some(measure)));
    /// ```
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == word)
    }

    /// What it says, in a line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        match self {
            Self::Degree => "how many others an entity has ties with",
            Self::Betweenness => {
                "between how many pairs it stands on their shortest chains, a pair shared among its chains"
            }
            Self::PageRank => "its share of a walk at random along ties; all shares sum to 1",
            Self::Core => {
                "the greatest k such that it belongs to a group all of whom have ties with k of the group"
            }
            Self::Component => {
                "how many hang together with it over however many ties, the greatest group first"
            }
        }
    }
}

/// The question who ranks how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CentralityQuery {
    /// By what.
    pub measure: Measure,
    /// How many of the first are given.
    pub top: usize,
    /// How many nodes and ties betweenness may look at; when all sources would take more, it is estimated from evenly
    /// spaced ones and the answer says so.
    pub budget: u64,
}

impl CentralityQuery {
    /// The question with its usual limits: the first 20, 500 million nodes and ties.
    #[must_use]
    pub fn by(measure: Measure) -> Self {
        Self { measure, top: 20, budget: 500_000_000 }
    }

    /// Asks a view. The cost is that of the measure, and a sort of the entities.
    #[must_use]
    pub fn run(&self, view: &View<'_>) -> CentralityAnswer {
        let graph = Neighbourhood::of(view);
        let (scores, estimate) = self.scores(&graph);
        let degrees = (0..graph.len()).map(|node| graph.degree(node) as u32);
        let entities = graph.entities().iter().zip(scores).zip(degrees);
        let mut ranked: Vec<Ranked> = entities
            .map(|((&entity, (value, component)), neighbours)| Ranked {
                rank: 0,
                entity,
                value,
                component,
                neighbours,
            })
            .collect();
        rank(&mut ranked);
        ranked.truncate(self.top);
        CentralityAnswer {
            measure: self.measure,
            entities: graph.len(),
            pairs: graph.pairs(),
            estimate,
            ranked,
        }
    }

    /// The value of each node, and its component where that is asked.
    fn scores(&self, graph: &Neighbourhood) -> (Vec<(f64, Option<u32>)>, Option<Estimate>) {
        let plain = |values: Vec<f64>| values.into_iter().map(|value| (value, None)).collect();
        let whole = |values: Vec<u32>| plain(values.into_iter().map(f64::from).collect());
        match self.measure {
            Measure::Degree => (whole(degree(graph)), None),
            Measure::Core => (whole(core(graph)), None),
            Measure::PageRank => (plain(rounded(pagerank(graph), 1e12)), None),
            Measure::Betweenness => {
                let found = betweenness(graph, self.budget);
                let estimate = Estimate { sources: found.sources, of: found.of };
                (plain(rounded(found.values, 1e6)), Some(estimate).filter(|e| e.sources < e.of))
            }
            Measure::Component => {
                let found = component(graph).into_iter();
                (found.map(|(number, size)| (f64::from(size), Some(number))).collect(), None)
            }
        }
    }
}

/// Values that differ by no more than what sums of floats lose are to be equal, and then ranked by id.
fn rounded(values: Vec<f64>, parts: f64) -> Vec<f64> {
    values.into_iter().map(|value| (value * parts).round() / parts).collect()
}

/// Sorts by value from the greatest, then by component, then by id, and numbers them; equal values share a rank.
fn rank(ranked: &mut [Ranked]) {
    ranked.sort_by(|a, b| {
        b.value.total_cmp(&a.value).then(a.component.cmp(&b.component)).then(a.entity.cmp(&b.entity))
    });
    for n in 0..ranked.len() {
        let shared = n > 0 && ranked[n - 1].value == ranked[n].value;
        ranked[n].rank = if shared { ranked[n - 1].rank } else { n + 1 };
    }
}

/// The entities of a view by a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralityAnswer {
    /// By what.
    pub measure: Measure,
    /// How many entities the view has.
    pub entities: usize,
    /// How many pairs of them have a tie.
    pub pairs: usize,
    /// What the values were estimated from; `None` when they are exact.
    pub estimate: Option<Estimate>,
    /// The first of them, from the greatest value, then by component, then by id.
    pub ranked: Vec<Ranked>,
}

/// From how much a value was estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// How many entities were taken as sources, evenly spaced in the order of ids.
    pub sources: usize,
    /// How many there are: the entities that have ties.
    pub of: usize,
}

/// An entity with its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Its place, from 1; equal values share one.
    pub rank: usize,
    /// The entity.
    pub entity: EntityIx,
    /// Its value: whole for counts; betweenness rounded to 6 decimals, PageRank to 12; of a component its size.
    pub value: f64,
    /// The number of its component, from 1, the greatest first; only where components are asked for.
    pub component: Option<u32>,
    /// How many neighbours it has.
    pub neighbours: u32,
}

impl Answer for CentralityAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        render::to_text(self, graph, rendering)
    }

    /// Keys: `measure`; `entities` and `pairs`: how many, and how many pairs of them have a tie; `estimated_from`:
    /// `null`, or `sources` and `of`; `ranked`: objects of `rank`, `id`, `label`, `kind`, `value`, `component` (only
    /// of components), `neighbours`.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        render::to_json(self, graph, rendering)
    }

    /// Columns `rank`, `id`, `label`, `kind`, the word of the measure (of components `component` and `size`),
    /// `neighbours`, `sources`: the number of those an estimate was made from, empty when the value is exact.
    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        render::to_table(self, graph, rendering)
    }

    /// The entities ranked, and all edges between them.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        view.among(self.ranked.iter().map(|ranked| ranked.entity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw_with, entity};

    fn ids<'g>(graph: &'g KnowledgeGraph, answer: &CentralityAnswer) -> Vec<(usize, &'g str)> {
        answer.ranked.iter().map(|row| (row.rank, graph.dataset().entities.id(row.entity))).collect()
    }

    //   d --- b --- c     a     (b and c twice)
    #[test]
    fn equal_values_share_a_rank_and_stand_by_id() {
        let lines = [
            ("r", "pact", "", "side: b, c"),
            ("s", "pact", "", "side: c, b"),
            ("t", "pact", "", "side: d, b"),
        ];
        let graph = draw_with(&lines, &["a"], crate::model::HubRule::default());
        for measure in [Measure::Degree, Measure::Betweenness, Measure::PageRank] {
            let answer = CentralityQuery::by(measure).run(&graph.view());
            let ids = ids(&graph, &answer);
            assert_eq!(ids[0], (1, "b"), "{measure:?}");
            assert!(ids.iter().position(|id| id.1 == "c") < ids.iter().position(|id| id.1 == "d"));
        }
        let answer = CentralityQuery::by(Measure::Core).run(&graph.view());
        assert_eq!(ids(&graph, &answer), [(1, "b"), (1, "c"), (1, "d"), (4, "a")]);
        assert_eq!(answer.ranked[3].entity, entity(&graph, "a"));
    }

    #[test]
    fn an_estimate_is_told_and_only_then() {
        let lines = [("r", "pact", "", "side: a, b"), ("s", "pact", "", "side: b, c")];
        let graph = draw_with(&lines, &[], crate::model::HubRule::default());
        let mut query = CentralityQuery::by(Measure::Betweenness);
        assert_eq!(query.run(&graph.view()).estimate, None);
        query.budget = 14;
        let answer = query.run(&graph.view());
        assert_eq!(answer.estimate, Some(Estimate { sources: 2, of: 3 }));
        for (language, words) in [("en", "from 2 of 3 entities"), ("zh", "3个实体中的2个")] {
            let text = answer.to_text(&graph, &Rendering::in_language(language));
            assert!(text.contains(words), "{text}");
        }
        assert_eq!(answer.to_json(&graph, &Rendering::in_language("en"))["estimated_from"]["sources"], 2);
    }

    #[test]
    fn a_view_of_nothing_has_an_empty_ranking() {
        let graph = draw_with(&[("r", "pact", "", "side: a, b")], &[], crate::model::HubRule::default());
        for measure in Measure::ALL {
            let answer = CentralityQuery::by(measure).run(&graph.view().filter(|_| false));
            assert!(
                answer.ranked.is_empty() && !answer.to_text(&graph, &Rendering::in_language("en")).is_empty()
            );
        }
    }
}
