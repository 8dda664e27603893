//! `graph.json`: the lossless file, which the loader reads as it stands.

use super::{Importer, Input};
use crate::diagnostic::Report;
use crate::load;
use crate::model::Dataset;

/// The importer of `graph.json`.
#[derive(Debug)]
pub struct Json;

impl Importer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn recognises(&self, name: &str, start: &str) -> bool {
        name == "graph.json" || start.contains("\"relata-graph 1\"")
    }

    fn import(&self, input: &Input<'_>, report: &mut Report) -> Option<Dataset> {
        Some(load::load(input.path, report).dataset)
    }
}
