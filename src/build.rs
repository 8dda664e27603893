//! Writing every export at once, all or nothing.
//!
//! [`build`] writes each registered format and a `report.json` into one folder. Every file is written beside its place
//! and renamed into it only when all of them are complete, so that an error leaves the old ones standing.

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::export::{
    EXPORTERS, ExportError, ExportOptions, FolderOutput, ObservedOutput, Observer, Output, Shape, loss,
};
use crate::graph::{KnowledgeGraph, View};
use crate::load::Progress;
use crate::model::Digest;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::path::Path;

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

/// Writes every registered format of `graph` and `report.json` into `folder`, telling `progress` what is written. It stops
/// where [`Progress::cancel`] says so.
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
    progress: &mut (dyn Progress + Send),
) -> Result<Built, ExportError> {
    let view = graph.view();
    let files = FolderOutput::create(folder)?.cancelled_by(&progress.cancel());
    let mut digests = Digests { parts: Vec::new(), progress };
    let mut output = ObservedOutput::new(files, &mut digests);
    let mut warnings = Vec::new();
    for exporter in EXPORTERS {
        let written = exporter.export(&view, options, &mut output);
        for warning in written.map_err(|error| error.named(&output.last_path()))? {
            // Formats that share a drawing have the same to say about it.
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    let mut output = output.into_folder();
    let text = summary(&view, options.shape, report, &warnings, &digests.parts);
    let written = output.part(REPORT_FILE)?.write_all(text.as_bytes());
    written.map_err(|error| ExportError::from(error).named(&folder.join(REPORT_FILE)))?;
    let mut files: Vec<(String, u64)> =
        digests.parts.into_iter().map(|part| (part.name, part.bytes)).collect();
    files.push((REPORT_FILE.to_owned(), text.len() as u64));
    output.finish()?;
    Ok(Built { files, warnings })
}

/// The text of `report.json`: counts, problems, what was rejected, what exporters say, and the SHA-256 of every file.
fn summary(
    view: &View<'_>,
    shape: Shape,
    report: &Report,
    exported: &[Diagnostic],
    files: &[Part],
) -> String {
    let (entities, records, edges) = view.counts();
    let problems = report.counts().map(|(code, _, count)| (code.to_owned(), Value::from(count)));
    let errors = report.diagnostics().iter().filter(|d| d.code.severity == Severity::Error);
    let said = |diagnostic: &Diagnostic| json!({"code": diagnostic.code.id, "message": diagnostic.message});
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
        "problems": problems.collect::<Counts>(),
        "rejected": errors.map(said).collect::<Vec<Value>>(),
        "warnings": exported.iter().map(said).collect::<Vec<Value>>(),
        "qualified_dates": view.graph().dataset().settings.qualified_dates.as_str(),
        "losses": losses(view, shape),
        "files": files.iter().map(file).collect::<Vec<Value>>(),
    });
    format!("{value:#}\n")
}

/// What of the data each format lost, and how often.
fn losses(view: &View<'_>, shape: Shape) -> Counts {
    let own = EXPORTERS
        .iter()
        .map(|exporter| (exporter.format().name.to_owned(), loss::to_json(&exporter.losses(shape), view)));
    own.collect()
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

/// Takes the digest of each part as it is written.
struct Digests<'p> {
    parts: Vec<Part>,
    progress: &'p mut (dyn Progress + Send),
}

/// A part: its name, its size and its digest so far.
struct Part {
    name: String,
    bytes: u64,
    digest: Sha256,
}

impl Part {
    fn hex(&self) -> String {
        Digest::from(<[u8; 32]>::from(self.digest.clone().finalize())).to_string()
    }
}

impl Observer for Digests<'_> {
    fn part(&mut self, name: &str) {
        self.progress.file(name, 0);
        self.parts.push(Part { name: name.to_owned(), bytes: 0, digest: Sha256::new() });
    }

    fn written(&mut self, bytes: &[u8]) {
        self.progress.advance(bytes.len() as u64);
        if let Some(part) = self.parts.last_mut() {
            part.digest.update(bytes);
            part.bytes += bytes.len() as u64;
        }
    }
}
