//! Two tables for Gephi's spreadsheet import: nodes, then edges appended to the same workspace.
//!
//! Gephi guesses the type of a column from its first 25 rows and drops what does not fit later, so a text never looks
//! like a number or a date: dates carry their precision, `1999 (year)`, and any other text that could be mistaken gets
//! ` (text)` behind it. Cells are quoted, hold no line break, and backslashes are doubled, because that reader takes
//! them for escapes. The byte order mark lets spreadsheets show Chinese.
//!
//! The rows that fill columns of numbers and flags come first, see `leaders.rs`; the others stand in the order of
//! records. `Timeset` of an edge is its time. Nodes have none: Gephi would hide their edges outside it. The table of nodes has
//! no colour or position; GEXF does.

mod guess;
mod leaders;

use self::guess::is_mistakable;
use self::leaders::Leaders;
use super::drawing::{
    Column, ColumnType, Drawing, DrawnEdge, DrawnNode, NULL, Notices, Row, Style, Subject, Value,
};
use super::spreadsheet::{FORMULA, is_formula};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, xml};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::View;
use std::io::{BufWriter, Write};

/// Raised when a line break is replaced.
pub static LINE_BREAK: Code = Code {
    id: "W0616",
    severity: Severity::Warning,
    title: "line break in a cell",
    explanation: "The value has several lines. A cell for Gephi or Neo4j has one, so each line break became a blank.",
};

/// Raised when a text had to be told apart from a number.
pub static MISTAKABLE: Code = Code {
    id: "W0617",
    severity: Severity::Warning,
    title: "text that looks like a number",
    explanation: "Gephi guesses the type of a column from its first rows. A text such as `1984` would make numbers of \
        the column and lose the other texts in it, so ` (text)` was written behind the value.",
};

/// The codes of this file.
pub const CODES: [&Code; 3] = [&FORMULA, &LINE_BREAK, &MISTAKABLE];

/// The file of nodes.
const NODES: &str = "gephi-nodes.csv";
/// The file of edges.
const EDGES: &str = "gephi-edges.csv";

/// Writes the two tables.
#[derive(Debug)]
pub struct GephiCsv;

impl Exporter for GephiCsv {
    fn format(&self) -> &'static Format {
        &Format {
            name: "gephi-csv",
            summary: "a table of nodes and one of edges for Gephi's spreadsheet import",
            files: &[NODES, EDGES],
            media_type: "text/csv",
            specification: "https://docs.gephi.org/desktop/User_Manual/Import/Import_CSV_Data/",
            is_shaped: true,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        super::drawing::CODES.into_iter().chain(CODES).collect()
    }

    fn next_step(&self) -> Option<&'static str> {
        Some(
            "next, in Gephi: import gephi-nodes.csv, then gephi-edges.csv with `Append to existing workspace` and \
             `Don't merge`; set the time format of the timeline to dates. GEXF needs none of this",
        )
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
        let drawing = Drawing::new(view, options, Style::Marked);
        let mut notices = drawing.losses();
        write_nodes(output.part(NODES)?, &drawing, &mut notices)?;
        write_edges(output.part(EDGES)?, &drawing, &mut notices)?;
        Ok(notices.finish())
    }
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

fn write_nodes(
    part: &mut dyn Write,
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) -> Result<(), ExportError> {
    let mut out = BufWriter::with_capacity(1 << 16, part);
    let mut line = Vec::new();
    header(&mut line, &["Id", "Label"], drawing.node_columns());
    out.write_all(&line)?;
    drawing.each_node(&mut |node| {
        line.clear();
        write_node(&mut line, node, drawing, notices);
        Ok(out.write_all(&line)?)
    })?;
    Ok(out.flush()?)
}

fn write_node(line: &mut Vec<u8>, node: &DrawnNode<'_>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    let subject = node.subject;
    cell(line, node.id);
    line.push(b',');
    text(line, node.label, drawing.value(subject, "Label"), notices);
    values(line, drawing.node_columns(), node.cells, (subject, drawing), notices);
    line.push(b'\n');
}

fn write_edges(
    part: &mut dyn Write,
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) -> Result<(), ExportError> {
    let mut out = BufWriter::with_capacity(1 << 16, part);
    let leaders = leaders(drawing)?;
    let mut line = Vec::new();
    let fixed = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "Timeset"];
    header(&mut line, &fixed, drawing.edge_columns().chain(drawing.record_columns()));
    out.write_all(&line)?;
    for (_, leader) in &leaders {
        out.write_all(leader)?;
    }
    let (mut record, mut position) = (Vec::new(), 0);
    drawing.each_edge(&mut |edge| {
        if edge.is_first {
            write_record(&mut record, edge, drawing, notices);
        }
        line.clear();
        write_edge(&mut line, edge, &record, drawing, notices);
        let is_written = leaders.binary_search_by_key(&position, |(leader, _)| *leader).is_ok();
        position += 1;
        if is_written { Ok(()) } else { Ok(out.write_all(&line)?) }
    })?;
    Ok(out.flush()?)
}

/// The edges that go first, with their lines; what there is to notice is noticed when all are gone through again.
fn leaders(drawing: &Drawing<'_, '_>) -> Result<Vec<(usize, Vec<u8>)>, ExportError> {
    let (mut leaders, mut position) = (Leaders::new(drawing.record_columns()), 0);
    drawing.each_edge(&mut |edge| {
        if edge.is_first {
            leaders.consider(position, edge, || {
                let (mut line, mut record, mut unheard) = (Vec::new(), Vec::new(), Notices::default());
                write_record(&mut record, edge, drawing, &mut unheard);
                write_edge(&mut line, edge, &record, drawing, &mut unheard);
                line
            });
        }
        position += 1;
        Ok(())
    })?;
    Ok(leaders.choose())
}

/// What the record says, the same for each of its edges.
fn write_record(
    record: &mut Vec<u8>,
    edge: &DrawnEdge<'_>,
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) {
    record.clear();
    let subject = edge.subject;
    values(record, drawing.record_columns(), edge.record_cells, (subject, drawing), notices);
}

fn write_edge(
    line: &mut Vec<u8>,
    edge: &DrawnEdge<'_>,
    record: &[u8],
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) {
    let subject = edge.subject;
    for fixed in [edge.source, edge.target, "Directed", edge.kind, edge.id] {
        cell(line, fixed);
        line.push(b',');
    }
    text(line, edge.label, drawing.value(subject, "Label"), notices);
    line.extend_from_slice(b",\"");
    xml::decimal(line, edge.weight);
    line.extend_from_slice(b"\",");
    cell(line, &timeset(edge));
    values(line, drawing.edge_columns(), edge.cells, (subject, drawing), notices);
    line.extend_from_slice(record);
    line.push(b'\n');
}

/// The time of an edge as a set of one interval, or nothing when neither end is known.
fn timeset(edge: &DrawnEdge<'_>) -> String {
    let day =
        |day: Option<crate::date::Day>, absent: &str| day.map_or(absent.to_owned(), |day| day.to_string());
    match (edge.start, edge.end) {
        (None, None) => String::new(),
        (start, end) => format!("<[{}, {}]>", day(start, "-Infinity"), day(end, "Infinity")),
    }
}

fn header<'c>(line: &mut Vec<u8>, fixed: &[&str], columns: impl Iterator<Item = &'c Column>) {
    line.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
    for (n, name) in fixed.iter().copied().chain(columns.map(|column| column.name.as_str())).enumerate() {
        if n > 0 {
            line.push(b',');
        }
        cell(line, name);
    }
    line.push(b'\n');
}

/// Writes a comma and a cell for each column.
fn values<'c>(
    line: &mut Vec<u8>,
    columns: impl Iterator<Item = &'c Column>,
    cells: &Row,
    (subject, drawing): (Subject, &Drawing<'_, '_>),
    notices: &mut Notices,
) {
    for (column, value) in columns.zip(cells.iter()) {
        line.push(b',');
        let place = drawing.value(subject, &column.name);
        match column.column_type {
            column_type if column_type.is_text() && is_mistakable(value) => {
                notices.value(
                    &MISTAKABLE,
                    place,
                    &format!("is the text `{value}`, written `{value} (text)`"),
                );
                text(line, &format!("{value} (text)"), place, notices);
            }
            ColumnType::Text | ColumnType::List | ColumnType::Date => {
                notice_null(value, place, notices);
                text(line, value, place, notices);
            }
            ColumnType::Int | ColumnType::Long | ColumnType::Double | ColumnType::Boolean => {
                cell(line, value)
            }
        }
    }
}

fn notice_null(value: &str, place: Value<'_>, notices: &mut Notices) {
    if value.eq_ignore_ascii_case("null") {
        notices.value(&NULL, place, &format!("is the word `{value}`, which Gephi reads as no value"));
    }
}

/// Writes a label or a value of a column of texts.
fn text(line: &mut Vec<u8>, value: &str, place: Value<'_>, notices: &mut Notices) {
    if is_formula(value) {
        notices.value(&FORMULA, place, "begins like a formula");
    }
    if value.contains(['\n', '\r']) {
        notices.value(&LINE_BREAK, place, "has several lines, written as one");
    }
    cell(line, value);
}

/// Writes a quoted cell of one line.
fn cell(line: &mut Vec<u8>, value: &str) {
    line.push(b'"');
    let mut bytes = value.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' | b'\\' => line.extend_from_slice(&[byte, byte]),
            b'\r' if bytes.peek() == Some(&b'\n') => {}
            b'\r' | b'\n' => line.push(b' '),
            _ => line.push(byte),
        }
    }
    line.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_line_with_quotes_and_backslashes_doubled() {
        let mut line = Vec::new();
        cell(&mut line, "a \"b\" c\\d\r\ne\nf");
        assert_eq!(String::from_utf8(line).unwrap(), r#""a ""b"" c\\d e f""#);
    }
}
