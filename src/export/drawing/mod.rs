//! The view as a picture: what every property-graph format writes.
//!
//! A [`Drawing`] says which nodes, edges and typed columns there are, in which order, and what is lost on the way; the
//! formats only spell it. So a trap of a client is mended here once, and all formats agree column by column. What is a
//! node and what an edge is the [`Shape`] asked for: one file each, behind the trait [`Picture`].
//!
//! Nothing is copied: nodes and edges are handed over one at a time, in rows that are filled again for the next. A
//! column exists when any row of the whole dataset fills it, so two views of one dataset have the same columns.

mod attributes;
mod by_edges;
mod by_pairs;
mod by_records;
mod column;
mod dates;
mod edges;
mod entities;
mod notices;
mod records;
mod row;

pub(super) use column::{Column, ColumnType, SEPARATOR};
pub(super) use dates::{Style, precision};
pub(super) use notices::{CODES, INFINITY, NULL, Notices, Subject, Value};
pub(super) use row::Row;

use super::{ExportError, ExportOptions, Meter, Shape};
use crate::date::Day;
use crate::graph::{KnowledgeGraph, View};
use crate::layout::{Point, place};
use crate::model::{Dataset, EntityIx};

/// A view made ready to be drawn.
pub(super) struct Drawing<'v, 'g> {
    view: &'v View<'g>,
    picture: Box<dyn Picture + 'v>,
    /// Where nodes stand, in their order; empty when nobody asks.
    points: Vec<Point>,
    meter: &'v Meter,
}

/// What a shape draws of a view.
trait Picture {
    /// The columns of nodes.
    fn node_columns(&self) -> &[Column];

    /// The columns of edges that differ between the edges of a record.
    fn edge_columns(&self) -> &[Column];

    /// The columns of edges that tell of the record, and are the same for all its edges.
    fn record_columns(&self) -> &[Column];

    /// Hands over each node, in order, without its place.
    fn each_node(&self, draw: &mut NodeSink<'_>) -> Result<(), ExportError>;

    /// Hands over each edge, in order.
    fn each_edge(&self, draw: &mut EdgeSink<'_>) -> Result<(), ExportError>;

    /// The edges as numbers of nodes, with their weights.
    fn links(&self) -> Vec<(u32, u32, f64)>;

    /// What the picture leaves out, whatever the format.
    fn losses(&self) -> Notices;
}

type NodeSink<'d> = dyn FnMut(&DrawnNode<'_>) -> Result<(), ExportError> + 'd;
type EdgeSink<'d> = dyn FnMut(&DrawnEdge<'_>) -> Result<(), ExportError> + 'd;

/// What every picture draws on.
#[derive(Clone, Copy)]
struct Canvas<'v, 'g> {
    view: &'v View<'g>,
    language: &'v str,
    style: Style,
}

impl<'g> Canvas<'_, 'g> {
    fn graph(&self) -> &'g KnowledgeGraph {
        self.view.graph()
    }

    fn dataset(&self) -> &'g Dataset {
        self.graph().dataset()
    }
}

/// A node, lent while it is written.
#[derive(Clone, Copy)]
pub(super) struct DrawnNode<'r> {
    /// What it stands for.
    pub subject: Subject,
    /// Its id: unique, of `[a-z0-9_-]`, beginning with a letter.
    pub id: &'r str,
    /// Its name in the language of display.
    pub label: &'r str,
    /// Its shortest usual name, such as an abbreviation.
    pub short: &'r str,
    /// What kind of thing it is, in words of the vocabulary: that of an entity, or of a record.
    pub kind: &'r str,
    /// The colour of its kind: red, green, blue.
    pub colour: [u8; 3],
    /// Its radius, which grows with the root of its degree.
    pub size: f64,
    /// Where it stands.
    pub position: Point,
    /// The first day it is drawn on; without days it is always there.
    pub start: Option<Day>,
    /// The last day it is drawn on.
    pub end: Option<Day>,
    /// Its cells, in the order of [`Drawing::node_columns`].
    pub cells: &'r Row,
}

/// An edge, lent while it is written.
pub(super) struct DrawnEdge<'r> {
    /// What it comes from.
    pub subject: Subject,
    /// Whether it is the first edge of its record that is drawn, so that what the record says is new.
    pub is_first: bool,
    /// Its id: unique, beginning with a letter and `_`.
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
    /// Whether it holds in both directions alike.
    pub symmetric: bool,
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
        let canvas = Canvas { view, language: &options.language, style };
        let picture: Box<dyn Picture + 'v> = match options.shape {
            Shape::Edges => Box::new(by_edges::ByEdges::new(canvas)),
            Shape::Records => Box::new(by_records::ByRecords::new(canvas)),
            Shape::Pairs => Box::new(by_pairs::ByPairs::new(canvas)),
        };
        let (entities, _, edges) = view.counts();
        options.meter.begin((entities + edges) as u64);
        Self { view, picture, points: Vec::new(), meter: &options.meter }
    }

    /// The same with a place for every node.
    pub fn placed(mut self) -> Result<Self, ExportError> {
        let mut sizes = Vec::new();
        self.picture.each_node(&mut |node| {
            sizes.push(node.size);
            Ok(())
        })?;
        self.points = place(&sizes, &self.picture.links());
        Ok(self)
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
        self.picture.node_columns().iter()
    }

    /// The columns of edges that differ between the edges of a record; they come first.
    pub fn edge_columns(&self) -> impl ExactSizeIterator<Item = &Column> + Clone {
        self.picture.edge_columns().iter()
    }

    /// The columns of edges that tell of the record.
    pub fn record_columns(&self) -> impl ExactSizeIterator<Item = &Column> + Clone {
        self.picture.record_columns().iter()
    }

    /// What the picture leaves out, whatever the format.
    pub fn losses(&self) -> Notices {
        self.picture.losses()
    }

    /// Hands over each node, in order: entities by id, then records by id.
    pub fn each_node(&self, draw: &mut NodeSink<'_>) -> Result<(), ExportError> {
        let mut points = self.points.iter();
        self.picture.each_node(&mut |node| {
            let position = points.next().copied().unwrap_or_default();
            self.meter.step();
            draw(&DrawnNode { position, ..*node })
        })
    }

    /// The edges in the same order, as numbers of nodes in their order, with their weights.
    pub fn links(&self) -> Vec<(u32, u32, f64)> {
        self.picture.links()
    }

    /// Hands over each edge, in the order of records, or of pairs.
    pub fn each_edge(&self, draw: &mut EdgeSink<'_>) -> Result<(), ExportError> {
        self.picture.each_edge(&mut |edge| {
            self.meter.step();
            draw(edge)
        })
    }
}

/// The radius of a node of a degree.
fn size(degree: u32) -> f64 {
    4.0 + 2.0 * f64::from(degree).sqrt()
}

/// The numbers of nodes that are entities, by the index of the entity.
fn node_numbers(canvas: &Canvas<'_, '_>, nodes: impl Iterator<Item = EntityIx>) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; canvas.dataset().entities.len()];
    for (number, entity) in nodes.enumerate() {
        numbers[entity.index()] = number as u32;
    }
    numbers
}

/// The entities of a view as nodes: what pictures have in common.
struct EntityNodes {
    entities: entities::Entities,
    degrees: Vec<u32>,
}

impl EntityNodes {
    /// Nodes with degrees by the index of the entity.
    fn new(graph: &KnowledgeGraph, degrees: Vec<u32>) -> Self {
        Self { entities: entities::Entities::new(graph), degrees }
    }

    /// Hands over some entities.
    fn each(
        &self,
        canvas: &Canvas<'_, '_>,
        entities: impl Iterator<Item = EntityIx>,
        draw: &mut NodeSink<'_>,
    ) -> Result<(), ExportError> {
        let mut row = Row::default();
        for entity in entities {
            row.clear();
            self.fill(&mut row, canvas, entity);
            draw(&self.node(canvas, entity, &row))?;
        }
        Ok(())
    }

    fn fill(&self, row: &mut Row, canvas: &Canvas<'_, '_>, entity: EntityIx) {
        self.entities.fill(row, canvas.graph(), (entity, self.degrees[entity.index()]), canvas.style);
    }

    fn node<'r>(&self, canvas: &Canvas<'r, 'r>, entity: EntityIx, cells: &'r Row) -> DrawnNode<'r> {
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
