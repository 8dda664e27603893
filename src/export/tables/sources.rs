//! Where it was, who says so, and who is whom.

use super::Told;
use super::schema::{Reference, Table, Type, column, refers, text};
use super::sheet::Sheet;
use crate::model::PassageIx;
use std::ops::Range;

pub(super) static PLACES: Table = Table {
    name: "places",
    file: "table-places.csv",
    says: "a place",
    columns: &[
        text("id", "its id"),
        text("label", "its name for display; derived"),
        text("country", "ISO 3166-1 alpha-2"),
        text("within", "the place it lies in"),
        text("note", "a note"),
    ],
    key: &["id"],
    references: &[refers!("within" => "")],
    things: |told| told.dataset().places.len(),
    fill: fill_places,
};

pub(super) static PLACE_NAMES: Table = Table {
    name: "place_names",
    file: "table-place-names.csv",
    says: "a name of a place",
    columns: &[
        text("place", "whose name"),
        text("language", "a short code of the dataset; empty when unknown"),
        text("text", "the name"),
    ],
    key: &[],
    references: &[refers!("place" => "places")],
    things: |told| told.dataset().places.len(),
    fill: fill_place_names,
};

pub(super) static SOURCES: Table = Table {
    name: "sources",
    file: "table-sources.csv",
    says: "a document",
    columns: &[
        text("id", "its id"),
        text("file", "the name of its file"),
        text("title", "its title"),
        text("date", "when it was issued, in EDTF"),
        text("language", "a BCP 47 tag"),
        column("length", Type::Integer, "how many Unicode characters it has"),
        text("sha256", "SHA-256 of its bytes"),
        text("note", "a note"),
    ],
    key: &["id"],
    references: &[],
    things: |told| told.dataset().sources.len(),
    fill: fill_sources,
};

pub(super) static PASSAGES: Table = Table {
    name: "passages",
    file: "table-passages.csv",
    says: "a span of a source, in Unicode characters from 0, the end not included",
    columns: &[
        text("source", "the source"),
        column("start", Type::Integer, "the first character"),
        column("end", Type::Integer, "the character after the last"),
        text("sha256", "SHA-256 of the span in UTF-8"),
    ],
    key: &["source", "start", "end"],
    references: &[refers!("source" => "sources")],
    things: |told| told.dataset().passages.len(),
    fill: fill_passages,
};

pub(super) static JUDGEMENTS: Table = Table {
    name: "judgements",
    file: "table-judgements.csv",
    says: "what a curator decided about two ids",
    columns: &[
        text("a", "one id"),
        text("b", "the other id"),
        text("judgement", "same, different or unsure"),
        text("who", "who decided"),
        text("when", "when, in EDTF"),
        text("why", "why"),
    ],
    key: &[],
    references: &[refers!("a" => "entities"), refers!("b" => "entities")],
    things: |told| told.dataset().judgements.len(),
    fill: fill_judgements,
};

fn fill_places(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    for place in &told.dataset().places[part] {
        sheet.row([&place.id, place.label(told.language), &place.country, &place.within, &place.note]);
    }
}

fn fill_place_names(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    for place in &told.dataset().places[part] {
        for (language, name) in &place.names {
            sheet.row([&place.id, language, name]);
        }
    }
}

fn fill_sources(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    for source in &told.dataset().sources[part] {
        sheet.row([
            &source.id,
            &source.file,
            &source.title,
            &source.date,
            &source.language,
            &source.length.map_or(String::new(), |length| length.to_string()),
            &source.sha256,
            &source.note,
        ]);
    }
}

fn fill_passages(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    for passage in part.filter(|&n| !told.other_passages.contains(n)) {
        let passage = dataset.passage(PassageIx::from(passage));
        sheet.row([
            &dataset.source(passage.source).id,
            &passage.start.to_string(),
            &passage.end.to_string(),
            &passage.sha256.map_or(String::new(), |digest| digest.to_string()),
        ]);
    }
}

fn fill_judgements(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    for judgement in dataset.judgements[part].iter().filter(|j| told.tells(j.a) && told.tells(j.b)) {
        sheet.row([
            dataset.entities.id(judgement.a),
            dataset.entities.id(judgement.b),
            judgement.kind.as_str(),
            &judgement.who,
            &judgement.when,
            &judgement.why,
        ]);
    }
}
