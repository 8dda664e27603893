use crate::cli::exit::Outcome;
use crate::cli::open::{Question, answer, open};
use crate::cli::options::{AnswerOptions, DataOptions, LanguageOptions};
use crate::cli::ui::Ui;
use crate::query::StatsQuery;

/// Count what there is: entities, records and edges by kind, dates, evidence, components, greatest degrees.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    data: DataOptions,

    #[command(flatten)]
    language: LanguageOptions,

    #[command(flatten)]
    answer: AnswerOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.data, ui)?;
    let found = StatsQuery::default().run(&graph.view());
    let question = Question { language: args.language.lang, texts: None, answer: &args.answer, rejected: report.rejected };
    answer(&found, &graph, &question, ui)
}
