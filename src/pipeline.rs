//! Load, resolve, check, project: from files to a graph in one call.
//!
//! ```no_run
//! use relata::pipeline::Pipeline;
//! let opened = Pipeline::new("graph-data").run();
//! assert!(!opened.report.has_errors());
//! let graph = opened.graph.unwrap();
//! println!("{} entities", graph.dataset().entities.len());
//! ```

use crate::check;
use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::graph::KnowledgeGraph;
use crate::load::{self, Progress, Silent, StatedEdge};
use crate::model::Dataset;
use crate::rdf;
use crate::resolve::{self, Identities};
use std::path::PathBuf;

/// Raised when a `graph.json` states edges that are not those its records make.
pub static EDGES_DIFFER: Code = Code {
    id: "W0506",
    severity: Severity::Warning,
    title: "stated edges differ",
    explanation: "Edges are derived from records by the rules of the vocabulary. The `edges` of a `graph.json` are not \
        read, only compared: they differ when the file was edited by hand, or written under another vocabulary. The \
        derived ones are used.",
};

/// What opening a dataset gives.
#[derive(Debug)]
pub struct Opened {
    /// The graph; `None` when errors stopped it.
    pub graph: Option<KnowledgeGraph>,
    /// Every problem found; of work that was stopped, those found before.
    pub report: Report,
    /// Whether it was stopped on the way; there is no graph then.
    pub cancelled: bool,
}

/// The way from files to a graph.
#[derive(Debug, Clone)]
#[must_use]
pub struct Pipeline {
    path: PathBuf,
    keep_going: bool,
    texts: Option<PathBuf>,
}

impl Pipeline {
    /// A pipeline that reads the folder or the `graph.json` at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), keep_going: false, texts: None }
    }

    /// Whether to go on without the rows that errors reject. Off by default.
    pub fn keep_going(mut self, keep_going: bool) -> Self {
        self.keep_going = keep_going;
        self
    }

    /// The folder of source texts to prove spans and digests against. None by default.
    pub fn with_texts(mut self, folder: Option<PathBuf>) -> Self {
        self.texts = folder;
        self
    }

    /// Runs it.
    #[must_use]
    pub fn run(&self) -> Opened {
        self.run_with(&mut Silent)
    }

    /// Runs it, telling `progress` which file is being read and what is done after that. It stops where its
    /// [`Progress::cancel`] says so.
    #[must_use]
    pub fn run_with(&self, progress: &mut dyn Progress) -> Opened {
        let (mut report, cancel) = (Report::default(), progress.cancel());
        let loaded = load::load_with(&self.path, &mut report, progress);
        if cancel.is_cancelled() {
            return Opened { graph: None, report, cancelled: true };
        }
        progress.step("checking");
        let identities = Identities::resolve(&loaded.dataset, &mut report);
        check::check(&loaded.dataset, &identities, &mut report);
        report.extend(rdf::refused_term(&loaded.dataset));
        check::texts(&loaded.dataset, self.texts.as_deref(), &mut report);
        // With nothing left there is nothing to go on with: a build would replace good files by empty ones.
        let nothing = loaded.dataset.entities.is_empty() || report.count(&check::TOO_MANY_EDGES) > 0;
        let stopped = report.has_errors() && (nothing || !self.keep_going);
        let cancelled = cancel.is_cancelled();
        progress.step("building the graph");
        let graph = (!stopped && !cancelled)
            .then(|| self.project(loaded.dataset, identities, loaded.stated_edges, &mut report));
        load::locate(&mut report);
        Opened { graph: graph.filter(|_| !cancel.is_cancelled()), report, cancelled: cancel.is_cancelled() }
    }

    fn project(
        &self,
        dataset: Dataset,
        identities: Identities,
        stated: Option<Vec<StatedEdge>>,
        report: &mut Report,
    ) -> KnowledgeGraph {
        let graph = KnowledgeGraph::build(dataset, identities);
        // The edges of a rejected record are not made, which says nothing about the file's edges.
        let stated = stated.filter(|_| !report.has_errors());
        if let Some(difference) = stated.and_then(|stated| difference(&graph, stated)) {
            let location = Location::file(self.path.display().to_string());
            report.push(Diagnostic::new(&EDGES_DIFFER, difference).at(location));
        }
        graph
    }
}

/// What is wrong with the edges that a file states, if anything.
fn difference(graph: &KnowledgeGraph, mut stated: Vec<StatedEdge>) -> Option<String> {
    let entities = &graph.dataset().entities;
    let derive = |edge: crate::graph::Edge<'_>| StatedEdge {
        id: edge.id(),
        source: entities.id(edge.source).to_owned(),
        target: entities.id(edge.target).to_owned(),
        relation: edge.relation().name.clone(),
        record: graph.dataset().records.id(edge.record()).to_owned(),
    };
    let mut derived: Vec<StatedEdge> = graph.edges().map(derive).collect();
    derived.sort();
    stated.sort();
    let surplus = stated.iter().find(|edge| derived.binary_search(edge).is_err());
    let missing = derived.iter().find(|edge| stated.binary_search(edge).is_err());
    match (surplus, missing) {
        (Some(edge), _) => {
            Some(format!("the file states the edge `{}`, which no record makes like that", edge.id))
        }
        (None, Some(edge)) => {
            Some(format!("the records make the edge `{}`, which the file does not state", edge.id))
        }
        (None, None) if stated.len() != derived.len() => Some("the file states an edge twice".to_owned()),
        (None, None) => None,
    }
}

/// Every code that anything can raise, sorted by number.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    let mut codes = load::codes();
    codes.extend([&resolve::CONTRADICTION, &resolve::SAME_OF_TWO_KINDS, &EDGES_DIFFER, &rdf::REFUSED_TERM]);
    codes.extend(check::codes());
    codes.extend(crate::export::codes());
    codes.extend(crate::import::codes());
    codes.extend(crate::review::codes());
    codes.sort_by_key(|code| &code.id[1..]);
    codes
}
