//! Countries and towns: where things happen, and whose country a body's is.

use std::sync::LazyLock;

/// A country or a place in one.
#[derive(Debug)]
pub struct Place {
    /// Its id.
    pub id: &'static str,
    /// Whether it is a country.
    pub is_country: bool,
    /// Chinese names, folded.
    pub zh: Vec<String>,
    /// English names.
    pub en: Vec<&'static str>,
    /// Characters that stand for it in compounds such as `访华`.
    pub short: Vec<String>,
    /// What its people and things are called in English.
    pub people: Vec<&'static str>,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
}

/// All of them, in the order of the table.
pub static PLACES: LazyLock<Vec<Place>> =
    LazyLock::new(|| include_str!("../patterns/places.csv").lines().skip(1).filter_map(place).collect());

/// A row of the table, which quotes no cell.
fn place(line: &'static str) -> Option<Place> {
    let cells: Vec<&'static str> = line.split(',').collect();
    let [id, kind, zh, en, short, people, country] = cells.as_slice() else { return None };
    let list = |cell: &'static str| cell.split('|').filter(|name| !name.is_empty()).collect::<Vec<_>>();
    Some(Place {
        id,
        is_country: *kind == "country",
        zh: list(zh).into_iter().map(super::fold::fold).collect(),
        en: list(en),
        short: list(short).into_iter().map(super::fold::fold).collect(),
        people: list(people),
        country,
    })
}

/// The place that is the country of a code.
pub fn country(code: &str) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.is_country && place.country == code)
}
