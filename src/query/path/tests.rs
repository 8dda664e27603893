//! Paths on graphs drawn by hand, and against the trial of every sequence of edges.

mod filters;
mod timed;

use super::brute_force::{Trial, named};
use super::*;
use crate::date::{Day, QualityRule, Span, Verdict};
use crate::model::HubRule;
use crate::query::drawn::{Line, draw, draw_merged, draw_ruled, draw_with, entity};
use crate::query::{Period, Rendering};
use petgraph::graph::EdgeIndex;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::ControlFlow;

const NO_HUBS: HubRule = HubRule { neighbours: 1000, share: 1.0, fillers: 1000 };

fn ask(graph: &KnowledgeGraph, change: impl FnOnce(&mut PathQuery)) -> PathAnswer {
    let mut query = PathQuery::between(entity(graph, "a"), entity(graph, "z"));
    change(&mut query);
    query.run(&graph.view()).unwrap()
}

/// Each route as its nodes, direct ties left out.
fn routes(graph: &KnowledgeGraph, answer: &PathAnswer) -> Vec<String> {
    let ids = |route: &Route| route.nodes().map(|node| graph.dataset().entities.id(node)).collect::<Vec<_>>();
    answer.routes.iter().map(|route| ids(route).join("-")).collect()
}

fn records<'g>(graph: &'g KnowledgeGraph, hop: &Hop) -> Vec<&'g str> {
    hop.edges.iter().map(|&edge| graph.dataset().records.id(graph.edge(edge).record())).collect()
}

//   a ==1== z      a --2-- m --3-- z      a --4-- n --5-- o --6-- z
#[test]
fn direct_ties_come_first_then_go_betweens_then_chains() {
    let graph = draw(&[
        ("r1", "pact", "", "side: a, z"),
        ("r2", "pact", "", "side: a, m"),
        ("r3", "call", "", "caller: z; called: m"),
        ("r4", "pact", "", "side: a, n"),
        ("r5", "pact", "", "side: n, o"),
        ("r6", "pact", "", "side: o, z"),
    ]);
    let answer = ask(&graph, |_| ());
    assert_eq!(answer.direct.len(), 1);
    assert_eq!(routes(&graph, &answer), ["a-m-z", "a-n-o-z"]);
    assert_eq!(answer.limits.go_betweens, 1);
    assert_eq!(answer.none, None);
    let called = graph.edge(answer.routes[0].hops[1].edges[0]);
    assert_eq!((called.source, called.target), (entity(&graph, "z"), entity(&graph, "m")));
}

//   a --r1-- m ==r2,r3== z      a --r4-- n --r5-- z      a --r6-- o --r7-- p --r8-- z
#[test]
fn all_shortest_routes_are_given_and_no_longer_one() {
    let mut lines = vec![
        ("r1", "pact", "", "side: a, m"),
        ("r2", "pact", "", "side: m, z"),
        ("r3", "pact", "", "side: m, z"),
        ("r4", "pact", "", "side: a, n"),
        ("r5", "pact", "", "side: n, z"),
        ("r6", "pact", "", "side: a, o"),
        ("r7", "pact", "", "side: o, p"),
        ("r8", "pact", "", "side: p, z"),
    ];
    let graph = draw(&lines);
    let shortest = |query: &mut PathQuery| query.all_shortest = true;
    let answer = ask(&graph, shortest);
    assert_eq!(routes(&graph, &answer), ["a-m-z", "a-n-z"]);
    assert_eq!((answer.limits.searched_hops, answer.limits.more), (2, 0));
    let unfolded = ask(&graph, |query| (query.all_shortest, query.unfold) = (true, true));
    assert_eq!(routes(&graph, &unfolded), ["a-m-z", "a-m-z", "a-n-z"]);
    let capped = ask(&graph, |query| (query.all_shortest, query.routes) = (true, 1));
    assert_eq!((capped.routes.len(), capped.limits.more), (1, 1));
    lines.push(("r9", "pact", "", "side: a, z"));
    let answer = ask(&draw(&lines), shortest);
    assert_eq!((answer.direct.len(), answer.routes.len(), answer.limits.searched_hops), (1, 0, 1));
}

//   z's call r on a is guided by m; m and z are also bound by o
#[test]
fn a_run_that_one_hop_of_the_record_could_replace_is_dropped() {
    let call = ("r", "call", "2000", "caller: z; called: a; guide: m");
    let graph = draw(&[call]);
    assert_eq!(routes(&graph, &ask(&graph, |_| ())), [""; 0]);
    let graph = draw(&[call, ("o", "pact", "2001", "side: m, z")]);
    let answer = ask(&graph, |_| ());
    assert_eq!(routes(&graph, &answer), ["a-m-z"]);
    assert_eq!(records(&graph, &answer.routes[0].hops[0]), ["r"]);
    assert_eq!(records(&graph, &answer.routes[0].hops[1]), ["o"], "the guide's own tie by r is in no choice");
}

//   a --r-- b --s-- c --r-- z, where r binds a, b and, separately, calls between c and z are of one record
#[test]
fn a_record_is_not_used_in_two_separate_places() {
    let graph = draw(&[("r", "call", "", "caller: b, c; called: a, z"), ("s", "pact", "", "side: b, c")]);
    let answer = ask(&graph, |query| query.max_hops = 4);
    assert!(!routes(&graph, &answer).contains(&"a-b-c-z".to_owned()), "{:?}", routes(&graph, &answer));
}

//   in the feud r, a and c act for b, and z acts for c: a --r-- b --r-- c --r-- z, no tie but these; b ==s== c
#[test]
fn one_record_may_carry_three_hops_in_a_row_where_another_would_part_them() {
    let graph = draw(&[("r", "feud", "", "side: a@b, c@b, z@c"), ("s", "pact", "1990", "side: b, c")]);
    let answer = ask(&graph, |_| ());
    assert_eq!(routes(&graph, &answer), ["a-b-c-z"]);
    assert_eq!(records(&graph, &answer.routes[0].hops[1]), ["r"], "after s, r would come back");
}

#[test]
fn the_first_edges_of_all_hops_keep_the_rules_together() {
    let graph = draw(&[
        ("r", "call", "1990", "caller: z; called: a; guide: m"),
        ("s", "pact", "1995", "side: a, m"),
        ("t", "pact", "1999", "side: m, z"),
    ]);
    let answer = ask(&graph, |_| ());
    let hops = &answer.routes[0].hops;
    assert_eq!(records(&graph, &hops[0]), ["r", "s"]);
    assert_eq!(records(&graph, &hops[1]), ["t", "r"], "r is the earlier, but not after r");
}

//            +-- b --+
//   a ------ h ------ z      h has more neighbours than the rule allows
//            +-- c --+
#[test]
fn a_hub_is_not_crossed_may_end_a_route_and_is_reported() {
    let lines = [
        ("r1", "pact", "", "side: a, h"),
        ("r2", "pact", "", "side: h, z"),
        ("r3", "pact", "", "side: h, b"),
        ("r4", "pact", "", "side: h, c"),
    ];
    let rule = HubRule { neighbours: 3, share: 0.1, fillers: 6 };
    let graph = draw_with(&lines, &[], rule);
    let answer = ask(&graph, |_| ());
    assert!(answer.is_empty());
    assert_eq!(answer.skipped_hubs, [SkippedHub { entity: entity(&graph, "h"), neighbours: 4 }]);
    assert_eq!(answer.none.as_ref().map(named), Some(vec![Filter::Hubs]));
    assert_eq!(routes(&graph, &ask(&graph, |query| query.cross_hubs = true)), ["a-h-z"]);
    let to_hub = ask(&graph, |query| query.to = vec![entity(&graph, "h")]);
    assert_eq!((to_hub.direct.len(), to_hub.skipped_hubs.len()), (1, 0));
}

#[test]
fn a_hub_needs_both_many_neighbours_and_a_great_share() {
    let lines = [("r1", "pact", "", "side: a, h"), ("r2", "pact", "", "side: h, z")];
    let graph = draw_with(
        &lines,
        &["x1", "x2", "x3", "x4", "x5"],
        HubRule { neighbours: 1, share: 0.25, fillers: 6 },
    );
    assert_eq!(routes(&graph, &ask(&graph, |_| ())), ["a-h-z"], "2 of 8 nodes are not more than a quarter");
}

//   a, b, c, d meet in a crowd; b -- z
#[test]
fn a_crowd_is_a_direct_tie_and_no_bridge() {
    let lines = [("crowd", "pact", "", "side: a, b, *2"), ("r", "pact", "", "side: b, z")];
    let graph = draw_with(&lines, &[], HubRule { fillers: 3, ..NO_HUBS });
    let answer = ask(&graph, |_| ());
    assert!(answer.is_empty());
    assert_eq!(answer.skipped_records.len(), 1);
    assert_eq!(answer.skipped_records[0].fillers, 4);
    assert_eq!(answer.none.as_ref().map(named), Some(vec![Filter::Hubs]));
    let direct = ask(&graph, |query| query.to = vec![entity(&graph, "b")]);
    assert_eq!(direct.direct.len(), 1);
    assert_eq!(direct.skipped_records, []);
}

//   a and z and two others call o together; o -- y
#[test]
fn callers_in_a_crowd_are_not_linked_by_whom_they_call_but_tied_to_it() {
    let lines = [("crowd", "call", "", "caller: a, z, *2; called: o"), ("r", "pact", "", "side: o, y")];
    let graph = draw_with(&lines, &[], HubRule { fillers: 3, ..NO_HUBS });
    assert!(ask(&graph, |_| ()).is_empty());
    assert_eq!(routes(&graph, &ask(&graph, |query| query.to = vec![entity(&graph, "y")])), ["a-o-y"]);
}

#[test]
fn no_route_is_explained() {
    let graph = draw_with(&[("r", "pact", "", "side: a, b")], &["z"], NO_HUBS);
    assert_eq!(ask(&graph, |_| ()).none, Some(NoRoute::NotConnected));
    let graph = draw(&[("r", "feud", "", "side: a, z")]);
    let answer = ask(&graph, |_| ());
    assert_eq!(answer.none.as_ref().map(named), Some(vec![Filter::Ties]));
    assert_eq!(answer.non_ties.len(), 1);
    let graph = draw(&[("r", "pact", "", "side: a, b"), ("s", "pact", "", "side: b, z")]);
    let answer = ask(&graph, |query| query.max_hops = 1);
    assert_eq!(answer.none.as_ref().map(named), Some(vec![Filter::MaxHops]));
    let text = answer.to_text(&graph, &Rendering::in_language("en"));
    assert!(text.contains("with more hops allowed: 2 hops, a - b - z"), "{text}");
}

#[test]
fn questions_that_cannot_be_asked_are_errors() {
    let graph = draw(&[("r", "pact", "", "side: a, b")]);
    let (a, view) = (entity(&graph, "a"), graph.view());
    assert_eq!(PathQuery::between(a, a).run(&view), Err(PathError::SameEntity(a)));
    let unknown = EntityIx(99);
    assert_eq!(PathQuery::between(a, unknown).run(&view), Err(PathError::NotInView(unknown)));
    assert_eq!(PathQuery { from: Vec::new(), ..PathQuery::between(a, a) }.run(&view), Err(PathError::NoEnd));
    let nothing = view.filter(|_| false);
    assert_eq!(PathQuery::between(a, entity(&graph, "b")).run(&nothing), Err(PathError::NotInView(a)));
}

#[test]
fn a_view_decides_what_there_is() {
    let lines =
        [("r", "pact", "", "side: a, m"), ("s", "pact", "", "side: m, z"), ("t", "pact", "", "side: a, z")];
    let graph = draw(&lines);
    let view = graph.view().filter(|record| graph.dataset().records.id(record) != "t");
    let answer = PathQuery::between(entity(&graph, "a"), entity(&graph, "z")).run(&view).unwrap();
    assert_eq!((answer.direct.len(), answer.routes.len()), (0, 1));
}

#[test]
fn a_merged_id_is_the_entity_that_stands_for_it() {
    let lines =
        [("r", "pact", "", "side: a, m"), ("s", "pact", "", "side: n, z"), ("t", "pact", "", "side: m, n")];
    let graph = draw_merged(&lines, ("m", "n"));
    assert_eq!(routes(&graph, &ask(&graph, |_| ())), ["a-m-z"], "what joins an entity with itself is no hop");
    let from_merged = ask(&graph, |query| query.from = vec![entity(&graph, "n")]);
    assert_eq!((from_merged.from, from_merged.direct.len()), (vec![entity(&graph, "m")], 1));
    let (m, n) = (entity(&graph, "m"), entity(&graph, "n"));
    assert_eq!(PathQuery::between(m, n).run(&graph.view()), Err(PathError::SameEntity(m)));
}

/// Two ends that share 20,000 neighbours, and one of these tied to everything.
fn spokes() -> KnowledgeGraph {
    let mut lines: Vec<(String, String)> = Vec::new();
    for n in 0..20_000 {
        lines.push((format!("ra{n}"), format!("side: a, s{n:05}")));
        lines.push((format!("rz{n}"), format!("side: s{n:05}, z")));
        lines.push((format!("rh{n}"), format!("side: h, s{n:05}")));
    }
    let lines: Vec<Line<'_>> =
        lines.iter().map(|(id, roles)| (id.as_str(), "pact", "", roles.as_str())).collect();
    draw(&lines)
}

#[test]
fn a_hub_with_twenty_thousand_spokes_does_not_explode() {
    let graph = spokes();
    let answer = ask(&graph, |_| ());
    assert_eq!((answer.routes.len(), answer.limits.more, answer.limits.more_is_exact), (10, 19_990, true));
    assert!(answer.limits.steps < 50_000, "{}", answer.limits.steps);
    let chains =
        ask(&graph, |query| (query.routes, query.cross_hubs, query.budget) = (30_000, true, 300_000));
    assert!(chains.limits.budget_spent, "20,000 squared chains of four hops cannot all be looked at");
    assert!(chains.limits.steps == chains.limits.budget);
    assert_eq!(chains.limits.go_betweens, 20_000);
}

#[test]
fn a_spent_budget_is_told_and_not_a_crash() {
    let graph = draw(&[("r", "pact", "", "side: a, m"), ("s", "pact", "", "side: m, z")]);
    let answer = ask(&graph, |query| query.budget = 0);
    assert!(answer.limits.budget_spent);
    assert!(answer.to_text(&graph, &Rendering::in_language("en")).contains("Stopped after 0 steps"));
    let answer = ask(&graph, |query| query.edge_budget = 0);
    assert!(answer.limits.budget_spent && answer.none == Some(NoRoute::Stopped));
    assert!(answer.to_text(&graph, &Rendering::in_language("en")).contains("Stopped after looking at "));
}

#[test]
fn unfolding_gives_every_admissible_choice_of_edges() {
    let graph = draw(&[
        ("r", "call", "1990", "caller: z; called: a; guide: m"),
        ("s", "pact", "1995", "side: a, m"),
        ("t", "pact", "1999", "side: m, z"),
    ]);
    let answer = ask(&graph, |_| ());
    let route = &answer.routes[0];
    let nodes: Vec<EntityIx> = route.nodes().collect();
    let lists: Vec<_> = route.hops.iter().map(|hop| hop.edges.as_slice().into()).collect();
    let query = &answer.asked;
    let (view, reckoning) = (graph.view(), Reckoning::new(&graph, false));
    let timing = &Timing::new(TimeRule::Ignore, &reckoning);
    let need = Verdict::Possible;
    let choices = choice::Choices { view: &view, query, timing, need, nodes: &nodes, lists: &lists };
    let mut unfolded: Vec<Vec<EdgeIndex<u32>>> = Vec::new();
    choices.each(&mut |choice| {
        unfolded.push(choice.to_vec());
        ControlFlow::Continue(())
    });
    let told = |choice: &Vec<EdgeIndex<u32>>| {
        choice.iter().fold(String::new(), |mut text, &edge| {
            write!(text, "{}", graph.dataset().records.id(graph.edge(edge).record())).unwrap();
            text
        })
    };
    assert_eq!(unfolded.iter().map(told).collect::<Vec<_>>(), ["rt", "st", "sr"]);
}

/// A record of some kind between some of seven entities, perhaps one of them acting for another.
fn line() -> impl Strategy<Value = (usize, Vec<usize>, usize, usize, u8)> {
    (
        0..4usize,
        proptest::sample::subsequence((0..7).collect::<Vec<usize>>(), 2..=4),
        0..5usize,
        0..7usize,
        0..4u8,
    )
}

const NAMES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "z"];

fn written(
    (kind, who, date, body, extra): &(usize, Vec<usize>, usize, usize, u8),
) -> (&'static str, &'static str, String) {
    let names: Vec<&str> = who.iter().map(|&n| NAMES[n]).collect();
    let date = ["", "1990", "1985", "../1987", "1999"][*date];
    let acting =
        if *extra == 0 && !who.contains(body) { format!("@{}", NAMES[*body]) } else { String::new() };
    let unnamed = if *extra == 1 { ", *2" } else { "" };
    match kind {
        0 | 1 => ("pact", date, format!("side: {}{acting}{unnamed}", names.join(", "))),
        2 => {
            let (called, others) = names.split_last().unwrap();
            let guide = if others.len() > 1 {
                format!("; guide: {}{acting}", others[1..].join(", "))
            } else {
                String::new()
            };
            ("call", date, format!("caller: {}{unnamed}; called: {called}{guide}", others[0]))
        }
        _ => ("feud", date, format!("side: {}", names.join(", "))),
    }
}

fn random_graph(lines: &[(usize, Vec<usize>, usize, usize, u8)], hubs: HubRule) -> KnowledgeGraph {
    let records: Vec<_> =
        lines.iter().enumerate().map(|(n, line)| (format!("r{n}"), written(line))).collect();
    let lines: Vec<Line<'_>> =
        records.iter().map(|(id, (kind, date, roles))| (id.as_str(), *kind, *date, roles.as_str())).collect();
    draw_with(&lines, &NAMES, hubs)
}

fn hubs() -> impl Strategy<Value = HubRule> {
    (1..6u32, 0..6u32, 2..5u32).prop_map(|(neighbours, share, fillers)| HubRule {
        neighbours,
        share: f64::from(share) / 10.0,
        fillers,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, ..ProptestConfig::default() })]

    #[test]
    fn the_search_agrees_with_trying_every_sequence_of_edges(
        lines in proptest::collection::vec(line(), 1..10),
        hubs in hubs(),
        (max_hops, wanted, cross_hubs, two_ends) in (0..=6usize, 1..8usize, any::<bool>(), any::<bool>()),
    ) {
        let graph = random_graph(&lines, hubs);
        let view = graph.view();
        let mut query = PathQuery::between(entity(&graph, "a"), entity(&graph, "z"));
        (query.max_hops, query.routes, query.cross_hubs) = (max_hops, wanted, cross_hubs);
        if two_ends {
            query.from.push(entity(&graph, "b"));
        }
        let answer = query.run(&view).unwrap();
        let trial = Trial::strict(&view, &query);
        let all = trial.routes();
        prop_assert_eq!(answer.routes.len(), all.len().min(wanted));
        for (route, tried) in answer.routes.iter().zip(&all) {
            prop_assert_eq!(route.nodes().collect::<Vec<_>>(), tried.nodes.clone());
            for (n, hop) in route.hops.iter().enumerate() {
                prop_assert_eq!(hop.edges[0].index(), tried.first[n]);
                prop_assert_eq!(hop.edges.iter().map(|edge| edge.index()).collect::<std::collections::BTreeSet<_>>(), tried.used[n].clone());
                prop_assert_eq!(hop.edges.len(), tried.used[n].len());
            }
        }
        let searched = answer.limits.searched_hops;
        let counted = all.iter().filter(|tried| tried.nodes.len() - 1 <= searched).count();
        prop_assert_eq!(answer.limits.more as usize, counted - answer.routes.len());
        prop_assert!(answer.limits.more_is_exact);
        let hubs: Vec<EntityIx> = answer.skipped_hubs.iter().map(|hub| hub.entity).collect();
        prop_assert_eq!(hubs, Trial { max_hops: searched, ..trial }.skipped_hubs());
        let shortest = PathQuery { all_shortest: true, routes: 1000, ..query.clone() }.run(&view).unwrap();
        let fewest = all.iter().filter(|tried| tried.nodes.len() == all[0].nodes.len() && answer.direct.is_empty());
        let found: Vec<_> = shortest.routes.iter().map(|route| route.nodes().collect::<Vec<_>>()).collect();
        prop_assert_eq!(found, fewest.map(|tried| tried.nodes.clone()).collect::<Vec<_>>());
        prop_assert_eq!(answer.none.is_none(), trial.has_any());
        if let Some(none) = &answer.none {
            prop_assert_eq!(named(none), trial.cut_by());
        }
    }

    #[test]
    fn counting_less_changes_no_answer(lines in proptest::collection::vec(line(), 6..12), wanted in 1..4usize) {
        let graph = random_graph(&lines, NO_HUBS);
        let full = ask(&graph, |query| query.routes = wanted);
        // So small a budget leaves next to nothing for counting, so that the bound is at work.
        let bounded = ask(&graph, |query| (query.routes, query.budget) = (wanted, full.limits.steps.max(1)));
        prop_assert!(!bounded.limits.budget_spent);
        prop_assert_eq!(bounded.routes, full.routes);
        prop_assert!(bounded.limits.more <= full.limits.more);
    }

}
