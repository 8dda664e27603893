//! What the RDF formats share: the triples of a view under the options of an export.

use super::{ExportError, ExportOptions, Loss, in_order, loss};
use crate::diagnostic::Diagnostic;
use crate::graph::View;
use crate::rdf::{Description, RdfError, RdfOptions, Triples};
use std::fmt::Display;
use std::io::{self, Write};

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

/// How many subjects a part has that is written at once.
const PART: usize = 1_000;

/// Describes every subject on all cores and writes what `push` makes of them, in their order.
///
/// `S` is what `push` keeps from one subject to the next, each core its own.
pub(super) fn write_described<S: Default>(
    triples: &Triples<'_>,
    options: &ExportOptions,
    writer: &mut dyn Write,
    push: impl Fn(&Description<'_>, &mut S, &mut String) + Sync,
) -> io::Result<()> {
    for subjects in triples.folders() {
        let format = |part: usize, text: &mut String| {
            let mut kept = S::default();
            let subjects = &subjects[part * PART..subjects.len().min((part + 1) * PART)];
            for &subject in subjects {
                push(&triples.describe(subject), &mut kept, text);
            }
            options.meter.advance(subjects.len() as u64);
        };
        in_order::write(subjects.len().div_ceil(PART), writer, format, |()| {})?;
    }
    Ok(())
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
