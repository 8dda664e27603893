//! N-Quads: N-Triples, with the name of its graph on each line of the vocabulary.

use super::ntriples::Lines;
use super::rdf::{triples, write_described};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;

/// Writes `data.nq`: the lines of `data.nt`, which are the default graph, and behind them those of the vocabulary.
///
/// Each of the two parts is sorted by bytes.
#[derive(Debug, Clone, Copy)]
pub struct NQuads;

pub(super) const FORMAT: Format = Format {
    name: "nquads",
    summary: "RDF, one statement a line, with the vocabulary as a named graph: for loading in bulk",
    files: &["data.nq"],
    media_type: "application/n-quads",
    specification: "https://www.w3.org/TR/n-quads/",
    is_shaped: false,
};

impl Exporter for NQuads {
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
        write_described(&triples, options, writer, |description, lines: &mut Lines, text| {
            lines.push(description, "", text);
        })?;
        let graph = format!(" {}", triples.vocabulary_graph());
        let (mut lines, mut text) = (Lines::default(), String::new());
        for description in triples.ontology().descriptions() {
            lines.push(&description, &graph, &mut text);
        }
        writer.write_all(text.as_bytes())?;
        Ok(super::rdf::told(&triples))
    }
}
