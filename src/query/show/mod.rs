//! One entity or one record, whole: everything the data says of it, in order of time.
//!
//! Start with [`ShowQuery`] and [`ShowAnswer`]. An entity's card lists the records of the view in which it fills a role
//! or is acted for, also those that make no edge. A record's card lists the edges it makes, ties or not.

mod bounds;
mod card;
mod entity;
mod record;

pub(super) use entity::stated;

use super::{Answer, Rendering, moment::Moment};
use crate::graph::{KnowledgeGraph, View};
use crate::model::{EntityIx, RecordIx, RoleIx};
use crate::table::Table;
use serde_json::Value;
use std::collections::BTreeSet;
use thiserror::Error;

/// The question what is known of an entity or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShowQuery {
    /// Of an entity; a merged id shows the one that stands for it.
    Entity(EntityIx),
    /// Of a record.
    Record(RecordIx),
}

/// Why something cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ShowError {
    /// The entity or record is not in the view.
    #[error("what is to be shown is not among what is selected")]
    NotInView,
}

/// What is known of an entity or a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShowAnswer {
    /// Of an entity.
    Entity(EntityCard),
    /// Of a record: all of it stands in the graph.
    Record(RecordIx),
}

/// What is known of an entity beyond what [`Merged`](crate::resolve::Merged) tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityCard {
    /// The entity.
    pub entity: EntityIx,
    /// The other ids it stands for, in order.
    pub merged: Vec<EntityIx>,
    /// The entities that are said to be part of it, in order.
    pub parts: Vec<EntityIx>,
    /// The judgements about it or the ids it stands for, as positions in the dataset.
    pub judgements: Vec<usize>,
    /// How many other entities its edges in the view join it with, over ties.
    pub neighbours: usize,
    /// Its records by the first day written, undated ones last, then by id.
    pub records: Vec<Appearance>,
}

/// An entity in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// The record.
    pub record: RecordIx,
    /// The roles it fills, in order; none when others act for it there.
    pub roles: Vec<RoleIx>,
    /// Whether the text does not name it in so many words.
    pub inferred: bool,
}

impl ShowQuery {
    /// Asks a view. Linear in the fillers of its records.
    ///
    /// # Errors
    /// [`ShowError::NotInView`].
    pub fn run(&self, view: &View<'_>) -> Result<ShowAnswer, ShowError> {
        let dataset = view.graph().dataset();
        match *self {
            Self::Entity(entity) if entity.index() < dataset.entities.len() => {
                let entity = view.graph().identities().canonical(entity);
                let known = view.contains_entity(entity);
                known.then(|| ShowAnswer::Entity(EntityCard::of(view, entity))).ok_or(ShowError::NotInView)
            }
            Self::Record(record)
                if record.index() < dataset.records.len() && view.contains_record(record) =>
            {
                Ok(ShowAnswer::Record(record))
            }
            Self::Entity(_) | Self::Record(_) => Err(ShowError::NotInView),
        }
    }
}

impl EntityCard {
    fn of(view: &View<'_>, entity: EntityIx) -> Self {
        let (dataset, identities) = (view.graph().dataset(), view.graph().identities());
        let is_it = |other: EntityIx| identities.canonical(other) == entity;
        let part_of = |part: &EntityIx| view.graph().merged(*part).parents().next() == Some(entity);
        let about = |(n, judgement): (usize, &crate::model::Judgement)| {
            (is_it(judgement.a) || is_it(judgement.b)).then_some(n)
        };
        Self {
            entity,
            merged: identities.others(entity).to_vec(),
            parts: view.entities().filter(part_of).collect(),
            judgements: dataset.judgements.iter().enumerate().filter_map(about).collect(),
            neighbours: neighbours(view, entity),
            records: appearances(view, entity),
        }
    }
}

fn appearances(view: &View<'_>, entity: EntityIx) -> Vec<Appearance> {
    let appearances = view.records().filter_map(|record| appearance(view.graph(), record, entity));
    let mut appearances: Vec<Appearance> = appearances.collect();
    let dataset = view.graph().dataset();
    appearances.sort_by_key(|appearance| (Moment::of_record(dataset, appearance.record), appearance.record));
    appearances
}

fn appearance(graph: &KnowledgeGraph, record: RecordIx, entity: EntityIx) -> Option<Appearance> {
    let (records, identities) = (&graph.dataset().records, graph.identities());
    let is_it = |other: EntityIx| identities.canonical(other) == entity;
    let fillers = records.fillers(record);
    let own: Vec<_> = fillers.iter().filter(|filler| is_it(filler.entity)).collect();
    let acted_for = (0..fillers.len()).any(|n| records.acting_for(record, n).is_some_and(is_it));
    let mut roles: Vec<RoleIx> = own.iter().map(|filler| filler.role).collect();
    roles.dedup();
    let inferred = !own.is_empty() && own.iter().all(|filler| filler.inferred);
    (acted_for || !own.is_empty()).then_some(Appearance { record, roles, inferred })
}

fn neighbours(view: &View<'_>, entity: EntityIx) -> usize {
    use petgraph::visit::EdgeRef;
    let (graph, node) = (view.graph().petgraph(), petgraph::graph::NodeIndex::new(entity.index()));
    let leaving = graph.edges(node).map(|edge| (edge.target(), *edge.weight()));
    let entering = graph.edges_directed(node, petgraph::Incoming).map(|edge| (edge.source(), *edge.weight()));
    let ties = leaving.chain(entering).filter(|(_, edge)| edge.is_tie() && view.contains_record(edge.record));
    let mut others: Vec<_> = ties.map(|(other, _)| other).filter(|&other| other != node).collect();
    others.sort();
    others.dedup();
    others.len()
}

impl Answer for ShowAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        match self {
            Self::Entity(card) => entity::to_text(card, graph, rendering),
            Self::Record(record) => record::to_text(*record, graph, rendering),
        }
    }

    /// Keys of an entity: `subject` (`entity`), `id`, `kind`, `type`, `names`, `country`, `part_of`, `parts`,
    /// `lifespan`, `identifiers`, `note`, `merged_ids`, `judgements`, `neighbours`, `records`. Keys of a record:
    /// `subject` (`record`), `id`, `kind`, `class`, `sentence`, `date`, `bounds`, `roles`, `unnamed`, `attributes`,
    /// `places`, `series`, `summary`, `note`, `evidence`, `edges`. What is not stated is `null` or empty.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        match self {
            Self::Entity(card) => entity::to_json(card, graph, rendering),
            Self::Record(record) => record::to_json(*record, graph, rendering),
        }
    }

    /// Of an entity its records, one a row; of a record its fillers.
    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        match self {
            Self::Entity(card) => entity::to_table(card, graph, rendering),
            Self::Record(record) => record::to_table(*record, graph, rendering),
        }
    }

    /// The record, or the entity with all its records.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        match self {
            Self::Record(own) => view.filter(|record| record == *own),
            Self::Entity(card) => {
                let records: BTreeSet<RecordIx> =
                    card.records.iter().map(|appearance| appearance.record).collect();
                view.filter(|record| records.contains(&record)).with_entities([card.entity])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw, draw_merged, entity};

    fn card(graph: &KnowledgeGraph, view: &View<'_>, id: &str) -> EntityCard {
        match ShowQuery::Entity(entity(graph, id)).run(view) {
            Ok(ShowAnswer::Entity(card)) => card,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn records_stand_in_order_of_time_also_those_in_which_others_act_for_it() {
        let graph = draw(&[
            ("undated", "pact", "", "side: a, b"),
            ("late", "call", "1990", "caller: b; called: c@a"),
            ("early", "pact", "1985", "side: a?, *3"),
            ("other", "pact", "1985", "side: b, c"),
        ]);
        let card = card(&graph, &graph.view(), "a");
        let ids: Vec<&str> = card.records.iter().map(|a| graph.dataset().records.id(a.record)).collect();
        assert_eq!(ids, ["early", "late", "undated"]);
        assert!(card.records[0].inferred && card.records[1].roles.is_empty());
        assert_eq!(card.neighbours, 2);
    }

    #[test]
    fn a_merged_id_shows_the_entity_that_stands_for_it_with_the_records_of_both() {
        let graph =
            draw_merged(&[("r", "pact", "", "side: a, b"), ("s", "pact", "", "side: n, c")], ("a", "n"));
        let card = card(&graph, &graph.view(), "n");
        assert_eq!((card.entity, card.merged), (entity(&graph, "a"), vec![entity(&graph, "n")]));
        assert_eq!((card.records.len(), card.neighbours, card.judgements), (2, 2, vec![0]));
    }

    #[test]
    fn what_is_not_in_the_view_cannot_be_shown() {
        let graph = draw(&[("r", "pact", "", "side: a, b")]);
        let nothing = graph.view().filter(|_| false);
        for query in [ShowQuery::Entity(entity(&graph, "a")), ShowQuery::Record(RecordIx(0))] {
            assert_eq!(query.run(&nothing), Err(ShowError::NotInView));
        }
        for query in [ShowQuery::Entity(EntityIx(9)), ShowQuery::Record(RecordIx(9))] {
            assert_eq!(query.run(&graph.view()), Err(ShowError::NotInView));
        }
    }
}
