//! Turtle: see [`super::triples`].

use super::triples::{Syntax, dataset};
use super::{Importer, Input};
use crate::diagnostic::Report;
use crate::model::Dataset;

/// The importer of Turtle.
#[derive(Debug)]
pub struct Turtle;

impl Importer for Turtle {
    fn name(&self) -> &'static str {
        "turtle"
    }

    fn recognises(&self, name: &str, start: &str) -> bool {
        name.ends_with(".ttl") || start.starts_with("@prefix") || start.starts_with("PREFIX")
    }

    fn import(&self, input: &Input<'_>, report: &mut Report) -> Option<Dataset> {
        dataset(input, Syntax::Turtle, report)
    }
}
