use crate::cli::asked::Asked;
use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{answer, open};
use crate::cli::options::{QuestionOptions, TextOptions, period};
use crate::cli::ui::Ui;
use crate::query::{ChangesQuery, Period};

/// What began, ended and happened between two dates, certainly or possibly.
///
/// Both dates belong to the time asked about: from the first day of the one to the last day of the other.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Where the time begins, as EDTF: 1988, 1999-09-17, 199X.
    #[arg(value_name = "DATE1", value_parser = period)]
    from: Period,

    /// Where it ends.
    #[arg(value_name = "DATE2", value_parser = period)]
    to: Period,

    /// Only what concerns this entity.
    #[arg(value_name = "ENTITY")]
    entity: Option<String>,

    /// Leave out lifespans and derived ends.
    #[arg(long)]
    raw: bool,

    #[command(flatten)]
    texts: TextOptions,

    #[command(flatten)]
    options: QuestionOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let Some(between) = args.from.until(&args.to) else {
        return Err(CommandError::Usage("the second date is before the first".to_owned()));
    };
    let (graph, report) = open(&args.options.data, ui)?;
    let entity = Asked::of(&graph).entity_if(args.entity.as_deref())?;
    let query = ChangesQuery { between, entity, raw: args.raw };
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    answer(&found, &args.options.question(&graph, &report).with_texts(&args.texts), ui)
}
