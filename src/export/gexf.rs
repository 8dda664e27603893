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
    Column, ColumnType, Drawing, DrawnEdge, DrawnNode, Notices, Row, Style, Subject, Value,
};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, xml};
use crate::date::Day;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::View;
use std::io::{BufWriter, Write};

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
        let drawing = Drawing::new(view, options, Style::Plain).placed()?;
        let out = BufWriter::with_capacity(1 << 16, output.part(FILE)?);
        let mut writer =
            Writer { out, notices: drawing.losses(), drawing, line: Vec::new(), record: Vec::new() };
        writer.write()?;
        Ok(writer.notices.finish())
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

struct Writer<'v, 'g, W> {
    out: W,
    drawing: Drawing<'v, 'g>,
    notices: Notices,
    /// The element that is being written.
    line: Vec<u8>,
    /// What the record of the last edge says, written again for each of its edges.
    record: Vec<u8>,
}

impl<W: Write> Writer<'_, '_, W> {
    fn write(&mut self) -> Result<(), ExportError> {
        let Self { out, drawing, notices, line, record } = self;
        out.write_all(HEADER.as_bytes())?;
        describe(line, drawing, notices);
        line.extend_from_slice(GRAPH.as_bytes());
        attributes(line, "node", drawing.node_columns());
        attributes(line, "edge", drawing.edge_columns().chain(drawing.record_columns()));
        line.extend_from_slice(b"    <nodes>\n");
        out.write_all(line)?;
        drawing.each_node(&mut |node| {
            line.clear();
            write_node(line, node, drawing, notices);
            Ok(out.write_all(line)?)
        })?;
        out.write_all(b"    </nodes>\n    <edges>\n")?;
        drawing.each_edge(&mut |edge| {
            if edge.is_first {
                record.clear();
                let subject = edge.subject;
                values(record, drawing.record_columns(), edge.record_cells, (subject, drawing), notices);
            }
            line.clear();
            write_edge(line, edge, record, drawing, notices);
            Ok(out.write_all(line)?)
        })?;
        out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")?;
        Ok(out.flush()?)
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

fn write_node(out: &mut Vec<u8>, node: &DrawnNode<'_>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    let subject = node.subject;
    put(out, &["      <node id=\"", node.id, "\" label=\""]);
    label(out, node.label, drawing.value(subject, "label"), notices);
    put(out, &["\""]);
    time(out, node.start, node.end);
    put(out, &[">\n        <attvalues>\n"]);
    values(out, drawing.node_columns(), node.cells, (subject, drawing), notices);
    put(out, &["        </attvalues>\n"]);
    let [r, g, b] = node.colour;
    put(out, &[&format!("        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>\n        <viz:size value=\"")]);
    xml::rounded(out, node.size);
    put(out, &["\"/>\n        <viz:position x=\""]);
    xml::rounded(out, node.position.x);
    put(out, &["\" y=\""]);
    xml::rounded(out, node.position.y);
    put(out, &["\" z=\"0.0\"/>\n      </node>\n"]);
}

fn write_edge(
    out: &mut Vec<u8>,
    edge: &DrawnEdge<'_>,
    record: &[u8],
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) {
    let subject = edge.subject;
    put(out, &["      <edge id=\"", edge.id, "\" source=\"", edge.source, "\" target=\"", edge.target]);
    put(out, &["\" label=\""]);
    label(out, edge.label, drawing.value(subject, "label"), notices);
    put(out, &["\" weight=\""]);
    xml::decimal(out, edge.weight);
    put(out, &["\" kind=\"", edge.kind, "\""]);
    time(out, edge.start, edge.end);
    put(out, &[">\n        <attvalues>\n"]);
    values(out, drawing.edge_columns(), edge.cells, (subject, drawing), notices);
    out.extend_from_slice(record);
    put(out, &["        </attvalues>\n      </edge>\n"]);
}

/// When an element is there; an open side is left out.
fn time(out: &mut Vec<u8>, start: Option<Day>, end: Option<Day>) {
    for (name, day) in [(" start=\"", start), (" end=\"", end)] {
        if let Some(day) = day {
            put(out, &[name, &day.to_string(), "\""]);
        }
    }
}

fn values<'c>(
    out: &mut Vec<u8>,
    columns: impl Iterator<Item = &'c Column>,
    cells: &Row,
    (subject, drawing): (Subject, &Drawing<'_, '_>),
    notices: &mut Notices,
) {
    for (column, cell) in columns.zip(cells.iter()).filter(|(_, cell)| !cell.is_empty()) {
        put(out, &["          <attvalue for=\"", &column.name, "\" value=\""]);
        let removed = xml::attribute(out, cell);
        xml::notice_value(cell, removed, drawing.value(subject, &column.name), notices);
        notice_long(cell, drawing.value(subject, &column.name), notices);
        put(out, &["\"/>\n"]);
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
