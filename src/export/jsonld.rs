//! JSON-LD: for programs that read JSON, and for web pages.
//!
//! The writer of `oxjsonld` (`oxrdfio` would leave the prefixes out) declares the prefixes and spells IRIs out; every subject is one object of `@graph`, and every
//! value is spelled with its type or language. A client that wants short keys compacts it.

use super::rdf::{inexpressible, triples};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::Prefixes;
use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphNameRef, QuadRef};

/// Writes `data.jsonld`: subjects in the order of N-Triples, each once, its properties in an order for reading.
#[derive(Debug, Clone, Copy)]
pub struct JsonLd;

pub(super) const FORMAT: Format = Format {
    name: "jsonld",
    summary: "RDF as JSON: for web programs and tools that read JSON-LD",
    files: &["data.jsonld"],
    media_type: "application/ld+json",
    specification: "https://www.w3.org/TR/json-ld11/",
    is_shaped: false,
};

impl Exporter for JsonLd {
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
        let mut writer = serializer(&triples.prefixes())?.for_writer(output.part(FORMAT.files[0])?);
        for subject in triples.subjects() {
            options.meter.step();
            let description = triples.describe(subject);
            for (predicate, objects) in description.by_predicate().iter() {
                for &object in objects {
                    let graph = GraphNameRef::DefaultGraph;
                    writer.serialize_quad(QuadRef::new(description.subject(), predicate, object, graph))?;
                }
            }
        }
        writer.finish()?.write_all(b"\n")?;
        Ok(triples.warnings().to_vec())
    }
}

/// Prefixes that are schemes of IRIs too: as a term of the context one would turn `urn:x` into something else
/// (<https://www.w3.org/TR/json-ld11/#compact-iris>).
const SCHEMES: [&str; 10] = ["data", "doi", "file", "http", "https", "info", "mailto", "tag", "urn", "uuid"];

fn serializer(prefixes: &Prefixes) -> Result<JsonLdSerializer, ExportError> {
    let mut usable = prefixes.iter().filter(|(prefix, _)| !SCHEMES.contains(prefix));
    usable
        .try_fold(JsonLdSerializer::new(), |writer, (prefix, iri)| writer.with_prefix(prefix, iri))
        .map_err(inexpressible)
}
