//! All integration tests.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod data;
mod path;
mod show;
mod snapshot;
