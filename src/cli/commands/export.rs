use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::exporting::{check, export};
use crate::cli::filters::ScopeOptions;
use crate::cli::open::open;
use crate::cli::options::{DataOptions, LanguageOptions, ShapeOptions};
use crate::cli::ui::Ui;
use crate::export::{EXPORTERS, ExportOptions, exporter};
use crate::query::scope::attested_elsewhere;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// Write the graph in one format, or a part of it.
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

    #[command(flatten)]
    shape: ShapeOptions,

    #[command(flatten)]
    scope: ScopeOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let Some(exporter) = exporter(&args.format) else {
        return Err(CommandError::Usage(format!("there is no format `{}`", args.format)));
    };
    check(exporter, args.shape.shape, args.output.as_deref())?;
    let (graph, _) = open(&args.data, ui)?;
    let scope = args.scope.scope(&Asked::of(&graph))?;
    let selected = scope.of(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    if let Some(told) = attested_elsewhere(selected.attested_elsewhere, "en") {
        ui.say(&told);
    }
    let options = ExportOptions { language: args.language.lang.code().to_owned(), base_iri: args.base_iri.clone(), shape: args.shape.shape, ..ExportOptions::default() };
    export(exporter, &selected.view, &options, args.output.as_deref(), ui)?;
    Ok(Exit::Done)
}
