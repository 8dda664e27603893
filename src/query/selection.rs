//! Which records a question looks at: those of some kinds, and those that its windows of time do not leave out.

use super::answered::{AnsweredExtent, Reckoning};
use super::period::Period;
use crate::date::{Day, Verdict, touches};
use crate::graph::View;
use crate::model::{KindIx, RecordIx};

/// A selection over records. What is not set selects nothing out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Only records of these kinds; empty for all.
    pub kinds: Vec<KindIx>,
    /// A window, closed at both ends, that every record may touch.
    pub during: Option<Period>,
    /// A time at which every state may hold, and up to which every happening may have happened.
    pub as_of: Option<Period>,
    /// How many years a state may be attested away from `as_of` and still count, though nothing is said of that time;
    /// `None` for any number, which holds for `during` as well: otherwise what is attested outside it does not count.
    pub near: Option<u32>,
    /// Whether only what certainly touches the windows counts.
    pub certain: bool,
    /// Whether dates are taken as written: no lifespans, no derived ends.
    pub raw: bool,
}

impl Default for Selection {
    /// Everything; of a time that is set, what is attested within five years.
    fn default() -> Self {
        Self { kinds: Vec::new(), during: None, as_of: None, near: Some(5), certain: false, raw: false }
    }
}

/// The part of a view that a selection leaves.
#[derive(Debug, Clone)]
pub struct Selected<'g> {
    /// Its records, and the entities they touch.
    pub view: View<'g>,
    /// How many records of the kinds asked for are left out because they attest a state at another time only.
    pub attested_elsewhere: u64,
}

/// What a window does with a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Inside,
    AttestedElsewhere,
    Outside,
}

impl Selection {
    /// Whether time decides anything.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.during.is_some() || self.as_of.is_some()
    }

    /// Selects from a view; all of it when nothing is set. O(n log n) in the records and their fillers.
    #[must_use]
    pub fn of<'g>(&self, view: &View<'g>) -> Selected<'g> {
        self.reckoned(view, &Reckoning::new(view.graph(), self.raw))
    }

    /// The same with the dates of a reckoning, which should be raw if this is.
    pub(super) fn reckoned<'g>(&self, view: &View<'g>, reckoning: &Reckoning<'g>) -> Selected<'g> {
        if !self.is_timed() && self.kinds.is_empty() {
            return Selected { view: view.clone(), attested_elsewhere: 0 };
        }
        let records = &view.graph().dataset().records;
        let mut attested_elsewhere = 0;
        let view = view.filter(|record| {
            if !self.kinds.is_empty() && !self.kinds.contains(&records.kind(record)) {
                return false;
            }
            let place = self.place(view, record, reckoning);
            attested_elsewhere += u64::from(place == Place::AttestedElsewhere);
            place == Place::Inside
        });
        Selected { view, attested_elsewhere }
    }

    fn place(&self, view: &View<'_>, record: RecordIx, reckoning: &Reckoning<'_>) -> Place {
        if !self.is_timed() {
            return Place::Inside;
        }
        let extent = reckoning.extent(record);
        let moment = extent.stated.moment;
        // What happened before is part of how things stand.
        let up_to = |(from, to)| if moment { (None, to) } else { (from, to) };
        let during = self.during.as_ref().map(|window| (window, window.window(), 0));
        let as_of = self.as_of.as_ref().map(|time| (time, up_to(time.window()), self.near.unwrap_or(0)));
        let places = during.into_iter().chain(as_of).map(|(period, window, near)| {
            let far = !moment
                && self.near.is_some()
                && period.is_far_from(view.graph().dataset().extent(record), near);
            self.within(view, &extent, (period, window), far)
        });
        places.max().unwrap_or(Place::Inside)
    }

    fn within(
        &self,
        view: &View<'_>,
        extent: &AnsweredExtent,
        (period, window): (&Period, (Option<Day>, Option<Day>)),
        far: bool,
    ) -> Place {
        let rule = view.graph().dataset().settings.qualified_dates;
        let verdict = rule.apply(extent.judge(|span| touches(span, window)), period.quality());
        let least = if self.certain { Verdict::Certain } else { Verdict::Possible };
        match verdict {
            verdict if verdict < least => Place::Outside,
            Verdict::Possible if far => Place::AttestedElsewhere,
            _ => Place::Inside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::KnowledgeGraph;
    use crate::query::AsOfQuery;
    use crate::query::drawn::{date, draw_lived};
    use proptest::prelude::*;

    fn as_of(date: &str) -> Selection {
        Selection { as_of: Some(date.parse().unwrap()), ..Selection::default() }
    }

    fn ids(graph: &KnowledgeGraph, selection: &Selection) -> (String, u64) {
        let selected = selection.of(&graph.view());
        let ids: Vec<&str> = selected.view.records().map(|r| graph.dataset().records.id(r)).collect();
        (ids.join(" "), selected.attested_elsewhere)
    }

    #[test]
    fn as_of_a_time_there_is_what_as_of_tells_and_what_happened_by_then() {
        let graph = draw_lived(
            &[
                ("near", "pact", "1981", "side: a, b"),
                ("far", "pact", "1979", "side: a, b"),
                ("undated", "pact", "", "side: a, b"),
                ("dead", "pact", "1970/..", "side: a, x"),
                ("call", "call", "1960", "caller: a; called: b"),
                ("later", "call", "1987", "caller: a; called: b"),
            ],
            &[("x", "1960/1970")],
        );
        assert_eq!(ids(&graph, &as_of("1985")), ("call near undated".to_owned(), 1));
        let raw = Selection { raw: true, near: None, ..as_of("1985") };
        assert_eq!(ids(&graph, &raw), ("call dead far near undated".to_owned(), 0));
        let certain = Selection { certain: true, ..as_of("1985") };
        assert_eq!(ids(&graph, &certain), ("call".to_owned(), 0));
        let pacts = graph.dataset().vocabulary.find_kind("pact").into_iter().collect();
        assert_eq!(ids(&graph, &Selection { kinds: pacts, ..as_of("1985") }).0, "near undated");
    }

    #[test]
    fn during_a_window_there_is_what_may_touch_it_and_is_not_attested_elsewhere_only() {
        let graph = draw_lived(
            &[("near", "pact", "1981", "side: a, b"), ("call", "call", "1960", "caller: a; called: b")],
            &[],
        );
        let during = Selection { during: Some("1979/1980".parse().unwrap()), ..Selection::default() };
        assert_eq!(ids(&graph, &during), (String::new(), 1));
        assert_eq!(ids(&graph, &Selection { near: None, ..during }), ("near".to_owned(), 0));
    }

    proptest! {
        #[test]
        fn the_states_selected_are_those_that_as_of_tells(
            dates in proptest::collection::vec(date(), 1..6), life in date(), at in 1..9_u8, raw in any::<bool>(),
        ) {
            let ids: Vec<String> = (0..dates.len()).map(|n| format!("r{n}")).collect();
            let lines: Vec<_> =
                ids.iter().zip(&dates).map(|(id, date)| (id.as_str(), "league", date.as_str(), "side: a, b")).collect();
            let graph = draw_lived(&lines, &[("a", &life)]);
            let asked = format!("2000-01-0{at}");
            let told = AsOfQuery { raw, ..AsOfQuery::at(asked.parse().unwrap()) }.run(&graph.view()).unwrap();
            let held = told.certain.iter().chain(&told.possible).map(|held| held.record);
            let mut told: Vec<RecordIx> = held.chain(told.undated).collect();
            told.sort();
            let selected = Selection { raw, ..as_of(&asked) }.of(&graph.view()).view;
            prop_assert_eq!(selected.records().collect::<Vec<_>>(), told);
        }
    }
}
