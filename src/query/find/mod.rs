//! Which entities a text may name, best match first.
//!
//! Start with [`FindQuery`] and [`FindAnswer`]. Where [`NameIndex::find`](crate::resolve::NameIndex::find) wants one
//! entity and refuses to guess, this lists whatever comes near: a name itself, its pinyin, its beginning, a part, a
//! misspelling. It decides nothing.

mod render;

use super::{Answer, Rendering};
use crate::graph::{KnowledgeGraph, View};
use crate::model::EntityIx;
use crate::resolve::{Likeness, Typed, fold};
use crate::table::Table;
use serde_json::Value;
use std::cmp::Ordering;
use thiserror::Error;

/// The question which entities a text may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindQuery {
    /// Any part of a name, in either script or in pinyin; after `id:` only ids are looked at.
    pub text: String,
    /// How many entities are named; the rest is counted.
    pub limit: usize,
}

/// An entity that the text may name.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The entity; of merged ids the one that stands for them.
    pub entity: EntityIx,
    /// How its best name matches.
    pub likeness: Likeness,
    /// How much of that name was typed, or how near it is: from 0 to 1.
    pub share: f64,
    /// That name as written; the id where an id matched.
    pub name: String,
}

/// The entities that a text may name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FindAnswer {
    /// What was asked.
    pub text: String,
    /// By likeness, then by share, greatest first, then by id; each entity once, by its best name.
    pub matches: Vec<Match>,
    /// How many more there are.
    pub more: usize,
}

/// Why nothing could be looked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FindError {
    /// Nothing in the text can be part of a name.
    #[error("`{0}` has neither a letter nor a digit")]
    Empty(String),
}

impl FindQuery {
    /// The question about a text; twenty entities are named.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), limit: 20 }
    }

    /// Asks a view. Looks at every name once.
    ///
    /// # Errors
    /// [`FindError`] when the text has no letter and no digit.
    pub fn run(&self, view: &View<'_>) -> Result<FindAnswer, FindError> {
        let (wanted, only_ids) = match self.text.strip_prefix("id:") {
            Some(id) => (id, true),
            None => (self.text.as_str(), false),
        };
        let typed = Typed::new(wanted).ok_or_else(|| FindError::Empty(self.text.clone()))?;
        let mut matches = found(view, &typed, only_ids);
        matches.sort_by(|a, b| better(a, b).then(a.entity.cmp(&b.entity)));
        let more = matches.len().saturating_sub(self.limit);
        matches.truncate(self.limit);
        Ok(FindAnswer { text: self.text.clone(), matches, more })
    }
}

/// Every entity of the view with a name that matches, by its best name.
fn found(view: &View<'_>, typed: &Typed, only_ids: bool) -> Vec<Match> {
    let (entities, identities) = (&view.graph().dataset().entities, view.graph().identities());
    let mut matches: Vec<Match> = Vec::new();
    for bearer in entities.iter() {
        let entity = identities.canonical(bearer);
        if !view.contains_entity(entity) {
            continue;
        }
        let names = entities.names(bearer).filter(|_| !only_ids).map(|name| name.text);
        let all = names.chain([entities.id(bearer)]);
        let best = all.filter_map(|name| held_against(typed, name, entity)).min_by(better);
        matches.extend(best);
    }
    best_of_merged(&mut matches);
    matches
}

fn held_against(typed: &Typed, name: &str, entity: EntityIx) -> Option<Match> {
    let (likeness, share) = typed.likeness(&fold(name))?;
    Some(Match { entity, likeness, share, name: name.to_owned() })
}

fn better(a: &Match, b: &Match) -> Ordering {
    a.likeness.cmp(&b.likeness).then(b.share.total_cmp(&a.share))
}

/// Of the ids that one stands for only the best match is kept.
fn best_of_merged(matches: &mut Vec<Match>) {
    matches.sort_by(|a, b| a.entity.cmp(&b.entity).then(better(a, b)));
    matches.dedup_by_key(|found| found.entity);
}

impl Answer for FindAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        render::to_text(self, graph, rendering)
    }

    /// Keys: `text`; `matches`: objects of `id`, `label`, `kind`, `type`, `country`, `part_of`, `lifespan`, `match`
    /// (`exact`, `pinyin`, `prefix`, `containing`, `near`), `name` (the one that matched) and `share`; `more`.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        render::to_json(self, graph, rendering)
    }

    /// Columns `id`, `label`, `kind`, `type`, `country`, `part_of`, `lifespan`, `match`, `name`, `share`.
    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        render::to_table(self, graph, rendering)
    }

    /// The entities found, and all edges between them.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        view.among(self.matches.iter().map(|found| found.entity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw_merged, draw_with};

    fn ids(view: &View<'_>, text: &str, limit: usize) -> (Vec<String>, usize) {
        let answer = FindQuery { text: text.to_owned(), limit }.run(view).unwrap();
        let id = |found: &Match| view.graph().dataset().entities.id(found.entity).to_owned();
        (answer.matches.iter().map(id).collect(), answer.more)
    }

    #[test]
    fn the_better_match_comes_first_and_the_rest_is_counted() {
        let names = ["north-union", "union", "union-north", "unoin", "zebra"];
        let graph = draw_with(&[], &names, crate::model::HubRule::default());
        let view = graph.view();
        let all = ["union", "union-north", "north-union", "unoin"].map(str::to_owned).to_vec();
        assert_eq!(ids(&view, "Union", 9), (all.clone(), 0));
        assert_eq!(ids(&view, "id:union", 9), (all.clone(), 0));
        assert_eq!(ids(&view, "Union", 1), (all[..1].to_vec(), 3));
    }

    #[test]
    fn a_merged_id_leads_to_the_one_that_stands_for_it() {
        let graph = draw_merged(&[("r", "pact", "", "side: alpha, beta, gamma")], ("alpha", "beta"));
        let answer = FindQuery::new("beta").run(&graph.view()).unwrap();
        assert_eq!((answer.matches.len(), answer.matches[0].name.as_str()), (1, "beta"));
        assert_eq!(ids(&graph.view(), "beta", 9).0, ["alpha"]);
    }

    #[test]
    fn what_has_no_letter_is_refused() {
        let graph = draw_with(&[], &["a"], crate::model::HubRule::default());
        let refused = |text: &str| FindQuery::new(text).run(&graph.view()).is_err();
        assert!(refused("") && refused(" ·-") && refused("id:") && !refused("q"));
    }
}
