//! What a query sees of a store: its triples by number, and the terms that it computes itself.

use super::held::Held;
use super::index::Matches;
use super::limits::COMPUTED;
use super::store::Data;
use super::terms::Terms;
use oxrdf::Term;
use spareval::{InternalQuad, QueryableDataset};
use std::cell::RefCell;
use thiserror::Error;

/// A store as one query sees it.
pub(super) struct Asked<'s> {
    data: &'s Data,
    computed: RefCell<Computed>,
}

/// Terms that the store does not have: constants of the query, and what it computes. Their numbers follow those of the
/// store.
#[derive(Default)]
struct Computed {
    terms: Terms,
    /// How many bytes they have.
    bytes: usize,
}

/// The evaluator wants what there is not.
#[derive(Debug, Error)]
pub(super) enum AskedError {
    /// What it computes is longer than [`COMPUTED`], or more than can be numbered.
    #[error("it computes too much")]
    TooMuch,
    /// It shows a term that was never made; would be a fault in the evaluator.
    #[error("it holds a term that there is not")]
    Unknown,
}

impl<'s> Asked<'s> {
    pub(super) fn new(data: &'s Data) -> Self {
        Self { data, computed: RefCell::default() }
    }
}

/// A pattern by numbers; a term that the store does not have matches nothing there.
fn numbers(pattern: [Option<&Held>; 3]) -> [Option<u32>; 3] {
    pattern.map(|term| term.map(Held::number))
}

/// Triples of one graph as the evaluator wants them.
fn quads(
    matches: Option<Matches<'_>>,
    graph: Option<u32>,
) -> impl Iterator<Item = Result<InternalQuad<Held>, AskedError>> {
    matches.into_iter().flatten().map(move |[subject, predicate, object]| {
        Ok(InternalQuad {
            subject: Held::new(subject),
            predicate: Held::new(predicate),
            object: Held::new(object),
            graph_name: graph.map(Held::new),
        })
    })
}

impl<'s> QueryableDataset<'s> for Asked<'s> {
    type InternalTerm = Held;
    type Error = AskedError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Held>,
        predicate: Option<&Held>,
        object: Option<&Held>,
        graph_name: Option<Option<&Held>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Held>, AskedError>> + use<'s> {
        let pattern = numbers([subject, predicate, object]);
        let data = self.data;
        let (default, named) = match graph_name {
            Some(None) => (Some(data.default.matches(pattern)), None),
            Some(Some(graph)) => (None, Some(graph.number()..graph.number().saturating_add(1))),
            None => (None, Some(0..u32::MAX)),
        };
        let graphs = named.into_iter().flat_map(move |wanted| data.named.range(wanted));
        let named = graphs.flat_map(move |(graph, index)| quads(Some(index.matches(pattern)), Some(*graph)));
        quads(default, None).chain(named)
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Held, AskedError>> + use<'s> {
        self.data.named.keys().map(|graph| Ok(Held::new(*graph)))
    }

    fn contains_internal_graph_name(&self, graph_name: &Held) -> Result<bool, AskedError> {
        Ok(self.data.named.contains_key(&graph_name.number()))
    }

    fn internalize_term(&self, term: Term) -> Result<Held, AskedError> {
        if let Some(number) = self.data.terms.find(term.as_ref()) {
            return Ok(Held::new(number));
        }
        let mut computed = self.computed.borrow_mut();
        let before = computed.terms.len();
        let number = computed.terms.intern(term.as_ref()).ok_or(AskedError::TooMuch)?;
        if computed.terms.len() > before {
            computed.bytes = computed.bytes.saturating_add(length(&term));
        }
        if computed.bytes > COMPUTED {
            return Err(AskedError::TooMuch);
        }
        self.data.terms.len().checked_add(number).map(Held::new).ok_or(AskedError::TooMuch)
    }

    fn externalize_term(&self, term: Held) -> Result<Term, AskedError> {
        let (number, known) = (term.number(), self.data.terms.len());
        let term = match number.checked_sub(known) {
            None => self.data.terms.get(number).cloned(),
            Some(number) => self.computed.borrow().terms.get(number).cloned(),
        };
        term.ok_or(AskedError::Unknown)
    }
}

/// The bytes that a term takes, the place in the table included.
fn length(term: &Term) -> usize {
    let text = match term {
        Term::NamedNode(iri) => iri.as_str().len(),
        Term::BlankNode(node) => node.as_str().len(),
        Term::Literal(literal) => literal.value().len() + literal.datatype().as_str().len(),
    };
    text + 2 * size_of::<Term>()
}
