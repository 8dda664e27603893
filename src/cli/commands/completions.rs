use crate::cli::exit::{Exit, Outcome};
use crate::cli::ui::Ui;
use clap_complete::Shell;

/// Print a completion script for a shell.
///
/// For example `relata completions bash > ~/.local/share/bash-completion/completions/relata`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::cli::parser(), "relata", &mut script);
    ui.out().write_all(&script)?;
    Ok(Exit::Done)
}
