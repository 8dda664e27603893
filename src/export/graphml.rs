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
use std::io::Write;

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
    let drawing = Drawing::new(view, options, Style::Plain).placed();
    let mut notices = drawing.losses();
    Writer { drawing: &drawing, dialect, keys: Keys::new(&drawing) }.write(part, &mut notices)?;
    Ok(notices.finish())
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

/// The keys of columns.
struct Keys<'d> {
    /// Those of [`EDGE_KEYS`].
    known: [String; 4],
    nodes: Vec<Key<'d>>,
    edges: Vec<Key<'d>>,
    records: Vec<Key<'d>>,
}

/// The key of a column, with the markup in front of its values.
struct Key<'d> {
    column: &'d Column,
    id: String,
    start: String,
}

impl<'d> Key<'d> {
    fn new(column: &'d Column, id: String) -> Self {
        Self { column, start: format!("      <data key=\"{id}\">"), id }
    }
}

impl<'d> Keys<'d> {
    /// Ids are unique over the file, so a name of edges that nodes have too gets `e_` in front.
    fn new(drawing: &'d Drawing<'_, '_>) -> Self {
        let id = |name: &str| {
            let of_nodes = drawing.node_columns().any(|column| column.name == name)
                || NODE_KEYS.iter().any(|(known, _)| *known == name);
            if of_nodes { format!("e_{name}") } else { name.to_owned() }
        };
        Self {
            known: EDGE_KEYS.map(|(name, _)| id(name)),
            nodes: drawing.node_columns().map(|column| Key::new(column, column.name.clone())).collect(),
            edges: drawing.edge_columns().map(|column| Key::new(column, id(&column.name))).collect(),
            records: drawing.record_columns().map(|column| Key::new(column, id(&column.name))).collect(),
        }
    }
}

struct Writer<'d, 'v, 'g> {
    drawing: &'d Drawing<'v, 'g>,
    dialect: Option<&'d Dialect>,
    keys: Keys<'d>,
}

impl Writer<'_, '_, '_> {
    fn write(&self, writer: &mut dyn Write, notices: &mut Notices) -> Result<(), ExportError> {
        let mut head = Vec::new();
        put(&mut head, &[HEADER, self.dialect.map_or("", |dialect| dialect.namespaces), ">\n"]);
        write_keys(&mut head, &self.keys);
        put(&mut head, &[self.dialect.map_or("", |dialect| dialect.keys)]);
        write_graph(&mut head, self.drawing, notices);
        writer.write_all(&head)?;
        self.drawing.write_nodes(writer, notices, |node, out, notices| self.node(out, node, notices))?;
        self.drawing.write_edges(writer, notices, |edge, record: &mut Vec<u8>, out, notices| {
            if edge.is_first {
                record.clear();
                self.values(record, &self.keys.records, edge.record_cells, edge.subject, notices);
            }
            self.edge(out, edge, record, notices);
        })?;
        Ok(writer.write_all(b"  </graph>\n</graphml>\n")?)
    }

    fn node(&self, out: &mut Vec<u8>, node: &DrawnNode<'_>, notices: &mut Notices) {
        put(out, &["    <node id=\"", node.id, "\">\n      <data key=\"label\">"]);
        let removed = xml::content(out, node.label);
        xml::notice_label(removed, self.drawing.value(node.subject, "label"), notices);
        put(out, &["</data>\n"]);
        for (name, number) in [("x", node.position.x), ("y", node.position.y), ("size", node.size)] {
            put(out, &["      <data key=\"", name, "\">"]);
            xml::rounded(out, number);
            put(out, &["</data>\n"]);
        }
        let [r, g, b] = node.colour;
        put(out, &[&format!("      <data key=\"color\">#{r:02x}{g:02x}{b:02x}</data>\n")]);
        self.values(out, &self.keys.nodes, node.cells, node.subject, notices);
        if let Some(dialect) = self.dialect {
            (dialect.node)(out, node);
        }
        put(out, &["    </node>\n"]);
    }

    fn edge(&self, out: &mut Vec<u8>, edge: &DrawnEdge<'_>, record: &[u8], notices: &mut Notices) {
        let DrawnEdge { id, source, target, relation, .. } = *edge;
        let [label, weight, interaction, name] = &self.keys.known;
        put(out, &["    <edge id=\"", id, "\" source=\"", source, "\" target=\"", target, "\">\n"]);
        put(out, &["      <data key=\"", label, "\">"]);
        let removed = xml::content(out, edge.label);
        xml::notice_label(removed, self.drawing.value(edge.subject, "label"), notices);
        put(out, &["</data>\n      <data key=\"", weight, "\">"]);
        xml::decimal(out, edge.weight);
        put(out, &["</data>\n      <data key=\"", interaction, "\">", relation, "</data>\n"]);
        put(out, &["      <data key=\"", name, "\">", source, " (", relation, ") ", target]);
        put(out, &["</data>\n"]);
        self.values(out, &self.keys.edges, edge.cells, edge.subject, notices);
        out.extend_from_slice(record);
        if let Some(dialect) = self.dialect {
            (dialect.edge)(out, edge);
        }
        put(out, &["    </edge>\n"]);
    }

    fn values(
        &self,
        out: &mut Vec<u8>,
        keys: &[Key<'_>],
        cells: &Row,
        subject: Subject,
        notices: &mut Notices,
    ) {
        for (key, cell) in keys.iter().zip(cells.iter()).filter(|(_, cell)| !cell.is_empty()) {
            out.extend_from_slice(key.start.as_bytes());
            let removed = xml::content(out, cell);
            xml::notice_value(cell, removed, self.drawing.value(subject, &key.column.name), notices);
            out.extend_from_slice(b"</data>\n");
        }
    }
}

fn put(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

fn write_keys(out: &mut Vec<u8>, keys: &Keys<'_>) {
    key(out, "graph", "title", "title", ColumnType::Text);
    for (name, column_type) in NODE_KEYS {
        key(out, "node", name, name, column_type);
    }
    for Key { column, id, .. } in &keys.nodes {
        key(out, "node", id, &column.name, column.column_type);
    }
    for (id, (name, column_type)) in keys.known.iter().zip(EDGE_KEYS) {
        key(out, "edge", id, name, column_type);
    }
    for Key { column, id, .. } in keys.edges.iter().chain(&keys.records) {
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
