//! The vocabulary in force, as an ontology in Turtle.
//!
//! The documents about the data, this and the shapes, the queries and the account, are a format each and not one of four
//! files: they differ in media type, each is asked for by itself, and a format of one file can go to standard output.

use super::rdf::triples;
use super::turtle::Blocks;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;

/// Writes `vocabulary.ttl`: the terms by name, each with its labels and what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct VocabularyDocument;

const FORMAT: Format = Format {
    name: "rdf-vocabulary",
    summary: "the vocabulary in force as an ontology in OWL and SKOS: what the RDF formats mean",
    files: &["vocabulary.ttl"],
    media_type: "text/turtle",
    specification: "https://www.w3.org/TR/owl2-overview/",
    is_shaped: false,
};

impl Exporter for VocabularyDocument {
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
        let writer = output.part(FORMAT.files[0])?;
        let blocks = Blocks::new(triples.ontology_prefixes());
        blocks.write_prefixes(writer)?;
        let mut text = String::new();
        triples.ontology().descriptions().for_each(|description| blocks.push(&description, &mut text));
        writer.write_all(text.as_bytes())?;
        Ok(super::rdf::told(&triples))
    }
}
