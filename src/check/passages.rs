//! The words of passages, read from the texts when they are at hand and kept nowhere.

use super::texts::{no_folder, offsets, range, read};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Dataset, SourceIx};
use std::path::Path;

/// The words of every passage of a dataset, in the order of their numbers, and what is wrong with the texts.
///
/// A passage has none when its text is absent, is not the one the data was drawn from, or ends before it.
#[must_use]
pub fn passages(dataset: &Dataset, folder: &Path) -> (Vec<Option<String>>, Vec<Diagnostic>) {
    let mut report = Report::default();
    let mut words = vec![None; dataset.passages.len()];
    if let Some(problem) = no_folder(folder) {
        return (words, vec![problem]);
    }
    for (n, source) in dataset.sources.iter().enumerate() {
        let Some(text) = read(dataset, source, folder, &mut report) else { continue };
        let starts = offsets(&text);
        let own = |passage: &crate::model::Passage| passage.source == SourceIx::from(n);
        for (number, passage) in dataset.passages.iter().enumerate().filter(|(_, passage)| own(passage)) {
            words[number] = range(&starts, passage).map(|range| text[range].to_owned());
        }
    }
    (words, report.diagnostics().to_vec())
}
