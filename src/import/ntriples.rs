//! N-Triples: see [`super::triples`].

use super::triples::{Syntax, dataset};
use super::{Importer, Input};
use crate::diagnostic::Report;
use crate::model::Dataset;

/// The importer of N-Triples.
#[derive(Debug)]
pub struct NTriples;

impl Importer for NTriples {
    fn name(&self) -> &'static str {
        "ntriples"
    }

    fn recognises(&self, name: &str, start: &str) -> bool {
        name.ends_with(".nt") || start.starts_with("<http") && start.contains("> <")
    }

    fn import(&self, input: &Input<'_>, report: &mut Report) -> Option<Dataset> {
        dataset(input, Syntax::NTriples, report)
    }
}
