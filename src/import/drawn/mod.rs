//! A drawn graph taken apart again: what GEXF and GraphML share.
//!
//! Two of the three shapes have records in them. With records as nodes, each tells of itself and its edges lead to those
//! who fill its roles. With records as edges, the edges that name one record are put together: their ends fill the
//! roles that the edges state. Who fills a role and stands on no edge is not in the file, so it does not come back.
//!
//! A place is told by a name and a source by an id: each becomes a row with nothing else in it.

mod by_edges;
mod by_records;
mod entities;
mod records;
mod xml;

pub(super) use xml::{Attributes, Sink, parse};

use super::{Given, NOT_OURS, ODD_VALUE};
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::load::{RowTable, Rows, dataset_of};
use crate::model::{Dataset, Settings, Vocabulary, is_valid_id};
use hashbrown::HashSet;
use std::sync::Arc;

/// What stands between the parts of a list in one value.
const SEPARATOR: &str = " | ";

/// A graph as a file states it.
#[derive(Default)]
pub(super) struct Drawn {
    /// The file, as named to the user.
    pub(super) file: String,
    /// The id of the dataset, where the format has a place for it.
    pub(super) id: String,
    /// The title of the dataset.
    pub(super) title: String,
    /// The columns that nodes may fill.
    pub(super) node_columns: Vec<Arc<str>>,
    /// The columns that edges may fill.
    pub(super) edge_columns: Vec<Arc<str>>,
    pub(super) nodes: Vec<Item>,
    pub(super) edges: Vec<Item>,
}

/// A node or an edge.
#[derive(Default, Clone)]
pub(super) struct Item {
    /// The line on which it begins.
    pub(super) line: u32,
    pub(super) id: String,
    /// Where an edge leads from.
    pub(super) source: String,
    /// Where an edge leads to.
    pub(super) target: String,
    pub(super) values: Vec<(Arc<str>, String)>,
}

impl Item {
    /// The value of a column, or nothing.
    fn get(&self, column: &str) -> &str {
        self.values.iter().find(|(name, _)| **name == *column).map_or("", |(_, value)| value)
    }

    /// The parts of a value that is a list.
    fn list(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column).split(SEPARATOR).filter(|part| !part.is_empty())
    }

    fn is(&self, column: &str) -> bool {
        self.get(column) == "true"
    }
}

/// The dataset of a graph, or a report that relata did not write it.
pub(super) fn dataset(drawn: &Drawn, given: &Given, report: &mut Report) -> Option<Dataset> {
    let has = |columns: &[Arc<str>], wanted: &[&str]| {
        wanted.iter().all(|name| columns.iter().any(|column| **column == **name))
    };
    let of_records = has(&drawn.node_columns, &["record_id", "record_kind"]);
    let of_edges = has(&drawn.edge_columns, &["record_id", "record_kind", "source_role", "target_role"]);
    if !has(&drawn.node_columns, &["node_kind"]) || !(of_records || of_edges) {
        let message = "nodes and edges do not have the columns by which records are told";
        let hint = "of a graph of pairs no record can be made: export it with `--shape records`".to_owned();
        let hint = has(&drawn.edge_columns, &["record_count"]).then_some(hint);
        let location = Location::file(drawn.file.as_str());
        report.push(Diagnostic::new(&NOT_OURS, message).at(location).hint(hint));
        return None;
    }
    let mut reading = Reading::new(drawn, given, report);
    reading.check_edges();
    let rows = if of_records { by_records::rows(&mut reading) } else { by_edges::rows(&mut reading) };
    let rows = reading.finish(rows);
    Some(dataset_of(&rows, report))
}

/// What all parts of a graph are read with.
struct Reading<'r> {
    drawn: &'r Drawn,
    settings: Settings,
    vocabulary: Vocabulary,
    given: &'r Given,
    report: &'r mut Report,
}

impl<'r> Reading<'r> {
    fn new(drawn: &'r Drawn, given: &'r Given, report: &'r mut Report) -> Self {
        let settings = given.settings.clone().unwrap_or_else(|| {
            let mut settings = Settings::default();
            if is_valid_id(&drawn.id) {
                settings.id.clone_from(&drawn.id);
            }
            // A dataset without a title is titled by its id.
            settings.title = if drawn.title == drawn.id { String::new() } else { drawn.title.clone() };
            settings
        });
        // A patch that is refused is reported when the rows are loaded.
        let patched = given.vocabulary.as_ref().and_then(|patch| Vocabulary::patched(patch).ok());
        let vocabulary = patched.unwrap_or_else(Vocabulary::builtin);
        Self { drawn, settings, vocabulary, given, report }
    }

    /// Reports a value that no export writes.
    fn odd(&mut self, item: &Item, problem: impl Into<String>) {
        let location = Location::line(self.drawn.file.as_str(), item.line);
        self.report.push(Diagnostic::new(&ODD_VALUE, problem).at(location));
    }

    /// Reports edges that lead nowhere or stand twice.
    fn check_edges(&mut self) {
        let drawn = self.drawn;
        let nodes: HashSet<&str> = drawn.nodes.iter().map(|node| node.id.as_str()).collect();
        let mut edges: HashSet<&str> = HashSet::new();
        for edge in &drawn.edges {
            for end in [&edge.source, &edge.target] {
                if !nodes.contains(end.as_str()) {
                    self.odd(edge, format!("an edge ends at `{end}`, which is no node of the file"));
                }
            }
            if !edges.insert(&edge.id) {
                self.odd(edge, format!("the edge `{}` stands twice", edge.id));
            }
        }
    }

    /// The rows of all tables, with a row for each place and source that records name.
    fn finish(&self, parts: Parts) -> Rows {
        let table = |rows| RowTable { file: self.drawn.file.clone(), rows };
        Rows {
            file: self.drawn.file.clone(),
            settings: serde_json::to_value(&self.settings).ok(),
            vocabulary: self.given.vocabulary.clone(),
            sources: table(parts.told.sources()),
            passages: RowTable::default(),
            places: table(parts.told.places()),
            entities: table(parts.entities),
            records: table(parts.records),
            judgements: table(parts.judgements),
        }
    }
}

/// Rows with their lines.
type RowList = Vec<(u32, serde_json::Map<String, serde_json::Value>)>;

/// The rows made of a graph.
#[derive(Default)]
struct Parts {
    entities: RowList,
    judgements: RowList,
    records: RowList,
    told: records::Told,
}
