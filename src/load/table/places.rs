//! `places.csv`: where things happened.

use super::text::check_text;
use super::{Columns, DUPLICATE_ID, check_country, check_id, unknown_id};
use crate::load::Context;
use crate::load::reader::{Row, RowSink};
use crate::model::Place;
use csv::StringRecord;
use std::collections::{HashMap, HashSet};

/// Takes the rows of `places.csv`.
#[derive(Default)]
pub(in crate::load) struct PlaceTable {
    columns: Columns<Column>,
    /// The places stored so far.
    pub(in crate::load) places: Vec<Place>,
    ids: HashSet<String>,
}

enum Column {
    Id,
    Name(String),
    Country,
    Within,
    Note,
}

fn meaning(name: &str) -> Option<Column> {
    match name {
        "id" => Some(Column::Id),
        "country" => Some(Column::Country),
        "within" => Some(Column::Within),
        "note" => Some(Column::Note),
        _ => name.strip_prefix("name_").map(|language| Column::Name(language.to_owned())),
    }
}

const KNOWN: [&str; 6] = ["id", "name_en", "name_zh", "country", "within", "note"];

impl RowSink for PlaceTable {
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        let resolved = Columns::resolve((line, columns), meaning, &KNOWN, &["id"], context);
        resolved.map(|columns| self.columns = columns).is_some()
    }

    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>) {
        let errors = context.errors();
        let mut place = Place { origin: context.origin(row.line), ..Place::default() };
        for (column, cell) in self.columns.cells(row.cells) {
            match column {
                Column::Id => place.id = cell.to_owned(),
                Column::Name(language) => place.names.push((language.clone(), cell.to_owned())),
                Column::Country => place.country = cell.to_owned(),
                Column::Within => place.within = cell.to_owned(),
                Column::Note => place.note = cell.to_owned(),
            }
        }
        place.names.sort();
        check_id(&place.id, row.line, "id", context);
        check_country(&place.country, row.line, context);
        for (language, name) in &place.names {
            check_text(name, row.line, &format!("name_{language}"), context);
        }
        check_text(&place.note, row.line, "note", context);
        if self.ids.contains(&place.id) {
            let message = format!("the place `{}` stands twice", place.id);
            context.cell_problem(&DUPLICATE_ID, (row.line, "id"), message, None);
        }
        if context.count_row(errors) {
            self.ids.insert(place.id.clone());
            self.places.push(place);
        }
    }
}

impl PlaceTable {
    /// Follows `within`, once all places are known, and cuts what leads nowhere or round in a circle.
    pub(in crate::load) fn finish(mut self, context: &mut Context<'_>) -> Vec<Place> {
        self.places.sort_by(|a, b| a.id.cmp(&b.id));
        let parents: HashMap<&str, &str> =
            self.places.iter().map(|p| (p.id.as_str(), p.within.as_str())).collect();
        let faulty: Vec<usize> =
            (0..self.places.len()).filter(|&n| !leads_out(&self.places[n].within, &parents)).collect();
        for &n in &faulty {
            let place = &self.places[n];
            let known = self.places.iter().map(|place| place.id.as_str()).filter(|id| *id != place.id);
            unknown_id("place around it", &place.within, (place.origin.line, "within"), known, context);
        }
        for n in faulty {
            self.places[n].within.clear();
        }
        self.places
    }
}

/// Whether a chain of parents ends, in at most as many steps as there are entries.
pub(super) fn leads_out(start: &str, parents: &HashMap<&str, &str>) -> bool {
    let mut at = start;
    for _ in 0..=parents.len() {
        match parents.get(at) {
            _ if at.is_empty() => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
