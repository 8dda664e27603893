use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Outcome};
use crate::cli::filters::ScopeOptions;
use crate::cli::open::{answer, open};
use crate::cli::options::QuestionOptions;
use crate::cli::ui::Ui;
use crate::query::centrality::Measure;
use crate::query::{Answer, CentralityQuery, StatsQuery};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Count what there is: entities, records and edges by kind, dates, evidence, components, greatest degrees.
///
/// With `--by`, entities ranked by a measure. Only ties count, several ties of a pair count once, and
/// direction does not count; hubs and records of many, which routes do not cross, count like others.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Rank entities by this instead.
    #[arg(long, value_name = "MEASURE", value_parser = measures())]
    by: Option<Measure>,

    /// How many entities to give; 20 unless said.
    #[arg(short = 'k', long = "top", value_name = "N", requires = "by", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,

    #[command(flatten)]
    scope: ScopeOptions,

    #[command(flatten)]
    options: QuestionOptions,
}

/// The words of all measures, each with what it says.
fn measures() -> impl TypedValueParser<Value = Measure> {
    let value = |measure: Measure| PossibleValue::new(measure.as_str()).help(measure.summary());
    PossibleValuesParser::new(Measure::ALL.map(value))
        .try_map(|word| Measure::find(&word).ok_or("expected a measure"))
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let scope = args.scope.scope(&Asked::of(&graph))?;
    let selected = scope.of(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    let question = args.options.question(&graph, &report).within(&scope, selected);
    let found: Box<dyn Answer> = match args.by {
        None => Box::new(StatsQuery::default().run(question.view())),
        Some(measure) => {
            let mut query = CentralityQuery::by(measure);
            query.top = args.top.map_or(query.top, |top| top as usize);
            Box::new(query.run(question.view()))
        }
    };
    answer(&*found, &question, ui)
}
