//! A dataset as one lossless `graph.json`.

use super::json_file::Piece;
use super::reader::{LineCounter, RowSink, parse_document, send_items, short};
use super::table::{EntityTable, JudgementTable, Made, PlaceTable, RecordTable, SourceTable};
use super::{Class, Context, Loaded, json_file};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Dataset, Vocabulary};
use serde::Deserialize;
use serde_json::value::RawValue;
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
    let Some(mut file) = context.open_file(path) else { return Loaded::default() };
    let bytes = match super::reader::read_all(&mut file, context) {
        Ok(bytes) => bytes,
        Err(error) => {
            super::unreadable(context, path, &error);
            return Loaded::default();
        }
    };
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
            let found = super::table::clip(key);
            let message = format!("found the key `{found}`, expected one of {}", KEYS.join(", "));
            context.push(Diagnostic::new(&json_file::BAD_SETTINGS, message).at(location).hint(hint));
        }
        let known = self.pieces.iter().map(|(key, _)| key.as_str()).filter(|key| KEYS.contains(key));
        let mut keys: Vec<&str> = known.collect();
        keys.sort_unstable();
        if let Some(pair) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
            let message = format!("the key `{}` stands twice", pair[0]);
            context.row_problem(&json_file::BAD_SETTINGS, 0, message);
            return false;
        }
        let format = self.get("format").map_or("", RawValue::get);
        if format == "\"relata-graph 1\"" {
            return true;
        }
        let found = if format.is_empty() {
            "no `format`".to_owned()
        } else {
            format!("the format {}", super::table::clip(format))
        };
        context.row_problem(
            &json_file::BAD_SETTINGS,
            1,
            format!("found {found}, expected \"relata-graph 1\""),
        );
        false
    }

    fn value(&self, key: &str, context: &mut Context<'_>) -> Option<Piece<'a>> {
        let piece = self.get(key)?;
        let line = LineCounter::new(self.text).line_of(piece.get());
        match super::reader::parse(piece.get()) {
            Ok(value) => Some(Piece { value, text: piece.get().into(), line }),
            Err(error) => {
                self.broken(key, piece, &error, context);
                None
            }
        }
    }

    fn dataset(&self, context: &mut Context<'_>) -> Dataset {
        let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
        if let Some(settings) = self.value("dataset", context).and_then(|v| json_file::settings(&v, context))
        {
            dataset.settings = settings;
        }
        if let Some(vocabulary) = self.vocabulary(context) {
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
        entities.finish(context);
        let made = Made { extents: std::mem::take(&mut dataset.extents), ..Made::default() };
        let mut records = RecordTable::new(&dataset, made);
        self.send("records", &mut records, context);
        records.finish().store(&mut dataset);
        let mut judgements = JudgementTable::new(&dataset);
        self.send("judgements", &mut judgements, context);
        dataset.judgements = super::finish::sorted(judgements.judgements);
        super::finish::finish(&mut dataset, context);
        dataset
    }

    /// The vocabulary, if there is one and it is accepted.
    fn vocabulary(&self, context: &mut Context<'_>) -> Option<Vocabulary> {
        let is_empty = |piece: &Piece<'_>| piece.value.as_object().is_some_and(serde_json::Map::is_empty);
        let piece = self.value("vocabulary", context);
        if self.get("vocabulary").is_none() || piece.as_ref().is_some_and(is_empty) {
            return None;
        }
        let found = piece.and_then(|piece| json_file::vocabulary(&piece, context));
        if found.is_none() {
            self.lose("vocabulary", Some(Class::Kind), context);
        }
        found
    }

    /// The items of a list; `None` when what stands there is none.
    fn items(&self, key: &str, context: &mut Context<'_>) -> Option<Vec<&'a RawValue>> {
        let Some(piece) = self.get(key) else { return Some(Vec::new()) };
        match serde_json::from_str(piece.get()) {
            Ok(items) => Some(items),
            Err(error) => {
                self.broken(key, piece, &error, context);
                None
            }
        }
    }

    /// Reports a piece that is JSON and not of the right form.
    fn broken(&self, key: &str, piece: &RawValue, error: &serde_json::Error, context: &mut Context<'_>) {
        let first = LineCounter::new(self.text).line_of(piece.get());
        let line = first + (error.line() as u32).saturating_sub(1);
        context.row_problem(&super::reader::MALFORMED, line, format!("{key}: {}", short(error)));
    }

    fn send(&self, key: &str, sink: &mut dyn RowSink, context: &mut Context<'_>) {
        match self.items(key, context) {
            Some(items) => send_items(self.text, &items, sink, context),
            None => self.lose(key, sink.defines(), context),
        }
    }

    fn lose(&self, key: &str, class: Option<Class>, context: &mut Context<'_>) {
        context.lose_table(class, format!("`{key}` of {}", context.file()).into());
    }

    fn edges(&self, context: &mut Context<'_>) -> Option<Vec<StatedEdge>> {
        let piece = self.get("edges")?;
        match serde_json::from_str(piece.get()) {
            Ok(edges) => Some(edges),
            Err(error) => {
                self.broken("edges", piece, &error, context);
                None
            }
        }
    }
}
