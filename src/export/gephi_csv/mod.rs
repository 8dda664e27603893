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
    Column, ColumnType, DayText, Drawing, DrawnEdge, DrawnNode, NULL, Notices, Row, Style, Subject, Value,
};
use super::spreadsheet::{FORMULA, is_formula};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, xml};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::View;
use std::io::Write;

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
        let drawing = Drawing::new(view, options, Style::Marked).numbered();
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
    let mut line = Vec::new();
    header(&mut line, &["Id", "Label"], drawing.node_columns());
    part.write_all(&line)?;
    drawing.write_nodes(part, notices, |node, out, notices| write_node(out, node, drawing, notices))?;
    Ok(())
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
    let fixed = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "Timeset"];
    let (mut lines, mut leaders) = (Vec::new(), Vec::new());
    header(&mut lines, &fixed, drawing.edge_columns().chain(drawing.record_columns()));
    for (part, id) in leading(drawing) {
        drawing.each_edge_of(part, &mut |edge| {
            if edge.id == id {
                leader(&mut lines, edge, drawing);
            }
        });
        leaders.push(id);
    }
    part.write_all(&lines)?;
    drawing.write_edges(part, notices, |edge, record: &mut Vec<u8>, out, notices| {
        if edge.is_first {
            write_record(record, edge, drawing, notices);
        }
        let start = out.len();
        write_edge(out, edge, record, drawing, notices);
        if edge.is_first && leaders.iter().any(|leader| leader == edge.id) {
            out.truncate(start);
        }
    })?;
    Ok(())
}

/// The edges that go first: the part that each is in, and its id.
fn leading(drawing: &Drawing<'_, '_>) -> Vec<(usize, String)> {
    let mut leaders = Leaders::new(drawing.record_columns());
    drawing.look_over(&mut |part, edge| {
        if edge.is_first {
            leaders.consider(part, edge);
        }
        leaders.are_settled()
    });
    leaders.choose()
}

/// Writes the line of an edge that goes first; what there is to notice is noticed when all are gone through.
fn leader(lines: &mut Vec<u8>, edge: &DrawnEdge<'_>, drawing: &Drawing<'_, '_>) {
    let (mut record, mut unheard) = (Vec::new(), Notices::default());
    write_record(&mut record, edge, drawing, &mut unheard);
    write_edge(lines, edge, &record, drawing, &mut unheard);
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
    timeset(line, edge);
    values(line, drawing.edge_columns(), edge.cells, (subject, drawing), notices);
    line.extend_from_slice(record);
    line.push(b'\n');
}

/// Writes the time of an edge as a set of one interval, or nothing when neither end is known.
fn timeset(line: &mut Vec<u8>, edge: &DrawnEdge<'_>) {
    let (start, end) = (edge.start.map(DayText::of), edge.end.map(DayText::of));
    let start_text = start.as_ref().map_or("-Infinity", DayText::as_str);
    let end_text = end.as_ref().map_or("Infinity", DayText::as_str);
    let parts = match (start, end) {
        (None, None) => ["\"", "", "", "", "\""],
        _ => ["\"<[", start_text, ", ", end_text, "]>\""],
    };
    parts.into_iter().for_each(|part| line.extend_from_slice(part.as_bytes()));
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
    if has(value, |byte| byte == b'\n' || byte == b'\r') {
        notices.value(&LINE_BREAK, place, "has several lines, written as one");
    }
    cell(line, value);
}

/// Whether a text has any of some bytes; without a way out in the middle, many are looked at in one step.
fn has(value: &str, is_one: impl Fn(u8) -> bool) -> bool {
    value.bytes().fold(false, |any, byte| any | is_one(byte))
}

/// Writes a quoted cell of one line.
fn cell(line: &mut Vec<u8>, value: &str) {
    line.push(b'"');
    if !has(value, |byte| matches!(byte, b'"' | b'\\' | b'\r' | b'\n')) {
        line.extend_from_slice(value.as_bytes());
        return line.push(b'"');
    }
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
