use crate::authoring::canonical_folder;
use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::ui::Ui;
use crate::diagnostic::Report;
use crate::export::{FolderOutput, Output};
use std::path::PathBuf;

/// Put the files of a data folder into canonical form, so that a diff shows only what was changed.
///
/// Columns come in their usual order, rows are sorted by id, cells are quoted only where they must be, blanks around
/// them go, lines end in LF. What the data says stays the same: no cell, column or row is dropped. A file with broken
/// syntax is told and left as it is.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder of the dataset.
    #[arg(value_name = "PATH", default_value = "graph-data")]
    folder: PathBuf,

    /// Change nothing: name the files that are not in canonical form, and end with 1 if there are any.
    #[arg(long)]
    check: bool,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let folder = args.folder.display();
    if args.folder.is_file() {
        let hint = "an export is in canonical form already; `relata import FILE -o DIR` makes a folder of one".to_owned();
        return Err(CommandError::user(format!("{folder} is a file, expected the folder of a dataset"), hint));
    }
    let mut report = Report::default();
    let canonical = canonical_folder(&args.folder, &mut report);
    if !report.has_errors() && canonical.looked_at == 0 {
        let hint = "`relata init DIR` lays out a new dataset".to_owned();
        return Err(CommandError::user(format!("no file of a dataset in {folder}"), hint));
    }
    ui.diagnostics(report.diagnostics());
    for file in &canonical.reformed {
        ui.answer(&format!("{}\n", args.folder.join(&file.name).display()))?;
    }
    if !args.check && !canonical.reformed.is_empty() {
        let mut output = FolderOutput::create(&args.folder)?;
        for file in &canonical.reformed {
            output.part(&file.name)?.write_all(file.text.as_bytes())?;
        }
        output.finish()?;
    }
    let (changed, all) = (canonical.reformed.len(), canonical.looked_at);
    let done = if args.check { "not in canonical form" } else { "put into canonical form" };
    ui.say(&format!("{changed} of {all} files {done}"));
    let failed = report.has_errors() || args.check && changed > 0;
    Ok(if failed { Exit::Failed } else { Exit::Done })
}
