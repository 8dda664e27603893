//! Why there is no route: the search again, without one filter each.

use super::PathQuery;
use super::answer::{Cut, Filter, NoRoute, Route};
use super::direct;
use super::search::{Ends, Search};
use super::ties::Ties;
use super::timing::Timing;
use crate::graph::View;
use fixedbitset::FixedBitSet;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

/// Says why a question has no route: what each filter in force cuts, and the nearest thing that exists.
pub(super) fn reason(view: &View<'_>, query: &PathQuery) -> NoRoute {
    if !are_connected(view, &Ends::of(query)) {
        return NoRoute::NotConnected;
    }
    let mut stopped = false;
    let mut cut = |filter| {
        let (route, spent) = nearest(view, &query.without(filter)?);
        stopped |= spent;
        Some(Cut { filter, route: route? })
    };
    let mut cuts: Vec<Cut> = Filter::SINGLE.into_iter().filter_map(&mut cut).collect();
    if cuts.is_empty() {
        cuts.extend(cut(Filter::All));
    }
    match cuts.is_empty() {
        false => NoRoute::Cut(cuts),
        // That a filter alone cuts all cannot be told of one whose search was given up.
        true if stopped => NoRoute::Stopped,
        true => NoRoute::NoneAdmissible,
    }
}

/// The first route of another question, and whether its search spent its budget.
fn nearest(view: &View<'_>, query: &PathQuery) -> (Option<Route>, bool) {
    let reckoning = query.reckoning(view.graph());
    let timing = Timing::new(query.time, &reckoning);
    let selection = query.selection.reckoned(view, &reckoning);
    let ends = Ends::of(query);
    let mut ties = Ties::new(&selection.view, query);
    if let Some(direct) = direct::ties(&mut ties, &ends, &timing).into_iter().next() {
        return (Some(direct), false);
    }
    let mut search = Search::new(&mut ties, &ends, &timing);
    let outcome = search.levels(2..=query.max_hops, 1);
    (outcome.best.first().map(|found| search.route(found)), outcome.spent)
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
