//! The tables of a data folder that rows are added to.

use super::ApplyError;
use crate::authoring::{FolderForm, TextTable};
use crate::diagnostic::Report;
use crate::load::locate;
use crate::model::Vocabulary;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The columns of a table of entities that is begun.
const ENTITIES: [&str; 7] = ["id", "name_zh", "name_en", "aliases", "country", "lifespan", "note"];

/// The CSV tables of a folder, each read when it is first asked for.
pub(super) struct Tables {
    root: PathBuf,
    form: FolderForm,
    tables: BTreeMap<String, Held>,
}

struct Held {
    table: TextTable,
    changed: bool,
}

impl Tables {
    pub(super) fn new(root: &Path, vocabulary: Vocabulary) -> Self {
        Self { root: root.to_owned(), form: FolderForm::new(vocabulary), tables: BTreeMap::new() }
    }

    /// The table of a name, to be looked at; one that is not there has no rows.
    pub(super) fn look(&mut self, name: &str) -> Result<&TextTable, ApplyError> {
        if !self.tables.contains_key(name) {
            let table = self.read(name)?;
            self.tables.insert(name.to_owned(), Held { table, changed: false });
        }
        Ok(&self.tables[name].table)
    }

    /// The table of a name, to be changed.
    pub(super) fn change(&mut self, name: &str) -> Result<&mut TextTable, ApplyError> {
        self.look(name)?;
        let held = self.tables.get_mut(name).expect("it was read a moment ago");
        held.changed = true;
        Ok(&mut held.table)
    }

    fn read(&self, name: &str) -> Result<TextTable, ApplyError> {
        let path = self.root.join(format!("{name}.csv"));
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let is_of_entities = name.starts_with("entities/");
                let columns =
                    if is_of_entities { ENTITIES.map(str::to_owned).into() } else { self.form.columns(name) };
                return Ok(TextTable::new(columns));
            }
            Err(source) => return Err(ApplyError::Read { path, source }),
        };
        let mut report = Report::default();
        let table = TextTable::read(&path, &bytes, &mut report);
        table.ok_or_else(|| {
            locate(&mut report);
            ApplyError::Refused { report }
        })
    }

    /// The id of the row of a table that says the same as some cells, whatever its id.
    pub(super) fn same_row(
        &mut self,
        name: &str,
        cells: &[(String, String)],
    ) -> Result<Option<String>, ApplyError> {
        let table = self.look(name)?;
        let ours =
            |column: &String| cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell);
        let expected: Vec<&str> = table.columns.iter().map(ours).collect();
        let told = cells.iter().all(|(column, cell)| cell.is_empty() || table.column(column).is_some());
        let id = table.column("id");
        let is_same =
            |row: &&Vec<String>| row.iter().enumerate().all(|(n, cell)| Some(n) == id || cell == expected[n]);
        let found = table.rows.iter().find(is_same).filter(|_| told);
        Ok(found.and_then(|row| Some(row[id?].clone())))
    }

    /// The files that changed, in canonical form; what others refer to comes first.
    pub(super) fn finish(self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        for (name, held) in self.tables {
            if held.changed {
                let mut table = held.table;
                self.form.order(&name, &mut table);
                files.push((format!("{name}.csv"), table.to_csv()));
            }
        }
        let rank = |name: &str| match name.split(['/', '.']).next() {
            Some("records" | "edges") => 2,
            Some("passages") => 1,
            _ => 0,
        };
        files.sort_by_key(|(name, _)| rank(name));
        files
    }
}
