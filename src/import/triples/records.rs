//! Records with their fillers, attributes and evidence, and sources, as rows.

use super::store::Described;
use super::{Reading, RowList, object};
use crate::diagnostic::Report;
use crate::import::value;
use crate::model::vocabulary::AttributeType;
use crate::model::{AttributeIx, KindIx, RoleIx};
use crate::rdf::terms;
use oxrdf::vocab::rdf;
use oxrdf::{Literal, NamedNode};
use serde_json::{Map, Value, json};

/// The rows of sources; a title in no language is the name of the file of a document without one.
pub(super) fn sources(reading: &Reading<'_>) -> RowList {
    let row = |(id, thing): (&str, &Described)| {
        let title = thing.literal(terms::DCTERMS_TITLE);
        let (title, file) = match title {
            Some(title) if title.language().is_none() => (String::new(), title.value()),
            title => (title.map_or(String::new(), |title| reading.languages.cell(title)), ""),
        };
        let note = thing.literal(terms::SKOS_NOTE).map(|note| reading.languages.cell(note));
        let row = object([
            ("id", id.into()),
            ("file", Some(file).filter(|file| *file != id).into()),
            ("title", title.into()),
            ("date", thing.value(terms::DCTERMS_ISSUED).into()),
            ("language", thing.value(terms::DCTERMS_LANGUAGE).into()),
            ("sha256", thing.value(terms::SCHEMA_SHA256).into()),
            ("note", note.unwrap_or_default().into()),
        ]);
        (0, row)
    };
    reading.folder("source").map(row).collect()
}

/// The rows of records.
pub(super) fn rows(reading: &Reading<'_>, report: &mut Report) -> RowList {
    let mut rows = RowList::new();
    for (id, thing) in reading.folder("record") {
        match kind(reading, thing) {
            Some(kind) => rows.push((0, row(reading, (id, thing), kind, report))),
            None => reading.odd(id, "its `relata:kind` is the class of no kind of record", report),
        }
    }
    rows
}

/// The kind whose class a record names and whose further classes it has.
fn kind(reading: &Reading<'_>, thing: &Described) -> Option<KindIx> {
    let (class, types) = (thing.iri(terms::KIND)?, thing.iris(rdf::TYPE));
    let kinds = reading.vocabulary.kinds().map(|(number, _)| number);
    let fitting = kinds.filter(|&number| {
        let iris = reading.mapping.kind(number);
        iris.class == *class && iris.types.iter().all(|class| types.contains(&class))
    });
    fitting.min_by_key(|&number| (types.len().abs_diff(reading.mapping.kind(number).types.len()), number))
}

fn row(
    reading: &Reading<'_>,
    (id, thing): (&str, &Described),
    kind: KindIx,
    report: &mut Report,
) -> Map<String, Value> {
    let text = |property| thing.literal(property).map_or(String::new(), |text| reading.languages.cell(text));
    let mut row = object([
        ("id", id.into()),
        ("kind", reading.vocabulary.kind(kind).name.as_str().into()),
        ("date", thing.value(terms::WHEN).into()),
        ("series", series(thing).into()),
        ("summary", text(terms::DCTERMS_DESCRIPTION).into()),
        ("note", text(terms::SKOS_NOTE).into()),
    ]);
    add_fillers(reading, (id, thing), kind, &mut row, report);
    row.insert("attributes".to_owned(), attributes(reading, thing, kind));
    let places = thing.iris(terms::SCHEMA_LOCATION).into_iter();
    let places = places.filter_map(|iri| reading.id("place", iri).map(Value::from));
    row.insert("places".to_owned(), places.collect());
    row.insert("evidence".to_owned(), evidence(reading, (id, thing), report));
    row
}

fn series(thing: &Described) -> &str {
    let count = thing.value(terms::SERIES_COUNT);
    if count.is_empty() && thing.literal(terms::SERIES).is_some() { "many" } else { count }
}

/// The role of a kind that a property says; of several with one property the first.
fn role(reading: &Reading<'_>, kind: KindIx, property: &NamedNode) -> Option<RoleIx> {
    let iris = reading.mapping.kind(kind);
    let is_said =
        |role: RoleIx| [1, 2].iter().any(|&named| iris.role(role).property(named) == property.as_ref());
    reading.vocabulary.kind(kind).roles().map(|(role, _)| role).find(|&role| is_said(role))
}

fn add_fillers(
    reading: &Reading<'_>,
    (id, thing): (&str, &Described),
    kind: KindIx,
    row: &mut Map<String, Value>,
    report: &mut Report,
) {
    let known = reading.vocabulary.kind(kind);
    let mut roles: Map<String, Value> = Map::new();
    for (number, stored) in known.roles() {
        let iris = reading.mapping.kind(kind).role(number);
        let mut fillers: Vec<&str> = Vec::new();
        for property in [iris.property(1), iris.property(2)] {
            // A property that two roles share is that of the first.
            if role(reading, kind, &property.into_owned()) == Some(number) {
                fillers.extend(thing.iris(property).into_iter().filter_map(|iri| reading.entity(iri)));
            }
        }
        fillers.sort_unstable();
        fillers.dedup();
        if !fillers.is_empty() {
            roles.insert(stored.name.clone(), fillers.into());
        }
    }
    row.insert("roles".to_owned(), roles.into());
    let (mut qualifiers, mut unnamed) = (Vec::new(), Map::new());
    for part in thing.iris(terms::QUALIFIED_PARTICIPATION) {
        let Some(part) = reading.store.get(part) else {
            reading.odd(id, &format!("nothing is said of {part}"), report);
            continue;
        };
        let role = part.iri(terms::AS_ROLE).and_then(|property| role(reading, kind, property));
        let Some(role) = role.map(|role| known.role(role).name.as_str()) else {
            reading.odd(id, "a participation is in no role of its kind", report);
            continue;
        };
        match part.iri(terms::AGENT).and_then(|iri| reading.entity(iri)) {
            Some(agent) => qualifiers.push(qualifier(reading, part, role, agent)),
            None => match part.value(terms::UNNAMED_COUNT).parse::<u32>() {
                Ok(count) => {
                    unnamed.insert(role.to_owned(), count.into());
                }
                Err(_) => reading.odd(id, "a participation has neither an agent nor a count", report),
            },
        }
    }
    row.insert("qualifiers".to_owned(), qualifiers.into());
    row.insert("unnamed".to_owned(), unnamed.into());
}

fn qualifier(reading: &Reading<'_>, part: &Described, role: &str, agent: &str) -> Value {
    let inferred = part.value(terms::INFERRED) == "true";
    let body = part.iri(terms::ON_BEHALF_OF).and_then(|iri| reading.entity(iri));
    let mut qualifier = object([("role", role.into()), ("id", agent.into()), ("for", body.into())]);
    if inferred {
        qualifier.insert("inferred".to_owned(), true.into());
    }
    qualifier.into()
}

fn attributes(reading: &Reading<'_>, thing: &Described, kind: KindIx) -> Value {
    let mut values = Map::new();
    for &number in &reading.vocabulary.kind(kind).attributes {
        if let Some(value) = attribute(reading, thing, number).filter(|value| !value.is_empty()) {
            values.insert(reading.vocabulary.attribute(number).name.clone(), value.into());
        }
    }
    values.into()
}

fn attribute(reading: &Reading<'_>, thing: &Described, number: AttributeIx) -> Option<String> {
    let known = reading.vocabulary.attribute(number);
    let iris = reading.mapping.attribute(number);
    match known.value_type {
        AttributeType::Text => thing.literal(iris.property.as_ref()).map(|text| reading.languages.cell(text)),
        AttributeType::Code | AttributeType::Flag => {
            thing.literal(iris.property.as_ref()).map(Literal::value).map(str::to_owned)
        }
        AttributeType::Term => {
            let concept = thing.iri(iris.property.as_ref())?;
            let position = iris.concepts.iter().position(|known| known == concept)?;
            known.terms.get(position).map(|term| term.name.clone())
        }
        AttributeType::Number | AttributeType::Decimal => {
            let [min, max] = [&iris.min, &iris.max].map(|property| thing.value(property.as_ref()));
            value::number(min, max, thing.value(iris.approximate.as_ref()) == "true")
        }
    }
}

/// The spans that a record is drawn from, in the order of sources and positions.
fn evidence(reading: &Reading<'_>, (id, thing): (&str, &Described), report: &mut Report) -> Value {
    let mut spans = Vec::new();
    for iri in thing.iris(terms::PROV_WAS_DERIVED_FROM) {
        let passage = reading.store.get(iri);
        let span = passage.and_then(|passage| {
            let source = passage.iri(terms::OA_HAS_SOURCE).and_then(|iri| reading.id("source", iri))?;
            let position = |property| passage.value(property).parse::<u32>().ok();
            let (start, end) = (position(terms::OA_START)?, position(terms::OA_END)?);
            Some((source, start, end, passage.value(terms::SCHEMA_SHA256)))
        });
        match span {
            Some(span) => spans.push(span),
            None => {
                reading.odd(id, &format!("{iri} is no passage with a source, a start and an end"), report)
            }
        }
    }
    spans.sort_unstable();
    let object = |(source, start, end, sha256): (&str, u32, u32, &str)| {
        let mut span = json!({"source": source, "start": start, "end": end});
        if !sha256.is_empty() {
            span["sha256"] = sha256.into();
        }
        span
    };
    spans.into_iter().map(object).collect()
}
