//! An empty dataset, and beside it a small one with a worked record of every kind.

use crate::model::Vocabulary;
use crate::model::vocabulary::{Attribute, AttributeType, Kind, Role, TimeClass};

/// The files of an empty dataset as pairs of a path and a text: tables with headers and no rows, and below `examples/`
/// the same tables with one worked record per kind, whose note says what its cells mean.
///
/// Both the dataset and `examples` load without an error.
#[must_use]
pub fn skeleton(vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let mut files = vec![
        ("README.md".to_owned(), readme(vocabulary)),
        ("dataset.json".to_owned(), dataset("my-dataset")),
    ];
    files.extend(tables(vocabulary, "", false));
    files.push(("examples/dataset.json".to_owned(), dataset("examples")));
    files.extend(tables(vocabulary, "examples/", true));
    files
}

fn dataset(id: &str) -> String {
    let value = serde_json::json!({"id": id, "title": "", "language": "en", "languages": {"en": "en", "zh": "zh-Hans"}});
    format!("{value:#}\n")
}

fn tables(vocabulary: &Vocabulary, folder: &str, examples: bool) -> Vec<(String, String)> {
    let sources = row(&["id", "file", "title", "date", "language", "length", "sha256", "note"])
        + &worked(
            examples,
            &[
                "s1",
                "chronicle.txt",
                "A chronicle",
                "2009",
                "en",
                "2000",
                "",
                "The text itself stays outside the dataset.",
            ],
        );
    let passages = row(&["source", "start", "end", "sha256"]);
    let places = row(&["id", "name_zh", "name_en", "country", "within", "note"])
        + &worked(examples, &["china", "中国", "China", "CN", "", ""])
        + &worked(examples, &["beijing", "北京", "Beijing", "CN", "china", "Lies within another place."]);
    let judgements = row(&["a", "b", "judgement", "who", "when", "why"]);
    let mut tables = vec![
        (format!("{folder}sources.csv"), sources),
        (format!("{folder}passages.csv"), passages),
        (format!("{folder}places.csv"), places),
        (format!("{folder}judgements.csv"), judgements),
    ];
    for kind in &vocabulary.entity_kinds {
        let mut text = row(&crate::load::ENTITY_COLUMNS);
        for n in ["one", "two"] {
            text += &worked(examples, &entity(&kind.name, n));
        }
        tables.push((format!("{folder}entities/{}.csv", kind.name), text));
    }
    for kind in &vocabulary.kinds {
        let columns: Vec<String> = crate::load::record_columns(vocabulary, kind);
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let mut text = row(&columns);
        if examples {
            text +=
                &row(&columns.iter().map(|column| record_cell(vocabulary, kind, column)).collect::<Vec<_>>());
        }
        tables.push((format!("{folder}records/{}.csv", kind.name), text));
    }
    tables
}

fn worked(examples: bool, cells: &[impl AsRef<[u8]>]) -> String {
    if examples { row(cells) } else { String::new() }
}

fn row(cells: &[impl AsRef<[u8]>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and what was written came from strings.
    let _ = writer.write_record(cells);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn entity(kind: &str, n: &str) -> [String; 12] {
    let id = format!("{kind}-{n}");
    let name = format!("Example {kind} {n}");
    let note = "Names in every language you have; a lifespan ends with /.. when no end is stated.";
    [&id, "", "", &name, "", "", &format!("another name|{n}号@zh"), "CN", "", "1949/..", "", note]
        .map(str::to_owned)
}

fn record_cell(vocabulary: &Vocabulary, kind: &Kind, column: &str) -> String {
    match column {
        "id" => format!("{}-example", kind.name),
        "date" if kind.class == TimeClass::Happening => "2000-02".to_owned(),
        "date" => "1998/2004".to_owned(),
        "place" => "beijing".to_owned(),
        "series" => String::new(),
        "summary" => format!("One sentence about this {} in your own words.", kind.label.get("en")),
        "note" => comment(vocabulary, kind),
        "evidence" => "s1:120-168".to_owned(),
        _ => match kind.roles.iter().find(|role| role.name == column) {
            Some(role) => fillers(vocabulary, role),
            None => attribute(vocabulary, kind, column).map_or(String::new(), sample),
        },
    }
}

/// As many fillers as the role asks for, the last one inferred.
fn fillers(vocabulary: &Vocabulary, role: &Role) -> String {
    let number = role.min.max(1).min(role.max.unwrap_or(u32::MAX)) as usize;
    let kinds: Vec<&str> = match role.kinds.as_slice() {
        [] => vocabulary.entity_kinds.iter().map(|kind| kind.name.as_str()).collect(),
        some => some.iter().map(|&kind| vocabulary.entity_kind(kind).name.as_str()).collect(),
    };
    let ids = kinds.iter().flat_map(|kind| ["one", "two"].map(|n| format!("{kind}-{n}")));
    let mut fillers: Vec<String> = ids.take(number).collect();
    if let Some(last) = fillers.last_mut() {
        last.push('?');
    }
    fillers.join(";")
}

fn attribute<'v>(vocabulary: &'v Vocabulary, kind: &Kind, name: &str) -> Option<&'v Attribute> {
    kind.attributes
        .iter()
        .map(|&attribute| vocabulary.attribute(attribute))
        .find(|attribute| attribute.name == name)
}

fn sample(attribute: &Attribute) -> String {
    match attribute.value_type {
        AttributeType::Text => attribute.label.get("en").to_owned(),
        AttributeType::Term => attribute.terms.first().map_or(String::new(), |term| term.name.clone()),
        AttributeType::Number => "18..25".to_owned(),
        AttributeType::Decimal => "~730000".to_owned(),
        AttributeType::Flag => "true".to_owned(),
        AttributeType::Code => "CNY".to_owned(),
    }
}

/// What the cells of a record of this kind mean.
fn comment(vocabulary: &Vocabulary, kind: &Kind) -> String {
    let class = match kind.class {
        TimeClass::Happening => {
            "the date is the moment it happened: 2000, 2000-02, 1985~ (about), 1979/1989 (between)"
        }
        TimeClass::State => {
            "the date is when it held: 1998/2004 (from, to), 1998/.. (no end stated), 1983 (attested then)"
        }
    };
    let roles = kind.roles.iter().map(|role| {
        let least = if role.min == 0 { "optional".to_owned() } else { format!("at least {}", role.min) };
        let most = role.max.map_or(String::new(), |max| format!(", at most {max}"));
        format!("{} = {} ({least}{most})", role.name, role.label.get("en"))
    });
    let terms = kind
        .attributes
        .iter()
        .map(|&attribute| vocabulary.attribute(attribute))
        .filter(|a| !a.terms.is_empty());
    let terms = terms.map(|attribute| {
        let names: Vec<&str> = attribute.terms.iter().map(|term| term.name.as_str()).collect();
        format!("; {} is one of {}", attribute.name, names.join(", "))
    });
    let roles: Vec<String> = roles.collect();
    format!(
        "{class}; {}{}; ? marks one whom the text does not name",
        roles.join(", "),
        terms.collect::<String>()
    )
}

fn readme(vocabulary: &Vocabulary) -> String {
    let kinds: Vec<&str> = vocabulary.kinds.iter().map(|kind| kind.name.as_str()).collect();
    format!(
        "# A dataset of dated records\n\n\
        Fill the tables, then run `relata check --data .` and `relata build --data . -o exports`.\n\n\
        - `sources.csv`: the documents. `passages.csv` is computed: `relata passages --data . --texts DIR --format csv \
        -o passages.csv`.\n\
        - `entities/<kind>.csv`: who there is. `records/<kind>.csv`: what is recorded, one row each. Kinds of record: \
        {}.\n\
        - `judgements.csv`: two ids that are the same, different, or undecided.\n\
        - `;` divides fillers, places and spans; `|` divides names. `id?` is inferred, `id@body` acts for a body, `*` is \
        unnamed, `*4` are four unnamed. A span is `s1:120-168`: characters from 0, the end not included.\n\
        - Dates are EDTF (ISO 8601-2). Format date columns as text before a spreadsheet sees them.\n\n\
        `examples/` is a dataset of its own with one worked record of every kind; each note says what the cells mean. \
        Look at it with `relata check --data examples`, then delete it.\n",
        kinds.join(", ")
    )
}
