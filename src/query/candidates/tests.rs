//! Scores and reasons on names and records written by hand.

use super::*;
use crate::diagnostic::{Report, Severity};

const HEADER: &str = "id,name_en,name_zh,country,part_of,lifespan,note\n";

fn graph(rows: &str, more: &[(&str, &str)]) -> KnowledgeGraph {
    let folder = tempfile::tempdir().unwrap();
    let entities = format!("{HEADER}{rows}");
    for (name, text) in more.iter().chain([&("entities/organisation.csv", entities.as_str())]) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut report = Report::default();
    let dataset = crate::load::load(folder.path(), &mut report).dataset;
    let identities = Identities::resolve(&dataset, &mut report);
    assert_eq!(report.total(Severity::Error), 0, "{:#?}", report.diagnostics());
    KnowledgeGraph::build(dataset, identities)
}

fn ask(graph: &KnowledgeGraph) -> CandidatesAnswer {
    CandidatesQuery { least: 0.0, ..CandidatesQuery::default() }.run(&graph.view())
}

/// The one pair's reasons, as programs see them.
fn words(graph: &KnowledgeGraph) -> Vec<&'static str> {
    let answer = ask(graph);
    assert_eq!(answer.pairs.len(), 1, "{answer:?}");
    answer.pairs[0].reasons.iter().map(Reason::word).collect()
}

#[test]
fn what_entities_are_speaks_for_or_against() {
    let told = |rows| words(&graph(rows, &[]));
    assert_eq!(told("a,Alpha,,CN,,,\nb,Alpha,,CN,,,\n"), ["shared-name", "same-kind-and-country"]);
    assert_eq!(told("a,Alpha,,CN,,,\nb,Alpha,,US,,,\n"), ["shared-name", "different-countries"]);
    assert_eq!(told("a,Alpha,,CN,,,\nb,Alpha,,,a,,\n"), ["shared-name", "part-of"]);
    assert_eq!(told("a,Alpha,,,,../1950,\nb,Alpha,,,,1960/..,\n"), ["shared-name", "lifespans-apart"]);
    assert_eq!(told("a,Alpha,阿尔法,,,,\nb,Beta,阿爾法,,,,\n"), ["shared-name"]);
    let person = ("entities/person.csv", "id,name_en\np,Alpha\n");
    assert_eq!(words(&graph("a,Alpha,,,,,\n", &[person])), ["shared-name", "different-kinds"]);
}

#[test]
fn records_that_name_both_speak_against_and_neighbours_of_both_for() {
    let rows = "a,Alpha,,,,,\nb,Alpha,,,,,\nc,Gamma,,,,,\n";
    let meetings = "id,date,participant\nm1,1990,a;c\nm2,1991,b;c\n";
    let apart = graph(rows, &[("records/meeting.csv", meetings)]);
    assert_eq!(words(&apart), ["shared-name", "shared-neighbours"]);
    let together = graph(rows, &[("records/meeting.csv", "id,date,participant\nm1,1990,a;b\n")]);
    assert_eq!(words(&together), ["shared-name", "same-records"]);
    assert!(ask(&together).pairs[0].score < ask(&apart).pairs[0].score);
}

#[test]
fn judged_pairs_are_left_out_and_shown_when_asked_for() {
    let rows = "a,Alpha,,,,,\nb,Alpha,,,,,\nc,Alpha,,,,,\n";
    let all = CandidatesQuery { judged: true, ..CandidatesQuery::default() };
    for (word, left, kept) in [("same", 0, 1), ("different", 1, 2), ("unsure", 1, 2)] {
        let judgements = format!("a,b,judgement\nb,a,{word}\n");
        let graph = graph(rows, &[("judgements.csv", &judgements)]);
        let answer = ask(&graph);
        assert_eq!((answer.judged, answer.pairs.len()), (left, kept), "{word}");
        let shown = all.run(&graph.view());
        let judged = |pair: &&Candidates| pair.judgement.is_some();
        assert_eq!((shown.pairs.len(), shown.pairs.iter().filter(judged).count()), (3, 1), "{word}");
    }
}

#[test]
fn rows_with_a_decision_filled_in_are_judgements_and_leave_nothing_to_judge() {
    let rows = "a,\"Alpha, Union\",,,,,\nb,Union Alpha,,,,,\nc,Gamma,,,,,\n";
    let open = graph(rows, &[]);
    let table = ask(&open).to_table(&open, &Rendering::in_language("en")).to_csv();
    assert!(table.starts_with("a,b,judgement,who,when,why\na,b,,,,"), "{table}");
    for word in ["same", "different", "unsure"] {
        let decided = table.replace("a,b,,,,", &format!("a,b,{word},ed,2026,"));
        assert!(ask(&graph(rows, &[("judgements.csv", &decided)])).pairs.is_empty());
    }
}

#[test]
fn the_best_are_named_and_the_rest_is_counted() {
    let rows = "a,Alpha,,CN,,,\nb,Alpha,,CN,,,\nc,Gamma,,CN,,,\nd,Gamma,,FR,,,\ne,Delta,,,,,\nf,Delta,,,,,\n";
    let graph = graph(rows, &[]);
    let ids = |query: CandidatesQuery| {
        let answer = query.run(&graph.view());
        let pairs: Vec<u32> = answer.pairs.iter().map(|pair| pair.a.0).collect();
        (pairs, answer.more, answer.weak)
    };
    let query = CandidatesQuery::default();
    assert_eq!(ids(query), (vec![0, 4, 2], 0, 0));
    assert_eq!(ids(CandidatesQuery { limit: 1, ..query }), (vec![0], 2, 0));
    assert_eq!(ids(CandidatesQuery { least: 0.5, ..query }), (vec![0, 4], 0, 1));
}

#[test]
fn identifiers_of_one_catalogue_tell_apart() {
    let entities = "id,name_en,identifiers\na,Alpha,x:1\nb,Alpha,x:2\n";
    let told = |text: &str| words(&graph("", &[("entities/person.csv", text)]));
    assert_eq!(told(entities), ["shared-name", "different-identifiers"]);
    assert_eq!(told(&entities.replace("x:2", "x:1")), ["shared-identifier", "shared-name"]);
}

fn reason() -> impl proptest::strategy::Strategy<Value = Reason> {
    use proptest::prelude::*;
    prop_oneof![
        (1_usize..9).prop_map(Reason::SharedNeighbours),
        (1_usize..9).prop_map(Reason::SameRecords),
        Just(Reason::PartOf),
        Just(Reason::LifespansApart),
        Just(Reason::DifferentKinds),
        Just(Reason::SameCountry("CN".to_owned())),
    ]
}

proptest::proptest! {
    #[test]
    fn a_reason_moves_the_score_its_own_way_and_their_order_does_not_matter(
        mut reasons in proptest::collection::vec(reason(), 0..6),
        more in reason(),
    ) {
        let without = reason::score(&reasons);
        proptest::prop_assert!((0.0..=1.0).contains(&without));
        let speaks_for = more.weight() > 0.0;
        reasons.push(more);
        let with = reason::score(&reasons);
        let moved = if speaks_for { with - without } else { without - with };
        proptest::prop_assert!(moved >= 0.0);
        reasons.reverse();
        proptest::prop_assert!((reason::score(&reasons) - with).abs() < 1e-12);
    }
}
