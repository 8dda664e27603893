//! A dataset as the files of a data folder, in their one canonical form: tables sorted by id, columns in order.
//!
//! The same dataset gives the same bytes, and reading them gives the same dataset. A table is CSV; where CSV cannot say
//! what the dataset holds, such as a name in a language without a short code or a lone carriage return, that table is
//! written as JSON Lines in the same words.
//!
//! ```
//! use relata::authoring::data_folder;
//! use relata::model::{Dataset, EntityRow, Name, NameKind, Vocabulary};
//!
//! let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
//! let name = Name { text: "Trades Union Congress", language: "en", kind: NameKind::Preferred };
//! dataset.entities.push(&EntityRow { id: "tuc", names: vec![name], country: "GB", ..EntityRow::default() });
//! let files = data_folder(&dataset);
//! let (path, table) = &files[1];
//! assert_eq!(path, "entities/organisation.csv");
//! assert_eq!(table, "id,name_en,aliases,country,lifespan,note\ntuc,Trades Union Congress,,GB,,\n");
//! ```

mod entities;
mod names;
mod records;
mod table;
mod write;

pub use write::{WriteError, write_folder};

use crate::model::Dataset;
use table::{Table, TableRow};

/// The files of a dataset as pairs of a path below its folder and a text: settings, vocabulary where it is not the
/// built-in one, then every table that has rows.
///
/// Linear in the size of the dataset, of which the texts are a copy.
#[must_use]
pub fn data_folder(dataset: &Dataset) -> Vec<(String, String)> {
    let settings = serde_json::to_value(&dataset.settings).unwrap_or_default();
    let mut files = vec![("dataset.json".to_owned(), format!("{settings:#}\n"))];
    if let Some(patch) = &dataset.vocabulary.patch {
        files.push(("vocabulary.json".to_owned(), format!("{patch:#}\n")));
    }
    let top = [sources(dataset), passages(dataset), places(dataset), judgements(dataset)];
    let tables = top.into_iter().chain(entities::tables(dataset)).chain(records::tables(dataset));
    files.extend(tables.filter(|table| !table.rows.is_empty()).map(|table| table.to_file()));
    files
}

fn sources(dataset: &Dataset) -> Table {
    let columns = ["id", "file", "title", "date", "language", "length", "sha256", "note"];
    let row = |source: &crate::model::Source| {
        let length = source.length.map_or(String::new(), |length| length.to_string());
        TableRow::plain([
            source.id.clone(),
            source.file.clone(),
            source.title.clone(),
            source.date.clone(),
            source.language.clone(),
            length,
            source.sha256.clone(),
            source.note.clone(),
        ])
    };
    Table::new("sources", columns, dataset.sources.iter().map(row))
}

/// The spans whose digest is known; the others stand in the evidence of records and nowhere else.
fn passages(dataset: &Dataset) -> Table {
    let row = |passage: &crate::model::Passage| {
        let source = dataset.source(passage.source).id.clone();
        let digest = passage.sha256?.to_string();
        Some(TableRow::plain([source, passage.start.to_string(), passage.end.to_string(), digest]))
    };
    Table::new("passages", ["source", "start", "end", "sha256"], dataset.passages.iter().filter_map(row))
}

fn places(dataset: &Dataset) -> Table {
    let codes = names::columns(dataset.places.iter().flat_map(|p| p.names.iter().map(|(code, _)| &**code)));
    let columns = ["id".to_owned()]
        .into_iter()
        .chain(codes.iter().map(|code| format!("name_{code}")))
        .chain(["country", "within", "note"].map(str::to_owned));
    let row = |place: &crate::model::Place| {
        let name = |code: &String| place.names.iter().find(|(known, _)| known == code);
        let told = place.names.iter().all(|(code, _)| codes.contains(code) && !code.is_empty());
        let mut cells = vec![place.id.clone()];
        cells.extend(codes.iter().map(|code| name(code).map_or(String::new(), |(_, text)| text.clone())));
        cells.extend([place.country.clone(), place.within.clone(), place.note.clone()]);
        let in_full = (!told).then(|| place.names.iter().map(|(code, text)| names::object(text, code, None)));
        TableRow { cells, names: in_full.map(Iterator::collect) }
    };
    Table::new("places", columns, dataset.places.iter().map(row))
}

fn judgements(dataset: &Dataset) -> Table {
    let row = |judgement: &crate::model::Judgement| {
        let id = |entity| dataset.entities.id(entity).to_owned();
        TableRow::plain([
            id(judgement.a),
            id(judgement.b),
            judgement.kind.as_str().to_owned(),
            judgement.who.clone(),
            judgement.when.clone(),
            judgement.why.clone(),
        ])
    };
    let columns = ["a", "b", "judgement", "who", "when", "why"];
    Table::new("judgements", columns, dataset.judgements.iter().map(row))
}
