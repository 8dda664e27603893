use crate::build::build;
use crate::cli::exit::{Exit, Outcome};
use crate::cli::open::open;
use crate::cli::options::{DataOptions, LanguageOptions};
use crate::cli::progress::Bar;
use crate::cli::ui::Ui;
use crate::export::ExportOptions;
use std::path::PathBuf;

/// Check a dataset, build its graph, and write it in every format.
///
/// Writes all formats of `relata formats` and `report.json` (counts, warnings, the SHA-256 of each file) into one
/// folder. All or nothing: files appear when all are complete; on an error the old ones stand.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    data: DataOptions,

    /// The folder to write into.
    #[arg(short, long, value_name = "DIR", default_value = "exports")]
    output: PathBuf,

    /// The base of IRIs in RDF, ending in `/`; else that of `dataset.json`.
    #[arg(long, value_name = "IRI", value_parser = crate::cli::options::base_iri)]
    base_iri: Option<String>,

    #[command(flatten)]
    language: LanguageOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.data, ui)?;
    let options = ExportOptions { language: args.language.lang.code().to_owned(), base_iri: args.base_iri.clone(), ..ExportOptions::default() };
    let guarded = ui.signals.guarded();
    let mut bar = Bar::stopped_by(&guarded.cancel).watching(&options.meter);
    let built = build(&graph, &report, &options, &args.output, &mut bar)?;
    drop(guarded);
    ui.summary(&built.warnings);
    let (entities, records, edges) = graph.view().counts();
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let counts = [
        count(entities, "entity", "entities"),
        count(records, "record", "records"),
        count(edges, "edge", "edges"),
    ];
    ui.answer(&format!("{}\n", counts.join(", ")))?;
    for (file, bytes) in &built.files {
        ui.answer(&format!("{bytes:>10}  {}\n", args.output.join(file).display()))?;
    }
    Ok(Exit::Done)
}
