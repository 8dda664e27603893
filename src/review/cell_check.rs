//! Whether a cell can hold what a person writes into it, told at once and not only when the data is loaded.

use super::{Session, StepError};
use crate::date::{Extent, Reading, spreadsheet_damage};
use crate::diagnostic::nearest_hint;
use crate::load::value_problem;
use crate::model::vocabulary::{Kind, TimeClass};
use crate::model::{FillerCell, KindIx, is_valid_id, parse_filler, parse_span, split_list};

/// Why a cell cannot hold this.
pub type CellError = StepError;

type Checked = Result<(), CellError>;

impl Session {
    /// Whether the column of a draft or of a proposed entity can hold a cell.
    ///
    /// It knows what a load would say of the cell alone; what only shows beside other records is told when all is tried
    /// on the data.
    ///
    /// # Errors
    /// [`CellError`] with what was found and what is expected.
    pub fn check_cell(&self, row: &str, column: &str, cell: &str) -> Result<(), CellError> {
        if column == "id" {
            return self.check_id(row, cell);
        }
        if cell.len() > crate::load::reader::CELL_LIMIT {
            return Err(CellError::new("found more than 1 MiB", None));
        }
        if let Some(entity) = self.proposed(row) {
            return self.check_entity_cell(entity, column, cell);
        }
        let kind = self.find(row).and_then(|n| self.dataset().vocabulary.find_kind(&self.draft(n).kind));
        let Some(kind) = kind else { return Err(CellError::new(format!("there is no draft `{row}`"), None)) };
        self.check_record_cell(row, kind, column, cell)
    }

    /// Whether every cell of a draft can stand in the data, and those of the entities that it brings.
    pub(super) fn check_row(&self, draft: &str) -> Checked {
        let Some(number) = self.find(draft) else { return Ok(()) };
        let rows = self.new_entities(number).into_iter();
        let rows = rows.map(|entity| (entity.id.as_str(), self.entity_cells(entity)));
        for (row, cells) in std::iter::once((draft, self.cells(number))).chain(rows) {
            for (column, cell) in cells.iter().filter(|(column, _)| column != "id") {
                let told = |error: CellError| CellError::new(format!("`{column}`: {error}"), error.hint);
                self.check_cell(row, column, cell).map_err(told)?;
            }
        }
        Ok(())
    }

    fn check_id(&self, row: &str, id: &str) -> Checked {
        if !is_valid_id(id) {
            let hint = "an id is a lower-case letter, then lower-case letters, digits and hyphens".to_owned();
            return Err(CellError::new(format!("found `{id}`, expected an id"), hint));
        }
        let dataset = self.dataset();
        let in_data = dataset.entities.find(id).is_some() || dataset.records.find(id).is_some();
        let drafts = (0..self.len()).map(|n| (self.draft(n).id.as_str(), self.cell(n, "id")));
        let entities = self.drafts.entities.iter().map(|e| (e.id.as_str(), self.entity_id(&e.id)));
        let others = drafts.chain(entities).filter(|(other, _)| *other != row);
        let taken = in_data || others.into_iter().any(|(original, now)| original == id || now == id);
        if taken { Err(CellError::new(format!("the id `{id}` is taken"), None)) } else { Ok(()) }
    }

    fn check_entity_cell(&self, entity: &crate::draft::ProposedEntity, column: &str, cell: &str) -> Checked {
        let cells = self.entity_cells(entity);
        if !cells.iter().any(|(name, _)| name == column) {
            let hint = nearest_hint(column, cells.iter().map(|(name, _)| name.as_str()));
            return Err(CellError::new(format!("a new entity has no column `{column}`"), hint));
        }
        match column {
            "lifespan" => check_date(cell, Reading::State),
            "country"
                if !cell.is_empty() && (cell.len() != 2 || !cell.bytes().all(|b| b.is_ascii_uppercase())) =>
            {
                Err(CellError::new(format!("found `{cell}`, expected a country such as `CN`"), None))
            }
            _ => Ok(()),
        }
    }

    fn check_record_cell(&self, row: &str, number: KindIx, column: &str, cell: &str) -> Checked {
        let vocabulary = &self.dataset().vocabulary;
        let kind = vocabulary.kind(number);
        match column {
            "date" => check_date(cell, self.reading(row, kind)),
            "place" => self.check_places(cell),
            "series" if !cell.is_empty() && cell != "many" && !cell.parse::<u32>().is_ok_and(|n| n >= 2) => {
                Err(CellError::new(
                    format!("found `{cell}`, expected `many` or a number of at least 2"),
                    None,
                ))
            }
            "series" | "summary" | "note" => Ok(()),
            "evidence" => self.check_evidence(cell),
            _ => match (kind.find_role(column), vocabulary.find_attribute(number, column)) {
                (Some(role), _) => self.check_role(kind.role(role), cell),
                (None, Some(_)) if cell.is_empty() => Ok(()),
                (None, Some(attribute)) => match value_problem(vocabulary.attribute(attribute), cell) {
                    None => Ok(()),
                    Some((problem, hint)) => Err(CellError::new(format!("found `{cell}`, {problem}"), hint)),
                },
                (None, None) => {
                    let columns = crate::load::record_columns(vocabulary, kind);
                    let hint = nearest_hint(column, columns.iter().map(String::as_str));
                    let message = format!("a record of the kind `{}` has no column `{column}`", kind.name);
                    Err(CellError::new(message, hint))
                }
            },
        }
    }

    /// How the date of a draft is read: by the class of its kind, and by whether a value marks an onset.
    pub(super) fn reading(&self, row: &str, kind: &Kind) -> Reading {
        let vocabulary = &self.dataset().vocabulary;
        let cells = self.find(row).map(|number| self.cells(number)).unwrap_or_default();
        let cell = |name: &str| cells.iter().find(|(column, _)| column == name).map_or("", |(_, cell)| cell);
        let mut attributes = kind.attributes.iter().map(|&attribute| vocabulary.attribute(attribute));
        let is_onset = attributes
            .any(|attribute| attribute.find_term(cell(&attribute.name)).is_some_and(|term| term.onset));
        match kind.class {
            TimeClass::Happening => Reading::Happening,
            TimeClass::State if is_onset => Reading::Onset,
            TimeClass::State => Reading::State,
        }
    }

    fn check_places(&self, cell: &str) -> Checked {
        let places = &self.dataset().places;
        let known =
            || places.iter().map(|p| p.id.as_str()).chain(self.drafts.places.iter().map(|p| p.id.as_str()));
        match split_list(cell, ';').find(|id| !known().any(|known| known == *id)) {
            None => Ok(()),
            Some(id) => Err(CellError::new(format!("there is no place `{id}`"), nearest_hint(id, known()))),
        }
    }

    fn check_evidence(&self, cell: &str) -> Checked {
        for part in split_list(cell, ';') {
            let Some((source, start, end)) = parse_span(part) else {
                let hint = "write a source and two positions, such as `s1:120-168`".to_owned();
                return Err(CellError::new(format!("found `{part}`, expected a span"), hint));
            };
            let drafted =
                self.drafts.texts.iter().find(|text| text.source == source).map(|text| Some(text.length));
            let known =
                self.dataset().sources.iter().find(|known| known.id == source).map(|known| known.length);
            let Some(length) = drafted.or(known) else {
                let ids = self.drafts.texts.iter().map(|text| text.source.as_str());
                return Err(CellError::new(
                    format!("there is no source `{source}`"),
                    nearest_hint(source, ids),
                ));
            };
            if start >= end || length.is_some_and(|length| end > length) {
                let limit = length.map_or_else(String::new, |length| format!(" within 0-{length}"));
                return Err(CellError::new(
                    format!("found `{part}`, expected a start before an end{limit}"),
                    None,
                ));
            }
        }
        Ok(())
    }

    fn check_role(&self, role: &crate::model::vocabulary::Role, cell: &str) -> Checked {
        let mut count: u32 = 0;
        for part in split_list(cell, ';') {
            match parse_filler(part) {
                Err(error) => return Err(CellError::new(format!("found `{part}`: {error}"), None)),
                Ok(FillerCell::Unnamed(unnamed)) => count = count.saturating_add(unnamed),
                Ok(FillerCell::Named { id, acting_for, .. }) => {
                    count = count.saturating_add(1);
                    self.check_filler(role, id)?;
                    acting_for.map_or(Ok(""), |body| self.entity_kind(body).map(|_| ""))?;
                }
            }
        }
        match role.max {
            Some(max) if count > max => {
                Err(CellError::new(format!("found {count} in `{}`, expected at most {max}", role.name), None))
            }
            _ => Ok(()),
        }
    }

    fn check_filler(&self, role: &crate::model::vocabulary::Role, id: &str) -> Checked {
        let vocabulary = &self.dataset().vocabulary;
        let kind = self.entity_kind(id)?;
        let allowed = role.kinds.is_empty()
            || role.kinds.iter().any(|&allowed| vocabulary.entity_kind(allowed).name == kind);
        if allowed {
            return Ok(());
        }
        let names: Vec<&str> =
            role.kinds.iter().map(|&kind| vocabulary.entity_kind(kind).name.as_str()).collect();
        let message =
            format!("`{id}` is of the kind `{kind}`, expected {} in `{}`", names.join(" or "), role.name);
        Err(CellError::new(message, None))
    }

    /// The kind of an entity of the data or of a proposed one.
    fn entity_kind(&self, id: &str) -> Result<String, CellError> {
        let entities = &self.dataset().entities;
        let in_data = |id: &str| {
            entities.find(id).map(|e| &self.dataset().vocabulary.entity_kind(entities.kind(e)).name)
        };
        if let Some(kind) = in_data(id).or_else(|| in_data(&self.entity_id(id))) {
            return Ok(kind.clone());
        }
        let mut proposed = self.drafts.entities.iter();
        let found = proposed
            .find(|entity| entity.id == id || self.is_new(&entity.id) && self.entity_id(&entity.id) == id);
        found.map(|entity| entity.kind.clone()).ok_or_else(|| {
            let known = entities.ids().chain(self.drafts.entities.iter().map(|entity| entity.id.as_str()));
            CellError::new(format!("there is no entity `{id}`"), nearest_hint(id, known))
        })
    }
}

fn check_date(cell: &str, reading: Reading) -> Checked {
    let Err(error) = Extent::parse(cell, reading) else { return Ok(()) };
    let damage = spreadsheet_damage(cell);
    let hint = damage.map(|damage| match damage.suggestion {
        Some(suggestion) => format!("write `{suggestion}`"),
        None => format!("it looks like {}", damage.looks_like),
    });
    Err(CellError::new(format!("found `{cell}`: {error}"), hint))
}
