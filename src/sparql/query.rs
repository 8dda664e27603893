//! Running a query: for a time, up to a number of rows.

use super::answer::{Found, Rows, SparqlAnswer};
use super::asked::{Asked, AskedError};
use super::error::SparqlError;
use super::held::{Stopped, watched};
use super::limits;
use super::store::Store;
use super::syntax::{self, Parsed};
use oxrdf::Triple;
use spareval::{CancellationToken, QueryEvaluationError, QueryEvaluator, QueryResults};
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

/// How long a query that was stopped is waited for; it stops wherever it copies a row.
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
    /// whichever rows come first. The query runs in a thread of its own, with a stack that its depth cannot use up, and is
    /// stopped when its time is up or when it holds too many terms at once.
    ///
    /// # Errors
    /// [`SparqlError`] when it is no query, asks for more than reading this store, takes too long or holds too much.
    pub fn run(&self, store: &Store) -> Result<SparqlAnswer, SparqlError> {
        let token = CancellationToken::new();
        let job = Job { query: self.clone(), store: store.clone(), token: token.clone() };
        let (sender, receiver) = mpsc::channel();
        let builder = thread::Builder::new().name("sparql".to_owned()).stack_size(limits::STACK);
        // Nobody listens any more once the time is up.
        let spawned = builder.spawn(move || drop(sender.send(job.watched())));
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
    fn watched(&self) -> Result<SparqlAnswer, SparqlError> {
        watched(&self.token, || self.run()).unwrap_or_else(|stopped| match stopped {
            Stopped::Cancelled => Err(SparqlError::TimedOut(self.query.timeout)),
            Stopped::TooMuch => Err(SparqlError::TooMuch),
            Stopped::Failed => Err(SparqlError::Evaluation("the engine failed".to_owned())),
        })
    }

    fn run(&self) -> Result<SparqlAnswer, SparqlError> {
        let prefixes = self.store.prefixes();
        let Parsed { query, is_ordered } = syntax::parse(&self.query.text, &self.query.name, prefixes)?;
        let mut evaluator = QueryEvaluator::new().with_cancellation_token(self.token.clone());
        if !limits::is_worth_ordering(&self.query.text) {
            evaluator = evaluator.without_optimizations();
        }
        let results = evaluator.prepare(&query).execute(Asked::new(&self.store.data));
        let failed = |error: QueryEvaluationError| match error {
            QueryEvaluationError::Cancelled => SparqlError::TimedOut(self.query.timeout),
            QueryEvaluationError::Dataset(error)
                if matches!(error.downcast_ref(), Some(AskedError::TooMuch)) =>
            {
                SparqlError::ComputesTooMuch
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode, TripleRef};
    use std::sync::Arc;
    use std::time::Instant;

    /// Every node of some is tied to every other, and has a number.
    fn crowd() -> Store {
        let node = |n: usize| NamedNode::new_unchecked(format!("urn:n{n}"));
        let (tie, number) = (NamedNode::new_unchecked("urn:tie"), NamedNode::new_unchecked("urn:number"));
        let mut lines = String::new();
        for a in 0..60 {
            let value = Literal::from(a as i64);
            lines += &format!("{} .\n", TripleRef::new(&node(a), &number, &value));
            for b in 0..60 {
                lines += &format!("{} .\n", TripleRef::new(&node(a), &tie, &node(b)));
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("crowd.nt");
        std::fs::write(&file, lines).unwrap();
        Store::of_file(&file).unwrap()
    }

    #[test]
    fn a_query_is_stopped_wherever_it_is_and_leaves_no_thread_behind() {
        let store = crowd();
        for text in [
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
            "SELECT (GROUP_CONCAT(STR(?c)) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a",
            "SELECT ?n { ?a <urn:number> ?n . ?b ?q ?m . ?c ?r ?o } ORDER BY ?m ?n",
            "SELECT DISTINCT ?a ?d ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "ASK { ?a (<urn:tie>|^<urn:tie>)* ?b . ?c <urn:tie>* ?d . ?e <urn:tie>* ?f FILTER(?a = 1) }",
            "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d)) = STR(?i)) }",
            "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i = -1) }",
            "ASK { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?f + ?i + ?l = -1) } }",
        ] {
            let begun = Instant::now();
            let query = SparqlQuery { timeout: Duration::from_millis(200), ..SparqlQuery::new(text) };
            let error = query.run(&store).unwrap_err();
            assert!(matches!(error, SparqlError::TimedOut(_)), "{text}: {error}");
            while Arc::strong_count(&store.data) > 1 {
                assert!(begun.elapsed() < Duration::from_secs(10), "{text} still runs");
                thread::sleep(Duration::from_millis(1));
            }
        }
    }

    #[test]
    fn a_query_that_holds_too_much_is_stopped() {
        let text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f";
        let query = SparqlQuery { timeout: Duration::from_secs(300), ..SparqlQuery::new(text) };
        assert!(matches!(query.run(&crowd()), Err(SparqlError::TooMuch)));
        let doubled: String =
            (0..40).map(|n| format!("BIND(CONCAT(?x{n}, ?x{n}) AS ?x{}) ", n + 1)).collect();
        let text = format!("SELECT ?x0 {{ BIND(\"text\" AS ?x0) {doubled} FILTER(BOUND(?x40)) }}");
        assert!(matches!(SparqlQuery::new(text).run(&crowd()), Err(SparqlError::ComputesTooMuch)));
    }
}
