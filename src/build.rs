//! Writing every export at once, all or nothing.
//!
//! [`build`] writes each registered format and a `report.json` into one folder. Every file is written beside its place
//! and renamed into it only when all of them are complete, so that an error leaves the old ones standing.

use crate::check::hex;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::export::{EXPORTERS, ExportError, ExportOptions, FolderOutput, Output};
use crate::graph::{KnowledgeGraph, View};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The name of the file that says what a build wrote.
pub const REPORT_FILE: &str = "report.json";

/// What a build wrote.
#[derive(Debug)]
pub struct Built {
    /// The files, in the order of formats, `report.json` last; each with its size in bytes.
    pub files: Vec<(String, u64)>,
    /// What exporters had to say.
    pub warnings: Vec<Diagnostic>,
}

/// Writes every registered format of `graph` and `report.json` into `folder`.
///
/// `report` is what opening the data had to say; its counts go into `report.json`.
///
/// # Errors
/// [`ExportError`] when anything cannot be written; the files that stood in the folder then stand unchanged.
pub fn build(
    graph: &KnowledgeGraph,
    report: &Report,
    options: &ExportOptions,
    folder: &Path,
) -> Result<Built, ExportError> {
    let view = graph.view();
    let mut output = HashingOutput { inner: FolderOutput::create(folder)?, digests: Vec::new() };
    let mut warnings = Vec::new();
    for exporter in EXPORTERS {
        let written = exporter.export(&view, options, &mut output);
        for warning in written.map_err(|error| error.named(&output.path(folder)))? {
            // Formats that share a drawing have the same to say about it.
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    let text = summary(&view, report, &warnings, &output.digests);
    let written = output.part(REPORT_FILE)?.write_all(text.as_bytes());
    written.map_err(|error| ExportError::from(error).named(&folder.join(REPORT_FILE)))?;
    let files = output.digests.iter().map(|part| (part.name.clone(), part.bytes)).collect();
    output.inner.finish()?;
    Ok(Built { files, warnings })
}

/// The text of `report.json`: counts, warnings by code, and the SHA-256 of every file.
fn summary(view: &View<'_>, report: &Report, exported: &[Diagnostic], files: &[Part]) -> String {
    let (entities, records, edges) = view.counts();
    let mut warnings: BTreeMap<&str, u64> = BTreeMap::new();
    for (code, _, count) in report.counts() {
        *warnings.entry(code).or_default() += count as u64;
    }
    for diagnostic in exported.iter().filter(|d| d.code.severity == Severity::Warning) {
        *warnings.entry(diagnostic.code.id).or_default() += 1;
    }
    let file = |part: &Part| json!({"file": part.name, "bytes": part.bytes, "sha256": part.hex()});
    let value = json!({
        "format": "relata-report 1",
        "relata": env!("CARGO_PKG_VERSION"),
        "dataset": view.graph().dataset().settings.id,
        "counts": {"entities": entities, "records": records, "edges": edges},
        "entities": by_entity_kind(view),
        "records": by_kind(view),
        "edges": by_relation(view),
        "rows": {"read": report.read, "kept": report.kept(), "rejected": report.rejected},
        "problems": warnings,
        "qualified_dates": view.graph().dataset().settings.qualified_dates.as_str(),
        "files": files.iter().map(file).collect::<Vec<Value>>(),
    });
    format!("{value:#}\n")
}

type Counts = serde_json::Map<String, Value>;

/// How many entities of each kind a view has, in the order of the vocabulary.
fn by_entity_kind(view: &View<'_>) -> Counts {
    let dataset = view.graph().dataset();
    let names = dataset.vocabulary.entity_kinds.iter().map(|kind| kind.name.as_str());
    tally(names, view.entities().map(|entity| dataset.entities.kind(entity).index()))
}

fn by_kind(view: &View<'_>) -> Counts {
    let dataset = view.graph().dataset();
    let names = dataset.vocabulary.kinds.iter().map(|kind| kind.name.as_str());
    tally(names, view.records().map(|record| dataset.records.kind(record).index()))
}

fn by_relation(view: &View<'_>) -> Counts {
    let names = view.graph().dataset().vocabulary.relations.iter().map(|relation| relation.name.as_str());
    tally(names, view.edges().map(|edge| edge.data.relation.index()))
}

fn tally<'n>(names: impl Iterator<Item = &'n str>, items: impl Iterator<Item = usize>) -> Counts {
    let names: Vec<&str> = names.collect();
    let mut counts = vec![0_u64; names.len()];
    items.for_each(|item| counts[item] += 1);
    let used = names.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    used.map(|(name, count)| (name.to_owned(), count.into())).collect()
}

/// A folder that takes the digest of each part as it is written.
struct HashingOutput {
    inner: FolderOutput,
    digests: Vec<Part>,
}

/// A part: its name, its size and its digest so far.
struct Part {
    name: String,
    bytes: u64,
    digest: Sha256,
}

impl Part {
    fn hex(&self) -> String {
        hex(&self.digest.clone().finalize())
    }
}

impl HashingOutput {
    /// The file being written.
    fn path(&self, folder: &Path) -> PathBuf {
        folder.join(self.digests.last().map_or("", |part| part.name.as_str()))
    }
}

impl Output for HashingOutput {
    fn part(&mut self, name: &str) -> Result<&mut (dyn Write + Send), ExportError> {
        self.inner.part(name)?;
        self.digests.push(Part { name: name.to_owned(), bytes: 0, digest: Sha256::new() });
        Ok(self)
    }
}

impl Write for HashingOutput {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let Some(part) = self.digests.last_mut() else { return Ok(0) };
        let written = self.inner.last_part().map_or(Ok(0), |file| file.write(bytes))?;
        part.digest.update(&bytes[..written]);
        part.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.last_part().map_or(Ok(()), Write::flush)
    }
}
