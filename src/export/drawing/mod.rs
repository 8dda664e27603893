//! The view as a picture: what every property-graph format writes.
//!
//! A [`Drawing`] says which nodes, edges and typed columns there are, in which order, and what is lost on the way; the
//! formats only spell it. So a trap of a client is mended here once, and all formats agree column by column. What is a
//! node and what an edge is the [`Shape`] asked for: one file each, behind the trait [`Picture`].
//!
//! Nothing is copied: nodes and edges are handed over one at a time, in rows that are filled again for the next. They are
//! formatted in parts on all cores and written in their order; the edges of one record stand in one part. A column
//! exists when any row of the whole dataset fills it, so two views of one dataset have the same columns.

mod attributes;
mod by_edges;
mod by_pairs;
mod by_records;
mod column;
mod dates;
mod edges;
mod entities;
mod nodes;
mod notices;
mod parallel;
mod parts;
mod records;
mod row;

use nodes::EntityNodes;

pub(super) use column::{Column, ColumnType, SEPARATOR};
pub(super) use dates::{DayText, Style, precision};
pub(super) use notices::{CODES, INFINITY, NULL, Notices, Subject, Value};
pub(super) use row::Row;

use super::{ExportOptions, Meter, Shape};
use crate::date::Day;
use crate::graph::{KnowledgeGraph, View};
use crate::layout::{LARGEST, Point, place};
use crate::model::Dataset;
use std::ops::Range;

/// A view made ready to be drawn.
pub(super) struct Drawing<'v, 'g> {
    view: &'v View<'g>,
    picture: Box<dyn Picture + 'v>,
    /// Where nodes stand, in their order; empty when nobody asks.
    points: Vec<Point>,
    meter: &'v Meter,
}

/// What a shape draws of a view.
trait Picture: Sync {
    /// The columns of nodes.
    fn node_columns(&self) -> &[Column];

    /// The columns of edges that differ between the edges of a record.
    fn edge_columns(&self) -> &[Column];

    /// The columns of edges that tell of the record, and are the same for all its edges.
    fn record_columns(&self) -> &[Column];

    /// How many nodes there are.
    fn nodes(&self) -> usize;

    /// Hands over the nodes of some numbers, in order, without their places.
    fn each_node(&self, nodes: Range<usize>, draw: &mut NodeSink<'_>);

    /// The sizes of all nodes.
    fn sizes(&self) -> Vec<f64>;

    /// For each thing that edges come from, a record or a pair, how many come from it at most.
    fn origins(&self) -> Box<dyn Iterator<Item = usize> + '_>;

    /// Hands over the edges from some of these things, in order.
    fn each_edge(&self, origins: Range<usize>, wanted: Cells, draw: &mut EdgeSink<'_>);

    /// Numbers the edges that are parallel, where there are any.
    fn number(&mut self) {}

    /// The edges as numbers of nodes, with their weights.
    fn links(&self) -> Vec<(u32, u32, f64)>;

    /// What the picture leaves out, whatever the format.
    fn losses(&self) -> Notices;
}

/// Which cells are filled; the others stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    All,
    /// Those of columns that are no texts.
    Typed,
}

impl Cells {
    fn include(self, column: &Column) -> bool {
        self == Self::All || !column.column_type.is_text()
    }
}

type NodeSink<'d> = dyn FnMut(&DrawnNode<'_>) + 'd;
type EdgeSink<'d> = dyn FnMut(&DrawnEdge<'_>) + 'd;

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
    /// Its relation, made unique among parallel edges in a drawing that is [`numbered`](Drawing::numbered).
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
    pub fn placed(mut self) -> Self {
        let sizes = self.picture.sizes();
        // With more nodes than that, edges are not looked at.
        let links = if sizes.len() > LARGEST { Vec::new() } else { self.picture.links() };
        self.points = place(&sizes, &links);
        self
    }

    /// The same with a kind for every edge that no other edge of the same ends has.
    pub fn numbered(mut self) -> Self {
        self.picture.number();
        self
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
    pub fn each_node(&self, draw: &mut NodeSink<'_>) {
        self.nodes_of(0..self.picture.nodes(), draw);
    }

    fn nodes_of(&self, nodes: Range<usize>, draw: &mut NodeSink<'_>) {
        let mut points = self.points.iter().skip(nodes.start);
        self.meter.advance(nodes.len() as u64);
        self.picture.each_node(nodes, &mut |node| {
            let position = points.next().copied().unwrap_or_default();
            draw(&DrawnNode { position, ..*node });
        });
    }

    /// The edges in the same order, as numbers of nodes in their order, with their weights.
    pub fn links(&self) -> Vec<(u32, u32, f64)> {
        self.picture.links()
    }

    /// Hands over each edge, in the order of records, or of pairs.
    pub fn each_edge(&self, draw: &mut EdgeSink<'_>) {
        self.edges_of(0..self.picture.origins().count(), draw);
    }

    fn edges_of(&self, origins: Range<usize>, draw: &mut EdgeSink<'_>) {
        let mut drawn = 0;
        self.picture.each_edge(origins, Cells::All, &mut |edge| {
            drawn += 1;
            draw(edge);
        });
        self.meter.advance(drawn);
    }
}

/// The radius of a node of a degree.
fn size(degree: u32) -> f64 {
    4.0 + 2.0 * f64::from(degree).sqrt()
}
