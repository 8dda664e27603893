//! `records/<kind>.csv`: what is recorded, and `edges.csv`: records of two roles in bulk.

use super::dates::read_date;
use super::evidence::Passages;
use super::record_cells::{Cells, Column, FILLER_LIMIT, TOO_MANY_FILLERS};
use super::{BAD_VALUE, Columns, clip};
use crate::date::Reading;
use crate::diagnostic::{Code, Severity};
use crate::load::reader::parts::{self, Part, Parts};
use crate::load::reader::{Divisible, Row, RowSink};
use crate::load::{Cell, Class, Context};
use crate::model::vocabulary::{Kind, TimeClass};
use crate::model::{AttributeIx, Dataset, Extents, KindIx, Passage, PlaceIx, RecordRow, Records, Vocabulary};
use csv::StringRecord;
use hashbrown::HashMap;
use std::io;
use std::sync::Arc;

/// Raised when a record kind is not in the vocabulary.
pub static UNKNOWN_KIND: Code = Code {
    id: "E0302",
    severity: Severity::Error,
    title: "unknown kind",
    explanation: "The vocabulary has no kind of this name. A table of records or entities is named after its kind: \
        `records/visit.csv`. Kinds are added in `vocabulary.json`; `relata schema vocabulary` describes it.",
};

/// Raised when a role that should be filled is not.
pub static ROLE_LEFT_OUT: Code = Code {
    id: "W0307",
    severity: Severity::Warning,
    title: "role left out",
    explanation: "The role has fewer fillers than the kind asks for. If the text names nobody, write `*`; if it is plain \
        who is meant, write the id with `?`.",
};

/// Raised when a record names nobody.
pub static NOBODY_NAMED: Code = Code {
    id: "E0308",
    severity: Severity::Error,
    title: "nobody is named",
    explanation: "A record names at least one entity. Without one it belongs to no node and no timeline, so nobody \
        would ever find it. Name whom the text means, with `?` if it does not say so in so many words, or make an \
        entity of the collective that the text speaks of.",
};

pub(super) fn codes() -> Vec<&'static Code> {
    vec![
        &super::record_cells::BAD_FILLER,
        &super::record_cells::STRAY_QUALIFIER,
        &UNKNOWN_KIND,
        &super::record_cells::WRONG_ENTITY_KIND,
        &super::record_cells::TOO_MANY_FILLERS,
        &ROLE_LEFT_OUT,
        &NOBODY_NAMED,
        &super::record_cells::SAME_FILLER_TWICE,
        &super::evidence::BAD_SPAN,
        &super::passages::SPAN_OUTSIDE,
    ]
}

/// Takes the rows of the tables of records.
pub(in crate::load) struct RecordTable<'a> {
    /// What rows refer to.
    dataset: &'a Dataset,
    places: Arc<HashMap<&'a str, PlaceIx>>,
    kind: Option<KindIx>,
    header: StringRecord,
    /// The columns as each kind reads them, made when the kind is first met under this header.
    by_kind: HashMap<KindIx, Columns<Column>>,
    made: Made,
}

/// What the rows of records make.
#[derive(Default)]
pub(in crate::load) struct Made {
    pub(in crate::load) extents: Extents,
    pub(in crate::load) passages: Passages,
    pub(in crate::load) records: Records,
}

impl Made {
    /// Takes over what a part of the rows made.
    fn join(&mut self, part: Self) {
        let extents = self.extents.join(part.extents);
        let passages = self.passages.join(part.passages);
        self.records.join(part.records, &extents, &passages);
    }

    /// Puts it into the dataset.
    pub(in crate::load) fn store(self, dataset: &mut Dataset) {
        dataset.extents = self.extents;
        dataset.passages = self.passages.list;
        dataset.passage_origins = self.passages.origins;
        dataset.records = self.records;
    }
}

impl<'a> RecordTable<'a> {
    /// A table whose rows refer to `dataset`, whose entities, sources and places are complete; `made` is what is known
    /// already of what the rows will make.
    pub(in crate::load) fn new(dataset: &'a Dataset, made: Made) -> Self {
        let places = dataset.places.iter().enumerate();
        let places = places.map(|(n, place)| (place.id.as_str(), PlaceIx::from(n))).collect();
        Self {
            dataset,
            places: Arc::new(places),
            kind: None,
            header: StringRecord::new(),
            by_kind: HashMap::new(),
            made,
        }
    }

    /// What all rows made.
    pub(in crate::load) fn finish(self) -> Made {
        self.made
    }

    /// A table under the same header that has made nothing.
    fn fork(&self) -> Self {
        Self {
            dataset: self.dataset,
            places: Arc::clone(&self.places),
            kind: self.kind,
            header: self.header.clone(),
            by_kind: self.by_kind.clone(),
            made: Made::default(),
        }
    }

    /// The rows that follow are of this kind; `None` when each names its own.
    pub(in crate::load) fn set_kind(&mut self, kind: Option<KindIx>) {
        self.kind = kind;
    }

    fn row_kind(&self, row: Row<'_>, context: &mut Context<'_>) -> Option<KindIx> {
        let position = self.header.iter().position(|name| name == "kind");
        let named = position.and_then(|n| row.cells.get(n)).filter(|name| !name.is_empty());
        let found = named.map(|name| (name, self.dataset.vocabulary.find_kind(name)));
        match (self.kind, found) {
            (Some(own), Some((name, Some(kind)))) if own != kind => {
                let message = format!(
                    "found the kind `{name}` in the table of `{}`",
                    self.dataset.vocabulary.kind(own).name
                );
                context.cell_problem(&BAD_VALUE, (row.line, "kind"), message, None);
                None
            }
            (_, Some((name, None))) => {
                unknown_kind(name, row.line, &self.dataset.vocabulary, false, context);
                None
            }
            (None, None) => {
                context.cell_problem(&super::MISSING_VALUE, (row.line, "kind"), "`kind` is empty", None);
                None
            }
            (own, found) => found.and_then(|(_, kind)| kind).or(own),
        }
    }

    /// Refuses columns that no kind at all has, in a table of several kinds.
    fn check_mixed_header(&self, line: u32, context: &mut Context<'_>) -> bool {
        let vocabulary = &self.dataset.vocabulary;
        let mut known: Vec<String> = ["kind", "source", "target"].map(str::to_owned).into();
        for name in vocabulary.kinds().flat_map(|(kind, _)| record_columns(vocabulary, vocabulary.kind(kind)))
        {
            if !known.contains(&name) {
                known.push(name);
            }
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let meaning = |name: &str| known.contains(&name).then_some(());
        Columns::resolve((line, &self.header), meaning, &known, &["id"], context).is_some()
    }

    /// Resolves the header for a kind, once; a table of one kind refuses columns that the kind does not have.
    fn resolve(&mut self, kind: KindIx, line: u32, context: &mut Context<'_>) -> bool {
        if self.by_kind.contains_key(&kind) {
            return true;
        }
        let vocabulary = &self.dataset.vocabulary;
        let mixed = self.kind.is_none();
        let meaning = |name: &str| match column(vocabulary, kind, name) {
            None if mixed && vocabulary.kinds().any(|(k, _)| column(vocabulary, k, name).is_some()) => {
                Some(Column::Foreign)
            }
            found => found,
        };
        let known = record_columns(vocabulary, vocabulary.kind(kind));
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let resolved = Columns::resolve((line, &self.header), meaning, &known, &["id"], context);
        resolved.map(|columns| self.by_kind.insert(kind, columns)).is_some()
    }
}

/// The columns of a table of records of a kind, in their usual order.
pub(in crate::load) fn record_columns(vocabulary: &Vocabulary, kind: &Kind) -> Vec<String> {
    let roles = kind.roles.iter().map(|role| role.name.clone());
    let attributes = kind.attributes.iter().map(|&a| vocabulary.attribute(a).name.clone());
    let last = ["place", "series", "summary", "note", "evidence"].map(str::to_owned);
    ["id", "date"].map(str::to_owned).into_iter().chain(roles).chain(attributes).chain(last).collect()
}

fn column(vocabulary: &Vocabulary, kind: KindIx, name: &str) -> Option<Column> {
    Some(match name {
        "id" => Column::Id,
        "kind" => Column::Kind,
        "date" => Column::Date,
        "source" => Column::End(0),
        "target" => Column::End(1),
        "place" => Column::Place,
        "series" => Column::Series,
        "summary" => Column::Summary,
        "note" => Column::Note,
        "evidence" => Column::Evidence,
        _ => {
            let role = vocabulary.kind(kind).find_role(name).map(Column::Role);
            return role.or_else(|| vocabulary.find_attribute(kind, name).map(Column::Attribute));
        }
    })
}

impl RowSink for RecordTable<'_> {
    fn divisible(&mut self) -> Option<&mut dyn Divisible> {
        Some(self)
    }

    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        self.by_kind.clear();
        self.header = columns.clone();
        match self.kind {
            Some(kind) => self.resolve(kind, line, context),
            None => self.check_mixed_header(line, context),
        }
    }

    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>) {
        let errors = context.errors();
        let kind = self.row_kind(row, context).filter(|&kind| self.resolve(kind, row.line, context));
        let Some(kind) = kind else {
            context.count_row(errors);
            return;
        };
        let Some(columns) = self.by_kind.get(&kind) else { return };
        let mut record = RecordRow { kind, origin: context.origin(row.line), ..RecordRow::default() };
        let mut cells = Cells {
            vocabulary: &self.dataset.vocabulary,
            dataset: self.dataset,
            places: &self.places,
            header: &self.header,
            line: row.line,
            digests: &row.aside.digests,
            spans: Vec::new(),
            date: "",
        };
        cells.read(columns, row.cells, &mut record, context);
        if context.errors() == errors {
            cells.report_stray(&row.aside.stray, context);
        }
        let (spans, date) = (std::mem::take(&mut cells.spans), cells.date);
        let reading = reading(&self.dataset.vocabulary, &record);
        if let Some(extent) =
            read_date(&mut self.made.extents, date, reading, (row.line, "date").into(), context)
        {
            record.extent = extent;
        }
        let sound = context.errors() == errors;
        check_roles(self.dataset.vocabulary.kind(kind), &record, row.line, sound, context);
        self.made.passages.check_digests(self.dataset, &spans, row.line, context);
        if context.count_row(errors) {
            let Made { passages, records, .. } = &mut self.made;
            let listed = |span: &Passage| span.sha256.map(|_| record.origin);
            record.evidence = spans.into_iter().map(|span| passages.intern(span, listed(&span))).collect();
            records.push(&record);
        }
    }
}

/// Rows of records know nothing of each other, so they are read on all cores; what they make is joined in their order.
impl Divisible for RecordTable<'_> {
    fn rows(&mut self, parts: &mut Parts<'_>, context: &mut Context<'_>) -> io::Result<()> {
        let forks = (0..parts::cores()).map(|_| self.fork()).collect();
        let read = |fork: &mut Self, part: &Part, context: &mut Context<'_>| {
            part.send(fork, context);
            std::mem::take(&mut fork.made)
        };
        parts::read_on_all_cores(parts, forks, read, context, |part, made, context| match made {
            Some(made) => self.made.join(made),
            None => part.send(self, context),
        })
    }
}

/// How a record's date is read: by its kind's time class, and by whether a value marks an onset.
fn reading(vocabulary: &Vocabulary, record: &RecordRow<'_>) -> Reading {
    let onset = |&(attribute, value): &(AttributeIx, &str)| {
        vocabulary.attribute(attribute).find_term(value).is_some_and(|term| term.onset)
    };
    match vocabulary.kind(record.kind).class {
        TimeClass::Happening => Reading::Happening,
        TimeClass::State if record.attributes.iter().any(onset) => Reading::Onset,
        TimeClass::State => Reading::State,
    }
}

pub(super) fn unknown_kind(
    name: &str,
    line: u32,
    vocabulary: &Vocabulary,
    entities: bool,
    context: &mut Context<'_>,
) {
    let place = Cell::from((line, "kind"));
    let location = place.location(context.file());
    if context.is_lost(Class::Kind, name, || location) {
        return;
    }
    let known: Vec<&str> = if entities {
        vocabulary.entity_kinds.iter().map(|kind| kind.name.as_str()).collect()
    } else {
        vocabulary.kinds.iter().map(|kind| kind.name.as_str()).collect()
    };
    let message = format!("found the kind `{}`, expected one of {}", clip(name), known.join(", "));
    let hint = context.nearest(&UNKNOWN_KIND, name, known);
    context.cell_problem(&UNKNOWN_KIND, place, message, hint);
}

/// Counts fillers. In a row that is not `sound`, a filler that is missing may be one that could not be read.
fn check_roles(kind: &Kind, record: &RecordRow<'_>, line: u32, sound: bool, context: &mut Context<'_>) {
    if record.fillers.len() > FILLER_LIMIT {
        let message = format!("found more than {FILLER_LIMIT} fillers");
        context.row_problem(&TOO_MANY_FILLERS, line, message);
    }
    for (number, role) in kind.roles() {
        let named = record.fillers.iter().filter(|(filler, _)| filler.role == number).count() as u32;
        let unnamed: u32 = record.unnamed.iter().filter(|u| u.role == number).map(|u| u.count).sum();
        let found = named.saturating_add(unnamed);
        if let Some(max) = role.max.filter(|&max| found > max) {
            let message = format!("found {found} in `{}`, expected at most {max}", role.name);
            context.cell_problem(&TOO_MANY_FILLERS, (line, role.name.as_str()), message, None);
        } else if sound && found < role.min {
            let message = format!("found {found} in `{}`, expected at least {}", role.name, role.min);
            let hint = "write `*` for one whom the text leaves unnamed".to_owned();
            context.cell_problem(&ROLE_LEFT_OUT, (line, role.name.as_str()), message, hint);
        }
    }
    if sound && record.fillers.is_empty() {
        context.row_problem(&NOBODY_NAMED, line, "no role names an entity");
    }
}
