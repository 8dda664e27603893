//! GraphML: Cytoscape, yEd, NetworkX, igraph, rustworkx, graph-tool, graphology.
//!
//! GraphML has no time, so dates are columns only, and Gephi merges the parallel edges that it reads from it: for Gephi,
//! GEXF is the way. The file keeps to what all its
//! readers agree on: keys for graph, node and edge, the six simple types, no defaults, every value written out or left
//! out, direction said once for the whole graph. The id of the graph is the dataset's id, because Cytoscape names the
//! network after it; the title is a value of the graph. `interaction` and `name` of an edge are Cytoscape's own columns.

use super::drawing::{Column, ColumnType, Drawing, DrawnEdge, DrawnNode, Notices, Row, Style, Subject};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, xml};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use std::io::{BufWriter, Write};

/// The file.
const FILE: &str = "graph.graphml";

/// Writes GraphML.
#[derive(Debug)]
pub struct GraphMl;

impl Exporter for GraphMl {
    fn format(&self) -> &'static Format {
        &Format {
            name: "graphml",
            summary: "GraphML for Cytoscape, yEd, NetworkX, igraph, rustworkx, graph-tool",
            files: &[FILE],
            media_type: "application/graphml+xml",
            specification: "http://graphml.graphdrawing.org/specification.html",
            is_shaped: true,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        super::drawing::CODES.into_iter().chain([&super::xml::FORBIDDEN]).collect()
    }

    fn losses(&self, shape: Shape) -> Vec<&'static Loss> {
        loss::drawn(shape)
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        write(view, options, output.part(FILE)?, None)
    }
}

/// What a dialect adds to the plain file.
pub(super) struct Dialect {
    /// Attributes of the root, each with a blank in front.
    pub namespaces: &'static str,
    /// Declarations of keys, a line each.
    pub keys: &'static str,
    /// Appends data to a node.
    pub node: fn(&mut Vec<u8>, &DrawnNode<'_>),
    /// Appends data to an edge.
    pub edge: fn(&mut Vec<u8>, &DrawnEdge<'_>),
}

/// Writes a view as GraphML, plain or in a dialect.
pub(super) fn write(
    view: &View<'_>,
    options: &ExportOptions,
    part: &mut (dyn Write + Send),
    dialect: Option<&Dialect>,
) -> Result<Vec<Diagnostic>, ExportError> {
    let drawing = Drawing::new(view, options, Style::Plain).placed()?;
    let out = BufWriter::with_capacity(1 << 16, part);
    let keys = edge_keys(&drawing);
    let notices = drawing.losses();
    let mut writer = Writer { out, drawing, dialect, keys, notices, line: Vec::new(), record: Vec::new() };
    writer.write()?;
    Ok(writer.notices.finish())
}

const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd""#;

/// The columns that only GraphML has: what its readers know by name.
const NODE_KEYS: [(&str, ColumnType); 5] = [
    ("label", ColumnType::Text),
    ("x", ColumnType::Double),
    ("y", ColumnType::Double),
    ("size", ColumnType::Double),
    ("color", ColumnType::Text),
];
const EDGE_KEYS: [(&str, ColumnType); 4] = [
    ("label", ColumnType::Text),
    ("weight", ColumnType::Double),
    ("interaction", ColumnType::Text),
    ("name", ColumnType::Text),
];

/// The ids of the keys of edges; a name that nodes have too gets `e_` in front, since ids are unique over the file.
struct EdgeKeys {
    known: [String; 4],
    edge: Vec<String>,
    record: Vec<String>,
}

fn edge_keys(drawing: &Drawing<'_, '_>) -> EdgeKeys {
    let id = |name: &str| {
        let of_nodes = drawing.node_columns().any(|column| column.name == name)
            || NODE_KEYS.iter().any(|(known, _)| *known == name);
        if of_nodes { format!("e_{name}") } else { name.to_owned() }
    };
    EdgeKeys {
        known: EDGE_KEYS.map(|(name, _)| id(name)),
        edge: drawing.edge_columns().map(|column| id(&column.name)).collect(),
        record: drawing.record_columns().map(|column| id(&column.name)).collect(),
    }
}

struct Writer<'v, 'g, W> {
    out: W,
    drawing: Drawing<'v, 'g>,
    dialect: Option<&'v Dialect>,
    keys: EdgeKeys,
    notices: Notices,
    /// The element that is being written.
    line: Vec<u8>,
    /// What the record of the last edge says, written again for each of its edges.
    record: Vec<u8>,
}

impl<W: Write> Writer<'_, '_, W> {
    fn write(&mut self) -> Result<(), ExportError> {
        let Self { out, drawing, dialect, keys, notices, line, record } = self;
        let dialect = *dialect;
        put(line, &[HEADER, dialect.map_or("", |dialect| dialect.namespaces), ">\n"]);
        write_keys(line, drawing, keys);
        put(line, &[dialect.map_or("", |dialect| dialect.keys)]);
        write_graph(line, drawing, notices);
        out.write_all(line)?;
        drawing.each_node(&mut |node| {
            line.clear();
            write_node(line, node, drawing, notices);
            if let Some(dialect) = dialect {
                (dialect.node)(line, node);
            }
            put(line, &["    </node>\n"]);
            Ok(out.write_all(line)?)
        })?;
        drawing.each_edge(&mut |edge| {
            if edge.is_first {
                record.clear();
                let subject = edge.subject;
                let columns = drawing.record_columns().zip(&keys.record);
                values(record, columns, edge.record_cells, (subject, drawing), notices);
            }
            line.clear();
            write_edge(line, edge, (record, keys), drawing, notices);
            if let Some(dialect) = dialect {
                (dialect.edge)(line, edge);
            }
            put(line, &["    </edge>\n"]);
            Ok(out.write_all(line)?)
        })?;
        out.write_all(b"  </graph>\n</graphml>\n")?;
        Ok(out.flush()?)
    }
}

fn put(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

fn write_keys(out: &mut Vec<u8>, drawing: &Drawing<'_, '_>, keys: &EdgeKeys) {
    key(out, "graph", "title", "title", ColumnType::Text);
    for (name, column_type) in NODE_KEYS {
        key(out, "node", name, name, column_type);
    }
    for column in drawing.node_columns() {
        key(out, "node", &column.name, &column.name, column.column_type);
    }
    for (id, (name, column_type)) in keys.known.iter().zip(EDGE_KEYS) {
        key(out, "edge", id, name, column_type);
    }
    let columns = drawing.edge_columns().chain(drawing.record_columns());
    for (id, column) in keys.edge.iter().chain(&keys.record).zip(columns) {
        key(out, "edge", id, &column.name, column.column_type);
    }
}

fn key(out: &mut Vec<u8>, class: &str, id: &str, name: &str, column_type: ColumnType) {
    let word = match column_type {
        ColumnType::Text | ColumnType::List | ColumnType::Date => "string",
        ColumnType::Int => "int",
        ColumnType::Long => "long",
        ColumnType::Double => "double",
        ColumnType::Boolean => "boolean",
    };
    put(out, &["  <key id=\"", id, "\" for=\"", class, "\" attr.name=\"", name, "\" attr.type=\"", word]);
    put(out, &["\"/>\n"]);
}

fn write_graph(out: &mut Vec<u8>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    put(out, &["  <graph id=\""]);
    xml::attribute(out, &drawing.dataset().settings.id);
    put(out, &["\" edgedefault=\"directed\">\n    <data key=\"title\">"]);
    let removed = xml::content(out, drawing.title());
    xml::notice_label(removed, drawing.value(Subject::Dataset, "title"), notices);
    put(out, &["</data>\n"]);
}

fn write_node(out: &mut Vec<u8>, node: &DrawnNode<'_>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    let subject = node.subject;
    put(out, &["    <node id=\"", node.id, "\">\n      <data key=\"label\">"]);
    let removed = xml::content(out, node.label);
    xml::notice_label(removed, drawing.value(subject, "label"), notices);
    put(out, &["</data>\n"]);
    for (name, number) in [("x", node.position.x), ("y", node.position.y), ("size", node.size)] {
        put(out, &["      <data key=\"", name, "\">"]);
        xml::rounded(out, number);
        put(out, &["</data>\n"]);
    }
    let [r, g, b] = node.colour;
    put(out, &[&format!("      <data key=\"color\">#{r:02x}{g:02x}{b:02x}</data>\n")]);
    let columns = drawing.node_columns().map(|column| (column, &column.name));
    values(out, columns, node.cells, (subject, drawing), notices);
}

fn write_edge(
    out: &mut Vec<u8>,
    edge: &DrawnEdge<'_>,
    (record, keys): (&[u8], &EdgeKeys),
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) {
    let subject = edge.subject;
    let [label, weight, interaction, name] = &keys.known;
    put(
        out,
        &["    <edge id=\"", edge.id, "\" source=\"", edge.source, "\" target=\"", edge.target, "\">\n"],
    );
    put(out, &["      <data key=\"", label, "\">"]);
    let removed = xml::content(out, edge.label);
    xml::notice_label(removed, drawing.value(subject, "label"), notices);
    put(out, &["</data>\n      <data key=\"", weight, "\">"]);
    xml::decimal(out, edge.weight);
    put(out, &["</data>\n      <data key=\"", interaction, "\">", edge.relation, "</data>\n"]);
    put(out, &["      <data key=\"", name, "\">", edge.source, " (", edge.relation, ") ", edge.target]);
    put(out, &["</data>\n"]);
    values(out, drawing.edge_columns().zip(&keys.edge), edge.cells, (subject, drawing), notices);
    out.extend_from_slice(record);
}

fn values<'c>(
    out: &mut Vec<u8>,
    columns: impl Iterator<Item = (&'c Column, &'c String)>,
    cells: &Row,
    (subject, drawing): (Subject, &Drawing<'_, '_>),
    notices: &mut Notices,
) {
    for ((column, key), cell) in columns.zip(cells.iter()).filter(|(_, cell)| !cell.is_empty()) {
        put(out, &["      <data key=\"", key, "\">"]);
        let removed = xml::content(out, cell);
        xml::notice_value(cell, removed, drawing.value(subject, &column.name), notices);
        put(out, &["</data>\n"]);
    }
}
