//! Entities and records as nodes, an edge from each record to whom it names: the picture that keeps records whole.
//!
//! Nothing is projected, so that a record of many is one node with many edges and a fact about one entity has its node
//! too. An edge is named after the role; whom a filler acts for is tied to the record by `represented`. What a record says
//! stands on its node, which has the time of all its edges.

use super::column::label_columns;
use super::edges::truth;
use super::records::{Drawn, Records, Time};
use super::{
    Canvas, Column, ColumnType, DrawnEdge, DrawnNode, EdgeSink, EntityNodes, NodeSink, Notices, Picture, Row,
    Subject, node_numbers, size,
};
use crate::export::ExportError;
use crate::graph::Histories;
use crate::layout::Point;
use crate::model::vocabulary::{Kind, Words};
use crate::model::{EntityIx, Filler, RecordIx, sentence};
use std::collections::BTreeSet;

/// The relation of an edge to whom a filler acts for.
const REPRESENTED: &str = "represented";
/// The kind of node that a record is.
const RECORD: &str = "record";
/// The colour of records.
const GREY: [u8; 3] = [153, 153, 153];

pub(super) struct ByRecords<'v, 'g> {
    canvas: Canvas<'v, 'g>,
    nodes: EntityNodes,
    records: Records,
    histories: Histories,
    node_columns: Vec<Column>,
    /// For each column of nodes the one of records that fills it.
    record_fields: Vec<RecordCell>,
    edge_columns: Vec<Column>,
    /// The codes of each column of labels of edges.
    languages: Vec<Vec<String>>,
}

/// What a record puts into a column of nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum RecordCell {
    Empty,
    /// A column of records, by its number.
    Own(usize),
    NodeKind,
    Degree,
    /// The sentence about it in a language.
    Sentence(String),
}

impl<'v, 'g> ByRecords<'v, 'g> {
    pub fn new(canvas: Canvas<'v, 'g>) -> Self {
        let graph = canvas.graph();
        let (nodes, records) = (EntityNodes::new(graph, degrees(&canvas)), Records::new(graph.dataset()));
        let mut node_columns = nodes.entities.columns().to_vec();
        let known = |columns: &[Column], column: &Column| columns.iter().any(|c| c.name == column.name);
        let new: Vec<Column> =
            records.columns().iter().filter(|column| !known(&node_columns, column)).cloned().collect();
        node_columns.extend(new);
        let record_fields = node_columns.iter().map(|column| cell(&column.name, &records)).collect();
        let words = graph.dataset().vocabulary.kinds.iter().flat_map(|kind| kind.roles.iter());
        let codes: BTreeSet<&str> =
            words.flat_map(|role| role.label.iter().map(|(language, _)| language)).collect();
        let (names, languages): (Vec<_>, Vec<_>) = label_columns(codes).into_iter().unzip();
        let text = |name: &str| Column { name: name.to_owned(), column_type: ColumnType::Text };
        let mut edge_columns: Vec<Column> =
            ["relation", "edge_id", "record_id", "acting_for"].into_iter().map(text).collect();
        edge_columns.push(Column { name: "inferred".to_owned(), column_type: ColumnType::Boolean });
        edge_columns.extend(names.iter().map(|name| text(name)));
        let histories = Histories::new(graph);
        Self { canvas, nodes, records, histories, node_columns, record_fields, edge_columns, languages }
    }

    fn each_record(&self, draw: &mut NodeSink<'_>) -> Result<(), ExportError> {
        let dataset = self.canvas.dataset();
        let (mut own, mut row) = (Row::default(), Row::default());
        for record in self.canvas.view.records() {
            let time = Time::of(dataset, &self.histories, record);
            let Canvas { language, style, .. } = self.canvas;
            own.clear();
            self.records.fill(
                &mut own,
                dataset,
                Drawn { record, language, style, end_derived: time.end_derived },
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
                size: size(degree) / 2.0,
                position: Point::default(),
                start: time.start,
                end: time.end,
                cells: &row,
            })?;
        }
        Ok(())
    }

    fn fill_record(&self, row: &mut Row, own: &Row, record: RecordIx, degree: u32) {
        let cells: Vec<&str> = own.iter().collect();
        for field in &self.record_fields {
            match field {
                RecordCell::Empty => row.push(""),
                RecordCell::Own(n) => row.push(cells[*n]),
                RecordCell::NodeKind => row.push(RECORD),
                RecordCell::Degree => row.push_format(format_args!("{degree}")),
                RecordCell::Sentence(code) => row.push(&sentence(self.canvas.dataset(), record, code)),
            }
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
fn cell(name: &str, records: &Records) -> RecordCell {
    if let Some(own) = records.columns().iter().position(|column| column.name == name) {
        return RecordCell::Own(own);
    }
    match name {
        "node_kind" => RecordCell::NodeKind,
        "degree" => RecordCell::Degree,
        _ => match name.strip_prefix("label_") {
            Some(code @ ("en" | "zh")) => RecordCell::Sentence(code.to_owned()),
            _ => RecordCell::Empty,
        },
    }
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

    /// Entities in the order of ids, then records.
    fn each_node(&self, draw: &mut NodeSink<'_>) -> Result<(), ExportError> {
        let rest = self.node_columns.len() - self.nodes.entities.columns().len();
        let mut row = Row::default();
        for entity in self.canvas.view.named_entities() {
            row.clear();
            self.nodes.fill(&mut row, &self.canvas, entity);
            (0..rest).for_each(|_| row.push(""));
            draw(&self.nodes.node(&self.canvas, entity, &row))?;
        }
        self.each_record(draw)
    }

    /// In the order of records and of fillers.
    fn each_edge(&self, draw: &mut EdgeSink<'_>) -> Result<(), ExportError> {
        let dataset = self.canvas.dataset();
        let mut row = Row::default();
        for record in self.canvas.view.records() {
            let time = Time::of(dataset, &self.histories, record);
            let id = dataset.records.id(record);
            let source = node_id(id);
            let mut parallel: Vec<(EntityIx, &str)> = Vec::new();
            for end in ends(&self.canvas, record) {
                parallel.push((end.entity, end.relation));
                let same = parallel.iter().filter(|p| **p == (end.entity, end.relation)).count();
                let kind =
                    if same > 1 { format!("{}#{same}", end.relation) } else { end.relation.to_owned() };
                let edge_id = end.id(id);
                self.fill_edge(&mut row, &end, &edge_id);
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
                    cells: &row,
                    record_cells: &Row::default(),
                })?;
            }
        }
        Ok(())
    }

    fn links(&self) -> Vec<(u32, u32, f64)> {
        let numbers = node_numbers(&self.canvas, self.canvas.view.named_entities());
        let entities = self.canvas.view.named_entities().count() as u32;
        let records = self.canvas.view.records().zip(entities..);
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
