//! `places.csv`: where things happened.

use super::names::check_long_names;
use super::parents::{CIRCLE, Parent, on_circle};
use super::text::check_text;
use super::{BAD_VALUE, Columns, DUPLICATE_ID, check_country, check_id, clip, unknown_at};
use crate::diagnostic::{Diagnostic, nearest_hint};
use crate::load::language::is_language;
use crate::load::reader::{LongName, Row, RowSink};
use crate::load::{Cell, Class, Context};
use crate::model::{NameKind, Place};
use csv::StringRecord;
use std::collections::HashSet;

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
        _ => {
            let language = name.strip_prefix("name_").filter(|language| is_language(language));
            language.map(|language| Column::Name(language.to_owned()))
        }
    }
}

const KNOWN: [&str; 6] = ["id", "name_en", "name_zh", "country", "within", "note"];

impl RowSink for PlaceTable {
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        let resolved = Columns::resolve((line, columns), meaning, &KNOWN, &["id"], context);
        resolved.map(|columns| self.columns = columns).is_some()
    }

    fn defines(&self) -> Option<Class> {
        Some(Class::Place)
    }

    fn has_names(&self) -> bool {
        true
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
        check_names(&place.names, row.line, context);
        read_long_names(&row.aside.names, &mut place, row.line, context);
        place.names.sort();
        check_id(&place.id, row.line, "id", context);
        check_country(&place.country, row.line, context);
        check_text(&place.note, row.line, "note", context);
        if self.ids.contains(&place.id) {
            let message = format!("the place `{}` stands twice", place.id);
            context.cell_problem(&DUPLICATE_ID, (row.line, "id"), message, None);
        }
        if context.count_row(errors) {
            self.ids.insert(place.id.clone());
            self.places.push(place);
        } else {
            context.lose_row(Class::Place, &place.id);
        }
    }
}

/// Checks the names that stand in columns: one in each.
fn check_names(names: &[(String, String)], line: u32, context: &mut Context<'_>) {
    for (language, name) in names {
        let column = format!("name_{language}");
        check_text(name, line, &column, context);
        if name.contains('|') {
            let message = format!("found `|` in `{}`, and a place has one name in a language", clip(name));
            context.cell_problem(&BAD_VALUE, (line, column.as_str()), message, None);
        }
    }
}

/// Reads the names that JSON gives in full; a place has no aliases and no abbreviations.
fn read_long_names(names: &[LongName], place: &mut Place, line: u32, context: &mut Context<'_>) {
    check_long_names(names, line, context);
    for name in names.iter().filter(|name| !name.text.is_empty()) {
        let known = place.names.iter().any(|(language, _)| *language == name.language);
        if known || name.kind != NameKind::Preferred {
            let message =
                format!("found another name `{}`, and a place has one in a language", clip(&name.text));
            context.cell_problem(&BAD_VALUE, Cell::from((line, "names")).item(&name.text), message, None);
        }
        place.names.push((name.language.clone(), name.text.clone()));
    }
}

impl PlaceTable {
    /// Follows `within`, once all places are known, and cuts what leads nowhere or round in a circle.
    pub(in crate::load) fn finish(mut self, context: &mut Context<'_>) -> Vec<Place> {
        self.places.sort_by(|a, b| a.id.cmp(&b.id));
        let parents: Vec<Parent> = self.places.iter().map(|place| parent(&self.places, place)).collect();
        let circle = on_circle(&parents);
        let is_faulty = |n: &usize| circle[*n] || parents[*n] == Parent::Unknown;
        let faulty: Vec<usize> = (0..self.places.len()).filter(is_faulty).collect();
        for &n in &faulty {
            report_parent(&self.places, &self.places[n], circle[n], context);
        }
        for n in faulty {
            self.places[n].within.clear();
        }
        self.places
    }
}

fn parent(places: &[Place], place: &Place) -> Parent {
    if place.within.is_empty() {
        return Parent::None;
    }
    places.binary_search_by(|other| other.id.cmp(&place.within)).map_or(Parent::Unknown, Parent::Row)
}

fn report_parent(places: &[Place], place: &Place, on_circle: bool, context: &mut Context<'_>) {
    let location = context.location(place.origin).field("within");
    if on_circle {
        let message = format!("`{}` lies within `{}`, which leads back to it", place.id, place.within);
        context.push(Diagnostic::new(&CIRCLE, message).at(location));
        return;
    }
    let others = places.iter().map(|other| other.id.as_str()).filter(|id| *id != place.id);
    unknown_at(Class::Place, &place.within, location, || nearest_hint(&place.within, others), context);
}
