//! What the cells of a record say, as the row of a record.

use super::{Item, Reading, RowList};
use crate::import::value;
use crate::model::vocabulary::AttributeType;
use crate::model::{KindIx, is_valid_id, parse_span};
use hashbrown::HashMap;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The columns of records that no attribute may have; an attribute of such a name has the second column of that name.
const TAKEN: [&str; 7] = ["id", "kind", "label", "series", "place", "summary", "note"];

/// The places and sources that records name.
#[derive(Default)]
pub(super) struct Told {
    /// The ids of places by their names, and the lines that name them first.
    places: HashMap<String, (String, u32)>,
    /// The ids that places have, and how many have been made of each stem.
    ids: HashMap<String, u32>,
    sources: BTreeSet<String>,
}

impl Told {
    /// The id of a place of a name: the name in plain letters, numbered where two would be one.
    fn place(&mut self, name: &str, line: u32) -> String {
        if let Some((id, _)) = self.places.get(name) {
            return id.clone();
        }
        let stem = slug(name);
        let mut id = stem.clone();
        while self.ids.contains_key(&id) {
            let count = self.ids.entry(stem.clone()).or_default();
            *count += 1;
            id = format!("{stem}-{count}");
        }
        self.ids.insert(id.clone(), 1);
        self.places.insert(name.to_owned(), (id.clone(), line));
        id
    }

    pub(super) fn places(&self) -> RowList {
        let mut rows: Vec<_> = self.places.iter().collect();
        rows.sort();
        let row = |(name, (id, line)): (&String, &(String, u32))| {
            (*line, object(json!({"id": id, "names": [{"text": name}]})))
        };
        rows.into_iter().map(row).collect()
    }

    pub(super) fn sources(&self) -> RowList {
        self.sources.iter().map(|id| (0, object(json!({"id": id})))).collect()
    }
}

/// An id made of the letters and digits of a name; `place` where it has none.
fn slug(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().take(60) {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-').to_owned();
    if is_valid_id(&id) { id } else { "place".to_owned() }
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// The row of the record whose cells an item holds, without its fillers.
pub(super) fn row(reading: &mut Reading<'_>, item: &Item, told: &mut Told) -> Map<String, Value> {
    let mut row = Map::new();
    let plain = [
        ("id", "record_id"),
        ("kind", "record_kind"),
        ("date", "date_text"),
        ("series", "record_series"),
        ("summary", "record_summary"),
        ("note", "record_note"),
    ];
    for (key, column) in plain.into_iter().filter(|(_, column)| !item.get(column).is_empty()) {
        row.insert(key.to_owned(), item.get(column).into());
    }
    let places = item.list("record_place").map(|name| Value::from(told.place(name, item.line)));
    row.insert("places".to_owned(), places.collect());
    let mut evidence = Vec::new();
    for span in item.list("evidence") {
        match parse_span(span) {
            Some((source, _, _)) => {
                told.sources.insert(source.to_owned());
                evidence.push(Value::from(span));
            }
            None => reading
                .odd(item, format!("found `{span}` in `evidence`, expected a span such as `s1:120-168`")),
        }
    }
    row.insert("evidence".to_owned(), evidence.into());
    row.insert("unnamed".to_owned(), unnamed(reading, item));
    // A kind that is not known is reported when the row is loaded.
    if let Some(kind) = reading.vocabulary.find_kind(item.get("record_kind")) {
        row.insert("attributes".to_owned(), attributes(reading, item, kind));
    }
    row
}

fn unnamed(reading: &mut Reading<'_>, item: &Item) -> Value {
    let mut counts = Map::new();
    for part in item.list("record_unnamed_fillers") {
        match part.rsplit_once(' ').and_then(|(role, count)| Some((role, count.parse::<u32>().ok()?))) {
            Some((role, count)) => {
                counts.insert(role.to_owned(), count.into());
            }
            None => reading.odd(
                item,
                format!("found `{part}` in `record_unnamed_fillers`, expected a role and a number"),
            ),
        }
    }
    counts.into()
}

fn attributes(reading: &Reading<'_>, item: &Item, kind: KindIx) -> Value {
    let mut values = Map::new();
    for &number in &reading.vocabulary.kind(kind).attributes {
        let attribute = reading.vocabulary.attribute(number);
        let second = if TAKEN.contains(&attribute.name.as_str()) { "_2" } else { "" };
        let stem = format!("record_{}{second}", attribute.name);
        let cell = |ending: &str| item.get(&format!("{stem}_{ending}"));
        let value = match attribute.value_type {
            AttributeType::Number | AttributeType::Decimal => {
                value::number(whole(cell("min")), whole(cell("max")), cell("approximate") == "true")
            }
            _ => Some(item.get(&stem).to_owned()),
        };
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            values.insert(attribute.name.clone(), value.into());
        }
    }
    values.into()
}

/// A number without the point that a column of fractions gives to whole ones too.
fn whole(digits: &str) -> &str {
    digits.strip_suffix(".0").unwrap_or(digits)
}

/// The fillers of a record, in the order in which they are met.
#[derive(Default)]
pub(super) struct Fillers {
    list: Vec<Filler>,
    /// Where each stands, by role and id.
    places: HashMap<(String, String), usize>,
}

struct Filler {
    role: String,
    id: String,
    inferred: bool,
    body: String,
}

impl Fillers {
    /// Adds a filler, once; one that is met again is inferred only if it is each time.
    pub(super) fn add(&mut self, role: &str, id: &str, inferred: bool) {
        if let Some(filler) = self.find(role, id) {
            filler.inferred &= inferred;
            return;
        }
        self.places.insert((role.to_owned(), id.to_owned()), self.list.len());
        let (role, id) = (role.to_owned(), id.to_owned());
        self.list.push(Filler { role, id, inferred, body: String::new() });
    }

    /// Says whom a filler acts for.
    pub(super) fn acts_for(&mut self, role: &str, id: &str, body: &str) {
        if let Some(filler) = self.find(role, id).filter(|filler| filler.id != body) {
            body.clone_into(&mut filler.body);
        }
    }

    fn find(&mut self, role: &str, id: &str) -> Option<&mut Filler> {
        let place = *self.places.get(&(role.to_owned(), id.to_owned()))?;
        self.list.get_mut(place)
    }

    /// Adds them to the row of their record.
    pub(super) fn tell(self, row: &mut Map<String, Value>) {
        let mut roles: Map<String, Value> = Map::new();
        let mut qualifiers = Vec::new();
        for filler in self.list {
            let fillers = roles.entry(filler.role.clone()).or_insert_with(|| Value::Array(Vec::new()));
            fillers.as_array_mut().into_iter().for_each(|list| list.push(filler.id.as_str().into()));
            if filler.inferred || !filler.body.is_empty() {
                let mut qualifier =
                    object(json!({"role": filler.role, "id": filler.id, "inferred": filler.inferred}));
                if !filler.body.is_empty() {
                    qualifier.insert("for".to_owned(), filler.body.into());
                }
                qualifiers.push(Value::Object(qualifier));
            }
        }
        row.insert("roles".to_owned(), roles.into());
        row.insert("qualifiers".to_owned(), qualifiers.into());
    }
}
