use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{Question, answer, open};
use crate::cli::options::{AnswerOptions, DataOptions, LanguageOptions, TextOptions};
use crate::cli::ui::Ui;
use crate::query::PathQuery;

/// Who linked one entity to another: whole routes, with the date and the evidence of every hop.
///
/// Direct ties come first, then go-betweens with ties to both, then longer chains. Entities are named by any name,
/// abbreviation or alias, in simplified or traditional characters or in pinyin, or exactly by `id:acftu`. States that are no ties (none, strained, suspended)
/// and departures are not crossed; neither are hubs, which the answer names. No route is an answer too.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Where routes start.
    #[arg(value_name = "FROM")]
    from: String,

    /// Where routes end.
    #[arg(value_name = "TO")]
    to: String,

    /// Whether dates count: so far they are ignored.
    #[arg(long, value_enum, default_value_t = Time::Ignore, value_name = "RULE")]
    time: Time,

    /// The most hops a route may have, 1 to 12.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=12))]
    max_hops: u8,

    /// How many routes through others to give, besides all direct ties, 1 to 10000.
    #[arg(short = 'k', long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    routes: u32,

    #[command(flatten)]
    data: DataOptions,

    #[command(flatten)]
    texts: TextOptions,

    #[command(flatten)]
    language: LanguageOptions,

    #[command(flatten)]
    answer: AnswerOptions,
}

/// What dates do to a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Time {
    /// Any two ties may follow each other.
    Ignore,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.data, ui)?;
    let names = graph.name_index();
    let find = |name: &str| names.find(graph.dataset(), graph.identities(), name);
    let mut query = PathQuery::between(find(&args.from)?, find(&args.to)?);
    match args.time {
        Time::Ignore => {}
    }
    query.max_hops = usize::from(args.max_hops);
    query.routes = args.routes as usize;
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    let question = Question { language: args.language.lang, texts: args.texts.texts.as_deref(), answer: &args.answer, rejected: report.rejected };
    answer(&found, &graph, &question, ui)
}
