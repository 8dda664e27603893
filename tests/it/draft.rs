//! Drafting as a whole: the annotated examples scored, hostile input, the command.

use proptest::prelude::*;
use relata::diagnostic::Report;
use relata::draft::{Drafter, Patterns, SourceText, TextReading, read_drafts};
use relata::load;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The floors of the examples: a change may raise them, never lower them.
const FLOORS: [(&str, f64); 5] = [
    ("date exact", 1.0),
    ("mention exact", 0.99),
    ("record lenient", 0.955),
    ("record strict", 0.91),
    ("date span", 1.0),
];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafting/examples")
}

/// The texts of the examples with their annotations, in order.
fn annotated() -> Vec<(PathBuf, Value)> {
    let mut paths: Vec<PathBuf> = examples().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
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
    let mut entities: std::collections::BTreeMap<String, Value> = std::collections::BTreeMap::new();
    for (_, annotation) in annotated() {
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

fn relata(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relata")).args(args).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_examples_are_read_no_worse_than_before() {
    let Some(shared) = std::env::var_os("RELATA_SHARED") else {
        crate::skipped("RELATA_SHARED does not name the folder of the scorer");
        return;
    };
    let scorer = Path::new(&shared).join("extraction/score.py");
    let folder = tempfile::tempdir().unwrap();
    let (data, drafts) = (lexicon(folder.path()), folder.path().join("drafts"));
    let texts = examples();
    let (texts, data, out) = (texts.to_str().unwrap(), data.to_str().unwrap(), drafts.to_str().unwrap());
    let drafted = relata(&["draft", texts, "--data", data, "--format", "json", "-o", out]);
    assert!(drafted.status.success(), "{}", said(&drafted.stderr));
    let Ok(scored) = Command::new("python3").arg(&scorer).args([texts, out, "--json"]).output() else {
        crate::skipped("there is no python3 to run the scorer with");
        return;
    };
    let scores: Value = serde_json::from_slice(&scored.stdout).unwrap();
    for (measure, floor) in FLOORS {
        let found = scores["total"][measure]["f1"].as_f64().unwrap();
        assert!(found >= floor, "{measure}: {found}, expected at least {floor}");
    }
    assert_eq!(scores["total"]["traps"]["hit"], 0);
    assert_eq!(scores["total"]["drafts"]["without_evidence"], 0);
}

#[test]
fn the_same_texts_give_the_same_bytes_and_tables_that_can_be_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = lexicon(folder.path());
    let mut trees = Vec::new();
    for name in ["one", "two"] {
        let out = folder.path().join(name);
        let examples = examples();
        let args = [
            "draft",
            examples.to_str().unwrap(),
            "--data",
            data.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
        ];
        assert!(relata(&args).status.success());
        let drafts = read_drafts(&out).unwrap();
        assert_eq!(drafts.texts.len(), 8);
        assert!(drafts.records.len() > 50 && drafts.entities.len() > 10);
        let review = std::fs::read_to_string(out.join("review.csv")).unwrap();
        trees.push((drafts, review));
    }
    assert_eq!(trees[0], trees[1]);
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
fn other_encodings_are_read_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let data = lexicon(folder.path());
    let text = "1993年4月，韩国劳动组合总联盟代表团访问全总，双方签订了交流协议。";
    let (bytes, _, _) = encoding_rs::GBK.encode(text);
    std::fs::write(folder.path().join("a.txt"), bytes).unwrap();
    std::fs::write(folder.path().join("b.txt"), [0_u8, 1, 2, 3, 0, 0]).unwrap();
    let (input, out) = (folder.path().join("a.txt"), folder.path().join("out"));
    let bad = folder.path().join("b.txt");
    let args = [
        "draft",
        input.to_str().unwrap(),
        bad.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
        "-o",
        out.to_str().unwrap(),
    ];
    let output = relata(&args);
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output.stderr);
    assert!(told.contains("a.txt: read as GBK") && told.contains("b.txt is not a text"), "{told}");
    let drafts = read_drafts(&out).unwrap();
    assert_eq!(drafts.texts[0].encoding, "GBK");
    assert!(drafts.records.iter().any(|record| record.cell("date") == "1993-04"));
}

#[test]
fn a_text_without_a_known_name_is_a_result_with_a_remark() {
    let folder = tempfile::tempdir().unwrap();
    let data = lexicon(folder.path());
    let input = folder.path().join("a.txt");
    std::fs::write(&input, "In 1990 nothing happened.").unwrap();
    let out = folder.path().join("out");
    let args =
        ["draft", input.to_str().unwrap(), "--data", data.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let output = relata(&args);
    assert!(output.status.success());
    assert!(said(&output.stderr).contains("no name of the dataset stands in it"));
    assert_eq!(read_drafts(&out).unwrap().dates.len(), 1);
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
