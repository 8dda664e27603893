//! Entities joined by edges as the vocabulary projects records to them: the usual picture.
//!
//! What it cannot hold: a record that ties nobody to anybody makes no edge and is listed as a notice; a record of many
//! becomes several edges that share its id. Nodes carry no time of their own, because viewers then hide the edges
//! outside it; a lifespan is told in their columns.

use super::edges::Edges;
use super::parallel::Parallel;
use super::records::{Drawn, Records, Time};
use super::{
    Canvas, Cells, Column, DrawnEdge, EdgeSink, EntityNodes, NodeSink, Notices, Picture, Row, Subject,
};
use crate::graph::{Edge, Histories};
use crate::model::RecordIx;
use std::fmt::Write;
use std::ops::Range;

pub(super) struct ByEdges<'v, 'g> {
    canvas: Canvas<'v, 'g>,
    nodes: EntityNodes,
    edges: Edges<'g>,
    /// The label of each relation in the language of display.
    labels: Vec<&'g str>,
    records: Records<'g>,
    histories: &'g Histories,
    parallel: Parallel,
}

impl<'v, 'g> ByEdges<'v, 'g> {
    pub fn new(canvas: Canvas<'v, 'g>) -> Self {
        let graph = canvas.graph();
        let relations = graph.dataset().vocabulary.relations.iter();
        Self {
            canvas,
            nodes: EntityNodes::new(graph, canvas.view.entities(), degrees(&canvas)),
            edges: Edges::new(graph),
            labels: relations.map(|relation| relation.label.get(canvas.language)).collect(),
            records: Records::new(graph.dataset(), canvas.language),
            histories: graph.histories(),
            parallel: Parallel::default(),
        }
    }

    /// Hands over the edges of a record.
    fn draw(&self, record: RecordIx, memory: &mut Memory, wanted: Cells, draw: &mut EdgeSink<'_>) {
        let edges = self.canvas.graph().edges_of(record);
        let several = edges.len() > 1;
        let (dataset, mut is_first, mut time) = (self.canvas.dataset(), true, Time::default());
        for (n, edge) in edges.enumerate().filter(|(_, edge)| self.canvas.view.contains_edge(edge)) {
            if is_first {
                time = Time::of(dataset, self.histories, record);
                memory.record.clear();
                let Canvas { language, style, .. } = self.canvas;
                let drawn = Drawn { record, language, style, end_derived: time.end_derived, wanted };
                self.records.fill(&mut memory.record, dataset, drawn);
            }
            memory.name(dataset.records.id(record), several.then_some(n + 1));
            memory.own.clear();
            self.edges.fill(&mut memory.own, &edge, &memory.id);
            memory.kind.clear();
            self.parallel.push_kind(&edge, &mut memory.kind);
            draw(&self.drawn(&edge, is_first, time, memory));
            is_first = false;
        }
    }

    fn drawn<'r>(&'r self, edge: &Edge<'g>, is_first: bool, time: Time, memory: &'r Memory) -> DrawnEdge<'r> {
        let entities = &self.canvas.dataset().entities;
        DrawnEdge {
            subject: Subject::Record(edge.record()),
            is_first,
            id: &memory.id,
            source: entities.id(edge.source),
            target: entities.id(edge.target),
            label: self.labels[edge.data.relation.index()],
            relation: &edge.relation().name,
            kind: &memory.kind,
            symmetric: edge.data.is_symmetric(),
            weight: edge.weight(),
            start: time.start,
            end: time.end,
            cells: &memory.own,
            record_cells: &memory.record,
        }
    }
}

/// What is filled again for each edge.
#[derive(Default)]
struct Memory {
    id: String,
    kind: String,
    own: Row,
    record: Row,
}

impl Memory {
    /// Makes the id of an edge, as [`Edge::id`] does, from that of its record and its number among several.
    fn name(&mut self, record: &str, number: Option<usize>) {
        self.id.clear();
        self.id.push_str("e_");
        self.id.push_str(record);
        if let Some(number) = number {
            // Writing to a string cannot fail.
            let _ = write!(self.id, "_{number}");
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

    fn nodes(&self) -> usize {
        self.nodes.drawn.len()
    }

    fn each_node(&self, nodes: Range<usize>, draw: &mut NodeSink<'_>) {
        self.nodes.each(&self.canvas, nodes, draw);
    }

    fn sizes(&self) -> Vec<f64> {
        self.nodes.sizes().collect()
    }

    fn origins(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        let graph = self.canvas.graph();
        Box::new(graph.dataset().records.iter().map(|record| graph.edges_of(record).len()))
    }

    /// In the order of records and of projection.
    fn each_edge(&self, origins: Range<usize>, wanted: Cells, draw: &mut EdgeSink<'_>) {
        let mut memory = Memory::default();
        for record in origins.map(RecordIx::from).filter(|record| self.canvas.view.contains_record(*record)) {
            self.draw(record, &mut memory, wanted, draw);
        }
    }

    fn number(&mut self) {
        self.parallel = Parallel::new(self.canvas.view.edges());
    }

    fn links(&self) -> Vec<(u32, u32, f64)> {
        let numbers = self.nodes.numbers();
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
