//! DOT for Graphviz: a drawing to be laid out, styled and printed by its programs.
//!
//! One edge a record and pair, as in the other drawings, with what else is known of it as attributes that Graphviz keeps
//! and does not draw. Nodes are placed: `neato -n` draws them where the other formats have them, any other program moves
//! them. Symmetric edges have no arrow. Text is quoted, with quotation marks and backslashes escaped, and characters
//! that no picture can hold are left out and reported.

use super::drawing::{CODES, Column, Drawing, DrawnEdge, DrawnNode, Notices, Row, Style, Subject};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, xml};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;

/// The file.
const FILE: &str = "graph.dot";

/// Writes DOT.
#[derive(Debug)]
pub struct Dot;

impl Exporter for Dot {
    fn format(&self) -> &'static Format {
        &Format {
            name: "dot",
            summary: "DOT for Graphviz, with places, colours and labels",
            files: &[FILE],
            media_type: "text/vnd.graphviz",
            specification: "https://graphviz.org/doc/info/lang.html",
            is_shaped: true,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        CODES.into_iter().chain([&xml::FORBIDDEN]).collect()
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
        let drawing = Drawing::new(view, options, Style::Plain).placed();
        let (mut notices, writer) = (drawing.losses(), output.part(FILE)?);
        let mut line = Vec::new();
        head(&mut line, &drawing, &mut notices);
        writer.write_all(&line)?;
        drawing.write_nodes(writer, &mut notices, |node, out, notices| {
            write_node(out, node, &drawing, notices);
        })?;
        drawing.write_edges(writer, &mut notices, |edge, (): &mut (), out, notices| {
            write_edge(out, edge, &drawing, notices);
        })?;
        writer.write_all(b"}\n")?;
        Ok(notices.finish())
    }
}

fn head(out: &mut Vec<u8>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    put(out, &["digraph "]);
    let removed = quoted(out, &drawing.dataset().settings.id);
    xml::notice_label(removed, drawing.value(Subject::Dataset, "id"), notices);
    put(
        out,
        &[" {\n  graph [charset=\"UTF-8\", inputscale=72, outputorder=edgesfirst, overlap=false, label="],
    );
    let removed = quoted(out, drawing.title());
    xml::notice_label(removed, drawing.value(Subject::Dataset, "title"), notices);
    put(
        out,
        &["];\n  node [shape=circle, style=filled, fontname=\"sans-serif\", fixedsize=true, penwidth=0];\n"],
    );
    put(out, &["  edge [color=\"#00000055\", fontname=\"sans-serif\", fontsize=8, arrowsize=0.5];\n"]);
}

fn write_node(out: &mut Vec<u8>, node: &DrawnNode<'_>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    put(out, &["  "]);
    quoted(out, node.id);
    put(out, &[" [label=\"\", xlabel="]);
    let removed = quoted(out, node.label);
    xml::notice_label(removed, drawing.value(node.subject, "label"), notices);
    let [r, g, b] = node.colour;
    put(out, &[&format!(", fillcolor=\"#{r:02x}{g:02x}{b:02x}\", width=\"")]);
    xml::rounded(out, node.size / 36.0);
    put(out, &["\", pos=\""]);
    xml::rounded(out, node.position.x);
    put(out, &[","]);
    xml::rounded(out, node.position.y);
    put(out, &["\""]);
    attributes(out, drawing.node_columns(), node.cells, (node.subject, drawing), notices);
    put(out, &["];\n"]);
}

fn write_edge(out: &mut Vec<u8>, edge: &DrawnEdge<'_>, drawing: &Drawing<'_, '_>, notices: &mut Notices) {
    put(out, &["  "]);
    quoted(out, edge.source);
    put(out, &[" -> "]);
    quoted(out, edge.target);
    put(out, &[" [id="]);
    quoted(out, edge.id);
    put(out, &[", tooltip="]);
    let removed = quoted(out, edge.label);
    xml::notice_label(removed, drawing.value(edge.subject, "label"), notices);
    put(out, &[", weight=\""]);
    xml::decimal(out, edge.weight);
    put(out, &[if edge.symmetric { "\", dir=none" } else { "\"" }]);
    attributes(out, drawing.edge_columns(), edge.cells, (edge.subject, drawing), notices);
    attributes(out, drawing.record_columns(), edge.record_cells, (edge.subject, drawing), notices);
    put(out, &["];\n"]);
}

/// Attributes that Graphviz does not know it keeps and passes on; their names are none of its own.
fn attributes<'c>(
    out: &mut Vec<u8>,
    columns: impl Iterator<Item = &'c Column>,
    cells: &Row,
    (subject, drawing): (Subject, &Drawing<'_, '_>),
    notices: &mut Notices,
) {
    for (column, cell) in columns.zip(cells.iter()).filter(|(_, cell)| !cell.is_empty()) {
        put(out, &[", ", &column.name, "="]);
        let removed = quoted(out, cell);
        xml::notice_label(removed, drawing.value(subject, &column.name), notices);
    }
}

fn put(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

/// Appends a text in quotation marks; returns the first character left out, which XML and so every picture forbids.
fn quoted(out: &mut Vec<u8>, text: &str) -> Option<char> {
    let (mut removed, mut buffer) = (None, [0; 4]);
    out.push(b'"');
    if text.bytes().all(is_plain) {
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return None;
    }
    for c in text.chars() {
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\r' | '\t' => out.push(b' '),
            '\u{fffe}' | '\u{ffff}' => removed = removed.or(Some(c)),
            c if c < ' ' => removed = removed.or(Some(c)),
            c => out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
        }
    }
    out.push(b'"');
    removed
}

/// Whether a byte stands for itself whatever is beside it; 0xEF begins what may be no character.
fn is_plain(byte: u8) -> bool {
    byte >= b' ' && byte != b'"' && byte != b'\\' && byte != 0xEF
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> (String, Option<char>) {
        let mut out = Vec::new();
        let removed = quoted(&mut out, text);
        (String::from_utf8(out).unwrap(), removed)
    }

    #[test]
    fn quotation_marks_and_backslashes_are_escaped() {
        assert_eq!(written(r#"a "b" \N c"#), (r#""a \"b\" \\N c""#.to_owned(), None));
        assert_eq!(written("a\u{b}b\nc"), ("\"ab\\nc\"".to_owned(), Some('\u{b}')));
    }

    proptest! {
        #[test]
        fn no_text_ends_its_quotation(text in any::<String>()) {
            let (quoted, _) = written(&text);
            let inner = &quoted[1..quoted.len() - 1];
            let mut escaped = false;
            for c in inner.chars() {
                prop_assert!(escaped || c != '"');
                escaped = !escaped && c == '\\';
            }
            prop_assert!(!escaped);
        }
    }
}
