//! Why there is no route: the search again, without one filter each.

use super::answer::{Cut, Filter, NoRoute, Route};
use super::search::{self, Ends, Search};
use super::ties::{Terms, Ties};
use super::{GREATEST_MAX_HOPS, PathQuery};
use crate::graph::View;
use fixedbitset::FixedBitSet;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

/// Says why a question has no route: what each filter cuts, and the nearest thing that exists.
pub(super) fn reason(view: &View<'_>, ends: &Ends, query: &PathQuery, max_hops: usize) -> NoRoute {
    if !are_connected(view, ends) {
        return NoRoute::NotConnected;
    }
    let strict = Terms { cross_hubs: query.cross_hubs, cross_non_ties: false };
    let trials = [
        (Filter::MaxHops, strict, GREATEST_MAX_HOPS),
        (Filter::Hubs, Terms { cross_hubs: true, ..strict }, max_hops),
        (Filter::Ties, Terms { cross_non_ties: true, ..strict }, max_hops),
    ];
    let cut =
        |(filter, terms, hops)| Some(Cut { filter, route: nearest(view, ends, terms, hops, query.budget)? });
    let cuts: Vec<Cut> = trials.into_iter().filter_map(cut).collect();
    if !cuts.is_empty() {
        return NoRoute::Cut(cuts);
    }
    let none = Terms { cross_hubs: true, cross_non_ties: true };
    cut((Filter::All, none, GREATEST_MAX_HOPS)).map_or(NoRoute::NoneAdmissible, |cut| NoRoute::Cut(vec![cut]))
}

/// The first route on other terms.
fn nearest(view: &View<'_>, ends: &Ends, terms: Terms, max_hops: usize, budget: u64) -> Option<Route> {
    let mut ties = Ties::new(view, terms);
    if let Some(direct) = search::direct(&mut ties, ends, max_hops).into_iter().next() {
        return Some(direct);
    }
    let mut search = Search::new(&mut ties, ends, budget);
    let outcome = search.levels(2..=max_hops, 1);
    outcome.best.first().map(|found| search.route(found))
}

/// Whether edges of any kind lead from one end to the other.
fn are_connected(view: &View<'_>, ends: &Ends) -> bool {
    let graph = view.graph().petgraph();
    let mut seen = FixedBitSet::with_capacity(graph.node_count());
    let mut open: Vec<NodeIndex<u32>> =
        ends.from.iter().map(|entity| NodeIndex::new(entity.index())).collect();
    while let Some(node) = open.pop() {
        if seen.put(node.index()) {
            continue;
        }
        let leaving = graph.edges(node).map(|edge| (edge.target(), edge.weight()));
        let entering =
            graph.edges_directed(node, petgraph::Incoming).map(|edge| (edge.source(), edge.weight()));
        let selected = leaving.chain(entering).filter(|(_, edge)| view.contains_record(edge.record));
        open.extend(selected.map(|(other, _)| other).filter(|other| !seen.contains(other.index())));
    }
    ends.to.iter().any(|entity| seen.contains(entity.index()))
}
