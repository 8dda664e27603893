//! The worked examples that `init` lays out: sound, proved by their text, and there for every kind of any vocabulary.

use relata::authoring::skeleton;
use relata::diagnostic::Severity;
use relata::export::{EXPORTERS, ExportOptions, MemoryOutput};
use relata::graph::KnowledgeGraph;
use relata::model::{Dataset, RecordIx, RoleIx, Vocabulary, vocabulary::AttributeType};
use relata::pipeline::Pipeline;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Kinds of record and of entity that the built-in vocabulary does not have: crowded, narrow, and without a sentence.
fn patch() -> Value {
    json!({
        "entity_kinds": {
            "ship": {"label": {"en": "ship"}, "colour": "#112233"},
            "city_council": {"label": {"en": "city council"}, "colour": "#332211", "rdf": {"part_of": "org:unitOf"}}
        },
        "relations": {"honoured": {"label": {"en": "honoured"}}, "sailed_with": {"label": {"en": "sailed with"}, "symmetric": true}},
        "kinds": {
            "award": {
                "class": "happening",
                "label": {"en": "award", "zh": "授奖"},
                "roles": {"giver": {"min": 1}, "receiver": {"min": 1, "max": 3, "kinds": ["person"]}},
                "attributes": {
                    "medal": {"type": "term", "values": {"gold": {"label": {"en": "gold"}}}},
                    "worth": {"type": "decimal"}, "public": {"type": "flag"}
                },
                "projection": [{"relation": "honoured", "from": ["giver"], "to": ["receiver"]}],
                "sentence": {"en": "{giver} honoured {receiver}[ ({medal})]{date}"}
            },
            "voyage": {
                "class": "state",
                "label": {"en": "voyage"},
                "roles": {"vessel": {"min": 5, "kinds": ["ship"]}, "crew": {"min": 40}},
                "projection": [{"relation": "sailed_with", "among": "vessel"}]
            },
            "arrival": {
                "class": "happening",
                "label": {"en": "arrival"},
                "roles": {"vessel": {"min": 1, "kinds": ["ship"]}},
                "projection": [{"relation": "sailed_with", "among": "vessel"}],
                "ends": {"kind": "voyage", "roles": {"vessel": "vessel"}}
            }
        }
    })
}

fn vocabularies() -> [Vocabulary; 2] {
    [Vocabulary::builtin(), Vocabulary::patched(&patch()).unwrap()]
}

fn lay_out(vocabulary: &Vocabulary) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in skeleton(vocabulary) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn examples(vocabulary: &Vocabulary) -> KnowledgeGraph {
    let folder = lay_out(vocabulary);
    let opened = Pipeline::new(folder.path().join("examples")).run();
    assert!(!opened.report.has_errors(), "{:?}", opened.report.diagnostics());
    opened.graph.unwrap()
}

fn named(dataset: &Dataset, record: RecordIx, role: RoleIx) -> usize {
    dataset.records.in_role(record, role).count()
}

#[test]
fn examples_raise_nothing_and_their_text_proves_every_passage() {
    for vocabulary in vocabularies() {
        let folder = lay_out(&vocabulary);
        let examples = folder.path().join("examples");
        let opened = Pipeline::new(&examples).with_texts(Some(examples.join("texts"))).run();
        assert!(opened.report.diagnostics().is_empty(), "{:?}", opened.report.diagnostics());
        let passages = opened.graph.unwrap().dataset().passages.len();
        assert!(passages >= vocabulary.kinds.len());
        let proved = format!("{passages} of {passages} passages proved against the texts");
        assert_eq!(opened.report.remarks, [proved]);
    }
}

#[test]
fn the_empty_dataset_has_no_error() {
    for vocabulary in vocabularies() {
        let opened = Pipeline::new(lay_out(&vocabulary).path()).run();
        assert_eq!(opened.report.total(Severity::Error), 0, "{:?}", opened.report.diagnostics());
    }
}

#[test]
fn every_kind_has_one_record_and_every_role_its_own_fillers() {
    for vocabulary in vocabularies() {
        let graph = examples(&vocabulary);
        let dataset = graph.dataset();
        for (number, kind) in vocabulary.kinds() {
            let of_kind: Vec<_> =
                dataset.records.iter().filter(|&r| dataset.records.kind(r) == number).collect();
            let [record] = of_kind[..] else { panic!("{} has {} records", kind.name, of_kind.len()) };
            let fillers = dataset.records.fillers(record);
            let distinct: BTreeSet<_> = fillers.iter().map(|filler| filler.entity).collect();
            assert_eq!(distinct.len(), fillers.len(), "{} has a filler twice", kind.name);
            assert_eq!(fillers.iter().filter(|filler| filler.inferred).count(), 1, "{}", kind.name);
            let filled = |role: RoleIx| {
                named(dataset, record, role) > 0
                    || dataset.records.unnamed(record).iter().any(|u| u.role == role)
            };
            assert!(kind.roles().all(|(role, _)| filled(role)), "{} leaves out a role", kind.name);
            let calls = vocabulary.find_attribute(number, "unnamed").unwrap();
            let called = dataset.records.attribute(record, calls).is_some();
            assert_eq!(called, !dataset.records.unnamed(record).is_empty(), "{}", kind.name);
        }
    }
}

#[test]
fn the_examples_show_every_sign_that_a_cell_can_hold() {
    let files = skeleton(&Vocabulary::builtin());
    let rows: Vec<&str> = files
        .iter()
        .filter(|(path, _)| path.starts_with("examples/records/"))
        .filter_map(|(_, text)| text.split("\"date =").next())
        .collect();
    let rows = rows.join("\n");
    for sign in [
        "?",
        "@example-",
        ";*,",
        ";*4,",
        ",many,",
        ",true,",
        "18..25",
        ",>12,",
        ",~6,",
        "CNY",
        "2000~",
        "/..",
    ] {
        assert!(rows.contains(sign), "no example shows {sign}");
    }
}

#[test]
fn a_passage_tells_of_everyone_whom_its_record_names_and_of_nobody_inferred() {
    let vocabulary = Vocabulary::builtin();
    let graph = examples(&vocabulary);
    let dataset = graph.dataset();
    let files = skeleton(&vocabulary);
    let text = &files.iter().find(|(path, _)| path == "examples/texts/example.txt").unwrap().1;
    let letters: Vec<char> = text.chars().collect();
    for record in dataset.records.iter() {
        let span = |&p| {
            let passage = dataset.passage(p);
            letters[passage.start as usize..passage.end as usize].iter().collect::<String>()
        };
        let told: Vec<String> = dataset.records.evidence(record).iter().map(span).collect();
        let told = told.join(" ");
        for (n, filler) in dataset.records.fillers(record).iter().enumerate() {
            let name = dataset.entities.label(filler.entity, "en");
            assert_eq!(told.contains(name), !filler.inferred, "{name} in: {told}");
            let body = dataset.records.acting_for(record, n);
            assert!(body.is_none_or(|body| told.contains(dataset.entities.label(body, "en"))), "{told}");
        }
        let kind = dataset.vocabulary.kind(dataset.records.kind(record));
        for &attribute in &kind.attributes {
            let is_text = dataset.vocabulary.attribute(attribute).value_type == AttributeType::Text;
            let value = dataset.records.attribute(record, attribute).filter(|_| is_text);
            assert!(value.is_none_or(|value| told.contains(value)), "{told}");
        }
    }
}

#[test]
fn the_examples_are_written_in_every_format() {
    for vocabulary in vocabularies() {
        let graph = examples(&vocabulary);
        for exporter in EXPORTERS {
            let mut output = MemoryOutput::default();
            exporter.export(&graph.view(), &ExportOptions::default(), &mut output).unwrap();
            assert!(output.parts.values().all(|bytes| !bytes.is_empty()));
        }
    }
}

#[test]
fn all_the_cast_has_a_part() {
    let files = skeleton(&Vocabulary::builtin());
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("examples/entities/")) {
        assert_eq!(text.lines().count(), 4, "{path}");
    }
}
