use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::open::{answer, deliver, open};
use crate::cli::options::{QuestionOptions, period};
use crate::cli::ui::Ui;
use crate::query::{Period, Rendering, TimelineQuery};

/// What is recorded of one entity, or between two, in order of time.
///
/// Between two, the state of their relations comes first, as a dated history: a state without a stated end lasts at
/// most until the next one, which is shown as derived, and times of which nothing is recorded are shown as gaps. All
/// other records that concern both follow.
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
    options: QuestionOptions,

    /// Draw the timeline instead.
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with_all = ["format", "texts"])]
    export: Option<Drawing>,
}

/// What a timeline can be drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Drawing {
    /// A picture for browsers and word processors.
    Svg,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let names = graph.name_index();
    let find = |name: &String| names.find(graph.dataset(), graph.identities(), name);
    let with = args.with.as_ref().map(find).transpose()?;
    let query =
        TimelineQuery { entity: find(&args.entity)?, with, during: args.during.clone(), raw: args.raw };
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    if args.export == Some(Drawing::Svg) {
        let rendering = Rendering::in_language(args.options.language.lang.code());
        deliver(&found.to_svg(&graph, &rendering), &args.options.answer, ui)?;
        return Ok(Exit::Done);
    }
    answer(&found, &graph, &args.options.question(&report), ui)
}
