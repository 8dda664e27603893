//! What is recorded: records, who fills their roles, what else they say, and the edges they make.

use super::schema::{Reference, Table, Type, column, refers, text};
use super::sheet::Sheet;
use super::{Told, dates, position};
use crate::model::Number;
use crate::model::vocabulary::AttributeType;
use std::borrow::Cow;
use std::ops::Range;

pub(super) static RECORDS: Table = Table {
    name: "records",
    file: "table-records.csv",
    says: "one dated matter",
    columns: &[
        text("id", "its id"),
        text("kind", "its kind in the vocabulary"),
        text("label", "a sentence about it; derived"),
        dates::DATE_TEXT,
        dates::DATE_MIN,
        dates::DATE_MAX,
        dates::PRECISION,
        dates::QUALITY,
        dates::EARLIEST_START,
        dates::LATEST_START,
        dates::EARLIEST_END,
        dates::LATEST_END,
        text("series", "`many` or a number when it tells of several of its kind"),
        text("summary", "what happened, in the curator's words"),
        text("note", "a note"),
    ],
    key: &["id"],
    references: &[],
    things: |told| told.all_records(),
    fill: fill_records,
};

pub(super) static PARTICIPATIONS: Table = Table {
    name: "participations",
    file: "table-participations.csv",
    says: "an entity in a role of a record, or those in a role whom the source leaves unnamed",
    columns: &[
        text("record", "the record"),
        column("position", Type::Integer, "its place in the record, from 1"),
        text("role", "the role in the vocabulary"),
        text("entity", "who fills it; empty for the unnamed"),
        text("acting_for", "whom the filler acts for"),
        column("inferred", Type::Boolean, "whether the source does not name the filler in so many words"),
        column("count", Type::Integer, "1, or how many are left unnamed"),
    ],
    key: &["record", "position"],
    references: &[
        refers!("record" => "records"),
        refers!("entity" => "entities"),
        refers!("acting_for" => "entities"),
    ],
    things: |told| told.all_records(),
    fill: fill_participations,
};

pub(super) static ATTRIBUTES: Table = Table {
    name: "attributes",
    file: "table-attributes.csv",
    says: "an attribute of a record",
    columns: &[
        text("record", "the record"),
        text("name", "the attribute in the vocabulary"),
        text("value", "its value as written"),
        column("number_min", Type::Number, "the least value of a number; derived"),
        column("number_max", Type::Number, "the greatest value of a number; derived"),
    ],
    key: &["record", "name"],
    references: &[refers!("record" => "records")],
    things: |told| told.all_records(),
    fill: fill_attributes,
};

pub(super) static RECORD_PLACES: Table = Table {
    name: "record_places",
    file: "table-record-places.csv",
    says: "a place where a record happened",
    columns: &[
        text("record", "the record"),
        column("position", Type::Integer, "its place in the record, from 1"),
        text("place", "the place"),
    ],
    key: &["record", "position"],
    references: &[refers!("record" => "records"), refers!("place" => "places")],
    things: |told| told.all_records(),
    fill: fill_places,
};

pub(super) static EVIDENCE: Table = Table {
    name: "evidence",
    file: "table-evidence.csv",
    says: "a span of a source that says what a record says, in Unicode characters from 0, the end not included",
    columns: &[
        text("record", "the record"),
        column("position", Type::Integer, "its place in the record, from 1"),
        text("source", "the source"),
        column("start", Type::Integer, "the first character"),
        column("end", Type::Integer, "the character after the last"),
        text("sha256", "SHA-256 of the span in UTF-8"),
    ],
    key: &["record", "position"],
    references: &[
        refers!("record" => "records"),
        refers!("source" => "sources"),
        Reference {
            columns: &["source", "start", "end"],
            table: "passages",
            targets: &["source", "start", "end"],
        },
    ],
    things: |told| told.all_records(),
    fill: fill_evidence,
};

pub(super) static EDGES: Table = Table {
    name: "edges",
    file: "table-edges.csv",
    says: "a link of two entities that a record makes by the rules of the vocabulary; all derived",
    columns: &[
        text("edge_id", "its id"),
        text("source", "the entity it leads from; of a symmetric one the smaller id"),
        text("target", "the entity it leads to"),
        text("relation", "its relation in the vocabulary"),
        text("record", "the record it comes from"),
        text("source_role", "the role of its source"),
        text("target_role", "the role of its target; none for a body acted for"),
        column("symmetric", Type::Boolean, "whether it means the same both ways"),
        column("tie", Type::Boolean, "whether it binds: false for no contact, departures and the like"),
        column("inferred", Type::Boolean, "whether one of its ends is inferred"),
        column("weight", Type::Number, "1, or less in a record of many in one role"),
    ],
    key: &["edge_id"],
    references: &[
        refers!("source" => "entities"),
        refers!("target" => "entities"),
        refers!("record" => "records"),
    ],
    things: |told| told.all_records(),
    fill: fill_edges,
};

fn fill_records(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    let records = &dataset.records;
    let mut sentence = String::new();
    for record in told.records(part) {
        sentence.clear();
        told.sentences.push(record, &mut sentence);
        sheet.cell(records.id(record));
        sheet.cell(&dataset.vocabulary.kind(records.kind(record)).name);
        sheet.cell(&sentence);
        sheet.made(told.dates.of(Some(records.extent(record))));
        sheet.cell(records.series(record));
        sheet.cell(records.summary(record));
        sheet.cell(records.note(record));
        sheet.end();
    }
}

fn fill_participations(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    let (records, entities) = (&dataset.records, &dataset.entities);
    for record in told.records(part) {
        let kind = dataset.vocabulary.kind(records.kind(record));
        let fillers = records.fillers(record);
        for (n, filler) in fillers.iter().enumerate() {
            sheet.row([
                records.id(record),
                &position(n),
                &kind.role(filler.role).name,
                entities.id(filler.entity),
                records.acting_for(record, n).map_or("", |body| entities.id(body)),
                truth(filler.inferred),
                "1",
            ]);
        }
        for (n, unnamed) in (fillers.len()..).zip(records.unnamed(record)) {
            let (position, count) = (position(n), unnamed.count.to_string());
            let role = &kind.role(unnamed.role).name;
            sheet.row([records.id(record), &position, role, "", "", truth(false), &count]);
        }
    }
}

fn fill_attributes(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    for record in told.records(part) {
        for &number in &dataset.vocabulary.kind(dataset.records.kind(record)).attributes {
            let Some(value) = dataset.records.attribute(record, number) else { continue };
            let attribute = dataset.vocabulary.attribute(number);
            let is_number = matches!(attribute.value_type, AttributeType::Number | AttributeType::Decimal);
            let number = Some(value).filter(|_| is_number).and_then(|value| value.parse::<Number>().ok());
            let least = number.as_ref().and_then(Number::min).unwrap_or_default();
            let greatest = number.as_ref().and_then(Number::max).unwrap_or_default();
            sheet.row([dataset.records.id(record), &attribute.name, value, &least, &greatest]);
        }
    }
}

fn fill_places(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    for record in told.records(part) {
        for (n, &place) in dataset.records.places(record).iter().enumerate() {
            sheet.row([dataset.records.id(record), &position(n), &dataset.place(place).id]);
        }
    }
}

fn fill_evidence(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    for record in told.records(part) {
        for (n, &passage) in dataset.records.evidence(record).iter().enumerate() {
            let passage = dataset.passage(passage);
            sheet.row([
                dataset.records.id(record),
                &position(n),
                &dataset.source(passage.source).id,
                &passage.start.to_string(),
                &passage.end.to_string(),
                &passage.sha256.map_or(String::new(), |digest| digest.to_string()),
            ]);
        }
    }
}

fn fill_edges(told: &Told<'_>, part: Range<usize>, sheet: &mut Sheet<'_>) {
    let dataset = told.dataset();
    for edge in told.edges(part) {
        let (source_role, target_role) = edge.roles();
        sheet.row([
            &edge.id(),
            dataset.entities.id(edge.source),
            dataset.entities.id(edge.target),
            &edge.relation().name,
            dataset.records.id(edge.record()),
            source_role,
            target_role,
            truth(edge.data.is_symmetric()),
            truth(edge.data.is_tie()),
            truth(edge.data.is_inferred()),
            &weight(edge.weight()),
        ]);
    }
}

/// Most edges weigh 1.
fn weight(weight: f64) -> Cow<'static, str> {
    if weight == 1.0 { "1".into() } else { weight.to_string().into() }
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
