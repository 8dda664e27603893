//! `relata sparql` as a user meets it.

use oxrdfio::{RdfFormat, RdfParser, RdfSerializer};
use sparesults::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn sparql(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relata"))
        .arg("sparql")
        .args(arguments)
        .current_dir(ROOT)
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What it answers.
fn answered(arguments: &[&str]) -> String {
    let output = sparql(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What it says when it cannot answer, and its exit code.
fn refused(arguments: &[&str]) -> (i32, String) {
    let output = sparql(arguments);
    assert!(output.stdout.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

const MEMBERS: &str = "SELECT ?m ?n ?none { ?m org:memberOf body:icftu ; rdfs:label ?n }";

#[test]
fn every_result_format_is_read_back() {
    let formats = [
        ("json", QueryResultsFormat::Json),
        ("csv", QueryResultsFormat::Csv),
        ("tsv", QueryResultsFormat::Tsv),
        ("xml", QueryResultsFormat::Xml),
    ];
    for (name, format) in formats {
        let written = answered(&[MEMBERS, "--format", name]);
        if name == "csv" {
            assert!(written.starts_with("m,n,none\r\nhttps://"), "{written}");
            assert_eq!(written.lines().count(), 5);
        } else {
            let parser = QueryResultsParser::from_format(format).for_slice(written.as_bytes()).unwrap();
            let SliceQueryResultsParserOutput::Solutions(solutions) = parser else { panic!("{written}") };
            let solutions: Vec<_> = solutions.collect::<Result<_, _>>().unwrap();
            assert_eq!(solutions.len(), 4, "{name}");
            let names: Vec<_> = solutions.iter().map(|row| row.get("n").unwrap().to_string()).collect();
            assert!(names.iter().any(|name| name == "\"Trades Union Congress\""), "{names:?}");
            assert!(solutions.iter().all(|row| row.get("none").is_none()));
        }
        let truth = answered(&["ASK { body:tuc org:memberOf body:icftu }", "--format", name]);
        match QueryResultsParser::from_format(format).for_slice(truth.as_bytes()) {
            Ok(SliceQueryResultsParserOutput::Boolean(truth)) => assert!(truth),
            _ => assert_eq!((name, truth.trim()), ("csv", "true")),
        }
    }
}

#[test]
fn people_get_a_table_with_short_names() {
    let text = answered(&[MEMBERS]);
    assert!(text.starts_with("m               n "), "{text}");
    assert!(text.contains("\nbody:tuc        Trades Union Congress\n"), "{text}");
    assert_eq!(answered(&["SELECT * { body:tuc org:memberOf body:tuc , ?x }"]), "No rows.\n");
    assert_eq!(answered(&["ASK { ?x a owl:Restriction }"]), "false\n");
}

#[test]
fn graphs_are_turtle_the_same_in_every_run() {
    let construct = "CONSTRUCT { ?a org:linkedTo [ rdfs:label ?n ] } { ?a org:memberOf/rdfs:label ?n }";
    for query in
        [construct, "DESCRIBE body:tuc rec:visit-2000-02-icftu", "CONSTRUCT WHERE { ?s relata:when ?o }"]
    {
        let text = answered(&[query]);
        assert_eq!(text, answered(&[query]), "{query}");
        let triples = RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes());
        assert!(triples.collect::<Result<Vec<_>, _>>().unwrap().len() > 10, "{query}");
    }
    let (code, told) = refused(&[construct, "--format", "json"]);
    assert_eq!(code, 1);
    assert!(told.contains("triples cannot be written as json"), "{told}");
}

#[test]
fn questions_that_come_with_the_tool_are_listed_shown_and_asked() {
    let list = answered(&["--list"]);
    assert_eq!(list.lines().count(), 16);
    assert!(list.contains("Q06     members-on ") && list.contains("body=icftu, day=1975-01-01"), "{list}");
    let json: serde_json::Value = serde_json::from_str(&answered(&["--list", "--format", "json"])).unwrap();
    assert_eq!(json[14]["name"], "weak-records");
    let shown = answered(&["--show", "Q07", "--set", "body=世界劳工联合会"]);
    assert!(shown.starts_with("#### Q07 ") && shown.contains("body:wcl ;"), "{shown}");
    assert!(shown.contains("\n# Here body is body:wcl, title is \"general secretary\".\n"), "{shown}");
    let by_text = answered(&[&shown]);
    assert!(by_text.contains("Carlos Custer"), "{by_text}");
    assert_eq!(by_text, answered(&["office-holders", "--set", "body=WCL"]));
    assert_eq!(by_text, answered(&["--query", "7", "--set", "body=id:wcl"]));
}

#[test]
fn a_query_may_stand_in_a_file_and_have_parameters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("q.rq");
    std::fs::write(
        &path,
        "\u{feff}SELECT ?r\n{ ?r ?role $who ; relata:earliestStart ?s FILTER(?s >= $from) }\n",
    )
    .unwrap();
    let path = path.to_str().unwrap();
    let asked =
        |who: &str| answered(&["-f", path, "--set", &format!("who={who}"), "--set", "from=2004-01-01"]);
    assert!(asked("职工大会").contains("rec:visit-2004-10-tuc-acftu"));
    assert_eq!(asked("职工大会"), asked("body:tuc"));
    let out = folder.path().join("out.csv");
    answered(&["-f", path, "--format", "csv", "-o", out.to_str().unwrap()]);
    assert!(std::fs::read_to_string(&out).unwrap().starts_with("r\r\n"));
    for (set, expected) in
        [("whom=TUC", "did you mean `who`?"), ("who=nobody at all", "no entity is called `nobody at all`")]
    {
        let (code, told) = refused(&["-f", path, "--set", set]);
        assert!(code == 1 && told.contains(expected), "{set}: {told}");
    }
    std::fs::write(path, "SELECT ?r\n{ ?r a rel:Visit }\n").unwrap();
    let (code, told) = refused(&["-f", path]);
    assert!(code == 1 && told.contains("q.rq:2:8") && told.contains("2 | { ?r a rel:Visit }"), "{told}");
    assert_eq!(refused(&["-f", "no-such-file.rq"]).0, 1);
    std::fs::write(path, [0xff, 0xfe, 0x00]).unwrap();
    assert!(refused(&["-f", path]).1.contains("no text in UTF-8"));
}

#[test]
fn mistakes_are_pointed_at() {
    let (code, told) = refused(&["SELECT ?x\n{ ?x a ogr:Organization }"]);
    assert_eq!(code, 1);
    let expected = "\
error: unknown prefix `ogr:`
 --> query:2:8
  |
2 | { ?x a ogr:Organization }
  |        ^^^^
  |
  = help: did you mean `org:`?
";
    assert_eq!(told, expected);
    for (arguments, code, expected) in [
        (&["SELECT ?x { ?x a }"][..], 1, "found `}`, expected "),
        (&["DELETE WHERE { ?s ?p ?o }"], 1, "found the update `DELETE`, and the data is only read"),
        (&["SELECT * { SERVICE <https://b.example/> { ?s ?p ?o } }"], 1, "another endpoint by SERVICE"),
        (&["go-betwens"], 1, "did you mean `go-betweens`?"),
        (&["--query", "nothing like it"], 1, "--list"),
        (&["go-betweens", "--set", "z=TUC"], 1, "it has a, b"),
        (&["members-on", "--set", "day=soon"], 1, "expected a day such as 1975-01-01"),
        (&["ASK {}", "--set", "a"], 2, "NAME=VALUE"),
        (&["ASK {}", "--timeout", "0"], 2, "seconds"),
        (&["ASK {}", "--rdf", "x.ttl", "--data", "y"], 2, "cannot be used with"),
        (&["ASK {}", "--rdf", "no-such-file.ttl"], 1, "cannot read `no-such-file.ttl`"),
        (&["ASK {}", "--rdf", "Cargo.toml"], 1, "cannot tell the RDF syntax of `Cargo.toml`"),
        (&["--list", "--format", "xml"], 2, "text, json or csv"),
        (&[], 2, "QUERY"),
    ] {
        let (found, told) = refused(arguments);
        assert!(found == code && told.contains(expected), "{arguments:?}: {found} {told}");
    }
}

#[test]
fn limits_are_kept_and_told() {
    let output = sparql(&["SELECT * { ?s ?p ?o }", "--limit-rows", "2", "--format", "csv"]);
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stdout).unwrap().lines().count()),
        (Some(0), 3)
    );
    assert!(String::from_utf8(output.stderr).unwrap().contains("only the first 2 rows found are given"));
    // The engine does not stop while it sorts or gathers ways, and holds what it has: here its process ends.
    for endless in [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
        "SELECT * { ?a (!<urn:x>|!<urn:y>)* ?b . ?c (!<urn:x>)* ?d . FILTER(?a = <urn:z>) }",
    ] {
        let begun = Instant::now();
        let (code, told) = refused(&[endless, "--timeout", "0.5"]);
        assert!(code == 1 && told.contains("stopped after 0.5 s"), "{endless}: {told}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{endless}: {:?}", begun.elapsed());
    }
}

/// The exported file, asked itself, answers as the data does, whatever its syntax.
#[test]
fn an_rdf_file_is_asked_like_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let turtle = std::fs::read(Path::new(ROOT).join("exports/data.ttl")).unwrap();
    let quads: Vec<_> =
        RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).collect::<Result<_, _>>().unwrap();
    let expected = answered(&["go-betweens", "--format", "csv"]);
    for ending in ["ttl", "nt", "nq", "trig", "rdf", "jsonld"] {
        let path = folder.path().join(format!("data.{ending}"));
        let mut writer =
            RdfSerializer::from_format(RdfFormat::from_extension(ending).unwrap()).for_writer(Vec::new());
        for quad in &quads {
            writer.serialize_quad(quad.as_ref()).unwrap();
        }
        std::fs::write(&path, writer.finish().unwrap()).unwrap();
        let path = path.to_str().unwrap();
        assert_eq!(answered(&["go-betweens", "--rdf", path, "--format", "csv"]), expected, "{ending}");
    }
    let named = ["go-betweens", "--rdf", "exports/data.ttl", "--set", "a=职工大会", "--set", "b=ICFTU"];
    assert!(answered(&named).contains("body:acftu"));
    let (code, told) = refused(&["go-betweens", "--rdf", "exports/data.ttl", "--set", "a=nobody at all"]);
    assert!(code == 1 && told.contains("expected an entity"), "{told}");
    std::fs::write(folder.path().join("bad.ttl"), "@prefix a: <urn:a:> .\na:b a:c .\n").unwrap();
    let (code, told) = refused(&["ASK {}", "--rdf", folder.path().join("bad.ttl").to_str().unwrap()]);
    assert!(code == 1 && told.contains("bad.ttl:2:"), "{told}");
}
