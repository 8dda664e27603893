//! Entities joined by edges as the vocabulary projects records to them: the usual picture.
//!
//! What it cannot hold: a record that ties nobody to anybody makes no edge and is listed as a notice; a record of many
//! becomes several edges that share its id. Nodes carry no time of their own, because viewers then hide the edges
//! outside it; a lifespan is told in their columns.

use super::edges::{Edges, Kinds};
use super::records::{Drawn, Records, Time};
use super::{
    Canvas, Column, DrawnEdge, EdgeSink, EntityNodes, NodeSink, Notices, Picture, Row, Subject, node_numbers,
};
use crate::export::ExportError;
use crate::graph::{Edge, Histories};

pub(super) struct ByEdges<'v, 'g> {
    canvas: Canvas<'v, 'g>,
    nodes: EntityNodes,
    edges: Edges,
    records: Records,
    histories: Histories,
}

impl<'v, 'g> ByEdges<'v, 'g> {
    pub fn new(canvas: Canvas<'v, 'g>) -> Self {
        let graph = canvas.graph();
        Self {
            canvas,
            nodes: EntityNodes::new(graph, degrees(&canvas)),
            edges: Edges::new(graph),
            records: Records::new(graph.dataset()),
            histories: Histories::new(graph),
        }
    }

    fn drawn<'r>(&'r self, edge: &Edge<'g>, row: &'r Row) -> DrawnEdge<'r> {
        let entities = &self.canvas.dataset().entities;
        let relation = edge.relation();
        DrawnEdge {
            subject: Subject::Record(edge.record()),
            is_first: true,
            id: "",
            source: entities.id(edge.source),
            target: entities.id(edge.target),
            label: relation.label.get(self.canvas.language),
            relation: &relation.name,
            kind: "",
            symmetric: edge.data.is_symmetric(),
            weight: edge.weight(),
            start: None,
            end: None,
            cells: row,
            record_cells: row,
        }
    }
}

impl Picture for ByEdges<'_, '_> {
    fn node_columns(&self) -> &[Column] {
        self.nodes.entities.columns()
    }

    fn edge_columns(&self) -> &[Column] {
        self.edges.columns()
    }

    fn record_columns(&self) -> &[Column] {
        self.records.columns()
    }

    fn each_node(&self, draw: &mut NodeSink<'_>) -> Result<(), ExportError> {
        self.nodes.each(&self.canvas, self.canvas.view.entities(), draw)
    }

    /// In the order of records and of projection.
    fn each_edge(&self, draw: &mut EdgeSink<'_>) -> Result<(), ExportError> {
        let mut kinds = Kinds::default();
        let (mut row, mut record_row) = (Row::default(), Row::default());
        let mut last = None;
        let mut time = Time::default();
        for edge in self.canvas.view.edges() {
            let is_first = last.replace(edge.record()) != Some(edge.record());
            if is_first {
                time = Time::of(self.canvas.dataset(), &self.histories, edge.record());
                record_row.clear();
                let Canvas { language, style, .. } = self.canvas;
                let drawn = Drawn { record: edge.record(), language, style, end_derived: time.end_derived };
                self.records.fill(&mut record_row, self.canvas.dataset(), drawn);
            }
            let id = edge.id();
            row.clear();
            self.edges.fill(&mut row, &edge, &id);
            draw(&DrawnEdge {
                is_first,
                id: &id,
                kind: kinds.next(edge.source, edge.target, &edge.relation().name),
                start: time.start,
                end: time.end,
                cells: &row,
                record_cells: &record_row,
                ..self.drawn(&edge, &row)
            })?;
        }
        Ok(())
    }

    fn links(&self) -> Vec<(u32, u32, f64)> {
        let numbers = node_numbers(&self.canvas, self.canvas.view.entities());
        let link =
            |edge: Edge<'_>| (numbers[edge.source.index()], numbers[edge.target.index()], edge.weight());
        self.canvas.view.edges().map(link).collect()
    }

    fn losses(&self) -> Notices {
        without_edges(&self.canvas)
    }
}

/// Says which records make no edge.
pub(super) fn without_edges(canvas: &Canvas<'_, '_>) -> Notices {
    let mut notices = Notices::default();
    let graph = canvas.graph();
    for record in canvas.view.records().filter(|&record| graph.edges_of(record).len() == 0) {
        notices.no_edge(Subject::Record(record), canvas.dataset());
    }
    notices
}

/// How many edges of the view end at each entity; parallel edges count each, a loop twice.
fn degrees(canvas: &Canvas<'_, '_>) -> Vec<u32> {
    let mut degrees = vec![0; canvas.dataset().entities.len()];
    for edge in canvas.view.edges() {
        degrees[edge.source.index()] += 1;
        degrees[edge.target.index()] += 1;
    }
    degrees
}
