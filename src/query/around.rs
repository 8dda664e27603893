//! The surroundings of entities: whoever is within so many ties of one of them.

use super::concerns::{NotInView, canonical};
use crate::graph::View;
use crate::model::EntityIx;
use std::collections::BTreeSet;

/// Entities and how far around them to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The entities in the middle.
    pub entities: Vec<EntityIx>,
    /// How many ties away others may be; 0 is those in the middle alone.
    pub hops: usize,
}

impl Around {
    /// The part of a view that is near enough: entities over ties, walked in either direction, and all edges between
    /// them. O(n) in the edges of those reached and in the records of the view.
    ///
    /// # Errors
    /// [`NotInView`] when an entity is not in the view.
    pub fn of<'g>(&self, view: &View<'g>) -> Result<View<'g>, NotInView> {
        let middle = self.entities.iter().map(|&entity| canonical(view, entity));
        let mut frontier: Vec<EntityIx> = middle.collect::<Result<_, _>>()?;
        let mut near: BTreeSet<EntityIx> = frontier.iter().copied().collect();
        for _ in 0..self.hops {
            let neighbours = frontier.iter().flat_map(|&entity| neighbours(view, entity));
            frontier = neighbours.collect::<BTreeSet<_>>().difference(&near).copied().collect();
            if frontier.is_empty() {
                break;
            }
            near.extend(&frontier);
        }
        Ok(view.among(near))
    }
}

fn neighbours(view: &View<'_>, entity: EntityIx) -> impl Iterator<Item = EntityIx> {
    let ties = view.edges_at(entity).filter(|edge| view.is_tie(edge));
    ties.map(move |edge| if edge.source == entity { edge.target } else { edge.source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw, entity};

    //   a --pact-- b --call--> c --feud-- d      b --pact-- e, a --feud-- e
    #[test]
    fn whoever_is_within_so_many_ties_is_near_with_all_edges_between() {
        let graph = draw(&[
            ("r1", "pact", "", "side: a, b"),
            ("r2", "call", "", "caller: b; called: c"),
            ("r3", "feud", "", "side: c, d"),
            ("r4", "pact", "", "side: b, e"),
            ("r5", "feud", "", "side: a, e"),
        ]);
        let around = |hops| {
            let view = Around { entities: vec![entity(&graph, "a")], hops }.of(&graph.view()).unwrap();
            let ids: Vec<&str> = view.entities().map(|e| graph.dataset().entities.id(e)).collect();
            (ids.join(" "), view.edges().count())
        };
        assert_eq!(around(0), ("a".to_owned(), 0));
        assert_eq!(around(1), ("a b".to_owned(), 1));
        assert_eq!(around(2), ("a b c e".to_owned(), 4));
        assert_eq!(around(99), around(2), "a feud leads nowhere");
        let absent = Around { entities: vec![EntityIx(99)], hops: 1 };
        assert_eq!(absent.of(&graph.view()).err(), Some(NotInView));
    }
}
