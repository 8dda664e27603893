//! `sources.csv`: the documents.

use super::text::check_text;
use super::{BAD_VALUE, Columns, DUPLICATE_ID, bad_sha256, check_id, clip};
use crate::load::reader::{Row, RowSink};
use crate::load::{Class, Context};
use crate::model::{Digest, Source};
use csv::StringRecord;
use std::collections::HashSet;

const COLUMNS: [&str; 8] = ["id", "file", "title", "date", "language", "length", "sha256", "note"];

/// Takes the rows of `sources.csv`.
#[derive(Default)]
pub(in crate::load) struct SourceTable {
    columns: Columns<&'static str>,
    /// The sources stored so far.
    pub(in crate::load) sources: Vec<Source>,
    ids: HashSet<String>,
}

impl RowSink for SourceTable {
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        let resolved = Columns::fixed((line, columns), &COLUMNS, &["id"], context);
        resolved.map(|columns| self.columns = columns).is_some()
    }

    fn defines(&self) -> Option<Class> {
        Some(Class::Source)
    }

    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>) {
        let errors = context.errors();
        let get = |name| self.columns.get(row.cells, name);
        let source = Source {
            id: get("id").to_owned(),
            file: get("file").to_owned(),
            title: get("title").to_owned(),
            date: get("date").to_owned(),
            language: get("language").to_owned(),
            length: parse_length(get("length"), row.line, context),
            sha256: get("sha256").to_ascii_lowercase(),
            note: get("note").to_owned(),
            origin: context.origin(row.line),
        };
        check_id(&source.id, row.line, "id", context);
        check_cells(&source, row.line, context);
        if self.ids.contains(&source.id) {
            let message = format!("the source `{}` stands twice", source.id);
            context.cell_problem(&DUPLICATE_ID, (row.line, "id"), message, None);
        }
        if context.count_row(errors) {
            self.ids.insert(source.id.clone());
            self.sources.push(source);
        } else {
            context.lose_row(Class::Source, &source.id);
        }
    }
}

fn parse_length(text: &str, line: u32, context: &mut Context<'_>) -> Option<u32> {
    let length = text.parse().ok();
    if length.is_none() && !text.is_empty() {
        let message = format!("found `{}`, expected a number of characters", clip(text));
        context.cell_problem(&BAD_VALUE, (line, "length"), message, None);
    }
    length
}

fn check_cells(source: &Source, line: u32, context: &mut Context<'_>) {
    if !source.sha256.is_empty() && source.sha256.parse::<Digest>().is_err() {
        bad_sha256(&source.sha256, line, context);
    }
    super::dates::check_date(&source.date, (line, "date").into(), context);
    for (column, text) in [("title", &source.title), ("note", &source.note), ("file", &source.file)] {
        check_text(text, line, column, context);
    }
    let leaves =
        source.file.split(['/', '\\']).any(|part| part == "..") || source.file.starts_with(['/', '\\']);
    if leaves {
        let message = format!("found `{}`, expected a file below the folder of texts", clip(&source.file));
        context.cell_problem(&BAD_VALUE, (line, "file"), message, None);
    }
}
