//! Rules of time: the cases of the literature drawn, and random graphs against every choice of edges and of dates.

use super::*;

fn in_order(query: &mut PathQuery) {
    query.time = TimeRule::Order;
}

fn verdicts(answer: &PathAnswer) -> Vec<&str> {
    answer.routes.iter().map(|route| route.verdict.unwrap().as_str()).collect()
}

//   a --1960-- m --1961/1970-- n --1950-- z
#[test]
fn a_route_back_in_time_is_none() {
    let graph = draw(&[
        ("r1", "call", "1960", "caller: a; called: m"),
        ("r2", "call", "1961/1970", "caller: m; called: n"),
        ("r3", "call", "1950", "caller: n; called: z"),
    ]);
    let answer = ask(&graph, in_order);
    assert!(answer.is_empty());
    assert_eq!(answer.none.as_ref().map(named), Some(vec![Filter::Time]));
    assert_eq!(ask(&graph, |_| ()).routes.len(), 1);
}

//   a --1950-- m --1951-- n --1955-- z, and a --1960-- n
#[test]
fn a_late_tie_to_a_node_does_not_hide_an_early_route_to_it() {
    let graph = draw(&[
        ("r1", "call", "1950", "caller: a; called: m"),
        ("r2", "call", "1951", "caller: m; called: n"),
        ("r3", "call", "1955", "caller: n; called: z"),
        ("r4", "call", "1960", "caller: a; called: n"),
    ]);
    let answer = ask(&graph, in_order);
    assert_eq!(routes(&graph, &answer), ["a-m-n-z"]);
    assert_eq!(verdicts(&answer), ["certain"]);
}

//   many -- a --1951-- m --1952-- n --1953-- o --1954-- z: the side of z is soon known whole, that of a is not
#[test]
fn an_end_with_few_around_it_is_reached_from_one_with_many() {
    let spokes: Vec<String> = (0..30).map(|n| format!("caller: a; called: x{n}")).collect();
    let ids: Vec<String> = (0..30).map(|n| format!("s{n:02}")).collect();
    let mut lines: Vec<Line<'_>> =
        ids.iter().zip(&spokes).map(|(id, roles)| (id.as_str(), "call", "1950", roles.as_str())).collect();
    lines.extend([
        ("t1", "call", "1951", "caller: a; called: m"),
        ("t2", "call", "1952", "caller: m; called: n"),
        ("t3", "call", "1953", "caller: n; called: o"),
        ("t4", "call", "1954", "caller: o; called: z"),
    ]);
    let graph = draw_with(&lines, &[], NO_HUBS);
    let answer = ask(&graph, |query| {
        in_order(query);
        query.max_hops = 6;
    });
    assert_eq!(routes(&graph, &answer), ["a-m-n-o-z"]);
    let backward = ask(&graph, |query| {
        std::mem::swap(&mut query.from, &mut query.to);
        in_order(query);
    });
    assert!(backward.is_empty());
}

#[test]
fn moments_possible_in_pairs_can_be_impossible_together() {
    let (late, middle, early) = ("2000-01-05/2000-01-10", "2000-01-01/2000-01-06", "2000-01-01/2000-01-04");
    let graph = draw(&[
        ("r1", "call", late, "caller: a; called: m"),
        ("r2", "call", middle, "caller: m; called: n"),
        ("r3", "call", early, "caller: n; called: z"),
    ]);
    let to = |name: &str| {
        ask(&graph, |query| {
            in_order(query);
            query.to = vec![entity(&graph, name)];
        })
    };
    assert_eq!((routes(&graph, &to("n")), verdicts(&to("n"))), (vec!["a-m-n".to_owned()], vec!["possible"]));
    assert!(to("z").is_empty());
    let backward = ask(&graph, |query| {
        (query.time, query.from, query.to) =
            (TimeRule::Order, vec![entity(&graph, "m")], vec![entity(&graph, "z")])
    });
    assert_eq!(verdicts(&backward), ["possible"]);
}

//   in the feud r, a and c act for b, and z acts for c: a --r-- b --r-- c --r-- z
#[test]
fn hops_in_a_row_by_one_record_are_one_moment() {
    let graph = draw(&[("r", "feud", "1990/1995", "side: a@b, c@b, z@c")]);
    let answer = ask(&graph, in_order);
    assert_eq!((routes(&graph, &answer), verdicts(&answer)), (vec!["a-b-c-z".to_owned()], vec!["certain"]));
}

//   a ==1990, 1980== m ==1985== z
#[test]
fn a_certain_choice_of_records_comes_before_a_possible_one() {
    let graph = draw(&[
        ("r1", "call", "1980/1990", "caller: a; called: m"),
        ("r2", "call", "1984", "caller: a; called: m"),
        ("r3", "call", "1995", "caller: a; called: m"),
        ("r4", "call", "1985", "caller: m; called: z"),
    ]);
    let answer = ask(&graph, in_order);
    assert_eq!(verdicts(&answer), ["certain"]);
    assert_eq!(records(&graph, &answer.routes[0].hops[0]), ["r2", "r1"]);
    let certain = ask(&graph, |query| (query.time, query.selection.certain) = (TimeRule::Order, true));
    assert_eq!(records(&graph, &certain.routes[0].hops[0]), ["r2"]);
    let unfolded = ask(&graph, |query| (query.time, query.unfold) = (TimeRule::Order, true));
    assert_eq!(verdicts(&unfolded), ["certain", "possible"]);
    assert_eq!(unfolded.limits.go_betweens, 1);
}

#[test]
fn a_doubtful_date_makes_an_order_at_most_possible() {
    let lines =
        [("r1", "call", "1980~", "caller: a; called: m"), ("r2", "call", "1985", "caller: m; called: z")];
    let answer = ask(&draw(&lines), in_order);
    assert_eq!(verdicts(&answer), ["possible"]);
    let exact = draw_ruled(&lines, &[], NO_HUBS, QualityRule::Exact);
    assert_eq!(verdicts(&ask(&exact, in_order)), ["certain"]);
    let text = answer.to_text(&exact, &Rendering::in_language("en"));
    assert!(text.contains("1. m, 2 neighbours, possible"), "{text}");
    assert!(text.contains("hops follow each other in time (time: order)"), "{text}");
}

#[test]
fn states_that_share_no_moment_do_not_overlap() {
    let graph = draw(&[
        ("r1", "pact", "1980/1985", "side: a, m"),
        ("r2", "pact", "1990/1995", "side: m, z"),
        ("r3", "pact", "1981/1986", "side: a, n"),
        ("r4", "pact", "1984/1995", "side: n, z"),
        ("r5", "pact", "1985", "side: n, z"),
    ]);
    let overlap =
        |certain| ask(&graph, |query| (query.time, query.selection.certain) = (TimeRule::Overlap, certain));
    assert_eq!(
        (routes(&graph, &overlap(false)), verdicts(&overlap(true))),
        (vec!["a-n-z".to_owned()], vec!["certain"])
    );
}

/// A chain of four hops with many calls at each, those of the last hop dated as asked.
fn braid(strands: usize, last: &str) -> KnowledgeGraph {
    let mut lines = Vec::new();
    for n in 0..strands {
        for (hop, pair) in
            ["caller: a; called: m", "caller: m; called: n", "caller: n; called: o"].iter().enumerate()
        {
            lines.push((format!("r{hop}{n:03}"), format!("{}", 1800 + n), *pair));
        }
        lines.push((format!("r3{n:03}"), last.to_owned(), "caller: o; called: z"));
    }
    let lines: Vec<Line<'_>> =
        lines.iter().map(|(id, date, roles)| (id.as_str(), "call", date.as_str(), *roles)).collect();
    draw(&lines)
}

#[test]
fn many_parallel_records_that_time_forbids_are_not_tried_in_every_way() {
    let graph = braid(150, "1700");
    assert!(ask(&graph, in_order).is_empty(), "five hundred million choices would take minutes");
    let overlap = |query: &mut PathQuery| query.time = TimeRule::Overlap;
    assert!(ask(&graph, overlap).is_empty());
}

#[test]
fn unfolding_stops_at_the_budget() {
    let graph = braid(40, "2000");
    let answer = ask(&graph, |query| (query.unfold, query.budget) = (true, 5_000));
    assert!(answer.limits.budget_spent);
    assert_eq!((answer.routes.len(), answer.limits.more_is_exact), (10, false));
}

/// A record with a date within some days of January 2000, open ends and doubt among them.
fn dated_line() -> impl Strategy<Value = (usize, Vec<usize>, String)> {
    let date = prop_oneof![
        1 => Just(String::new()),
        3 => (1..4u8).prop_map(|day| format!("2000-01-0{day}")),
        3 => (1..4u8, 0..3u8).prop_map(|(first, more)| format!("2000-01-0{first}/2000-01-0{}", first + more)),
        1 => (1..4u8).prop_map(|day| format!("2000-01-0{day}/..")),
        1 => (1..4u8).prop_map(|day| format!("../2000-01-0{day}")),
        1 => (1..4u8).prop_map(|day| format!("2000-01-0{day}~")),
    ];
    (0..3usize, proptest::sample::subsequence((0..7).collect::<Vec<usize>>(), 2..=3), date)
}

fn dated_graph(lines: &[(usize, Vec<usize>, String)], exact: bool) -> KnowledgeGraph {
    let roles = |kind: usize, who: &[usize]| {
        let names: Vec<&str> = who.iter().map(|&n| NAMES[n]).collect();
        let (last, others) = names.split_last().unwrap();
        match kind {
            0 => ("pact", format!("side: {}", names.join(", "))),
            _ => ("call", format!("caller: {}; called: {last}", others.join(", "))),
        }
    };
    let ids: Vec<String> = (0..lines.len()).map(|n| format!("r{n}")).collect();
    let told: Vec<_> = lines.iter().map(|(kind, who, date)| (roles(*kind, who), date)).collect();
    let lines: Vec<Line<'_>> = ids
        .iter()
        .zip(&told)
        .map(|(id, ((kind, roles), date))| (id.as_str(), *kind, date.as_str(), roles.as_str()))
        .collect();
    let rule = if exact { QualityRule::Exact } else { QualityRule::Possible };
    draw_ruled(&lines, &NAMES, NO_HUBS, rule)
}

/// The start and end of every choice that the bounds of a span allow, days beyond January 5 standing for all of them.
fn choices_of_dates(span: &Span) -> Vec<(i32, i32)> {
    let origin = Day::from_ymd(2000, 1, 1).unwrap().number();
    let low = |day: Option<Day>| day.map_or(-1, |day| day.number() - origin);
    let high = |day: Option<Day>| day.map_or(6, |day| day.number() - origin);
    let bounds = span.bounds;
    let starts = low(bounds.earliest_start)..=high(bounds.latest_start);
    let ends = low(bounds.earliest_end)..=high(bounds.latest_end);
    let pairs = starts.flat_map(|start| ends.clone().map(move |end| (start, end)));
    pairs.filter(|(start, end)| if span.moment { start == end } else { start <= end }).collect()
}

/// One of each list, in every way.
fn each_of(lists: &[Vec<(i32, i32)>]) -> Vec<Vec<(i32, i32)>> {
    lists.iter().fold(vec![Vec::new()], |begun, list| {
        let longer = |start: &Vec<(i32, i32)>| {
            let start = start.clone();
            list.iter().map(move |&next| start.iter().copied().chain([next]).collect())
        };
        begun.iter().flat_map(longer).collect()
    })
}

/// Tries all dates of the records of a route, one date a record, and every day on which a hop can be taken.
fn every_choice_of_dates(graph: &KnowledgeGraph, route: &Route, overlap: bool) -> Verdict {
    let mut records: Vec<_> = route.hops.iter().map(|hop| graph.edge(hop.edges[0]).record()).collect();
    records.dedup();
    let spans = records.iter().map(|&record| graph.dataset().extent(record).span());
    let choices: Vec<Vec<(i32, i32)>> = spans.map(|span| choices_of_dates(&span)).collect();
    let (mut some, mut all) = (false, true);
    for chosen in each_of(&choices) {
        let held = if overlap {
            (-1..=6).any(|day| chosen.iter().all(|(start, end)| *start <= day && day <= *end))
        } else {
            let taken =
                chosen.iter().try_fold(-1, |day, (start, end)| (day <= *end).then_some(day.max(*start)));
            taken.is_some()
        };
        (some, all) = (some || held, all && held);
    }
    match (some, all) {
        (false, _) => Verdict::Impossible,
        (true, all) => {
            if all {
                Verdict::Certain
            } else {
                Verdict::Possible
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, ..ProptestConfig::default() })]

    #[test]
    fn timed_searches_agree_with_trying_every_sequence_of_edges(
        lines in proptest::collection::vec(dated_line(), 1..14),
        (overlap, certain, wanted) in (any::<bool>(), any::<bool>(), 1..12usize),
        (exact, max_hops) in (any::<bool>(), 2..7usize),
    ) {
        let graph = dated_graph(&lines, exact);
        let view = graph.view();
        let mut query = PathQuery::between(entity(&graph, "a"), entity(&graph, "z"));
        query.time = if overlap { TimeRule::Overlap } else { TimeRule::Order };
        (query.selection.certain, query.routes, query.max_hops) = (certain, wanted, max_hops);
        let answer = query.run(&view).unwrap();
        let trial = Trial::strict(&view, &query);
        let all = trial.routes();
        prop_assert_eq!(answer.routes.len(), all.len().min(wanted));
        for (route, tried) in answer.routes.iter().zip(&all) {
            prop_assert_eq!(route.nodes().collect::<Vec<_>>(), tried.nodes.clone());
            prop_assert_eq!(route.verdict == Some(Verdict::Certain), tried.certain);
            for (n, hop) in route.hops.iter().enumerate() {
                prop_assert_eq!(hop.edges[0].index(), tried.first[n]);
                let used: BTreeSet<usize> = hop.edges.iter().map(|edge| edge.index()).collect();
                prop_assert_eq!(used, tried.used[n].clone());
            }
        }
        let unfolded = PathQuery { unfold: true, routes: 10_000, ..query.clone() }.run(&view).unwrap();
        let mut choices: Vec<(Vec<usize>, bool)> = all
            .iter()
            .flat_map(|tried| tried.choices.iter())
            .map(|choice| (choice.clone(), trial.verdict(choice) == Verdict::Certain))
            .collect();
        let edges = |route: &Route| route.hops.iter().map(|hop| hop.edges[0].index()).collect::<Vec<_>>();
        let mut found: Vec<(Vec<usize>, bool)> =
            unfolded.routes.iter().map(|route| (edges(route), route.verdict == Some(Verdict::Certain))).collect();
        choices.sort();
        found.sort();
        prop_assert_eq!(found, choices);
    }

    #[test]
    fn what_is_certain_is_possible_and_a_record_more_makes_no_route_impossible(
        lines in proptest::collection::vec(dated_line(), 2..9),
        overlap in any::<bool>(),
    ) {
        let ask_of = |lines: &[(usize, Vec<usize>, String)], certain: bool| {
            let graph = dated_graph(lines, false);
            let answer = ask(&graph, |query| {
                query.time = if overlap { TimeRule::Overlap } else { TimeRule::Order };
                (query.cross_hubs, query.selection.certain, query.unfold, query.routes) = (true, certain, true, 10_000);
            });
            let hop = |hop: &Hop| graph.edge(hop.edges[0]).id();
            let edges = |route: &Route| (route.verdict, route.hops.iter().map(hop).collect::<Vec<_>>());
            answer.routes.iter().map(edges).collect::<Vec<_>>()
        };
        let possible = ask_of(&lines, false);
        let certain: Vec<_> = possible.iter().filter(|(v, _)| *v == Some(Verdict::Certain)).cloned().collect();
        prop_assert_eq!(ask_of(&lines, true), certain);
        let fewer = ask_of(&lines[..lines.len() - 1], false);
        prop_assert!(fewer.iter().all(|route| possible.contains(route)));
    }

    #[test]
    fn verdicts_agree_with_trying_every_choice_of_dates(
        lines in proptest::collection::vec(dated_line(), 1..8),
        overlap in any::<bool>(),
    ) {
        let graph = dated_graph(&lines, true);
        let answer = ask(&graph, |query| {
            query.time = if overlap { TimeRule::Overlap } else { TimeRule::Order };
            (query.max_hops, query.unfold, query.routes) = (3, true, 1000);
        });
        let untimed = ask(&graph, |query| (query.max_hops, query.unfold, query.routes) = (3, true, 50));
        let edges = |route: &Route| route.hops.iter().map(|hop| hop.edges[0].index()).collect::<Vec<_>>();
        let timed: BTreeMap<_, _> = answer.routes.iter().map(|route| (edges(route), route.verdict)).collect();
        for route in untimed.routes.iter().take(3) {
            let tried = every_choice_of_dates(&graph, route, overlap);
            let verdict = timed.get(&edges(route)).copied().flatten().unwrap_or(Verdict::Impossible);
            if answer.limits.more == 0 {
                prop_assert_eq!(verdict, tried);
            }
        }
    }

    #[test]
    fn counting_less_changes_no_timed_answer(
        lines in proptest::collection::vec(dated_line(), 6..14),
        (wanted, unfold) in (1..4usize, any::<bool>()),
    ) {
        let graph = dated_graph(&lines, false);
        let timed = |query: &mut PathQuery| {
            (query.time, query.routes, query.unfold) = (TimeRule::Order, wanted, unfold);
        };
        let full = ask(&graph, timed);
        let bounded = ask(&graph, |query| {
            timed(query);
            query.budget = full.limits.steps.max(1);
        });
        prop_assert!(!bounded.limits.budget_spent);
        prop_assert_eq!(bounded.routes, full.routes);
    }
}
