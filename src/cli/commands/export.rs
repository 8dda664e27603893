use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::open::open;
use crate::cli::options::{DataOptions, LanguageOptions};
use crate::cli::progress::{Bar, Metered};
use crate::cli::ui::Ui;
use crate::diagnostic::Diagnostic;
use crate::export::{EXPORTERS, ExportError, ExportOptions, Exporter, FolderOutput, ObservedOutput, SingleOutput, exporter, write_file};
use crate::graph::View;
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};

/// Write the graph in one format.
///
/// A format of one file goes to the standard output unless `-o FILE` is given; a format of several files needs
/// `-o DIR`. `relata formats` lists them.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The format.
    #[arg(value_name = "FORMAT", value_parser = PossibleValuesParser::new(EXPORTERS.iter().map(|e| e.format().name)))]
    format: String,

    /// The file to write, or the folder for a format of several files.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    data: DataOptions,

    /// The base of IRIs in RDF, ending in `/`; else that of `dataset.json`.
    #[arg(long, value_name = "IRI", value_parser = crate::cli::options::base_iri)]
    base_iri: Option<String>,

    #[command(flatten)]
    language: LanguageOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let Some(exporter) = exporter(&args.format) else {
        return Err(CommandError::Usage(format!("there is no format `{}`", args.format)));
    };
    let files = exporter.format().files;
    if files.len() > 1 && args.output.is_none() {
        let message = format!("the format `{}` writes {}: give a folder with -o DIR", args.format, files.join(" and "));
        return Err(CommandError::Usage(message));
    }
    let (graph, _) = open(&args.data, ui)?;
    let options = ExportOptions { language: args.language.lang.code().to_owned(), base_iri: args.base_iri.clone() };
    let warnings = match &args.output {
        None => {
            let written = exporter.export(&graph.view(), &options, &mut SingleOutput::new(ui.out()));
            written.map_err(|error| error.named(Path::new("the standard output")))
        }
        Some(path) if files.len() == 1 => to_file(exporter, &graph.view(), &options, path),
        Some(folder) => to_folder(exporter, &graph.view(), &options, folder),
    };
    ui.diagnostics(&warnings?);
    Ok(Exit::Done)
}

fn to_file(
    exporter: &dyn Exporter,
    view: &View<'_>,
    options: &ExportOptions,
    path: &Path,
) -> Result<Vec<Diagnostic>, ExportError> {
    let mut warnings = Vec::new();
    write_file(path, |out| {
        let mut out = Metered::new(out, &path.display().to_string());
        warnings = exporter.export(view, options, &mut SingleOutput::new(&mut out))?;
        Ok(())
    })?;
    Ok(warnings)
}

fn to_folder(
    exporter: &dyn Exporter,
    view: &View<'_>,
    options: &ExportOptions,
    folder: &Path,
) -> Result<Vec<Diagnostic>, ExportError> {
    let mut bar = Bar::new();
    let mut output = ObservedOutput::new(FolderOutput::create(folder)?, &mut bar);
    let written = exporter.export(view, options, &mut output);
    let warnings = written.map_err(|error| error.named(&output.last_path()))?;
    output.into_folder().finish()?;
    Ok(warnings)
}
