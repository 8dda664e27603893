//! Entities joined by one edge a pair: all that is recorded of the two, weighted by how many records it is.
//!
//! For maps of who has to do with whom. What each record says is lost, but for its id: the edge has the relations, the
//! first and the last day, and how many records are ties. An edge has no direction: its source is the smaller id.

use super::column::ColumnList;
use super::edges::truth;
use super::{
    Canvas, Cells, Column, ColumnType, DrawnEdge, EdgeSink, EntityNodes, NodeSink, Notices, Picture, Row,
    Subject, dates,
};
use crate::date::{Day, Extent};
use crate::graph::Edge;
use crate::model::{EntityIx, Lists, RecordIx, RelationIx};
use std::collections::BTreeSet;
use std::ops::Range;

/// The relation of every edge.
const RELATION: &str = "linked_with";

pub(super) struct ByPairs<'v, 'g> {
    canvas: Canvas<'v, 'g>,
    nodes: EntityNodes,
    columns: ColumnList<PairField>,
    /// Each two that any edge joins, in order.
    pairs: Vec<(EntityIx, EntityIx)>,
    /// The edges of each of them, in order.
    edges: Lists<Edge<'g>>,
}

/// What is recorded of two.
#[derive(Debug, Default)]
struct Pair {
    /// In order, each once.
    records: Vec<RecordIx>,
    ties: Vec<RecordIx>,
    relations: BTreeSet<RelationIx>,
    first: Option<Day>,
    last: Option<Day>,
    /// Whether a record of the two has no last day, though it has a first.
    goes_on: bool,
}

#[derive(Debug, Clone)]
enum PairField {
    Relation,
    Id,
    Records,
    Ties,
    Relations,
    First,
    Last,
    RecordIds,
    Symmetric,
    Tie,
}

fn columns() -> ColumnList<PairField> {
    let mut columns = ColumnList::new();
    columns.add("relation", ColumnType::Text, PairField::Relation);
    columns.add("edge_id", ColumnType::Text, PairField::Id);
    columns.add("record_count", ColumnType::Int, PairField::Records);
    columns.add("tie_count", ColumnType::Int, PairField::Ties);
    columns.add("relation_list", ColumnType::List, PairField::Relations);
    columns.add("date_min", ColumnType::Date, PairField::First);
    columns.add("date_max", ColumnType::Date, PairField::Last);
    columns.add("record_ids", ColumnType::List, PairField::RecordIds);
    columns.add("symmetric", ColumnType::Boolean, PairField::Symmetric);
    columns.add("tie", ColumnType::Boolean, PairField::Tie);
    columns
}

impl<'v, 'g> ByPairs<'v, 'g> {
    pub fn new(canvas: Canvas<'v, 'g>) -> Self {
        let (pairs, edges) = pairs(&canvas);
        let mut degrees = vec![0; canvas.dataset().entities.len()];
        for (a, b) in &pairs {
            degrees[a.index()] += 1;
            degrees[b.index()] += 1;
        }
        let nodes = EntityNodes::new(canvas.graph(), canvas.view.entities(), degrees);
        Self { canvas, nodes, columns: columns(), pairs, edges }
    }

    /// What is recorded of the two of a number.
    fn pair(&self, number: usize) -> Pair {
        let mut pair = Pair::default();
        for edge in self.edges.get(number) {
            let record = edge.record();
            pair.relations.insert(edge.data.relation);
            // Edges come in the order of their records.
            if pair.records.last() != Some(&record) {
                pair.records.push(record);
                pair.add_time(self.canvas.dataset().extent(record));
            }
            if self.canvas.view.is_tie(edge) && pair.ties.last() != Some(&record) {
                pair.ties.push(record);
            }
        }
        pair
    }

    fn fill(&self, row: &mut Row, id: &str, pair: &Pair) {
        let (dataset, style) = (self.canvas.dataset(), self.canvas.style);
        row.clear();
        for field in &self.columns.fields {
            match field {
                PairField::Relation => row.push(RELATION),
                PairField::Id => row.push(id),
                PairField::Records => row.push_format(format_args!("{}", pair.records.len())),
                PairField::Ties => row.push_format(format_args!("{}", pair.ties.len())),
                PairField::Relations => {
                    row.push_list(
                        pair.relations.iter().map(|&r| dataset.vocabulary.relation(r).name.as_str()),
                    );
                }
                PairField::First => dates::fill_day(row, pair.first, style),
                PairField::Last => dates::fill_day(row, pair.end(), style),
                PairField::RecordIds => row.push_list(pair.records.iter().map(|&r| dataset.records.id(r))),
                PairField::Symmetric => row.push(truth(true)),
                PairField::Tie => row.push(truth(!pair.ties.is_empty())),
            }
        }
    }
}

impl Pair {
    fn end(&self) -> Option<Day> {
        self.last.filter(|_| !self.goes_on)
    }

    fn add_time(&mut self, extent: &Extent) {
        let (first, last) = (extent.date_min(), extent.date_max());
        self.first = self.first.into_iter().chain(first).min();
        self.last = self.last.max(last);
        self.goes_on |= first.is_some() && last.is_none();
    }
}

/// Each two that any edge joins, by their ids, and the edges that do.
fn pairs<'g>(canvas: &Canvas<'_, 'g>) -> (Vec<(EntityIx, EntityIx)>, Lists<Edge<'g>>) {
    let ends = |edge: &Edge<'_>| (edge.source.min(edge.target), edge.source.max(edge.target));
    let mut edges: Vec<Edge<'g>> = canvas.view.edges().collect();
    edges.sort_unstable_by_key(|edge| (ends(edge), edge.index));
    let (mut pairs, mut lists) = (Vec::new(), Lists::default());
    for group in edges.chunk_by(|a, b| ends(a) == ends(b)) {
        pairs.push(ends(&group[0]));
        lists.push(group.iter().copied());
    }
    (pairs, lists)
}

impl Picture for ByPairs<'_, '_> {
    fn node_columns(&self) -> &[Column] {
        self.nodes.entities.columns()
    }

    fn edge_columns(&self) -> &[Column] {
        &self.columns.columns
    }

    fn record_columns(&self) -> &[Column] {
        &[]
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
        Box::new(self.pairs.iter().map(|_| 1))
    }

    /// In the order of ids.
    fn each_edge(&self, origins: Range<usize>, _: Cells, draw: &mut EdgeSink<'_>) {
        let entities = &self.canvas.dataset().entities;
        let label = super::super::wording::linked_with(self.canvas.language);
        let (mut row, mut id) = (Row::default(), String::new());
        for number in origins {
            let ((a, b), pair) = (self.pairs[number], self.pair(number));
            let (source, target) = (entities.id(a), entities.id(b));
            id.clear();
            id.extend(["e_", source, "_", target]);
            self.fill(&mut row, &id, &pair);
            draw(&DrawnEdge {
                subject: Subject::Entity(a),
                is_first: true,
                id: &id,
                source,
                target,
                label,
                relation: RELATION,
                kind: RELATION,
                symmetric: true,
                weight: pair.records.len() as f64,
                start: pair.first,
                end: pair.end(),
                cells: &row,
                record_cells: &Row::default(),
            });
        }
    }

    fn links(&self) -> Vec<(u32, u32, f64)> {
        let numbers = self.nodes.numbers();
        let link = |(number, (a, b)): (usize, &(EntityIx, EntityIx))| {
            (numbers[a.index()], numbers[b.index()], self.pair(number).records.len() as f64)
        };
        self.pairs.iter().enumerate().map(link).collect()
    }

    fn losses(&self) -> Notices {
        super::by_edges::without_edges(&self.canvas)
    }
}
