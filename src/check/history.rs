//! A pair is not tied and untied on one day.

use super::Check;
use super::certain::can_be_certain;
use crate::date::{Bounds, Day};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, EntityIx, KindIx, RecordIx};
use crate::resolve::{Identities, history_pair};
use std::collections::BTreeMap;

/// Raised when two states of one history cannot both hold.
pub static CONTRADICTING_STATES: Code = Code {
    id: "W0507",
    severity: Severity::Warning,
    title: "contradicting states of one pair",
    explanation: "By one record the pair has a tie, by another it has none or a broken one, and there is a day on which \
        both certainly hold. A day on which one ends and the other begins does not count, nor do dates that leave room \
        for one after the other, such as two plain years. Correct the date or the state of one of them, or give the \
        earlier one its end.",
};

/// The rule. Only a tie against no tie is a contradiction (the vocabulary marks the values with `tie`); two sorts of tie
/// can hold side by side.
///
/// Quadratic in the number of dated records of one pair, which is small.
pub(super) struct History;

const CODES: &[&Code] = &[&CONTRADICTING_STATES];

impl Check for History {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, identities: &Identities, report: &mut Report) {
        let mut pairs: BTreeMap<(KindIx, EntityIx, EntityIx), Vec<State>> = BTreeMap::new();
        for record in dataset.records.iter() {
            let pair = history_pair(dataset, identities, record);
            if let Some((pair, state)) = pair.and_then(|pair| Some((pair, state(dataset, record)?))) {
                pairs.entry(pair).or_default().push(state);
            }
        }
        for states in pairs.values().filter(|states| states.len() > 1) {
            for (n, later) in states.iter().enumerate() {
                if let Some(earlier) = states[..n].iter().find(|earlier| contradict(earlier, later)) {
                    report.push(contradiction(dataset, earlier, later));
                }
            }
        }
    }
}

/// A dated record of a history and whether its value is a tie.
struct State {
    record: RecordIx,
    bounds: Bounds,
    tie: bool,
}

/// The state of a record that certainly holds on some day.
fn state(dataset: &Dataset, record: RecordIx) -> Option<State> {
    let extent = dataset.extent(record);
    let bounds = *extent.bounds();
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    let term = kind.attributes.iter().find_map(|&attribute| {
        dataset.vocabulary.attribute(attribute).find_term(dataset.records.attribute(record, attribute)?)
    })?;
    let has_core = bounds.latest_start? <= bounds.earliest_end?;
    (has_core && can_be_certain(dataset, extent)).then_some(State { record, bounds, tie: term.tie })
}

/// Whether a tie and no tie certainly hold on one day that is not merely where one ends and the other begins.
fn contradict(a: &State, b: &State) -> bool {
    let first: Option<Day> = a.bounds.latest_start.max(b.bounds.latest_start);
    let last = a.bounds.earliest_end.min(b.bounds.earliest_end);
    let is_edge = |bounds: &Bounds| bounds.earliest_start == first || bounds.latest_end == first;
    let shares = first < last || first == last && !is_edge(&a.bounds) && !is_edge(&b.bounds);
    a.tie != b.tie && shares
}

fn contradiction(dataset: &Dataset, earlier: &State, later: &State) -> Diagnostic {
    let records = &dataset.records;
    let said = |state: &State| {
        let word = if state.tie { "a tie" } else { "no tie" };
        format!("{word} in `{}`", dataset.extent(state.record))
    };
    let id = records.id(earlier.record);
    let message = format!("found {}, when the record `{id}` has {}", said(later), said(earlier));
    let location = dataset.location(records.origin(later.record)).field("date");
    Diagnostic::new(&CONTRADICTING_STATES, message).at(location)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    fn found(one: (&str, &str), two: (&str, &str)) -> Vec<String> {
        let rows = format!("id,date,party,state\nr1,{},a;b,{}\nr2,{},b;a,{}\n", one.0, one.1, two.0, two.1);
        messages(&History, &[("records/relations.csv", &rows)])
    }

    #[test]
    fn only_a_tie_and_no_tie_on_one_day_contradict() {
        let table = [
            (("1980/1990", "active"), ("1985/1995", "suspended"), true),
            (("1980/1990", "active"), ("1985-03-01", "none"), true),
            (("1985-03-01", "active"), ("1985-03-01", "none"), true),
            (("1980/1990", "active"), ("1990/1995", "suspended"), false),
            (("1980/1990-03-01", "active"), ("1990-03-01/1995", "suspended"), false),
            (("1980/1990-03-01", "active"), ("1990-03-01", "suspended"), false),
            (("1985-03-01", "resumed"), ("1985-03-01", "suspended"), false),
            (("1985", "active"), ("1985", "none"), false),
            (("1980/1990", "active"), ("1985/1995", "established"), false),
            (("1980/1990", "none"), ("1985/1995", "suspended"), false),
            (("1980/..", "active"), ("1985/1995", "suspended"), false),
            (("1980/1990~", "active"), ("1985/1995", "suspended"), false),
        ];
        for (one, two, told) in table {
            assert_eq!(found(one, two).len(), usize::from(told), "{one:?} {two:?}");
        }
    }

    #[test]
    fn the_message_names_both_records() {
        let message = "W0507 found no tie in `1985/1995`, when the record `r1` has a tie in `1980/1990`";
        assert_eq!(found(("1980/1990", "active"), ("1985/1995", "suspended")), [message]);
    }
}
