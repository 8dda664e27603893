//! The view as a picture: what every property-graph format writes.
//!
//! A [`Drawing`] says which nodes, edges and typed columns there are, in which order, and what is lost on the way; the
//! formats only spell it. So a trap of a client is mended here once, and all formats agree column by column.
//!
//! Nothing is copied: nodes and edges are handed over one at a time, in rows that are filled again for the next. A
//! column exists when any row of the whole dataset fills it, so two views of one dataset have the same columns.
//!
//! What a picture cannot hold: a record that ties nobody to anybody makes no edge and is listed as a notice; a record
//! of many becomes several edges that share its id. Nodes carry no time of their own, because viewers then hide the
//! edges outside it; a lifespan is told in their columns.

mod attributes;
mod column;
mod dates;
mod edges;
mod nodes;
mod notices;
mod records;
mod row;

pub(super) use column::{Column, ColumnType};
pub(super) use dates::Style;
pub(super) use notices::{CODES, INFINITY, NULL, Notices, Subject, Value};
pub(super) use row::Row;

use super::{ExportError, ExportOptions};
use crate::date::Day;
use crate::graph::{Edge, Histories, View};
use crate::layout::{Point, sunflower};
use crate::model::{Dataset, EntityIx, RecordIx};

/// A view made ready to be drawn.
pub(super) struct Drawing<'v, 'g> {
    view: &'v View<'g>,
    language: &'v str,
    style: Style,
    nodes: nodes::Nodes,
    edges: edges::Edges,
    records: records::Records,
    histories: Histories,
    degrees: Vec<u32>,
}

/// A node, lent while it is written.
pub(super) struct DrawnNode<'r> {
    /// The entity.
    pub entity: EntityIx,
    /// Its id: unique, of `[a-z0-9-]`, beginning with a letter.
    pub id: &'r str,
    /// Its name in the language of display.
    pub label: &'r str,
    /// The colour of its kind: red, green, blue.
    pub colour: [u8; 3],
    /// Its radius, which grows with the root of its degree.
    pub size: f64,
    /// Where it stands.
    pub position: Point,
    /// Its cells, in the order of [`Drawing::node_columns`].
    pub cells: &'r Row,
}

/// An edge, lent while it is written.
pub(super) struct DrawnEdge<'r> {
    /// The record it comes from.
    pub record: RecordIx,
    /// Whether it is the first edge of its record that is drawn, so that what the record says is new.
    pub is_first: bool,
    /// Its id: unique, beginning with `e_`.
    pub id: &'r str,
    /// The id of its source.
    pub source: &'r str,
    /// The id of its target.
    pub target: &'r str,
    /// The label of its relation in the language of display.
    pub label: &'r str,
    /// Its relation.
    pub relation: &'r str,
    /// Its relation, made unique among parallel edges.
    pub kind: &'r str,
    /// What it weighs; above zero.
    pub weight: f64,
    /// The first day it is drawn on.
    pub start: Option<Day>,
    /// The last day it is drawn on.
    pub end: Option<Day>,
    /// Its own cells, in the order of [`Drawing::edge_columns`].
    pub cells: &'r Row,
    /// The cells of its record, in the order of [`Drawing::record_columns`].
    pub record_cells: &'r Row,
}

impl<'v, 'g> Drawing<'v, 'g> {
    /// Prepares a drawing: finds columns and counts degrees. Linear in entities, records and edges.
    pub fn new(view: &'v View<'g>, options: &'v ExportOptions, style: Style) -> Self {
        let graph = view.graph();
        Self {
            view,
            language: &options.language,
            style,
            nodes: nodes::Nodes::new(graph),
            edges: edges::Edges::new(graph),
            records: records::Records::new(graph.dataset()),
            histories: Histories::new(graph),
            degrees: degrees(view),
        }
    }

    /// The data behind it.
    pub fn dataset(&self) -> &'g Dataset {
        self.view.graph().dataset()
    }

    /// The title of the dataset, or its id.
    pub fn title(&self) -> &'g str {
        let settings = &self.dataset().settings;
        if settings.title.is_empty() { &settings.id } else { &settings.title }
    }

    /// Where a value stands, for a notice about it.
    pub fn value<'a>(&self, subject: Subject, column: &'a str) -> Value<'a>
    where
        'g: 'a,
    {
        Value { subject, column, dataset: self.dataset() }
    }

    /// The columns of nodes.
    pub fn node_columns(&self) -> impl ExactSizeIterator<Item = &Column> + Clone {
        self.nodes.columns().columns()
    }

    /// The columns of edges that differ between the edges of a record; they come first.
    pub fn edge_columns(&self) -> impl ExactSizeIterator<Item = &Column> + Clone {
        self.edges.columns().columns()
    }

    /// The columns of edges that tell of the record.
    pub fn record_columns(&self) -> impl ExactSizeIterator<Item = &Column> + Clone {
        self.records.columns().columns()
    }

    /// What the picture leaves out, whatever the format.
    pub fn losses(&self) -> Notices {
        let mut notices = Notices::default();
        let graph = self.view.graph();
        for record in self.view.records().filter(|&record| graph.edges_of(record).len() == 0) {
            notices.no_edge(Subject::Record(record), self.dataset());
        }
        notices
    }

    /// Hands over each node, in the order of ids.
    pub fn each_node(
        &self,
        draw: &mut dyn FnMut(&DrawnNode<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let (graph, entities) = (self.view.graph(), &self.dataset().entities);
        let sizes: Vec<f64> = self.view.entities().map(|entity| self.size(entity)).collect();
        let points = sunflower(&sizes);
        let mut row = Row::default();
        for ((entity, size), position) in self.view.entities().zip(sizes).zip(points) {
            self.nodes.fill(&mut row, graph, (entity, self.degrees[entity.index()]), self.style);
            draw(&DrawnNode {
                entity,
                id: entities.id(entity),
                label: graph.merged(entity).label(self.language),
                colour: self.dataset().vocabulary.entity_kind(entities.kind(entity)).colour,
                size,
                position,
                cells: &row,
            })?;
        }
        Ok(())
    }

    fn size(&self, entity: EntityIx) -> f64 {
        4.0 + 2.0 * f64::from(self.degrees[entity.index()]).sqrt()
    }

    /// Hands over each edge, in the order of records and of projection.
    pub fn each_edge(
        &self,
        draw: &mut dyn FnMut(&DrawnEdge<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let mut kinds = edges::Kinds::default();
        let (mut row, mut record_row) = (Row::default(), Row::default());
        let mut last = None;
        let mut time = Time::default();
        for edge in self.view.edges() {
            let is_first = last.replace(edge.record()) != Some(edge.record());
            if is_first {
                time = self.time(edge.record());
                self.fill_record(&mut record_row, edge.record(), time.end_derived);
            }
            let id = edge.id();
            self.edges.fill(&mut row, &edge, &id);
            draw(&DrawnEdge {
                is_first,
                id: &id,
                kind: kinds.next(&edge),
                start: time.start,
                end: time.end,
                cells: &row,
                record_cells: &record_row,
                ..self.drawn(&edge, &row)
            })?;
        }
        Ok(())
    }

    fn drawn<'r>(&'r self, edge: &Edge<'g>, row: &'r Row) -> DrawnEdge<'r> {
        let entities = &self.dataset().entities;
        let relation = edge.relation();
        DrawnEdge {
            record: edge.record(),
            is_first: true,
            id: "",
            source: entities.id(edge.source),
            target: entities.id(edge.target),
            label: relation.label.get(self.language),
            relation: &relation.name,
            kind: "",
            weight: edge.weight(),
            start: None,
            end: None,
            cells: row,
            record_cells: row,
        }
    }

    fn fill_record(&self, row: &mut Row, record: RecordIx, end_derived: bool) {
        let drawn = records::Drawn { record, language: self.language, style: self.style, end_derived };
        self.records.fill(row, self.dataset(), drawn);
    }

    /// When a record is drawn.
    ///
    /// From the first to the last day written, so an attested state covers the date that attests it and no more. Where
    /// no last day is written, and a later state of the pair tells that this one had ended, it is drawn to that day and
    /// marked: `date_max` stays empty, because nobody recorded that end.
    fn time(&self, record: RecordIx) -> Time {
        let extent = self.dataset().extent(record);
        let (start, end) = (extent.date_min(), extent.date_max());
        let derived = self.histories.derived_end(record).filter(|_| end.is_none());
        Time { start, end: end.or(derived), end_derived: derived.is_some() }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Time {
    start: Option<Day>,
    end: Option<Day>,
    end_derived: bool,
}

/// How many edges of the view end at each entity; parallel edges count each, a loop twice.
fn degrees(view: &View<'_>) -> Vec<u32> {
    let mut degrees = vec![0; view.graph().dataset().entities.len()];
    for edge in view.edges() {
        degrees[edge.source.index()] += 1;
        degrees[edge.target.index()] += 1;
    }
    degrees
}
