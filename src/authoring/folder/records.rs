//! `records/<kind>.csv`

use super::table::{Table, TableRow};
use crate::load::record_columns;
use crate::model::{Dataset, KindIx, RecordIx, RoleIx};

/// A table for each kind, in the order of the vocabulary, with every column that the kind has.
pub(super) fn tables(dataset: &Dataset) -> Vec<Table> {
    let mut by_kind = vec![Vec::new(); dataset.vocabulary.kinds.len()];
    for record in dataset.records.iter() {
        by_kind[dataset.records.kind(record).index()].push(record);
    }
    let kinds = dataset.vocabulary.kinds().zip(by_kind);
    let table = |((number, kind), records): ((KindIx, &crate::model::vocabulary::Kind), Vec<RecordIx>)| {
        let columns = record_columns(&dataset.vocabulary, kind);
        let rows: Vec<TableRow> = records.into_iter().map(|r| row(dataset, number, r, &columns)).collect();
        Table::new(format!("records/{}", kind.name), columns, rows.into_iter())
    };
    kinds.map(table).collect()
}

fn row(dataset: &Dataset, kind: KindIx, record: RecordIx, columns: &[String]) -> TableRow {
    let records = &dataset.records;
    let cell = |column: &String| match column.as_str() {
        "id" => records.id(record).to_owned(),
        "date" => dataset.extent(record).as_str().to_owned(),
        "place" => joined(records.places(record).iter().map(|&place| dataset.place(place).id.clone())),
        "series" => records.series(record).to_owned(),
        "summary" => records.summary(record).to_owned(),
        "note" => records.note(record).to_owned(),
        "evidence" => evidence(dataset, record),
        name => match dataset.vocabulary.kind(kind).find_role(name) {
            Some(role) => fillers(dataset, record, role),
            None => {
                let attribute = dataset.vocabulary.find_attribute(kind, name);
                attribute.and_then(|a| records.attribute(record, a)).unwrap_or_default().to_owned()
            }
        },
    };
    TableRow::plain(columns.iter().map(cell).collect::<Vec<_>>())
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(";")
}

/// The fillers of a role, named ones first.
fn fillers(dataset: &Dataset, record: RecordIx, role: RoleIx) -> String {
    let fillers = dataset.records.fillers(record).iter().enumerate();
    let named = fillers.filter(|(_, filler)| filler.role == role).map(|(n, filler)| {
        let body = dataset.records.acting_for(record, n);
        let body = body.map_or(String::new(), |body| format!("@{}", dataset.entities.id(body)));
        format!("{}{body}{}", dataset.entities.id(filler.entity), if filler.inferred { "?" } else { "" })
    });
    let unnamed = dataset.records.unnamed(record).iter().filter(|unnamed| unnamed.role == role);
    let unnamed = unnamed.map(|unnamed| match unnamed.count {
        1 => "*".to_owned(),
        count => format!("*{count}"),
    });
    joined(named.chain(unnamed))
}

fn evidence(dataset: &Dataset, record: RecordIx) -> String {
    let span = |passage: &crate::model::PassageIx| {
        let passage = dataset.passage(*passage);
        format!("{}:{}-{}", dataset.source(passage.source).id, passage.start, passage.end)
    };
    joined(dataset.records.evidence(record).iter().map(span))
}
