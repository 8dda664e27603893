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
    pub(super) fn new(graph: &KnowledgeGraph) -> Self {
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

/// Gives each state without a stated end the end that a later state implies.
///
/// Later is what can only have begun afterwards: its first written day lies beyond the days on which this state may have
/// begun. A state that is said to hold longer than that is not ended by it.
fn derive(dataset: &Dataset, records: &[RecordIx], derived: &mut BTreeMap<RecordIx, Day>) {
    for (n, &record) in records.iter().enumerate() {
        let extent = dataset.extent(record);
        if !extent.is_stated() || extent.bounds().latest_end.is_some() {
            continue;
        }
        let (_, begun) = start(dataset, record);
        let is_later = |later: &&RecordIx| begun.is_some() && dataset.extent(**later).date_min() > begun;
        let next = records[n + 1..].iter().filter(is_later).find_map(|&later| start(dataset, later).1);
        let holds = extent.bounds().earliest_end;
        if let Some(day) = next.filter(|&day| holds.is_none_or(|holds| holds <= day)) {
            derived.insert(record, day);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Pipeline;

    /// The derived ends of the states of one pair, dates and values as given, in the order of the rows.
    fn ends(states: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("entities/organisation.csv", "id,name_en\na,A\nb,B\n");
        let row = |(n, (date, state)): (usize, &(&str, &str))| format!("r{n},\"{date}\",a;b,{state}\n");
        let rows: String = states.iter().enumerate().map(row).collect();
        write("records/relations.csv", &format!("id,date,party,state\n{rows}"));
        let graph = Pipeline::new(folder.path()).run().graph.unwrap();
        let histories = Histories::new(&graph);
        let end =
            |record| histories.derived_end(record).map_or_else(|| "-".to_owned(), |day| day.to_string());
        graph.dataset().records.iter().map(end).collect()
    }

    #[test]
    fn a_state_lasts_at_most_until_the_next_has_begun() {
        assert_eq!(ends(&[("1979", "established"), ("1989/..", "suspended")]), ["1989-12-31", "-"]);
        assert_eq!(ends(&[("1979/1985", "active"), ("1989/..", "suspended")]), ["-", "-"]);
    }

    #[test]
    fn what_may_have_begun_before_ends_nothing() {
        let states = [("1995-10", "established"), ("[1989..1995]", "resumed"), ("2001", "advanced")];
        assert_eq!(ends(&states), ["2001-12-31", "2001-12-31", "-"]);
    }

    #[test]
    fn a_state_that_still_held_later_is_not_ended_before() {
        assert_eq!(ends(&[("1990/2007..", "active"), ("1995", "suspended")]), ["-", "-"]);
    }
}
