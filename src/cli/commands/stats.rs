use crate::cli::exit::Outcome;
use crate::cli::open::{Question, answer, open};
use crate::cli::options::{AnswerOptions, DataOptions, LanguageOptions};
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
    data: DataOptions,

    #[command(flatten)]
    language: LanguageOptions,

    #[command(flatten)]
    answer: AnswerOptions,
}

/// The words of all measures, each with what it says.
fn measures() -> impl TypedValueParser<Value = Measure> {
    let value = |measure: Measure| PossibleValue::new(measure.as_str()).help(measure.summary());
    PossibleValuesParser::new(Measure::ALL.map(value))
        .try_map(|word| Measure::find(&word).ok_or("expected a measure"))
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.data, ui)?;
    let found: Box<dyn Answer> = match args.by {
        None => Box::new(StatsQuery::default().run(&graph.view())),
        Some(measure) => {
            let mut query = CentralityQuery::by(measure);
            query.top = args.top.map_or(query.top, |top| top as usize);
            Box::new(query.run(&graph.view()))
        }
    };
    let question = Question { language: args.language.lang, texts: None, answer: &args.answer, rejected: report.rejected };
    answer(&*found, &graph, &question, ui)
}
