use crate::authoring::{data_folder, write_folder};
use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::ui::Ui;
use crate::diagnostic::{Report, Severity};
use crate::import::{Given, IMPORTERS, import};
use crate::load;
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};

/// Read an export back into a data folder: from `graph.json`, tables, Turtle, N-Triples, GraphML or GEXF.
///
/// The folder holds what the file says and nothing else, sorted, in the form that `relata init` lays out. GraphML, GEXF
/// and RDF carry less than the data they were made from. All or nothing: an error in the file leaves no folder.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The file, or the folder of a `datapackage.json`.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The folder to make; it must be empty or not there yet.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,

    /// The format, where neither the name of the file nor its first bytes tell it.
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(IMPORTERS.iter().map(|i| i.name())))]
    format: Option<String>,

    /// A dataset whose settings and vocabulary hold where the file has none of its own: a folder or a `graph.json`.
    #[arg(long, value_name = "PATH")]
    like: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let mut report = Report::default();
    let given = match &args.like {
        Some(path) => Given::of(&loaded(path, &mut report, ui)?),
        None => Given::default(),
    };
    let dataset = import(&args.file, args.format.as_deref(), &given, &mut report);
    let Some(dataset) = dataset.filter(|_| !report.has_errors()) else {
        ui.errors(&report);
        return Err(CommandError::Reported);
    };
    let warnings = report.diagnostics().iter().filter(|d| d.code.severity == Severity::Warning);
    ui.diagnostics(warnings);
    let files = data_folder(&dataset);
    let guarded = ui.signals.guarded();
    write_folder(&files, &args.output)?;
    drop(guarded);
    let (entities, records) = (dataset.entities.len(), dataset.records.len());
    let folder = args.output.display();
    ui.answer(&format!("{entities} entities and {records} records in {folder}\n"))?;
    Ok(Exit::Done)
}

fn loaded(path: &Path, report: &mut Report, ui: &Ui) -> Result<crate::model::Dataset, CommandError> {
    let dataset = load::load(path, report).dataset;
    if report.has_errors() {
        ui.errors(report);
        return Err(CommandError::Reported);
    }
    Ok(dataset)
}
