//! Filters: each against a drawn graph, all against the trial of every sequence of edges.

use super::*;

fn relations(graph: &KnowledgeGraph, names: &[&str]) -> Vec<crate::model::RelationIx> {
    names.iter().map(|name| graph.dataset().vocabulary.find_relation(name).unwrap()).collect()
}

fn window(text: &str) -> Option<Period> {
    Some(text.parse().unwrap())
}

//   a --pact 1990-- m --call 1995--> z      a --feud-- n --pact-- z
fn filterable() -> KnowledgeGraph {
    draw(&[
        ("r1", "pact", "1990/1992", "side: a, m"),
        ("r2", "call", "1995", "caller: m; called: z"),
        ("r3", "feud", "1990/1999", "side: a, n"),
        ("r4", "pact", "1980", "side: n, z"),
    ])
}

#[test]
fn every_filter_that_cuts_is_named_with_the_nearest_route_without_it() {
    let graph = filterable();
    let cut = |change: &dyn Fn(&mut PathQuery)| {
        let answer = ask(&graph, change);
        answer.none.as_ref().map(named).unwrap_or_default()
    };
    assert_eq!(cut(&|_| ()), []);
    assert_eq!(cut(&|q| q.relations.only = relations(&graph, &["bound_to"])), [Filter::Relations]);
    assert_eq!(cut(&|q| q.relations.not = relations(&graph, &["called", "fought"])), [Filter::Relations]);
    assert_eq!(cut(&|q| q.avoid = vec![entity(&graph, "m")]), [Filter::Ties, Filter::Avoid]);
    assert_eq!(cut(&|q| q.through = vec![entity(&graph, "n")]), [Filter::Ties, Filter::Through]);
    assert_eq!(cut(&|q| q.selection.during = window("1990/1994")), [Filter::During]);
    assert_eq!(cut(&|q| q.selection.as_of = window("1994")), [Filter::AsOf]);
    let backward = |q: &mut PathQuery| {
        std::mem::swap(&mut q.from, &mut q.to);
        q.directed = true;
    };
    assert_eq!(cut(&backward), [Filter::Ties, Filter::Directed]);
    assert_eq!(cut(&|q| q.directed = true), []);
}

#[test]
fn a_relation_that_is_no_tie_is_crossed_when_it_is_named() {
    let graph = filterable();
    let named = relations(&graph, &["bound_to", "fought"]);
    assert_eq!(routes(&graph, &ask(&graph, |query| query.relations.only = named)), ["a-n-z"]);
}

#[test]
fn a_hub_that_is_named_is_crossed() {
    let lines = [
        ("r1", "pact", "", "side: a, h"),
        ("r2", "pact", "", "side: h, z"),
        ("r3", "pact", "", "side: h, b"),
    ];
    let graph = draw_with(&lines, &[], HubRule { neighbours: 2, share: 0.1, fillers: 6 });
    assert!(ask(&graph, |_| ()).is_empty());
    assert_eq!(routes(&graph, &ask(&graph, |query| query.through = vec![entity(&graph, "h")])), ["a-h-z"]);
}

#[test]
fn windows_leave_out_what_cannot_touch_them_and_what_is_attested_elsewhere_only() {
    let graph = draw(&[("r", "pact", "1980", "side: a, z"), ("s", "pact", "1985/1990", "side: a, z")]);
    let during = |text: &str, certain: bool, raw: bool| {
        let answer = ask(&graph, |query| {
            (query.selection.during, query.selection.certain) = (window(text), certain);
            if raw {
                *query = query.clone().raw();
            }
        });
        (answer.direct.len(), answer.attested_elsewhere)
    };
    assert_eq!(during("1980", false, false), (1, 0));
    assert_eq!(during("1985", false, false), (1, 1));
    assert_eq!(during("1985", false, true), (2, 0), "attested in 1980, it may have held in 1985");
    assert_eq!(during("1985-06", true, false), (0, 0));
    assert_eq!(during("1988/1989", true, false), (1, 0));
}

#[test]
fn what_happened_before_a_time_is_part_of_how_things_stood() {
    let graph =
        draw(&[("r", "call", "1980", "caller: a; called: z"), ("s", "call", "1990", "caller: a; called: z")]);
    let as_of = |text: &str| ask(&graph, |query| query.selection.as_of = window(text)).direct.len();
    assert_eq!([as_of("1979"), as_of("1980"), as_of("1985"), as_of("1990")], [0, 1, 1, 2]);
}

#[test]
fn an_entity_has_one_part_in_a_question() {
    let graph = filterable();
    let (a, m, z) = (entity(&graph, "a"), entity(&graph, "m"), entity(&graph, "z"));
    let base = PathQuery::between(a, z);
    let both = PathQuery { through: vec![m], avoid: vec![m], ..base.clone() };
    assert_eq!(both.run(&graph.view()), Err(PathError::TwoParts(m)));
    let end = PathQuery { avoid: vec![a], ..base };
    assert_eq!(end.run(&graph.view()), Err(PathError::TwoParts(a)));
}

#[test]
fn the_filters_in_force_are_told_with_the_answer() {
    let graph = filterable();
    let answer = ask(&graph, |query| {
        query.selection.during = window("1990/1999");
        query.relations.only = relations(&graph, &["bound_to", "called"]);
        query.directed = true;
    });
    let text = answer.to_text(&graph, &Rendering::in_language("en"));
    let told = "Asked: only bound_to, called; during 1990/1999; along the direction of relations.";
    assert!(text.contains(told), "{text}");
    let json = answer.to_json(&graph, &Rendering::in_language("en"));
    assert_eq!(json["filters"]["only_relations"][1], "called");
    assert_eq!(json["filters"]["during"], "1990/1999");
}

/// Filters over the relations of the drawn vocabulary and the entities between the ends.
fn filters() -> impl Strategy<Value = (Vec<usize>, Vec<usize>, bool, Option<usize>, Option<usize>)> {
    let some = || proptest::sample::subsequence((0..4).collect::<Vec<usize>>(), 0..=2);
    (some(), some(), any::<bool>(), proptest::option::of(1..4usize), proptest::option::of(4..6usize))
}

fn filtered(
    graph: &KnowledgeGraph,
    query: &mut PathQuery,
    (only, not, directed, through, avoid): &(Vec<usize>, Vec<usize>, bool, Option<usize>, Option<usize>),
) {
    let vocabulary = &graph.dataset().vocabulary;
    let relation =
        |&n: &usize| vocabulary.find_relation(["bound_to", "called", "guided", "fought"][n]).unwrap();
    query.relations.only = only.iter().map(relation).collect();
    query.relations.not = not.iter().map(relation).collect();
    query.directed = *directed;
    query.through = through.iter().map(|&n| entity(graph, NAMES[n])).collect();
    query.avoid = avoid.iter().map(|&n| entity(graph, NAMES[n])).collect();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, ..ProptestConfig::default() })]

    #[test]
    fn filtered_searches_agree_with_trying_every_sequence_of_edges(
        lines in proptest::collection::vec(line(), 1..14),
        hubs in hubs(),
        filters in filters(),
        cross_hubs in any::<bool>(),
    ) {
        let graph = random_graph(&lines, hubs);
        let view = graph.view();
        let mut query = PathQuery::between(entity(&graph, "a"), entity(&graph, "z"));
        (query.routes, query.cross_hubs) = (1000, cross_hubs);
        filtered(&graph, &mut query, &filters);
        let answer = query.run(&view).unwrap();
        let all = Trial::strict(&view, &query).routes();
        let found = answer.routes.iter().map(|route| route.nodes().collect::<Vec<_>>()).collect::<Vec<_>>();
        prop_assert_eq!(found, all.iter().map(|tried| tried.nodes.clone()).collect::<Vec<_>>());
        for (route, tried) in answer.routes.iter().zip(&all) {
            let first: Vec<usize> = route.hops.iter().map(|hop| hop.edges[0].index()).collect();
            prop_assert_eq!(first, tried.first.clone());
        }
        let named: Vec<Filter> = answer.none.as_ref().map(named).unwrap_or_default();
        for filter in named {
            let freed = answer.asked.without(filter).unwrap();
            let nearest = freed.run(&view).unwrap();
            prop_assert!(!nearest.is_empty(), "{:?}", filter);
        }
    }
}
