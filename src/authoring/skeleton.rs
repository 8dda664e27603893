//! An empty dataset, and beside it a small one with a worked record of every kind.

use super::cast::{Member, cast};
use super::comment::comment;
use super::example::{Example, Played, examples, filler_cell};
use super::narrative::{Narrative, PLACE, Span, narrate};
use crate::model::{Digest, Vocabulary};
use std::collections::BTreeSet;

/// The files of an empty dataset as pairs of a path and a text: tables with headers and no rows, and below `examples/`
/// the same tables with one worked record per kind, whose note says what its cells mean, and the text it is drawn from.
///
/// Both load without an error; the examples raise no warning either, and their text proves every passage.
///
/// ```
/// let files = relata::authoring::skeleton(&relata::model::Vocabulary::builtin());
/// let (_, text) = files.iter().find(|(path, _)| path == "examples/records/visit.csv").unwrap();
/// assert!(text.lines().nth(1).unwrap().starts_with("example-visit,1998-05-12,"));
/// ```
#[must_use]
pub fn skeleton(vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let mut files = vec![("README.md".to_owned(), readme(vocabulary))];
    files.extend(dataset(vocabulary, "", "my-dataset", ""));
    files.extend(tables(vocabulary, "", &Content::default()));
    files.extend(dataset(vocabulary, "examples/", "examples", "Worked examples, all invented"));
    let cast = cast(vocabulary);
    let examples = examples(vocabulary, &cast);
    let narrative = narrate(&examples);
    files.extend(tables(vocabulary, "examples/", &content(vocabulary, &cast, &examples, &narrative)));
    files.push((format!("examples/texts/{TEXT}"), narrative.text));
    files
}

/// The settings, and the vocabulary where it is not the built-in one.
fn dataset(vocabulary: &Vocabulary, folder: &str, id: &str, title: &str) -> Vec<(String, String)> {
    let languages = serde_json::json!({"en": "en", "zh": "zh-Hans"});
    let mut value = serde_json::json!({"id": id, "title": title, "language": "en", "languages": languages});
    if !folder.is_empty() {
        // A domain kept for examples: the curator's own dataset is asked for its own.
        value["base_iri"] = "https://example.org/relata/".into();
    }
    let mut files = vec![(format!("{folder}dataset.json"), format!("{value:#}\n"))];
    if let Some(patch) = &vocabulary.patch {
        files.push((format!("{folder}vocabulary.json"), format!("{patch:#}\n")));
    }
    files
}

const TEXT: &str = "example.txt";
const SOURCE: &str = "s1";
const PLACE_ID: &str = "example-town";

/// The rows of tables, each as text; tables of entities and records in the order of the vocabulary.
#[derive(Default)]
struct Content {
    sources: String,
    passages: String,
    places: String,
    judgements: String,
    entities: Vec<String>,
    records: Vec<String>,
}

fn content(
    vocabulary: &Vocabulary,
    cast: &[Member],
    examples: &[Example<'_>],
    narrative: &Narrative,
) -> Content {
    // Two of whom somebody has said that they are not one; the last kind is as good as any.
    let judged = cast.last_chunk::<2>();
    let judged_ids = judged.iter().flat_map(|pair| pair.iter().map(|member| member.id.as_str()));
    let used: BTreeSet<&str> = examples.iter().flat_map(used).chain(judged_ids).collect();
    let used = |member: &&Member| {
        let has_parts = cast.iter().any(|part| part.part_of == member.id && used.contains(part.id.as_str()));
        has_parts || used.contains(member.id.as_str())
    };
    let of_kind = |kind: usize| cast.iter().filter(used).filter(move |member| member.kind.index() == kind);
    let entities =
        |kind| of_kind(kind).map(|m| row(crate::load::ENTITY_COLUMNS.map(|column| m.cell(column)))).collect();
    Content {
        sources: source(&narrative.text),
        passages: narrative.spans.iter().flatten().map(passage).collect(),
        places: row(["example-land", "示例国", "Example Land", "NO", "", "Invented."])
            + &row([
                PLACE_ID,
                "示例市",
                PLACE,
                "NO",
                "example-land",
                "within = the id of the place around it",
            ]),
        judgements: judged.map_or_else(String::new, judgement),
        entities: (0..vocabulary.entity_kinds.len()).map(entities).collect(),
        records: examples
            .iter()
            .zip(&narrative.spans)
            .map(|(example, spans)| record(example, spans))
            .collect(),
    }
}

/// The ids of all who have a part in an example.
fn used<'a>(example: &Example<'a>) -> Vec<&'a str> {
    let fillers = example.roles.iter().flat_map(|played| &played.fillers);
    fillers
        .flat_map(|filler| [Some(filler.member), filler.acting_for])
        .flatten()
        .map(|m| m.id.as_str())
        .collect()
}

fn source(text: &str) -> String {
    let length = text.chars().count().to_string();
    let note = "Ours, invented. The texts lie outside the tables, in the folder given with --texts.";
    row([
        SOURCE,
        TEXT,
        "An example text",
        "2007",
        "en",
        &length,
        &Digest::of(text.as_bytes()).to_string(),
        note,
    ])
}

fn passage(span: &Span) -> String {
    row([SOURCE, &span.start.to_string(), &span.end.to_string(), &span.sha256.to_string()])
}

fn judgement([a, b]: &[Member; 2]) -> String {
    let why = "The names are alike, and these are two. `same` would make one entity of them.";
    row([&a.id, &b.id, "different", "the curator", "2007-02-01", why])
}

fn tables(vocabulary: &Vocabulary, folder: &str, content: &Content) -> Vec<(String, String)> {
    let table = |name: &str, header: String, rows: Option<&String>| {
        (format!("{folder}{name}.csv"), header + rows.map_or("", String::as_str))
    };
    let sources = row(["id", "file", "title", "date", "language", "length", "sha256", "note"]);
    let places = row(["id", "name_zh", "name_en", "country", "within", "note"]);
    let judgements = row(["a", "b", "judgement", "who", "when", "why"]);
    let mut tables = vec![
        table("sources", sources, Some(&content.sources)),
        table("passages", row(["source", "start", "end", "sha256"]), Some(&content.passages)),
        table("places", places, Some(&content.places)),
        table("judgements", judgements, Some(&content.judgements)),
    ];
    for (n, kind) in vocabulary.entity_kinds.iter().enumerate() {
        let header = row(crate::load::ENTITY_COLUMNS);
        tables.push(table(&format!("entities/{}", kind.name), header, content.entities.get(n)));
    }
    for (n, kind) in vocabulary.kinds.iter().enumerate() {
        let header = row(crate::load::record_columns(vocabulary, kind));
        tables.push(table(&format!("records/{}", kind.name), header, content.records.get(n)));
    }
    tables
}

fn row(cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and what was written came from strings.
    let _ = writer.write_record(cells);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn record(example: &Example<'_>, spans: &[Span]) -> String {
    let columns = crate::load::record_columns(example.vocabulary, example.kind);
    row(columns.iter().map(|column| record_cell(example, spans, column)))
}

fn record_cell(example: &Example<'_>, spans: &[Span], column: &str) -> String {
    match column {
        "id" => example.id.clone(),
        "date" => example.date.to_owned(),
        "place" => if example.has_place { PLACE_ID } else { "" }.to_owned(),
        "series" => if example.is_series { "many" } else { "" }.to_owned(),
        "summary" => summary(example),
        "note" => comment(example),
        "evidence" => {
            let span = |span: &Span| format!("{SOURCE}:{}-{}", span.start, span.end);
            spans.iter().map(span).collect::<Vec<_>>().join(";")
        }
        _ => match example.kind.find_role(column) {
            Some(role) => role_cell(&example.roles[role.index()]),
            None => attribute_cell(example, column),
        },
    }
}

fn attribute_cell(example: &Example<'_>, column: &str) -> String {
    let mut values = example.kind.attributes.iter().zip(&example.values);
    let value = values.find(|(attribute, _)| example.vocabulary.attribute(**attribute).name == column);
    value.map_or_else(String::new, |(_, value)| value.cell.clone())
}

fn role_cell(played: &Played<'_>) -> String {
    let unnamed = match played.unnamed {
        0 => None,
        1 => Some("*".to_owned()),
        n => Some(format!("*{n}")),
    };
    played.fillers.iter().map(filler_cell).chain(unnamed).collect::<Vec<_>>().join(";")
}

/// One plain sentence: who plays what.
fn summary(example: &Example<'_>) -> String {
    let roles =
        example.kind.roles.iter().zip(&example.roles).filter(|(_, played)| !played.fillers.is_empty());
    let told = roles.map(|(role, played)| {
        let names: Vec<&str> = played.fillers.iter().map(|filler| filler.member.name.as_str()).collect();
        format!("{} as {}", names.join(" and "), role.label.get("en"))
    });
    let told: Vec<String> = told.collect();
    format!("An invented {}, with {}.", example.kind.label.get("en"), told.join(", "))
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
        - `places.csv`: where it was. `vocabulary.json`: kinds of your own, if you need any.\n\
        - `judgements.csv`: two ids that are the same, different, or undecided.\n\
        - `;` divides fillers, places and spans; `|` divides names. `id?` is inferred, `id@body` acts for a body, `*` is \
        unnamed, `*4` are four unnamed. A span is `s1:120-168`: characters from 0, the end not included.\n\
        - Dates are EDTF (ISO 8601-2). Format date columns as text before a spreadsheet sees them.\n\n\
        `examples/` is a dataset of its own with one worked record of every kind; each note says what the cells mean. \
        Look at it with `relata check --data examples --texts examples/texts`, then delete it.\n",
        kinds.join(", ")
    )
}
