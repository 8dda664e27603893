use crate::authoring::skeleton;
use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::ui::Ui;
use crate::export::write_file;
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
    let folder = &args.folder;
    let in_the_way = folder.exists() && folder.read_dir().map_or(true, |mut entries| entries.next().is_some());
    if in_the_way {
        let hint = "name a new folder, or empty this one".to_owned();
        return Err(CommandError::user(format!("{} is there and not empty", folder.display()), hint));
    }
    let files = skeleton(&Vocabulary::builtin());
    for (path, text) in &files {
        write_file(&folder.join(path), |out| Ok(out.write_all(text.as_bytes())?))?;
    }
    ui.answer(&format!("{} files in {}; begin with README.md\n", files.len(), folder.display()))?;
    Ok(Exit::Done)
}
