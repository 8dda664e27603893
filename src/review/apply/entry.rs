//! Drafts on their way into the data: each id, source, passage and entity that their rows need.

use super::names::{Borne, names_of};
use super::tables::Tables;
use super::{ApplyError, Plan};
use crate::draft::ProposedEntity;
use crate::model::{parse_span, split_list};
use crate::review::cells::map_fillers;
use crate::review::{ReviewTexts, Session, Status, Step};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What has been worked out so far.
pub(super) struct Entry<'s> {
    pub(super) session: &'s Session,
    pub(super) texts: &'s ReviewTexts,
    pub(super) tables: Tables,
    pub(super) plan: Plan,
    pub(super) borne: Borne,
    /// Entities by the id that the review gives them, each with its id in the data.
    pub(super) entities: BTreeMap<String, String>,
    /// Whose names are looked for where: a source of the drafts, and an entity by the id that the review gives it.
    pub(super) used: BTreeSet<(String, String)>,
    /// Sources of the drafts, each with its id in the data.
    pub(super) sources: BTreeMap<String, String>,
    /// The ids of entities and records that are taken.
    taken: BTreeSet<String>,
    /// Drafts that go in now, each with its id in the data.
    entered: BTreeMap<String, String>,
    places: BTreeSet<String>,
    pub(super) passages: BTreeSet<(String, u32, u32)>,
}

impl<'s> Entry<'s> {
    pub(super) fn new(session: &'s Session, texts: &'s ReviewTexts, data: &Path) -> Self {
        let dataset = session.dataset();
        let taken = dataset.entities.ids().chain(dataset.records.ids()).map(str::to_owned);
        let passages = dataset.passages.iter().filter(|passage| passage.sha256.is_some());
        let key = |p: &crate::model::Passage| (dataset.source(p.source).id.clone(), p.start, p.end);
        Self {
            session,
            texts,
            tables: Tables::new(data, dataset.vocabulary.clone()),
            plan: Plan::default(),
            borne: Borne::new(dataset),
            entities: BTreeMap::new(),
            used: BTreeSet::new(),
            sources: BTreeMap::new(),
            taken: taken.collect(),
            entered: BTreeMap::new(),
            places: dataset.places.iter().map(|place| place.id.clone()).collect(),
            passages: passages.map(key).collect(),
        }
    }

    /// The numbers of the drafts, in the order of their ids.
    fn numbers(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.session.len()).collect();
        numbers.sort_by(|&a, &b| self.session.draft(a).id.cmp(&self.session.draft(b).id));
        numbers
    }

    /// Adds the rows of all drafts that are accepted.
    pub(super) fn records(&mut self) -> Result<(), ApplyError> {
        for number in self.numbers() {
            if *self.session.status(number) == Status::Accepted {
                self.record(number)?;
            }
        }
        Ok(())
    }

    /// Adds the evidence of all drafts that are merged to what they are merged into.
    pub(super) fn merges(&mut self) -> Result<(), ApplyError> {
        for number in self.numbers() {
            let Status::Merged(into) = self.session.status(number) else { continue };
            let draft = self.session.draft(number).id.clone();
            match self.target(into) {
                Some(record) => self.merge(number, &draft, &record)?,
                None => {
                    self.plan.notes.push(format!("`{draft}` waits until `{into}` is accepted"));
                }
            }
        }
        Ok(())
    }

    /// The rows, in files.
    pub(super) fn finish(mut self) -> Plan {
        self.plan.files = self.tables.finish();
        self.plan
    }

    fn record(&mut self, number: usize) -> Result<(), ApplyError> {
        let draft = self.session.draft(number);
        let mut cells = self.session.cells(number);
        self.bring(number)?;
        for (column, cell) in &mut cells {
            if self.session.is_role(&draft.kind, column) {
                *cell = map_fillers(cell, |id| self.entities.get(id).map_or(id, |id| id).to_owned());
            } else if column == "evidence" {
                *cell = self.spans(cell, &draft.id)?.join(";");
            }
        }
        let table = format!("records/{}", draft.kind);
        let wanted = cells.iter().find(|(column, _)| column == "id").map_or("", |(_, cell)| cell).to_owned();
        let id = match self.tables.same_row(&table, &cells)? {
            Some(id) => id,
            None => {
                let id = self.free(&wanted);
                let cells = cells.iter().map(|(column, cell)| (column.as_str(), cell.as_str()));
                let cells =
                    cells.map(|(column, cell)| (column, if column == "id" { id.as_str() } else { cell }));
                self.tables.change(&table)?.push(cells);
                self.plan.added.records += 1;
                id
            }
        };
        self.entered.insert(draft.id.clone(), id.clone());
        self.plan.steps.push(Step::Applied { row: draft.id.clone(), id });
        Ok(())
    }

    /// Sees to it that the data has the entities and places of a draft.
    fn bring(&mut self, number: usize) -> Result<(), ApplyError> {
        let session = self.session;
        for entity in session.new_entities(number) {
            self.entity(entity)?;
        }
        for place in split_list(&session.cell(number, "place"), ';') {
            self.place(place)?;
        }
        let evidence = session.cell(number, "evidence");
        let sources: BTreeSet<&str> =
            split_list(&evidence, ';').filter_map(parse_span).map(|span| span.0).collect();
        for (source, entity) in
            sources.iter().flat_map(|s| session.fillers(number).into_iter().map(move |e| (*s, e)))
        {
            self.used.insert((source.to_owned(), entity));
        }
        Ok(())
    }

    /// An id that nothing has yet.
    fn free(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut count = 1;
        while !self.taken.insert(id.clone()) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        id
    }

    fn entity(&mut self, entity: &ProposedEntity) -> Result<(), ApplyError> {
        let wanted = self.session.entity_id(&entity.id);
        if self.entities.contains_key(&wanted) {
            return Ok(());
        }
        // Somebody may have entered the same one since the drafts were made.
        let id =
            if self.is_entered(entity, &wanted) { wanted.clone() } else { self.new_entity(entity, &wanted)? };
        self.plan.steps.push(Step::Applied { row: entity.id.clone(), id: id.clone() });
        self.entities.insert(wanted, id);
        Ok(())
    }

    /// Whether the data has an entity of this id, of the same kind and with the full name of a proposed one.
    fn is_entered(&self, entity: &ProposedEntity, id: &str) -> bool {
        let dataset = self.session.dataset();
        let Some(known) = dataset.entities.find(id) else { return false };
        let kind = &dataset.vocabulary.entity_kind(dataset.entities.kind(known)).name;
        let full = [entity.names_zh.first(), entity.names_en.first()];
        *kind == entity.kind && full.into_iter().flatten().any(|name| self.borne.has(name, id))
    }

    fn new_entity(&mut self, entity: &ProposedEntity, wanted: &str) -> Result<String, ApplyError> {
        let id = self.free(wanted);
        let cells = self.session.entity_cells(entity);
        let cells = cells.iter().map(|(column, cell)| (column.as_str(), cell.as_str()));
        let cells = cells.map(|(column, cell)| (column, if column == "id" { id.as_str() } else { cell }));
        self.tables.change(&format!("entities/{}", entity.kind))?.push(cells);
        self.plan.added.entities += 1;
        names_of(entity).for_each(|name| self.borne.add(name, &id));
        Ok(id)
    }

    /// The table that an entity of the data stands in; none for one that is new.
    pub(super) fn entity_table(&self, id: &str) -> Option<String> {
        let dataset = self.session.dataset();
        let entity = dataset.entities.find(id)?;
        Some(format!("entities/{}", dataset.vocabulary.entity_kind(dataset.entities.kind(entity)).name))
    }

    fn place(&mut self, id: &str) -> Result<(), ApplyError> {
        let place = self.session.drafts.places.iter().find(|place| place.id == id);
        let Some(place) = place.filter(|_| self.places.insert(id.to_owned())) else { return Ok(()) };
        self.tables.change("places")?.push([
            ("id", id),
            ("name_zh", &place.name_zh),
            ("name_en", &place.name_en),
            ("country", &place.country),
        ]);
        self.plan.added.places += 1;
        Ok(())
    }

    /// The record of the data that a draft is merged into, at the end of the chain; none when that is not accepted.
    fn target(&self, into: &str) -> Option<String> {
        let Some(number) = self.session.find(into) else { return Some(into.to_owned()) };
        match self.session.status(number) {
            Status::Accepted => self.entered.get(into).cloned(),
            Status::Applied(id) => Some(id.clone()),
            Status::Merged(next) => self.target(next),
            _ => None,
        }
    }

    fn merge(&mut self, number: usize, draft: &str, record: &str) -> Result<(), ApplyError> {
        let spans = self.spans(&self.session.cell(number, "evidence"), draft)?;
        let tables = [format!("records/{}", self.session.draft(number).kind), "edges".to_owned()];
        let mut place = None;
        for table in tables {
            let row = self.tables.look(&table)?.find(record);
            place = place.or(row.map(|row| (table, row)));
        }
        let Some((table, row)) = place else { return Err(ApplyError::NotInCsv { id: record.to_owned() }) };
        let known: Vec<String> =
            split_list(self.tables.look(&table)?.cell(row, "evidence"), ';').map(str::to_owned).collect();
        let new: Vec<String> = spans.into_iter().filter(|span| !known.contains(span)).collect();
        if !new.is_empty() {
            let table = self.tables.change(&table)?;
            let column = table.make_column("evidence");
            table.rows[row][column] = [known, new].concat().join(";");
        }
        self.plan.added.merged += 1;
        self.plan.steps.push(Step::Applied { row: draft.to_owned(), id: record.to_owned() });
        Ok(())
    }
}
