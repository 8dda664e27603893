//! The direct layer: plain triples between entities, derived from the edges.
//!
//! Each says "at some time, by at least one record"; dates, and whether anything is inferred, are the record's to say.
//! The edges have the vocabulary's rules in them already, sides and ties included, so nothing is decided here.

use super::{Description, Triples, terms};
use crate::model::{EntityIx, RelationIx};
use std::collections::BTreeSet;

/// States what an entity is linked to: by each relation, in the vocabulary's order, and last by any tie at all.
///
/// A symmetric relation and a tie hold from both ends. Nothing is linked to itself. Parallel edges give one triple.
/// O(d log d) in the number of edges of the entity.
pub(super) fn state_direct<'s>(
    triples: &'s Triples<'_>,
    entity: EntityIx,
    description: &mut Description<'s>,
) {
    let mut links: BTreeSet<(RelationIx, EntityIx)> = BTreeSet::new();
    let mut ties: BTreeSet<EntityIx> = BTreeSet::new();
    let view = triples.view();
    for edge in view.edges_at(entity) {
        let outward = edge.source == entity;
        let other = if outward { edge.target } else { edge.source };
        if other == entity {
            continue;
        }
        if outward || edge.data.is_symmetric() {
            links.insert((edge.data.relation, other));
        }
        if view.is_tie(&edge) {
            ties.insert(other);
        }
    }
    for (relation, other) in links {
        description.state(triples.mapping().relation(relation), triples.entity_iri(other));
    }
    for other in ties {
        description.state(terms::LINKED_WITH, triples.entity_iri(other));
    }
}
