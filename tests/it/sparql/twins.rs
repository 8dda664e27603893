//! The same question by a command and by SPARQL: on the shipped data and on whatever is recorded.

use super::{BASE, competency, rows, shipped};
use oxrdf::Term;
use proptest::prelude::*;
use relata::date::{Day, Reading};
use relata::diagnostic::Report;
use relata::graph::KnowledgeGraph;
use relata::model::{
    Dataset, EntityIx, EntityRow, Filler, Judgement, JudgementKind, KindIx, Origin, RecordIx, RecordRow,
    RoleIx, Vocabulary,
};
use relata::query::timeline::Entry;
use relata::query::{AsOfQuery, PathQuery, Period, TimelineQuery};
use relata::resolve::Identities;
use std::collections::BTreeSet;

/// The ids in a column, last parts of the IRIs.
fn ids(graph: &KnowledgeGraph, name: &str, set: &[(&str, &str)], column: &str) -> Vec<String> {
    let rows = rows(competency(graph, name, set));
    let id = |term: &Term| {
        let Term::NamedNode(iri) = term else { panic!("{term} is no IRI") };
        assert!(iri.as_str().starts_with(BASE));
        iri.as_str().rsplit('/').next().unwrap().to_owned()
    };
    rows.column(column).flatten().map(id).collect()
}

fn id(graph: &KnowledgeGraph, entity: EntityIx) -> String {
    graph.dataset().entities.id(entity).to_owned()
}

fn record_id(graph: &KnowledgeGraph, record: RecordIx) -> String {
    graph.dataset().records.id(record).to_owned()
}

fn exact(id: &str) -> String {
    format!("id:{id}")
}

/// `path --cross-hubs` with at most two hops: the direct tie, and the go-betweens. With `--raw` it would cross what is no
/// tie as well, which `linkedWith` does not hold.
fn go_betweens_agree(graph: &KnowledgeGraph, a: EntityIx, b: EntityIx) -> usize {
    let [from, to] = [a, b].map(|entity| exact(&id(graph, entity)));
    let set = [("a", from.as_str()), ("b", to.as_str())];
    let query = PathQuery { max_hops: 2, routes: 10_000, cross_hubs: true, ..PathQuery::between(a, b) };
    let raw = PathQuery { cross_non_ties: false, ..query.clone().raw() }.run(&graph.view()).unwrap();
    let found = query.run(&graph.view()).unwrap();
    let between: BTreeSet<String> =
        found.routes.iter().map(|route| id(graph, route.nodes().nth(1).unwrap())).collect();
    assert_eq!(raw.routes, found.routes, "without dates, hubs alone are left out");
    let asked: BTreeSet<String> = ids(graph, "go-betweens", &set, "go_between").into_iter().collect();
    let hops = rows(competency(graph, "go-betweens", &set));
    let direct = hops.column("hops").flatten().any(|term| term.to_string().starts_with("\"1\""));
    assert_eq!(direct, !found.direct.is_empty(), "the direct tie of {from} and {to}");
    let extra: BTreeSet<String> = asked.difference(&between).cloned().collect();
    let nodes = asked.iter().map(|id| graph.dataset().entities.find(id).unwrap());
    let of_one_record = nodes.filter(|&node| is_of_one_record(graph, a, node, b)).map(|node| id(graph, node));
    assert_eq!(extra, of_one_record.collect(), "between {from} and {to}");
    assert!(between.is_subset(&asked), "between {from} and {to}");
    between.len()
}

/// Whether one record makes all ties of a node to both ends, and ties the ends too: `path` tells that as a direct tie.
fn is_of_one_record(graph: &KnowledgeGraph, a: EntityIx, node: EntityIx, b: EntityIx) -> bool {
    let view = graph.view();
    let records = |one: EntityIx, other: EntityIx| -> BTreeSet<RecordIx> {
        let ties = view.edges_at(one).filter(|edge| view.is_tie(edge));
        ties.filter(|edge| edge.source == other || edge.target == other)
            .map(|edge| edge.data.record)
            .collect()
    };
    let to_a = records(node, a);
    to_a.len() == 1 && to_a == records(node, b) && !to_a.is_disjoint(&records(a, b))
}

/// `timeline --raw` of a pair: the same records.
fn timeline_agrees(graph: &KnowledgeGraph, a: EntityIx, b: EntityIx) -> usize {
    let [one, other] = [a, b].map(|entity| exact(&id(graph, entity)));
    let query = TimelineQuery { raw: true, ..TimelineQuery::between(a, b) };
    let found = query.run(&graph.view()).unwrap();
    let states =
        found.histories.iter().flat_map(|history| &history.entries).filter_map(|entry| match entry {
            Entry::State(dated) => Some(dated.record),
            Entry::Gap(_) => None,
        });
    let told = found.records.iter().map(|dated| dated.record).chain(states);
    let told: BTreeSet<String> = told.map(|record| record_id(graph, record)).collect();
    let asked = ids(graph, "timeline", &[("a", &one), ("b", &other)], "r");
    assert_eq!(asked.len(), asked.iter().collect::<BTreeSet<_>>().len(), "each record once");
    assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), told, "of {one} and {other}");
    told.len()
}

/// `as-of --raw --all` of a body: its members with the same verdicts.
fn members_agree(graph: &KnowledgeGraph, body: EntityIx, day: &str) -> usize {
    let date: Period = day.parse().unwrap();
    let query = AsOfQuery { date, entity: Some(body), raw: true, near: None };
    let found = query.run(&graph.view()).unwrap();
    let (dataset, identities) = (graph.dataset(), graph.identities());
    let kind = dataset.vocabulary.find_kind("membership").unwrap();
    let roles = dataset.vocabulary.kind(kind);
    let [member, whole] = ["member", "body"].map(|role| roles.find_role(role).unwrap());
    let body = identities.canonical(body);
    let mut told: Vec<(String, &str)> = Vec::new();
    for (list, verdict) in [(&found.certain, "certain"), (&found.possible, "possible")] {
        for record in list.iter().map(|held| held.record).filter(|&r| dataset.records.kind(r) == kind) {
            let of = |role| {
                let fillers = dataset.records.in_role(record, role);
                fillers.map(|filler| identities.canonical(filler.entity)).collect::<BTreeSet<_>>()
            };
            if of(whole).contains(&body) {
                told.extend(of(member).into_iter().map(|member| (id(graph, member), verdict)));
            }
        }
    }
    told.sort();
    let set = [("body", exact(&id(graph, body))), ("day", day.to_owned())];
    let set = set.each_ref().map(|(name, value)| (*name, value.as_str()));
    let verdicts = rows(competency(graph, "members-on", &set));
    let verdicts = verdicts.column("verdict").flatten().map(|term| match term {
        Term::Literal(literal) if literal.value() == "certain" => "certain",
        _ => "possible",
    });
    let mut asked: Vec<(String, &str)> =
        ids(graph, "members-on", &set, "member").into_iter().zip(verdicts).collect();
    asked.sort();
    assert_eq!(asked, told, "members of {} on {day}", id(graph, body));
    told.len()
}

/// The neighbours over ties, as a search of one hop gives them.
fn direct_ties_agree(graph: &KnowledgeGraph, a: EntityIx) -> usize {
    let view = graph.view();
    let ties = view.edges_at(a).filter(|edge| view.is_tie(edge));
    let others = ties.map(|edge| if edge.source == a { edge.target } else { edge.source });
    let told: BTreeSet<String> = others.filter(|&other| other != a).map(|other| id(graph, other)).collect();
    let asked = ids(graph, "direct-ties", &[("a", &exact(&id(graph, a)))], "other");
    assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), told, "of {}", id(graph, a));
    told.len()
}

#[test]
fn the_commands_and_the_queries_agree_on_the_shipped_data() {
    let graph = shipped();
    let find = |id: &str| graph.dataset().entities.find(id).unwrap();
    let pairs = [("acftu", "icftu"), ("acftu", "afl-cio"), ("tuc", "dgb"), ("wcl", "ilo"), ("seiu", "icftu")];
    let between: usize = pairs.iter().map(|(a, b)| go_betweens_agree(&graph, find(a), find(b))).sum();
    assert!(between >= 6, "{between}");
    let pairs = [("tuc", "acftu"), ("acftu", "dgb"), ("wcl", "acftu"), ("acftu", "icftu"), ("seiu", "tuc")];
    let told: usize = pairs.iter().map(|(a, b)| timeline_agrees(&graph, find(a), find(b))).sum();
    assert!(told > 30, "{told}");
    for body in ["icftu", "etuc", "afl-cio", "lo-sweden"] {
        for day in ["1975-01-01", "2002-09-15"] {
            members_agree(&graph, find(body), day);
        }
    }
    assert!(direct_ties_agree(&graph, find("acftu")) > 30);
    assert!(direct_ties_agree(&graph, find("wei-jianxing")) > 3);
}

#[test]
fn the_records_behind_direct_ties_are_those_of_the_edges() {
    let graph = shipped();
    let view = graph.view();
    for name in ["wei-jianxing", "bill-jordan", "dgb"] {
        let entity = graph.dataset().entities.find(name).unwrap();
        let outward = view.edges_at(entity).filter(|edge| edge.source == entity || edge.data.is_symmetric());
        let told: BTreeSet<String> = outward.map(|edge| record_id(&graph, edge.data.record)).collect();
        let asked: BTreeSet<String> =
            ids(&graph, "behind-ties", &[("a", &exact(name))], "record").into_iter().collect();
        assert_eq!(asked, told, "{name}");
    }
}

const KINDS: [&str; 6] = ["membership", "visit", "meeting", "relations", "departure", "office"];

/// A record: kind, date, fillers as role, entity and whom it acts for, and whether its state is no tie.
type AnyRecord = (usize, String, Vec<(u16, u32, Option<u32>)>, bool);

fn date() -> impl Strategy<Value = String> {
    let day = || (1u32..7).prop_map(|day| format!("2000-01-0{day}"));
    prop_oneof![
        Just(String::new()),
        day(),
        day().prop_map(|day| format!("{day}?")),
        day().prop_map(|day| format!("{day}/..")),
        day().prop_map(|day| format!("{day}/")),
        day().prop_map(|day| format!("../{day}")),
        (1u32..5, 1u32..3).prop_map(|(day, more)| format!("2000-01-0{day}/2000-01-0{}", day + more)),
    ]
}

fn any_records() -> impl Strategy<Value = Vec<AnyRecord>> {
    let filler = (0u16..4, 0u32..6, prop::option::weighted(0.2, 0u32..6));
    let fillers = prop::collection::vec(filler, 1..4);
    prop::collection::vec((0..KINDS.len(), date(), fillers, any::<bool>()), 1..9)
}

fn any_graph(records: &[AnyRecord], same: Option<(u32, u32)>) -> KnowledgeGraph {
    let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
    for (n, id) in ["a", "a-1", "a1", "b", "b-b", "c"].iter().enumerate() {
        dataset.entities.push(&EntityRow { id, kind: (n % 3).into(), ..EntityRow::default() });
    }
    let ids: Vec<String> = (0..records.len()).map(|n| format!("r{n}")).collect();
    for (row_id, (kind, date, fillers, loose)) in ids.iter().zip(records) {
        let kind: KindIx = dataset.vocabulary.find_kind(KINDS[*kind]).unwrap();
        let known = dataset.vocabulary.kind(kind);
        let roles = known.roles.len() as u16;
        let state = dataset.vocabulary.find_attribute(kind, "state").filter(|_| *loose);
        let is_state = known.class == relata::model::vocabulary::TimeClass::State;
        let reading = if is_state { Reading::State } else { Reading::Happening };
        let filler = |&(role, entity, body): &(u16, u32, Option<u32>)| {
            let filler =
                Filler { entity: EntityIx(entity), role: RoleIx(role % roles), inferred: entity == 1 };
            (filler, body.filter(|&body| body != entity).map(EntityIx))
        };
        let mut fillers: Vec<_> = fillers.iter().map(filler).collect();
        fillers.sort_by_key(|(filler, _)| filler.role);
        // A role that admits one takes the first; who stands in a role twice does so once.
        fillers.dedup_by_key(|(filler, _)| filler.role);
        let extent = dataset.extents.intern(date, reading).unwrap();
        let attributes = state.map(|state| (state, "suspended")).into_iter().collect();
        let row = RecordRow { id: row_id, kind, extent, attributes, fillers, ..RecordRow::default() };
        dataset.records.push(&row);
    }
    if let Some((a, b)) = same.filter(|(a, b)| a != b) {
        let (who, when, why) = Default::default();
        let (a, b, kind) = (EntityIx(a), EntityIx(b), JudgementKind::Same);
        dataset.judgements.push(Judgement { a, b, kind, who, when, why, origin: Origin::default() });
    }
    let identities = Identities::resolve(&dataset, &mut Report::default());
    KnowledgeGraph::build(dataset, identities)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_commands_and_the_queries_agree_on_whatever_is_recorded(
        records in any_records(),
        same in prop::option::weighted(0.3, (0u32..6, 0u32..6)),
        (a, b) in (0u32..6, 0u32..6),
        day in 1u8..8,
    ) {
        let graph = any_graph(&records, same);
        let [a, b] = [a, b].map(|n| graph.identities().canonical(EntityIx(n)));
        let day = Day::from_ymd(2000, 1, day).unwrap().to_string();
        members_agree(&graph, a, &day);
        direct_ties_agree(&graph, a);
        if a != b {
            go_betweens_agree(&graph, a, b);
            timeline_agrees(&graph, a, b);
        }
    }
}
