//! What is written of an entity.

use super::column::{Column, ColumnList, ColumnType, label_columns};
use super::dates::{self, DateField, Style};
use super::row::Row;
use crate::graph::KnowledgeGraph;
use crate::model::{Dataset, EntityIx, Name, NameKind};
use crate::resolve::Merged;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
enum EntityField {
    Kind,
    Type,
    Label(Vec<String>),
    Aliases,
    Abbreviations,
    Country,
    PartOf,
    Date(DateField),
    Identifiers,
    MergedIds,
    Note,
    Degree,
}

/// The columns of entities.
#[derive(Debug)]
pub(super) struct Entities(ColumnList<EntityField>);

impl Entities {
    /// Finds the columns that any entity of the graph fills.
    pub fn new(graph: &KnowledgeGraph) -> Self {
        Self(columns(graph.dataset(), !graph.identities().is_empty()))
    }

    pub fn columns(&self) -> &[Column] {
        &self.0.columns
    }

    /// Adds the cells of one entity to a row.
    pub fn fill(
        &self,
        row: &mut Row,
        graph: &KnowledgeGraph,
        (entity, degree): (EntityIx, u32),
        style: Style,
    ) {
        let (dataset, entities) = (graph.dataset(), &graph.dataset().entities);
        let others = graph.identities().others(entity);
        let merged = graph.merged(entity);
        let names = merged.names();
        for field in &self.0.fields {
            match field {
                EntityField::Kind => row.push(&dataset.vocabulary.entity_kind(entities.kind(entity)).name),
                EntityField::Type => row.push(merged.type_name()),
                EntityField::Label(codes) => row.push(preferred(&names, codes)),
                EntityField::Aliases => fill_aliases(row, &names, !others.is_empty()),
                EntityField::Abbreviations => row.push_list(texts(&names, NameKind::Abbreviation)),
                EntityField::Country => row.push(merged.country()),
                EntityField::PartOf => row.push(merged.part_of()),
                EntityField::Date(field) => match merged.lifespan() {
                    Some(lifespan) => dates::fill(row, lifespan, *field, style),
                    None => row.push(""),
                },
                EntityField::Identifiers => fill_identifiers(row, merged),
                EntityField::MergedIds => row.push_list(others.iter().map(|&id| entities.id(id))),
                EntityField::Note => row.push_list(merged.notes()),
                EntityField::Degree => row.push_format(format_args!("{degree}")),
            }
        }
    }
}

fn columns(dataset: &Dataset, merged: bool) -> ColumnList<EntityField> {
    let entities = &dataset.entities;
    let any = |filled: &dyn Fn(EntityIx) -> bool| entities.iter().any(filled);
    let named = |kind: NameKind| any(&|e| entities.names(e).any(|name| name.kind == kind));
    let mut columns = ColumnList::new();
    columns.add("node_kind", ColumnType::Text, EntityField::Kind);
    columns.add_text_if(any(&|e| !entities.type_name(e).is_empty()), "node_type", EntityField::Type);
    for (name, codes) in label_columns(languages(dataset)) {
        columns.add(&name, ColumnType::Text, EntityField::Label(codes));
    }
    columns.add_list_if(merged || named(NameKind::Alias), "aliases", EntityField::Aliases);
    columns.add_list_if(named(NameKind::Abbreviation), "abbreviations", EntityField::Abbreviations);
    columns.add_text_if(any(&|e| !entities.country(e).is_empty()), "country", EntityField::Country);
    columns.add_text_if(any(&|e| !entities.part_of(e).is_empty()), "part_of", EntityField::PartOf);
    if any(&|e| entities.lifespan(e).is_some()) {
        dates::add(&mut columns, EntityField::Date);
    }
    columns.add_list_if(
        any(&|e| entities.identifiers(e).next().is_some()),
        "identifiers",
        EntityField::Identifiers,
    );
    columns.add_list_if(merged, "merged_ids", EntityField::MergedIds);
    columns.add_text_if(any(&|e| !entities.note(e).is_empty()), "note", EntityField::Note);
    columns.add("degree", ColumnType::Int, EntityField::Degree);
    columns
}

fn languages(dataset: &Dataset) -> BTreeSet<&str> {
    let mut languages = BTreeSet::new();
    for name in dataset.entities.iter().flat_map(|entity| dataset.entities.names(entity)) {
        if name.kind == NameKind::Preferred {
            languages.insert(name.language);
        }
    }
    languages
}

fn preferred<'d>(names: &[Name<'d>], codes: &[String]) -> &'d str {
    let wanted =
        |name: &&Name<'_>| name.kind == NameKind::Preferred && codes.iter().any(|c| c == name.language);
    names.iter().find(wanted).map_or("", |name| name.text)
}

fn texts<'n>(names: &'n [Name<'_>], kind: NameKind) -> impl Iterator<Item = &'n str> {
    names.iter().filter(move |name| name.kind == kind).map(|name| name.text)
}

/// The aliases; of merged ids those that no other cell tells, since one text may be a name in several languages.
fn fill_aliases(row: &mut Row, names: &[Name<'_>], merged: bool) {
    let others = names.iter().filter(|name| name.kind != NameKind::Alias);
    let mut told: BTreeSet<&str> = others.map(|name| name.text).collect();
    row.push_list(texts(names, NameKind::Alias).filter(|text| !merged || told.insert(text)));
}

fn fill_identifiers(row: &mut Row, merged: Merged<'_>) {
    for identifier in merged.identifiers() {
        row.begin_part();
        [identifier.scheme, ":", identifier.id].into_iter().for_each(|part| row.add(part));
    }
    row.end();
}
