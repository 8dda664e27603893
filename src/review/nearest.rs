//! What is there already that a draft may tell of once more.

use super::{Session, Status};
use crate::date::Extent;
use crate::diagnostic::Report;
use crate::model::{Dataset, EntityIx, KindIx, RecordIx, parse_span, sentence, split_list};
use crate::resolve::Identities;
use std::collections::{BTreeMap, BTreeSet};

/// The most records of the data that are shown.
const RECORDS: usize = 5;
/// The most other drafts that are shown.
const DRAFTS: usize = 3;
/// How many days apart two may be told: about a year, since a text may give the month and another the year.
const DAYS: u32 = 400;
/// How many days apart two may be told whose participants mostly differ.
const SOON: u32 = 31;

/// A record of the data, or another draft, of the same kind that shares participants and time with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// Its id.
    pub id: String,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// How many participants both have.
    pub shared: usize,
    /// How many participants either has.
    pub all: usize,
    /// How many days lie between them; 0 when they may be of one day, none when either has no date.
    pub days: Option<u32>,
    /// Whether they rest on the same words.
    pub same_words: bool,
    /// What it says.
    pub told: String,
}

/// The records of the data by kind and participant, and the words that they rest on.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    by_participant: BTreeMap<(KindIx, EntityIx), Vec<RecordIx>>,
    identities: Identities,
}

impl Neighbours {
    pub(super) fn new(dataset: &Dataset) -> Self {
        let identities = Identities::resolve(dataset, &mut Report::default());
        let mut by_participant: BTreeMap<(KindIx, EntityIx), Vec<RecordIx>> = BTreeMap::new();
        for record in dataset.records.iter() {
            let kind = dataset.records.kind(record);
            for entity in participants(dataset, &identities, record) {
                by_participant.entry((kind, entity)).or_default().push(record);
            }
        }
        Self { by_participant, identities }
    }
}

fn participants(dataset: &Dataset, identities: &Identities, record: RecordIx) -> BTreeSet<EntityIx> {
    let fillers = dataset.records.fillers(record).iter();
    fillers.map(|filler| identities.canonical(filler.entity)).collect()
}

/// A draft as it is compared.
struct Compared {
    entities: BTreeSet<String>,
    extent: Option<Extent>,
    /// The spans of its evidence; sources of drafts and of the data with the same words have the same id.
    spans: Vec<(String, u32, u32)>,
}

/// Drafts ready to be compared with each other and with the data.
pub(super) struct Near<'s> {
    session: &'s Session,
    /// By number; none where the kind is another one than asked for.
    drafts: Vec<Option<Compared>>,
}

impl Session {
    /// The records of the data, then the other drafts, of the same kind that are nearest to a draft, nearest first.
    ///
    /// Those that rest on the same words come first, then those that are near in time and share participants.
    /// Takes time linear in the drafts of the kind and in the records of the kind that share a participant.
    #[must_use]
    pub fn nearest(&self, number: usize) -> Vec<Nearest> {
        self.near(Some(&self.draft(number).kind)).of(number)
    }

    /// All drafts, or those of a kind, ready to be compared.
    pub(super) fn near(&self, kind: Option<&str>) -> Near<'_> {
        let wanted = |number: &usize| kind.is_none_or(|kind| self.draft(*number).kind == kind);
        let compared = |number: usize| Some(number).filter(wanted).map(|number| self.compared(number));
        Near { session: self, drafts: (0..self.len()).map(compared).collect() }
    }

    fn compared(&self, number: usize) -> Compared {
        let draft = self.draft(number);
        let vocabulary = &self.dataset().vocabulary;
        let kind = vocabulary.find_kind(&draft.kind).map(|kind| vocabulary.kind(kind));
        let date = self.cell(number, "date");
        let extent = kind.and_then(|kind| Extent::parse(&date, self.reading(&draft.id, kind)).ok());
        let evidence = self.cell(number, "evidence");
        let spans = split_list(&evidence, ';').filter_map(parse_span);
        Compared {
            entities: self.fillers(number),
            extent: extent.filter(Extent::is_stated),
            spans: spans.map(|(source, start, end)| (source.to_owned(), start, end)).collect(),
        }
    }
}

impl Near<'_> {
    /// What is nearest to a draft, as [`Session::nearest`] tells.
    pub(super) fn of(&self, number: usize) -> Vec<Nearest> {
        let session = self.session;
        let Some(own) = &self.drafts[number] else { return Vec::new() };
        let mut found = self.records(number, own);
        sort(&mut found);
        found.truncate(RECORDS);
        let kind = &session.draft(number).kind;
        let others =
            (0..session.len()).filter(|&other| other != number && session.draft(other).kind == *kind);
        let mut drafts: Vec<Nearest> = others.filter_map(|other| self.draft(own, other)).collect();
        sort(&mut drafts);
        drafts.truncate(DRAFTS);
        found.extend(drafts);
        // A sentence is made only for those that are shown.
        for near in &mut found {
            near.told = match (near.is_draft, session.dataset().records.find(&near.id)) {
                (false, Some(record)) => sentence(session.dataset(), record, "en"),
                _ => session.find(&near.id).map_or_else(String::new, |number| session.told(number)),
            };
        }
        found
    }

    fn records(&self, number: usize, own: &Compared) -> Vec<Nearest> {
        let dataset = self.session.dataset();
        let Neighbours { by_participant, identities } = &self.session.neighbours;
        let kind = &self.session.draft(number).kind;
        let Some(kind) = dataset.vocabulary.find_kind(kind) else { return Vec::new() };
        let known = own.entities.iter().filter_map(|id| dataset.entities.find(id));
        let entities: BTreeSet<EntityIx> = known.map(|entity| identities.canonical(entity)).collect();
        let lists = entities.iter().filter_map(|&entity| by_participant.get(&(kind, entity)));
        let candidates: BTreeSet<RecordIx> = lists.flatten().copied().collect();
        // Who is new has no record yet.
        let new = own.entities.len().saturating_sub(entities.len());
        let near = |record: RecordIx| {
            let extent = dataset.extent(record);
            let days = days_between(own.extent.as_ref(), extent.is_stated().then_some(extent));
            let same_words = dataset.records.evidence(record).iter().any(|&passage| {
                let passage = dataset.passage(passage);
                let source = &dataset.source(passage.source).id;
                own.rests_on(source, (passage.start, passage.end))
            });
            if !same_words && days.is_some_and(|days| days > DAYS) {
                return None;
            }
            let theirs = participants(dataset, identities, record);
            let (shared, all) =
                (theirs.intersection(&entities).count(), theirs.union(&entities).count() + new);
            let id = dataset.records.id(record).to_owned();
            Nearest::new(id, false, (shared, all), days, same_words)
        };
        candidates.into_iter().filter_map(near).collect()
    }

    fn draft(&self, own: &Compared, other: usize) -> Option<Nearest> {
        let theirs = self.drafts[other].as_ref()?;
        let days = days_between(own.extent.as_ref(), theirs.extent.as_ref());
        let same_words = theirs.spans.iter().any(|(source, start, end)| own.rests_on(source, (*start, *end)));
        if !same_words && days.is_some_and(|days| days > DAYS) {
            return None;
        }
        let shared = theirs.entities.intersection(&own.entities).count();
        let all = theirs.entities.len() + own.entities.len() - shared;
        Nearest::new(self.session.draft(other).id.clone(), true, (shared, all), days, same_words)
    }
}

impl Compared {
    /// Whether its evidence has characters in common with a span.
    fn rests_on(&self, source: &str, (start, end): (u32, u32)) -> bool {
        self.spans.iter().any(|(own, first, last)| own == source && *first < end && start < *last)
    }
}

impl Nearest {
    /// What is alike, if it is near at all.
    fn new(
        id: String,
        is_draft: bool,
        (shared, all): (usize, usize),
        days: Option<u32>,
        same_words: bool,
    ) -> Option<Self> {
        let near = Self { id, is_draft, shared, all, days, same_words, told: String::new() };
        is_near(shared, all, days, same_words).then_some(near)
    }
}

impl Session {
    /// A draft in one line: its date, and who is in which role.
    #[must_use]
    pub fn told(&self, number: usize) -> String {
        let kind = &self.draft(number).kind;
        let cells = self.cells(number);
        let roles = cells.iter().filter(|(column, cell)| !cell.is_empty() && self.is_role(kind, column));
        let date = cells.iter().find(|(column, _)| column == "date").map_or("", |(_, cell)| cell);
        let date = if date.is_empty() { "no date" } else { date };
        let roles: Vec<String> = roles.map(|(column, cell)| format!("{column} {cell}")).collect();
        let status = match self.status(number) {
            Status::Open => String::new(),
            status => format!(" ({})", status.word()),
        };
        format!("{date}: {}{status}", roles.join(", "))
    }
}

/// Whether two may tell of the same: the same words, somebody shared at nearly the same time, or mostly the same
/// participants at a time that may be the same or is not known.
fn is_near(shared: usize, all: usize, days: Option<u32>, same_words: bool) -> bool {
    let mostly = 2 * shared >= all && days.is_none_or(|days| days <= DAYS);
    shared > 0 && (same_words || mostly || days.is_some_and(|days| days <= SOON))
}

fn sort(found: &mut [Nearest]) {
    found.sort_by(|a, b| {
        let key = |near: &Nearest| (!near.same_words, distance(near));
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
}

/// How far away it is, in days: another set of participants counts as a year, no date as half of one.
fn distance(near: &Nearest) -> usize {
    let others = 365 * (near.all - near.shared) / near.all.max(1);
    near.days.map_or(183, |days| days as usize) + others
}

/// How many days lie between two dates.
fn days_between(a: Option<&Extent>, b: Option<&Extent>) -> Option<u32> {
    let (a, b) = (a?.bounds(), b?.bounds());
    let gap = |end: Option<crate::date::Day>, start: Option<crate::date::Day>| match (end, start) {
        (Some(end), Some(start)) => start.number().saturating_sub(end.number()).max(0).unsigned_abs(),
        _ => 0,
    };
    // What a state does not say of its ends is not known, and may well be near.
    let end = |bounds: &crate::date::Bounds| bounds.latest_end.or(bounds.earliest_end);
    let start = |bounds: &crate::date::Bounds| bounds.earliest_start.or(bounds.latest_start);
    Some(gap(end(a), start(b)).max(gap(end(b), start(a))))
}
