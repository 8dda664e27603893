use crate::cli::exit::{Exit, Outcome};
use crate::cli::ui::Ui;
use crate::export::{FolderOutput, Output};
use clap_mangen::Man;
use std::path::PathBuf;

/// Print the manual page, or write one page per command into a folder.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Write `relata.1` and a page per command into this folder.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let Some(folder) = &args.output else {
        Man::new(crate::cli::parser()).render(&mut ui.out())?;
        return Ok(Exit::Done);
    };
    let mut output = FolderOutput::create(folder)?;
    let parser = crate::cli::parser();
    for command in parser.get_subcommands() {
        let name = format!("relata-{}", command.get_name());
        let page = Man::new(command.clone().name(name.clone()));
        page.render(&mut output.part(&format!("{name}.1"))?)?;
    }
    Man::new(parser).render(&mut output.part("relata.1")?)?;
    output.finish()?;
    Ok(Exit::Done)
}
