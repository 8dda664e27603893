//! Damaged data: never a panic, never a lost row, and the same report twice; and what must not matter does not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::report_text::render;
use proptest::prelude::*;
use relata::diagnostic::Report;
use relata::export::{ExportOptions, MemoryOutput, exporter};
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::{Opened, Pipeline};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// A small dataset that uses most of what a cell can say: file names and contents.
type Files = BTreeMap<&'static str, Vec<u8>>;

const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn files() -> Files {
    let passages = format!("source,start,end,sha256\ns1,0,40,{DIGEST}\ns1,40,90,{DIGEST}\ns2,0,5,{DIGEST}\n");
    let texts = [
        ("dataset.json", r#"{"id": "small", "languages": {"en": "en", "zh": "zh-Hans"}}"#.to_owned()),
        ("vocabulary.json", r#"{"kinds": {"meeting": {"label": {"en": "talks"}}}}"#.to_owned()),
        ("sources.csv", "id,file,title,length\ns1,one.txt,One,300\ns2,two.txt,\"Two, too\",90\n".to_owned()),
        ("passages.csv", passages),
        ("places.csv", "id,name_en,name_zh,within\nnorway,Norway,挪威,\noslo,Oslo,奥斯陆,norway\n".to_owned()),
        (
            "entities/organisation.csv",
            "id,name_zh,name_en,aliases,country,part_of,lifespan\nnorth,北方工会,North,N@en|北@zh,NO,,1900/..\n\
             south,南方工会,\"South, the\",,ZA,,1950/1990\nwest,,West,,,north,\n"
                .to_owned(),
        ),
        ("entities/person.csv", "id,name_en\nann,Ann Berg\ncarl,\"Carl \"\"C\"\" Dorn\"\n".to_owned()),
        (
            "records/meeting.csv",
            "id,date,participant,place,series,summary,note,evidence\n\
             m1,1985~,north;south?;ann@north,oslo,,They meet.,\"a note\nof two lines\",s1:0-40\n\
             m2,1986-05/1986-07,north;*3,oslo;norway,many,Again.,,s1:40-90;s2:0-5\nm3,,west;carl,,,,,s1:0-40\n"
                .to_owned(),
        ),
        (
            "records/office.csv",
            "id,date,holder,organisation,title,evidence\no1,1980/1984,ann,north,president,s1:0-40\n\
             o2,1985/..,carl,north,主席@zh,s2:0-5\n"
                .to_owned(),
        ),
        (
            "records/relations.jsonl",
            "{\"id\": \"r1\", \"date\": \"1970\", \"party\": [\"north\", \"south\"], \"state\": \"established\"}\n\
             {\"id\": \"r2\", \"party\": \"south;west\", \"state\": \"none\", \"evidence\": [\"s1:0-40\"]}\n"
                .to_owned(),
        ),
        ("edges.csv", "id,kind,source,target,date\ne1,membership,west,north,1990/..\n".to_owned()),
        ("judgements.csv", "a,b,judgement,who,when,why\nnorth,south,different,ed,2026,\n".to_owned()),
    ];
    texts.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

fn write(files: &Files) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn open(folder: &Path) -> Opened {
    Pipeline::new(folder).keep_going(true).run()
}

fn report(files: &Files) -> (Report, String) {
    let folder = write(files);
    let report = open(folder.path()).report;
    let text = render(&report, folder.path());
    (report, text)
}

/// One way to damage a file.
#[derive(Debug, Clone)]
enum Damage {
    Flip(usize, u8),
    Cut(usize),
    Insert(usize, Vec<u8>),
    RepeatLine(usize),
    SwapColumns(usize, usize),
    SwapFiles(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let odd = prop_oneof![
        "\\PC{1,6}".prop_map(String::into_bytes),
        "[0-9]{1,25}".prop_map(String::into_bytes),
        Just(b"99999999999999999999-4294967296".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\0end of file\n".to_vec()),
        Just(vec![0xff, 0xfe, 0x00]),
        Just(b"*4294967295;*4294967295".to_vec()),
        Just("[".repeat(300).into_bytes()),
        Just(b";,|@?:/..".to_vec()),
    ];
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, with)| Damage::Flip(at, with)),
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), odd).prop_map(|(at, text)| Damage::Insert(at, text)),
        any::<usize>().prop_map(Damage::RepeatLine),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Damage::SwapColumns(a, b)),
        any::<usize>().prop_map(Damage::SwapFiles),
    ]
}

fn apply(files: &mut Files, which: usize, damage: &Damage) {
    let names: Vec<&str> = files.keys().copied().collect();
    let name = names[which % names.len()];
    let mut text = files[name].clone();
    match damage {
        Damage::Flip(at, with) if !text.is_empty() => {
            let at = at % text.len();
            text[at] ^= with;
        }
        Damage::Cut(at) => text.truncate(at % (text.len() + 1)),
        Damage::Insert(at, odd) => {
            let at = at % (text.len() + 1);
            text.splice(at..at, odd.iter().copied());
        }
        Damage::RepeatLine(at) => {
            let mut lines: Vec<Vec<u8>> = text.split_inclusive(|&b| b == b'\n').map(<[u8]>::to_vec).collect();
            if !lines.is_empty() {
                lines.insert(at % lines.len(), lines[at % lines.len()].clone());
            }
            text = lines.concat();
        }
        Damage::SwapColumns(a, b) => {
            let swap = |line: &[u8]| {
                let mut cells: Vec<&[u8]> = line.split(|&b| b == b',').collect();
                let (a, b) = (a % cells.len(), b % cells.len());
                cells.swap(a, b);
                cells.join(&b","[..])
            };
            text = text.split(|&b| b == b'\n').map(swap).collect::<Vec<_>>().join(&b"\n"[..]);
        }
        Damage::SwapFiles(with) => {
            let other = names[with % names.len()];
            let taken = files.insert(other, text).unwrap();
            text = taken;
        }
        Damage::Flip(..) => {}
    }
    files.insert(name, text);
}

#[test]
fn the_small_dataset_is_sound() {
    let (report, text) = report(&files());
    assert!(!report.has_errors(), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn damage_is_reported_and_nothing_else_happens(
        damages in proptest::collection::vec((any::<usize>(), damage()), 1..4)
    ) {
        let mut files = files();
        for (which, damage) in &damages {
            apply(&mut files, *which, damage);
        }
        let (report, first) = report(&files);
        prop_assert_eq!(report.read, report.kept() + report.rejected);
        let listed: usize = report.counts().map(|(_, _, count)| count.min(20)).sum();
        prop_assert_eq!(listed, report.diagnostics().len());
        prop_assert_eq!(self::report(&files).1, first);
    }

    #[test]
    fn the_order_of_rows_never_shows(seeds in proptest::collection::vec(any::<u64>(), 16)) {
        let mut shuffled = files();
        for (text, seed) in shuffled.values_mut().zip(seeds) {
            if text.starts_with(b"id,") || text.starts_with(b"source,") {
                *text = shuffle(text, seed);
            }
        }
        let (plain, folder) = (write(&files()), write(&shuffled));
        let (plain, moved) = (open(plain.path()), open(folder.path()));
        prop_assert!(!moved.report.has_errors());
        let (plain, moved) = (plain.graph.unwrap(), moved.graph.unwrap());
        prop_assert_eq!(outline(&plain), outline(&moved));
        prop_assert_eq!(answers(&plain), answers(&moved));
    }
}

/// What some questions are answered.
fn answers(graph: &KnowledgeGraph) -> Vec<Value> {
    use relata::query::path::TimeRule;
    use relata::query::{Answer, AsOfQuery, PathQuery, Rendering, StatsQuery, TimelineQuery};
    let (view, rendering) = (graph.view(), Rendering::in_language("en"));
    let entities: Vec<EntityIx> = view.entities().collect();
    let (first, last) = (entities[0], entities[entities.len() - 1]);
    let path = |time| {
        PathQuery { time, ..PathQuery::between(first, last) }.run(&view).unwrap().to_json(graph, &rendering)
    };
    vec![
        path(TimeRule::Ignore),
        path(TimeRule::Order),
        AsOfQuery::at("1985".parse().unwrap()).run(&view).unwrap().to_json(graph, &rendering),
        TimelineQuery::of(first).run(&view).unwrap().to_json(graph, &rendering),
        StatsQuery::default().run(&view).to_json(graph, &rendering),
    ]
}

/// The same rows below the same header, in another order; a row ends where no quotation mark is open.
fn shuffle(text: &[u8], seed: u64) -> Vec<u8> {
    let text = std::str::from_utf8(text).unwrap();
    let mut rows: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match rows.last_mut().filter(|row| row.matches('"').count() % 2 == 1) {
            Some(row) => row.push_str(line),
            None => rows.push(line.to_owned()),
        }
    }
    let mut state = seed;
    rows[1..].sort_by_cached_key(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    });
    rows.concat().into_bytes()
}

/// All that a graph holds, apart from where it stood in the files.
fn outline(graph: &KnowledgeGraph) -> Vec<String> {
    let dataset = graph.dataset();
    let (entities, records) = (&dataset.entities, &dataset.records);
    let mut lines = Vec::new();
    for entity in entities.iter() {
        let names: Vec<_> = entities.names(entity).collect();
        let parts = (
            entities.part_of(entity),
            entities.country(entity),
            dataset.lifespan(entity).map(ToString::to_string),
        );
        lines.push(format!("{} {names:?} {parts:?}", entities.id(entity)));
    }
    for record in records.iter() {
        let row = records.row(record);
        lines.push(format!(
            "{} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            row.id,
            row.kind,
            dataset.extent(record),
            row.fillers,
            row.unnamed,
            row.attributes,
            row.places,
            row.summary,
            row.note,
            row.evidence
        ));
    }
    lines.extend(dataset.passages.iter().map(|passage| format!("{passage:?}")));
    lines.extend(dataset.places.iter().map(|place| format!("{} {:?}", place.id, place.names)));
    lines.extend(dataset.judgements.iter().map(|j| format!("{:?} {:?} {:?}", j.a, j.b, j.kind)));
    lines.extend(graph.edges().map(|edge| format!("{} {:?} {:?}", edge.id(), edge.source, edge.target)));
    lines
}

#[test]
fn ends_of_lines_never_show() {
    let outlines: Vec<_> = ["\n", "\r\n", "\r"]
        .iter()
        .map(|end| {
            let mut files = files();
            for text in files.values_mut() {
                *text = String::from_utf8(text.clone()).unwrap().replace('\n', end).into_bytes();
            }
            files.insert(
                "records/decision.csv",
                format!("id,actor{end}d1,north{end}d2,nobody{end}d3,\"a{end}b\"{end}").into_bytes(),
            );
            let folder = write(&files);
            let opened = open(folder.path());
            (outline(&opened.graph.unwrap()), render(&opened.report, folder.path()))
        })
        .collect();
    assert_eq!(outlines[0], outlines[1]);
    assert_eq!(outlines[0], outlines[2]);
    assert!(outlines[0].1.contains("records/decision.csv:3:4 found the id `nobody`"), "{}", outlines[0].1);
}

fn count(report: &Report, code: &str) -> usize {
    report.counts().filter(|(id, _, _)| *id == code).map(|(_, _, count)| count).sum()
}

#[test]
fn a_cell_of_fifty_megabytes_is_one_rejected_row() {
    let mut files = files();
    let note = "x".repeat(50 << 20);
    let text = format!("id,participant,note\nm1,north;south,{note}\nm2,north;south,short\nm3,nobody,\n");
    files.insert("records/meeting.csv", text.into_bytes());
    let (report, text) = report(&files);
    assert_eq!((count(&report, "E0108"), report.rejected), (1, 2), "{text}");
    assert!(text.contains("records/meeting.csv:4:4 found the id `nobody`") && text.len() < 5_000, "{text}");
}

#[test]
fn deep_nesting_is_malformed() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    for (name, text) in [
        ("records/agreement.json", format!("[{{\"id\": {deep}}}]")),
        ("records/agreement.jsonl", format!("{{\"id\": {deep}}}")),
        ("vocabulary.json", format!("{{\"kinds\": {deep}}}")),
    ] {
        let mut files = files();
        files.insert(name, text.into_bytes());
        assert_eq!(count(&report(&files).0, "E0105"), 1, "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let graph = folder.path().join("graph.json");
    std::fs::write(&graph, format!("{{\"format\": \"relata-graph 1\", \"dataset\": {deep}}}")).unwrap();
    assert_eq!(count(&open(&graph).report, "E0105"), 1);
}

#[test]
fn a_hundred_thousand_fillers_of_one_record_take_no_time() {
    let mut files = files();
    let fillers: Vec<String> = (0..100_000).map(|n| format!("u{n}")).collect();
    let mut entities = String::from("id,name_en\nnorth,North\nsouth,South\nwest,West\n");
    fillers.iter().for_each(|id| entities.push_str(&format!("{id},Union {id}\n")));
    files.insert("entities/organisation.csv", entities.into_bytes());
    let meeting = format!("id,participant\nm1,{}\n", fillers.join(";"));
    files.insert("records/meeting.csv", meeting.into_bytes());
    assert_eq!(count(&report(&files).0, "E0306"), 1);
}

#[test]
fn unknown_ids_by_the_thousand_are_counted_quickly() {
    let mut files = files();
    let mut rows = String::from("id,participant\n");
    (0..50_000).for_each(|n| rows.push_str(&format!("x{n},nrth{n};suth{n}\n")));
    files.insert("records/meeting.csv", rows.into_bytes());
    let (report, text) = report(&files);
    assert_eq!(count(&report, "E0301"), 100_000);
    assert_eq!(text.matches("E0301 error records/meeting.csv").count(), 20);
}

#[cfg(unix)]
#[test]
fn what_is_no_readable_file_is_said() {
    let folder = write(&files());
    std::os::unix::fs::symlink("nowhere", folder.path().join("records/visit.csv")).unwrap();
    std::fs::remove_file(folder.path().join("dataset.json")).unwrap();
    std::fs::create_dir(folder.path().join("dataset.json")).unwrap();
    std::fs::remove_file(folder.path().join("vocabulary.json")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("vocabulary.json")).unwrap();
    let report = open(folder.path()).report;
    assert_eq!(count(&report, "E0101"), 3, "{}", render(&report, folder.path()));
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_not_read() {
    let folder = write(&files());
    std::fs::remove_file(folder.path().join("vocabulary.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("vocabulary.json")).unwrap();
    assert_eq!(count(&open(folder.path()).report, "E0101"), 1);
    let report = open("/dev/zero".as_ref()).report;
    assert_eq!(count(&report, "E0101"), 1, "{}", render(&report, folder.path()));
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(count(&open(&pipe).report, "E0101"), 1);
    std::fs::rename(&pipe, folder.path().join("dataset.json")).unwrap();
    assert_eq!(count(&open(folder.path()).report, "E0101"), 2);
}

#[test]
fn a_header_of_a_hundred_thousand_columns_and_an_id_of_a_megabyte_take_no_time() {
    let mut files = files();
    let header: Vec<String> = (0..100_000).map(|n| format!("c{n}")).collect();
    files.insert("records/visit.csv", format!("id,{}\n", header.join(",")).into_bytes());
    let mut entities = String::from("id,name_en\nnorth,North\nsouth,South\nwest,West\n");
    (0..1_000).for_each(|n| entities.push_str(&format!("{}{n},Union\n", "u".repeat(100))));
    files.insert("entities/organisation.csv", entities.into_bytes());
    let meeting = format!("id,participant\nm1,{};north\n", "u".repeat(980_000));
    files.insert("records/meeting.csv", meeting.into_bytes());
    let (report, text) = report(&files);
    assert_eq!((count(&report, "E0203"), count(&report, "E0301")), (100_000, 1), "{text}");
}

#[test]
fn the_name_of_the_folder_of_a_dataset_never_shows() {
    let folder = write(&files());
    let around = tempfile::tempdir().unwrap();
    for name in ["records", "entities"] {
        let moved = around.path().join(name);
        std::fs::rename(folder.path(), &moved).unwrap();
        let report = open(&moved).report;
        assert_eq!(report.total(relata::diagnostic::Severity::Error), 0, "{}", render(&report, &moved));
        assert_eq!(count(&report, "W0110"), 0, "{}", render(&report, &moved));
        std::fs::rename(&moved, folder.path()).unwrap();
    }
}

#[test]
fn blanks_at_the_edges_of_cells_never_show() {
    let (mut plain, mut padded) = (files(), files());
    plain.insert("entities/person.csv", "id,name_zh,note\nann,两,a\ncarl,,b\n".into());
    let wide = "\u{feff}id\u{3000},name_zh,\u{a0}note\nann,\u{3000}两\u{3000},\u{a0}a\u{2003}\n\u{3000},\u{a0},\ncarl,\u{3000},b\n";
    padded.insert("entities/person.csv", wide.into());
    let lines = "{\"id\": \"ann\", \"name_zh\": \"\u{3000}两\u{a0}\", \"note\": \"a\u{2003}\"}\n\
        {\"id\": \"\u{3000}carl\", \"name_zh\": \"\u{3000}\", \"note\": \"b\"}\n";
    let mut json = files();
    json.remove("entities/person.csv");
    json.insert("entities/person.jsonl", lines.into());
    let names = |files: &Files| {
        let folder = write(files);
        let opened = open(folder.path());
        assert!(!opened.report.has_errors(), "{}", render(&opened.report, folder.path()));
        outline(&opened.graph.unwrap())
    };
    assert_eq!(names(&plain), names(&padded));
    assert_eq!(names(&plain), names(&json));
}

/// The `graph.json` of what opens without an error.
fn graph_json(opened: &Opened) -> String {
    assert!(!opened.report.has_errors(), "{}", render(&opened.report, Path::new("")));
    let mut output = MemoryOutput::default();
    let graph = opened.graph.as_ref().unwrap();
    exporter("json").unwrap().export(&graph.view(), &ExportOptions::default(), &mut output).unwrap();
    String::from_utf8(output.parts.remove("graph.json").unwrap()).unwrap()
}

/// Writes the `graph.json` of a folder, and that of what is read from it.
fn there_and_back(folder: &Path) -> [String; 2] {
    let first = graph_json(&open(folder));
    let file = tempfile::tempdir().unwrap();
    let path = file.path().join("graph.json");
    std::fs::write(&path, &first).unwrap();
    let second = graph_json(&open(&path));
    [first, second]
}

#[test]
fn a_folder_and_its_graph_json_say_the_same() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files = files();
    let names = "id,name,name_en,name_fr,name_zh-hant,abbr_de,aliases,identifiers\n\
        odd,Plain@en|Second,First@x|More@zh,Un|Deux,三@zh|四,K,a@en@zh|b@fr|c;d@|e,w: Q1 ;v:x:y\n";
    files.insert("entities/international-body.csv", names.into());
    let (small, mut all) = (write(&files), vec![fixtures.join("nasty"), fixtures.join("rdf")]);
    all.push(small.path().to_owned());
    for folder in all {
        let [first, second] = there_and_back(&folder);
        assert_eq!(first, second, "{}", folder.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn odd_names_and_texts_survive_graph_json(
        cells in proptest::collection::vec("[ab两@zenfr|;:\"\u{3000} ,.~?*_-]{0,12}", 7)
    ) {
        let mut files = files();
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let names = &quoted[..4].join(",");
        let organisations = format!("id,name,name_en,name_fr,aliases\nodd,{names}\nnorth,,North,,\nsouth,,,,\nwest,,,,\n");
        files.insert("entities/organisation.csv", organisations.into_bytes());
        let meeting = format!("id,participant,subject,summary,note\nm1,odd;north,{}\n", quoted[4..].join(","));
        files.insert("records/meeting.csv", meeting.into_bytes());
        let folder = write(&files);
        let [first, second] = there_and_back(folder.path());
        prop_assert_eq!(first, second);
    }
}

#[test]
fn names_are_in_a_thousand_languages_at_most() {
    let tag = |n: usize| {
        [n / 676, n / 26 % 26, n % 26].map(|n| (b'a' + n as u8) as char).iter().collect::<String>()
    };
    let header: Vec<String> = (0..1_100).map(|n| format!("name_{}", tag(n))).collect();
    let row = |n: usize| format!("p{n},{}x{}\n", ",".repeat(n), ",".repeat(1_099 - n));
    let rows: String = (0..1_100).map(row).collect();
    let mut files = files();
    files.insert(
        "entities/person.csv",
        format!("id,{}\nann{}\ncarl{}\n{rows}", header.join(","), ",".repeat(1_100), ",".repeat(1_100))
            .into_bytes(),
    );
    let (report, text) = report(&files);
    assert!((100..110).contains(&count(&report, "E0207")), "{text}");
    assert!(text.contains("found names in more than 1000 languages"), "{text}");
}
