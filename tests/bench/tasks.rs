//! Times each task at several sizes: `cargo bench`.
//!
//! `RELATA_BENCH_SIZES="10000 100000"` chooses how many edges, `cargo bench -- turtle` which task; `TMPDIR` names where exports
//! go, best a folder in memory. `tests/bench/compare` sets the same tasks against other programs.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

mod asked;
#[allow(dead_code, reason = "tests use the rest")]
mod generator;

use asked::{Question, question};
use divan::Bencher;
use divan::counter::BytesCount;
use generator::Generator;
use relata::export::{ExportOptions, FolderOutput, exporter};
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

fn main() {
    divan::main();
}

fn sizes() -> Vec<usize> {
    let given = std::env::var("RELATA_BENCH_SIZES").unwrap_or_else(|_| "10000 100000 1000000".to_owned());
    given.split_whitespace().map(|size| size.parse().unwrap()).collect()
}

/// A generated dataset.
struct Data {
    folder: PathBuf,
    graph: KnowledgeGraph,
    pairs: Vec<(EntityIx, EntityIx)>,
}

/// The dataset of a size, made when it is first asked for and kept until the end.
fn data(edges: usize) -> &'static Data {
    static MADE: Mutex<BTreeMap<usize, &'static Data>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(edges).or_insert_with(|| Box::leak(Box::new(Data::make(edges))))
}

impl Data {
    fn make(edges: usize) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{edges}"));
        let (folder, generator) = (home.join("data"), Generator::edges(edges));
        generator.write(&folder).unwrap();
        generator.write_plain(&home.join("plain")).unwrap();
        let graph = Pipeline::new(&folder).run().graph.unwrap();
        let pairs = asked::pairs(&home.join("plain/pairs.csv"), &graph).unwrap();
        Self { folder, graph, pairs }
    }
}

#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn load_build(bencher: Bencher<'_, '_>, edges: usize) {
    let folder = &data(edges).folder;
    bencher.bench_local(|| Pipeline::new(folder).run());
}

fn export(bencher: Bencher<'_, '_>, edges: usize, format: &str) {
    let view = data(edges).graph.view();
    let (exporter, options) = (exporter(format).unwrap(), ExportOptions::default());
    let folder = tempfile::tempdir().unwrap();
    let write = || {
        let mut files = FolderOutput::create(folder.path()).unwrap();
        exporter.export(&view, &options, &mut files).unwrap();
        files.finish().unwrap()
    };
    let size = |name: &String| folder.path().join(name).metadata().unwrap().len();
    let bytes: u64 = write().iter().map(size).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(write);
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn ntriples(bencher: Bencher<'_, '_>, edges: usize) {
    export(bencher, edges, "ntriples");
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn turtle(bencher: Bencher<'_, '_>, edges: usize) {
    export(bencher, edges, "turtle");
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn graphml(bencher: Bencher<'_, '_>, edges: usize) {
    export(bencher, edges, "graphml");
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn gexf(bencher: Bencher<'_, '_>, edges: usize) {
    export(bencher, edges, "gexf");
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn tables(bencher: Bencher<'_, '_>, edges: usize) {
    export(bencher, edges, "tables");
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn parquet(bencher: Bencher<'_, '_>, edges: usize) {
    export(bencher, edges, "parquet");
}

/// Asks one pair after the other; a sample is one answer.
fn ask(bencher: Bencher<'_, '_>, edges: usize, asked: Question) {
    let data = data(edges);
    let (view, mut pairs) = (data.graph.view(), data.pairs.iter().cycle());
    bencher
        .with_inputs(|| pairs.next().map(|&(from, to)| question(asked, from, to)).unwrap())
        .bench_local_values(|query| query.run(&view).unwrap());
}

#[divan::bench(args = sizes(), sample_count = 1_000, sample_size = 1)]
fn one_shortest_path(bencher: Bencher<'_, '_>, edges: usize) {
    ask(bencher, edges, Question::Shortest);
}

#[divan::bench(args = sizes(), sample_count = 100, sample_size = 1)]
fn all_shortest_paths(bencher: Bencher<'_, '_>, edges: usize) {
    ask(bencher, edges, Question::AllShortest);
}

#[divan::bench(args = sizes(), sample_count = 20, sample_size = 1)]
fn ten_shortest_paths(bencher: Bencher<'_, '_>, edges: usize) {
    ask(bencher, edges, Question::TenShortest);
}

#[divan::bench(args = sizes(), sample_count = 100, sample_size = 1)]
fn pair_in_order_of_time(bencher: Bencher<'_, '_>, edges: usize) {
    ask(bencher, edges, Question::InOrder);
}
