//! Kinds and roles are data: one can be added, and all can be renamed, without a line of code.

use relata::diagnostic::Report;
use relata::export::{EXPORTERS, ExportOptions, MemoryOutput};
use relata::graph::KnowledgeGraph;
use relata::model::{sentence, vocabulary};
use relata::pipeline::Pipeline;
use relata::query::{Answer, PathQuery, Rendering, ShowQuery, StatsQuery};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data");
const MARK: &str = "zz-";

fn open(path: &Path) -> KnowledgeGraph {
    let opened = Pipeline::new(path).run();
    assert!(!opened.report.has_errors(), "{:?}", opened.report.diagnostics());
    opened.graph.unwrap()
}

fn record_of(graph: &KnowledgeGraph) -> relata::model::RecordIx {
    graph.dataset().records.find("prize-1").unwrap()
}

/// What every question answers about two entities and a record, in every form.
fn answers(graph: &KnowledgeGraph, language: &str, ids: [&str; 2], record: &str) -> Vec<String> {
    let view = graph.view();
    let [a, b] = ids.map(|id| graph.dataset().entities.find(id).unwrap());
    let record = graph.dataset().records.find(record).unwrap();
    let found: [Box<dyn Answer>; 4] = [
        Box::new(PathQuery::between(a, b).run(&view).unwrap()),
        Box::new(ShowQuery::Entity(a).run(&view).unwrap()),
        Box::new(ShowQuery::Record(record).run(&view).unwrap()),
        Box::new(StatsQuery::default().run(&view)),
    ];
    let rendering = Rendering::in_language(language);
    let forms = found.iter().flat_map(|answer| {
        let json = answer.to_json(graph, &rendering).to_string();
        [answer.to_text(graph, &rendering), json, answer.to_table(graph, &rendering).to_csv()]
    });
    forms.collect()
}

fn exports(graph: &KnowledgeGraph, language: &str) -> BTreeMap<String, String> {
    let mut output = MemoryOutput::default();
    let options = ExportOptions { language: language.to_owned(), ..ExportOptions::default() };
    for exporter in EXPORTERS {
        exporter.export(&graph.view(), &options, &mut output).unwrap();
    }
    // What is compressed cannot be searched; it is made of the columns that the tables show.
    let texts = output.parts.into_iter().filter(|(name, _)| !name.ends_with(".parquet"));
    texts.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A kind of record that the built-in vocabulary does not have.
fn award() -> Value {
    json!({
        "relations": {"honoured": {
            "label": {"en": "honoured", "zh": "授予荣誉"},
            "inverse": {"en": "was honoured by", "zh": "获授荣誉"}
        }},
        "kinds": {"award": {
            "class": "happening",
            "label": {"en": "award", "zh": "授奖"},
            "roles": {
                "giver": {"label": {"en": "giver", "zh": "授予者"}, "min": 1},
                "receiver": {"label": {"en": "receiver", "zh": "获奖者"}, "min": 1, "kinds": ["person"]}
            },
            "attributes": {"medal": {"type": "term", "values": {"gold": {"label": {"en": "gold", "zh": "金奖"}}}}},
            "projection": [{"relation": "honoured", "from": ["giver"], "to": ["receiver"]}],
            "sentence": {"en": "{giver} honoured {receiver}[ ({medal})]{date}", "zh": "{when}，{giver}授予{receiver}[{medal}]"}
        }}
    })
}

fn award_dataset(record: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "dataset.json", r#"{"id": "prizes", "languages": {"zh": "zh-Hans"}}"#);
    write(folder.path(), "vocabulary.json", &award().to_string());
    write(folder.path(), "entities/organisation.csv", "id,name_en,name_zh\nacademy,Academy,学院\n");
    write(folder.path(), "entities/person.csv", "id,name_en,name_zh\nada,Ada,艾达\n");
    write(folder.path(), "records/award.csv", &format!("id,date,giver,receiver,medal\n{record}\n"));
    folder
}

#[test]
fn a_kind_added_in_a_file_is_projected_labelled_and_exported() {
    let folder = award_dataset("prize-1,1999-05-07,academy,ada?,gold");
    let graph = open(folder.path());
    let record = graph.dataset().records.find("prize-1").unwrap();
    assert_eq!(
        sentence(graph.dataset(), record, "en"),
        "Academy honoured Ada (inferred) (gold) on 7 May 1999"
    );
    assert_eq!(sentence(graph.dataset(), record, "zh"), "1999年5月7日，学院授予艾达（推定）金奖");
    let edges: Vec<_> =
        graph.edges().map(|edge| (edge.id(), edge.relation().label.get("zh").to_owned())).collect();
    assert_eq!(edges, [("e_prize-1".to_owned(), "授予荣誉".to_owned())]);
    for (language, label) in [("en", "honoured"), ("zh", "授予荣誉")] {
        let files = exports(&graph, language);
        assert!(files["graph.gexf"].contains(&format!("target=\"ada\" label=\"{label}\"")));
        assert!(files["graph.graphml"].contains(&format!(">{label}</data>")));
        assert!(files["gephi-edges.csv"].contains(&format!("\"e_prize-1\",\"{label}\"")));
        let record = r#"{"id":"prize-1","kind":"award","roles":{"giver":["academy"],"receiver":["ada"]}"#;
        let edge = r#""target":"ada","relation":"honoured","record":"prize-1"}"#;
        assert!(files["graph.json"].contains(record) && files["graph.json"].contains(edge));
        assert!(
            files["data.ttl"].contains(&format!(
                "rdfs:label \"{}\"",
                sentence(graph.dataset(), record_of(&graph), language)
            ))
        );
    }
    for (language, inverse) in [("en", "was honoured by"), ("zh", "获授荣誉")] {
        let told = answers(&graph, language, ["ada", "academy"], "prize-1").join("\n");
        assert!(told.contains(inverse), "{told}");
    }
    let rdf = exports(&graph, "en");
    for (name, text) in rdf.iter().filter(|(name, _)| name.ends_with(".nt")) {
        for term in ["vocab#Award", "vocab#giver", "vocab#honoured", "vocab#gold"] {
            assert!(
                text.contains(&format!("<https://prizes.invalid/{term}>")),
                "{name} does not hold {term}"
            );
        }
    }
}

#[test]
fn a_kind_added_in_a_file_is_checked() {
    let wrong = [
        ("prize-1,1999,academy,academy,gold", "E0305"),
        ("prize-1,1999,academy,ada,silver", "E0207"),
        ("prize-1,1999,,,gold", "E0308"),
    ];
    for (record, code) in wrong {
        let report = Pipeline::new(award_dataset(record).path()).run().report;
        assert!(report.counts().any(|(found, ..)| found == code), "{record}: {:?}", report.diagnostics());
    }
}

/// The built-in vocabulary as a patch that renames every kind, entity kind and role.
fn renamed_vocabulary() -> Value {
    let mut builtin: Map<String, Value> = serde_json::from_str(vocabulary::BUILTIN).unwrap();
    let mut patch = Map::new();
    for key in ["entity_kinds", "kinds"] {
        let old = builtin.remove(key).unwrap();
        let mut new: Map<String, Value> =
            old.as_object().unwrap().keys().map(|k| (k.clone(), Value::Null)).collect();
        for (name, value) in old.as_object().unwrap() {
            let value = if key == "kinds" { renamed_kind(value) } else { value.clone() };
            new.insert(format!("{MARK}{name}"), value);
        }
        patch.insert(key.to_owned(), Value::Object(new));
    }
    Value::Object(patch)
}

fn renamed_kind(kind: &Value) -> Value {
    let mut kind = kind.as_object().unwrap().clone();
    let roles: Vec<String> = kind["roles"].as_object().unwrap().keys().cloned().collect();
    for key in ["roles", "projection", "sole", "ends", "sentence"] {
        if let Some(value) = kind.get_mut(key) {
            *value = renamed(key, value, &roles);
        }
    }
    Value::Object(kind)
}

/// A part of a kind with every name of a role or kind marked.
fn renamed(key: &str, value: &Value, roles: &[String]) -> Value {
    let mark = |text: &str| Value::from(format!("{MARK}{text}"));
    match (key, value) {
        ("sentence", Value::Object(sentences)) => sentences
            .iter()
            .map(|(language, text)| {
                let slots = roles.iter().fold(text.as_str().unwrap().to_owned(), |text, role| {
                    text.replace(&format!("{{{role}}}"), &format!("{{{MARK}{role}}}"))
                });
                (language.clone(), Value::from(slots))
            })
            .collect(),
        ("role" | "among" | "kind", Value::String(name)) => mark(name),
        ("from" | "to" | "per" | "kinds", Value::Array(names)) => {
            names.iter().map(|name| mark(name.as_str().unwrap())).collect()
        }
        ("roles", Value::Object(map)) => map
            .iter()
            .map(|(name, value)| {
                let value = value.as_str().map_or_else(|| renamed("role", value, roles), mark);
                (format!("{MARK}{name}"), value)
            })
            .collect(),
        (_, Value::Object(map)) => map.iter().map(|(k, v)| (k.clone(), renamed(k, v, roles))).collect(),
        (_, Value::Array(list)) => list.iter().map(|item| renamed(key, item, roles)).collect(),
        _ => value.clone(),
    }
}

/// A copy of a dataset in which every kind and role has another name.
fn renamed_data(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "vocabulary.json", &renamed_vocabulary().to_string());
    for entry in from.read_dir().unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        write(folder.path(), &name, &std::fs::read_to_string(&entry).unwrap());
    }
    for table in ["entities", "records"] {
        for entry in from.join(table).read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            let stem = entry.file_stem().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&entry).unwrap();
            write(folder.path(), &format!("{table}/{MARK}{stem}.csv"), &renamed_table(&stem, &text));
        }
    }
    folder
}

/// A word as a label: the first letter in capitals, nothing but letters.
fn capital(word: &str) -> String {
    let letters = word.chars().filter(char::is_ascii_alphanumeric).enumerate();
    letters.map(|(n, c)| if n == 0 { c.to_ascii_uppercase() } else { c }).collect()
}

/// A table with the names of roles marked in its header.
fn renamed_table(stem: &str, text: &str) -> String {
    let vocabulary = relata::model::Vocabulary::builtin();
    let kind = vocabulary.find_kind(stem).map(|kind| vocabulary.kind(kind));
    let roles: BTreeSet<&str> = kind.iter().flat_map(|k| k.roles.iter().map(|r| r.name.as_str())).collect();
    let (header, rows) = text.split_once('\n').unwrap();
    let mark =
        |column: &str| if roles.contains(column) { format!("{MARK}{column}") } else { column.to_owned() };
    let header: Vec<String> = header.split(',').map(mark).collect();
    format!("{}\n{rows}", header.join(","))
}

#[test]
fn what_is_special_about_a_kind_goes_with_its_new_name() {
    let cases = Path::new(DATA).with_file_name("tests/cases/contradictions");
    for (case, code) in
        [("two-presidents", "W0504"), ("member-after-leaving", "W0505"), ("tie-and-no-tie", "W0507")]
    {
        let data = cases.join(case).join("data");
        let (plain, marked) =
            (Pipeline::new(&data).run().report, Pipeline::new(renamed_data(&data).path()).run().report);
        let messages = |report: &Report| -> Vec<String> {
            report
                .diagnostics()
                .iter()
                .map(|d| format!("{} {}", d.code.id, d.message.replace(MARK, "")))
                .collect()
        };
        assert!(plain.counts().any(|(found, ..)| found == code), "{case}");
        assert_eq!(messages(&plain), messages(&marked), "{case}");
    }
}

#[test]
fn with_every_kind_and_role_renamed_everything_is_the_same_but_the_names() {
    let (plain, folder) = (open(Path::new(DATA)), renamed_data(Path::new(DATA)));
    let marked = open(folder.path());
    for language in ["en", "zh"] {
        let ask = |graph| answers(graph, language, ["tuc", "icftu"], "visit-2000-02-icftu");
        let unmarked = ask(&marked).into_iter().map(|answer| answer.replace(MARK, ""));
        assert!(
            ask(&plain).into_iter().eq(unmarked),
            "an answer in {language} differs in more than the names"
        );
        let (plain, marked) = (exports(&plain, language), exports(&marked, language));
        // The schema of the tables carries the vocabulary that renames, as graph.json does on a line of its own.
        for (name, text) in plain.iter().filter(|(name, _)| *name != "datapackage.json") {
            // Neo4j's labels and types are the same words in other letters.
            let letters = [MARK.to_owned(), MARK.to_uppercase(), capital(MARK)];
            let unmarked = letters.iter().fold(marked[name].clone(), |text, mark| text.replace(mark, ""));
            let unmarked: Vec<&str> =
                unmarked.lines().filter(|line| !line.starts_with("\"vocabulary\":")).collect();
            let same = text.lines().eq(unmarked.iter().copied());
            assert!(same, "{name} in {language} differs in more than the names");
        }
    }
}
