//! GEXF: nodes, edges and their values; colours, sizes, positions and the timeline are not looked at.

use super::drawn::{self, Attributes, Drawn, Item, Sink};
use super::file::text;
use super::{Importer, Input, NOT_OURS};
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::model::Dataset;
use hashbrown::HashMap;
use std::sync::Arc;

/// The importer of GEXF.
#[derive(Debug)]
pub struct Gexf;

impl Importer for Gexf {
    fn name(&self) -> &'static str {
        "gexf"
    }

    fn recognises(&self, name: &str, start: &str) -> bool {
        name.ends_with(".gexf") || start.contains("<gexf")
    }

    fn import(&self, input: &Input<'_>, report: &mut Report) -> Option<Dataset> {
        let file = input.path.display().to_string();
        let text = text(input.path, report)?;
        let mut elements = Elements::default();
        drawn::parse(&file, &text, &mut elements, report)?;
        if !elements.is_gexf {
            let message = "found no element `gexf`";
            report.push(Diagnostic::new(&NOT_OURS, message).at(Location::file(file)));
            return None;
        }
        drawn::dataset(&Drawn { file, ..elements.drawn }, input.given, report)
    }
}

#[derive(Default)]
struct Elements {
    is_gexf: bool,
    drawn: Drawn,
    /// Whether the attributes that are declared are those of edges.
    of_edges: bool,
    /// The columns of nodes, then those of edges, by the ids that values name.
    columns: [HashMap<String, Arc<str>>; 2],
    in_description: bool,
    /// The node or the edge that is open, and which it is.
    open: Option<(bool, Item)>,
}

impl Sink for Elements {
    fn open(&mut self, tag: &str, attributes: &Attributes, line: u32) {
        let get = |name| attributes.get(name).to_owned();
        match tag {
            "gexf" => self.is_gexf = true,
            "description" => self.in_description = true,
            "attributes" => self.of_edges = attributes.get("class") == "edge",
            "attribute" => self.declare(attributes),
            "node" => self.open = Some((false, Item { line, id: get("id"), ..Item::default() })),
            "edge" => {
                let (source, target) = (get("source"), get("target"));
                self.open = Some((true, Item { line, id: get("id"), source, target, ..Item::default() }));
            }
            "attvalue" => self.add_value(attributes),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_description {
            self.drawn.title.push_str(text);
        }
    }

    fn close(&mut self, tag: &str) {
        match (tag, self.open.take()) {
            ("node", Some((false, node))) => self.drawn.nodes.push(node),
            ("edge", Some((true, edge))) => self.drawn.edges.push(edge),
            (_, open) => self.open = open,
        }
        self.in_description &= tag != "description";
    }
}

impl Elements {
    fn declare(&mut self, attributes: &Attributes) {
        let title: Arc<str> = attributes.get("title").into();
        let columns = if self.of_edges { &mut self.drawn.edge_columns } else { &mut self.drawn.node_columns };
        columns.push(title.clone());
        self.columns[usize::from(self.of_edges)].insert(attributes.get("id").to_owned(), title);
    }

    fn add_value(&mut self, attributes: &Attributes) {
        let Some((is_edge, item)) = &mut self.open else { return };
        if let Some(column) = self.columns[usize::from(*is_edge)].get(attributes.get("for")) {
            item.values.push((column.clone(), attributes.get("value").to_owned()));
        }
    }
}
