//! Random datasets: every kind, role and attribute of the vocabulary, and texts that formats trip over.

use super::opened;
use relata::graph::KnowledgeGraph;
use relata::model::Vocabulary;
use relata::model::vocabulary::{Attribute, AttributeType, Kind, Role, TimeClass};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// What a random dataset may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Anything.
    Any,
    /// No ids that are judged the same.
    Unmerged,
}

/// A run of numbers that a seed gives.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    fn some<T: Copy>(&mut self, of: &[T], most: usize) -> Vec<T> {
        let mut left = of.to_vec();
        let count = self.roll(most + 1).min(left.len());
        (0..count).map(|_| left.remove(self.roll(left.len()))).collect()
    }
}

const TEXTS: [&str; 14] = [
    "plain words",
    "全国总工会",
    "a & b <c> \"d\" 'e'",
    "=1+1",
    "-minus, comma; semicolon",
    "two\nlines",
    "one\rtwo",
    "back\\slash",
    "INF null",
    "emoji 😀 and \u{fffd}",
    "a@b",
    "]]> <!-- &amp;",
    "tab\there",
    "50%/..",
];
const NAMES: [&str; 10] = [
    "Union",
    "工会",
    "A & B",
    "\"Quoted\"",
    "=Sum",
    "Ünïön",
    "O'Brien",
    "One; two",
    "Comma, the",
    "<b>bold</b>",
];
/// The last is of states only.
const DATES: [&str; 14] = [
    "",
    "1999",
    "1999-05",
    "1999-05-07",
    "198X",
    "19XX",
    "1985~",
    "1985?",
    "1979/1989",
    "1990/..",
    "1982/",
    "../1969",
    "1989-22",
    "1990/2007..",
];
const LIFESPANS: [&str; 12] = [
    "",
    "1925-05-01/..",
    "1950/1990",
    "../1969",
    "1982/",
    "1983",
    "198X",
    "1983-04",
    "1983-04-05",
    "1990/2007..",
    "..1950/1960",
    "/1975-03",
];
const NUMBERS: [&str; 6] = ["21", "18..25", ">120", "<30", "~680", "1"];
const DECIMALS: [&str; 6] = ["0.5", "1200", "1.25..2", ">0.5", "~3.5", "<10"];

/// The graph of a seed, and the folder of its file.
pub fn drawn(seed: u64, sort: Sort) -> (TempDir, KnowledgeGraph) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("graph.json");
    std::fs::write(&path, file(&mut Dice(seed), sort).to_string()).unwrap();
    let graph = opened(&path);
    (home, graph)
}

fn file(dice: &mut Dice, sort: Sort) -> Value {
    let patch = json!({"kinds": {"honour": {
        "class": "happening",
        "roles": {"honoured": {"min": 1}, "honouring": {}},
        "attributes": {"wording": {"type": "text"}, "worth": {"type": "decimal"}, "posthumous": {"type": "flag"}},
        "projection": [{"relation": "visited", "from": ["honouring"], "to": ["honoured"]}],
    }}});
    let vocabulary = Vocabulary::patched(&patch).unwrap();
    let languages = json!({"en": "en", "zh": "zh-Hans", "nb": "nb"});
    let mut file = json!({
        "format": "relata-graph 1",
        "dataset": {"id": "drawn", "title": "Drawn & <dealt>", "language": "en", "languages": languages,
            "base_iri": "https://data.example.org/", "licence": "CC0-1.0"},
        "sources": [
            {"id": "s1", "file": "one.txt", "title": dice.pick(&TEXTS), "date": "2001-02", "length": 900},
            {"id": "s2", "note": dice.pick(&TEXTS)},
        ],
        "places": places(dice),
    });
    if dice.roll(2) == 0 {
        file["vocabulary"] = patch;
    }
    let is_own = file.get("vocabulary").is_some();
    let entities = entities(dice);
    file["judgements"] = judgements(dice, sort);
    let kinds: Vec<&Kind> = vocabulary.kinds.iter().filter(|kind| is_own || kind.name != "honour").collect();
    let count = 1 + dice.roll(14);
    let records = (0..count).filter_map(|n| {
        let kind = dice.pick(&kinds);
        record(dice, &vocabulary, kind, &entities, n)
    });
    let records: Vec<Value> = records.collect();
    file["entities"] = entities.into_iter().map(|(_, entity)| entity).collect();
    file["records"] = records.into();
    file
}

fn places(dice: &mut Dice) -> Value {
    json!([
        {"id": "p0", "names": [{"text": "Norway", "lang": "en"}, {"text": "挪威", "lang": "zh"}], "country": "NO"},
        {"id": "p1", "names": [{"text": "Oslo", "lang": "en"}], "within": "p0", "note": dice.pick(&TEXTS)},
        {"id": "p2", "names": [{"text": "奥斯陆", "lang": "zh"}]},
        {"id": "p3"},
    ])
}

/// Entities with their kinds.
fn entities(dice: &mut Dice) -> Vec<(&'static str, Value)> {
    let entity = |n: usize| {
        let kind = ["organisation", "international-body", "person"][n % 3];
        let mut entity = json!({"id": format!("e{n}"), "kind": kind, "lifespan": dice.pick(&LIFESPANS)});
        let kinds = ["preferred", "abbreviation", "alias"];
        let names = (0..dice.roll(6)).map(|_| {
            let name = format!("{} {}", dice.pick(&NAMES), dice.roll(90));
            json!({"text": name, "lang": dice.pick(&["en", "zh", "nb"]), "type": dice.pick(&kinds)})
        });
        entity["names"] = names.collect();
        entity["country"] = dice.pick(&["", "NO", "CN"]).into();
        entity["note"] = dice.pick(&TEXTS).into();
        if kind != "person" {
            entity["type"] = dice.pick(&["", "national-centre", "x9"]).into();
            if n > 2 && dice.roll(2) == 0 {
                entity["part_of"] = format!("e{}", n % 2).into();
            }
        }
        let catalogues = dice.some(&["wikidata:Q42", "viaf:77", "gnd:1-2"], 2);
        let identifier =
            |text: &str| text.split_once(':').map(|(scheme, id)| json!({"scheme": scheme, "id": id}));
        entity["identifiers"] = catalogues.into_iter().filter_map(identifier).collect();
        (kind, entity)
    };
    (0..9).map(entity).collect()
}

fn judgements(dice: &mut Dice, sort: Sort) -> Value {
    let kinds: &[&str] =
        if sort == Sort::Any { &["same", "different", "unsure"] } else { &["different", "unsure"] };
    let mut judgements =
        vec![json!({"a": "e0", "b": "e3", "judgement": dice.pick(kinds), "why": dice.pick(&TEXTS)})];
    judgements.push(json!({"a": "e2", "b": "e5", "judgement": "unsure", "who": "x", "when": "2026"}));
    judgements.into()
}

fn record(
    dice: &mut Dice,
    vocabulary: &Vocabulary,
    kind: &Kind,
    entities: &[(&str, Value)],
    n: usize,
) -> Option<Value> {
    let (mut roles, mut unnamed, mut qualifiers) = (Map::new(), Map::new(), Vec::new());
    for role in &kind.roles {
        let fillers = fillers(dice, vocabulary, role, entities);
        for id in &fillers {
            let body = format!("e{}", dice.roll(9));
            let mut qualifier = json!({"role": role.name, "id": id});
            if dice.roll(3) == 0 {
                qualifier["inferred"] = true.into();
            }
            if dice.roll(5) == 0 && body != *id {
                qualifier["for"] = body.into();
            }
            if qualifier.as_object().is_some_and(|q| q.len() > 2) {
                qualifiers.push(qualifier);
            }
        }
        if dice.roll(5) == 0 && role.max.is_none_or(|max| (fillers.len() as u32) < max) {
            let most = role.max.map_or(5, |max| max as usize - fillers.len()).min(5);
            unnamed.insert(role.name.clone(), (1 + dice.roll(most)).into());
        }
        if !fillers.is_empty() {
            roles.insert(role.name.clone(), fillers.into());
        }
    }
    let attributes = kind.attributes.iter().filter_map(|&number| {
        let attribute = vocabulary.attribute(number);
        let value = value(dice, attribute);
        (dice.roll(2) == 0).then(|| (attribute.name.clone(), Value::from(value)))
    });
    let attributes: Map<String, Value> = attributes.collect();
    let spans = dice.some(&[("s1", 0, 40), ("s1", 100, 140), ("s1", 40, 90), ("s2", 7, 9)], 3);
    let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let span = |(source, start, end): (&str, u32, u32)| {
        let mut span = json!({"source": source, "start": start, "end": end});
        if source == "s1" {
            span["sha256"] = digest.into();
        }
        span
    };
    let is_named = !roles.is_empty();
    let dates = if kind.class == TimeClass::State { &DATES[..] } else { &DATES[..DATES.len() - 1] };
    let record = json!({
        "id": format!("{}-{n}", kind.name), "kind": kind.name, "roles": roles, "qualifiers": qualifiers,
        "unnamed": unnamed, "date": dice.pick(dates), "attributes": attributes,
        "places": dice.some(&["p0", "p1", "p2", "p3"], 2), "series": dice.pick(&["", "", "many", "3"]),
        "summary": dice.pick(&TEXTS), "note": dice.pick(&TEXTS),
        "evidence": spans.into_iter().map(span).collect::<Vec<Value>>(),
    });
    is_named.then_some(record)
}

fn fillers(dice: &mut Dice, vocabulary: &Vocabulary, role: &Role, entities: &[(&str, Value)]) -> Vec<String> {
    let allowed = |kind: &str| {
        role.kinds.is_empty() || role.kinds.iter().any(|&number| vocabulary.entity_kind(number).name == kind)
    };
    let able: Vec<&str> = entities
        .iter()
        .filter(|(kind, _)| allowed(kind))
        .filter_map(|(_, entity)| entity["id"].as_str())
        .collect();
    let most = role.max.unwrap_or(4).min(4) as usize;
    dice.some(&able, most).into_iter().map(str::to_owned).collect()
}

fn value(dice: &mut Dice, attribute: &Attribute) -> String {
    match attribute.value_type {
        AttributeType::Text => format!("{}{}", dice.pick(&TEXTS), dice.pick(&["", "@zh"])),
        AttributeType::Term => attribute.terms[dice.roll(attribute.terms.len())].name.clone(),
        AttributeType::Number => dice.pick(&NUMBERS).to_owned(),
        AttributeType::Decimal => dice.pick(&DECIMALS).to_owned(),
        AttributeType::Flag => "true".to_owned(),
        AttributeType::Code => "CNY".to_owned(),
    }
}
