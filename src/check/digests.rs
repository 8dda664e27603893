//! The digests of passages, computed for whoever typed the spans.

use super::hex;
use super::texts::{offsets, read};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Dataset, PassageIx, SourceIx};
use crate::table::{Cell, Table};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// The passages that records use, as the rows of `passages.csv`, and what is wrong with their texts.
///
/// Rows are sorted by source and span. A passage whose text is absent, or ends before it, has no row.
#[must_use]
pub fn digests(dataset: &Dataset, folder: &Path) -> (Table, Vec<Diagnostic>) {
    let mut report = Report::default();
    let mut table = Table::new(["source", "start", "end", "sha256"]);
    for (source, spans) in used(dataset) {
        let Some(text) = read(dataset, dataset.source(source), folder, &mut report) else { continue };
        let starts = offsets(&text);
        for (start, end) in spans {
            let span = starts.get(start as usize).zip(starts.get(end as usize));
            let Some((&first, &last)) = span else {
                report.push(super::texts::beyond(dataset, source, (start, end), starts.len() - 1));
                continue;
            };
            let digest = hex(&Sha256::digest(&text.as_bytes()[first..last]));
            let id = dataset.source(source).id.as_str();
            table.push([
                Cell::from(id),
                Cell::from(start as usize),
                Cell::from(end as usize),
                Cell::from(digest),
            ]);
        }
    }
    (table, report.diagnostics().to_vec())
}

/// The distinct spans of each source that records use, in order.
fn used(dataset: &Dataset) -> BTreeMap<SourceIx, Vec<(u32, u32)>> {
    let mut used: BTreeMap<SourceIx, Vec<(u32, u32)>> = BTreeMap::new();
    let passages = dataset.records.iter().flat_map(|record| dataset.records.evidence(record));
    let mut seen: Vec<PassageIx> = passages.copied().collect();
    seen.sort();
    seen.dedup();
    for passage in seen.into_iter().map(|passage| dataset.passage(passage)) {
        used.entry(passage.source).or_default().push((passage.start, passage.end));
    }
    used.values_mut().for_each(|spans| spans.sort());
    used
}
