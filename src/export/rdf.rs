//! What the RDF formats share: the triples of a view under the options of an export.

use super::{ExportError, ExportOptions, Loss, loss};
use crate::diagnostic::Diagnostic;
use crate::graph::View;
use crate::rdf::{RdfError, RdfOptions, Triples};
use std::fmt::Display;

/// The triples of a view.
///
/// # Errors
/// [`ExportError::Inexpressible`] when the base or a term of the vocabulary is no IRI.
pub(super) fn triples<'v>(view: &'v View<'v>, options: &ExportOptions) -> Result<Triples<'v>, ExportError> {
    begin(view, options);
    let options = RdfOptions { language: options.language.clone(), base_iri: options.base_iri.clone() };
    Ok(Triples::new(view, &options)?)
}

/// Tells whoever watches about how many subjects there are.
fn begin(view: &View<'_>, options: &ExportOptions) {
    let ((entities, records, _), dataset) = (view.counts(), view.graph().dataset());
    let others = dataset.passages.len() + dataset.places.len() + dataset.sources.len();
    options.meter.begin((entities + records + others) as u64);
}

/// What RDF does not say.
pub(super) fn losses() -> Vec<&'static Loss> {
    vec![
        &loss::FILLER_ORDER,
        &loss::LIST_ORDER,
        &loss::SOURCE_FILES,
        &loss::JUDGEMENTS,
        &loss::MERGED_IDS,
        &loss::NAME_KINDS,
        &loss::SETTINGS,
        &loss::VOCABULARY,
    ]
}

/// What a reader of the data and of the vocabulary should know.
pub(super) fn told(triples: &Triples<'_>) -> Vec<Diagnostic> {
    [triples.warnings(), &triples.ontology_warnings()].concat()
}

/// What cannot be said in a syntax at all.
pub(super) fn inexpressible(error: impl Display) -> ExportError {
    ExportError::Inexpressible { message: error.to_string() }
}

impl From<RdfError> for ExportError {
    fn from(error: RdfError) -> Self {
        Self::Inexpressible { message: error.to_string() }
    }
}
