use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{answer, open};
use crate::cli::options::QuestionOptions;
use crate::cli::ui::Ui;
use crate::query::CandidatesQuery;

/// Propose pairs of entities that may be one, with what speaks for and against it. Nothing is merged.
///
/// With `--format csv` the rows are those of `judgements.csv`, to be decided and appended there; what is judged
/// is not proposed again. Pairs come from names: shared, in another order, alike in pinyin, sounding alike across
/// scripts, one containing the other, nearly agreeing. The score is a measure to sort by, no probability.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Show pairs that are judged already too, with their judgement.
    #[arg(long)]
    all: bool,

    /// How many pairs to name; the rest is counted.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: u32,

    /// The least score that a pair must have, from 0 to 1.
    #[arg(long, value_name = "SCORE", default_value_t = 0.3)]
    least: f64,

    #[command(flatten)]
    options: QuestionOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    if !(0.0..=1.0).contains(&args.least) {
        return Err(CommandError::Usage(format!("--least {} is not from 0 to 1", args.least)));
    }
    let (graph, report) = open(&args.options.data, ui)?;
    let query =
        CandidatesQuery { limit: args.limit as usize, least: args.least, judged: args.all };
    let found = query.run(&graph.view());
    answer(&found, &args.options.question(&graph, &report), ui)
}
