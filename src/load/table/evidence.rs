//! The evidence of records: spans of sources, and the passages that they make.

use super::passages::{SPAN_OUTSIDE, find_source};
use super::record_cells::{Cells, FILLER_LIMIT, SAME_FILLER_TWICE};
use super::{BAD_VALUE, clip, other_separator};
use crate::diagnostic::{Code, Severity};
use crate::load::{Cell, Context};
use crate::model::{Dataset, Origin, Passage, PassageIx, parse_span, split_list};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Raised when evidence is not written as spans.
pub static BAD_SPAN: Code = Code {
    id: "E0401",
    severity: Severity::Error,
    title: "not a span",
    explanation: "Evidence is spans divided by `;`, each a source and two positions: `s1:120-168`. Positions count \
        Unicode characters from 0, the end is not included. The dash is a plain hyphen; an editor may have made a longer \
        one of it.",
};

/// The passages of a dataset, each with the row that lists it, and which has which number.
#[derive(Default)]
pub(in crate::load) struct Passages {
    pub(in crate::load) list: Vec<Passage>,
    pub(in crate::load) origins: Vec<Option<Origin>>,
    numbers: HashMap<(u32, u32, u32), PassageIx, FxBuildHasher>,
}

impl Passages {
    /// The number of a passage, which is added if it is new; a digest already known is kept.
    pub(in crate::load) fn intern(&mut self, passage: Passage, listed: Option<Origin>) -> PassageIx {
        let key = (passage.source.0, passage.start, passage.end);
        let number = *self.numbers.entry(key).or_insert_with(|| {
            self.list.push(passage);
            self.origins.push(listed);
            PassageIx::from(self.list.len() - 1)
        });
        let known = &mut self.list[number.index()];
        known.sha256 = known.sha256.or(passage.sha256);
        let origin = &mut self.origins[number.index()];
        *origin = origin.or(listed);
        number
    }

    /// Takes over the passages of a part; the number here of each number there.
    #[must_use]
    pub(super) fn join(&mut self, part: Self) -> Vec<PassageIx> {
        part.list.into_iter().zip(part.origins).map(|(passage, at)| self.intern(passage, at)).collect()
    }

    /// Whether another digest of the same span is known.
    fn contradicts(&self, passage: &Passage) -> bool {
        let known = self.numbers.get(&(passage.source.0, passage.start, passage.end));
        let digest = known.and_then(|number| self.list[number.index()].sha256);
        digest.zip(passage.sha256).is_some_and(|(known, given)| known != given)
    }

    /// Reports spans beside which another digest stands than elsewhere.
    pub(super) fn check_digests(
        &self,
        dataset: &Dataset,
        spans: &[Passage],
        line: u32,
        context: &mut Context<'_>,
    ) {
        for span in spans.iter().filter(|span| self.contradicts(span)) {
            let source = &dataset.source(span.source).id;
            let message = format!("found two digests of `{source}:{}-{}`", span.start, span.end);
            context.cell_problem(&BAD_VALUE, (line, "evidence"), message, None);
        }
    }
}

impl Cells<'_, '_> {
    /// Reads the spans of a cell, each with the digest that stands beside it in JSON.
    pub(super) fn read_evidence(&mut self, cell: &str, place: Cell<'_>, context: &mut Context<'_>) {
        for (n, part) in split_list(cell, ';').enumerate() {
            if self.spans.len() >= FILLER_LIMIT {
                let message = format!("found more than {FILLER_LIMIT} spans");
                return context.cell_problem(&BAD_VALUE, place, message, None);
            }
            let digest = self.digests.get(n).and_then(Option::as_deref);
            if let Some(span) = self.read_span(part, place.item(part), context) {
                self.spans.push(Passage { sha256: digest.and_then(|digest| digest.parse().ok()), ..span });
            }
        }
    }

    fn read_span(&self, part: &str, place: Cell<'_>, context: &mut Context<'_>) -> Option<Passage> {
        let Some((source, start, end)) = parse_span(part) else {
            let message = format!("found `{}`, expected a span such as `s1:120-168`", clip(part));
            context.cell_problem(&BAD_SPAN, place, message, other_separator(part));
            return None;
        };
        let source = find_source(&self.dataset.sources, source, place, context)?;
        let length = self.dataset.source(source).length;
        if start >= end || length.is_some_and(|length| end > length) {
            let limit = length.map_or_else(String::new, |length| format!(" within 0-{length}"));
            let message = format!("found `{}`, expected a start before an end{limit}", clip(part));
            context.cell_problem(&SPAN_OUTSIDE, place, message, None);
            return None;
        }
        let is_same = |known: &Passage| (known.source, known.start, known.end) == (source, start, end);
        if self.spans.iter().any(is_same) {
            let message = format!("`{}` stands twice", clip(part));
            context.cell_problem(&SAME_FILLER_TWICE, place, message, None);
        }
        Some(Passage { source, start, end, sha256: None })
    }
}
