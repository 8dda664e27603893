//! What joins the ends without anyone between: direct ties, and what is recorded between them and is no tie.

use super::PathQuery;
use super::answer::{Hop, Route};
use super::search::Ends;
use super::ties::Ties;
use super::timing::Timing;
use crate::date::Verdict;
use crate::graph::View;
use crate::query::moment::Moment;

/// The direct ties between the ends, each a route, by date, then by edge; none where routes must pass through others.
///
/// One moment is always in order with itself, so a tie is certain, unless its dates contradict each other.
pub(super) fn ties(ties: &mut Ties<'_, '_>, ends: &Ends, timing: &Timing<'_, '_>) -> Vec<Route> {
    let graph = ties.view.graph();
    let allowed = ties.query.max_hops > 0 && ties.query.through.is_empty();
    let hops = if allowed { single_hops(ties, ends) } else { Vec::new() };
    let verdict = timing.is_timed().then_some(Verdict::Certain);
    let route = |hop| Route { hops: vec![hop], greatest_degree: 0, verdict };
    let record = |hop: &Hop| graph.edge(hop.edges[0]).record();
    let at_some_time = |hop: &Hop| timing.progress(&[record(hop)], Verdict::Certain).is_some();
    hops.into_iter().filter(at_some_time).map(route).collect()
}

/// The edges between the ends that the question's filters admit and that are no ties, each a hop, by date, then by edge.
pub(super) fn non_ties(view: &View<'_>, query: &PathQuery, ends: &Ends) -> Vec<Hop> {
    let all = PathQuery { cross_hubs: true, cross_non_ties: true, ..query.clone() };
    let mut hops = single_hops(&mut Ties::new(view, &all), ends);
    hops.retain(|hop| !query.admits(view, &view.graph().edge(hop.edges[0])));
    hops
}

fn single_hops(ties: &mut Ties<'_, '_>, ends: &Ends) -> Vec<Hop> {
    let graph = ties.view.graph();
    let mut hops = Vec::new();
    for &from in &ends.from {
        for &to in &ends.to {
            let edges = ties.between(from, to);
            hops.extend(edges.iter().map(|&edge| Hop { from, to, edges: vec![edge] }));
        }
    }
    let moment = |edge| Moment::of_record(graph.dataset(), graph.edge(edge).record());
    hops.sort_by_key(|hop| (moment(hop.edges[0]), hop.edges[0]));
    hops
}
