//! The shapes that the RDF of a dataset conforms to, in SHACL; `vocabulary` tells why it is a format of its own.

use super::rdf::triples;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;

/// Writes `shapes.ttl`, to be used with the data and `vocabulary.ttl` together.
#[derive(Debug, Clone, Copy)]
pub struct ShapesDocument;

const FORMAT: Format = Format {
    name: "rdf-shapes",
    summary: "SHACL shapes of the RDF formats, made from the vocabulary in force: for validators",
    files: &["shapes.ttl"],
    media_type: "text/turtle",
    specification: "https://www.w3.org/TR/shacl/",
    is_shaped: false,
};

impl Exporter for ShapesDocument {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn codes(&self) -> Vec<&'static Code> {
        crate::rdf::codes()
    }

    fn losses(&self, _: Shape) -> Vec<&'static Loss> {
        vec![&loss::DATA]
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let triples = triples(view, options)?;
        output.part(FORMAT.files[0])?.write_all(triples.shapes().as_bytes())?;
        Ok(super::rdf::told(&triples))
    }
}
