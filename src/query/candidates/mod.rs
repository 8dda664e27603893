//! Pairs of entities that somebody should judge: one, or two?
//!
//! Start with [`CandidatesQuery`] and [`CandidatesAnswer`]. Pairs come from names
//! ([`AlikePairs`], whose limits hold here too); what the entities are, where they are
//! from and whom they have to do with makes a pair likelier or less likely. It proposes and never merges: what is
//! decided goes into `judgements.csv`, for which the rows of [`to_table`](Answer::to_table) are made.

mod circumstances;
mod reason;
mod render;

pub use reason::Reason;

use super::{Answer, Rendering};
use crate::graph::{KnowledgeGraph, View};
use crate::model::EntityIx;
use crate::resolve::{AlikePair, AlikePairs, Identities};
use crate::table::Table;
use circumstances::Circumstances;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use serde_json::Value;

/// The question which entities may be one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CandidatesQuery {
    /// How many pairs are named; the rest is counted.
    pub limit: usize,
    /// The least score that a pair must have.
    pub least: f64,
    /// Whether pairs that are judged already are named too.
    pub judged: bool,
}

impl Default for CandidatesQuery {
    fn default() -> Self {
        Self { limit: 100, least: 0.3, judged: false }
    }
}

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidates {
    /// The entity with the smaller id.
    pub a: EntityIx,
    /// The other.
    pub b: EntityIx,
    /// From 0 to 1: how much speaks for one entity. A measure to sort by, no probability.
    pub score: f64,
    /// What speaks for and against it, names first.
    pub reasons: Vec<Reason>,
    /// The judgement on the pair, if there is one: its place among the dataset's judgements.
    pub judgement: Option<usize>,
}

/// The pairs to judge.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CandidatesAnswer {
    /// By score, greatest first, then by ids.
    pub pairs: Vec<Candidates>,
    /// How many more there are.
    pub more: usize,
    /// How many are left out because they are judged already.
    pub judged: usize,
    /// How many are left out because their score is too low.
    pub weak: usize,
    /// Names that too many entities share to be paired, folded, with the number of entities; the most crowded first.
    pub crowded: Vec<(String, usize)>,
    /// How many names have no part that is rare enough to look for names that nearly agree.
    pub common: usize,
}

impl CandidatesQuery {
    /// Asks a view. What names cost, and linear in records and edges.
    #[must_use]
    pub fn run(&self, view: &View<'_>) -> CandidatesAnswer {
        let graph = view.graph();
        // Ids judged the same are one entity, unless it is such pairs that are asked for.
        let apart = Identities::default();
        let identities = if self.judged { &apart } else { graph.identities() };
        let AlikePairs { mut pairs, crowded, common } = AlikePairs::find(graph.dataset(), identities);
        let seen = |entity| view.contains_entity(graph.identities().canonical(entity));
        pairs.retain(|pair| seen(pair.a) && seen(pair.b));
        let mut answer = CandidatesAnswer { crowded, common, ..CandidatesAnswer::default() };
        let judgements = judgements(graph, identities);
        let judgement = |pair: &AlikePair| judgements.get(&(pair.a, pair.b)).copied();
        if !self.judged {
            let found = pairs.len();
            pairs.retain(|pair| judgement(pair).is_none());
            answer.judged = found - pairs.len();
        }
        let circumstances = Circumstances::of(view, pairs.iter().flat_map(|pair| [pair.a, pair.b]));
        let weighed = pairs.into_iter().map(|pair| {
            let judgement = judgement(&pair);
            weigh(pair, &circumstances, judgement)
        });
        answer.take(weighed.collect(), self);
        answer
    }
}

impl CandidatesAnswer {
    /// Takes the best of the pairs and counts the others.
    fn take(&mut self, mut weighed: Vec<Candidates>, query: &CandidatesQuery) {
        let all = weighed.len();
        // What is judged is shown whatever it scores.
        weighed.retain(|pair| pair.score >= query.least || pair.judgement.is_some());
        self.weak = all - weighed.len();
        weighed.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
        self.more = weighed.len().saturating_sub(query.limit);
        weighed.truncate(query.limit);
        self.pairs = weighed;
    }
}

fn weigh(pair: AlikePair, circumstances: &Circumstances<'_>, judgement: Option<usize>) -> Candidates {
    let (a, b) = (pair.a, pair.b);
    let mut reasons: Vec<Reason> = pair.signs.into_iter().map(Reason::Alike).collect();
    reasons.extend(circumstances.reasons(a, b));
    Candidates { a, b, score: reason::score(&reasons), reasons, judgement }
}

/// Which judgement was made on each pair of entities; of several the last.
fn judgements(
    graph: &KnowledgeGraph,
    identities: &Identities,
) -> HashMap<(EntityIx, EntityIx), usize, FxBuildHasher> {
    let judgements = graph.dataset().judgements.iter().enumerate();
    let pair = judgements.map(|(n, judgement)| {
        let (a, b) = (identities.canonical(judgement.a), identities.canonical(judgement.b));
        ((a.min(b), a.max(b)), n)
    });
    pair.collect()
}

impl Answer for CandidatesAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        render::to_text(self, graph, rendering)
    }

    /// Keys: `pairs`: objects of `a` and `b` (each `id`, `label`, `kind`, `type`, `country`, `part_of`, `lifespan`),
    /// `score`, `reasons` (objects of `reason`, `weight`, negative when it speaks against, and `text`) and `judgement`
    /// (`same`, `different`, `unsure` or null); `more`, `judged_left_out`, `weak_left_out`; `crowded_names`: objects of
    /// `name` and `entities`; `common_names`.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        render::to_json(self, graph, rendering)
    }

    /// The columns of `judgements.csv`: `a`, `b`, `judgement`, `who`, `when`, `why`. What is not judged yet is empty,
    /// to be filled in; reasons and score stand under `why`.
    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        render::to_table(self, graph, rendering)
    }

    /// The entities of the pairs, and all edges between any of them.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        view.among(self.pairs.iter().flat_map(|pair| [pair.a, pair.b]))
    }
}

#[cfg(test)]
mod tests;
