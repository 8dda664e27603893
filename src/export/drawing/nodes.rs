//! Entities as nodes: what pictures have in common.

use super::entities::Entities;
use super::{Canvas, DrawnNode, NodeSink, Row, Subject, size};
use crate::graph::KnowledgeGraph;
use crate::layout::Point;
use crate::model::EntityIx;
use std::ops::Range;

/// The entities of a view as nodes: what pictures have in common.
pub(super) struct EntityNodes {
    /// The entities that are nodes, in order.
    pub drawn: Vec<EntityIx>,
    pub entities: Entities,
    degrees: Vec<u32>,
}

impl EntityNodes {
    /// Some entities, in order, with degrees by the index of the entity.
    pub fn new(graph: &KnowledgeGraph, drawn: impl Iterator<Item = EntityIx>, degrees: Vec<u32>) -> Self {
        Self { drawn: drawn.collect(), entities: Entities::new(graph), degrees }
    }

    /// Hands over the entities of some numbers.
    pub fn each(&self, canvas: &Canvas<'_, '_>, nodes: Range<usize>, draw: &mut NodeSink<'_>) {
        let mut row = Row::default();
        for &entity in &self.drawn[nodes] {
            row.clear();
            self.fill(&mut row, canvas, entity);
            draw(&self.node(canvas, entity, &row));
        }
    }

    pub fn sizes(&self) -> impl Iterator<Item = f64> + '_ {
        self.drawn.iter().map(|entity| size(self.degrees[entity.index()]))
    }

    /// The number of each entity that is a node, by its index.
    pub fn numbers(&self) -> Vec<u32> {
        let mut numbers = vec![u32::MAX; self.degrees.len()];
        for (number, entity) in self.drawn.iter().enumerate() {
            numbers[entity.index()] = number as u32;
        }
        numbers
    }

    pub fn fill(&self, row: &mut Row, canvas: &Canvas<'_, '_>, entity: EntityIx) {
        self.entities.fill(row, canvas.graph(), (entity, self.degrees[entity.index()]), canvas.style);
    }

    pub fn node<'r>(&self, canvas: &Canvas<'r, 'r>, entity: EntityIx, cells: &'r Row) -> DrawnNode<'r> {
        let dataset = canvas.dataset();
        let kind = dataset.vocabulary.entity_kind(dataset.entities.kind(entity));
        DrawnNode {
            subject: Subject::Entity(entity),
            id: dataset.entities.id(entity),
            label: canvas.graph().merged(entity).label(canvas.language),
            short: canvas.graph().merged(entity).short_label(canvas.language),
            kind: &kind.name,
            colour: kind.colour,
            size: size(self.degrees[entity.index()]),
            position: Point::default(),
            start: None,
            end: None,
            cells,
        }
    }
}
