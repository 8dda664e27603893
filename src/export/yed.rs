//! GraphML for yEd, with what that editor draws: labels, colours, sizes, places and arrows.
//!
//! yEd shows of a plain GraphML file only boxes; what it draws stands in keys of its own, which other readers refuse. So
//! it has a file of its own, which holds everything that the plain one does and these keys besides.

use super::drawing::{CODES, DrawnEdge, DrawnNode};
use super::graphml::{self, Dialect};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, xml};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;

/// The file.
const FILE: &str = "graph.yed.graphml";

const YED: Dialect = Dialect {
    namespaces: " xmlns:y=\"http://www.yworks.com/xml/graphml\"",
    keys: "  <key id=\"y_node\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n  \
        <key id=\"y_edge\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n",
    node,
    edge,
};

/// Writes GraphML for yEd.
#[derive(Debug)]
pub struct Yed;

impl Exporter for Yed {
    fn format(&self) -> &'static Format {
        &Format {
            name: "yed",
            summary: "GraphML for yEd, with its labels, colours and arrows",
            files: &[FILE],
            media_type: "application/graphml+xml",
            specification: "https://yed.yworks.com/support/manual/index.html",
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
        graphml::write(view, options, output.part(FILE)?, Some(&YED))
    }
}

/// A disc with its name beside it; y grows downwards there.
fn node(out: &mut Vec<u8>, node: &DrawnNode<'_>) {
    let (side, [r, g, b]) = (2.0 * node.size, node.colour);
    let (left, top) = (node.position.x - node.size, -node.position.y - node.size);
    let numbers = [("height", side), ("width", side), ("x", left), ("y", top)];
    out.extend_from_slice(b"      <data key=\"y_node\"><y:ShapeNode><y:Geometry");
    for (name, number) in numbers {
        out.extend_from_slice(format!(" {name}=\"").as_bytes());
        xml::rounded(out, number);
        out.push(b'"');
    }
    out.extend_from_slice(
        format!("/><y:Fill color=\"#{r:02x}{g:02x}{b:02x}\" transparent=\"false\"/>").as_bytes(),
    );
    out.extend_from_slice(b"<y:BorderStyle color=\"#ffffff\" type=\"line\" width=\"1.0\"/>");
    out.extend_from_slice(b"<y:NodeLabel modelName=\"sides\" modelPosition=\"e\">");
    label(out, node.label);
    out.extend_from_slice(b"</y:NodeLabel><y:Shape type=\"ellipse\"/></y:ShapeNode></data>\n");
}

/// A line with its relation on it, and an arrow where it leads one way.
fn edge(out: &mut Vec<u8>, edge: &DrawnEdge<'_>) {
    let arrow = if edge.symmetric { "none" } else { "standard" };
    out.extend_from_slice(b"      <data key=\"y_edge\"><y:PolyLineEdge>");
    out.extend_from_slice(b"<y:LineStyle color=\"#777777\" type=\"line\" width=\"1.0\"/>");
    for part in ["<y:Arrows source=\"none\" target=\"", arrow, "\"/><y:EdgeLabel>"] {
        out.extend_from_slice(part.as_bytes());
    }
    label(out, edge.label);
    out.extend_from_slice(b"</y:EdgeLabel></y:PolyLineEdge></data>\n");
}

/// A text; yEd takes one that begins with `<html>` for markup, so a blank that is not seen stands in front of it.
fn label(out: &mut Vec<u8>, text: &str) {
    if text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("<html>")) {
        out.extend_from_slice("\u{200b}".as_bytes());
    }
    // What XML cannot carry has been noticed where the plain file writes the same text.
    let _ = xml::content(out, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_markup_is_shown_as_it_is() {
        let told = |text| {
            let mut out = Vec::new();
            label(&mut out, text);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(told("A & B"), "A &amp; B");
        assert_eq!(told("<HTML>x"), "\u{200b}&lt;HTML&gt;x");
    }
}
