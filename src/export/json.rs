//! `graph.json`: everything, in one lossless file.
//!
//! Reading it back with `--data graph.json` gives the same graph, and writing that gives the same bytes. One entity,
//! record or edge stands on a line, so that the file can be searched and compared line by line. Edges are derived and
//! written for other programs; a reader may ignore them.

use super::in_order::Buffer;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Meter, Output, Shape, in_order};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Edge, View};
use crate::model::vocabulary::Kind;
use crate::model::{Dataset, EntityIx, Judgement, PassageIx, Place, RecordIx, Source};
use fixedbitset::FixedBitSet;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// The exporter of `graph.json`.
#[derive(Debug, Clone, Copy)]
pub struct Json;

static FORMAT: Format = Format {
    name: "json",
    summary: "everything in one lossless file, which `--data` reads back",
    files: &["graph.json"],
    media_type: "application/json",
    specification: "https://www.rfc-editor.org/rfc/rfc8259",
    is_shaped: false,
};

impl Exporter for Json {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn codes(&self) -> Vec<&'static Code> {
        Vec::new()
    }

    fn losses(&self, _: Shape) -> Vec<&'static Loss> {
        Vec::new()
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let (_, records, edges) = view.counts();
        options.meter.begin((records + edges) as u64);
        write(view, &options.meter, output.part(FORMAT.files[0])?)?;
        Ok(Vec::new())
    }
}

fn write(view: &View<'_>, meter: &Meter, out: &mut dyn Write) -> io::Result<()> {
    let dataset = view.graph().dataset();
    let entities = named(view);
    out.write_all(b"{\"format\": \"relata-graph 1\",\n\"dataset\": ")?;
    serde_json::to_writer(&mut *out, &dataset.settings)?;
    if let Some(patch) = &dataset.vocabulary.patch {
        out.write_all(b",\n\"vocabulary\": ")?;
        serde_json::to_writer(&mut *out, patch)?;
    }
    let known: Vec<&Judgement> = dataset.judgements.iter().filter(|j| is_known(j, &entities)).collect();
    let entities: Vec<usize> = entities.ones().collect();
    let records: Vec<RecordIx> = view.records().collect();
    let graph = view.graph();
    list(out, "sources", &dataset.sources, |told, each| told.push(&source(each)))?;
    list(out, "places", &dataset.places, |told, each| told.push(&place(each)))?;
    list(out, "judgements", &known, |told, each| told.push(&judgement(dataset, each)))?;
    list(out, "entities", &entities, |told, each| told.push(&entity(dataset, EntityIx::from(*each))))?;
    list(out, "records", &records, |told, each| {
        meter.step();
        told.push(&record(dataset, *each));
    })?;
    // Reading the file makes every edge of its records again, so all of them are told.
    list(out, "edges", &records, |told, each| {
        meter.advance(graph.edges_of(*each).len() as u64);
        graph.edges_of(*each).for_each(|each| told.push(&edge(dataset, &each)));
    })?;
    out.write_all(b"}\n")
}

fn is_known(judgement: &Judgement, entities: &FixedBitSet) -> bool {
    entities.contains(judgement.a.index()) && entities.contains(judgement.b.index())
}

/// The entities of a view and of its records under all their ids, and what they are part of, so that nothing named is
/// missing.
pub(super) fn named(view: &View<'_>) -> FixedBitSet {
    let graph = view.graph();
    let mut named = FixedBitSet::with_capacity(graph.dataset().entities.len());
    for entity in view.named_entities().flat_map(|entity| graph.merged(entity).members()) {
        let mut at = Some(entity);
        while let Some(entity) = at.filter(|e| !named.put(e.index())) {
            at = graph.dataset().entities.find(graph.dataset().entities.part_of(entity));
        }
    }
    named
}

/// So many elements are told at once.
const PART: usize = 500;

/// The elements of a part of a list, a line each, with a comma in front of every one.
#[derive(Default)]
struct Told(Vec<u8>);

impl Buffer for Told {
    fn clear(&mut self) {
        self.0.clear();
    }
}

impl Told {
    fn push(&mut self, element: &Map<String, Value>) {
        self.0.extend_from_slice(b",\n");
        // Writing texts and numbers to memory cannot fail.
        let _ = serde_json::to_writer(&mut self.0, element);
    }
}

/// Writes a list of what `tell` makes of each item, told in parts on all cores.
fn list<T: Sync>(
    out: &mut dyn Write,
    key: &str,
    items: &[T],
    tell: impl Fn(&mut Told, &T) + Sync,
) -> io::Result<()> {
    write!(out, ",\n\"{key}\": [")?;
    let part = |n: usize, told: &mut Told| {
        let part = &items[n * PART..items.len().min((n + 1) * PART)];
        part.iter().for_each(|item| tell(told, item));
    };
    let mut is_first = true;
    in_order::each(items.len().div_ceil(PART), part, |told, ()| {
        // No comma stands in front of the first element of all.
        let bytes = told.0.strip_prefix(b",").filter(|_| is_first).unwrap_or(&told.0);
        is_first &= bytes.is_empty();
        out.write_all(bytes)
    })?;
    out.write_all(b"]")
}

/// An object of the values that are not empty, in the order given.
fn object<const N: usize>(values: [(&str, Value); N]) -> Map<String, Value> {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    values.into_iter().filter(|(_, v)| !is_empty(v)).map(|(key, value)| (key.to_owned(), value)).collect()
}

fn source(source: &Source) -> Map<String, Value> {
    object([
        ("id", source.id.as_str().into()),
        ("file", source.file.as_str().into()),
        ("title", source.title.as_str().into()),
        ("date", source.date.as_str().into()),
        ("language", source.language.as_str().into()),
        ("length", source.length.into()),
        ("sha256", source.sha256.as_str().into()),
        ("note", source.note.as_str().into()),
    ])
}

fn place(place: &Place) -> Map<String, Value> {
    let name = |(language, text): &(String, String)| {
        Value::Object(object([("text", text.as_str().into()), ("lang", language.as_str().into())]))
    };
    object([
        ("id", place.id.as_str().into()),
        ("names", place.names.iter().map(name).collect()),
        ("country", place.country.as_str().into()),
        ("within", place.within.as_str().into()),
        ("note", place.note.as_str().into()),
    ])
}

fn judgement(dataset: &Dataset, judgement: &Judgement) -> Map<String, Value> {
    object([
        ("a", dataset.entities.id(judgement.a).into()),
        ("b", dataset.entities.id(judgement.b).into()),
        ("judgement", judgement.kind.as_str().into()),
        ("who", judgement.who.as_str().into()),
        ("when", judgement.when.as_str().into()),
        ("why", judgement.why.as_str().into()),
    ])
}

fn entity(dataset: &Dataset, entity: EntityIx) -> Map<String, Value> {
    let entities = &dataset.entities;
    let names = entities.names(entity).map(|name| {
        Value::Object(object([
            ("text", name.text.into()),
            ("lang", name.language.into()),
            ("type", name.kind.as_str().into()),
        ]))
    });
    let identifiers = entities.identifiers(entity).map(|identifier| {
        Value::Object(object([("scheme", identifier.scheme.into()), ("id", identifier.id.into())]))
    });
    object([
        ("id", entities.id(entity).into()),
        ("kind", dataset.vocabulary.entity_kind(entities.kind(entity)).name.as_str().into()),
        ("type", entities.type_name(entity).into()),
        ("names", names.collect()),
        ("country", entities.country(entity).into()),
        ("part_of", entities.part_of(entity).into()),
        ("lifespan", dataset.lifespan(entity).map_or("", |extent| extent.as_str()).into()),
        ("identifiers", identifiers.collect()),
        ("note", entities.note(entity).into()),
    ])
}

fn record(dataset: &Dataset, record: RecordIx) -> Map<String, Value> {
    let records = &dataset.records;
    let kind = dataset.vocabulary.kind(records.kind(record));
    let places = records.places(record).iter().map(|&place| Value::from(dataset.place(place).id.as_str()));
    object([
        ("id", records.id(record).into()),
        ("kind", kind.name.as_str().into()),
        ("roles", roles(dataset, kind, record)),
        ("qualifiers", qualifiers(dataset, kind, record)),
        ("unnamed", unnamed(dataset, kind, record)),
        ("date", dataset.extent(record).as_str().into()),
        ("attributes", attributes(dataset, kind, record)),
        ("places", places.collect()),
        ("series", records.series(record).into()),
        ("summary", records.summary(record).into()),
        ("note", records.note(record).into()),
        ("evidence", records.evidence(record).iter().map(|&passage| evidence(dataset, passage)).collect()),
    ])
}

fn roles(dataset: &Dataset, kind: &Kind, record: RecordIx) -> Value {
    let fillers =
        |role| dataset.records.in_role(record, role).map(|filler| dataset.entities.id(filler.entity).into());
    let lists =
        kind.roles().map(|(number, role)| (role.name.clone(), fillers(number).collect::<Vec<Value>>()));
    Value::Object(
        lists.filter(|(_, list)| !list.is_empty()).map(|(role, list)| (role, list.into())).collect(),
    )
}

fn qualifiers(dataset: &Dataset, kind: &Kind, record: RecordIx) -> Value {
    let fillers = dataset.records.fillers(record).iter().enumerate();
    let qualified = fillers.filter_map(|(n, filler)| {
        let body = dataset.records.acting_for(record, n);
        (filler.inferred || body.is_some()).then(|| {
            Value::Object(object([
                ("role", kind.role(filler.role).name.as_str().into()),
                ("id", dataset.entities.id(filler.entity).into()),
                ("inferred", if filler.inferred { true.into() } else { Value::Null }),
                ("for", body.map_or("", |body| dataset.entities.id(body)).into()),
            ]))
        })
    });
    qualified.collect()
}

fn unnamed(dataset: &Dataset, kind: &Kind, record: RecordIx) -> Value {
    let counts = dataset.records.unnamed(record).iter();
    Value::Object(
        counts.map(|unnamed| (kind.role(unnamed.role).name.clone(), unnamed.count.into())).collect(),
    )
}

fn attributes(dataset: &Dataset, kind: &Kind, record: RecordIx) -> Value {
    let value = |attribute| {
        let value = dataset.records.attribute(record, attribute)?;
        Some((dataset.vocabulary.attribute(attribute).name.clone(), value.into()))
    };
    Value::Object(kind.attributes.iter().copied().filter_map(value).collect())
}

fn evidence(dataset: &Dataset, passage: PassageIx) -> Value {
    let passage = dataset.passage(passage);
    Value::Object(object([
        ("source", dataset.source(passage.source).id.as_str().into()),
        ("start", passage.start.into()),
        ("end", passage.end.into()),
        ("sha256", passage.sha256.map_or(String::new(), |digest| digest.to_string()).into()),
    ]))
}

fn edge(dataset: &Dataset, edge: &Edge<'_>) -> Map<String, Value> {
    object([
        ("id", edge.id().into()),
        ("source", dataset.entities.id(edge.source).into()),
        ("target", dataset.entities.id(edge.target).into()),
        ("relation", edge.relation().name.as_str().into()),
        ("record", dataset.records.id(edge.record()).into()),
    ])
}
