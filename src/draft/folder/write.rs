//! The tables of a folder of drafts, as pairs of a path and a text.

use super::super::drafts::{DraftRecord, Drafts, ProposedEntity};
use super::{DATES, ENTITIES, FORMAT, MENTIONS, PASSAGES, PLACES, REVIEW, SOURCES, TEXTS};
use std::collections::BTreeMap;
use std::path::Path;

/// The files of a folder of drafts: pairs of a path below it and a text, `drafts.json` first, the tables by name.
///
/// The same drafts give the same bytes. Linear in their size. [`crate::authoring::write_folder`] puts them in a folder.
///
/// ```
/// use relata::draft::{Drafts, write_drafts};
/// let files = write_drafts(&Drafts::default());
/// assert_eq!(files, [("drafts.json".to_owned(), "{\"format\": \"relata-drafts 1\"}\n".to_owned())]);
/// ```
#[must_use]
pub fn write_drafts(drafts: &Drafts) -> Vec<(String, String)> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    texts(drafts, &mut tables);
    entities(drafts, &mut tables);
    records(drafts, &mut tables);
    spans(drafts, &mut tables);
    let head = ("drafts.json".to_owned(), format!("{{\"format\": \"{FORMAT}\"}}\n"));
    std::iter::once(head)
        .chain(tables.into_iter().map(|(name, table)| (format!("{name}.csv"), table.text())))
        .collect()
}

/// A table that is being written.
struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let cells: Vec<T> = cells.into_iter().collect();
        self.writer.write_record(cells.iter().map(AsRef::as_ref)).expect("memory takes every row");
    }

    fn text(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes every row");
        String::from_utf8(bytes).expect("cells are UTF-8")
    }
}

/// The table of a name, begun with its columns when it is not there yet.
fn table<'t, T: AsRef<str>>(
    tables: &'t mut BTreeMap<String, Table>,
    name: &str,
    columns: impl IntoIterator<Item = T>,
) -> &'t mut Table {
    tables.entry(name.to_owned()).or_insert_with(|| {
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut table = Table { writer };
        table.row(columns);
        table
    })
}

fn texts(drafts: &Drafts, tables: &mut BTreeMap<String, Table>) {
    for text in &drafts.texts {
        let file =
            Path::new(&text.path).file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let (length, digest) = (text.length.to_string(), text.sha256.to_string());
        table(tables, "sources", SOURCES).row([
            &text.source,
            &file,
            "",
            "",
            &text.language,
            &length,
            &digest,
            "",
        ]);
        let digest = text.file_sha256.to_string();
        table(tables, "texts", TEXTS).row([&text.source, &text.path, &text.encoding, &digest]);
    }
    for place in &drafts.places {
        let cells = [&place.id, &place.name_zh, &place.name_en, &place.country, "", ""];
        table(tables, "places", PLACES).row(cells);
    }
}

fn entities(drafts: &Drafts, tables: &mut BTreeMap<String, Table>) {
    for entity in &drafts.entities {
        let name = format!("entities/{}", entity.kind);
        let first = |names: &[String]| names.first().cloned().unwrap_or_default();
        let cells = [
            entity.id.clone(),
            first(&entity.names_zh),
            first(&entity.names_en),
            aliases(entity),
            entity.country.clone(),
            String::new(),
            entity.note.clone(),
        ];
        table(tables, &name, ENTITIES).row(cells);
    }
}

/// The names after the first of each language, with the language behind each.
fn aliases(entity: &ProposedEntity) -> String {
    let of = |names: &[String], code: &str| -> Vec<String> {
        names.iter().skip(1).map(|name| format!("{name}@{code}")).collect()
    };
    [of(&entity.names_zh, "zh"), of(&entity.names_en, "en")].concat().join("|")
}

fn records(drafts: &Drafts, tables: &mut BTreeMap<String, Table>) {
    for record in &drafts.records {
        let columns = std::iter::once("id").chain(record.cells.iter().map(|(column, _)| column.as_str()));
        let cells =
            std::iter::once(record.id.as_str()).chain(record.cells.iter().map(|(_, cell)| cell.as_str()));
        table(tables, &format!("records/{}", record.kind), columns).row(cells);
    }
    let mut ranked: Vec<&DraftRecord> = drafts.records.iter().collect();
    ranked.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.id.cmp(&b.id)));
    for record in ranked {
        let (rank, why, doubt) = (record.rank.to_string(), record.why.join("|"), record.doubts.join("|"));
        let cells = [&record.id, &record.kind, &rank, &record.date_text, &why, &doubt];
        table(tables, "review", REVIEW).row(cells);
    }
}

fn spans(drafts: &Drafts, tables: &mut BTreeMap<String, Table>) {
    for passage in &drafts.passages {
        let (start, end) = (passage.start.to_string(), passage.end.to_string());
        table(tables, "passages", PASSAGES).row([&passage.source, &start, &end, &passage.sha256.to_string()]);
    }
    for mention in &drafts.mentions {
        let (start, end) = (mention.start.to_string(), mention.end.to_string());
        table(tables, "mentions", MENTIONS).row([
            &mention.source,
            &start,
            &end,
            &mention.entity,
            &mention.how,
        ]);
    }
    for date in &drafts.dates {
        let (start, end) = (date.start.to_string(), date.end.to_string());
        table(tables, "dates", DATES).row([&date.source, &start, &end, &date.date, &date.how]);
    }
}
