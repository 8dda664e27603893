//! Running a query: for a time, up to a number of rows.

use super::answer::{Found, Rows, SparqlAnswer};
use super::error::SparqlError;
use super::limits;
use super::store::Store;
use super::syntax::{self, Parsed};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxrdf::Triple;
use std::collections::HashSet;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// A SPARQL query with its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SparqlQuery {
    /// The query: SELECT, ASK, CONSTRUCT or DESCRIBE.
    pub text: String,
    /// What errors call it: the name of a file, or `query`.
    pub name: String,
    /// How long it may take, reading it and putting the answer in order included.
    pub timeout: Duration,
    /// How many rows, or triples, the answer may have.
    pub limit_rows: usize,
}

/// How long a query that was stopped is waited for. It looks up whether it should stop at each triple that it reads.
const GRACE: Duration = Duration::from_millis(500);

impl SparqlQuery {
    /// A query with the usual limits: a minute, and 100,000 rows.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let (text, name) = (text.into(), "query".to_owned());
        Self { text, name, timeout: Duration::from_secs(60), limit_rows: 100_000 }
    }

    /// Asks a store.
    ///
    /// Rows without an ORDER BY are sorted, so that the same data gives the same answer; a LIMIT without one takes
    /// whichever rows come first. The query runs in a thread of its own, with a stack that its depth cannot use up. One
    /// that does not stop when its time is up, as while it sorts, is left behind to end by itself.
    ///
    /// # Errors
    /// [`SparqlError`] when it is no query, asks for more than reading this store, or takes too long.
    pub fn run(&self, store: &Store) -> Result<SparqlAnswer, SparqlError> {
        let token = CancellationToken::new();
        let job = Job { query: self.clone(), store: store.clone(), token: token.clone() };
        let (sender, receiver) = mpsc::channel();
        let builder = thread::Builder::new().name("sparql".to_owned()).stack_size(limits::STACK);
        // Nobody listens any more once the time is up.
        let spawned = builder.spawn(move || drop(sender.send(job.run())));
        spawned.map_err(|error| SparqlError::Evaluation(format!("no thread can be had for it: {error}")))?;
        match receiver.recv_timeout(self.timeout) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => {
                token.cancel();
                drop(receiver.recv_timeout(GRACE));
                Err(SparqlError::TimedOut(self.timeout))
            }
            Err(RecvTimeoutError::Disconnected) => {
                Err(SparqlError::Evaluation("the engine failed".to_owned()))
            }
        }
    }
}

/// A query in its thread.
struct Job {
    query: SparqlQuery,
    store: Store,
    token: CancellationToken,
}

impl Job {
    fn run(self) -> Result<SparqlAnswer, SparqlError> {
        let prefixes = self.store.prefixes();
        let Parsed { query, is_ordered } = syntax::parse(&self.query.text, &self.query.name, prefixes)?;
        let evaluator = SparqlEvaluator::new().with_cancellation_token(self.token.clone());
        let results = evaluator.for_query(query).on_store(&self.store.inner).execute();
        let failed = |error: QueryEvaluationError| match error {
            QueryEvaluationError::Cancelled => SparqlError::TimedOut(self.query.timeout),
            error => SparqlError::Evaluation(error.to_string()),
        };
        let limit = self.query.limit_rows;
        match results.map_err(failed)? {
            QueryResults::Boolean(truth) => Ok(SparqlAnswer::whole(Found::Boolean(truth))),
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let mut rows = Vec::new();
                for solution in solutions.take(limit.saturating_add(1)) {
                    rows.push(solution.map_err(failed)?.values().to_vec());
                }
                let cut = rows.len() > limit;
                rows.truncate(limit);
                let rows = Rows { variables, rows }.in_order(is_ordered);
                Ok(SparqlAnswer { found: Found::Rows(rows), limit: cut.then_some(limit) })
            }
            QueryResults::Graph(triples) => {
                let mut found: HashSet<Triple> = HashSet::new();
                let mut cut = false;
                for triple in triples {
                    let triple = triple.map_err(failed)?;
                    cut = found.len() == limit && !found.contains(&triple);
                    if cut {
                        break;
                    }
                    found.insert(triple);
                }
                Ok(SparqlAnswer { found: Found::of_triples(found), limit: cut.then_some(limit) })
            }
        }
    }
}
