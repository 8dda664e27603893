//! Brokers against a count over all simple chains, and on graphs drawn by hand.

use super::*;
use crate::model::HubRule;
use crate::query::drawn::{draw_with, entity};
use proptest::prelude::*;

const NO_HUBS: HubRule = HubRule { neighbours: 1000, share: 1.0, fillers: 1000 };

fn told(graph: &KnowledgeGraph, answer: &BrokersAnswer) -> Vec<(usize, String, usize, usize)> {
    let id = |broker: &Broker| graph.dataset().entities.id(broker.entity).to_owned();
    answer.brokers.iter().map(|one| (one.rank, id(one), one.shortest, one.routes)).collect()
}

//   a --1-- m --2-- z      a --3-- n --4-- z      m --5-- n      a --6-- z      m ==1,7== a
#[test]
fn who_carries_more_routes_comes_first_and_a_direct_tie_has_no_one_between() {
    let lines = [
        ("r1", "pact", "1990", "side: a, m"),
        ("r2", "pact", "", "side: m, z"),
        ("r3", "pact", "", "side: a, n"),
        ("r4", "pact", "", "side: n, z"),
        ("r5", "pact", "", "side: o, n"),
        ("r6", "pact", "", "side: a, z"),
        ("r7", "call", "1985", "caller: a; called: m"),
        ("r8", "pact", "", "side: o, a"),
    ];
    let graph = draw_with(&lines, &[], NO_HUBS);
    let query = BrokersQuery::between(entity(&graph, "a"), entity(&graph, "z"));
    let answer = query.run(&graph.view()).unwrap();
    assert_eq!(
        (answer.direct, answer.shortest_hops, answer.shortest_routes, answer.routes),
        (1, Some(2), 2, 3)
    );
    let expected = [(1, "n".to_owned(), 1, 2), (2, "m".to_owned(), 1, 1), (3, "o".to_owned(), 0, 1)];
    assert_eq!(told(&graph, &answer), expected);
    let records = answer.brokers[1].records.iter().map(|&record| graph.dataset().records.id(record));
    assert_eq!(
        records.collect::<Vec<_>>(),
        ["r7", "r1", "r2"],
        "parallel ties are one hop and all are named"
    );
}

#[test]
fn no_one_between_is_an_answer() {
    let graph = draw_with(&[("r", "pact", "", "side: a, z")], &["b"], NO_HUBS);
    let answer = BrokersQuery::between(entity(&graph, "a"), entity(&graph, "z")).run(&graph.view()).unwrap();
    assert_eq!((answer.direct, answer.routes, answer.brokers_found), (1, 0, 0));
    assert!(answer.to_text(&graph, &Rendering::in_language("en")).contains("No route of up to 4 hops"));
    assert!(answer.to_json(&graph, &Rendering::in_language("en"))["shortest"].is_null());
}

#[test]
fn routes_that_are_not_counted_are_told() {
    let names: Vec<String> = (0..9).map(|n| format!("m{n}")).collect();
    let roles: Vec<String> =
        names.iter().flat_map(|m| [format!("side: a, {m}"), format!("side: {m}, z")]).collect();
    let ids: Vec<String> = (0..roles.len()).map(|n| format!("r{n:02}")).collect();
    let lines: Vec<_> =
        ids.iter().zip(&roles).map(|(id, roles)| (id.as_str(), "pact", "", roles.as_str())).collect();
    let graph = draw_with(&lines, &[], NO_HUBS);
    let mut query = BrokersQuery::between(entity(&graph, "a"), entity(&graph, "z"));
    (query.path.routes, query.top) = (5, 3);
    let answer = query.run(&graph.view()).unwrap();
    assert_eq!((answer.routes, answer.brokers.len(), answer.brokers_found), (5, 3, 5));
    assert_eq!(answer.limits.more, 4);
    let text = answer.to_text(&graph, &Rendering::in_language("en"));
    assert!(text.contains("the first 5 routes") && text.contains("Not shown: 2 more"), "{text}");
}

/// All simple chains of `2..=max` hops that end at node 1.
fn chains(pairs: &BTreeSet<(u8, u8)>, chain: &mut Vec<u8>, max: usize, found: &mut Vec<Vec<u8>>) {
    let here = chain[chain.len() - 1];
    if here == 1 {
        found.extend((chain.len() > 2).then(|| chain.clone()));
        return;
    }
    for next in (0..7).filter(|&next| pairs.contains(&(here.min(next), here.max(next)))) {
        if chain.len() <= max && !chain.contains(&next) {
            chain.push(next);
            chains(pairs, chain, max, found);
            chain.pop();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn brokers_are_counted_as_all_simple_chains_tell(drawn in proptest::collection::vec((0..7_u8, 0..7_u8), 1..16), max in 2..6_usize) {
        let pairs: BTreeSet<(u8, u8)> =
            drawn.iter().filter(|(a, b)| a != b).map(|&(a, b)| (a.min(b), a.max(b))).collect();
        let roles: Vec<String> = drawn.iter().map(|(a, b)| format!("caller: n{a}; called: n{b}")).collect();
        let ids: Vec<String> = (0..roles.len()).map(|n| format!("r{n:02}")).collect();
        let lines: Vec<_> = ids.iter().zip(&roles).map(|(id, roles)| (id.as_str(), "call", "", roles.as_str())).collect();
        let graph = draw_with(&lines, &["n0", "n1"], NO_HUBS);
        let mut query = BrokersQuery::between(entity(&graph, "n0"), entity(&graph, "n1"));
        (query.path.max_hops, query.top) = (max, 100);
        let answer = query.run(&graph.view()).unwrap();
        let mut found = Vec::new();
        chains(&pairs, &mut vec![0], max, &mut found);
        let least = found.iter().map(Vec::len).min();
        prop_assert_eq!(answer.routes, found.len());
        let carries = |node: u8| {
            let on: Vec<_> = found.iter().filter(|chain| chain[1..chain.len() - 1].contains(&node)).collect();
            (on.iter().filter(|chain| Some(chain.len()) == least).count(), on.len())
        };
        let mut expected: Vec<_> = (2..7).map(|node| (carries(node), format!("n{node}"))).filter(|(c, _)| c.1 > 0).collect();
        expected.sort_by_key(|(carries, _)| Reverse(*carries));
        let counted = told(&graph, &answer).into_iter().map(|(_, id, shortest, routes)| ((shortest, routes), id));
        prop_assert_eq!(counted.collect::<Vec<_>>(), expected);
    }
}
