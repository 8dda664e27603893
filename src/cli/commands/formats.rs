use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::open::{deliver, open};
use crate::cli::options::{AnswerFormat, AnswerOptions, DataOptions, ShapeOptions};
use crate::cli::ui::Ui;
use crate::export::EXPORTERS;
use crate::table::{Cell, Table};

/// List the formats that the graph can be written in, or what of the data each cannot carry.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Tell what of the data each format loses, and how often.
    #[arg(long)]
    losses: bool,

    #[command(flatten)]
    shape: ShapeOptions,

    #[command(flatten)]
    data: DataOptions,

    #[command(flatten)]
    answer: AnswerOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let table = if args.losses { losses(args, ui)? } else { formats(args.answer.format != AnswerFormat::Text) };
    let text = match args.answer.format {
        AnswerFormat::Text => table.to_text(),
        AnswerFormat::Json => format!("{:#}\n", table.to_json()),
        AnswerFormat::Csv => table.to_csv(),
    };
    deliver(&text, &args.answer, ui)?;
    Ok(Exit::Done)
}

fn formats(detailed: bool) -> Table {
    let mut columns = vec!["format", "files", "summary"];
    if detailed {
        columns.extend(["media_type", "specification", "shaped"]);
    }
    let mut table = Table::new(columns);
    for format in EXPORTERS.iter().map(|exporter| exporter.format()) {
        let files = if detailed { format.files.join(" ") } else { shortened(format.files) };
        let mut row = vec![Cell::from(format.name), Cell::from(files), Cell::from(format.summary)];
        if detailed {
            let shaped = if format.is_shaped { "true" } else { "false" };
            row.extend([Cell::from(format.media_type), Cell::from(format.specification), Cell::from(shaped)]);
        }
        table.push(row);
    }
    table
}

/// The names of a few files, or the first and how many more there are.
fn shortened(files: &[&str]) -> String {
    match files {
        [first, rest @ ..] if rest.len() > 2 => format!("{first} and {} more", rest.len()),
        files => files.join(" "),
    }
}

/// What of the data each format loses; one that is no property graph is the same in any shape.
fn losses(args: &Args, ui: &Ui) -> Result<Table, CommandError> {
    let (graph, _) = open(&args.data, ui)?;
    let view = graph.view();
    let mut table = Table::new(["format", "lost", "times", "what becomes of it"]);
    for exporter in EXPORTERS {
        for loss in exporter.losses(args.shape.shape) {
            let times = loss.count(&view);
            if times > 0 {
                let name = exporter.format().name;
                table.push([Cell::from(name), loss.field.into(), times.into(), loss.reason.into()]);
            }
        }
    }
    Ok(table)
}
