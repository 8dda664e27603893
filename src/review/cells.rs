//! The rows that drafts and the entities they propose will be, with corrections.

use super::Session;
use crate::draft::ProposedEntity;
use crate::model::{FillerCell, parse_filler, split_list};
use std::collections::BTreeSet;

impl Session {
    /// The cells of a draft by column, its id first, with corrections, and with everybody by the id that they will have.
    #[must_use]
    pub fn cells(&self, number: usize) -> Vec<(String, String)> {
        let draft = self.draft(number);
        let id = [("id".to_owned(), draft.id.clone())];
        let edits = self.decided.edits.get(&draft.id);
        let mut cells: Vec<(String, String)> = id.into_iter().chain(draft.cells.iter().cloned()).collect();
        for (column, cell) in &mut cells {
            if let Some(edit) = edits.and_then(|edits| edits.get(column)) {
                cell.clone_from(edit);
            }
            if self.is_role(&draft.kind, column) {
                *cell = self.with_final_ids(cell);
            }
        }
        // A table of an older drafter may lack a column that was corrected since.
        let extra = edits
            .into_iter()
            .flatten()
            .filter(|(c, _)| !draft.cells.iter().any(|(d, _)| d == *c) && *c != "id");
        cells.extend(extra.map(|(column, cell)| (column.clone(), cell.clone())));
        cells
    }

    /// The cell of a draft in a column; empty when there is none.
    #[must_use]
    pub fn cell(&self, number: usize, column: &str) -> String {
        let cells = self.cells(number);
        cells.into_iter().find(|(name, _)| name == column).map_or_else(String::new, |(_, cell)| cell)
    }

    /// Whether a column of a kind of records is a role.
    pub(super) fn is_role(&self, kind: &str, column: &str) -> bool {
        let vocabulary = &self.dataset().vocabulary;
        vocabulary.find_kind(kind).is_some_and(|kind| vocabulary.kind(kind).find_role(column).is_some())
    }

    /// A cell of fillers with everybody by the id that they will have.
    fn with_final_ids(&self, cell: &str) -> String {
        map_fillers(cell, |id| self.entity_id(id))
    }

    /// The id under which an entity will stand in the data.
    #[must_use]
    pub fn entity_id(&self, id: &str) -> String {
        let mut id = id;
        // Steps that would lead in a circle are not taken.
        while let Some(with) = self.decided.same.get(id) {
            id = with;
        }
        if let Some(known) = self.decided.entered.get(id) {
            return known.clone();
        }
        let edit = self.proposed(id).and_then(|_| self.edit(id, "id"));
        edit.unwrap_or(id).to_owned()
    }

    fn edit(&self, row: &str, column: &str) -> Option<&str> {
        self.decided.edits.get(row)?.get(column).map(String::as_str)
    }

    /// The entity that drafts propose under an id.
    #[must_use]
    pub fn proposed(&self, id: &str) -> Option<&ProposedEntity> {
        let entities = &self.drafts.entities;
        entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(|at| &entities[at])
    }

    /// Whether a proposed entity is still one of its own: neither the same as another nor in the data.
    #[must_use]
    pub fn is_new(&self, entity: &str) -> bool {
        !self.decided.same.contains_key(entity) && !self.decided.entered.contains_key(entity)
    }

    /// The cells of the row that a proposed entity will be, its id first, with corrections.
    #[must_use]
    pub fn entity_cells(&self, entity: &ProposedEntity) -> Vec<(String, String)> {
        let first = |names: &[String]| names.first().cloned().unwrap_or_default();
        let others = |names: &[String], code: &str| -> Vec<String> {
            names.iter().skip(1).map(|name| format!("{name}@{code}")).collect()
        };
        let aliases = [others(&entity.names_zh, "zh"), others(&entity.names_en, "en")].concat().join("|");
        let cells = [
            ("id", entity.id.clone()),
            ("name_zh", first(&entity.names_zh)),
            ("name_en", first(&entity.names_en)),
            ("aliases", aliases),
            ("country", entity.country.clone()),
            ("lifespan", String::new()),
            ("note", entity.note.clone()),
        ];
        let edited = |(column, cell): (&str, String)| {
            (column.to_owned(), self.edit(&entity.id, column).map_or(cell, str::to_owned))
        };
        cells.map(edited).into()
    }

    /// The entities that a draft would bring into the data, in order of their proposed ids.
    #[must_use]
    pub fn new_entities(&self, number: usize) -> Vec<&ProposedEntity> {
        let fillers = self.fillers(number);
        let fills = |entity: &&ProposedEntity| {
            self.is_new(&entity.id) && fillers.contains(&self.entity_id(&entity.id))
        };
        self.drafts.entities.iter().filter(fills).collect()
    }

    /// The ids of everybody in the roles of a draft, those acted for too.
    #[must_use]
    pub fn fillers(&self, number: usize) -> BTreeSet<String> {
        let kind = &self.draft(number).kind;
        let cells = self.cells(number);
        let roles = cells.iter().filter(|(column, _)| self.is_role(kind, column));
        let mut found = BTreeSet::new();
        for part in roles.flat_map(|(_, cell)| split_list(cell, ';')) {
            if let Ok(FillerCell::Named { id, acting_for, .. }) = parse_filler(part) {
                found.insert(id.to_owned());
                found.extend(acting_for.map(str::to_owned));
            }
        }
        found
    }

    /// The proposed entities that were found to be others, with who they are now.
    pub(super) fn same(&self) -> impl Iterator<Item = (&ProposedEntity, String)> {
        self.decided.same.keys().filter_map(|id| Some((self.proposed(id)?, self.entity_id(id))))
    }
}

/// A cell of fillers with other ids, each named once.
pub(super) fn map_fillers(cell: &str, other: impl Fn(&str) -> String) -> String {
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for part in split_list(cell, ';') {
        let part = match parse_filler(part) {
            Ok(FillerCell::Named { id, inferred, acting_for }) => {
                let id = other(id);
                if !seen.insert(id.clone()) {
                    continue;
                }
                let body = acting_for.map_or(String::new(), |body| format!("@{}", other(body)));
                format!("{id}{body}{}", if inferred { "?" } else { "" })
            }
            _ => part.to_owned(),
        };
        parts.push(part);
    }
    parts.join(";")
}
