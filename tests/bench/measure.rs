//! Times each task of the tool on a generated dataset, as one JSON line a task.
//!
//! `cargo run --release --example measure -- FOLDER OUT [TASK...]`: FOLDER is what the example `generate` wrote, OUT a folder
//! for exports, best in memory. A task is timed inside the process; `s` is seconds, `mb` the megabytes written, `peak_mb` the
//! greatest memory of the process so far. Without a task all are timed, in their order.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example is a program")]

use relata::export::{ExportOptions, FolderOutput, exporter};
use relata::graph::{KnowledgeGraph, View};
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use relata::query::PathQuery;
use relata::query::path::TimeRule;
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
    tell("load_build", begun, json!({}));
    let graph = opened.graph.ok_or("the dataset has errors")?;
    for (task, format) in EXPORTS.into_iter().filter(|(task, _)| wanted(task)) {
        export(task, format, &graph.view(), out)?;
    }
    let pairs = pairs(&folder.join("plain/pairs.csv"), &graph)?;
    let plain = |from, to| PathQuery {
        directed: true,
        cross_hubs: true,
        max_hops: 12,
        routes: 1,
        ..PathQuery::between(from, to)
    };
    type Change = fn(&mut PathQuery);
    let questions: [(&str, usize, Change); 4] = [
        ("sp", 1_000, |_| ()),
        ("asp", 100, |query| (query.all_shortest, query.unfold, query.routes) = (true, true, 10_000)),
        ("ksp10", 20, |query| query.routes = 10),
        ("temporal_pair", 100, |query| query.time = TimeRule::Order),
    ];
    for (task, count, change) in questions.into_iter().filter(|(task, ..)| wanted(task)) {
        let ask = |&(from, to): &(EntityIx, EntityIx)| {
            let mut query = plain(from, to);
            change(&mut query);
            query
        };
        let queries: Vec<PathQuery> = pairs.iter().take(count).map(ask).collect();
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

fn pairs(path: &Path, graph: &KnowledgeGraph) -> Result<Vec<(EntityIx, EntityIx)>, Box<dyn Error>> {
    let entities = &graph.dataset().entities;
    let text = fs::read_to_string(path)?;
    let pair =
        |line: &str| line.split_once(',').and_then(|(a, b)| Some((entities.find(a)?, entities.find(b)?)));
    Ok(text.lines().skip(1).filter_map(pair).filter(|(a, b)| a != b).collect())
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
