use crate::cli::exit::{Exit, Outcome};
use crate::cli::open::deliver;
use crate::cli::options::{AnswerFormat, AnswerOptions};
use crate::cli::ui::Ui;
use crate::export::EXPORTERS;
use crate::table::{Cell, Table};

/// List the formats that the graph can be written in.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let detailed = args.answer.format != AnswerFormat::Text;
    let mut columns = vec!["format", "files", "summary"];
    if detailed {
        columns.extend(["media_type", "specification"]);
    }
    let mut table = Table::new(columns);
    for format in EXPORTERS.iter().map(|exporter| exporter.format()) {
        let mut row = vec![Cell::from(format.name), Cell::from(format.files.join(" ")), Cell::from(format.summary)];
        if detailed {
            row.extend([Cell::from(format.media_type), Cell::from(format.specification)]);
        }
        table.push(row);
    }
    let text = match args.answer.format {
        AnswerFormat::Text => table.to_text(),
        AnswerFormat::Json => format!("{:#}\n", table.to_json()),
        AnswerFormat::Csv => table.to_csv(),
    };
    deliver(&text, &args.answer, ui)?;
    Ok(Exit::Done)
}
