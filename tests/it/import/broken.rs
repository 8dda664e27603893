//! Files that are no exports of ours, or not any more: told with their places, and nothing is made of them.

use super::{LOSSLESS, exported, opened};
use crate::import::drawn_data::{Sort, drawn};
use proptest::prelude::*;
use relata::diagnostic::{Report, Severity};
use relata::export::Shape;
use relata::import::{Given, codes, import};
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

/// What is said of a file: code, place and message of each error.
fn told(path: &Path, format: Option<&str>) -> Vec<String> {
    let mut report = Report::default();
    let dataset = import(path, format, &Given::default(), &mut report);
    assert!(dataset.is_some() || report.has_errors());
    let errors = report.diagnostics().iter().filter(|d| d.code.severity == Severity::Error);
    let line = |d: &relata::diagnostic::Diagnostic| d.location.as_ref().map_or(0, |location| location.line);
    errors.map(|d| format!("{}:{} {}", d.code.id, line(d), d.message)).collect()
}

fn said_of(name: &str, text: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(name);
    std::fs::write(&path, text).unwrap();
    told(&path, None)
}

const NODES: &str = r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="node_kind" for="node" attr.name="node_kind" attr.type="string"/>
<key id="record_id" for="edge" attr.name="record_id" attr.type="string"/>
<key id="record_kind" for="edge" attr.name="record_kind" attr.type="string"/>
<key id="evidence" for="edge" attr.name="evidence" attr.type="string"/>
<key id="source_role" for="edge" attr.name="source_role" attr.type="string"/>
<key id="target_role" for="edge" attr.name="target_role" attr.type="string"/>
<graph id="g" edgedefault="directed">
<node id="a"><data key="node_kind">organisation</data></node>
<node id="b"><data key="node_kind">organisation</data></node>
"#;

/// A GraphML file of two nodes and what else is given.
fn graphml(rest: &str) -> Vec<String> {
    said_of("x.graphml", &format!("{NODES}{rest}</graph></graphml>"))
}

fn edge(id: &str, target: &str, data: &[(&str, &str)]) -> String {
    let data = data.iter().map(|(key, value)| format!("<data key=\"{key}\">{value}</data>"));
    format!("<edge id=\"{id}\" source=\"a\" target=\"{target}\">{}</edge>\n", data.collect::<String>())
}

const MEETING: [(&str, &str); 4] = [
    ("record_id", "m"),
    ("record_kind", "meeting"),
    ("source_role", "participant"),
    ("target_role", "participant"),
];

#[test]
fn what_is_of_no_format_is_told() {
    assert_eq!(said_of("notes.txt", "hello"), ["E0701:0 found a file of no format that is imported"]);
    let home = tempfile::tempdir().unwrap();
    assert_eq!(told(home.path(), None).len(), 1);
    assert!(told(&home.path().join("nothing"), None)[0].starts_with("E0101"));
    for format in ["gexf", "graphml", "turtle", "ntriples", "tables"] {
        let path = home.path().join("x");
        std::fs::write(&path, "<html><body>no such file</body></html>").unwrap();
        let errors = told(&path, Some(format));
        assert!(errors[0].starts_with("E070"), "{format}: {errors:?}");
    }
}

#[test]
fn the_first_bytes_tell_what_the_name_does_not() {
    let (_home, graph) = drawn(1, Sort::Any);
    for format in ["json", "turtle", "ntriples", "gexf", "graphml"] {
        let home = tempfile::tempdir().unwrap();
        let path = exported(&graph, format, Shape::Edges, home.path());
        let other = home.path().join("download");
        std::fs::rename(&path, &other).unwrap();
        assert!(!told(&other, None).iter().any(|error| error.starts_with("E0701")), "{format}");
    }
}

#[test]
fn graphs_that_others_made_are_refused() {
    let foreign = "<graphml><key id=\"d0\" for=\"node\" attr.name=\"color\" attr.type=\"string\"/><graph>\
        <node id=\"n0\"/></graph></graphml>";
    assert!(said_of("x.graphml", foreign)[0].starts_with("E0703:0 nodes and edges do not have the columns"));
    assert!(said_of("x.gexf", "<gexf><graph/></gexf>")[0].starts_with("E0703"));
    assert!(said_of("x.gexf", "<svg/>")[0].starts_with("E0703:0 found no element `gexf`"));
    let turtle = "@prefix ex: <http://example.org/> . ex:a ex:knows ex:b .";
    assert_eq!(said_of("x.ttl", turtle), ["E0703:0 found no record and no entity that relata describes"]);
    assert_eq!(said_of("datapackage.json", r#"{"resources": []}"#).len(), 1);
}

#[test]
fn broken_syntax_has_its_line() {
    assert_eq!(graphml("</node>").len(), 1);
    assert!(graphml("</node>")[0].starts_with("E0702:11"), "{:?}", graphml("</node>"));
    assert_eq!(said_of("x.gexf", "<gexf>\n<graph>"), ["E0702:2 the file ends within an element"]);
    assert!(said_of("x.ttl", "@prefix a: <b> .\n\na:b a:c\n")[0].starts_with("E0702:"));
    let lines = "<http://a/b> <http://a/c> \"d\" .\n<http://a/b> oops\n<http://a/b> <http://a/c> \"d .\n";
    assert!(said_of("x.nt", lines)[0].starts_with("E0702:2"), "{:?}", said_of("x.nt", lines));
    assert!(
        said_of("graph.json", "{\"format\": \"relata-graph 1\",\n\"entities\": [")[0].starts_with("E0105:2")
    );
}

#[test]
fn hostile_xml_does_no_harm() {
    let bomb =
        "<!DOCTYPE g [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<graphml><graph id=\"&b;\"/></graphml>";
    assert!(said_of("x.graphml", bomb)[0].starts_with("E0702:2"), "{:?}", said_of("x.graphml", bomb));
    let file = "<!DOCTYPE g [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<graphml><graph><data>&x;</data></graph></graphml>";
    assert!(said_of("x.graphml", file)[0].starts_with("E0702"));
    let deep = "<a>".repeat(100_000);
    assert!(said_of("x.graphml", &deep)[0].starts_with("E0702:1 found elements more than 100 deep"));
    // A character that XML cannot hold is only warned of, wherever it comes from.
    assert!(graphml(&edge("e", "b", &MEETING).replace("<data", "&#11;<data")).is_empty());
}

#[test]
fn edges_that_no_export_writes_are_told_with_their_lines() {
    assert!(graphml(&edge("e", "b", &MEETING)).is_empty(), "{:?}", graphml(&edge("e", "b", &MEETING)));
    let nowhere = graphml(&edge("e", "c", &MEETING));
    assert_eq!(nowhere[0], "E0704:11 an edge ends at `c`, which is no node of the file");
    assert_eq!(
        graphml(&edge("e", "b", &MEETING[1..])),
        ["E0704:11 the edge `e` does not say its record: no `record_id`"]
    );
    assert_eq!(
        graphml(&edge("e", "b", &MEETING[..2])),
        ["E0308:11 no role names an entity", "E0704:11 the edge `e` does not say the role of its source"]
    );
    let twice = edge("e", "b", &MEETING).repeat(2);
    assert_eq!(graphml(&twice), ["E0704:12 the edge `e` stands twice"]);
    let mut other = MEETING.to_vec();
    other.push(("evidence", "s1:1-2"));
    let differing = edge("e", "b", &MEETING) + &edge("f", "b", &other);
    assert_eq!(graphml(&differing), ["E0704:12 the edges of `m` differ in what they say of it"]);
    other[4].1 = "page 7";
    assert_eq!(
        graphml(&edge("e", "b", &other)),
        ["E0704:11 found `page 7` in `evidence`, expected a span such as `s1:120-168`"]
    );
    assert_eq!(graphml("<node id=\"c\"/>"), ["E0704:11 the node `c` does not say its kind: no `node_kind`"]);
    let again = graphml("<node id=\"a\"><data key=\"node_kind\">person</data></node>");
    assert_eq!(again, ["E0202:11 the entity `a` stands twice"]);
}

#[test]
fn a_huge_value_is_told() {
    let mut huge = MEETING.to_vec();
    let text = "x".repeat(2 << 20);
    huge.push(("record_note", &text));
    let key = "<key id=\"record_note\" for=\"edge\" attr.name=\"record_note\" attr.type=\"string\"/>";
    let rest = format!("{key}{}", edge("e", "b", &huge));
    assert_eq!(graphml(&rest), ["E0108:11 found a value of 2097152 bytes, expected at most 1048576"]);
}

/// The tables of a small dataset in a folder of their own.
fn tables() -> TempDir {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/nasty");
    let home = tempfile::tempdir().unwrap();
    exported(&opened(data.as_ref()), "tables", Shape::Edges, home.path());
    home
}

/// What is said of the tables when one file is changed.
fn changed(name: &str, change: impl Fn(String) -> String) -> Vec<String> {
    let home = tables();
    let path = home.path().join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, change(text)).unwrap();
    told(home.path(), None)
}

#[test]
fn broken_tables_are_told() {
    assert!(changed("table-records.csv", |text| text).is_empty());
    let starts = |errors: &[String], start: &str| {
        assert!(errors.first().is_some_and(|e| e.starts_with(start)), "{errors:?}")
    };
    starts(&changed("table-names.csv", |text| text + "nobody,1,X,en,preferred\n"), "E0704:");
    starts(&changed("table-names.csv", |text| text + "only,two\n"), "E0702:");
    starts(&changed("table-names.csv", |text| text + "acftu,1,X,en,\"preferred\n"), "E0702:");
    starts(
        &changed("table-names.csv", |text| text.replacen("language", "tongue", 1)),
        "E0703:1 there is no column `language`",
    );
    starts(&changed("table-participations.csv", |text| text.replacen(",false,", ",perhaps,", 1)), "E0704:");
    starts(&changed("table-records.csv", |_| String::new()), "E0702:");
    starts(
        &changed("datapackage.json", |text| text.replace("table-names.csv", "../names.csv")),
        "E0703:0 there is no table `names`",
    );
    starts(
        &changed("datapackage.json", |text| text.replace("table-names.csv", "/etc/passwd")),
        "E0703:0 there is no table `names`",
    );
    starts(&changed("datapackage.json", |text| text.replace("table-names.csv", "gone.csv")), "E0101");
    starts(&changed("datapackage.json", |text| text[..200].to_owned()), "E0702:");
}

#[test]
fn tables_that_a_spreadsheet_saved_again_are_read() {
    for change in [
        |text: String| format!("\u{feff}{text}"),
        |text: String| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines[1..].reverse();
            lines.join("\r\n")
        },
    ] {
        assert_eq!(changed("table-evidence.csv", change), Vec::<String>::new());
    }
}

#[test]
fn every_code_of_importing_is_raised_here() {
    let raised = ["x", "e", "b"].map(|id| edge(id, "b", &[]));
    let mut found: Vec<String> = graphml(&raised.concat());
    found.extend(said_of("x.txt", ""));
    found.extend(said_of("x.gexf", "<gexf>"));
    found.extend(said_of("x.ttl", ""));
    let found: BTreeSet<&str> = found.iter().filter_map(|error| error.split(':').next()).collect();
    assert!(codes().iter().all(|code| found.contains(code.id)), "{found:?}");
}

#[cfg(feature = "cli")]
#[test]
fn the_command_writes_a_folder_or_nothing() {
    use std::process::{Command, Output};
    let home = tempfile::tempdir().unwrap();
    let run = |file: &str, folder: &Path| -> Output {
        let program = env!("CARGO_BIN_EXE_relata");
        let root = env!("CARGO_MANIFEST_DIR");
        Command::new(program).args(["import", file, "-o"]).arg(folder).current_dir(root).output().unwrap()
    };
    let folder = home.path().join("new");
    let done = run("exports/graph.json", &folder);
    assert_eq!(done.status.code(), Some(0));
    assert!(String::from_utf8(done.stdout).unwrap().starts_with("72 entities and 152 records in "));
    assert!(folder.join("records/visit.csv").is_file());
    let again = run("exports/graph.json", &folder);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8(again.stderr).unwrap().contains("is there and not an empty folder"));
    let lent = home.path().join("lent");
    let program = env!("CARGO_BIN_EXE_relata");
    let like = ["import", "exports/graph.gexf", "--format", "gexf", "--like", "graph-data", "-o"];
    let root = env!("CARGO_MANIFEST_DIR");
    let done = Command::new(program).args(like).arg(&lent).current_dir(root).output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    let settings = |folder: &Path| std::fs::read(folder.join("dataset.json")).unwrap();
    assert_eq!(settings(&lent), settings(&Path::new(root).join("graph-data")));
    let broken = home.path().join("broken.gexf");
    std::fs::write(&broken, "<gexf>").unwrap();
    let refused = run(broken.to_str().unwrap(), &home.path().join("other"));
    assert_eq!(refused.status.code(), Some(1));
    assert!(!home.path().join("other").exists());
    assert_eq!(home.path().read_dir().unwrap().count(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn damage_is_told_or_does_no_harm(seed in 0_u64..20, format in 0_usize..6, at in any::<prop::sample::Index>(), how in 0_u8..5) {
        let (_home, graph) = drawn(seed, Sort::Any);
        let home = tempfile::tempdir().unwrap();
        let format = ["json", "tables", "turtle", "ntriples", "gexf", "graphml"][format];
        let path = exported(&graph, format, Shape::Records, home.path());
        let mut files: Vec<_> = home.path().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let file = &files[at.index(files.len())];
        let mut bytes = std::fs::read(file).unwrap();
        let place = at.index(bytes.len());
        match how {
            0 => bytes.truncate(place),
            1 => bytes[place] ^= 0x20,
            2 => bytes[place] = 0xff,
            3 => { bytes.remove(place); }
            _ => { let rest = bytes[place..].to_vec(); bytes.extend(rest); }
        }
        std::fs::write(file, bytes).unwrap();
        let first = told(&path, Some(format));
        prop_assert_eq!(first, told(&path, Some(format)), "the same file is told of in the same way");
        prop_assert!(LOSSLESS.len() == 2);
    }
}
