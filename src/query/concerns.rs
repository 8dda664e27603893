//! Whom a record concerns.

use crate::graph::{KnowledgeGraph, View};
use crate::model::{EntityIx, RecordIx};
use thiserror::Error;

/// Says that an entity asked about is not in the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("what is asked about is not among the entities selected")]
pub struct NotInView;

/// Whether an entity fills a role in a record or is acted for in it; the entity is a canonical one.
pub(super) fn concerns(graph: &KnowledgeGraph, record: RecordIx, entity: EntityIx) -> bool {
    let (records, identities) = (&graph.dataset().records, graph.identities());
    records.fillers(record).iter().enumerate().any(|(n, filler)| {
        let both = [Some(filler.entity), records.acting_for(record, n)];
        both.into_iter().flatten().any(|other| identities.canonical(other) == entity)
    })
}

/// The entity that stands for one asked about.
pub(super) fn canonical(view: &View<'_>, entity: EntityIx) -> Result<EntityIx, NotInView> {
    if entity.index() >= view.graph().dataset().entities.len() {
        return Err(NotInView);
    }
    let canonical = view.graph().identities().canonical(entity);
    if view.contains_entity(canonical) { Ok(canonical) } else { Err(NotInView) }
}
