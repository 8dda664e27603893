//! The digests of passages, computed for whoever typed the spans.

use super::texts::{beyond, no_folder, offsets, range, read};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Dataset, Digest, PassageIx, SourceIx};
use crate::table::{Cell, Table};
use std::collections::BTreeMap;
use std::path::Path;

/// The passages that records use, as the rows of `passages.csv`, and what is wrong with their texts.
///
/// Rows are sorted by source and span. A passage whose text is absent, or ends before it, has no row.
#[must_use]
pub fn digests(dataset: &Dataset, folder: &Path) -> (Table, Vec<Diagnostic>) {
    let mut report = Report::default();
    let mut table = Table::new(["source", "start", "end", "sha256"]);
    if let Some(problem) = no_folder(folder) {
        return (table, vec![problem]);
    }
    for (source, passages) in used(dataset) {
        let Some(text) = read(dataset, dataset.source(source), folder, &mut report) else { continue };
        let starts = offsets(&text);
        for number in passages {
            let passage = dataset.passage(number);
            let Some(range) = range(&starts, passage) else {
                report.push(beyond(dataset, number, starts.len() - 1));
                continue;
            };
            let digest = Digest::of(&text.as_bytes()[range]).to_string();
            let id = dataset.source(source).id.as_str();
            let (start, end) = (passage.start as usize, passage.end as usize);
            table.push([Cell::from(id), Cell::from(start), Cell::from(end), Cell::from(digest)]);
        }
    }
    (table, report.diagnostics().to_vec())
}

/// The passages of each source that records use, in order of their spans.
fn used(dataset: &Dataset) -> BTreeMap<SourceIx, Vec<PassageIx>> {
    let mut used: BTreeMap<SourceIx, Vec<PassageIx>> = BTreeMap::new();
    let passages = dataset.records.iter().flat_map(|record| dataset.records.evidence(record));
    let mut seen: Vec<PassageIx> = passages.copied().collect();
    seen.sort_by_key(|&number| (*dataset.passage(number), number));
    seen.dedup();
    for number in seen {
        used.entry(dataset.passage(number).source).or_default().push(number);
    }
    used
}
