//! Histories: how long a state lasts when only the next one says so.

use super::KnowledgeGraph;
use crate::date::Day;
use crate::model::{Dataset, EntityIx, KindIx, RecordIx};
use crate::resolve::history_pair;
use std::collections::BTreeMap;

/// The records of kinds marked as histories, by pair of entities, each in order of time.
///
/// A state without a stated end is taken to last at most until the next recorded state of its pair. That end is
/// derived, shown as derived, and never written into data. Undated states take no part. O(n log n) in the number of
/// such records.
#[derive(Debug, Clone, Default)]
pub struct Histories {
    pairs: BTreeMap<(KindIx, EntityIx, EntityIx), Vec<RecordIx>>,
    derived: BTreeMap<RecordIx, Day>,
}

impl Histories {
    /// Collects the histories of a graph.
    #[must_use]
    pub fn new(graph: &KnowledgeGraph) -> Self {
        let (dataset, mut histories) = (graph.dataset(), Self::default());
        for record in dataset.records.iter() {
            if let Some(pair) = history_pair(dataset, graph.identities(), record) {
                histories.pairs.entry(pair).or_default().push(record);
            }
        }
        for records in histories.pairs.values_mut() {
            records.sort_by_key(|&record| (start(dataset, record), record));
            derive(dataset, records, &mut histories.derived);
        }
        histories
    }

    /// The histories of a pair: for each kind of them its states in order of their starts, undated ones last.
    pub fn of_pair(&self, a: EntityIx, b: EntityIx) -> impl Iterator<Item = (KindIx, &[RecordIx])> {
        let pair = (a.min(b), a.max(b));
        let own = self.pairs.iter().filter(move |((_, a, b), _)| (*a, *b) == pair);
        own.map(|((kind, ..), records)| (*kind, records.as_slice()))
    }

    /// The day after which a state is no longer taken to hold, because another state of the pair had begun by then;
    /// `None` when its end is stated or no later state is recorded.
    #[must_use]
    pub fn derived_end(&self, record: RecordIx) -> Option<Day> {
        self.derived.get(&record).copied()
    }
}

/// When a state is known to have begun at the latest; undated states sort last.
fn start(dataset: &Dataset, record: RecordIx) -> (bool, Option<Day>) {
    let bounds = dataset.extent(record).bounds();
    let day = bounds.latest_start;
    (day.is_none(), day)
}

fn derive(dataset: &Dataset, records: &[RecordIx], derived: &mut BTreeMap<RecordIx, Day>) {
    for (n, &record) in records.iter().enumerate() {
        let extent = dataset.extent(record);
        if !extent.is_stated() || extent.bounds().latest_end.is_some() {
            continue;
        }
        let begun = start(dataset, record).1;
        let next = records[n + 1..]
            .iter()
            .filter_map(|&later| start(dataset, later).1)
            .find(|&day| Some(day) > begun);
        if let Some(day) = next {
            derived.insert(record, day);
        }
    }
}
