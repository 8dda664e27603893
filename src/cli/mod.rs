//! The command line: arguments in, answers out, exit codes in between.
//!
//! One file per command under `commands/`: an `Args` struct whose doc comments are the help text, and one `run`.
//! [`run`] is the whole program; `ui` is the only place that writes to a terminal.

mod asked;
mod commands;
mod exit;
mod exporting;
mod filters;
mod open;
mod options;
mod progress;
mod render;
mod reviewing;
mod signals;
mod ui;

pub use exit::Exit;

use clap::{CommandFactory, FromArgMatches, Parser};
use commands::Command;
use signals::Signals;
use std::ffi::OsString;
use std::process::ExitCode;
use ui::Ui;

/// Turns dated, evidenced records into a knowledge graph: build it, check it, question it, hand it on.
///
/// A dataset is a folder of CSV files (see `relata init`) or one `graph.json`; without `--data` it is the folder
/// `graph-data`.
#[derive(Debug, Parser)]
#[command(
    name = "relata",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The parser, for help pages, completions and the manual.
fn parser() -> clap::Command {
    Cli::command()
}

/// Runs the program with these arguments, the first being its name, and returns its exit code. Signals stay the caller's.
///
/// ```no_run
/// std::process::exit(i32::from(relata::cli::run(["relata", "formats"]).code()));
/// ```
pub fn run(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Exit {
    run_hearing(arguments, Signals::unheard())
}

fn run_hearing(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>, signals: Signals) -> Exit {
    let mut ui = Ui::new(signals);
    let parsed = parser().try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let outcome = match parsed {
        Ok(cli) => cli.command.run(&mut ui),
        Err(error) => return ui.usage(&error),
    };
    ui.conclude(outcome)
}

/// Runs the program with the arguments of the process, which it ends cleanly on Ctrl-C.
#[must_use]
pub fn main() -> ExitCode {
    // A system that lets no signal be heard ends the program by itself.
    let signals = Signals::heard().unwrap_or_else(|_| Signals::unheard());
    ExitCode::from(run_hearing(std::env::args_os(), signals).code())
}
