//! Times each task of the tool on a generated dataset, as one JSON line a task.
//!
//! `cargo run --release --example measure -- FOLDER OUT [TASK...]`: FOLDER is what the example `generate` wrote, OUT a folder
//! for exports, best in memory. A task is timed inside the process; `s` is seconds, `mb` the megabytes written, `peak_mb` the
//! greatest memory of the process so far. Without a task all are timed, in their order.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example is a program")]

mod asked;

use asked::{Question, pairs, question};
use relata::export::{ExportOptions, FolderOutput, exporter};
use relata::graph::View;
use relata::pipeline::Pipeline;
use relata::query::PathQuery;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// The formats, each with the name of its task.
const EXPORTS: [(&str, &str); 6] = [
    ("export_nt", "ntriples"),
    ("export_ttl", "turtle"),
    ("export_graphml", "graphml"),
    ("export_gexf", "gexf"),
    ("export_csv", "tables"),
    ("export_parquet", "parquet"),
];

/// The questions, each with the name of its task and how many pairs it is asked about.
const QUESTIONS: [(Question, &str, usize); 4] = [
    (Question::Shortest, "sp", 1_000),
    (Question::AllShortest, "asp", 100),
    (Question::TenShortest, "ksp10", 20),
    (Question::InOrder, "temporal_pair", 100),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out, tasks @ ..] = arguments.as_slice() else {
        eprintln!("usage: measure FOLDER OUT [TASK...]");
        return ExitCode::from(2);
    };
    match measure(Path::new(folder), Path::new(out), tasks) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(folder: &Path, out: &Path, tasks: &[String]) -> Result<(), Box<dyn Error>> {
    let wanted = |task: &str| tasks.is_empty() || tasks.iter().any(|known| known == task);
    let begun = Instant::now();
    let opened = Pipeline::new(folder.join("data")).run();
    let took = begun.elapsed().as_secs_f64();
    let graph = opened.graph.ok_or("the dataset has errors")?;
    let (nodes, _, edges) = graph.view().counts();
    tell("load_build", begun, json!({"s": took, "n": nodes, "m": edges}));
    for (task, format) in EXPORTS.into_iter().filter(|(task, _)| wanted(task)) {
        export(task, format, &graph.view(), out)?;
    }
    let pairs = pairs(&folder.join("plain/pairs.csv"), &graph)?;
    for (asked, task, count) in QUESTIONS.into_iter().filter(|(_, task, _)| wanted(task)) {
        let queries: Vec<PathQuery> =
            pairs.iter().take(count).map(|&(from, to)| question(asked, from, to)).collect();
        ask_all(task, &queries, &graph.view())?;
    }
    Ok(())
}

/// Says what a task took.
fn tell(task: &str, begun: Instant, more: Value) {
    let mut line = json!({"phase": task, "s": begun.elapsed().as_secs_f64(), "peak_mb": peak()});
    if let (Value::Object(line), Value::Object(more)) = (&mut line, more) {
        line.extend(more);
    }
    println!("{line}");
}

/// The greatest memory so far in megabytes, where the system tells it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1_000)
}

fn export(task: &str, format: &str, view: &View<'_>, out: &Path) -> Result<(), Box<dyn Error>> {
    let folder = out.join(task);
    let options = ExportOptions::default();
    let begun = Instant::now();
    let mut files = FolderOutput::create(&folder)?;
    let exporter = exporter(format).ok_or("no such format")?;
    exporter.export(view, &options, &mut files)?;
    let names = files.finish()?;
    let took = begun.elapsed();
    let bytes: u64 =
        names.iter().map(|name| fs::metadata(folder.join(name)).map_or(0, |data| data.len())).sum();
    let mb = bytes as f64 / 1e6;
    tell(task, begun, json!({"s": took.as_secs_f64(), "mb": mb, "mb_s": mb / took.as_secs_f64()}));
    Ok(fs::remove_dir_all(folder)?)
}

fn ask_all(task: &str, queries: &[PathQuery], view: &View<'_>) -> Result<(), Box<dyn Error>> {
    let (mut times, mut touched, mut steps, mut routes, mut hops) = (Vec::new(), 0, 0, 0, 0);
    let all = Instant::now();
    for query in queries {
        let begun = Instant::now();
        let answer = query.run(view)?;
        times.push(begun.elapsed().as_secs_f64() * 1e6);
        touched += answer.limits.edges_touched;
        steps += answer.limits.steps;
        routes += answer.direct.len() + answer.routes.len();
        let shortest = answer.direct.iter().chain(&answer.routes).map(|route| route.hops.len()).min();
        hops += shortest.unwrap_or(0);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    let told = json!({
        "q": queries.len(), "median_us": at(50), "p95_us": at(95), "edges_touched": touched, "steps": steps, "routes": routes,
        "sum_hops": hops
    });
    tell(task, all, told);
    Ok(())
}
