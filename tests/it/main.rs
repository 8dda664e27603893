//! All integration tests, one module per subject.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod adjacency;
mod answers;
mod authoring;
mod brokers;
mod canonical;
mod cases;
#[cfg(feature = "cli")]
mod cli;
mod data;
mod draft;
mod exports;
mod formats;
#[path = "../bench/generator.rs"]
#[allow(dead_code, reason = "benches use the rest")]
mod generator;
mod hostile;
mod import;
mod layout;
mod names;
mod parts;
mod path;
mod rdf;
#[cfg(feature = "cli")]
mod readme;
mod report_text;
mod review;
#[cfg(feature = "serve")]
mod serve;
mod shapes;
mod show;
mod snapshot;
mod sparql;
mod stop;
mod time;
mod vocabulary;
mod work;
mod xml_tree;

/// Says past the test runner's capture that a test was skipped, and why.
fn skipped(why: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
