//! A folder of drafts read back.

use super::super::drafts::{
    DraftDate, DraftMention, DraftPassage, DraftPlace, DraftRecord, DraftText, Drafts, ProposedEntity,
};
use super::{DraftsError, FORMAT};
use crate::model::Digest;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Reads a folder that [`super::write_drafts`] laid out.
///
/// Tables that are not there have no rows; columns are found by name, and one that is not there is empty. Linear in the
/// size of the files.
///
/// # Errors
/// [`DraftsError`] when it is no folder of drafts, a file cannot be read, or a cell is not what its column holds.
pub fn read_drafts(folder: &Path) -> Result<Drafts, DraftsError> {
    let head = folder.join("drafts.json");
    let format = std::fs::read_to_string(&head)
        .ok()
        .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
    if format.is_none_or(|value| value["format"] != FORMAT) {
        return Err(DraftsError::NoDrafts { path: folder.to_owned() });
    }
    Ok(Drafts {
        texts: texts(folder)?,
        places: rows(&folder.join("places.csv"))?.iter().map(place).collect(),
        entities: entities(folder)?,
        records: records(folder)?,
        passages: rows(&folder.join("passages.csv"))?.iter().map(passage).collect::<Result<_, _>>()?,
        mentions: rows(&folder.join("mentions.csv"))?.iter().map(mention).collect::<Result<_, _>>()?,
        dates: rows(&folder.join("dates.csv"))?.iter().map(date).collect::<Result<_, _>>()?,
    })
}

/// A row with its place.
struct Row {
    path: PathBuf,
    line: u64,
    cells: Vec<(String, String)>,
}

impl Row {
    fn cell(&self, column: &str) -> String {
        self.cells.iter().find(|(name, _)| name == column).map_or_else(String::new, |(_, cell)| cell.clone())
    }

    fn parsed<T: FromStr>(&self, column: &str, expected: &str) -> Result<T, DraftsError> {
        let cell = self.cell(column);
        cell.parse().map_err(|_| DraftsError::Table {
            path: self.path.clone(),
            line: self.line,
            problem: format!("found `{cell}` in the column `{column}`, expected {expected}"),
        })
    }

    fn number(&self, column: &str) -> Result<u32, DraftsError> {
        self.parsed(column, "a number")
    }

    fn digest(&self) -> Result<Digest, DraftsError> {
        self.parsed("sha256", "a SHA-256")
    }

    fn list(&self, column: &str) -> Vec<String> {
        self.cell(column).split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

/// The rows of a table; none when there is no such file.
fn rows(path: &Path) -> Result<Vec<Row>, DraftsError> {
    let bytes = match std::fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|source| DraftsError::File { path: path.to_owned(), source })?,
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
    let broken = |error: csv::Error| DraftsError::Table {
        path: path.to_owned(),
        line: error.position().map_or(1, csv::Position::line),
        problem: error.to_string(),
    };
    let columns: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(1, csv::Position::line);
        let cells = columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
        found.push(Row { path: path.to_owned(), line, cells });
    }
    Ok(found)
}

/// The tables of a folder within the folder, by name, which is the name of a kind.
fn tables(folder: &Path) -> Result<Vec<(String, Vec<Row>)>, DraftsError> {
    let Ok(entries) = folder.read_dir() else { return Ok(Vec::new()) };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == "csv")).collect();
    paths.sort();
    let name =
        |path: &Path| path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    paths.iter().map(|path| Ok((name(path), rows(path)?))).collect()
}

fn texts(folder: &Path) -> Result<Vec<DraftText>, DraftsError> {
    let files = rows(&folder.join("texts.csv"))?;
    let files: BTreeMap<String, Row> = files.into_iter().map(|row| (row.cell("source"), row)).collect();
    let text = |row: &Row| {
        let source = row.cell("id");
        let found = files.get(&source);
        Ok(DraftText {
            path: found.map_or_else(|| row.cell("file"), |found| found.cell("path")),
            encoding: found.map_or_else(String::new, |found| found.cell("encoding")),
            language: row.cell("language"),
            length: row.number("length")?,
            sha256: row.digest()?,
            file_sha256: found.map_or_else(|| row.digest(), Row::digest)?,
            source,
        })
    };
    rows(&folder.join("sources.csv"))?.iter().map(text).collect()
}

fn place(row: &Row) -> DraftPlace {
    DraftPlace {
        id: row.cell("id"),
        name_zh: row.cell("name_zh"),
        name_en: row.cell("name_en"),
        country: row.cell("country"),
    }
}

fn entities(folder: &Path) -> Result<Vec<ProposedEntity>, DraftsError> {
    let mut found = Vec::new();
    for (kind, rows) in tables(&folder.join("entities"))? {
        found.extend(rows.iter().map(|row| entity(&kind, row)));
    }
    found.sort_by(|a: &ProposedEntity, b| a.id.cmp(&b.id));
    Ok(found)
}

fn entity(kind: &str, row: &Row) -> ProposedEntity {
    let names = |column: &str, code: &str| {
        let first = Some(row.cell(column)).filter(|name| !name.is_empty());
        let aliases = row.list("aliases");
        let others = aliases.iter().filter_map(|alias| Some(alias.strip_suffix(code)?.to_owned()));
        first.into_iter().chain(others).collect()
    };
    ProposedEntity {
        id: row.cell("id"),
        kind: kind.to_owned(),
        names_zh: names("name_zh", "@zh"),
        names_en: names("name_en", "@en"),
        country: row.cell("country"),
        note: row.cell("note"),
    }
}

fn records(folder: &Path) -> Result<Vec<DraftRecord>, DraftsError> {
    let review = rows(&folder.join("review.csv"))?;
    let review: BTreeMap<String, Row> = review.into_iter().map(|row| (row.cell("id"), row)).collect();
    let mut found = Vec::new();
    for (kind, rows) in tables(&folder.join("records"))? {
        for row in rows {
            found.push(record(&kind, row, &review)?);
        }
    }
    found.sort_by(|a: &DraftRecord, b| a.id.cmp(&b.id));
    Ok(found)
}

fn record(kind: &str, row: Row, review: &BTreeMap<String, Row>) -> Result<DraftRecord, DraftsError> {
    let id = row.cell("id");
    let beside = review.get(&id);
    Ok(DraftRecord {
        kind: kind.to_owned(),
        rank: beside.map_or(Ok(0), |row| row.number("rank"))?,
        date_text: beside.map_or_else(String::new, |row| row.cell("date_text")),
        why: beside.map_or_else(Vec::new, |row| row.list("why")),
        doubts: beside.map_or_else(Vec::new, |row| row.list("doubt")),
        cells: row.cells.into_iter().filter(|(column, _)| column != "id").collect(),
        id,
    })
}

fn passage(row: &Row) -> Result<DraftPassage, DraftsError> {
    let (start, end) = (row.number("start")?, row.number("end")?);
    Ok(DraftPassage { source: row.cell("source"), start, end, sha256: row.digest()? })
}

fn mention(row: &Row) -> Result<DraftMention, DraftsError> {
    let (start, end) = (row.number("start")?, row.number("end")?);
    Ok(DraftMention {
        source: row.cell("source"),
        start,
        end,
        entity: row.cell("entity"),
        how: row.cell("how"),
    })
}

fn date(row: &Row) -> Result<DraftDate, DraftsError> {
    let (start, end) = (row.number("start")?, row.number("end")?);
    Ok(DraftDate { source: row.cell("source"), start, end, date: row.cell("date"), how: row.cell("how") })
}

#[cfg(test)]
mod tests {
    use super::super::write_drafts;
    use super::*;

    fn drafts() -> Drafts {
        let digest = Digest::of(b"x");
        let source = || "t1".to_owned();
        let (path, encoding, language) = ("in/t1.txt".to_owned(), "GBK".to_owned(), "zh-Hans".to_owned());
        let text = DraftText {
            source: source(),
            path,
            encoding,
            language,
            length: 9,
            sha256: digest,
            file_sha256: Digest::of(b"y"),
        };
        let place = DraftPlace {
            id: "bern".into(),
            name_zh: "伯尔尼".into(),
            name_en: "Bern".into(),
            country: "CH".into(),
        };
        let entity = ProposedEntity {
            id: "zhao-ning".into(),
            kind: "person".into(),
            names_zh: vec!["赵宁".into(), "小赵".into()],
            names_en: Vec::new(),
            country: "CN".into(),
            note: "a title stands before it".into(),
        };
        let cells = [("date", "1999"), ("member", "a?;b"), ("evidence", "t1:0-9")];
        let record = DraftRecord {
            id: "membership-1999-a-b".into(),
            kind: "membership".into(),
            cells: cells.map(|(column, cell)| (column.to_owned(), cell.to_owned())).to_vec(),
            rank: 1,
            date_text: "1999年".into(),
            why: vec!["zh.join".into(), "该会 is b, the last body named".into()],
            doubts: vec!["host, inferred".into()],
        };
        Drafts {
            texts: vec![text],
            places: vec![place],
            entities: vec![entity],
            records: vec![record],
            passages: vec![DraftPassage { source: source(), start: 0, end: 9, sha256: digest }],
            mentions: vec![DraftMention {
                source: source(),
                start: 1,
                end: 3,
                entity: "a".into(),
                how: "lexicon".into(),
            }],
            dates: vec![DraftDate {
                source: source(),
                start: 4,
                end: 9,
                date: "1999".into(),
                how: "zh.year".into(),
            }],
        }
    }

    fn lay_out(files: &[(String, String)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn what_is_written_is_read_back() {
        let folder = lay_out(&write_drafts(&drafts()));
        assert_eq!(read_drafts(folder.path()).unwrap(), drafts());
    }

    #[test]
    fn another_folder_is_not_taken_for_drafts() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_drafts(folder.path()), Err(DraftsError::NoDrafts { .. })));
    }

    #[test]
    fn a_cell_that_was_spoilt_is_pointed_at() {
        let mut files = write_drafts(&drafts());
        let mentions = files.iter_mut().find(|(name, _)| name == "mentions.csv").unwrap();
        mentions.1 = mentions.1.replace(",1,3,", ",one,3,");
        let error = read_drafts(lay_out(&files).path()).unwrap_err().to_string();
        assert!(
            error.ends_with("mentions.csv, line 2: found `one` in the column `start`, expected a number"),
            "{error}"
        );
    }
}
