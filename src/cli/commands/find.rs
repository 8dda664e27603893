use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{answer, open};
use crate::cli::options::QuestionOptions;
use crate::cli::ui::Ui;
use crate::query::FindQuery;

/// Find the entities that a text may name, best match first: the name itself, its pinyin, its beginning, a part of
/// it, a name that is near.
///
/// Each comes with the name that matched and with what tells it apart. Nothing found is an answer too.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// A name or part of one, in simplified or traditional characters or in pinyin; `id:TEXT` looks at ids only.
    #[arg(value_name = "TEXT")]
    text: String,

    /// How many entities to name; the rest is counted.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,

    #[command(flatten)]
    options: QuestionOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let query = FindQuery { text: args.text.clone(), limit: args.limit as usize };
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    answer(&found, &args.options.question(&graph, &report), ui)
}
