//! What began, ended and happened between two dates.
//!
//! A state begins and ends once, each at one moment known within bounds, so that both are certain, possible or
//! impossible within a window like any happening. Bounds are those that answers take ([`AnsweredExtent`]). What is
//! possible only because a bound is not stated on one side (a state attested later may have begun at any time) is
//! counted and not listed.
//!
//! Start with [`ChangesQuery`] and [`ChangesAnswer`].

mod render;

use super::answered::{AnsweredExtent, Reckoning};
use super::concerns::{NotInView, canonical, concerns};
use super::period::Period;
use crate::date::{Bounds, Day, Span, Verdict, touches};
use crate::graph::{KnowledgeGraph, View};
use crate::model::{EntityIx, RecordIx};

/// The question what changed between two dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesQuery {
    /// The window, from the first day of the one date to the last of the other: see [`Period::until`].
    pub between: Period,
    /// Only what concerns this entity.
    pub entity: Option<EntityIx>,
    /// Whether lifespans and derived ends are left out.
    pub raw: bool,
}

/// What can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A state began.
    Began,
    /// A state ended.
    Ended,
    /// Something happened.
    Happened,
}

impl What {
    /// The word used in answers: `began`, `ended` or `happened`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Began => "began",
            Self::Ended => "ended",
            Self::Happened => "happened",
        }
    }

    /// The moment of it; right when the span allows any choice of dates.
    fn moment(self, span: &Span) -> Bounds {
        let Bounds { earliest_start, latest_start, earliest_end, latest_end } = span.bounds;
        match self {
            Self::Began => Bounds::moment(earliest_start, earlier(latest_start, latest_end)),
            Self::Ended => Bounds::moment(earliest_end.max(earliest_start), latest_end),
            Self::Happened => Bounds::moment(earliest_start, latest_end),
        }
    }

    /// Whether it was within a window.
    fn within(self, span: &Span, window: (Option<Day>, Option<Day>)) -> Verdict {
        match touches(span, (None, None)) {
            Verdict::Impossible => Verdict::Impossible,
            Verdict::Possible | Verdict::Certain => touches(&Span::moment(self.moment(span)), window),
        }
    }
}

/// The earlier of two days, absent ones being infinitely late.
fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    a.into_iter().chain(b).min()
}

/// What changed between two dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesAnswer {
    /// What was asked, its entity a canonical one.
    pub query: ChangesQuery,
    /// Beginnings, then ends, then happenings, each in order of the first day on which it can have been.
    pub changes: Vec<Change>,
    /// What possibly changed, but is not bounded on both sides, in the same order of kinds, then of ids.
    pub only_counted: Vec<(What, RecordIx)>,
}

/// A change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub what: What,
    /// The record.
    pub record: RecordIx,
    /// When it held, as answers take it.
    pub extent: AnsweredExtent,
    /// Certain or possible.
    pub verdict: Verdict,
}

impl ChangesQuery {
    /// The question about all entities, with lifespans and derived ends.
    #[must_use]
    pub fn between(between: Period) -> Self {
        Self { between, entity: None, raw: false }
    }

    /// Asks a view. O(n log n) in its records and their fillers.
    ///
    /// # Errors
    /// [`NotInView`] when the entity is not in the view.
    pub fn run(&self, view: &View<'_>) -> Result<ChangesAnswer, NotInView> {
        let entity = self.entity.map(|entity| canonical(view, entity)).transpose()?;
        let query = Self { entity, ..self.clone() };
        let mut answer = ChangesAnswer { query, changes: Vec::new(), only_counted: Vec::new() };
        let (graph, reckoning) = (view.graph(), Reckoning::new(view.graph(), self.raw));
        for record in view.records().filter(|&r| entity.is_none_or(|entity| concerns(graph, r, entity))) {
            let extent = reckoning.extent(record);
            let kinds: &[What] =
                if extent.stated.moment { &[What::Happened] } else { &[What::Began, What::Ended] };
            for &what in kinds {
                answer.add(graph, what, record, extent);
            }
        }
        answer.changes.sort_by_key(|change| {
            (change.what, change.what.moment(&change.extent.taken).earliest_start, change.record)
        });
        answer.only_counted.sort();
        Ok(answer)
    }
}

impl ChangesAnswer {
    fn add(&mut self, graph: &KnowledgeGraph, what: What, record: RecordIx, extent: AnsweredExtent) {
        let (window, rule) = (self.query.between.window(), graph.dataset().settings.qualified_dates);
        let verdict = extent.judge(|span| what.within(span, window));
        let verdict = rule.apply(verdict, self.query.between.quality());
        match verdict {
            Verdict::Impossible => {}
            Verdict::Possible if !is_bounded(what, &extent) => self.only_counted.push((what, record)),
            Verdict::Possible | Verdict::Certain => {
                self.changes.push(Change { what, record, extent, verdict });
            }
        }
    }

    /// The changes of one sort.
    pub fn of(&self, what: What) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.what == what)
    }

    fn counted(&self, what: What) -> usize {
        self.only_counted.iter().filter(|(counted, _)| *counted == what).count()
    }
}

/// Whether the moment of a change has both its bounds from the record itself or from the history it stands in, so that
/// a possible one says more than that nothing is stated.
fn is_bounded(what: What, extent: &AnsweredExtent) -> bool {
    let mut span = extent.stated;
    span.bounds.latest_end = extent.derived_end.or(span.bounds.latest_end);
    let moment = what.moment(&span);
    moment.earliest_start.is_some() && moment.latest_end.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{date, day, draw, draw_lived, entity, tried};
    use proptest::prelude::*;

    fn ask(graph: &KnowledgeGraph, from: &str, to: &str) -> ChangesAnswer {
        let period = |text: &str| text.parse::<Period>().unwrap();
        ChangesQuery::between(period(from).until(&period(to)).unwrap()).run(&graph.view()).unwrap()
    }

    fn told(graph: &KnowledgeGraph, answer: &ChangesAnswer) -> Vec<String> {
        let id = |record| graph.dataset().records.id(record);
        let changes = answer
            .changes
            .iter()
            .map(|change| format!("{} {} {}", id(change.record), change.what.as_str(), change.verdict));
        let counted = answer.only_counted.iter();
        changes
            .chain(counted.map(|(what, record)| format!("{} {} counted", id(*record), what.as_str())))
            .collect()
    }

    #[test]
    fn beginnings_ends_and_happenings_are_certain_possible_or_only_counted() {
        let graph = draw(&[
            ("begins", "pact", "1990/..", "side: a, b"),
            ("call", "call", "1991", "caller: a; called: b"),
            ("decade", "pact", "198X/1993", "side: a, b"),
            ("ends", "pact", "1970/1990", "side: a, b"),
            ("late", "call", "1985/..", "caller: a; called: b"),
            ("next", "league", "1992/..", "side: a, b"),
            ("old", "league", "1979/..", "side: a, b"),
            ("seen", "pact", "1995", "side: a, b"),
        ]);
        let expected = [
            "decade began possible",
            "begins began certain",
            "next began certain",
            "ends ended certain",
            "old ended possible",
            "call happened certain",
            "seen began counted",
            "begins ended counted",
            "next ended counted",
            "late happened counted",
        ];
        let mut found = told(&graph, &ask(&graph, "1988", "1992"));
        // An end in 1970 to 1992 sorts before one in 1990.
        found.sort_by_key(|line| expected.iter().position(|e| e == line));
        assert_eq!(found, expected);
    }

    #[test]
    fn only_what_concerns_the_entity_is_told() {
        let graph = draw(&[("r", "pact", "1990/..", "side: a, b"), ("s", "pact", "1990/..", "side: c, d")]);
        let between: Period = "1990".parse().unwrap();
        let query = ChangesQuery { entity: Some(entity(&graph, "d")), ..ChangesQuery::between(between) };
        let answer = query.run(&graph.view()).unwrap();
        assert_eq!(told(&graph, &answer)[0], "s began certain");
        let query = ChangesQuery { entity: Some(EntityIx(99)), ..query };
        assert_eq!(query.run(&graph.view()), Err(NotInView));
    }

    proptest! {
        #[test]
        fn beginnings_and_ends_agree_with_trying_every_choice(
            text in date(), life in date(), from in -1..9_i32, length in 0..4_i32,
        ) {
            let graph = draw_lived(&[("r", "pact", &text, "side: a")], &[("a", &life)]);
            let between = format!("{}/{}", day(from), day(from + length));
            let answer = ChangesQuery::between(between.parse().unwrap()).run(&graph.view()).unwrap();
            let inside = |day: i32| from <= day && day <= from + length;
            for (what, expected) in [
                (What::Began, tried(&text, &life, |(start, _)| inside(start))),
                (What::Ended, tried(&text, &life, |(_, end)| inside(end))),
            ] {
                let counted = answer.counted(what) > 0;
                let listed = answer.of(what).map(|change| change.verdict).next();
                let found = listed.unwrap_or(if counted { Verdict::Possible } else { Verdict::Impossible });
                prop_assert_eq!(found, expected, "{:?}", what);
            }
        }
    }
}
