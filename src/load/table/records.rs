//! `records/<kind>.csv`: what is recorded, and `edges.csv`: records of two roles in bulk.

use super::passages::find_source;
use super::text::{check_text, is_lost, report_lost};
use super::{BAD_VALUE, Columns, check_id, clip, unknown_id};
use crate::date::{Extent, ExtentError, Reading, spreadsheet_damage};
use crate::diagnostic::{Code, Severity, nearest_hint};
use crate::load::reader::{Row, RowSink};
use crate::load::{Cell, Context};
use crate::model::vocabulary::{Attribute, AttributeType, Kind, Role, TimeClass};
use crate::model::{
    AttributeIx, Dataset, EntityIx, ExtentIx, Extents, Filler, FillerCell, KindIx, Number, Origin, Passage,
    PassageIx, PlaceIx, RecordRow, RoleIx, UnnamedFillers, Vocabulary, language_suffix, parse_filler,
    parse_span, split_list,
};
use csv::StringRecord;
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;

/// Raised when a date is not EDTF.
pub static BAD_DATE: Code = Code {
    id: "E0211",
    severity: Severity::Error,
    title: "not an EDTF date",
    explanation: "Dates are EDTF (ISO 8601-2, levels 0 to 2): `2000`, `2000-02`, `2000-02-14`, `198X`, `1985~` (about), \
        `1985?` (uncertain), `1989-22` (summer), `1979/1989`, `1990/..` (no end stated), `1982/` (ended, nobody says \
        when), `1990/2007..` (began in 1990, still held in 2007), or nothing when no date is stated. Years run from \
        0002 to 9998.",
};

/// Raised when a date shows what a spreadsheet did to it.
pub static SPREADSHEET_DATE: Code = Code {
    id: "E0212",
    severity: Severity::Error,
    title: "date changed by a spreadsheet",
    explanation: "Spreadsheets turn dates into what they take for better ones: `2004-10` becomes `Oct-04`, `2004/10/1` \
        or the serial number 38261, and `0962` becomes `962`. Format the column as text before typing or importing, and \
        write the date again; the hint gives it where only one is possible.",
};

/// Raised when an extent ends before it starts.
pub static END_BEFORE_START: Code = Code {
    id: "E0213",
    severity: Severity::Error,
    title: "end date precedes start date",
    explanation: "The extent ends before it can have started, so it holds at no time at all. Swap the dates, or write \
        `2001/..` if the end is open.",
};

/// Raised when a record kind is not in the vocabulary.
pub static UNKNOWN_KIND: Code = Code {
    id: "E0302",
    severity: Severity::Error,
    title: "unknown kind",
    explanation: "The vocabulary has no kind of this name. A table of records or entities is named after its kind: \
        `records/visit.csv`. Kinds are added in `vocabulary.json`; `relata schema vocabulary` describes it.",
};

/// Raised when a filler is not written as one.
pub static BAD_FILLER: Code = Code {
    id: "E0214",
    severity: Severity::Error,
    title: "not a filler",
    explanation: "A role holds ids divided by `;`. `acftu?` marks a filler that the text does not name in so many \
        words, `wei-jianxing@acftu` one who acts for a body, `*` an unnamed one and `*4` four of them.",
};

/// Raised when an entity is of a kind that cannot play the role.
pub static WRONG_ENTITY_KIND: Code = Code {
    id: "E0305",
    severity: Severity::Error,
    title: "wrong kind of entity in a role",
    explanation: "The vocabulary says which kinds of entity may play the role. Either the wrong entity is named, or it \
        stands in the wrong role, or `vocabulary.json` should allow it (`kinds` of the role).",
};

/// Raised when a role has more fillers than it may.
pub static TOO_MANY_FILLERS: Code = Code {
    id: "E0306",
    severity: Severity::Error,
    title: "too many fillers",
    explanation: "The vocabulary limits how many fillers the role has, named and unnamed together: a state of relations \
        has two parties, a membership one member. Make a record of each, or name the collective as an entity. No \
        record may have more than 1,000 fillers.",
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

/// Raised when an entity stands twice in one role.
pub static SAME_FILLER_TWICE: Code = Code {
    id: "E0309",
    severity: Severity::Error,
    title: "same filler twice",
    explanation: "An entity fills a role once, and a place stands once: the second would count the same thing twice. \
        Remove one, or name whom it was meant to be.",
};

/// Raised when evidence is not written as spans.
pub static BAD_SPAN: Code = Code {
    id: "E0401",
    severity: Severity::Error,
    title: "not a span",
    explanation: "Evidence is spans divided by `;`, each a source and two positions: `s1:120-168`. Positions count \
        Unicode characters from 0, the end is not included. The dash is a plain hyphen; an editor may have made a longer \
        one of it.",
};

/// Raised when a span does not lie within its source.
pub static SPAN_OUTSIDE: Code = Code {
    id: "E0402",
    severity: Severity::Error,
    title: "span outside the source",
    explanation: "The span ends before it starts, or after the end of the source as `sources.csv` gives its length, so \
        it can hold no words. Positions count characters, not bytes: a tool that counts bytes gives numbers that are too \
        large for Chinese text. Correct the span or the length.",
};

pub(super) fn codes() -> Vec<&'static Code> {
    vec![
        &BAD_DATE,
        &SPREADSHEET_DATE,
        &END_BEFORE_START,
        &BAD_FILLER,
        &UNKNOWN_KIND,
        &WRONG_ENTITY_KIND,
        &TOO_MANY_FILLERS,
        &ROLE_LEFT_OUT,
        &NOBODY_NAMED,
        &SAME_FILLER_TWICE,
        &BAD_SPAN,
        &SPAN_OUTSIDE,
    ]
}

/// The most fillers that one record may have.
const FILLER_LIMIT: usize = 1_000;

#[derive(Clone)]
enum Column {
    Id,
    Kind,
    Date,
    Role(RoleIx),
    Attribute(AttributeIx),
    /// `source` and `target` of `edges.csv`: the roles of the kind's first rule.
    End(usize),
    Place,
    Series,
    Summary,
    Note,
    Evidence,
    /// A column of another kind in a table of several kinds.
    Foreign,
}

/// Which passage has which number.
#[derive(Default)]
pub(in crate::load) struct PassageIndex(HashMap<(u32, u32, u32), PassageIx, FxBuildHasher>);

impl PassageIndex {
    /// The number of a passage, which is added to the dataset if it is new; a digest already known is kept.
    pub(in crate::load) fn intern(
        &mut self,
        dataset: &mut Dataset,
        passage: Passage,
        listed: Option<Origin>,
    ) -> PassageIx {
        let key = (passage.source.0, passage.start, passage.end);
        let number = *self.0.entry(key).or_insert_with(|| {
            dataset.passages.push(passage);
            dataset.passage_origins.push(listed);
            PassageIx::from(dataset.passages.len() - 1)
        });
        let known = &mut dataset.passages[number.index()];
        known.sha256 = known.sha256.or(passage.sha256);
        number
    }
}

/// Takes the rows of the tables of records.
pub(in crate::load) struct RecordTable<'a> {
    dataset: &'a mut Dataset,
    rejected_entities: &'a HashSet<String>,
    passages: PassageIndex,
    places: HashMap<String, PlaceIx>,
    kind: Option<KindIx>,
    header: StringRecord,
    /// The columns as each kind reads them, made when the kind is first met under this header.
    by_kind: HashMap<KindIx, Columns<Column>>,
}

impl<'a> RecordTable<'a> {
    /// A table that stores into `dataset`, whose entities, sources and places are complete.
    pub(in crate::load) fn new(
        dataset: &'a mut Dataset,
        rejected_entities: &'a HashSet<String>,
        passages: PassageIndex,
    ) -> Self {
        let places = dataset
            .places
            .iter()
            .enumerate()
            .map(|(n, place)| (place.id.clone(), PlaceIx::from(n)))
            .collect();
        Self {
            dataset,
            rejected_entities,
            passages,
            places,
            kind: None,
            header: StringRecord::new(),
            by_kind: HashMap::new(),
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
            rejected: self.rejected_entities,
            places: &self.places,
            header: &self.header,
            line: row.line,
            spans: Vec::new(),
            date: "",
        };
        cells.read(columns, row.cells, &mut record, context);
        let (spans, date) = (std::mem::take(&mut cells.spans), cells.date);
        let reading = reading(&self.dataset.vocabulary, &record);
        if let Some(extent) =
            read_date(&mut self.dataset.extents, date, reading, (row.line, "date").into(), context)
        {
            record.extent = extent;
        }
        let sound = context.errors() == errors;
        check_roles(self.dataset.vocabulary.kind(kind), &record, row.line, sound, context);
        if context.count_row(errors) {
            let (passages, dataset) = (&mut self.passages, &mut *self.dataset);
            record.evidence = spans.into_iter().map(|span| passages.intern(dataset, span, None)).collect();
            dataset.records.push(&record);
        }
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

/// Reads a date, or reports what is wrong with it.
pub(super) fn read_date(
    extents: &mut Extents,
    text: &str,
    reading: Reading,
    place: Cell<'_>,
    context: &mut Context<'_>,
) -> Option<ExtentIx> {
    match extents.intern(text, reading) {
        Ok(extent) => Some(extent),
        Err(error) => {
            report_date(text, &error, place, context);
            None
        }
    }
}

/// Reports what is wrong with a date that is only kept as text.
pub(super) fn check_date(text: &str, place: Cell<'_>, context: &mut Context<'_>) {
    if let Err(error) = Extent::parse(text, Reading::Happening) {
        report_date(text, &error, place, context);
    }
}

fn report_date(text: &str, error: &ExtentError, place: Cell<'_>, context: &mut Context<'_>) {
    if is_lost(text) {
        return report_lost(text, place, context);
    }
    if is_short_year(text) {
        let message = format!("found `{text}`, which looks like a year that lost its leading zero");
        return context.cell_problem(&SPREADSHEET_DATE, place, message, format!("write `0{text}`"));
    }
    let damage = spreadsheet_damage(text).filter(|found| found.suggestion.is_some() || !is_full_day(text));
    if let Some(damage) = damage {
        let message = format!("found `{}`, which looks like {}", clip(text), damage.looks_like);
        let hint = damage.suggestion.map(|date| format!("write `{date}`"));
        context.cell_problem(&SPREADSHEET_DATE, place, message, hint);
        return;
    }
    match error {
        ExtentError::EndBeforeStart { start, end } => {
            let hint = "swap the dates, or write `/..` after the first if the end is open".to_owned();
            context.cell_problem(
                &END_BEFORE_START,
                place,
                format!("end date precedes start date: {end} < {start}"),
                hint,
            );
        }
        error => context.cell_problem(&BAD_DATE, place, format!("found `{}`: {error}", clip(text)), None),
    }
}

fn is_short_year(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is written as a day, though perhaps as none that there is, such as 30 February.
fn is_full_day(text: &str) -> bool {
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    shape == [4, 2, 2] && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

pub(super) fn unknown_kind(
    name: &str,
    line: u32,
    vocabulary: &Vocabulary,
    entities: bool,
    context: &mut Context<'_>,
) {
    let known: Vec<&str> = if entities {
        vocabulary.entity_kinds.iter().map(|kind| kind.name.as_str()).collect()
    } else {
        vocabulary.kinds.iter().map(|kind| kind.name.as_str()).collect()
    };
    let message = format!("found the kind `{}`, expected one of {}", clip(name), known.join(", "));
    let hint = context.nearest(&UNKNOWN_KIND, name, known);
    context.cell_problem(&UNKNOWN_KIND, (line, "kind"), message, hint);
}

/// Reads the cells of one row into a record.
struct Cells<'c, 'r> {
    vocabulary: &'c Vocabulary,
    dataset: &'c Dataset,
    rejected: &'c HashSet<String>,
    places: &'c HashMap<String, PlaceIx>,
    header: &'c StringRecord,
    line: u32,
    spans: Vec<Passage>,
    date: &'r str,
}

impl<'r> Cells<'_, 'r> {
    fn read(
        &mut self,
        columns: &Columns<Column>,
        row: &'r StringRecord,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        for (n, (column, cell)) in columns.all(row).enumerate() {
            if cell.is_empty() && !matches!(column, Column::Id) {
                continue;
            }
            let place = Cell::from((self.line, self.header.get(n).unwrap_or("")));
            if is_lost(cell) {
                report_lost(cell, place, context);
                continue;
            }
            match column {
                Column::Id => {
                    check_id(cell, self.line, "id", context);
                    record.id = cell;
                }
                Column::Kind => {}
                Column::Date => self.date = cell,
                Column::Role(role) => self.read_role(*role, cell, place, record, context),
                Column::End(end) => match self.end_role(record.kind, *end) {
                    Some(role) => self.read_role(role, cell, place, record, context),
                    None => {
                        super::columns::no_such_end(place, &self.vocabulary.kind(record.kind).name, context)
                    }
                },
                Column::Attribute(attribute) => self.read_attribute(*attribute, cell, place, record, context),
                Column::Place => self.read_places(cell, place, record, context),
                Column::Series => record.series = read_series(cell, place, context),
                Column::Summary => record.summary = cell,
                Column::Note => record.note = cell,
                Column::Evidence => self.read_evidence(cell, place, context),
                Column::Foreign => {
                    let message = format!("a record of this kind has no `{}`", place.column);
                    context.cell_problem(&super::columns::UNKNOWN_COLUMN, place, message, None);
                }
            }
            if matches!(column, Column::Summary | Column::Note) {
                check_text(cell, self.line, place.column, context);
            }
        }
        record.fillers.sort_by_key(|(filler, _)| filler.role);
        record.unnamed.sort_by_key(|unnamed| unnamed.role);
        record.attributes.sort_by_key(|(attribute, _)| *attribute);
    }

    /// The role that `source` or `target` fills in a bulk table: that of the kind's first rule.
    fn end_role(&self, kind: KindIx, end: usize) -> Option<RoleIx> {
        let rule = self.vocabulary.kind(kind).rules.first()?;
        if end == 0 { rule.from.first().copied() } else { rule.to.first().copied() }
    }

    fn read_role(
        &self,
        role: RoleIx,
        cell: &str,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        for part in split_list(cell, ';') {
            // One more than allowed is enough to report it; each filler is compared with all before it.
            if record.fillers.len() > FILLER_LIMIT {
                return;
            }
            let place = place.item(part);
            match parse_filler(part) {
                Err(error) => {
                    context.cell_problem(&BAD_FILLER, place, format!("found `{}`: {error}", clip(part)), None)
                }
                Ok(FillerCell::Unnamed(count)) => match record.unnamed.iter_mut().find(|u| u.role == role) {
                    Some(unnamed) => unnamed.count = unnamed.count.saturating_add(count),
                    None => record.unnamed.push(UnnamedFillers { role, count }),
                },
                Ok(FillerCell::Named { id, inferred, acting_for }) => {
                    let body = acting_for.and_then(|body| self.entity(body, place, context));
                    if let Some(entity) = self.entity(id, place, context) {
                        self.add_filler(Filler { entity, role, inferred }, body, place, record, context);
                    }
                }
            }
        }
    }

    fn add_filler(
        &self,
        filler: Filler,
        body: Option<EntityIx>,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        let id = self.dataset.entities.id(filler.entity);
        if record.fillers.iter().any(|(other, _)| (other.entity, other.role) == (filler.entity, filler.role))
        {
            context.cell_problem(
                &SAME_FILLER_TWICE,
                place,
                format!("`{id}` stands twice in `{}`", place.column),
                None,
            );
        }
        if body == Some(filler.entity) {
            context.cell_problem(&BAD_FILLER, place, format!("`{id}` cannot act for itself"), None);
        }
        let role = self.vocabulary.kind(record.kind).role(filler.role);
        self.check_entity_kind(role, filler.entity, place, context);
        record.fillers.push((filler, body));
    }

    fn check_entity_kind(&self, role: &Role, entity: EntityIx, place: Cell<'_>, context: &mut Context<'_>) {
        let kind = self.dataset.entities.kind(entity);
        if role.kinds.is_empty() || role.kinds.contains(&kind) {
            return;
        }
        let allowed: Vec<&str> =
            role.kinds.iter().map(|&k| self.vocabulary.entity_kind(k).name.as_str()).collect();
        let name = &self.vocabulary.entity_kind(kind).name;
        let id = self.dataset.entities.id(entity);
        let message =
            format!("`{id}` is of the kind `{name}`, expected {} as `{}`", allowed.join(" or "), role.name);
        context.cell_problem(&WRONG_ENTITY_KIND, place, message, None);
    }

    fn entity(&self, id: &str, place: Cell<'_>, context: &mut Context<'_>) -> Option<EntityIx> {
        let found = self.dataset.entities.find(id);
        if found.is_none() && self.rejected.contains(id) {
            let message = format!("the entity `{id}` is not there, because its own row was rejected");
            context.cell_problem(&super::UNKNOWN_ID, place, message, None);
        } else if found.is_none() {
            unknown_id("entity", id, place, self.dataset.entities.ids(), context);
        }
        found
    }

    fn read_attribute(
        &self,
        attribute: AttributeIx,
        cell: &'r str,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        let wanted = self.vocabulary.attribute(attribute);
        match problem_with(wanted, cell) {
            Some((message, hint)) => {
                let message = format!("found `{}`, {message}", clip(cell));
                context.cell_problem(&BAD_VALUE, place, message, hint);
            }
            None => record.attributes.push((attribute, cell)),
        }
        if wanted.value_type == AttributeType::Text {
            let (text, _) = language_suffix(cell, |code| self.dataset.settings.is_language_code(code));
            check_text(text, self.line, place.column, context);
        }
    }

    fn read_places(
        &self,
        cell: &str,
        place: Cell<'_>,
        record: &mut RecordRow<'r>,
        context: &mut Context<'_>,
    ) {
        for id in split_list(cell, ';') {
            if record.places.len() >= FILLER_LIMIT {
                let message = format!("found more than {FILLER_LIMIT} places");
                return context.cell_problem(&BAD_VALUE, place, message, None);
            }
            let place = place.item(id);
            match self.places.get(id) {
                Some(&found) if record.places.contains(&found) => {
                    context.cell_problem(&SAME_FILLER_TWICE, place, format!("`{id}` stands twice"), None);
                }
                Some(&found) => record.places.push(found),
                None => {
                    let known = self.dataset.places.iter().map(|place| place.id.as_str());
                    unknown_id("place", id, place, known, context);
                }
            }
        }
    }

    fn read_evidence(&mut self, cell: &str, place: Cell<'_>, context: &mut Context<'_>) {
        for part in split_list(cell, ';') {
            let place = place.item(part);
            let Some((source, start, end)) = parse_span(part) else {
                let message = format!("found `{}`, expected a span such as `s1:120-168`", clip(part));
                context.cell_problem(&BAD_SPAN, place, message, None);
                continue;
            };
            let Some(source) = find_source(&self.dataset.sources, source, place, context) else { continue };
            let length = self.dataset.source(source).length;
            if start >= end || length.is_some_and(|length| end > length) {
                let limit = length.map_or_else(String::new, |length| format!(" within 0-{length}"));
                let message = format!("found `{}`, expected a start before an end{limit}", clip(part));
                context.cell_problem(&SPAN_OUTSIDE, place, message, None);
                continue;
            }
            self.spans.push(Passage { source, start, end, sha256: None });
        }
    }
}

/// What an attribute expects and a cell is not, to follow what was found, with a hint.
fn problem_with(attribute: &Attribute, cell: &str) -> Option<(String, Option<String>)> {
    match attribute.value_type {
        AttributeType::Text => None,
        AttributeType::Term if attribute.find_term(cell).is_some() => None,
        AttributeType::Term => {
            let names: Vec<&str> = attribute.terms.iter().map(|term| term.name.as_str()).collect();
            Some((format!("expected one of {}", names.join(", ")), nearest_hint(cell, names)))
        }
        AttributeType::Flag if cell == "true" => None,
        AttributeType::Flag => Some(("expected `true` or nothing".to_owned(), None)),
        AttributeType::Code if cell.len() <= 12 && cell.bytes().all(|b| b.is_ascii_uppercase()) => None,
        AttributeType::Code => Some(("expected capitals such as `CNY`".to_owned(), None)),
        AttributeType::Number | AttributeType::Decimal => match cell.parse::<Number>() {
            Err(error) => Some((error.to_string(), None)),
            Ok(_)
                if attribute.value_type == AttributeType::Number && cell.replace("..", "").contains('.') =>
            {
                Some(("expected a whole number".to_owned(), None))
            }
            Ok(_) => None,
        },
    }
}

fn read_series<'r>(cell: &'r str, place: Cell<'_>, context: &mut Context<'_>) -> &'r str {
    if cell != "many" && !cell.parse::<u32>().is_ok_and(|n| n >= 2) {
        let message = format!("found `{}`, expected `many` or a number of at least 2", clip(cell));
        context.cell_problem(&BAD_VALUE, place, message, None);
    }
    cell
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
