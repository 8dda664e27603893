//! The cells of a record: fillers, attributes, places, evidence.

use super::text::{check_text, is_lost, report_lost};
use super::values::{read_series, read_value};
use super::{BAD_VALUE, Columns, check_id, clip, other_separator, unknown_entity, unknown_id};
use crate::diagnostic::{Code, Severity};
use crate::load::{Cell, Class, Context};
use crate::model::vocabulary::{AttributeType, Role};
use crate::model::{
    AttributeIx, Dataset, EntityIx, Filler, FillerCell, KindIx, Passage, PlaceIx, RecordRow, RoleIx,
    UnnamedFillers, Vocabulary, language_suffix, parse_filler, split_list,
};
use csv::StringRecord;
use hashbrown::HashMap;

/// Raised when a filler is not written as one.
pub static BAD_FILLER: Code = Code {
    id: "E0214",
    severity: Severity::Error,
    title: "not a filler",
    explanation: "A role holds ids divided by `;`. `acftu?` marks a filler that the text does not name in so many \
        words, `wei-jianxing@acftu` one who acts for a body, `*` an unnamed one and `*4` four of them.",
};

/// Raised when a qualifier of JSON names someone whom the role does not have.
pub static STRAY_QUALIFIER: Code = Code {
    id: "E0216",
    severity: Severity::Error,
    title: "qualifier of nobody",
    explanation: "In `graph.json` the fillers of a record stand in `roles`, and what is said of one (`inferred`, `for`) in \
        `qualifiers`, by role and id. This one names an id that the role does not hold, so it qualifies nobody; mostly \
        `roles` was edited and `qualifiers` was not. Write the new id there too, or remove the qualifier.",
};

/// Raised when an entity is of a kind that cannot play the role.
pub static WRONG_ENTITY_KIND: Code = Code {
    id: "E0305",
    severity: Severity::Error,
    title: "wrong kind of entity in a role",
    explanation: "The vocabulary says which kinds of entity may play the role. Either the wrong entity is named, or it \
        stands in the wrong role, or `vocabulary.json` should allow it (`kinds` of the role).",
};

/// Raised when an entity stands twice in one role.
pub static SAME_FILLER_TWICE: Code = Code {
    id: "E0309",
    severity: Severity::Error,
    title: "same filler twice",
    explanation: "An entity fills a role once, and a place or a span of evidence stands once: the second would count the \
        same thing twice. Remove one, or write what it was meant to be.",
};

/// Raised when a role has more fillers than it may.
pub static TOO_MANY_FILLERS: Code = Code {
    id: "E0306",
    severity: Severity::Error,
    title: "too many fillers",
    explanation: "The vocabulary limits how many fillers the role has, named and unnamed together: a state of relations \
        has two parties, a membership one member. Make a record of each, or name the collective as an entity. No \
        record may have more than 1,000 fillers.",
};

/// The most fillers that one record may have.
pub(super) const FILLER_LIMIT: usize = 1_000;

#[derive(Clone)]
pub(super) enum Column {
    Id,
    Kind,
    Date,
    Role(RoleIx),
    Attribute(AttributeIx),
    /// `source` and `target` of `edges.csv`: the roles of the kind's first rule.
    End(usize),
    Place,
    Series,
    Summary,
    Note,
    Evidence,
    /// A column of another kind in a table of several kinds.
    Foreign,
}

/// Reads the cells of one row into a record.
pub(super) struct Cells<'c, 'r> {
    pub(super) vocabulary: &'c Vocabulary,
    pub(super) dataset: &'c Dataset,
    pub(super) places: &'c HashMap<&'c str, PlaceIx>,
    pub(super) header: &'c StringRecord,
    pub(super) line: u32,
    /// The digests beside the spans of evidence, in their order.
    pub(super) digests: &'c [Option<String>],
    pub(super) spans: Vec<Passage>,
    pub(super) date: &'r str,
}

impl<'r> Cells<'_, 'r> {
    pub(super) fn read(
        &mut self,
        columns: &Columns<Column>,
        row: &'r StringRecord,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        for (n, (column, cell)) in columns.all(row).enumerate() {
            if cell.is_empty() && !matches!(column, Column::Id) {
                continue;
            }
            let place = Cell::from((self.line, self.header.get(n).unwrap_or("")));
            if is_lost(cell) {
                report_lost(cell, place, context);
                continue;
            }
            match column {
                Column::Id => {
                    check_id(cell, self.line, "id", context);
                    record.id = cell;
                }
                Column::Kind => {}
                Column::Date => self.date = cell,
                Column::Role(role) => self.read_role(*role, cell, place, record, context),
                Column::End(end) => match self.end_role(record.kind, *end) {
                    Some(role) => self.read_role(role, cell, place, record, context),
                    None => {
                        super::columns::no_such_end(place, &self.vocabulary.kind(record.kind).name, context)
                    }
                },
                Column::Attribute(attribute) => self.read_attribute(*attribute, cell, place, record, context),
                Column::Place => self.read_places(cell, place, record, context),
                Column::Series => record.series = read_series(cell, place, context),
                Column::Summary => record.summary = cell,
                Column::Note => record.note = cell,
                Column::Evidence => self.read_evidence(cell, place, context),
                Column::Foreign => {
                    let message = format!("a record of this kind has no `{}`", place.column);
                    context.cell_problem(&super::columns::UNKNOWN_COLUMN, place, message, None);
                }
            }
            if matches!(column, Column::Summary | Column::Note) {
                check_text(cell, self.line, place.column, context);
            }
        }
        record.fillers.sort_by_key(|(filler, _)| filler.role);
        record.unnamed.sort_by_key(|unnamed| unnamed.role);
        record.attributes.sort_by_key(|(attribute, _)| *attribute);
    }

    /// The role that `source` or `target` fills in a bulk table: that of the kind's first rule.
    fn end_role(&self, kind: KindIx, end: usize) -> Option<RoleIx> {
        let rule = self.vocabulary.kind(kind).rules.first()?;
        if end == 0 { rule.from.first().copied() } else { rule.to.first().copied() }
    }

    fn read_role(
        &self,
        role: RoleIx,
        cell: &str,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        let count = split_list(cell, ';').count();
        if count > FILLER_LIMIT {
            let message = format!("found {count} fillers, expected at most {FILLER_LIMIT}");
            return context.cell_problem(&TOO_MANY_FILLERS, place, message, None);
        }
        for part in split_list(cell, ';') {
            // One more than allowed is enough to report it; each filler is compared with all before it.
            if record.fillers.len() > FILLER_LIMIT {
                return;
            }
            let place = place.item(part);
            match parse_filler(part) {
                Err(error) => {
                    let message = format!("found `{}`: {error}", clip(part));
                    context.cell_problem(&BAD_FILLER, place, message, other_separator(part));
                }
                Ok(FillerCell::Unnamed(count)) => match record.unnamed.iter_mut().find(|u| u.role == role) {
                    Some(unnamed) => unnamed.count = unnamed.count.saturating_add(count),
                    None => record.unnamed.push(UnnamedFillers { role, count }),
                },
                Ok(FillerCell::Named { id, inferred, acting_for }) => {
                    let body = acting_for.and_then(|body| self.entity(body, place, context));
                    if let Some(entity) = self.entity(id, place, context) {
                        self.add_filler(Filler { entity, role, inferred }, body, place, record, context);
                    }
                }
            }
        }
    }

    fn add_filler(
        &self,
        filler: Filler,
        body: Option<EntityIx>,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        // An id is far away in memory and seldom needed.
        let id = || self.dataset.entities.id(filler.entity);
        let mut others = record.fillers.iter();
        if others.any(|(other, _)| (other.entity, other.role) == (filler.entity, filler.role)) {
            let message = format!("`{}` stands twice in `{}`", id(), place.column);
            context.cell_problem(&SAME_FILLER_TWICE, place, message, None);
        }
        if body == Some(filler.entity) {
            context.cell_problem(&BAD_FILLER, place, format!("`{}` cannot act for itself", id()), None);
        }
        let role = self.vocabulary.kind(record.kind).role(filler.role);
        self.check_entity_kind(role, filler.entity, place, context);
        record.fillers.push((filler, body));
    }

    fn check_entity_kind(&self, role: &Role, entity: EntityIx, place: Cell<'_>, context: &mut Context<'_>) {
        let kind = self.dataset.entities.kind(entity);
        if role.kinds.is_empty() || role.kinds.contains(&kind) {
            return;
        }
        let allowed: Vec<&str> =
            role.kinds.iter().map(|&k| self.vocabulary.entity_kind(k).name.as_str()).collect();
        let name = &self.vocabulary.entity_kind(kind).name;
        let id = self.dataset.entities.id(entity);
        let message =
            format!("`{id}` is of the kind `{name}`, expected {} as `{}`", allowed.join(" or "), role.name);
        context.cell_problem(&WRONG_ENTITY_KIND, place, message, None);
    }

    fn entity(&self, id: &str, place: Cell<'_>, context: &mut Context<'_>) -> Option<EntityIx> {
        let found = self.dataset.entities.find(id);
        if found.is_none() {
            unknown_entity(&self.dataset.entities, id, place, context);
        }
        found
    }

    /// Reports qualifiers of JSON whose id is not in the role that they name.
    pub(super) fn report_stray(&self, stray: &[(String, String)], context: &mut Context<'_>) {
        for (role, id) in stray {
            let place = Cell { line: self.line, column: "qualifiers", part: Some(id) };
            if self.entity(id, place, context).is_some() {
                let message = format!("a qualifier names `{id}` as `{role}`, and that role does not have it");
                let hint = "whoever changes `roles` changes `qualifiers` too".to_owned();
                context.cell_problem(&STRAY_QUALIFIER, place, message, hint);
            }
        }
    }

    fn read_attribute(
        &self,
        attribute: AttributeIx,
        cell: &'r str,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        let wanted = self.vocabulary.attribute(attribute);
        if let Some(value) = read_value(wanted, cell, place, context) {
            record.attributes.push((attribute, value));
        }
        if wanted.value_type == AttributeType::Text {
            let (text, _) = language_suffix(cell, |code| self.dataset.settings.is_language_code(code));
            check_text(text, self.line, place.column, context);
        }
    }

    fn read_places(
        &self,
        cell: &str,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        for id in split_list(cell, ';') {
            if record.places.len() >= FILLER_LIMIT {
                let message = format!("found more than {FILLER_LIMIT} places");
                return context.cell_problem(&BAD_VALUE, place, message, None);
            }
            let place = place.item(id);
            match self.places.get(id) {
                Some(&found) if record.places.contains(&found) => {
                    context.cell_problem(&SAME_FILLER_TWICE, place, format!("`{id}` stands twice"), None);
                }
                Some(&found) => record.places.push(found),
                None => {
                    let known = self.dataset.places.iter().map(|place| place.id.as_str());
                    unknown_id(Class::Place, id, place, known, context);
                }
            }
        }
    }
}
