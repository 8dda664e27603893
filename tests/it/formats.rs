//! The property-graph exports of a dataset full of traps: what their clients need, item by item.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::xml_tree::Element;
use relata::date::Day;
use relata::diagnostic::Diagnostic;
use relata::export::{EXPORTERS, ExportOptions, MemoryOutput, exporter};
use relata::graph::{KnowledgeGraph, View};
use relata::pipeline::Pipeline;
use relata::query::{Answer, Rendering, ShowQuery};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const NASTY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/nasty");
const RDF: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/rdf");
const FORMATS: [&str; 3] = ["gexf", "graphml", "gephi-csv"];

/// Names that one client or another keeps for itself; `label` and `weight` stand in places of their own.
const RESERVED: &str = "id label source target type kind weight start end timeset key networkx_key name interaction \
    selected suid x y z size color r g b shape thickness hidden highlighted zindex forcelabel pid parents spells \
    slices viz src dst attr new_id edge node_for_adding u_for_edge v_for_edge";

fn graph() -> KnowledgeGraph {
    let opened = Pipeline::new(NASTY).run();
    assert!(!opened.report.has_errors(), "{:?}", opened.report.diagnostics());
    opened.graph.unwrap()
}

fn export(view: &View<'_>, format: &str) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let mut output = MemoryOutput::default();
    let options = ExportOptions::default();
    let notices = exporter(format).unwrap().export(view, &options, &mut output).unwrap();
    let parts =
        output.parts.into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()));
    (parts.collect(), notices)
}

fn part(format: &str, name: &str) -> String {
    export(&graph().view(), format).0.remove(name).unwrap()
}

fn gexf() -> Element {
    Element::parse(&part("gexf", "graph.gexf"))
}

fn graphml() -> Element {
    Element::parse(&part("graphml", "graph.graphml"))
}

fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    rows(&part("gephi-csv", name))
}

/// The rows of a table as Gephi reads them, each cell under its header.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().escape(Some(b'\\')).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        assert_eq!(row.len(), header.len());
        header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The values of a GEXF element or a GraphML element by column.
fn values(element: &Element) -> BTreeMap<String, String> {
    let gexf = element.all("attvalue").into_iter().map(|v| (v.get("for").unwrap(), v.get("value").unwrap()));
    let graphml = element.all("data").into_iter().map(|v| (v.get("key").unwrap(), v.text.as_str()));
    gexf.chain(graphml).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn distinct<'a>(names: impl IntoIterator<Item = &'a str>) -> usize {
    let names: Vec<String> = names.into_iter().map(str::to_lowercase).collect();
    let set: BTreeSet<&String> = names.iter().collect();
    assert_eq!(set.len(), names.len(), "a name stands twice: {names:?}");
    set.len()
}

#[test]
fn the_expected_files_are_written_byte_for_byte() {
    let bless = std::env::var_os("RELATA_BLESS").is_some();
    for format in FORMATS {
        for (name, text) in export(&graph().view(), format).0 {
            let path = Path::new(NASTY).join("expected").join(&name);
            if bless {
                std::fs::write(&path, &text).unwrap();
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(expected == text, "{name} differs from the expected file; RELATA_BLESS=1 writes it anew");
        }
    }
}

#[test]
fn every_format_writes_the_files_it_names_and_the_same_bytes_each_time() {
    let graph = graph();
    for exporter in EXPORTERS {
        let format = exporter.format();
        let first = export(&graph.view(), format.name);
        let names: BTreeSet<&str> = first.0.keys().map(String::as_str).collect();
        assert_eq!(names, format.files.iter().copied().collect());
        assert_eq!(first, export(&self::graph().view(), format.name), "{}", format.name);
    }
}

#[test]
fn xml_is_utf_8_without_a_mark_and_without_forbidden_characters() {
    for (format, name) in [("gexf", "graph.gexf"), ("graphml", "graph.graphml")] {
        let text = part(format, name);
        assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{name}");
    }
}

#[test]
fn gexf_says_what_it_is_in_the_words_its_readers_know() {
    let root = gexf();
    assert_eq!(root.tag, "gexf");
    assert_eq!(root.get("xmlns"), Some("http://gexf.net/1.3"));
    assert_eq!(root.get("xmlns:viz"), Some("http://gexf.net/1.3/viz"));
    assert_eq!(root.get("version"), Some("1.3"));
    let graph = root.all("graph")[0];
    let attribute = |name| graph.get(name).unwrap();
    let of_time = ["mode", "timeformat", "timerepresentation", "timezone"].map(attribute);
    assert_eq!(of_time, ["dynamic", "date", "interval", "UTC"]);
    assert_eq!(attribute("defaultedgetype"), "directed");
    assert_eq!(graph.attributes.len(), 5);
    assert!(!root.all("meta")[0].all("description")[0].text.contains(['&', '<', '>']));
}

#[test]
fn gexf_declares_each_class_once_with_names_that_nobody_keeps() {
    let root = gexf();
    let blocks = root.all("attributes");
    assert_eq!(blocks.iter().map(|b| b.get("class").unwrap()).collect::<Vec<_>>(), ["node", "edge"]);
    for (block, tag) in blocks.into_iter().zip(["node", "edge"]) {
        let declared = block.all("attribute");
        distinct(declared.iter().map(|a| a.get("id").unwrap()));
        for attribute in &declared {
            let id = attribute.get("id").unwrap();
            assert_eq!(attribute.get("title"), Some(id));
            assert_good_name(id);
            assert!(
                ["string", "integer", "long", "double", "boolean"].contains(&attribute.get("type").unwrap())
            );
        }
        for value in root.all(tag).into_iter().flat_map(|element| element.all("attvalue")) {
            assert!(declared.iter().any(|a| a.get("id") == value.get("for")), "{value:?}");
            assert_ne!(value.get("value"), Some(""));
        }
    }
}

fn assert_good_name(name: &str) {
    assert!(name.starts_with(|c: char| c.is_ascii_lowercase()), "{name}");
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
    assert!(!RESERVED.split_whitespace().any(|reserved| reserved == name), "{name}");
    assert!(!name.contains("interval") && !name.contains("timestamp"), "{name}");
}

#[test]
fn gexf_dates_are_real_days_in_order_and_only_on_edges() {
    let root = gexf();
    let mut ends = BTreeSet::new();
    for edge in root.all("edge") {
        let day = |name| edge.get(name).map(|text: &str| text.parse::<Day>().unwrap());
        let (start, end) = (day("start"), day("end"));
        assert!(start.zip(end).is_none_or(|(start, end)| start <= end), "{edge:?}");
        ends.insert((start.is_some(), end.is_some()));
        let known = ["id", "source", "target", "label", "weight", "kind", "start", "end"];
        assert!(edge.attributes.iter().all(|(name, _)| known.contains(&name.as_str())), "{edge:?}");
    }
    assert_eq!(ends.len(), 4, "the data has every case of open ends: {ends:?}");
    for node in root.all("node") {
        assert_eq!(node.attributes.len(), 2, "{node:?}");
    }
}

#[test]
fn a_derived_end_is_drawn_and_marked_and_not_written_as_a_date() {
    let root = gexf();
    let derived: Vec<&Element> =
        root.all("edge").into_iter().filter(|e| values(e)["end_derived"] == "true").collect();
    assert_eq!(derived.len(), 1);
    assert_eq!(derived[0].get("id"), Some("e_relations-1-onset"));
    assert_eq!((derived[0].get("start"), derived[0].get("end")), (Some("1979-01-01"), Some("1985-12-31")));
    let values = values(derived[0]);
    assert_eq!((values["date_text"].as_str(), values.get("date_max")), ("1979", None));
}

#[test]
fn both_xml_formats_have_every_end_declared_and_every_id_once() {
    for root in [gexf(), graphml()] {
        let ids: Vec<&str> = root.all("node").iter().map(|node| node.get("id").unwrap()).collect();
        assert_eq!(ids, ["alpha", "beta", "gamma", "null"]);
        let edges = root.all("edge");
        assert_eq!(distinct(edges.iter().map(|edge| edge.get("id").unwrap())), edges.len());
        for edge in edges {
            assert!(ids.contains(&edge.get("source").unwrap()) && ids.contains(&edge.get("target").unwrap()));
            assert_eq!(values(edge)["edge_id"], edge.get("id").unwrap());
        }
    }
    for (format, name) in [("gexf", "graph.gexf"), ("graphml", "graph.graphml")] {
        let text = part(format, name);
        assert!(text.rfind("<node ").unwrap() < text.find("<edge ").unwrap(), "{name}");
    }
}

#[test]
fn parallel_edges_have_kinds_of_their_own() {
    let root = gexf();
    let mut kinds = BTreeSet::new();
    for edge in root.all("edge") {
        let kind = edge.get("kind").unwrap();
        assert!(kinds.insert((edge.get("source"), edge.get("target"), kind)), "{edge:?}");
        assert_eq!(kind.split('#').next().unwrap(), values(edge)["relation"]);
        assert!(edge.get("weight").unwrap().parse::<f64>().unwrap() > 0.0);
    }
    assert!(kinds.iter().any(|(source, target, _)| source == target), "the data has a loop");
    assert!(kinds.contains(&(Some("alpha"), Some("beta"), "visited#3")));
}

#[test]
fn every_node_of_gexf_has_a_place_a_size_and_a_colour() {
    for node in gexf().all("node") {
        let [colour, size, position] =
            ["viz:color", "viz:size", "viz:position"].map(|tag| &node.all(tag)[0].attributes);
        let numbers = colour.iter().chain(size).chain(position);
        assert_eq!(
            numbers.map(|(_, value)| value.parse::<f64>().unwrap()).filter(|n| n.is_finite()).count(),
            7
        );
    }
}

#[test]
fn graphml_keys_are_of_the_kinds_that_all_readers_take() {
    let root = graphml();
    let keys = root.all("key");
    distinct(keys.iter().map(|key| key.get("id").unwrap()));
    for class in ["graph", "node", "edge"] {
        let of_class = keys.iter().filter(|key| key.get("for") == Some(class));
        assert!(distinct(of_class.map(|key| key.get("attr.name").unwrap())) > 0);
        for data in root.all(class).into_iter().flat_map(|e| &e.children).filter(|e| e.tag == "data") {
            let key = keys.iter().find(|key| key.get("id") == data.get("key")).unwrap();
            assert_eq!(key.get("for"), Some(class));
            assert!(!data.text.is_empty());
        }
    }
    for key in &keys {
        assert!(["graph", "node", "edge"].contains(&key.get("for").unwrap()));
        assert!(["string", "int", "long", "double", "boolean"].contains(&key.get("attr.type").unwrap()));
    }
}

#[test]
fn graphml_has_nothing_that_a_reader_stumbles_over() {
    let root = graphml();
    assert_eq!(root.get("xmlns"), Some("http://graphml.graphdrawing.org/xmlns"));
    for tag in ["desc", "default", "port", "hyperedge"] {
        assert!(root.all(tag).is_empty(), "{tag}");
    }
    let graphs = root.all("graph");
    assert_eq!(
        (graphs.len(), graphs[0].get("edgedefault"), graphs[0].get("id")),
        (1, Some("directed"), Some("nasty"))
    );
    assert_eq!(graphs[0].children[0].text, "Dates & <symbols> that clients stumble over");
    assert!(graphs[0].children[1..].iter().all(|child| child.tag == "node" || child.tag == "edge"));
    assert_eq!(root.children.last().map(|last| last.tag.as_str()), Some("graph"));
    for edge in root.all("edge") {
        assert_eq!(edge.attributes.len(), 3, "id, source, target: {edge:?}");
    }
    let text = part("graphml", "graph.graphml");
    assert!(text.lines().take(20).any(|line| line.contains("<graphml xmlns=\"http://graphml")));
    assert!(!text.contains("<![CDATA[") && !text.contains("<!--"));
}

#[test]
fn graphml_tells_cytoscape_its_own_columns() {
    for edge in graphml().all("edge") {
        let values = values(edge);
        assert_eq!(values["interaction"], values["relation"]);
        let [source, target] = ["source", "target"].map(|name| edge.get(name).unwrap());
        assert_eq!(values["name"], format!("{source} ({}) {target}", values["relation"]));
    }
}

#[test]
fn the_tables_are_read_back_as_they_were_meant() {
    let nodes = table("gephi-nodes.csv");
    assert_eq!(nodes[0]["Label"], "A & B <C> \"Union\" of 'Alpha' \\ Omega, 😀");
    assert_eq!(nodes[0]["label_zh"], "甲国总工会");
    assert!(nodes[0]["note"].starts_with("two lines: the INF Treaty and a vertical\u{b}tab; a back\\slash"));
    for (name, rows) in [("gephi-nodes.csv", nodes), ("gephi-edges.csv", table("gephi-edges.csv"))] {
        let text = part("gephi-csv", name);
        assert!(text.starts_with('\u{feff}'));
        assert_eq!(text.lines().count(), rows.len() + 1, "no cell of {name} has a line break");
        distinct(rows[0].keys().map(String::as_str));
        assert!(!rows[0].keys().any(|header| header.contains("interval") || header.contains("timestamp")));
    }
    let edges = table("gephi-edges.csv");
    let has = |rows: &[BTreeMap<String, String>], header: &str| {
        rows[0].keys().any(|name| name.eq_ignore_ascii_case(header))
    };
    assert!(has(&edges, "source") && has(&edges, "target"));
    assert!(!has(&table("gephi-nodes.csv"), "source") && !has(&table("gephi-nodes.csv"), "target"));
}

/// The type that Gephi guesses for a column from its first 25 rows, as far as it matters here: the first that takes
/// every cell, empty ones left out.
fn guess(cells: &[&str]) -> &'static str {
    type Test = (&'static str, fn(&str) -> bool);
    let types: [Test; 6] = [
        ("boolean", |cell| matches!(cell, "true" | "false")),
        ("integer", |cell| cell.parse::<i32>().is_ok()),
        ("long", |cell| cell.parse::<i64>().is_ok()),
        ("double", |cell| cell.parse::<f64>().is_ok()),
        ("interval", |cell| {
            cell.starts_with(['<', '[', '(']) && cell.contains(',') && !cell.ends_with(" (text)")
        }),
        ("timestamp", |cell| {
            cell.parse::<Day>().is_ok() || cell.starts_with(['<', '[', '(']) && !cell.ends_with(')')
        }),
    ];
    let seen: Vec<&&str> = cells.iter().take(25).filter(|cell| !cell.is_empty()).collect();
    let fits = |test: &Test| !seen.is_empty() && seen.iter().all(|cell| test.1(cell));
    types.iter().find(|test| fits(test)).map_or("string", |test| test.0)
}

/// Checks each table: a column that has any value is guessed as it is meant, and holds nothing that does not fit.
fn assert_guessed(graph: &KnowledgeGraph) {
    let root = Element::parse(&export(&graph.view(), "gexf").0["graph.gexf"]);
    let (tables, _) = export(&graph.view(), "gephi-csv");
    for (n, name) in ["gephi-nodes.csv", "gephi-edges.csv"].into_iter().enumerate() {
        let rows = rows(&tables[name]);
        for header in rows[0].keys() {
            let cells: Vec<&str> = rows.iter().map(|row| row[header].as_str()).collect();
            let declared = root.all("attributes")[n].all("attribute").into_iter();
            let declared = declared.filter(|a| a.get("id") == Some(header)).find_map(|a| a.get("type"));
            let expected = match declared.unwrap_or(header) {
                _ if cells.iter().all(|cell| cell.is_empty()) => continue,
                // Ids and labels are texts whatever they look like.
                "Id" | "Label" | "Source" | "Target" | "Type" | "Kind" => continue,
                "integer" => "integer",
                "long" if cells.iter().all(|cell| cell.is_empty() || cell.parse::<i32>().is_ok()) => {
                    "integer"
                }
                "long" => "long",
                "double" | "Weight" => "double",
                "boolean" => "boolean",
                "Timeset" => "interval",
                _ => "string",
            };
            assert_eq!(guess(&cells), expected, "{header} of {name}");
            for cell in cells.iter().filter(|cell| expected == "string" && !cell.is_empty()) {
                assert_eq!(guess(&[cell]), "string", "{header} of {name}: `{cell}`");
            }
        }
    }
}

#[test]
fn the_types_that_gephi_guesses_are_the_types_of_the_columns() {
    assert_guessed(&graph());
    assert_guessed(&Pipeline::new(concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data")).run().graph.unwrap());
    assert_guessed(&Pipeline::new(RDF).run().graph.unwrap());
}

/// A dataset of two bodies and of visits between them, with rows of one's own.
fn visits(notes: [&str; 2], rows: &str) -> KnowledgeGraph {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    for name in ["entities", "records"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    write("dataset.json", r#"{"id": "visits"}"#);
    write("sources.csv", "id,file\ns1,text.txt\n");
    let [a, b] = notes;
    write("entities/organisation.csv", &format!("id,name_en,note\na,A,\"{a}\"\nb,B,\"{b}\"\n"));
    write(
        "records/visit.csv",
        &format!("id,visitor,host,date,size,first,return_visit,summary,evidence\n{rows}"),
    );
    let opened = Pipeline::new(folder.path()).run();
    assert!(!opened.report.has_errors(), "{:?}", opened.report.diagnostics());
    opened.graph.unwrap()
}

#[test]
fn columns_that_only_late_edges_fill_are_guessed_from_rows_put_first() {
    let plain: String = (10..60).map(|n| format!("v{n},a,b,,,,,,s1:0-5\n")).collect();
    let late = "w1,a,b,1990,7,,,,s1:0-5\nw2,a,b,,,true,,,s1:0-5\nw3,b,a,1991,3000000000,,,,s1:0-5\n\
        w4,b,a,,4000000000,,true,,s1:0-5\nw5,b,a,1992,5,true,true,,s1:0-5\n";
    let graph = visits(["", ""], &format!("{plain}{late}"));
    assert_guessed(&graph);
    let (tables, notices) = export(&graph.view(), "gephi-csv");
    assert!(notices.is_empty(), "{notices:?}");
    let rows = rows(&tables["gephi-edges.csv"]);
    let ids: Vec<&str> = rows.iter().map(|row| row["record_id"].as_str()).collect();
    assert_eq!(ids[..4], ["w2", "w3", "w4", "v10"]);
    let xml = Element::parse(&export(&graph.view(), "gexf").0["graph.gexf"]);
    let kinds = |pairs: &mut dyn Iterator<Item = (&str, &str)>| -> BTreeMap<String, String> {
        pairs.map(|(id, kind)| (id.to_owned(), kind.to_owned())).collect()
    };
    let of_xml = xml.all("edge");
    assert_eq!(
        kinds(&mut rows.iter().map(|row| (row["Id"].as_str(), row["Kind"].as_str()))),
        kinds(&mut of_xml.iter().map(|edge| (edge.get("id").unwrap(), edge.get("kind").unwrap()))),
        "the same edges with the same kinds, in another order"
    );
}

#[test]
fn a_text_that_begins_like_a_list_or_a_hexadecimal_number_stays_a_text() {
    let rows = "v1,a,b,1990,,,,\"[2000, May]\",s1:0-5\nv2,a,b,1991,,,,0xAp1,s1:0-5\n";
    let graph = visits(["<[2000, abc]>", "[1999, 2000, abc]"], rows);
    assert_guessed(&graph);
    let (tables, notices) = export(&graph.view(), "gephi-csv");
    assert!(tables["gephi-nodes.csv"].contains("\"<[2000, abc]> (text)\""));
    assert_eq!(notices.iter().map(|notice| notice.code.id).collect::<Vec<_>>(), ["W0617"; 4]);
}

#[test]
fn a_value_longer_than_gephi_reads_is_told_in_gexf() {
    let (fits, long) = ("é".repeat(524_287), "n".repeat(524_289));
    let graph = visits([&fits, &long], "v1,a,b,1990,,,,,s1:0-5\n");
    let told = |format| export(&graph.view(), format).1;
    assert!(told("graphml").is_empty() && told("gephi-csv").is_empty());
    let notices = told("gexf");
    assert_eq!(notices.iter().map(|notice| notice.code.id).collect::<Vec<_>>(), ["W0619"]);
    assert!(notices[0].message.starts_with("`note` of the entity `b` has 524289 characters"));
}

#[test]
fn a_timeset_is_one_interval_of_days() {
    let bound = |text: &str, infinity: &str| text == infinity || text.parse::<Day>().is_ok();
    let mut undated = 0;
    for row in table("gephi-edges.csv") {
        let cell = row["Timeset"].as_str();
        let Some(inner) = cell.strip_prefix("<[").and_then(|rest| rest.strip_suffix("]>")) else {
            assert_eq!(cell, "");
            undated += 1;
            continue;
        };
        let (start, end) = inner.split_once(", ").unwrap();
        assert!(
            bound(start, "-Infinity") && bound(end, "Infinity") && cell != "<[-Infinity, Infinity]>",
            "{cell}"
        );
    }
    assert_eq!(undated, 1);
}

#[test]
fn rows_of_edges_are_directed_and_cannot_be_merged() {
    let rows = table("gephi-edges.csv");
    let key = |row: &BTreeMap<String, String>| ["Source", "Target", "Kind"].map(|name| row[name].clone());
    assert_eq!(rows.iter().map(key).collect::<BTreeSet<_>>().len(), rows.len());
    assert_eq!(distinct(rows.iter().map(|row| row["Id"].as_str())), rows.len());
    for row in &rows {
        assert_eq!(row["Type"], "Directed");
        assert!(row["Weight"].parse::<f64>().unwrap() > 0.0);
    }
}

#[test]
fn what_a_client_changes_is_said() {
    let graph = graph();
    for (format, root) in [("gexf", gexf()), ("graphml", graphml())] {
        let notices = export(&graph.view(), format).1;
        let said = |code: &str, column: &str| {
            notices.iter().any(|n| n.code.id == code && n.message.starts_with(&format!("`{column}`")))
        };
        for element in root.all("node").into_iter().chain(root.all("edge")) {
            for (column, value) in values(element).iter().filter(|(column, _)| *column != "label") {
                assert!(!value.contains("INF") || said("W0612", column), "{column}: {value}");
                assert!(!value.eq_ignore_ascii_case("null") || said("W0613", column), "{column}: {value}");
            }
        }
        assert!(said("W0614", "note"));
    }
    let codes: BTreeSet<&str> = export(&graph.view(), "gephi-csv").1.iter().map(|n| n.code.id).collect();
    assert_eq!(codes, ["W0611", "W0613", "W0615", "W0616", "W0617"].into());
}

#[test]
fn all_formats_hold_the_same_edges() {
    const COLUMNS: [&str; 4] = ["edge_id", "relation", "date_text", "record_id"];
    type Key = (String, String, Vec<String>);
    let key = |source: &str, target: &str, values: &BTreeMap<String, String>| -> Key {
        let without_mark = |text: &str| text.split(" (").next().unwrap_or_default().to_owned();
        let cells = COLUMNS.map(|name| values.get(name).or_else(|| values.get(&format!("e_{name}"))));
        let cells = cells.into_iter().map(|cell| cell.map_or(String::new(), |cell| without_mark(cell)));
        (source.to_owned(), target.to_owned(), cells.collect())
    };
    let of_xml = |root: Element| -> BTreeSet<Key> {
        let edges = root.all("edge").into_iter();
        edges.map(|e| key(e.get("source").unwrap(), e.get("target").unwrap(), &values(e))).collect()
    };
    let of_table: BTreeSet<Key> =
        table("gephi-edges.csv").iter().map(|row| key(&row["Source"], &row["Target"], row)).collect();
    assert_eq!(of_table.len(), graph().edges().len());
    assert_eq!(of_xml(gexf()), of_table);
    assert_eq!(of_xml(graphml()), of_table);
}

#[test]
fn a_view_keeps_the_columns_of_its_dataset() {
    let graph = graph();
    let view = graph.view().filter(|record| graph.dataset().records.id(record).starts_with("decision"));
    let header = |view: &View<'_>| {
        export(view, "gephi-csv").0["gephi-edges.csv"].lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(header(&view), header(&graph.view()));
    let (parts, notices) = export(&view, "gexf");
    assert_eq!(parts["graph.gexf"].matches("<edge ").count(), 1);
    assert_eq!(parts["graph.gexf"].matches("<node ").count(), 1);
    assert!(notices.iter().all(|notice| notice.code.id != "W0611"));
}

#[test]
fn what_only_a_merged_id_tells_is_drawn_shown_and_said_like_the_rest() {
    let graph = Pipeline::new(RDF).run().graph.unwrap();
    let (parts, _) = export(&graph.view(), "gephi-csv");
    let dgb = rows(&parts["gephi-nodes.csv"]).into_iter().find(|row| row["Id"] == "dgb").unwrap();
    let cells =
        ["label_en", "label_zh", "aliases", "country", "date_text", "identifiers", "note", "merged_ids"];
    let expected = [
        "German Trade Union Confederation",
        "德国工会联合会",
        "German Federation of Trade Unions",
        "DE",
        "1949 (year)",
        "gnd:0000-1",
        "A note on the merged id.",
        "dgb-federal",
    ];
    assert_eq!(cells.map(|cell| dgb[cell].as_str()), expected);

    let entity = graph.dataset().entities.find("dgb").unwrap();
    let card = ShowQuery::Entity(entity).run(&graph.view()).unwrap();
    let chinese = Rendering::in_language("zh");
    assert!(card.to_text(&graph, &chinese).starts_with("德国工会联合会\n"));
    let json = card.to_json(&graph, &chinese);
    assert_eq!((&json["country"], &json["note"]), (&"DE".into(), &"A note on the merged id.".into()));
    assert_eq!(json["names"].as_array().unwrap().len(), 4);
    assert_eq!(json["parts"], serde_json::json!(["dgb-youth"]));
}
