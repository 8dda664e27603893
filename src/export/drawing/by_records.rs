//! Entities and records as nodes, an edge from each record to whom it names: the picture that keeps records whole.
//!
//! Nothing is projected, so that a record of many is one node with many edges and a fact about one entity has its node
//! too. An edge is named after the role; whom a filler acts for is tied to the record by `represented`. What a record says
//! stands on its node, which has the time of all its edges.

use super::column::label_columns;
use super::edges::truth;
use super::records::{Drawn, Records, Time};
use super::{
    Canvas, Cells, Column, ColumnType, DrawnEdge, DrawnNode, EdgeSink, EntityNodes, NodeSink, Notices,
    Picture, Row, Subject, size,
};
use crate::graph::Histories;
use crate::layout::Point;
use crate::model::vocabulary::{Kind, Words};
use crate::model::{Dataset, EntityIx, Filler, RecordIx, Sentences};
use std::collections::BTreeSet;
use std::ops::Range;

/// The relation of an edge to whom a filler acts for.
const REPRESENTED: &str = "represented";
/// The kind of node that a record is.
const RECORD: &str = "record";
/// The colour of records.
const GREY: [u8; 3] = [153, 153, 153];

pub(super) struct ByRecords<'v, 'g> {
    canvas: Canvas<'v, 'g>,
    nodes: EntityNodes,
    /// The records that are nodes, in order.
    drawn: Vec<RecordIx>,
    records: Records<'g>,
    histories: &'g Histories,
    node_columns: Vec<Column>,
    /// For each column of nodes what fills it of a record.
    record_fields: Vec<RecordCell<'g>>,
    edge_columns: Vec<Column>,
    /// The codes of each column of labels of edges.
    languages: Vec<Vec<String>>,
}

/// What a record puts into a column of nodes.
#[derive(Debug, Clone)]
enum RecordCell<'g> {
    Empty,
    /// A column of records, by its number.
    Own(usize),
    NodeKind,
    Degree,
    /// The sentence about it in a language.
    Sentence(Sentences<'g>),
}

impl<'v, 'g> ByRecords<'v, 'g> {
    pub fn new(canvas: Canvas<'v, 'g>) -> Self {
        let graph = canvas.graph();
        let nodes = EntityNodes::new(graph, canvas.view.named_entities(), degrees(&canvas));
        let records = Records::new(graph.dataset(), canvas.language);
        let mut node_columns = nodes.entities.columns().to_vec();
        let known = |columns: &[Column], column: &Column| columns.iter().any(|c| c.name == column.name);
        let new: Vec<Column> =
            records.columns().iter().filter(|column| !known(&node_columns, column)).cloned().collect();
        node_columns.extend(new);
        let record_fields = node_columns.iter().map(|column| cell(&column.name, &records, graph.dataset()));
        let record_fields = record_fields.collect();
        let words = graph.dataset().vocabulary.kinds.iter().flat_map(|kind| kind.roles.iter());
        let codes: BTreeSet<&str> =
            words.flat_map(|role| role.label.iter().map(|(language, _)| language)).collect();
        let (names, languages): (Vec<_>, Vec<_>) = label_columns(codes).into_iter().unzip();
        let text = |name: &str| Column { name: name.to_owned(), column_type: ColumnType::Text };
        let mut edge_columns: Vec<Column> =
            ["relation", "edge_id", "record_id", "acting_for"].into_iter().map(text).collect();
        edge_columns.push(Column { name: "inferred".to_owned(), column_type: ColumnType::Boolean });
        edge_columns.extend(names.iter().map(|name| text(name)));
        let drawn = canvas.view.records().collect();
        Self {
            canvas,
            nodes,
            drawn,
            records,
            histories: graph.histories(),
            node_columns,
            record_fields,
            edge_columns,
            languages,
        }
    }

    fn each_record(&self, records: &[RecordIx], draw: &mut NodeSink<'_>) {
        let dataset = self.canvas.dataset();
        let (mut own, mut row) = (Row::default(), Row::default());
        for &record in records {
            let time = Time::of(dataset, self.histories, record);
            let Canvas { language, style, .. } = self.canvas;
            own.clear();
            self.records.fill(
                &mut own,
                dataset,
                Drawn { record, language, style, end_derived: time.end_derived, wanted: Cells::All },
            );
            let degree = ends(&self.canvas, record).count() as u32;
            row.clear();
            self.fill_record(&mut row, &own, record, degree);
            let kind = dataset.vocabulary.kind(dataset.records.kind(record));
            let name = label(&self.canvas, kind, record);
            draw(&DrawnNode {
                subject: Subject::Record(record),
                id: &node_id(dataset.records.id(record)),
                label: &name,
                short: &name,
                kind: &kind.name,
                colour: GREY,
                size: record_size(degree),
                position: Point::default(),
                start: time.start,
                end: time.end,
                cells: &row,
            });
        }
    }

    fn fill_record(&self, row: &mut Row, own: &Row, record: RecordIx, degree: u32) {
        let cells: Vec<&str> = own.iter().collect();
        for field in &self.record_fields {
            match field {
                RecordCell::Empty => row.push(""),
                RecordCell::Own(n) => row.push(cells[*n]),
                RecordCell::NodeKind => row.push(RECORD),
                RecordCell::Degree => row.push_format(format_args!("{degree}")),
                RecordCell::Sentence(sentences) => row.push(&sentences.tell(record)),
            }
        }
    }

    fn each_end(&self, record: RecordIx, row: &mut Row, draw: &mut EdgeSink<'_>) {
        let dataset = self.canvas.dataset();
        let time = Time::of(dataset, self.histories, record);
        let id = dataset.records.id(record);
        let source = node_id(id);
        let mut parallel: Vec<(EntityIx, &str)> = Vec::new();
        for end in ends(&self.canvas, record) {
            parallel.push((end.entity, end.relation));
            let same = parallel.iter().filter(|p| **p == (end.entity, end.relation)).count();
            let kind = if same > 1 { format!("{}#{same}", end.relation) } else { end.relation.to_owned() };
            let edge_id = end.id(id);
            self.fill_edge(row, &end, &edge_id);
            let label = end.words.map_or_else(
                || super::super::wording::represented(self.canvas.language),
                |words| words.get(self.canvas.language),
            );
            draw(&DrawnEdge {
                subject: Subject::Record(record),
                is_first: true,
                id: &edge_id,
                source: &source,
                target: dataset.entities.id(end.entity),
                label,
                relation: end.relation,
                kind: &kind,
                symmetric: false,
                weight: 1.0,
                start: time.start,
                end: time.end,
                cells: row,
                record_cells: &Row::default(),
            });
        }
    }

    fn fill_edge(&self, row: &mut Row, end: &End<'_>, id: &str) {
        let dataset = self.canvas.dataset();
        row.clear();
        row.push(end.relation);
        row.push(id);
        row.push(dataset.records.id(end.record));
        row.push(end.acting_for.map_or("", |body| dataset.entities.id(body)));
        row.push(truth(end.filler.inferred));
        for codes in &self.languages {
            let own = end
                .words
                .and_then(|words| words.iter().find(|(language, _)| codes.iter().any(|c| c == language)));
            row.push(own.map_or("", |(_, text)| text));
        }
    }
}

/// What of a record goes into a column of nodes.
fn cell<'g>(name: &str, records: &Records<'g>, dataset: &'g Dataset) -> RecordCell<'g> {
    if let Some(own) = records.columns().iter().position(|column| column.name == name) {
        return RecordCell::Own(own);
    }
    match name {
        "node_kind" => RecordCell::NodeKind,
        "degree" => RecordCell::Degree,
        _ => match name.strip_prefix("label_") {
            Some(code @ ("en" | "zh")) => RecordCell::Sentence(Sentences::new(dataset, code)),
            _ => RecordCell::Empty,
        },
    }
}

/// The radius of a record that leads to so many.
fn record_size(degree: u32) -> f64 {
    size(degree) / 2.0
}

/// No id of an entity holds `_`.
fn node_id(record: &str) -> String {
    format!("r_{record}")
}

/// What kind of record, and when: short enough for a picture.
fn label(canvas: &Canvas<'_, '_>, kind: &Kind, record: RecordIx) -> String {
    let (name, extent) = (kind.label.get(canvas.language), canvas.dataset().extent(record));
    if extent.is_stated() { format!("{name} {extent}") } else { name.to_owned() }
}

/// An edge from a record.
struct End<'g> {
    record: RecordIx,
    /// The number of the filler, from 1.
    number: usize,
    filler: &'g Filler,
    entity: EntityIx,
    relation: &'g str,
    /// The label of the role; none of [`REPRESENTED`].
    words: Option<&'g Words>,
    acting_for: Option<EntityIx>,
}

/// Whom a record leads to: each filler, and whom it acts for.
fn ends<'g>(canvas: &Canvas<'_, 'g>, record: RecordIx) -> impl Iterator<Item = End<'g>> + use<'g> {
    let graph = canvas.graph();
    let dataset = canvas.dataset();
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    let fillers = dataset.records.fillers(record).iter().enumerate();
    fillers.flat_map(move |(n, filler)| {
        let role = kind.role(filler.role);
        let acting_for = dataset.records.acting_for(record, n);
        let end = |entity, relation, words, acting_for| End {
            record,
            number: n + 1,
            filler,
            entity: graph.identities().canonical(entity),
            relation,
            words,
            acting_for,
        };
        let own = end(filler.entity, role.name.as_str(), Some(&role.label), acting_for);
        [Some(own), acting_for.map(|body| end(body, REPRESENTED, None, None))].into_iter().flatten()
    })
}

impl End<'_> {
    fn id(&self, record: &str) -> String {
        let ending = if self.words.is_some() { "" } else { "_for" };
        format!("p_{record}_{}{ending}", self.number)
    }
}

/// In how many places of records each entity stands.
fn degrees(canvas: &Canvas<'_, '_>) -> Vec<u32> {
    let mut degrees = vec![0; canvas.dataset().entities.len()];
    for record in canvas.view.records() {
        ends(canvas, record).for_each(|end| degrees[end.entity.index()] += 1);
    }
    degrees
}

impl Picture for ByRecords<'_, '_> {
    fn node_columns(&self) -> &[Column] {
        &self.node_columns
    }

    fn edge_columns(&self) -> &[Column] {
        &self.edge_columns
    }

    fn record_columns(&self) -> &[Column] {
        &[]
    }

    fn nodes(&self) -> usize {
        self.nodes.drawn.len() + self.drawn.len()
    }

    /// Entities in the order of ids, then records.
    fn each_node(&self, nodes: Range<usize>, draw: &mut NodeSink<'_>) {
        let entities = self.nodes.drawn.len();
        let rest = self.node_columns.len() - self.nodes.entities.columns().len();
        let mut row = Row::default();
        for &entity in &self.nodes.drawn[nodes.start.min(entities)..nodes.end.min(entities)] {
            row.clear();
            self.nodes.fill(&mut row, &self.canvas, entity);
            (0..rest).for_each(|_| row.push(""));
            draw(&self.nodes.node(&self.canvas, entity, &row));
        }
        let records = nodes.start.max(entities) - entities..nodes.end.max(entities) - entities;
        self.each_record(&self.drawn[records], draw);
    }

    fn sizes(&self) -> Vec<f64> {
        let degree = |record: &RecordIx| ends(&self.canvas, *record).count() as u32;
        let records = self.drawn.iter().map(|record| record_size(degree(record)));
        self.nodes.sizes().chain(records).collect()
    }

    fn origins(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        let records = &self.canvas.dataset().records;
        Box::new(self.drawn.iter().map(|record| records.fillers(*record).len()))
    }

    /// In the order of records and of fillers.
    fn each_edge(&self, origins: Range<usize>, _: Cells, draw: &mut EdgeSink<'_>) {
        let mut row = Row::default();
        for &record in &self.drawn[origins] {
            self.each_end(record, &mut row, draw);
        }
    }

    fn links(&self) -> Vec<(u32, u32, f64)> {
        let numbers = self.nodes.numbers();
        let records = self.drawn.iter().copied().zip(self.nodes.drawn.len() as u32..);
        let links = records.flat_map(|(record, node)| {
            let targets: Vec<EntityIx> = ends(&self.canvas, record).map(|end| end.entity).collect();
            targets.into_iter().map(move |entity| (node, entity))
        });
        links.map(|(node, entity)| (node, numbers[entity.index()], 1.0)).collect()
    }

    /// Every record has its node.
    fn losses(&self) -> Notices {
        Notices::default()
    }
}
