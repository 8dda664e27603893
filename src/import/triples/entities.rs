//! Entities and places, as rows.

use super::store::Described;
use super::{Reading, RowList, lifespan, object};
use crate::diagnostic::Report;
use crate::model::EntityKindIx;
use crate::rdf::{EntityKindIris, terms};
use oxrdf::vocab::{rdf, rdfs};
use oxrdf::{Literal, NamedNode};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The rows of entities, and the judgements that make one of two ids.
pub(super) fn rows(reading: &Reading<'_>, report: &mut Report) -> (RowList, RowList) {
    let (mut entities, mut judgements) = (RowList::new(), RowList::new());
    let paths: BTreeSet<&str> =
        reading.mapping.entity_kinds().iter().map(|kind| kind.path.as_str()).collect();
    for path in paths {
        for (id, thing) in reading.folder(path) {
            let replaced = thing.iri(terms::DCTERMS_IS_REPLACED_BY);
            let kind = kind(reading, path, replaced.and_then(|iri| reading.store.get(iri)).unwrap_or(thing));
            let Some(kind) = kind else {
                reading.odd(id, "its types are those of no kind of entity", report);
                continue;
            };
            let name = &reading.vocabulary.entity_kind(kind).name;
            if let Some(canonical) = replaced.and_then(|iri| reading.entity(iri)) {
                entities.push((0, object([("id", id.into()), ("kind", name.as_str().into())])));
                judgements.push((
                    0,
                    object([("a", canonical.into()), ("b", id.into()), ("judgement", "same".into())]),
                ));
            } else {
                entities.push((0, row(reading, (id, thing), kind, report)));
            }
        }
    }
    (entities, judgements)
}

/// The kind whose classes a thing has; of several the one with the most.
fn kind(reading: &Reading<'_>, path: &str, thing: &Described) -> Option<EntityKindIx> {
    let types = thing.iris(rdf::TYPE);
    let kinds = reading.mapping.entity_kinds().iter().enumerate().filter(|(_, kind)| kind.path == path);
    let fitting = kinds.filter(|(_, kind)| kind.types.iter().all(|class| types.contains(&class)));
    // The first of those with as many.
    let best = fitting.rev().max_by_key(|(_, kind)| kind.types.len());
    best.map(|(n, _)| n.into())
}

fn row(
    reading: &Reading<'_>,
    (id, thing): (&str, &Described),
    kind: EntityKindIx,
    report: &mut Report,
) -> Map<String, Value> {
    let iris = reading.mapping.entity_kind(kind);
    let lifespan = lifespan::text(iris, thing).unwrap_or_else(|| {
        reading.odd(id, "no EDTF date has the bounds of its lifespan", report);
        String::new()
    });
    let notes: Vec<String> =
        thing.literals(terms::SKOS_NOTE).into_iter().map(|note| reading.languages.cell(note)).collect();
    object([
        ("id", id.into()),
        ("kind", reading.vocabulary.entity_kind(kind).name.as_str().into()),
        ("type", type_name(reading, iris, thing).into()),
        ("names", names(reading, id, thing)),
        ("country", thing.value(terms::COUNTRY_CODE).into()),
        ("part_of", part_of(reading, iris, thing).into()),
        ("lifespan", lifespan.into()),
        ("identifiers", identifiers(reading, id, thing, report)),
        ("note", notes.join(" | ").into()),
    ])
}

fn type_name<'s>(reading: &Reading<'_>, kind: &EntityKindIris, thing: &'s Described) -> &'s str {
    let concept = kind.classification.as_ref().and_then(|property| thing.iri(property.as_ref()));
    concept.and_then(|iri| reading.id("term/type", iri)).unwrap_or("")
}

fn part_of<'s>(reading: &Reading<'_>, kind: &EntityKindIris, thing: &'s Described) -> &'s str {
    let parent = kind.part_of.as_ref().and_then(|property| thing.iri(property.as_ref()));
    parent.and_then(|iri| reading.entity(iri)).unwrap_or("")
}

/// Names as JSON has them; the label for display is one only where no other property says it.
fn names(reading: &Reading<'_>, id: &str, thing: &Described) -> Value {
    let name = |literal: &Literal, kind: &str| json!({"text": literal.value(), "lang": reading.languages.code(literal), "type": kind});
    let preferred = thing.literals(terms::SKOS_PREF_LABEL);
    let others = thing.literals(terms::SKOS_ALT_LABEL);
    let label = thing.value(rdfs::LABEL);
    let is_said = preferred.iter().chain(&others).any(|literal| literal.value() == label);
    let own = (!is_said && !label.is_empty() && label != id)
        .then(|| json!({"text": label, "lang": "", "type": "preferred"}));
    let preferred = preferred.into_iter().map(|literal| name(literal, "preferred"));
    let others = others.into_iter().map(|literal| name(literal, "alias"));
    own.into_iter().chain(preferred).chain(others).collect()
}

/// Links as ids in catalogues: the longest IRI of a catalogue that a link begins with is its.
fn identifiers(reading: &Reading<'_>, id: &str, thing: &Described, report: &mut Report) -> Value {
    let catalogue = |iri: &NamedNode| {
        let known = reading.vocabulary.authorities.iter();
        let fitting = known.filter(|(_, start)| iri.as_str().starts_with(start.as_str()));
        let (scheme, start) = fitting.max_by_key(|(_, start)| start.len())?;
        Some(json!({"scheme": scheme, "id": &iri.as_str()[start.len()..]}))
    };
    let mut list = Vec::new();
    for iri in thing.iris(terms::SKOS_EXACT_MATCH) {
        match catalogue(iri) {
            Some(identifier) => list.push(identifier),
            None => reading.odd(id, &format!("{iri} is in no catalogue of the vocabulary"), report),
        }
    }
    list.into()
}

/// The rows of places.
pub(super) fn places(reading: &Reading<'_>) -> RowList {
    let row = |(id, thing): (&str, &Described)| {
        let within = thing.iri(terms::SCHEMA_CONTAINED_IN_PLACE);
        let note = thing.literal(terms::SKOS_NOTE).map(|note| reading.languages.cell(note));
        let row = object([
            ("id", id.into()),
            ("names", names(reading, id, thing)),
            ("country", thing.value(terms::COUNTRY_CODE).into()),
            ("within", within.and_then(|iri| reading.id("place", iri)).unwrap_or("").into()),
            ("note", note.unwrap_or_default().into()),
        ]);
        (0, row)
    };
    reading.folder("place").map(row).collect()
}
