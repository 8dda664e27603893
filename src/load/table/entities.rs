//! `entities/<kind>.csv`: the nodes.

use super::names::{check_languages, check_long_names, put_in_order, read_names};
use super::parents::{CIRCLE, Parent, on_circle};
use super::text::check_text;
use super::{Columns, DUPLICATE_ID, check_country, check_id, clip, entity_hint, unknown_at};
use crate::date::Reading;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::language::is_language;
use crate::load::reader::{Row, RowSink};
use crate::load::{Class, Context};
use crate::model::{
    Dataset, Entities, EntityIx, EntityKindIx, EntityRow, Identifier, Name, NameKind, split_list,
};
use csv::StringRecord;

/// Raised when an entity has no name at all.
pub static NAMELESS: Code = Code {
    id: "W0210",
    severity: Severity::Warning,
    title: "entity without a name",
    explanation: "Every name column of the entity is empty, so its id is shown instead, and a question can only use the \
        id. Give at least one name.",
};

pub(super) const CODES: [&Code; 1] = [&NAMELESS];

/// The columns of a table of entities, in their usual order; `name_` and `abbr_` may have any language.
pub const ENTITY_COLUMNS: [&str; 12] = [
    "id",
    "type",
    "name_zh",
    "name_en",
    "abbr_zh",
    "abbr_en",
    "aliases",
    "country",
    "part_of",
    "lifespan",
    "identifiers",
    "note",
];

enum Column {
    Id,
    Kind,
    Type,
    Name(NameKind, String),
    Country,
    PartOf,
    Lifespan,
    Identifiers,
    Note,
}

fn meaning(name: &str) -> Option<Column> {
    Some(match name {
        "id" => Column::Id,
        "kind" => Column::Kind,
        "type" => Column::Type,
        "aliases" => Column::Name(NameKind::Alias, String::new()),
        "name" => Column::Name(NameKind::Preferred, String::new()),
        "abbr" => Column::Name(NameKind::Abbreviation, String::new()),
        "country" => Column::Country,
        "part_of" => Column::PartOf,
        "lifespan" => Column::Lifespan,
        "identifiers" => Column::Identifiers,
        "note" => Column::Note,
        _ => {
            let name_in = |prefix| name.strip_prefix(prefix).filter(|language| is_language(language));
            let preferred = name_in("name_").map(|l| Column::Name(NameKind::Preferred, l.to_owned()));
            return preferred
                .or_else(|| name_in("abbr_").map(|l| Column::Name(NameKind::Abbreviation, l.to_owned())));
        }
    })
}

/// Takes the rows of the tables of entities.
pub(in crate::load) struct EntityTable<'a> {
    dataset: &'a mut Dataset,
    /// The kind that the file's name gives; `None` where each row names its own.
    kind: Option<EntityKindIx>,
    columns: Columns<Column>,
    names: Vec<String>,
}

impl<'a> EntityTable<'a> {
    /// A table that stores into `dataset`.
    pub(in crate::load) fn new(dataset: &'a mut Dataset) -> Self {
        Self { dataset, kind: None, columns: Columns::default(), names: Vec::new() }
    }

    /// The rows that follow are of this kind; `None` when each names its own.
    pub(in crate::load) fn set_kind(&mut self, kind: Option<EntityKindIx>) {
        self.kind = kind;
    }

    /// Sorts the entities and follows `part_of`.
    pub(in crate::load) fn finish(self, context: &mut Context<'_>) {
        let dataset = self.dataset;
        dataset.entities = std::mem::take(&mut dataset.entities).into_sorted();
        let parents: Vec<Parent> = dataset.entities.iter().map(|e| parent(&dataset.entities, e)).collect();
        let circle = on_circle(&parents);
        let is_faulty = |e: &EntityIx| circle[e.index()] || parents[e.index()] == Parent::Unknown;
        let faulty: Vec<EntityIx> = dataset.entities.iter().filter(is_faulty).collect();
        for &entity in &faulty {
            report_parent(dataset, entity, circle[entity.index()], context);
        }
        if !faulty.is_empty() {
            dataset.entities = without_parents(&dataset.entities, &faulty);
        }
    }
}

impl RowSink for EntityTable<'_> {
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        self.names = columns.iter().map(str::to_owned).collect();
        let resolved = Columns::resolve((line, columns), meaning, &ENTITY_COLUMNS, &["id"], context);
        resolved.map(|columns| self.columns = columns).is_some()
    }

    fn defines(&self) -> Option<Class> {
        Some(Class::Entity)
    }

    fn has_names(&self) -> bool {
        true
    }

    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>) {
        let errors = context.errors();
        let mut entity = EntityRow { kind: self.kind.unwrap_or_default(), ..EntityRow::default() };
        entity.origin = context.origin(row.line);
        let mut lifespan = "";
        let mut kind = None;
        for (column, cell) in self.columns.cells(row.cells) {
            match column {
                Column::Id => entity.id = cell,
                Column::Kind => kind = Some(cell),
                Column::Type => entity.type_name = cell,
                Column::Name(name_kind, language) => {
                    read_names(&self.dataset.settings, *name_kind, language, cell, &mut entity)
                }
                Column::Country => entity.country = cell,
                Column::PartOf => entity.part_of = cell,
                Column::Lifespan => lifespan = cell,
                Column::Identifiers => read_identifiers(cell, &mut entity, row.line, context),
                Column::Note => entity.note = cell,
            }
        }
        let long = row.aside.names.iter().filter(|name| !name.text.is_empty());
        entity.names.extend(long.map(|name| Name {
            text: &name.text,
            language: &name.language,
            kind: name.kind,
        }));
        put_in_order(&mut entity.names);
        self.check(&entity, kind, row, context);
        if let Some(found) = kind.and_then(|kind| self.dataset.vocabulary.find_entity_kind(kind)) {
            entity.kind = found;
        }
        if !lifespan.is_empty() {
            let extents = &mut self.dataset.extents;
            entity.lifespan = super::dates::read_date(
                extents,
                lifespan,
                Reading::State,
                (row.line, "lifespan").into(),
                context,
            );
        }
        if context.count_row(errors) {
            self.dataset.entities.push(&entity);
        } else {
            context.lose_row(Class::Entity, entity.id);
        }
    }
}

impl EntityTable<'_> {
    fn check(&self, entity: &EntityRow<'_>, kind: Option<&str>, row: Row<'_>, context: &mut Context<'_>) {
        check_id(entity.id, row.line, "id", context);
        if self.dataset.entities.find(entity.id).is_some() {
            let message = format!("the entity `{}` stands twice", entity.id);
            context.cell_problem(&DUPLICATE_ID, (row.line, "id"), message, None);
        }
        self.check_kind(kind, row.line, context);
        if !entity.type_name.is_empty() {
            check_id(entity.type_name, row.line, "type", context);
        }
        check_country(entity.country, row.line, context);
        for (column, cell) in self.names.iter().zip(row.cells) {
            check_text(cell, row.line, column, context);
        }
        check_long_names(&row.aside.names, row.line, context);
        check_languages(&self.dataset.entities, &entity.names, row.line, context);
        if entity.names.is_empty() {
            context.row_problem(&NAMELESS, row.line, format!("the entity `{}` has no name", clip(entity.id)));
        }
    }

    fn check_kind(&self, kind: Option<&str>, line: u32, context: &mut Context<'_>) {
        let vocabulary = &self.dataset.vocabulary;
        let named = kind.map(|kind| (kind, vocabulary.find_entity_kind(kind)));
        match (self.kind, named) {
            (None, None) => {
                context.cell_problem(&super::MISSING_VALUE, (line, "kind"), "`kind` is empty", None);
            }
            (_, Some((kind, None))) => super::records::unknown_kind(kind, line, vocabulary, true, context),
            (Some(own), Some((kind, Some(found)))) if own != found => {
                let message =
                    format!("found the kind `{kind}` in the table of `{}`", vocabulary.entity_kind(own).name);
                context.cell_problem(&super::BAD_VALUE, (line, "kind"), message, None);
            }
            _ => {}
        }
    }
}

fn read_identifiers<'r>(cell: &'r str, entity: &mut EntityRow<'r>, line: u32, context: &mut Context<'_>) {
    for part in split_list(cell, ';') {
        match part.split_once(':') {
            Some((scheme, id)) if !scheme.is_empty() && !id.is_empty() => {
                entity.identifiers.push(Identifier { scheme, id });
            }
            _ => {
                let message =
                    format!("found `{}`, expected a catalogue and an id such as `wikidata:Q42`", clip(part));
                context.cell_problem(&super::BAD_VALUE, (line, "identifiers"), message, None);
            }
        }
    }
}

fn parent(entities: &Entities, entity: EntityIx) -> Parent {
    match entities.part_of(entity) {
        "" => Parent::None,
        id => entities.find(id).map_or(Parent::Unknown, |parent| Parent::Row(parent.index())),
    }
}

fn report_parent(dataset: &Dataset, entity: EntityIx, on_circle: bool, context: &mut Context<'_>) {
    let parent = dataset.entities.part_of(entity);
    let location = context.location(dataset.entities.origin(entity)).field("part_of");
    if on_circle {
        let message =
            format!("`{}` is part of `{parent}`, which leads back to it", dataset.entities.id(entity));
        context.push(Diagnostic::new(&CIRCLE, message).at(location));
        return;
    }
    unknown_at(Class::Entity, parent, location, || entity_hint(&dataset.entities, parent), context);
}

fn without_parents(entities: &Entities, faulty: &[EntityIx]) -> Entities {
    let mut mended = Entities::default();
    for entity in entities.iter() {
        let mut row = entities.row(entity);
        if faulty.binary_search(&entity).is_ok() {
            row.part_of = "";
        }
        mended.push(&row);
    }
    mended
}
