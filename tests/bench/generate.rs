//! Writes a generated dataset, and the same relations as plain tables for other programs.
//!
//! `cargo run --release --example generate -- EDGES FOLDER [GATHERINGS]` writes `FOLDER/data` and `FOLDER/plain`.

#![allow(clippy::print_stderr, reason = "an example is a program")]

mod generator;

use generator::Generator;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |n: usize| arguments.get(n).map(|text| text.parse::<usize>());
    let (Some(Ok(edges)), Some(folder)) = (number(0), arguments.get(1)) else {
        eprintln!("usage: generate EDGES FOLDER [GATHERINGS]");
        return ExitCode::from(2);
    };
    let gatherings = number(2).and_then(Result::ok).unwrap_or(0);
    let generator = Generator { gatherings, ..Generator::edges(edges) };
    let folder = Path::new(folder);
    let written =
        generator.write(&folder.join("data")).and_then(|()| generator.write_plain(&folder.join("plain")));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write {}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
