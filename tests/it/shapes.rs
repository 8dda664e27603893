//! The three shapes of a property graph, and the formats that only tables and pictures have: each against the model.

use crate::snapshot::assert_snapshot;
use crate::xml_tree::Element;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use relata::export::{EXPORTERS, ExportOptions, MemoryOutput, Shape, exporter};
use relata::graph::{KnowledgeGraph, View};
use relata::pipeline::Pipeline;
use relata::query::{Answer, PathQuery};
use std::collections::{BTreeMap, BTreeSet};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The shipped data, and the fixture of all that is hard to write.
fn graphs() -> [KnowledgeGraph; 2] {
    ["graph-data", "tests/fixtures/nasty"].map(|data| {
        let opened = Pipeline::new(format!("{ROOT}/{data}")).run();
        assert!(!opened.report.has_errors(), "{data}");
        opened.graph.unwrap()
    })
}

fn export(view: &View<'_>, format: &str, shape: Shape) -> BTreeMap<String, Vec<u8>> {
    let mut output = MemoryOutput::default();
    let options = ExportOptions { shape, ..ExportOptions::default() };
    exporter(format).unwrap().export(view, &options, &mut output).unwrap();
    output.parts
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

/// The rows of a table, by the names in its header.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn is_day(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| text[range].bytes().all(|b| b.is_ascii_digit());
    text.len() == 10
        && &text[4..5] == "-"
        && &text[7..8] == "-"
        && digits(0..4)
        && digits(5..7)
        && digits(8..10)
}

#[test]
fn as_records_every_record_is_a_node_with_an_edge_to_each_that_it_names() {
    for graph in graphs() {
        let records = &graph.dataset().records;
        let drawn = Element::parse(&text(&export(&graph.view(), "gexf", Shape::Records), "graph.gexf"));
        let ids = |name: &str| -> Vec<String> {
            drawn.all(name).iter().map(|e| e.get("id").unwrap().to_owned()).collect()
        };
        let (nodes, edges) = (ids("node"), ids("edge"));
        let expected = graph.view().named_entities().count() + records.len();
        assert_eq!(nodes.len(), expected);
        assert_eq!(nodes.iter().collect::<BTreeSet<_>>().len(), nodes.len());
        assert_eq!(edges.iter().collect::<BTreeSet<_>>().len(), edges.len());
        let fillers: usize = records
            .iter()
            .map(|r| {
                let acting = (0..records.fillers(r).len()).filter(|&n| records.acting_for(r, n).is_some());
                records.fillers(r).len() + acting.count()
            })
            .sum();
        assert_eq!(edges.len(), fillers);
        for record in records.iter() {
            assert!(nodes.contains(&format!("r_{}", records.id(record))));
        }
    }
}

#[test]
fn as_pairs_the_weight_of_an_edge_is_how_many_records_there_are_of_the_two() {
    for graph in graphs() {
        let mut expected: BTreeMap<(&str, &str), BTreeSet<u32>> = BTreeMap::new();
        for edge in graph.edges() {
            let [a, b] = [edge.source, edge.target].map(|entity| graph.dataset().entities.id(entity));
            expected.entry((a.min(b), a.max(b))).or_default().insert(edge.record().index() as u32);
        }
        let drawn = Element::parse(&text(&export(&graph.view(), "gexf", Shape::Pairs), "graph.gexf"));
        let edges = drawn.all("edge");
        assert_eq!(edges.len(), expected.len());
        for edge in edges {
            let ends = (edge.get("source").unwrap(), edge.get("target").unwrap());
            let weight: f64 = edge.get("weight").unwrap().parse().unwrap();
            assert_eq!(weight, expected[&ends].len() as f64, "{ends:?}");
        }
    }
}

#[test]
fn tables_for_neo4j_keep_its_rules() {
    let types = ["string", "string[]", "date", "int", "long", "double", "boolean"];
    for (graph, shape) in graphs().iter().flat_map(|graph| Shape::ALL.map(|shape| (graph, shape))) {
        let parts = export(&graph.view(), "neo4j", shape);
        let [nodes, edges] = ["neo4j-nodes.csv", "neo4j-relationships.csv"].map(|name| text(&parts, name));
        let ids: BTreeSet<String> =
            rows(&nodes).into_iter().map(|row| row["node_id:ID(Entity)"].clone()).collect();
        assert_eq!(ids.len(), rows(&nodes).len(), "every id once");
        for (table, fixed) in [
            (&nodes, &["node_id:ID(Entity)", ":LABEL"][..]),
            (&edges, &[":START_ID(Entity)", ":END_ID(Entity)", ":TYPE"]),
        ] {
            assert!(!table.starts_with('\u{feff}'));
            for row in rows(table) {
                for (header, cell) in row {
                    assert!(!cell.contains(['\n', '\r']), "{header}: {cell:?}");
                    let Some((_, own)) = header.split_once(':').filter(|_| !fixed.contains(&header.as_str()))
                    else {
                        continue;
                    };
                    assert!(types.contains(&own), "{header}");
                    assert!(own != "date" || cell.is_empty() || is_day(&cell), "{header}: {cell}");
                    assert!(
                        own != "boolean" || ["", "true", "false"].contains(&cell.as_str()),
                        "{header}: {cell}"
                    );
                    assert!(own == "string[]" || !cell.contains('\u{1f}'), "{header}: {cell}");
                }
            }
        }
        for row in rows(&edges) {
            let kind = &row[":TYPE"];
            assert!(kind.starts_with(|c: char| c.is_ascii_uppercase()), "{kind}");
            assert!(kind.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'), "{kind}");
            assert!(ids.contains(&row[":START_ID(Entity)"]) && ids.contains(&row[":END_ID(Entity)"]));
        }
        assert!(!nodes.contains(",\"\","), "an absent value is not quoted");
    }
}

/// Every value of a Parquet file as a cell of a table would have it, by the names of the columns.
fn parquet_rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes.to_vec())).unwrap();
    let row = |row: parquet::record::Row| {
        row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect()
    };
    reader.get_row_iter(None).unwrap().map(|found| row(found.unwrap())).collect()
}

fn cell(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Date(days) => relata::date::Day::from_number(*days).to_string(),
        Field::ListInternal(list) => list.elements().iter().map(cell).collect::<Vec<_>>().join("\u{1f}"),
        Field::Double(number) => number.to_string(),
        other => other.to_string(),
    }
}

#[test]
fn parquet_holds_what_the_tables_for_neo4j_hold() {
    const NEW_NAMES: [(&str, &str); 5] = [
        ("node_id", "id"),
        (":START_ID(Entity)", "src"),
        (":END_ID(Entity)", "dst"),
        ("label", "name"),
        ("weight", "edge_weight"),
    ];
    for (graph, shape) in graphs().iter().flat_map(|graph| Shape::ALL.map(|shape| (graph, shape))) {
        let (tables, files) =
            (export(&graph.view(), "neo4j", shape), export(&graph.view(), "parquet", shape));
        for (table, file) in
            [("neo4j-nodes.csv", "vertices.parquet"), ("neo4j-relationships.csv", "edges.parquet")]
        {
            let named = |(header, cell): (String, String)| {
                let name = header.rsplit_once(':').map_or(header.as_str(), |(name, _)| name);
                let name = if name.is_empty() { header.as_str() } else { name };
                let new = NEW_NAMES.iter().find(|(old, _)| *old == name).map_or(name, |(_, new)| new);
                // The one has no line breaks and writes numbers its own way.
                let number = cell.parse::<f64>().ok().filter(|_| header.ends_with(":double"));
                (new.to_owned(), number.map_or(cell, |number| number.to_string()))
            };
            let left_out = |header: &str| [":LABEL", ":TYPE"].contains(&header);
            let expected: Vec<BTreeMap<String, String>> = rows(&text(&tables, table))
                .into_iter()
                .map(|row| row.into_iter().filter(|(header, _)| !left_out(header)).map(named).collect())
                .collect();
            let mut found = parquet_rows(&files[file]);
            for value in found.iter_mut().flat_map(|row| row.values_mut()) {
                *value = value.replace("\r\n", " ").replace(['\n', '\r'], " ");
            }
            assert_eq!(found, expected, "{file} as {}", shape.as_str());
        }
    }
}

#[test]
fn a_picture_has_every_node_with_what_is_known_of_it() {
    for (graph, shape) in graphs().iter().flat_map(|graph| Shape::ALL.map(|shape| (graph, shape))) {
        let drawn = Element::parse(&text(&export(&graph.view(), "svg", shape), "graph.svg"));
        let with_tooltip =
            drawn.all("circle").iter().filter(|circle| !circle.all("title").is_empty()).count();
        let records = if shape == Shape::Records { graph.dataset().records.len() } else { 0 };
        assert_eq!(with_tooltip, graph.view().counts().0 + records);
        assert!(drawn.all("text").iter().any(|text| text.get("class") == Some("key")), "a legend");
    }
}

#[test]
fn the_picture_of_the_path_in_the_readme_is_as_looked_at() {
    let [graph, _] = graphs();
    let [acftu, icftu] = ["acftu", "icftu"].map(|id| graph.dataset().entities.find(id).unwrap());
    let answer = PathQuery { routes: 5, ..PathQuery::between(acftu, icftu) }.run(&graph.view()).unwrap();
    let part = answer.subgraph(&graph.view());
    assert_snapshot("path-acftu-icftu.svg", &text(&export(&part, "svg", Shape::Edges), "graph.svg"));
}

#[test]
fn dot_has_a_statement_for_each_node_and_edge() {
    for (graph, shape) in graphs().iter().flat_map(|graph| Shape::ALL.map(|shape| (graph, shape))) {
        let drawn = text(&export(&graph.view(), "dot", shape), "graph.dot");
        let gexf = Element::parse(&text(&export(&graph.view(), "gexf", shape), "graph.gexf"));
        let edges =
            drawn.lines().filter(|line| line.starts_with("  \"") && line.contains("\" -> \"")).count();
        let nodes =
            drawn.lines().filter(|line| line.starts_with("  \"") && line.contains("\" [label=")).count();
        assert_eq!((nodes, edges), (gexf.all("node").len(), gexf.all("edge").len()));
    }
}

#[test]
fn formats_without_nodes_and_edges_are_the_same_in_every_shape() {
    let [graph, _] = graphs();
    for format in EXPORTERS.iter().map(|exporter| exporter.format()).filter(|format| !format.is_shaped) {
        let [edges, pairs] =
            [Shape::Edges, Shape::Pairs].map(|shape| export(&graph.view(), format.name, shape));
        assert!(edges == pairs, "{}", format.name);
    }
}

/// What is counted as lost is what the data has, and nothing is lost of a dataset that has none of it.
#[test]
fn losses_are_counted_in_the_data() {
    let [graph, _] = graphs();
    let count = |format: &str, shape: Shape, field: &str| {
        let losses = exporter(format).unwrap().losses(shape);
        losses.into_iter().find(|loss| loss.field == field).map(|loss| loss.count(&graph.view()))
    };
    assert_eq!(count("gexf", Shape::Edges, "records without edges"), Some(4));
    assert_eq!(count("gexf", Shape::Records, "records without edges"), None);
    assert_eq!(count("gexf", Shape::Pairs, "what records say"), Some(152));
    assert_eq!(count("gexf", Shape::Edges, "passages: digest"), Some(104));
    assert!(exporter("json").unwrap().losses(Shape::Edges).is_empty());
    let part = graph.view().filter(|_| false);
    let of_records = exporter("gexf").unwrap().losses(Shape::Edges);
    assert!(of_records.iter().filter(|loss| loss.field.contains("edges")).all(|loss| loss.count(&part) == 0));
}
