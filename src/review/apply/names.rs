//! Names that become aliases.

use super::ApplyError;
use super::entry::Entry;
use crate::draft::{Offsets, ProposedEntity};
use crate::model::{Dataset, split_list};
use crate::resolve::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Who bears which name, names folded.
#[derive(Debug, Default)]
pub(super) struct Borne {
    by_name: BTreeMap<String, BTreeSet<String>>,
    /// Ids find an entity too, and are no names.
    by_id: BTreeMap<String, String>,
}

impl Borne {
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut borne = Self::default();
        for entity in dataset.entities.iter() {
            let id = dataset.entities.id(entity);
            borne.by_id.insert(fold(id), id.to_owned());
            dataset.entities.names(entity).for_each(|name| borne.add(name.text, id));
        }
        borne
    }

    pub(super) fn add(&mut self, name: &str, entity: &str) {
        self.by_name.entry(fold(name)).or_default().insert(entity.to_owned());
    }

    /// Whether an entity bears a name.
    pub(super) fn has(&self, name: &str, entity: &str) -> bool {
        self.by_name.get(&fold(name)).is_some_and(|bearers| bearers.contains(entity))
    }

    /// Another entity that bears a name.
    fn other(&self, name: &str, entity: &str) -> Option<&String> {
        let name = fold(name);
        let mut bearers = self.by_name.get(&name).into_iter().flatten().chain(self.by_id.get(&name));
        bearers.find(|bearer| *bearer != entity)
    }
}

/// All names of a proposed entity.
pub(super) fn names_of(entity: &ProposedEntity) -> impl Iterator<Item = &String> {
    entity.names_zh.iter().chain(&entity.names_en)
}

impl Entry<'_> {
    /// Gives known entities the names that were found to be theirs.
    pub(super) fn aliases(&mut self) -> Result<(), ApplyError> {
        let session = self.session;
        let mut found: Vec<(String, String)> = Vec::new();
        for (proposed, entity) in session.same() {
            if self.used.iter().any(|(_, used)| *used == entity) {
                found.extend(names_of(proposed).map(|name| (entity.clone(), name.clone())));
            }
        }
        let sources: BTreeSet<String> = self.used.iter().map(|(source, _)| source.clone()).collect();
        for source in sources {
            found.extend(self.names_in(&source));
        }
        for (entity, name) in found {
            let entity = self.entities.get(&entity).cloned().unwrap_or(entity);
            self.alias(&entity, name.trim())?;
        }
        Ok(())
    }

    /// What a text calls the entities of the records that were taken from it.
    fn names_in(&self, source: &str) -> Vec<(String, String)> {
        let Some(text) = self.texts.get(source) else { return Vec::new() };
        let offsets = Offsets::new(text);
        let mentions = self.session.drafts.mentions.iter();
        // A surname alone is nobody's name.
        let mentions = mentions.filter(|mention| mention.source == source && mention.how != "surname");
        let named = mentions.map(|mention| {
            (self.session.entity_id(&mention.entity), offsets.slice(mention.start..mention.end).to_owned())
        });
        named.filter(|(entity, _)| self.used.contains(&(source.to_owned(), entity.clone()))).collect()
    }

    fn alias(&mut self, entity: &str, name: &str) -> Result<(), ApplyError> {
        if self.borne.has(name, entity) || fold(name).is_empty() {
            return Ok(());
        }
        if name.chars().any(|c| c.is_control() || matches!(c, '|' | '@')) {
            self.plan.notes.push(format!("a name of `{entity}` was left out: no cell can hold it"));
            return Ok(());
        }
        if let Some(other) = self.borne.other(name, entity) {
            let note = format!("{name} was not made a name of `{entity}`: `{other}` bears it");
            self.plan.notes.push(note);
            return Ok(());
        }
        self.borne.add(name, entity);
        let Some(table) = self.entity_table(entity) else { return Ok(()) };
        let Some(row) = self.tables.look(&table)?.find(entity) else {
            return Err(ApplyError::NotInCsv { id: entity.to_owned() });
        };
        let is_han = name.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        let code = if is_han { "zh" } else { "en" };
        let is_known = self.session.dataset().settings.is_language_code(code);
        let name = if is_known { format!("{name}@{code}") } else { name.to_owned() };
        let table = self.tables.change(&table)?;
        let column = table.make_column("aliases");
        let cell = &mut table.rows[row][column];
        *cell = split_list(cell, '|').chain([name.as_str()]).collect::<Vec<_>>().join("|");
        self.plan.added.names += 1;
        Ok(())
    }
}
