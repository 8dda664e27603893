//! Drafting as a whole: hostile input, scripts and spans; its command has a file of its own.

#[cfg(feature = "cli")]
mod command;

use proptest::prelude::*;
use relata::diagnostic::Report;
use relata::draft::{Drafter, Patterns, SourceText, TextReading};
use relata::load;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafting/examples")
}

/// The texts of the examples with their annotations, in order.
fn annotated() -> Vec<(PathBuf, Value)> {
    annotated_in(&examples())
}

fn annotated_in(texts: &Path) -> Vec<(PathBuf, Value)> {
    let mut paths: Vec<PathBuf> = texts.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let annotation = |path: PathBuf| {
        let json = std::fs::read_to_string(path.with_extension("json")).unwrap();
        (path, serde_json::from_str(&json).unwrap())
    };
    paths.into_iter().map(annotation).collect()
}

/// The organisations and bodies of the examples as a `graph.json` of entities alone; no persons.
fn lexicon(folder: &Path) -> PathBuf {
    lexicon_of(&examples(), folder)
}

fn lexicon_of(texts: &Path, folder: &Path) -> PathBuf {
    let mut entities: std::collections::BTreeMap<String, Value> = std::collections::BTreeMap::new();
    for (_, annotation) in annotated_in(texts) {
        for entity in
            annotation["entities"].as_array().unwrap().iter().filter(|entity| entity["kind"] != "person")
        {
            let id = entity["id"].as_str().unwrap().to_owned();
            let names = ["zh", "en"].into_iter().flat_map(|code| {
                let names = entity["names"][code].as_array().cloned().unwrap_or_default();
                names.into_iter().map(move |name| json!({"text": name, "lang": code, "type": "alias"}))
            });
            let fresh = json!({"id": id, "kind": entity["kind"], "country": entity["country"], "names": []});
            let known = entities.entry(id).or_insert(fresh)["names"].as_array_mut().unwrap();
            let names: Vec<Value> = names.filter(|name| !known.contains(name)).collect();
            known.extend(names);
        }
    }
    let graph = json!({"format": "relata-graph 1", "entities": entities.into_values().collect::<Vec<_>>()});
    let path = folder.join("lexicon.json");
    std::fs::write(&path, graph.to_string()).unwrap();
    path
}

static DRAFTER: LazyLock<Drafter> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let mut report = Report::default();
    let dataset = load::load(&lexicon(folder.path()), &mut report).dataset;
    assert!(!report.has_errors());
    Drafter::new(&dataset, Vec::new()).unwrap()
});

fn read(text: &str) -> (SourceText, TextReading) {
    let text = SourceText::decode(Path::new("text.txt"), text.as_bytes()).unwrap();
    let reading = DRAFTER.read(&text);
    (text, reading)
}

#[test]
fn traditional_characters_give_the_same_records_as_simplified_ones() {
    let records = |text: &str| {
        let (source, reading) = read(text);
        let drafts = DRAFTER.drafts(&[(source, reading)]);
        let rows = drafts.records.into_iter().map(|record| (record.kind, record.cells));
        rows.collect::<Vec<_>>()
    };
    for (path, _) in annotated()
        .into_iter()
        .filter(|(path, _)| path.file_stem().unwrap().to_str().unwrap().starts_with("zs"))
    {
        let simplified = std::fs::read_to_string(&path).unwrap();
        let traditional = hanconv::s2t(&simplified);
        if traditional.chars().count() == simplified.chars().count() {
            let plain = |rows: Vec<(String, Vec<(String, String)>)>| -> Vec<(String, Vec<(String, String)>)> {
                // A title is given in the words of its text.
                let without_title = |(kind, cells): (String, Vec<(String, String)>)| {
                    (kind, cells.into_iter().map(|(column, cell)| (column, hanconv::t2s(cell))).collect())
                };
                rows.into_iter().map(without_title).collect()
            };
            assert_eq!(plain(records(&traditional)), plain(records(&simplified)), "{}", path.display());
        }
    }
}

#[test]
fn every_span_slices_to_what_it_is_said_to_be() {
    for (path, _) in annotated() {
        let (source, reading) = read(&std::fs::read_to_string(&path).unwrap());
        let slice = |start: u32, end: u32| -> String {
            source.text.chars().skip(start as usize).take((end - start) as usize).collect()
        };
        for mention in &reading.mentions {
            let names = &reading.entities[mention.entity].names;
            let named = relata::resolve::fold(&slice(mention.start, mention.end));
            assert!(names.iter().any(|name| relata::resolve::fold(name) == named), "{named} of {names:?}");
        }
        for record in &reading.records {
            assert!(record.evidence.iter().all(|(start, end)| !slice(*start, *end).trim().is_empty()));
        }
    }
}

#[test]
fn what_scanning_and_typesetting_leave_behind_does_not_matter() {
    let clean = "2004年10月，香港工會聯合會理事長鄭國樑率團訪問中華全國總工會。";
    let noisy = "２００４ 年 10月①，香港 工會\n聯合會理事長鄭國樑率\n- 12 -\n團訪問中華全國總工會[3]。";
    let roles = |text: &str| {
        let (_, reading) = read(text);
        let visit = reading.records.iter().find(|record| record.roles.len() == 3).cloned().unwrap();
        (visit.date, visit.roles.values().map(Vec::len).collect::<Vec<_>>())
    };
    assert_eq!(roles(clean), roles(noisy));
}

#[test]
fn dates_that_contradict_the_calendar_stay_unknown() {
    let (_, reading) =
        read("1998年2月30日，全总代表团访问韩国劳总。1998年8月12日至3月5日，韩国劳总代表团访问全总。");
    assert!(reading.times.iter().any(|time| time.value.is_empty()), "{:?}", reading.times);
    assert!(reading.records.iter().all(|record| !record.date.contains("02-30")));
}

#[test]
fn patterns_of_ones_own_are_added_and_checked() {
    let own = json!({"language": "zh", "frames": [{
        "id": "own.award", "kind": "relations", "trigger": ["授勋"],
        "roles": {"party": ["+subject.bodies", "+object.bodies"]}, "min": {"party": 2}, "set": {"state": "active"}
    }]});
    let folder = tempfile::tempdir().unwrap();
    let mut report = Report::default();
    let dataset = load::load(&lexicon(folder.path()), &mut report).dataset;
    let patterns = Patterns::parse(Path::new("own.json"), &own.to_string()).unwrap();
    let drafter = Drafter::new(&dataset, vec![patterns]).unwrap();
    let text = SourceText::decode(Path::new("a.txt"), "1990年，全总授勋韩国劳总。".as_bytes()).unwrap();
    assert!(drafter.read(&text).records.iter().any(|record| record.why[0] == "own.award"));
    let strange = own.to_string().replace("relations", "awards");
    let refused =
        Drafter::new(&dataset, vec![Patterns::parse(Path::new("own.json"), &strange).unwrap()]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "own.json: the frame `own.award` names the kind `awards`, which the vocabulary does not have"
    );
    let broken =
        Patterns::parse(Path::new("own.json"), r#"{"language": "zh", "frames": [{"id": 3}]}"#).unwrap_err();
    assert!(broken.to_string().starts_with("own.json: at `frames[0].id`"), "{broken}");
}

/// Pieces of the register, to be put together at random.
const PIECES: [&str; 40] = [
    "1993年",
    "4月",
    "次年",
    "至",
    "同年底",
    "，",
    "。",
    "；",
    "（",
    "）",
    "、",
    "全总",
    "韩国劳总",
    "主席",
    "秦卫国",
    "凯文·哈特利",
    "率",
    "代表团",
    "访问",
    "应",
    "邀请",
    "与",
    "签署",
    "协议",
    "双方",
    "该会",
    "未",
    "取消",
    "据报道",
    "\n",
    "\n\n",
    "# ",
    "**",
    "12",
    "In May 1996",
    " the ACFTU ",
    "Mr ",
    "“",
    "《",
    "》",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = SourceText::decode(Path::new("a.txt"), &bytes) {
            let reading = DRAFTER.read(&text);
            let _ = DRAFTER.drafts(&[(text, reading)]);
        }
    }

    #[test]
    fn no_order_of_words_makes_it_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..80)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let (source, reading) = read(&text);
        let length = source.text.chars().count() as u32;
        prop_assert!(reading.mentions.iter().all(|mention| mention.start < mention.end && mention.end <= length));
        prop_assert!(reading.times.iter().all(|time| time.start < time.end && time.end <= length));
        let spans = |record: &relata::draft::Reading| record.evidence.iter().all(|(start, end)| start < end && *end <= length);
        prop_assert!(reading.records.iter().all(spans));
        for record in &reading.records {
            prop_assert!(relata::date::Extent::parse(&record.date, relata::date::Reading::Happening).is_ok(), "{}", record.date);
        }
        let again = DRAFTER.read(&source);
        prop_assert_eq!(reading.records, again.records);
    }
}
