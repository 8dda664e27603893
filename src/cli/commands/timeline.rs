use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{answer, open};
use crate::cli::options::{QuestionOptions, TextOptions, period};
use crate::cli::ui::Ui;
use crate::query::{Period, TimelineQuery};

/// What is recorded of one entity, or between two, in order of time.
///
/// Between two, the state of their relations comes first, as a dated history: a state without a stated end lasts at
/// most until the next one, which is shown as derived, and times of which nothing is recorded are shown as gaps. All
/// other records that concern both follow. `--export svg` draws it.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The entity.
    #[arg(value_name = "ENTITY")]
    entity: String,

    /// The other entity of a pair.
    #[arg(value_name = "WITH")]
    with: Option<String>,

    /// Only what may touch this window, as EDTF: 1985, 199X, 1989/1992, 2000/..
    #[arg(long, value_name = "EDTF", value_parser = period)]
    during: Option<Period>,

    /// Leave out lifespans and derived ends.
    #[arg(long)]
    raw: bool,

    #[command(flatten)]
    texts: TextOptions,

    #[command(flatten)]
    options: QuestionOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let asked = Asked::of(&graph);
    let (entity, with) = (asked.entity(&args.entity)?, asked.entity_if(args.with.as_deref())?);
    let query = TimelineQuery { entity, with, during: args.during.clone(), raw: args.raw };
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    answer(&found, &args.options.question(&graph, &report).with_texts(&args.texts), ui)
}
