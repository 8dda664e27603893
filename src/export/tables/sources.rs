//! Where it was, who says so, and who is whom.

use super::Told;
use super::schema::{Reference, Table, Type, column, refers, text};
use super::sheet::Sheet;
use crate::export::ExportError;
use crate::model::PassageIx;
use fixedbitset::FixedBitSet;

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
    fill: fill_judgements,
};

fn fill_places(told: &Told<'_>, sheet: &mut Sheet<'_>) -> Result<(), ExportError> {
    for place in &told.dataset().places {
        sheet.row([&place.id, place.label(told.language), &place.country, &place.within, &place.note])?;
    }
    Ok(())
}

fn fill_place_names(told: &Told<'_>, sheet: &mut Sheet<'_>) -> Result<(), ExportError> {
    for place in &told.dataset().places {
        for (language, name) in &place.names {
            sheet.row([&place.id, language, name])?;
        }
    }
    Ok(())
}

fn fill_sources(told: &Told<'_>, sheet: &mut Sheet<'_>) -> Result<(), ExportError> {
    for source in &told.dataset().sources {
        sheet.row([
            &source.id,
            &source.file,
            &source.title,
            &source.date,
            &source.language,
            &source.length.map_or(String::new(), |length| length.to_string()),
            &source.sha256,
            &source.note,
        ])?;
    }
    Ok(())
}

/// The passages of the records of the view, and those that no record uses.
fn fill_passages(told: &Told<'_>, sheet: &mut Sheet<'_>) -> Result<(), ExportError> {
    let dataset = told.dataset();
    let mut others = FixedBitSet::with_capacity(dataset.passages.len());
    let left_out = dataset.records.iter().filter(|&record| !told.view.contains_record(record));
    left_out.flat_map(|record| dataset.records.evidence(record)).for_each(|p| others.insert(p.index()));
    let used = told.view.records().flat_map(|record| dataset.records.evidence(record));
    used.for_each(|passage| others.set(passage.index(), false));
    for passage in (0..dataset.passages.len()).filter(|&n| !others.contains(n)) {
        let passage = dataset.passage(PassageIx::from(passage));
        sheet.row([
            &dataset.source(passage.source).id,
            &passage.start.to_string(),
            &passage.end.to_string(),
            &passage.sha256.map_or(String::new(), |digest| digest.to_string()),
        ])?;
    }
    Ok(())
}

fn fill_judgements(told: &Told<'_>, sheet: &mut Sheet<'_>) -> Result<(), ExportError> {
    let dataset = told.dataset();
    for judgement in dataset.judgements.iter().filter(|j| told.tells(j.a) && told.tells(j.b)) {
        sheet.row([
            dataset.entities.id(judgement.a),
            dataset.entities.id(judgement.b),
            judgement.kind.as_str(),
            &judgement.who,
            &judgement.when,
            &judgement.why,
        ])?;
    }
    Ok(())
}
