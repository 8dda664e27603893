//! GraphML: nodes, edges and their data.

use super::drawn::{self, Attributes, Drawn, Item, Sink};
use super::file::text;
use super::{Importer, Input, NOT_OURS};
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::model::Dataset;
use hashbrown::HashMap;
use std::sync::Arc;

/// The importer of GraphML.
#[derive(Debug)]
pub struct GraphMl;

impl Importer for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn recognises(&self, name: &str, start: &str) -> bool {
        name.ends_with(".graphml") || start.contains("<graphml")
    }

    fn import(&self, input: &Input<'_>, report: &mut Report) -> Option<Dataset> {
        let file = input.path.display().to_string();
        let text = text(input.path, report)?;
        let mut elements = Elements::default();
        drawn::parse(&file, &text, &mut elements, report)?;
        if !elements.is_graphml {
            let message = "found no element `graphml`";
            report.push(Diagnostic::new(&NOT_OURS, message).at(Location::file(file)));
            return None;
        }
        drawn::dataset(&Drawn { file, ..elements.drawn }, input.given, report)
    }
}

#[derive(Default)]
struct Elements {
    is_graphml: bool,
    drawn: Drawn,
    /// The names of keys by their ids.
    keys: HashMap<String, Arc<str>>,
    /// The node or the edge that is open, and which it is.
    open: Option<(bool, Item)>,
    /// The key of the data that are open, and their text.
    data: Option<(String, String)>,
}

impl Sink for Elements {
    fn open(&mut self, tag: &str, attributes: &Attributes, line: u32) {
        let get = |name| attributes.get(name).to_owned();
        match tag {
            "graphml" => self.is_graphml = true,
            "key" => self.declare(attributes),
            "graph" => self.drawn.id = get("id"),
            "node" => self.open = Some((false, Item { line, id: get("id"), ..Item::default() })),
            "edge" => {
                let (source, target) = (get("source"), get("target"));
                self.open = Some((true, Item { line, id: get("id"), source, target, ..Item::default() }));
            }
            "data" => self.data = Some((get("key"), String::new())),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, data)) = &mut self.data {
            data.push_str(text);
        }
    }

    fn close(&mut self, tag: &str) {
        if tag == "data" {
            return self.add_value();
        }
        match (tag, self.open.take()) {
            ("node", Some((false, node))) => self.drawn.nodes.push(node),
            ("edge", Some((true, edge))) => self.drawn.edges.push(edge),
            (_, open) => self.open = open,
        }
    }
}

impl Elements {
    fn declare(&mut self, attributes: &Attributes) {
        let name: Arc<str> = attributes.get("attr.name").into();
        match attributes.get("for") {
            "node" => self.drawn.node_columns.push(name.clone()),
            "edge" => self.drawn.edge_columns.push(name.clone()),
            _ => {}
        }
        self.keys.insert(attributes.get("id").to_owned(), name);
    }

    fn add_value(&mut self) {
        let Some((key, text)) = self.data.take() else { return };
        // A key without a name holds what a program draws with.
        let Some(name) = self.keys.get(&key).filter(|name| !name.is_empty()) else { return };
        match &mut self.open {
            Some((_, item)) => item.values.push((name.clone(), text)),
            None if **name == *"title" => self.drawn.title = text,
            None => {}
        }
    }
}
