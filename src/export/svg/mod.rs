//! A picture of the graph: an SVG file that stands alone, with names, colours and a legend.
//!
//! All that is recorded of a pair is one line, the wider the more it is, with an arrow where all of it leads one way; a
//! small picture, such as that of a path, says on its lines what they are and has full names, a larger one short names.
//! Names are written where they find room, the greatest nodes first; those that find none, and everything else known of a node, stand in its tooltip. No script, no
//! font and no style sheet elsewhere: a reader without a Chinese font is the only thing that can go wrong.

mod labels;
mod lines;

use self::labels::{Labels, Text};
use self::lines::{Line, lines};
use super::drawing::{CODES, Drawing, DrawnNode, Notices, Style, Subject};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss, wording, xml};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::layout::Point;
use std::io::{BufWriter, Write};

/// The file.
const FILE: &str = "graph.svg";
/// The longer side of the picture, in points, for a small graph; it grows with the root of the nodes.
const SIDE: f64 = 900.0;
/// What is left free around the nodes.
const MARGIN: f64 = 60.0;
/// So many nodes at most have their full names.
const MOST_FULL: usize = 24;
/// The height of the title and that of the legend.
const BAND: f64 = 34.0;

const STYLE: &str = "text{font-family:sans-serif,\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\";fill:#222}\
    .name{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\
    .what{font-size:9px;fill:#555;paint-order:stroke;stroke:#fff;stroke-width:2.5px}\
    .title{font-size:15px;font-weight:bold}.key{font-size:12px}\
    line{stroke:#777;stroke-opacity:.45}circle{stroke:#fff;stroke-width:1}";

/// Writes SVG.
#[derive(Debug)]
pub struct Svg;

impl Exporter for Svg {
    fn format(&self) -> &'static Format {
        &Format {
            name: "svg",
            summary: "a picture of the graph for browsers, slides and print",
            files: &[FILE],
            media_type: "image/svg+xml",
            specification: "https://www.w3.org/TR/SVG2/",
            is_shaped: true,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        CODES.into_iter().chain([&xml::FORBIDDEN]).collect()
    }

    fn losses(&self, shape: Shape) -> Vec<&'static Loss> {
        std::iter::once(&loss::PICTURE).chain(loss::drawn(shape)).collect()
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let drawing = Drawing::new(view, options, Style::Plain).placed();
        let mut picture = Picture { language: &options.language, notices: drawing.losses(), out: Vec::new() };
        let spots = spots(&drawing, &mut picture.notices);
        let frame = Frame::around(&spots);
        let lines = lines(&drawing);
        picture.head(&drawing, &frame);
        let mut out = BufWriter::with_capacity(1 << 16, output.part(FILE)?);
        picture.flush(&mut out)?;
        for line in &lines {
            picture.line(line, &spots, &frame);
            picture.flush(&mut out)?;
        }
        for spot in &spots {
            picture.node(spot, &frame);
            picture.flush(&mut out)?;
        }
        picture.texts(&spots, &lines, &frame);
        picture.legend(&drawing, &spots, &frame);
        picture.flush(&mut out)?;
        out.flush()?;
        Ok(picture.notices.finish())
    }
}

/// A node as it is drawn.
struct Spot {
    point: Point,
    radius: f64,
    label: String,
    short: String,
    kind: String,
    colour: [u8; 3],
    tooltip: String,
}

fn spots(drawing: &Drawing<'_, '_>, notices: &mut Notices) -> Vec<Spot> {
    let mut spots = Vec::new();
    drawing.each_node(&mut |node| spots.push(spot(node, drawing, notices)));
    spots
}

fn spot(node: &DrawnNode<'_>, drawing: &Drawing<'_, '_>, notices: &mut Notices) -> Spot {
    let cells = drawing.node_columns().zip(node.cells.iter()).filter(|(_, cell)| !cell.is_empty());
    let tooltip = cells.fold(node.id.to_owned(), |mut tooltip, (column, cell)| {
        tooltip.push_str(&format!("\n{}: {cell}", column.name));
        tooltip
    });
    let removed = xml::content(&mut Vec::new(), &tooltip);
    xml::notice_label(removed, drawing.value(node.subject, "label"), notices);
    let kind = if matches!(node.subject, Subject::Record(_)) { String::new() } else { node.kind.to_owned() };
    let (label, short) = (node.label.to_owned(), node.short.to_owned());
    Spot { point: node.position, radius: node.size, label, short, kind, colour: node.colour, tooltip }
}

/// From places in the plane to places in the picture.
struct Frame {
    left: f64,
    top: f64,
    scale: f64,
    width: f64,
    height: f64,
}

impl Frame {
    fn around(spots: &[Spot]) -> Self {
        let edge = |side: fn(&Spot) -> f64| spots.iter().map(side).fold(0.0, f64::max);
        let (right, left) = (edge(|s| s.point.x + s.radius), -edge(|s| s.radius - s.point.x));
        let (upper, lower) = (edge(|s| s.point.y + s.radius), -edge(|s| s.radius - s.point.y));
        let (width, height) = ((right - left).max(1.0), (upper - lower).max(1.0));
        let side = SIDE * (spots.len() as f64 / 80.0).sqrt().clamp(0.6, 5.0);
        let scale = (side / width.max(height)).min(4.0);
        Self {
            left: left - MARGIN / scale,
            top: upper + MARGIN / scale,
            scale,
            width: (width * scale + 2.0 * MARGIN).max(480.0),
            height: height * scale + 2.0 * MARGIN + 2.0 * BAND,
        }
    }

    fn place(&self, point: Point) -> (f64, f64) {
        ((point.x - self.left) * self.scale, (self.top - point.y) * self.scale + BAND)
    }

    /// The radius that a node has in the picture: nodes keep their size where the picture is made small.
    fn radius(&self, radius: f64) -> f64 {
        (radius * self.scale.clamp(0.5, 1.2)).max(2.5)
    }
}

struct Picture<'a> {
    language: &'a str,
    notices: Notices,
    out: Vec<u8>,
}

impl Picture<'_> {
    fn flush(&mut self, out: &mut impl Write) -> Result<(), ExportError> {
        out.write_all(&self.out)?;
        self.out.clear();
        Ok(())
    }

    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn head(&mut self, drawing: &Drawing<'_, '_>, frame: &Frame) {
        let (width, height) = (frame.width.ceil(), frame.height.ceil());
        self.put(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" xml:lang=\""
        ));
        xml::attribute(&mut self.out, self.language);
        self.put("\">\n<title>");
        xml::content(&mut self.out, drawing.title());
        self.put(&format!(
            "</title>\n<style>{STYLE}</style>\n<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" \
             markerWidth=\"7\" markerHeight=\"7\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
             <path d=\"M0 0L8 4L0 8Z\" fill=\"#777\"/></marker></defs>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n<text class=\"title\" x=\"16\" y=\"24\">"
        ));
        let removed = xml::content(&mut self.out, drawing.title());
        xml::notice_label(removed, drawing.value(Subject::Dataset, "title"), &mut self.notices);
        self.put("</text>\n");
    }

    /// A line from rim to rim, so that an arrow can be seen.
    fn line(&mut self, line: &Line, spots: &[Spot], frame: &Frame) {
        let ((x1, y1), (x2, y2)) = (frame.place(spots[line.from].point), frame.place(spots[line.to].point));
        let length = (x2 - x1).hypot(y2 - y1);
        if length < 1.0 {
            return;
        }
        let (dx, dy) = ((x2 - x1) / length, (y2 - y1) / length);
        let (a, b) = (frame.radius(spots[line.from].radius), frame.radius(spots[line.to].radius));
        let width = (1.0 + (line.count as f64).sqrt() / 2.0).min(5.0);
        let ends = [x1 + dx * a, y1 + dy * a, x2 - dx * b, y2 - dy * b].map(|n| (n * 10.0).round() / 10.0);
        let [x1, y1, x2, y2] = ends;
        let arrow = if line.leads_one_way { " marker-end=\"url(#arrow)\"" } else { "" };
        self.put(&format!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke-width=\"{width:.1}\"{arrow}/>\n"
        ));
    }

    fn node(&mut self, spot: &Spot, frame: &Frame) {
        let ((x, y), radius, [r, g, b]) = (frame.place(spot.point), frame.radius(spot.radius), spot.colour);
        self.put(&format!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"#{r:02x}{g:02x}{b:02x}\"><title>"
        ));
        xml::content(&mut self.out, &spot.tooltip);
        self.put("</title></circle>\n");
    }

    /// Names, and what small pictures say of their lines.
    fn texts(&mut self, spots: &[Spot], lines: &[Line], frame: &Frame) {
        let mut labels = Labels::within(frame.width, frame.height);
        for spot in spots {
            labels.keep_free(frame.place(spot.point), frame.radius(spot.radius));
        }
        let mut order: Vec<&Spot> = spots.iter().collect();
        order.sort_by(|a, b| b.radius.total_cmp(&a.radius).then(a.label.cmp(&b.label)));
        for spot in order {
            let radius = frame.radius(spot.radius);
            let size = (9.0 + radius / 6.0).min(14.0);
            let name = if spots.len() > MOST_FULL { &spot.short } else { &spot.label };
            let text = Text { text: name, size, class: "name" };
            labels.write_beside(&mut self.out, &text, frame.place(spot.point), radius);
        }
        for line in lines.iter().filter(|line| !line.label.is_empty()) {
            let ((x1, y1), (x2, y2)) =
                (frame.place(spots[line.from].point), frame.place(spots[line.to].point));
            let text = Text { text: &line.label, size: 9.0, class: "what" };
            labels.write_on(&mut self.out, &text, ((x1 + x2) / 2.0, (y1 + y2) / 2.0));
        }
    }

    /// The colours of the kinds that are there.
    fn legend(&mut self, drawing: &Drawing<'_, '_>, spots: &[Spot], frame: &Frame) {
        let mut kinds: Vec<(&str, [u8; 3])> = Vec::new();
        for spot in spots {
            if !kinds.iter().any(|(kind, _)| *kind == spot.kind) {
                kinds.push((&spot.kind, spot.colour));
            }
        }
        kinds.sort();
        let (mut x, y) = (20.0, frame.height - 16.0);
        for (kind, [r, g, b]) in kinds {
            let known = drawing.dataset().vocabulary.entity_kinds.iter().find(|own| own.name == kind);
            let label =
                known.map_or_else(|| wording::record(self.language), |own| own.label.get(self.language));
            let middle = y - 4.0;
            self.put(&format!(
                "<circle cx=\"{x}\" cy=\"{middle}\" r=\"6\" fill=\"#{r:02x}{g:02x}{b:02x}\"/><text class=\"key\" x=\"{}\" y=\"{y}\">",
                x + 10.0
            ));
            xml::content(&mut self.out, label);
            self.put("</text>\n");
            x += 34.0 + labels::width(label, 12.0);
        }
        self.put("</svg>\n");
    }
}
