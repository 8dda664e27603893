//! The answer: rows, a truth or triples, in an order that does not change.

use oxrdf::graph::CanonicalizationAlgorithm;
use oxrdf::vocab::rdf;
use oxrdf::{BlankNode, Graph, Literal, NamedOrBlankNode, Term, Triple};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// What a query found.
#[derive(Debug, Clone, PartialEq)]
pub struct SparqlAnswer {
    /// What was found.
    pub found: Found,
    /// The limit of rows or triples, if there are more.
    pub limit: Option<usize>,
}

/// What a query finds, by its form.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Rows, of SELECT.
    Rows(Rows),
    /// A truth, of ASK.
    Boolean(bool),
    /// Triples, of CONSTRUCT and DESCRIBE: each once, by subject, then `rdf:type` first, then by predicate and object.
    Triples(Vec<Triple>),
}

/// Rows of terms under variables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// The variables, without `?`, in the order of the query.
    pub variables: Vec<String>,
    /// The rows: a term for each variable, or none where it is not bound.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// Up to so many blank nodes get labels that depend only on what is said of them.
const LABELLED: usize = 1_000;

impl SparqlAnswer {
    pub(super) fn whole(found: Found) -> Self {
        Self { found, limit: None }
    }
}

impl Found {
    /// Puts triples in order, after giving blank nodes labels that are the same in every run.
    pub(super) fn of_triples(triples: HashSet<Triple>) -> Self {
        let mut triples: Vec<Triple> = triples.into_iter().collect();
        let blanks: HashSet<&BlankNode> = triples.iter().flat_map(blank_nodes).collect();
        if !blanks.is_empty() && blanks.len() <= LABELLED {
            let mut graph = Graph::from_iter(triples.drain(..));
            graph.canonicalize(CanonicalizationAlgorithm::Unstable);
            triples = graph.iter().map(|triple| triple.into_owned()).collect();
        }
        sort(&mut triples);
        let mut labels = Labels::default();
        for triple in &mut triples {
            if let NamedOrBlankNode::BlankNode(node) = &mut triple.subject {
                labels.rename(node);
            }
            if let Term::BlankNode(node) = &mut triple.object {
                labels.rename(node);
            }
        }
        if !labels.0.is_empty() {
            sort(&mut triples);
        }
        Self::Triples(triples)
    }
}

/// Sorts by subject, then `rdf:type` first, then by predicate and object; blank nodes last, a short label first.
fn sort(triples: &mut [Triple]) {
    let node =
        |term: String| (term.starts_with('_'), if term.starts_with('_') { term.len() } else { 0 }, term);
    triples.sort_by_cached_key(|triple| {
        let predicate = (triple.predicate != rdf::TYPE, triple.predicate.as_str().to_owned());
        (node(triple.subject.to_string()), predicate, node(triple.object.to_string()))
    });
}

fn blank_nodes(triple: &Triple) -> impl Iterator<Item = &BlankNode> {
    let subject = if let NamedOrBlankNode::BlankNode(node) = &triple.subject { Some(node) } else { None };
    let object = if let Term::BlankNode(node) = &triple.object { Some(node) } else { None };
    subject.into_iter().chain(object)
}

impl Rows {
    /// The rows sorted, unless they are in order; blank nodes named in the order in which they come.
    pub(super) fn in_order(mut self, is_ordered: bool) -> Self {
        if !is_ordered {
            self.rows.sort_by(|a, b| {
                let cells = a.iter().zip(b).map(|(a, b)| order(a.as_ref(), b.as_ref()));
                cells.fold(Ordering::Equal, Ordering::then)
            });
        }
        let mut labels = Labels::default();
        for term in self.rows.iter_mut().flatten().flatten() {
            if let Term::BlankNode(node) = term {
                labels.rename(node);
            }
        }
        self
    }

    /// The terms of a variable, row by row; nothing for a variable that there is not.
    pub fn column(&self, variable: &str) -> impl Iterator<Item = Option<&Term>> {
        let position = self.variables.iter().position(|known| known == variable);
        position.into_iter().flat_map(|n| self.rows.iter().map(move |row| row[n].as_ref()))
    }
}

/// Labels of blank nodes: `b0`, `b1` in the order in which they are met.
#[derive(Default)]
struct Labels(HashMap<BlankNode, BlankNode>);

impl Labels {
    fn rename(&mut self, node: &mut BlankNode) {
        let label = || BlankNode::new_unchecked(format!("b{}", self.0.len()));
        let label = self.0.get(node).cloned().unwrap_or_else(label);
        self.0.insert(node.clone(), label.clone());
        *node = label;
    }
}

/// Unbound, blank nodes, IRIs, numbers by value, other literals: by their text, their language and their type.
fn order(a: Option<&Term>, b: Option<&Term>) -> Ordering {
    let rank = |term: Option<&Term>| match term {
        None => 0,
        // Their labels are chance.
        Some(Term::BlankNode(_)) => 1,
        Some(Term::NamedNode(_)) => 2,
        Some(Term::Literal(literal)) => 4 - u8::from(number(literal).is_some()),
    };
    rank(a).cmp(&rank(b)).then_with(|| match (a, b) {
        (Some(Term::NamedNode(a)), Some(Term::NamedNode(b))) => a.as_str().cmp(b.as_str()),
        (Some(Term::Literal(a)), Some(Term::Literal(b))) => {
            let values = number(a).zip(number(b)).map_or(Ordering::Equal, |(a, b)| a.total_cmp(&b));
            let key = |literal: &Literal| {
                let language = literal.language().unwrap_or_default().to_owned();
                (literal.value().to_owned(), language, literal.datatype().as_str().to_owned())
            };
            values.then_with(|| key(a).cmp(&key(b)))
        }
        _ => Ordering::Equal,
    })
}

fn number(literal: &Literal) -> Option<f64> {
    let kind = literal.datatype().as_str().rsplit_once('#').map_or("", |(_, local)| local);
    let is_number = matches!(kind, "integer" | "decimal" | "double" | "float" | "nonNegativeInteger");
    if is_number { literal.value().parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::NamedNode;
    use proptest::prelude::*;

    fn term() -> impl Strategy<Value = Option<Term>> {
        prop_oneof![
            Just(None),
            "[ab]{1,2}".prop_map(|text| Some(NamedNode::new_unchecked(format!("urn:{text}")).into())),
            (-3i64..3).prop_map(|number| Some(Literal::from(number).into())),
            "[ab1]{0,2}".prop_map(|text| Some(Literal::new_simple_literal(text).into())),
            "[ab]".prop_map(|text| Some(Literal::new_language_tagged_literal_unchecked(text, "en").into())),
        ]
    }

    proptest! {
        #[test]
        fn rows_come_in_the_same_order_however_they_were_found(
            rows in prop::collection::vec(prop::collection::vec(term(), 2), 0..12),
            turn in 0usize..12,
        ) {
            let variables = vec!["a".to_owned(), "b".to_owned()];
            let mut turned = rows.clone();
            let turn = turn % rows.len().max(1);
            turned.rotate_left(turn);
            turned.reverse();
            let sorted = |rows| Rows { variables: variables.clone(), rows }.in_order(false);
            prop_assert_eq!(sorted(rows), sorted(turned));
        }
    }

    #[test]
    fn numbers_stand_by_value_and_what_is_not_bound_first() {
        let number = |n: i64| Some(Term::from(Literal::from(n)));
        let rows = vec![vec![number(10)], vec![None], vec![number(9)]];
        let rows = Rows { variables: vec!["n".to_owned()], rows }.in_order(false);
        assert_eq!(rows.rows, [vec![None], vec![number(9)], vec![number(10)]]);
        assert_eq!(rows.column("n").flatten().count(), 2);
        assert_eq!(rows.column("m").count(), 0);
    }

    #[test]
    fn blank_nodes_are_named_by_what_is_said_of_them_in_every_run() {
        let triples = || {
            let (a, b) = (BlankNode::default(), BlankNode::default());
            let p = NamedNode::new_unchecked("urn:p");
            let said = [
                Triple::new(a.clone(), p.clone(), Literal::from(1)),
                Triple::new(b.clone(), p.clone(), Literal::from(2)),
                Triple::new(a, p, b),
            ];
            Found::of_triples(said.into_iter().collect())
        };
        let first = triples();
        assert!((0..20).all(|_| triples() == first));
    }
}
