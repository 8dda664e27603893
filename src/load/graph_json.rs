//! A dataset as one lossless `graph.json`.

use super::reader::{RowSink, parse_document, send_items};
use super::table::{
    DUPLICATE_ID, EntityTable, JudgementTable, PassageIndex, PlaceTable, RecordTable, SourceTable,
};
use super::{Context, Loaded, json_file};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Dataset, Judgement, Passage, RecordIx, SourceIx, Vocabulary};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::io::Read;
use std::path::Path;

/// An edge that a `graph.json` states; edges are derived, so it is only compared with the one derived.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct StatedEdge {
    /// The edge's id.
    pub id: String,
    /// The id of its source.
    pub source: String,
    /// The id of its target.
    pub target: String,
    /// The name of its relation.
    pub relation: String,
    /// The id of its record.
    pub record: String,
}

/// The keys a `graph.json` may have, `format` first.
const KEYS: [&str; 9] =
    ["format", "dataset", "vocabulary", "sources", "places", "judgements", "entities", "records", "edges"];

pub(super) fn load(path: &Path, context: &mut Context<'_>) -> Loaded {
    let mut bytes = Vec::new();
    let Some(mut file) = super::folder::open(path, context) else { return Loaded::default() };
    if let Err(error) = super::reader::TextInput::new(&mut file).read_to_end(&mut bytes) {
        super::unreadable(context, path, &error);
        return Loaded::default();
    }
    let Some((text, pieces)) = parse_document(&bytes, context) else { return Loaded::default() };
    let document = Document { text, pieces };
    if !document.is_graph(context) {
        return Loaded::default();
    }
    let dataset = document.dataset(context);
    Loaded { dataset, stated_edges: document.edges(context) }
}

struct Document<'a> {
    text: &'a str,
    pieces: Vec<(String, &'a RawValue)>,
}

impl<'a> Document<'a> {
    fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.pieces.iter().find(|(name, _)| name == key).map(|(_, piece)| *piece)
    }

    fn is_graph(&self, context: &mut Context<'_>) -> bool {
        for (key, _) in self.pieces.iter().filter(|(key, _)| !KEYS.contains(&key.as_str())) {
            let hint = crate::diagnostic::nearest_hint(key, KEYS);
            let location = Location::file(context.file());
            let message = format!("found the key `{key}`, expected one of {}", KEYS.join(", "));
            context.push(Diagnostic::new(&json_file::BAD_SETTINGS, message).at(location).hint(hint));
        }
        let format = self.get("format").map_or("", RawValue::get);
        if format == "\"relata-graph 1\"" {
            return true;
        }
        let found = if format.is_empty() { "no `format`".to_owned() } else { format!("the format {format}") };
        context.row_problem(
            &json_file::BAD_SETTINGS,
            1,
            format!("found {found}, expected \"relata-graph 1\""),
        );
        false
    }

    fn value(&self, key: &str, context: &mut Context<'_>) -> Option<Value> {
        let piece = self.get(key)?;
        let value = serde_json::from_str(piece.get());
        if let Err(error) = &value {
            context.row_problem(&super::reader::MALFORMED, 1, format!("{key}: {error}"));
        }
        value.ok()
    }

    fn dataset(&self, context: &mut Context<'_>) -> Dataset {
        let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
        if let Some(settings) = self.value("dataset", context).and_then(|v| json_file::settings(&v, context))
        {
            dataset.settings = settings;
        }
        let patch =
            self.value("vocabulary", context).filter(|v| v.as_object().is_none_or(|map| !map.is_empty()));
        if let Some(vocabulary) = patch.and_then(|v| json_file::vocabulary(&v, context)) {
            dataset.vocabulary = vocabulary;
        }
        let mut sources = SourceTable::default();
        self.send("sources", &mut sources, context);
        dataset.sources = sources.sources;
        dataset.sources.sort_by(|a, b| a.id.cmp(&b.id));
        let mut places = PlaceTable::default();
        self.send("places", &mut places, context);
        dataset.places = places.finish(context);
        let mut entities = EntityTable::new(&mut dataset);
        self.send("entities", &mut entities, context);
        let rejected = entities.finish(context);
        let passages = self.passages(&mut dataset);
        let mut records = RecordTable::new(&mut dataset, &rejected, passages);
        self.send("records", &mut records, context);
        let mut judgements = JudgementTable::new(&dataset);
        self.send("judgements", &mut judgements, context);
        dataset.judgements = sorted(judgements.judgements);
        finish(&mut dataset, context);
        dataset
    }

    fn items(&self, key: &str, context: &mut Context<'_>) -> Vec<&'a RawValue> {
        let Some(piece) = self.get(key) else { return Vec::new() };
        let items = serde_json::from_str(piece.get());
        items.unwrap_or_else(|error: serde_json::Error| {
            context.row_problem(&super::reader::MALFORMED, 1, format!("{key}: {error}"));
            Vec::new()
        })
    }

    fn send(&self, key: &str, sink: &mut dyn RowSink, context: &mut Context<'_>) {
        let items = self.items(key, context);
        send_items(self.text, &items, sink, context);
    }

    /// The passages with the digests that evidence gives beside its spans.
    fn passages(&self, dataset: &mut Dataset) -> PassageIndex {
        #[derive(Deserialize)]
        struct Span {
            source: String,
            start: u32,
            end: u32,
            sha256: Option<String>,
        }
        #[derive(Deserialize)]
        struct Evidence {
            #[serde(default)]
            evidence: Vec<Span>,
        }
        let mut index = PassageIndex::default();
        let records: Vec<&RawValue> =
            self.get("records").and_then(|piece| serde_json::from_str(piece.get()).ok()).unwrap_or_default();
        // What is malformed here is reported when the same record is read as a row.
        for span in records
            .iter()
            .filter_map(|r| serde_json::from_str::<Evidence>(r.get()).ok())
            .flat_map(|e| e.evidence)
        {
            let source =
                dataset.sources.iter().position(|source| source.id == span.source).map(SourceIx::from);
            let sha256 = span.sha256.as_deref().and_then(super::table::parse_sha256);
            if let Some(source) = source.filter(|_| span.start < span.end) {
                index.intern(
                    &mut dataset.passages,
                    Passage { source, start: span.start, end: span.end, sha256 },
                );
            }
        }
        index
    }

    fn edges(&self, context: &mut Context<'_>) -> Option<Vec<StatedEdge>> {
        let piece = self.get("edges")?;
        match serde_json::from_str(piece.get()) {
            Ok(edges) => Some(edges),
            Err(error) => {
                context.row_problem(&super::reader::MALFORMED, 1, format!("edges: {error}"));
                None
            }
        }
    }
}

pub(super) fn sorted(mut judgements: Vec<Judgement>) -> Vec<Judgement> {
    judgements.sort_by(|x, y| (x.a, x.b, x.kind, &x.who, &x.when).cmp(&(y.a, y.b, y.kind, &y.who, &y.when)));
    judgements
}

/// Sorts the records, gives up the second record of an id, and hands over the list of files.
pub(super) fn finish(dataset: &mut Dataset, context: &mut Context<'_>) {
    dataset.files = context.files().to_vec();
    dataset.records = std::mem::take(&mut dataset.records).into_sorted();
    let records = &dataset.records;
    let is_repeated = |r: &RecordIx| r.0 > 0 && records.id(RecordIx(r.0 - 1)) == records.id(*r);
    let repeated: Vec<RecordIx> = records.iter().filter(is_repeated).collect();
    if repeated.is_empty() {
        return;
    }
    for &record in &repeated {
        let message = format!("the record `{}` stands twice", records.id(record));
        let location = dataset.location(records.origin(record)).field("id");
        context.push(Diagnostic::new(&DUPLICATE_ID, message).at(location));
    }
    context.reject(repeated.len() as u64);
    let kept: Vec<RecordIx> = records.iter().filter(|r| !is_repeated(r)).collect();
    dataset.records = records.reordered(&kept);
}
