//! `entities/<kind>.csv`

use super::names::{NameCells, NameColumns, column, columns};
use super::table::{Table, TableRow};
use crate::model::{Dataset, EntityIx, EntityKindIx, NameKind};

/// A table for each kind, in the order of the vocabulary.
pub(super) fn tables(dataset: &Dataset) -> Vec<Table> {
    let codes = |kind: NameKind| {
        let entities = dataset.entities.iter();
        let names =
            entities.flat_map(|entity| dataset.entities.names(entity)).filter(move |n| n.kind == kind);
        columns(names.map(|name| name.language))
    };
    let names = NameColumns { preferred: codes(NameKind::Preferred), short: codes(NameKind::Abbreviation) };
    (0..dataset.vocabulary.entity_kinds.len()).map(|kind| table(dataset, kind.into(), &names)).collect()
}

fn table(dataset: &Dataset, kind: EntityKindIx, names: &NameColumns) -> Table {
    let entities = &dataset.entities;
    let of_kind: Vec<EntityIx> = entities.iter().filter(|&entity| entities.kind(entity) == kind).collect();
    let is_of_bodies = of_kind.iter().any(|&entity| tells_of_a_body(dataset, entity));
    let columns = columns_of(names, is_of_bodies);
    let rows = of_kind.into_iter().map(|entity| row(dataset, entity, &columns, names));
    let rows: Vec<TableRow> = rows.collect();
    let name = format!("entities/{}", dataset.vocabulary.entity_kind(kind).name);
    Table::new(name, columns, rows.into_iter())
}

/// Whether an entity has what the columns hold that a table of persons mostly does without.
fn tells_of_a_body(dataset: &Dataset, entity: EntityIx) -> bool {
    let entities = &dataset.entities;
    let is_short = |name: crate::model::Name<'_>| name.kind == NameKind::Abbreviation;
    !entities.type_name(entity).is_empty()
        || !entities.part_of(entity).is_empty()
        || entities.identifiers(entity).next().is_some()
        || entities.names(entity).any(is_short)
}

/// The columns in order; type, abbreviations, parent and identifiers come together or not at all, so that a table does
/// not change its columns with every row that is added.
fn columns_of(names: &NameColumns, is_of_bodies: bool) -> Vec<String> {
    let mut columns = vec!["id".to_owned()];
    let of_bodies = |column: &str| is_of_bodies.then(|| column.to_owned());
    columns.extend(of_bodies("type"));
    columns.extend(names.preferred.iter().map(|code| column("name", code)));
    if is_of_bodies {
        columns.extend(names.short.iter().map(|code| column("abbr", code)));
    }
    columns.extend(["aliases", "country"].map(str::to_owned));
    columns.extend(of_bodies("part_of"));
    columns.push("lifespan".to_owned());
    columns.extend(of_bodies("identifiers"));
    columns.push("note".to_owned());
    columns
}

fn row(dataset: &Dataset, entity: EntityIx, columns: &[String], names: &NameColumns) -> TableRow {
    let entities = &dataset.entities;
    let named = NameCells::new(&dataset.settings, names, entities.names(entity).collect());
    let cell = |column: &String| match column.as_str() {
        "id" => entities.id(entity).to_owned(),
        "type" => entities.type_name(entity).to_owned(),
        "aliases" => named.aliases(),
        "country" => entities.country(entity).to_owned(),
        "part_of" => entities.part_of(entity).to_owned(),
        "lifespan" => dataset.lifespan(entity).map_or(String::new(), |extent| extent.as_str().to_owned()),
        "identifiers" => identifiers(dataset, entity),
        "note" => entities.note(entity).to_owned(),
        "name" => named.preferred(""),
        "abbr" => named.short(""),
        other => match (other.strip_prefix("name_"), other.strip_prefix("abbr_")) {
            (Some(code), _) => named.preferred(code),
            (None, code) => named.short(code.unwrap_or_default()),
        },
    };
    let cells = columns.iter().map(cell).collect();
    TableRow { cells, names: (!named.tell_all()).then(|| named.in_full()) }
}

fn identifiers(dataset: &Dataset, entity: EntityIx) -> String {
    let pairs = dataset.entities.identifiers(entity).map(|i| format!("{}:{}", i.scheme, i.id));
    pairs.collect::<Vec<_>>().join(";")
}
