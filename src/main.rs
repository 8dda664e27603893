//! The command-line tool; all of it is in [`relata::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    relata::cli::main()
}
