//! What is written of an entity.

use super::column::{ColumnList, ColumnType, label_columns};
use super::dates::{self, DateField, Style};
use super::row::Row;
use crate::graph::KnowledgeGraph;
use crate::model::{Dataset, EntityIx, Name, NameKind};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
enum NodeField {
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

/// The columns of nodes, and which ids each node stands for besides its own.
#[derive(Debug)]
pub(super) struct Nodes {
    columns: ColumnList<NodeField>,
    merged: BTreeMap<EntityIx, Vec<EntityIx>>,
}

impl Nodes {
    /// Finds the columns that any entity of the graph fills.
    pub fn new(graph: &KnowledgeGraph) -> Self {
        let mut merged = BTreeMap::<EntityIx, Vec<EntityIx>>::new();
        for (id, canonical) in graph.identities().merged() {
            merged.entry(canonical).or_default().push(id);
        }
        Self { columns: columns(graph.dataset(), !merged.is_empty()), merged }
    }

    pub fn columns(&self) -> &ColumnList<impl Sized> {
        &self.columns
    }

    /// Fills a row with the cells of one entity.
    pub fn fill(&self, row: &mut Row, graph: &KnowledgeGraph, node: (EntityIx, u32), style: Style) {
        let (entity, degree) = node;
        let (dataset, entities) = (graph.dataset(), &graph.dataset().entities);
        row.clear();
        for filled in &self.columns.0 {
            match &filled.field {
                NodeField::Kind => row.push(&dataset.vocabulary.entity_kind(entities.kind(entity)).name),
                NodeField::Type => row.push(entities.type_name(entity)),
                NodeField::Label(codes) => row.push(preferred(dataset, entity, codes)),
                NodeField::Aliases => self.fill_aliases(row, dataset, entity),
                NodeField::Abbreviations => row.push_list(texts(dataset, entity, NameKind::Abbreviation)),
                NodeField::Country => row.push(entities.country(entity)),
                NodeField::PartOf => row.push(parent(graph, entity)),
                NodeField::Date(field) => match dataset.lifespan(entity) {
                    Some(lifespan) => dates::fill(row, lifespan, *field, style),
                    None => row.push(""),
                },
                NodeField::Identifiers => fill_identifiers(row, dataset, entity),
                NodeField::MergedIds => row.push_list(self.merged(entity).map(|id| entities.id(id))),
                NodeField::Note => row.push(entities.note(entity)),
                NodeField::Degree => row.push_format(format_args!("{degree}")),
            }
        }
    }

    fn merged(&self, entity: EntityIx) -> impl Iterator<Item = EntityIx> + '_ {
        self.merged.get(&entity).into_iter().flatten().copied()
    }

    /// The aliases of an entity, and every name of the ids judged to be the same, each once.
    fn fill_aliases(&self, row: &mut Row, dataset: &Dataset, entity: EntityIx) {
        if !self.merged.contains_key(&entity) {
            return row.push_list(texts(dataset, entity, NameKind::Alias));
        }
        let mut told: BTreeSet<&str> = dataset.entities.names(entity).map(|name| name.text).collect();
        let others = self.merged(entity).flat_map(|id| dataset.entities.names(id)).map(|name| name.text);
        let others: Vec<&str> = others.filter(|text| told.insert(text)).collect();
        row.push_list(texts(dataset, entity, NameKind::Alias).chain(others));
    }
}

fn columns(dataset: &Dataset, merged: bool) -> ColumnList<NodeField> {
    let entities = &dataset.entities;
    let any = |filled: &dyn Fn(EntityIx) -> bool| entities.iter().any(filled);
    let named = |kind: NameKind| any(&|e| entities.names(e).any(|name| name.kind == kind));
    let mut columns = ColumnList::new();
    columns.add("node_kind", ColumnType::Text, NodeField::Kind);
    columns.add_text_if(any(&|e| !entities.type_name(e).is_empty()), "node_type", NodeField::Type);
    for (name, codes) in label_columns(languages(dataset)) {
        columns.add(&name, ColumnType::Text, NodeField::Label(codes));
    }
    columns.add_text_if(merged || named(NameKind::Alias), "aliases", NodeField::Aliases);
    columns.add_text_if(named(NameKind::Abbreviation), "abbreviations", NodeField::Abbreviations);
    columns.add_text_if(any(&|e| !entities.country(e).is_empty()), "country", NodeField::Country);
    columns.add_text_if(any(&|e| !entities.part_of(e).is_empty()), "part_of", NodeField::PartOf);
    if any(&|e| entities.lifespan(e).is_some()) {
        dates::add(&mut columns, NodeField::Date);
    }
    columns.add_text_if(
        any(&|e| entities.identifiers(e).next().is_some()),
        "identifiers",
        NodeField::Identifiers,
    );
    columns.add_text_if(merged, "merged_ids", NodeField::MergedIds);
    columns.add_text_if(any(&|e| !entities.note(e).is_empty()), "note", NodeField::Note);
    columns.add("degree", ColumnType::Int, NodeField::Degree);
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

fn preferred<'d>(dataset: &'d Dataset, entity: EntityIx, codes: &[String]) -> &'d str {
    let wanted =
        |name: &Name<'_>| name.kind == NameKind::Preferred && codes.iter().any(|c| c == name.language);
    dataset.entities.names(entity).find(wanted).map_or("", |name| name.text)
}

fn texts(dataset: &Dataset, entity: EntityIx, kind: NameKind) -> impl Iterator<Item = &str> {
    dataset.entities.names(entity).filter(move |name| name.kind == kind).map(|name| name.text)
}

/// The id of the node that an entity is part of, never one that was merged away.
fn parent(graph: &KnowledgeGraph, entity: EntityIx) -> &str {
    let entities = &graph.dataset().entities;
    let parent = entities.part_of(entity);
    entities.find(parent).map_or(parent, |found| entities.id(graph.identities().canonical(found)))
}

fn fill_identifiers(row: &mut Row, dataset: &Dataset, entity: EntityIx) {
    for identifier in dataset.entities.identifiers(entity) {
        row.part(format_args!("{}:{}", identifier.scheme, identifier.id));
    }
    row.end();
}
