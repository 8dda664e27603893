//! TriG: the data as in Turtle, and the vocabulary it is told in as a graph of its own.

use super::rdf::{triples, write_described};
use super::turtle::Blocks;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;

/// Writes `data.trig`: `data.ttl` to the letter as the default graph, and behind it the graph of the vocabulary.
///
/// No triple stands in both, so a store that joins its graphs counts none twice.
#[derive(Debug, Clone, Copy)]
pub struct TriG;

pub(super) const FORMAT: Format = Format {
    name: "trig",
    summary: "RDF like Turtle, with the vocabulary as a named graph: for stores that keep several graphs",
    files: &["data.trig"],
    media_type: "application/trig",
    specification: "https://www.w3.org/TR/trig/",
    is_shaped: false,
};

impl Exporter for TriG {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn codes(&self) -> Vec<&'static Code> {
        crate::rdf::codes()
    }

    fn losses(&self, _: Shape) -> Vec<&'static Loss> {
        super::rdf::losses()
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let triples = triples(view, options)?;
        let writer = output.part(FORMAT.files[0])?;
        let blocks = Blocks::new(triples.prefixes());
        blocks.write_prefixes(writer)?;
        write_described(&triples, options, writer, |description, (): &mut (), text| {
            blocks.push(description, text);
        })?;
        let mut text = format!("\n{} {{\n", triples.vocabulary_graph());
        triples.ontology().descriptions().for_each(|description| blocks.push(&description, &mut text));
        text.push_str("}\n");
        writer.write_all(text.as_bytes())?;
        Ok(super::rdf::told(&triples))
    }
}
