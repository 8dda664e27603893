//! GEXF 1.3: Gephi with a working timeline, Gephi Lite, sigma, graphology, NetworkX.
//!
//! The file is shaped for what its readers do, not only for the schema:
//! - one block of attributes a class, ids equal to titles, and the five types all of them know;
//! - every node has a position, a size and a colour, and nothing has an attribute `type`;
//! - `kind` is numbered among parallel edges, because Gephi merges edges of one kind; `relation` holds the clean name;
//! - days only, in UTC, and an open end is left out. A day that Gephi cannot read would stop the whole import.
//!
//! Time stands on edges, and on the nodes of records. The published schema puts colour, size and position into the wrong namespace, so a validator
//! accepts the file only without them.

use super::drawing::{
    Column, ColumnType, DayText, Drawing, DrawnEdge, DrawnNode, Notices, Row, Style, Subject, Value,
};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, xml};
use crate::date::Day;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::View;
use std::io::Write;

/// Raised when a value is longer than Gephi reads.
pub static TOO_LONG: Code = Code {
    id: "W0619",
    severity: Severity::Warning,
    title: "value too long for Gephi",
    explanation: "Gephi reads no value of more than 524,288 characters from GEXF and stops the whole import at one. The \
        file holds what the data says; other programs read it. Shorten the value, or give Gephi the tables or GraphML.",
};

/// How many characters of 16 bits the reader of Gephi takes in one attribute.
const LONGEST: usize = 524_288;

/// The file.
const FILE: &str = "graph.gexf";

/// Writes GEXF.
#[derive(Debug)]
pub struct Gexf;

impl Exporter for Gexf {
    fn format(&self) -> &'static Format {
        &Format {
            name: "gexf",
            summary: "GEXF 1.3 for Gephi, with a timeline; also Gephi Lite, sigma, graphology, NetworkX",
            files: &[FILE],
            media_type: "application/gexf+xml",
            specification: "https://gexf.net/schema.html",
            is_shaped: true,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        super::drawing::CODES.into_iter().chain([&super::xml::FORBIDDEN, &TOO_LONG]).collect()
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
        let drawing = Drawing::new(view, options, Style::Plain).numbered().placed();
        let mut notices = drawing.losses();
        Writer::new(&drawing).write(output.part(FILE)?, &mut notices)?;
        Ok(notices.finish())
    }
}

const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta>
    <creator>relata</creator>
"#;

const GRAPH: &str = r#"  </meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval" timezone="UTC">
"#;

struct Writer<'d, 'v, 'g> {
    drawing: &'d Drawing<'v, 'g>,
    nodes: Vec<Attribute<'d>>,
    edges: Vec<Attribute<'d>>,
    records: Vec<Attribute<'d>>,
}

/// A column with the markup in front of its values.
struct Attribute<'d> {
    column: &'d Column,
    start: String,
}

impl<'d> Attribute<'d> {
    fn new(column: &'d Column) -> Self {
        Self { column, start: format!("          <attvalue for=\"{}\" value=\"", column.name) }
    }
}

impl<'d, 'v, 'g> Writer<'d, 'v, 'g> {
    fn new(drawing: &'d Drawing<'v, 'g>) -> Self {
        Self {
            drawing,
            nodes: drawing.node_columns().map(Attribute::new).collect(),
            edges: drawing.edge_columns().map(Attribute::new).collect(),
            records: drawing.record_columns().map(Attribute::new).collect(),
        }
    }

    fn write(&self, writer: &mut dyn Write, notices: &mut Notices) -> Result<(), ExportError> {
        let drawing = self.drawing;
        let mut head = HEADER.as_bytes().to_vec();
        describe(&mut head, drawing, notices);
        head.extend_from_slice(GRAPH.as_bytes());
        attributes(&mut head, "node", drawing.node_columns());
        attributes(&mut head, "edge", drawing.edge_columns().chain(drawing.record_columns()));
        head.extend_from_slice(b"    <nodes>\n");
        writer.write_all(&head)?;
        drawing.write_nodes(writer, notices, |node, out, notices| self.node(out, node, notices))?;
        writer.write_all(b"    </nodes>\n    <edges>\n")?;
        drawing.write_edges(writer, notices, |edge, record: &mut Vec<u8>, out, notices| {
            if edge.is_first {
                record.clear();
                self.values(record, &self.records, edge.record_cells, edge.subject, notices);
            }
            self.edge(out, edge, record, notices);
        })?;
        Ok(writer.write_all(b"    </edges>\n  </graph>\n</gexf>\n")?)
    }

    fn node(&self, out: &mut Vec<u8>, node: &DrawnNode<'_>, notices: &mut Notices) {
        let subject = node.subject;
        put(out, &["      <node id=\"", node.id, "\" label=\""]);
        label(out, node.label, self.drawing.value(subject, "label"), notices);
        put(out, &["\""]);
        time(out, node.start, node.end);
        put(out, &[">\n        <attvalues>\n"]);
        self.values(out, &self.nodes, node.cells, subject, notices);
        put(out, &["        </attvalues>\n"]);
        let [r, g, b] = node.colour;
        put(
            out,
            &[&format!("        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>\n        <viz:size value=\"")],
        );
        xml::rounded(out, node.size);
        put(out, &["\"/>\n        <viz:position x=\""]);
        xml::rounded(out, node.position.x);
        put(out, &["\" y=\""]);
        xml::rounded(out, node.position.y);
        put(out, &["\" z=\"0.0\"/>\n      </node>\n"]);
    }

    fn edge(&self, out: &mut Vec<u8>, edge: &DrawnEdge<'_>, record: &[u8], notices: &mut Notices) {
        let subject = edge.subject;
        put(out, &["      <edge id=\"", edge.id, "\" source=\"", edge.source, "\" target=\"", edge.target]);
        put(out, &["\" label=\""]);
        label(out, edge.label, self.drawing.value(subject, "label"), notices);
        put(out, &["\" weight=\""]);
        xml::decimal(out, edge.weight);
        put(out, &["\" kind=\"", edge.kind, "\""]);
        time(out, edge.start, edge.end);
        put(out, &[">\n        <attvalues>\n"]);
        self.values(out, &self.edges, edge.cells, subject, notices);
        out.extend_from_slice(record);
        put(out, &["        </attvalues>\n      </edge>\n"]);
    }

    fn values(
        &self,
        out: &mut Vec<u8>,
        attributes: &[Attribute<'_>],
        cells: &Row,
        subject: Subject,
        notices: &mut Notices,
    ) {
        for (attribute, cell) in attributes.iter().zip(cells.iter()).filter(|(_, cell)| !cell.is_empty()) {
            out.extend_from_slice(attribute.start.as_bytes());
            let removed = xml::attribute(out, cell);
            let place = self.drawing.value(subject, &attribute.column.name);
            xml::notice_value(cell, removed, place, notices);
            notice_long(cell, place, notices);
            out.extend_from_slice(b"\"/>\n");
        }
    }
}

/// Writes the title; Gephi keeps only what follows the last escape in a text of `meta`, so there is none.
fn describe(out: &mut Vec<u8>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    let title = drawing.title();
    out.extend_from_slice(b"    <description>");
    let plain = title.replace('&', "+").replace(['<', '>'], "'").replace(['\r', '\n'], " ");
    let removed = xml::content(out, &plain);
    xml::notice_label(removed, drawing.value(Subject::Dataset, "title"), notices);
    out.extend_from_slice(b"</description>\n");
}

fn attributes<'c>(out: &mut Vec<u8>, class: &str, columns: impl Iterator<Item = &'c Column>) {
    put(out, &["    <attributes class=\"", class, "\" mode=\"static\">\n"]);
    for Column { name, column_type } in columns {
        let word = type_word(*column_type);
        put(out, &["      <attribute id=\"", name, "\" title=\"", name, "\" type=\"", word, "\"/>\n"]);
    }
    put(out, &["    </attributes>\n"]);
}

fn type_word(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Text | ColumnType::List | ColumnType::Date => "string",
        ColumnType::Int => "integer",
        ColumnType::Long => "long",
        ColumnType::Double => "double",
        ColumnType::Boolean => "boolean",
    }
}

/// Appends text that needs no escape: markup, ids, and words of the vocabulary's alphabet.
fn put(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

/// When an element is there; an open side is left out.
fn time(out: &mut Vec<u8>, start: Option<Day>, end: Option<Day>) {
    for (name, day) in [(" start=\"", start), (" end=\"", end)] {
        if let Some(day) = day {
            put(out, &[name, DayText::of(day).as_str(), "\""]);
        }
    }
}

fn label(out: &mut Vec<u8>, text: &str, place: Value<'_>, notices: &mut Notices) {
    let removed = xml::attribute(out, text);
    xml::notice_label(removed, place, notices);
    notice_long(text, place, notices);
}

/// A text has at least as many bytes as characters, so few are counted.
fn notice_long(text: &str, place: Value<'_>, notices: &mut Notices) {
    if text.len() > LONGEST {
        let length = text.encode_utf16().count();
        if length > LONGEST {
            notices.value(&TOO_LONG, place, &format!("has {length} characters, more than Gephi reads"));
        }
    }
}
