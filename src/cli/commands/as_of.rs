use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{answer, open};
use crate::cli::options::{QuestionOptions, TextOptions, period};
use crate::cli::ui::Ui;
use crate::query::{AsOfQuery, Period};

/// What held at a date: memberships, offices, states of relations, certain or possible.
///
/// Dates are known within bounds: a state is certain when it held for every choice of dates, possible when for some. A
/// state ends with the lives of those concerned and, where no end is stated, with the next state of the same pair;
/// such an end is shown as derived.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The date, as EDTF: 1985, 1999-09-17, 199X, 1989/1992.
    #[arg(value_name = "DATE", value_parser = period)]
    date: Period,

    /// Only what concerns this entity.
    #[arg(value_name = "ENTITY")]
    entity: Option<String>,

    /// Leave out lifespans and derived ends.
    #[arg(long)]
    raw: bool,

    /// List what is attested at most this many years from the date; what lies further off is counted.
    #[arg(long, value_name = "YEARS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    near: u32,

    /// List everything that is possible, undated states too.
    #[arg(long, conflicts_with = "near")]
    all: bool,

    #[command(flatten)]
    texts: TextOptions,

    #[command(flatten)]
    options: QuestionOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let entity = Asked::of(&graph).entity_if(args.entity.as_deref())?;
    let near = (!args.all).then_some(args.near);
    let query = AsOfQuery { date: args.date.clone(), entity, raw: args.raw, near };
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    answer(&found, &args.options.question(&graph, &report).with_texts(&args.texts), ui)
}
