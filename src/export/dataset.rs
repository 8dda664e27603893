//! The account of a dataset for catalogues, in VoID and DCAT; `vocabulary` tells why it is a format of its own.

use super::rdf::triples;
use super::turtle::Blocks;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss};
use super::{jsonld, nquads, ntriples, rdf_xml, trig, turtle};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::Distribution;

/// The formats that hold the data as RDF.
const DATA: [&Format; 6] =
    [&turtle::FORMAT, &ntriples::FORMAT, &trig::FORMAT, &nquads::FORMAT, &jsonld::FORMAT, &rdf_xml::FORMAT];

/// Writes `dataset.ttl`: title, licence, sources, period, rule about dates, counts, and the files that hold the data.
#[derive(Debug, Clone, Copy)]
pub struct DatasetDocument;

const FORMAT: Format = Format {
    name: "rdf-dataset",
    summary: "what the dataset is and how much it holds of what, in VoID and DCAT: for catalogues",
    files: &["dataset.ttl"],
    media_type: "text/turtle",
    specification: "https://www.w3.org/TR/vocab-dcat-3/",
    is_shaped: false,
};

impl Exporter for DatasetDocument {
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
        let files = DATA.map(|format| Distribution {
            file: format.files[0],
            media_type: format.media_type,
            specification: format.specification,
        });
        let blocks = Blocks::new(triples.account_prefixes());
        blocks.write_prefixes(writer)?;
        let mut text = String::new();
        triples
            .account(&files, || options.meter.step())
            .descriptions()
            .for_each(|description| blocks.push(&description, &mut text));
        writer.write_all(text.as_bytes())?;
        Ok(triples.warnings().to_vec())
    }
}
