use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{answer, open};
use crate::cli::options::{QuestionOptions, TextOptions};
use crate::cli::ui::Ui;
use crate::query::ShowQuery;

/// Show an entity or a record whole: names, dates, all its records in order of time, evidence.
///
/// What is named may be a record by its id, or an entity by any name, abbreviation or alias, in
/// simplified or traditional characters or in pinyin, or exactly by `id:acftu`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The entity or the record.
    #[arg(value_name = "ENTITY|RECORD")]
    what: String,

    #[command(flatten)]
    texts: TextOptions,

    #[command(flatten)]
    options: QuestionOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let query = match graph.dataset().records.find(&args.what) {
        Some(record) => ShowQuery::Record(record),
        None => ShowQuery::Entity(Asked::of(&graph).entity(&args.what)?),
    };
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    answer(&found, &args.options.question(&graph, &report).with_texts(&args.texts), ui)
}
