//! All integration tests, one module per subject.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod cases;
#[cfg(feature = "cli")]
mod cli;
mod data;
mod exports;
mod formats;
mod hostile;
mod layout;
mod path;
mod rdf;
#[cfg(feature = "cli")]
mod readme;
mod report_text;
mod show;
mod snapshot;
mod vocabulary;
mod xml_tree;
