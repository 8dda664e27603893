//! Who there is.

use super::schema::{Reference, Table, Type, column, refers, text};
use super::sheet::Sheet;
use super::{Told, dates, position};
use std::ops::Range;

pub(super) static ENTITIES: Table = Table {
    name: "entities",
    file: "table-entities.csv",
    says: "an organisation, a person, an international body, or another kind of the vocabulary",
    columns: &[
        text("id", "its id"),
        text("kind", "its kind in the vocabulary"),
        text("type", "its finer type"),
        text("label", "its name for display; derived"),
        text("country", "ISO 3166-1 alpha-2"),
        text("part_of", "the entity it is part of"),
        dates::DATE_TEXT,
        dates::DATE_MIN,
        dates::DATE_MAX,
        dates::PRECISION,
        dates::QUALITY,
        dates::EARLIEST_START,
        dates::LATEST_START,
        dates::EARLIEST_END,
        dates::LATEST_END,
        text("canonical_id", "the id that stands for it on edges, by the judgements; derived"),
        text("note", "a note"),
    ],
    key: &["id"],
    references: &[refers!("part_of" => ""), refers!("canonical_id" => "")],
    things: |told| told.all_entities(),
    fill: fill_entities,
};

pub(super) static NAMES: Table = Table {
    name: "names",
    file: "table-names.csv",
    says: "a name of an entity",
    columns: &[
        text("entity", "whose name"),
        column("position", Type::Integer, "its place among the names, from 1"),
        text("text", "the name"),
        text("language", "a short code of the dataset; empty when unknown"),
        text("kind", "preferred, abbreviation or alias"),
    ],
    key: &["entity", "position"],
    references: &[refers!("entity" => "entities")],
    things: |told| told.all_entities(),
    fill: fill_names,
};

pub(super) static IDENTIFIERS: Table = Table {
    name: "identifiers",
    file: "table-identifiers.csv",
    says: "an id of an entity in another catalogue",
    columns: &[
        text("entity", "whose id"),
        column("position", Type::Integer, "its place among the ids, from 1"),
        text("scheme", "the catalogue"),
        text("identifier", "the id there"),
    ],
    key: &["entity", "position"],
    references: &[refers!("entity" => "entities")],
    things: |told| told.all_entities(),
    fill: fill_identifiers,
};

fn fill_entities(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let (dataset, graph) = (told.dataset(), told.view.graph());
    let entities = &dataset.entities;
    for entity in told.entities(part) {
        sheet.cell(entities.id(entity));
        sheet.cell(&dataset.vocabulary.entity_kind(entities.kind(entity)).name);
        sheet.cell(entities.type_name(entity));
        sheet.cell(graph.merged(graph.identities().canonical(entity)).label(told.language));
        sheet.cell(entities.country(entity));
        sheet.cell(entities.part_of(entity));
        sheet.made(told.dates.of(entities.lifespan(entity)));
        sheet.cell(entities.id(graph.identities().canonical(entity)));
        sheet.cell(entities.note(entity));
        sheet.end();
    }
}

fn fill_names(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let entities = &told.dataset().entities;
    for entity in told.entities(part) {
        for (n, name) in entities.names(entity).enumerate() {
            let position = position(n);
            sheet.row([entities.id(entity), &position, name.text, name.language, name.kind.as_str()]);
        }
    }
}

fn fill_identifiers(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let entities = &told.dataset().entities;
    for entity in told.entities(part) {
        for (n, identifier) in entities.identifiers(entity).enumerate() {
            let position = position(n);
            sheet.row([entities.id(entity), &position, identifier.scheme, identifier.id]);
        }
    }
}
