//! What held at a date: every state that certainly or possibly did, such as who belonged to what.
//!
//! A state is taken within the lifespans of all who fill its roles and, in a history, until the next state of its pair
//! ([`AnsweredExtent`]). What a text merely attests at another time possibly held at any: if that time is far, or none
//! is stated at all, the state is only counted. Happenings are counted too, since they hold at one moment.
//!
//! Start with [`AsOfQuery`] and [`AsOfAnswer`].

mod render;

use super::answered::{AnsweredExtent, Reckoning};
use super::concerns::{NotInView, canonical, concerns};
use super::moment::Moment;
use super::period::Period;
use crate::date::{Extent, Verdict, touches};
use crate::graph::{KnowledgeGraph, View};
use crate::model::vocabulary::TimeClass;
use crate::model::{EntityIx, RecordIx};

/// The question what held at a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOfQuery {
    /// The date; of a longer one, what held on some day of it.
    pub date: Period,
    /// Only what concerns this entity.
    pub entity: Option<EntityIx>,
    /// Whether lifespans and derived ends are left out.
    pub raw: bool,
    /// How many years a state may be attested away from the date and still be listed; `None` lists all, undated ones
    /// too.
    pub near: Option<u32>,
}

/// What held at a date. Lists are in the order of kinds in the vocabulary, then of time, then of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOfAnswer {
    /// What was asked, its entity a canonical one.
    pub query: AsOfQuery,
    /// What held for every choice of dates within the bounds.
    pub certain: Vec<Held>,
    /// What held for some.
    pub possible: Vec<Held>,
    /// What possibly held, but is attested only far from the date.
    pub far: Vec<RecordIx>,
    /// What possibly held, since no date is stated.
    pub undated: Vec<RecordIx>,
    /// What only a lifespan or a derived end excludes.
    pub excluded: Vec<RecordIx>,
    /// How many happenings had certainly, and how many only possibly, taken place by the end of the date.
    pub happenings: (usize, usize),
}

/// A state that held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its record.
    pub record: RecordIx,
    /// When, as answers take it.
    pub extent: AnsweredExtent,
}

impl AsOfQuery {
    /// The question with its usual limits: all entities, with lifespans and derived ends, near being five years.
    #[must_use]
    pub fn at(date: Period) -> Self {
        Self { date, entity: None, raw: false, near: Some(5) }
    }

    /// Asks a view. O(n log n) in its records and their fillers.
    ///
    /// # Errors
    /// [`NotInView`] when the entity is not in the view.
    pub fn run(&self, view: &View<'_>) -> Result<AsOfAnswer, NotInView> {
        let entity = self.entity.map(|entity| canonical(view, entity)).transpose()?;
        let query = Self { entity, ..self.clone() };
        let mut answer = AsOfAnswer::nothing(query);
        let (graph, reckoning) = (view.graph(), Reckoning::new(view.graph(), self.raw));
        for record in view.records().filter(|&r| entity.is_none_or(|entity| concerns(graph, r, entity))) {
            answer.add(graph, record, reckoning.extent(record));
        }
        let dataset = graph.dataset();
        let order = |held: &Held| {
            (dataset.records.kind(held.record), Moment::of_record(dataset, held.record), held.record)
        };
        answer.certain.sort_by_key(order);
        answer.possible.sort_by_key(order);
        Ok(answer)
    }
}

impl AsOfAnswer {
    fn nothing(query: AsOfQuery) -> Self {
        Self {
            query,
            certain: Vec::new(),
            possible: Vec::new(),
            far: Vec::new(),
            undated: Vec::new(),
            excluded: Vec::new(),
            happenings: (0, 0),
        }
    }

    fn add(&mut self, graph: &KnowledgeGraph, record: RecordIx, extent: AnsweredExtent) {
        let (dataset, date) = (graph.dataset(), &self.query.date);
        let window = date.window();
        let rule = dataset.settings.qualified_dates;
        let judge = |window| rule.apply(extent.judge(|span| touches(span, window)), date.quality());
        if dataset.vocabulary.kind(dataset.records.kind(record)).class == TimeClass::Happening {
            let verdict = judge((None, window.1));
            self.happenings.0 += usize::from(verdict == Verdict::Certain);
            self.happenings.1 += usize::from(verdict == Verdict::Possible);
            return;
        }
        let held = Held { record, extent };
        match judge(window) {
            Verdict::Certain => self.certain.push(held),
            Verdict::Possible => self.list(dataset.extent(record), held),
            Verdict::Impossible if touches(&extent.stated, window) != Verdict::Impossible => {
                self.excluded.push(record);
            }
            Verdict::Impossible => {}
        }
    }

    /// Files what possibly held by how far away it is attested.
    fn list(&mut self, stated: &Extent, held: Held) {
        match self.query.near {
            Some(_) if !stated.is_stated() => self.undated.push(held.record),
            Some(years) if self.query.date.is_far_from(stated, years) => self.far.push(held.record),
            _ => self.possible.push(held),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{date, day, draw, draw_lived, entity, tried};
    use proptest::prelude::*;

    fn ask(graph: &KnowledgeGraph, date: &str, change: impl FnOnce(&mut AsOfQuery)) -> AsOfAnswer {
        let mut query = AsOfQuery::at(date.parse().unwrap());
        change(&mut query);
        query.run(&graph.view()).unwrap()
    }

    fn ids(graph: &KnowledgeGraph, list: &[Held]) -> String {
        list.iter().map(|held| graph.dataset().records.id(held.record)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn states_are_certain_possible_far_undated_or_excluded() {
        let graph = draw_lived(
            &[
                ("certain", "pact", "1980/1990", "side: a, b"),
                ("possible", "pact", "1984/..", "side: a, b"),
                ("near", "pact", "1981", "side: a, b"),
                ("far", "pact", "1979", "side: a, b"),
                ("undated", "pact", "", "side: a, b"),
                ("over", "pact", "1970/1980", "side: a, b"),
                ("dead", "pact", "1970/..", "side: a, x"),
                ("call", "call", "1980", "caller: a; called: b"),
                ("later", "call", "1987", "caller: a; called: b"),
            ],
            &[("x", "1960/1970")],
        );
        let answer = ask(&graph, "1985", |_| ());
        assert_eq!(ids(&graph, &answer.certain), "certain");
        assert_eq!(ids(&graph, &answer.possible), "near possible");
        let id = |records: &[RecordIx]| graph.dataset().records.id(records[0]).to_owned();
        assert_eq!(
            (id(&answer.far), id(&answer.undated), id(&answer.excluded)),
            ("far".into(), "undated".into(), "dead".into())
        );
        assert_eq!((answer.far.len(), answer.undated.len(), answer.excluded.len()), (1, 1, 1));
        assert_eq!(answer.happenings, (1, 0));
        let all = ask(&graph, "1985", |query| query.near = None);
        assert_eq!(ids(&graph, &all.possible), "far near possible undated");
        let raw = ask(&graph, "1985", |query| query.raw = true);
        assert_eq!(ids(&graph, &raw.possible), "dead near possible");
    }

    #[test]
    fn only_what_concerns_the_entity_is_told_and_a_qualified_question_is_never_certain() {
        let graph =
            draw(&[("r", "pact", "1980/1990", "side: a, b@c"), ("s", "pact", "1980/1990", "side: a, d")]);
        let c = entity(&graph, "c");
        assert_eq!(ids(&graph, &ask(&graph, "1985", |query| query.entity = Some(c)).certain), "r");
        let answer = ask(&graph, "1985~", |_| ());
        assert_eq!((answer.certain.len(), answer.possible.len()), (0, 2));
        let query = AsOfQuery { entity: Some(EntityIx(99)), ..AsOfQuery::at("1985".parse().unwrap()) };
        assert_eq!(query.run(&graph.view()), Err(NotInView));
    }

    proptest! {
        #[test]
        fn a_state_is_told_of_a_day_if_and_only_if_its_dates_cover_it(text in date(), at in 0..9_i32) {
            let graph = draw(&[("r", "pact", &text, "side: a, b")]);
            let asked = day(at).to_string();
            let answer = ask(&graph, &asked, |query| query.near = None);
            let covered = tried(&text, "", |(start, end)| start <= at && at <= end);
            let told = match (answer.certain.len(), answer.possible.len()) {
                (1, 0) => Verdict::Certain,
                (0, 1) => Verdict::Possible,
                _ => Verdict::Impossible,
            };
            prop_assert_eq!(told, covered);
        }

        #[test]
        fn every_state_is_filed_once_and_raw_excludes_nothing(
            dates in proptest::collection::vec(date(), 1..6), life in date(), at in 1..9_u8,
        ) {
            let ids: Vec<String> = (0..dates.len()).map(|n| format!("r{n}")).collect();
            let lines: Vec<_> =
                ids.iter().zip(&dates).map(|(id, date)| (id.as_str(), "league", date.as_str(), "side: a, b")).collect();
            let graph = draw_lived(&lines, &[("a", &life)]);
            let asked = format!("2000-01-0{at}");
            let (answer, raw) = (ask(&graph, &asked, |q| q.near = None), ask(&graph, &asked, |q| {
                (q.raw, q.near) = (true, None);
            }));
            prop_assert!(raw.excluded.is_empty());
            let possible = |a: &AsOfAnswer| a.certain.len() + a.possible.len();
            prop_assert_eq!(possible(&answer) + answer.excluded.len(), possible(&raw));
            let limited = ask(&graph, &asked, |_| ());
            prop_assert_eq!(possible(&limited) + limited.far.len() + limited.undated.len(), possible(&answer));
        }
    }
}
