use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Outcome};
use crate::cli::filters::ScopeOptions;
use crate::cli::open::{answer, open};
use crate::cli::options::QuestionOptions;
use crate::cli::ui::Ui;
use crate::graph::View;
use crate::query::centrality::Measure;
use crate::query::{Answer, BrokersQuery, CentralityQuery};

/// Who stands between two entities, by how many of the routes between them they carry; without names,
/// who stands between all pairs of the graph.
///
/// With two names, routes are those that `relata path` finds: only ties are crossed, hubs are not, and
/// several ties of a pair are one hop. First come those on the most shortest routes, then those on the
/// most routes up to `--max-hops`, each with the first route and how many records tie it there.
/// Without names, the answer is `relata stats --by betweenness`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Where routes start.
    #[arg(value_name = "A", requires = "to")]
    from: Option<String>,

    /// Where routes end.
    #[arg(value_name = "B")]
    to: Option<String>,

    /// The most hops a route may have, 2 to 12.
    #[arg(long, value_name = "N", default_value_t = 4, requires = "to", value_parser = clap::value_parser!(u8).range(2..=12))]
    max_hops: u8,

    /// How many to give; 10 between two entities, 20 of the whole graph.
    #[arg(short = 'k', long = "top", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,

    #[command(flatten)]
    scope: Box<ScopeOptions>,

    #[command(flatten)]
    options: QuestionOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let asked = Asked::of(&graph);
    let scope = args.scope.scope(&asked)?;
    let selected = scope.of(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    let question = args.options.question(&graph, &report).within(&scope, selected);
    let found = ask(args, &asked, question.view())?;
    answer(&*found, &question, ui)
}

fn ask(args: &Args, asked: &Asked<'_>, view: &View<'_>) -> Result<Box<dyn Answer>, CommandError> {
    let top = args.top.map(|top| top as usize);
    let (Some(from), Some(to)) = (&args.from, &args.to) else {
        let mut query = CentralityQuery::by(Measure::Betweenness);
        query.top = top.unwrap_or(query.top);
        return Ok(Box::new(query.run(view)));
    };
    let mut query = BrokersQuery::between(asked.entity(from)?, asked.entity(to)?);
    query.path.max_hops = usize::from(args.max_hops);
    if args.scope.is_raw() {
        query.path = query.path.raw();
    }
    query.top = top.unwrap_or(query.top);
    let found = query.run(view).map_err(|error| CommandError::user(error.to_string(), None))?;
    Ok(Box::new(found))
}
