//! Entities joined by one edge a pair: all that is recorded of the two, weighted by how many records it is.
//!
//! For maps of who has to do with whom. What each record says is lost, but for its id: the edge has the relations, the
//! first and the last day, and how many records are ties. An edge has no direction: its source is the smaller id.

use super::column::ColumnList;
use super::edges::truth;
use super::{
    Canvas, Column, ColumnType, DrawnEdge, EdgeSink, EntityNodes, NodeSink, Notices, Picture, Row, Subject,
    node_numbers,
};
use crate::date::Day;
use crate::export::ExportError;
use crate::model::{EntityIx, RecordIx, RelationIx};
use std::collections::{BTreeMap, BTreeSet};

/// The relation of every edge.
const RELATION: &str = "linked_with";

pub(super) struct ByPairs<'v, 'g> {
    canvas: Canvas<'v, 'g>,
    nodes: EntityNodes,
    columns: ColumnList<PairField>,
    pairs: BTreeMap<(EntityIx, EntityIx), Pair>,
}

/// What is recorded of two.
#[derive(Debug, Default)]
struct Pair {
    records: BTreeSet<RecordIx>,
    ties: BTreeSet<RecordIx>,
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
        let pairs = pairs(&canvas);
        let mut degrees = vec![0; canvas.dataset().entities.len()];
        for (a, b) in pairs.keys() {
            degrees[a.index()] += 1;
            degrees[b.index()] += 1;
        }
        Self { canvas, nodes: EntityNodes::new(canvas.graph(), degrees), columns: columns(), pairs }
    }

    fn fill(&self, row: &mut Row, id: &str, pair: &Pair) {
        let dataset = self.canvas.dataset();
        let day = |row: &mut Row, day: Option<Day>| match (day, self.canvas.style) {
            (None, _) => row.push(""),
            (Some(day), super::Style::Plain) => row.push_format(format_args!("{day}")),
            (Some(day), super::Style::Marked) => row.push_format(format_args!("{day} (day)")),
        };
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
                PairField::First => day(row, pair.first),
                PairField::Last => day(row, pair.end()),
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
}

/// What is recorded of each two, by their ids.
fn pairs(canvas: &Canvas<'_, '_>) -> BTreeMap<(EntityIx, EntityIx), Pair> {
    let (dataset, view) = (canvas.dataset(), canvas.view);
    let mut pairs: BTreeMap<_, Pair> = BTreeMap::new();
    for edge in view.edges() {
        let ends = (edge.source.min(edge.target), edge.source.max(edge.target));
        let pair = pairs.entry(ends).or_default();
        pair.relations.insert(edge.data.relation);
        if view.is_tie(&edge) {
            pair.ties.insert(edge.record());
        }
        if pair.records.insert(edge.record()) {
            let extent = dataset.extent(edge.record());
            let (first, last) = (extent.date_min(), extent.date_max());
            pair.first = pair.first.into_iter().chain(first).min();
            pair.last = pair.last.max(last);
            pair.goes_on |= first.is_some() && last.is_none();
        }
    }
    pairs
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

    fn each_node(&self, draw: &mut NodeSink<'_>) -> Result<(), ExportError> {
        self.nodes.each(&self.canvas, self.canvas.view.entities(), draw)
    }

    /// In the order of ids.
    fn each_edge(&self, draw: &mut EdgeSink<'_>) -> Result<(), ExportError> {
        let entities = &self.canvas.dataset().entities;
        let label = super::super::wording::linked_with(self.canvas.language);
        let mut row = Row::default();
        for ((a, b), pair) in &self.pairs {
            let (source, target) = (entities.id(*a), entities.id(*b));
            let id = format!("e_{source}_{target}");
            self.fill(&mut row, &id, pair);
            draw(&DrawnEdge {
                subject: Subject::Entity(*a),
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
            })?;
        }
        Ok(())
    }

    fn links(&self) -> Vec<(u32, u32, f64)> {
        let numbers = node_numbers(&self.canvas, self.canvas.view.entities());
        let link = |((a, b), pair): (&(EntityIx, EntityIx), &Pair)| {
            (numbers[a.index()], numbers[b.index()], pair.records.len() as f64)
        };
        self.pairs.iter().map(link).collect()
    }

    fn losses(&self) -> Notices {
        super::by_edges::without_edges(&self.canvas)
    }
}
