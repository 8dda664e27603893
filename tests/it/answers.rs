//! Answers as data: what each tells of as a graph in any format, and questions to a part of the graph.

use relata::export::{EXPORTERS, ExportOptions, MemoryOutput, exporter};
use relata::graph::KnowledgeGraph;
use relata::pipeline::Pipeline;
use relata::query::centrality::Measure;
use relata::query::{
    Answer, AsOfQuery, BrokersQuery, CandidatesQuery, CentralityQuery, ChangesQuery, FindQuery, PathQuery,
    Period, ShowQuery, StatsQuery, TimelineQuery,
};

fn shipped() -> KnowledgeGraph {
    Pipeline::new(concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data")).run().graph.unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// One answer of every question, with the name of the question.
fn answers(graph: &KnowledgeGraph) -> Vec<(&'static str, Box<dyn Answer>)> {
    let view = graph.view();
    let [acftu, dgb, icftu] = ["acftu", "dgb", "icftu"].map(|id| graph.dataset().entities.find(id).unwrap());
    let find = FindQuery { text: "德国".to_owned(), limit: 5 };
    let nineties = period("1990").until(&period("1999")).unwrap();
    vec![
        ("path", Box::new(PathQuery::between(acftu, icftu).run(&view).unwrap())),
        ("brokers", Box::new(BrokersQuery::between(acftu, icftu).run(&view).unwrap())),
        ("as-of", Box::new(AsOfQuery::at(period("1985")).run(&view).unwrap())),
        ("timeline", Box::new(TimelineQuery::between(acftu, dgb).run(&view).unwrap())),
        ("changes", Box::new(ChangesQuery::between(nineties).run(&view).unwrap())),
        ("show", Box::new(ShowQuery::Entity(dgb).run(&view).unwrap())),
        ("find", Box::new(find.run(&view).unwrap())),
        ("candidates", Box::new(CandidatesQuery { limit: 5, least: 0.3, judged: false }.run(&view))),
        ("stats", Box::new(StatsQuery::default().run(&view))),
        (
            "stats --by",
            Box::new(CentralityQuery { top: 5, ..CentralityQuery::by(Measure::Degree) }.run(&view)),
        ),
    ]
}

#[test]
fn every_answer_is_written_in_every_format() {
    let graph = shipped();
    for (question, answer) in answers(&graph) {
        let part = answer.subgraph(&graph.view());
        let (entities, records, edges) = part.counts();
        assert!(entities > 0, "{question}");
        assert!(question == "stats" || records < graph.view().counts().1, "{question} is a part");
        for exporter in EXPORTERS {
            let mut files = MemoryOutput::default();
            exporter.export(&part, &ExportOptions::default(), &mut files).unwrap();
            assert_eq!(files.parts.len(), exporter.format().files.len(), "{question}");
        }
        let mut files = MemoryOutput::default();
        exporter("gexf").unwrap().export(&part, &ExportOptions::default(), &mut files).unwrap();
        let drawn = String::from_utf8(files.parts["graph.gexf"].clone()).unwrap();
        assert_eq!(
            (drawn.matches("<node ").count(), drawn.matches("<edge ").count()),
            (entities, edges),
            "{question}"
        );
    }
}

#[test]
fn every_answer_as_json_is_a_dataset_without_a_fault() {
    let graph = shipped();
    let folder = tempfile::tempdir().unwrap();
    for (question, answer) in answers(&graph) {
        let part = answer.subgraph(&graph.view());
        let mut files = MemoryOutput::default();
        exporter("json").unwrap().export(&part, &ExportOptions::default(), &mut files).unwrap();
        let path = folder.path().join("graph.json");
        std::fs::write(&path, &files.parts["graph.json"]).unwrap();
        let read = Pipeline::new(&path).run();
        assert!(!read.report.has_errors(), "{question}");
        assert_eq!(read.graph.unwrap().view().counts().1, part.counts().1, "{question}: records");
    }
}

/// Every entity that a triple names is described.
#[test]
fn every_answer_in_rdf_describes_whom_it_names() {
    let graph = shipped();
    for (question, answer) in answers(&graph) {
        let mut files = MemoryOutput::default();
        let part = answer.subgraph(&graph.view());
        exporter("ntriples").unwrap().export(&part, &ExportOptions::default(), &mut files).unwrap();
        let text = String::from_utf8(files.parts["data.nt"].clone()).unwrap();
        let is_entity = |iri: &&str| ["/body/", "/person/"].iter().any(|folder| iri.contains(folder));
        let named = text.lines().filter_map(|line| line.split(' ').nth(2)).filter(is_entity);
        let subjects: std::collections::BTreeSet<&str> =
            text.lines().filter_map(|line| line.split(' ').next()).collect();
        for entity in named {
            assert!(subjects.contains(entity), "{question}: {entity} is named and not described");
        }
    }
}

#[test]
fn the_graph_of_a_path_is_its_routes_and_nothing_else() {
    let graph = shipped();
    let [tuc, dgb] = ["tuc", "dgb"].map(|id| graph.dataset().entities.find(id).unwrap());
    let answer = PathQuery { routes: 2, ..PathQuery::between(tuc, dgb) }.run(&graph.view()).unwrap();
    let part = answer.subgraph(&graph.view());
    let mut hops: Vec<_> = answer.routes.iter().chain(&answer.direct).flat_map(|route| &route.hops).collect();
    hops.sort_by_key(|hop| hop.edges[0]);
    let mut edges: Vec<_> = hops.iter().flat_map(|hop| hop.edges.iter().copied()).collect();
    edges.sort();
    edges.dedup();
    assert_eq!(part.edges().map(|edge| edge.index).collect::<Vec<_>>(), edges);
    let mut nodes: Vec<_> = hops.iter().flat_map(|hop| [hop.from, hop.to]).collect();
    nodes.sort();
    nodes.dedup();
    assert_eq!(part.entities().collect::<Vec<_>>(), nodes);
}

#[cfg(feature = "cli")]
fn relata(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relata"));
    let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[cfg(feature = "cli")]
#[test]
fn questions_to_a_part_of_the_graph_say_which_part() {
    let text = relata(&["stats", "--by", "degree", "--kinds", "visit", "--during", "1990/1999"]).1;
    assert!(text.contains("Asked: only records of visit; during 1990/1999."), "{text}");
    let json = relata(&["stats", "--around", "TUC,DGB", "--hops", "0", "--format", "json"]).1;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["filters"]["around"], serde_json::json!(["tuc", "dgb"]));
    assert_eq!((&json["filters"]["hops"], &json["entities"]["total"]), (&0.into(), &2.into()));
    let all = relata(&["brokers", "ACFTU", "ICFTU", "-k", "30"]).1;
    let seventies =
        relata(&["brokers", "ACFTU", "ICFTU", "-k", "30", "--during", "1970/1975", "--lang", "zh"]).1;
    assert!(all.contains("20 brokers") && !all.contains("Asked"), "{all}");
    assert!(seventies.contains("限定：时段1970/1975。") && seventies.len() < all.len(), "{seventies}");
}

#[cfg(feature = "cli")]
#[test]
fn an_export_of_a_part_holds_that_part() {
    let whole = relata(&["export", "ntriples"]).1;
    let visits = relata(&["export", "ntriples", "--kinds", "visit"]).1;
    assert!(visits.len() < whole.len() && visits.contains("/record/visit-"), "{}", visits.len());
    assert!(!visits.contains("/record/membership-"));
    let left = relata(&["export", "gexf", "--relations", "left"]).1;
    assert!(left.contains("label=\"left\"") && !left.contains("relation\" value=\"visited"), "{left}");
}

#[cfg(feature = "cli")]
#[test]
fn a_timeline_has_a_picture_of_its_own_and_any_other_answer_that_of_its_graph() {
    let own = relata(&["timeline", "ACFTU", "ICFTU", "--export", "svg"]);
    assert_eq!((own.0, own.1.matches("<circle").count()), (Some(0), 0));
    let graph = relata(&["path", "TUC", "DGB", "--export", "svg"]);
    assert!(graph.0 == Some(0) && graph.1.contains("<circle"), "{}", graph.1);
    assert_eq!(relata(&["path", "TUC", "DGB", "--shape", "pairs"]).0, Some(2), "nothing is exported");
    assert_eq!(relata(&["path", "TUC", "DGB", "--export", "gephi-csv"]).0, Some(2), "it needs a folder");
    assert_eq!(relata(&["path", "TUC", "DGB", "--export", "json", "--format", "json"]).0, Some(2));
}
