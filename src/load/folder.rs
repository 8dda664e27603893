//! A dataset laid out as a folder.

use super::reader::{Reader, RowSink, Unwanted, reader_for};
use super::table::{
    EntityTable, JudgementTable, Made, PassageTable, Passages, PlaceTable, RecordTable, SourceTable,
};
use super::{Class, Context, Loaded, json_file};
use crate::diagnostic::{Code, Diagnostic, Location, Severity, nearest_hint};
use crate::model::{Dataset, Vocabulary};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Raised when a folder holds a file that no table reads.
pub static FILE_NOT_READ: Code = Code {
    id: "W0110",
    severity: Severity::Warning,
    title: "file not read",
    explanation: "The folder holds a file or folder whose name is not one of a dataset's, so nothing in it is used; a \
        misspelt name loses a whole table. Rename it, or move it out of the dataset. Tables are `sources`, `passages`, `places`, `judgements`, `edges`, and one per kind below `entities/` and `records/`, as \
        `.csv`, `.json` or `.jsonl`. README and LICENSE files and hidden files are passed over silently.",
};

/// Raised when a folder holds nothing that belongs to a dataset.
pub static NO_DATASET: Code = Code {
    id: "E0112",
    severity: Severity::Error,
    title: "not the folder of a dataset",
    explanation: "The folder holds no file of a dataset: no `dataset.json`, no `vocabulary.json`, no \
        table at the top or in `entities/` or `records/`. It is most likely another folder than the one that was meant, so nothing is built from it. \
        Check the path given with `--data`, or lay out a new dataset with `relata init DIR`.",
};

pub(super) const CODES: [&Code; 2] = [&FILE_NOT_READ, &NO_DATASET];

/// The tables that stand at the top of the folder.
const TABLES: [&str; 5] = ["sources", "passages", "places", "judgements", "edges"];

/// Which folder of a dataset is listed, whatever its name on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// The folder itself.
    Top,
    /// `entities/` or `records/`, with a table for each kind.
    Kinds,
}

/// A file of the dataset: its name without extension, its path, its reader.
struct Table {
    stem: String,
    path: PathBuf,
    reader: &'static dyn Reader,
}

pub(super) fn load(root: &Path, context: &mut Context<'_>) -> Loaded {
    if root.read_dir().is_ok() && !paths(root, context).iter().any(|path| belongs(path)) {
        refuse(root, context);
        return Loaded::default();
    }
    let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
    read_json_files(root, &mut dataset, context);
    let top = list(root, Level::Top, context);
    let mut sources = SourceTable::default();
    read_all(&top, "sources", &mut sources, context);
    dataset.sources = sources.sources;
    dataset.sources.sort_by(|a, b| a.id.cmp(&b.id));
    let passages = read_passages(&top, &dataset, context);
    let mut places = PlaceTable::default();
    read_all(&top, "places", &mut places, context);
    dataset.places = places.finish(context);
    read_entities(root, &mut dataset, context);
    read_records(root, &top, &mut dataset, passages, context);
    let mut judgements = JudgementTable::new(&dataset);
    read_all(&top, "judgements", &mut judgements, context);
    dataset.judgements = super::finish::sorted(judgements.judgements);
    super::finish::finish(&mut dataset, context);
    Loaded { dataset, stated_edges: None }
}

/// Whether a path at the top of a folder is part of a dataset.
fn belongs(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    match &*name {
        "dataset.json" | "vocabulary.json" => true,
        // A folder of another sort may have the same name.
        "entities" | "records" => holds_a_table(path),
        _ => TABLES.contains(&stem) && reader_for(&name).is_some(),
    }
}

fn holds_a_table(folder: &Path) -> bool {
    let Ok(mut entries) = folder.read_dir() else { return true };
    entries.any(|entry| entry.is_ok_and(|entry| reader_for(&entry.file_name().to_string_lossy()).is_some()))
}

fn refuse(root: &Path, context: &mut Context<'_>) {
    let graph = root.join("graph.json");
    let hint = if graph.is_file() {
        format!("give the file: `--data {}`", graph.display())
    } else {
        "check the path, or lay out a new dataset with `relata init DIR`".to_owned()
    };
    let location = Location::file(root.display().to_string());
    context.push(Diagnostic::new(&NO_DATASET, "found no file of a dataset").at(location).hint(hint));
}

fn read_json_files(root: &Path, dataset: &mut Dataset, context: &mut Context<'_>) {
    let value = |name: &str, context: &mut Context<'_>| {
        let path = root.join(name);
        is_there(&path)
            .then(|| context.open_file(&path))
            .flatten()
            .and_then(|mut file| json_file::read_value(&mut file, context))
    };
    if let Some(settings) =
        value("dataset.json", context).and_then(|piece| json_file::settings(&piece, context))
    {
        dataset.settings = settings;
    }
    match value("vocabulary.json", context).and_then(|piece| json_file::vocabulary(&piece, context)) {
        Some(found) => dataset.vocabulary = found,
        None if is_there(&root.join("vocabulary.json")) => {
            let file = context.file();
            context.lose_table(Some(Class::Kind), file);
        }
        None => {}
    }
}

fn read_passages(top: &[Table], dataset: &Dataset, context: &mut Context<'_>) -> Passages {
    let mut table = PassageTable::new(&dataset.sources);
    read_all(top, "passages", &mut table, context);
    let mut passages = Passages::default();
    for (passage, origin) in table.passages {
        passages.intern(passage, Some(origin));
    }
    passages
}

fn read_entities(root: &Path, dataset: &mut Dataset, context: &mut Context<'_>) {
    let tables = list(&root.join("entities"), Level::Kinds, context);
    let kinds = dataset.vocabulary.clone();
    let mut table = EntityTable::new(dataset);
    for file in &tables {
        match kinds.find_entity_kind(&file.stem) {
            Some(kind) => {
                table.set_kind(Some(kind));
                read(file, &mut table, context);
            }
            None => {
                let elsewhere = kinds.find_kind(&file.stem).map(|_| "records");
                let known = kinds.entity_kinds.iter().map(|kind| kind.name.as_str());
                unknown(file, known, elsewhere, context);
                read(file, &mut Unwanted(elsewhere.map_or(Some(Class::Entity), |_| None)), context);
            }
        }
    }
    table.finish(context)
}

fn read_records(
    root: &Path,
    top: &[Table],
    dataset: &mut Dataset,
    passages: Passages,
    context: &mut Context<'_>,
) {
    let kinds = dataset.vocabulary.clone();
    let made = Made { extents: std::mem::take(&mut dataset.extents), passages, ..Made::default() };
    let mut table = RecordTable::new(dataset, made);
    for file in &list(&root.join("records"), Level::Kinds, context) {
        match kinds.find_kind(&file.stem) {
            Some(kind) => {
                table.set_kind(Some(kind));
                read(file, &mut table, context);
            }
            None => {
                let elsewhere = kinds.find_entity_kind(&file.stem).map(|_| "entities");
                let known = kinds.kinds.iter().map(|kind| kind.name.as_str());
                unknown(file, known, elsewhere, context);
                read(file, &mut Unwanted(elsewhere.map(|_| Class::Entity)), context);
            }
        }
    }
    table.set_kind(None);
    read_all(top, "edges", &mut table, context);
    table.finish().store(dataset);
}

fn unknown<'a>(
    file: &Table,
    known: impl IntoIterator<Item = &'a str>,
    elsewhere: Option<&str>,
    context: &mut Context<'_>,
) {
    let location = Location::file(file.path.display().to_string());
    if elsewhere.is_none() && context.is_lost(Class::Kind, &file.stem, || location.clone()) {
        return;
    }
    let message = format!("no kind of this folder is called `{}`", file.stem);
    let hint = match elsewhere {
        Some(folder) => Some(format!("move the file to `{folder}/`")),
        None => nearest_hint(&file.stem, known),
    };
    context.push(Diagnostic::new(&super::table::UNKNOWN_KIND, message).at(location).hint(hint));
}

/// The tables of a folder in the order of their names; other files are reported.
fn list(folder: &Path, level: Level, context: &mut Context<'_>) -> Vec<Table> {
    let at_top = level == Level::Top;
    let mut tables = Vec::new();
    for path in paths(folder, context) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_passed_over(&name) || at_top && (name == "dataset.json" || name == "vocabulary.json") {
            continue;
        }
        if path.is_dir() {
            report_folder(&path, &name, level, context);
            continue;
        }
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
        match reader_for(&name) {
            Some(reader) if !at_top || TABLES.contains(&stem.as_str()) => {
                tables.push(Table { stem, path, reader })
            }
            _ => {
                let hint = if at_top { nearest_hint(&stem, TABLES) } else { None };
                let message = "no table of a dataset has this name";
                not_read(&path, message, hint, context);
            }
        }
    }
    tables
}

/// Whether a name stands in its folder, be it only a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// What lies in a folder, sorted; a folder that is not there holds nothing.
fn paths(folder: &Path, context: &mut Context<'_>) -> Vec<PathBuf> {
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) => {
            if error.kind() != ErrorKind::NotFound || is_there(folder) {
                super::unreadable(context, folder, &error);
            }
            return Vec::new();
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Reports a folder where a table is expected; other folders beside the tables are the curator's affair.
fn report_folder(path: &Path, name: &str, level: Level, context: &mut Context<'_>) {
    let folders = ["entities", "records"];
    if reader_for(name).is_some() || level == Level::Kinds {
        not_read(path, "found a folder, expected a table", None, context);
    } else if let Some(hint) = nearest_hint(name, folders).filter(|_| !folders.contains(&name)) {
        not_read(path, "no folder of a dataset has this name", Some(hint), context);
    }
}

fn not_read(path: &Path, message: &str, hint: Option<String>, context: &mut Context<'_>) {
    let location = Location::file(path.display().to_string());
    context.push(Diagnostic::new(&FILE_NOT_READ, message).at(location).hint(hint));
}

fn is_passed_over(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    name.starts_with('.') || upper.starts_with("README") || upper.starts_with("LICENSE")
}

fn read_all(tables: &[Table], stem: &str, sink: &mut dyn RowSink, context: &mut Context<'_>) {
    for table in tables.iter().filter(|table| table.stem == stem) {
        read(table, sink, context);
    }
}

fn read(table: &Table, sink: &mut dyn RowSink, context: &mut Context<'_>) {
    // A pipe or a device in a dataset would be waited for without end.
    if table.path.metadata().is_ok_and(|data| !data.is_file()) {
        not_read(&table.path, "found no regular file, expected a table", None, context);
        return context.lose_table(sink.defines(), table.path.display().to_string().into());
    }
    let Some(mut file) = context.open_file(&table.path) else {
        return context.lose_table(sink.defines(), context.file());
    };
    if let Err(error) = table.reader.read(&mut file, sink, context) {
        super::unreadable(context, &table.path, &error);
        context.lose_rest(sink.defines(), context.file());
    }
}
