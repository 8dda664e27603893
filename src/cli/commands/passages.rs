use crate::check::digests;
use crate::cli::exit::{Exit, Outcome};
use crate::cli::open::{deliver, open};
use crate::cli::options::{AnswerFormat, AnswerOptions, DataOptions};
use crate::cli::ui::Ui;
use std::path::PathBuf;

/// Write the digests of all passages that records use, as `passages.csv` holds them.
///
/// Spans are typed by people; their digests are computed. Run it after adding evidence:
/// `relata passages --texts DIR --format csv -o graph-data/passages.csv`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder of the source texts.
    #[arg(long, value_name = "DIR")]
    texts: PathBuf,

    #[command(flatten)]
    data: DataOptions,

    #[command(flatten)]
    answer: AnswerOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, _) = open(&args.data, ui)?;
    let (table, problems) = digests(graph.dataset(), &args.texts);
    ui.diagnostics(&problems);
    let text = match args.answer.format {
        AnswerFormat::Text => table.to_text(),
        AnswerFormat::Json => format!("{:#}\n", table.to_json()),
        AnswerFormat::Csv => table.to_csv(),
    };
    if !problems.is_empty() {
        return Ok(Exit::Failed);
    }
    deliver(&text, &args.answer, ui)?;
    Ok(Exit::Done)
}
