use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Outcome};
use crate::cli::filters::FilterOptions;
use crate::cli::open::{answer, open};
use crate::cli::options::{QuestionOptions, TextOptions};
use crate::cli::ui::Ui;
use crate::graph::KnowledgeGraph;
use crate::model::EntityIx;
use crate::query::PathQuery;
use crate::query::path::TimeRule;

/// Who linked one entity to another: whole routes, with the date and the evidence of every hop.
///
/// Direct ties come first, then go-betweens with ties to both, then longer chains. Entities are named by any name,
/// abbreviation or alias, in simplified or traditional characters or in pinyin, or exactly by `id:acftu`. States that are no ties (none, strained, suspended)
/// and departures are not crossed; neither are hubs, which the answer names. No route is an answer too.
///
/// With `--time order` or `--time overlap` every route is certain (whatever the dates were within their bounds) or possible; others are not given. A state without an end is taken to last at most until the next recorded state of its pair.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Where routes start; several as `a,b`.
    #[arg(value_name = "FROM")]
    from: String,

    /// Where routes end; several as `a,b`.
    #[arg(value_name = "TO")]
    to: String,

    /// What dates do to a route.
    #[arg(long, value_enum, default_value_t = Time::Ignore, value_name = "RULE")]
    time: Time,

    /// Short for `--time order`.
    #[arg(long, conflicts_with = "time")]
    in_order: bool,

    /// Only the routes with the fewest hops, but all of them, up to 10000.
    #[arg(long, conflicts_with = "routes")]
    all_shortest: bool,

    #[command(flatten)]
    ways: Ways,

    #[command(flatten)]
    filters: Box<FilterOptions>,

    /// The most hops a route may have, 1 to 12.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=12))]
    max_hops: u8,

    /// How many routes through others to give, besides all direct ties, 1 to 10000.
    #[arg(short = 'k', long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    routes: u32,

    #[command(flatten)]
    texts: TextOptions,

    #[command(flatten)]
    options: QuestionOptions,
}

/// What dates do to a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Time {
    /// Any two ties may follow each other.
    Ignore,
    /// All ties of a route hold at one common moment, certainly or possibly.
    Overlap,
    /// Each tie is no earlier than the one before, certainly or possibly.
    Order,
}

impl Time {
    fn rule(self) -> TimeRule {
        match self {
            Self::Ignore => TimeRule::Ignore,
            Self::Overlap => TimeRule::Overlap,
            Self::Order => TimeRule::Order,
        }
    }
}

/// Which ways a route may take.
#[derive(Debug, clap::Args)]
struct Ways {
    /// Follow directed relations only from source to target.
    #[arg(long)]
    directed: bool,

    /// Make every choice of records a route of its own; else ties of a pair are grouped.
    #[arg(long)]
    unfold: bool,

    /// Cross hubs and records of many.
    #[arg(long)]
    cross_hubs: bool,

    /// Only routes through this entity, be it a hub; may be given several times.
    #[arg(long, value_name = "ENTITY")]
    through: Vec<String>,

    /// No routes through this entity; may be given several times.
    #[arg(long, value_name = "ENTITY")]
    avoid: Vec<String>,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let query = query(args, &graph)?;
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    answer(&found, &args.options.question(&graph, &report).with_texts(&args.texts), ui)
}

fn query(args: &Args, graph: &KnowledgeGraph) -> Result<PathQuery, CommandError> {
    let (ways, filters) = (&args.ways, &args.filters);
    let time = if args.in_order { TimeRule::Order } else { args.time.rule() };
    if filters.is_certain_of_nothing() && time == TimeRule::Ignore {
        let needs = "`--certain` needs `--time order`, `--time overlap`, `--during` or `--as-of`";
        return Err(CommandError::Usage(needs.to_owned()));
    }
    let asked = Asked::of(graph);
    let query = PathQuery {
        from: asked.several(&args.from)?,
        to: asked.several(&args.to)?,
        max_hops: usize::from(args.max_hops),
        routes: if args.all_shortest { 10_000 } else { args.routes as usize },
        all_shortest: args.all_shortest,
        cross_hubs: ways.cross_hubs,
        relations: filters.relations(&asked)?,
        selection: filters.selection(&asked)?,
        through: asked.all(&ways.through)?,
        avoid: asked.all(&ways.avoid)?,
        directed: ways.directed,
        time,
        unfold: ways.unfold,
        ..PathQuery::between(EntityIx(0), EntityIx(0))
    };
    Ok(if filters.raw { query.raw() } else { query })
}
