use crate::authoring::{skeleton, write_folder};
use crate::cli::exit::{Exit, Outcome};
use crate::cli::ui::Ui;
use crate::model::Vocabulary;
use std::path::PathBuf;

/// Lay out an empty dataset: every table with its header, and worked examples beside them.
///
/// Nothing is overwritten: the folder must be empty or not there yet.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder to make.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let files = skeleton(&Vocabulary::builtin());
    write_folder(&files, &args.folder)?;
    ui.answer(&format!("{} files in {}; begin with README.md\n", files.len(), args.folder.display()))?;
    Ok(Exit::Done)
}
