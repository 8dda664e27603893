//! What is recorded of one entity, or between two, in order of time.
//!
//! Between two entities the states of a history come first, as a dated sequence: each with the end that the next one
//! derives, and with the gaps of which nothing is recorded. All else that concerns both follows. Of one entity all
//! records are told in one list.
//!
//! Start with [`TimelineQuery`] and [`TimelineAnswer`].

mod gaps;
mod render;
mod scale;
mod svg;

use super::answered::{AnsweredExtent, Reckoning};
use super::concerns::{NotInView, canonical, concerns};
use super::moment::Moment;
use super::period::Period;
use super::{Answer, Rendering};
use crate::date::{Verdict, touches};
use crate::graph::{KnowledgeGraph, View};
use crate::model::{EntityIx, KindIx, RecordIx};
use crate::table::Table;
pub use gaps::Gap;
use serde_json::Value;
use std::collections::BTreeSet;
use thiserror::Error;

/// The question what is recorded of one entity or between two, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineQuery {
    /// The entity.
    pub entity: EntityIx,
    /// The other entity of a pair.
    pub with: Option<EntityIx>,
    /// Only what may touch this window; what is undated, or merely attested outside it, is counted.
    pub during: Option<Period>,
    /// Whether lifespans and derived ends are left out.
    pub raw: bool,
}

/// Why a timeline cannot be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimelineError {
    /// An entity is not in the view.
    #[error(transparent)]
    NotInView(#[from] NotInView),
    /// Both are the same entity.
    #[error("both ends of the pair are the same entity")]
    SameEntity(EntityIx),
}

/// What is recorded, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineAnswer {
    /// What was asked, its entities canonical ones.
    pub query: TimelineQuery,
    /// The histories of the pair, in the order of kinds in the vocabulary; none for one entity.
    pub histories: Vec<History>,
    /// The other records by the first day written, undated ones last, then by id.
    pub records: Vec<Dated>,
    /// What possibly touches the window, but is undated or merely attested outside it.
    pub only_counted: Vec<RecordIx>,
}

/// The states of a pair as one sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The kind of its records.
    pub kind: KindIx,
    /// States in the order of their beginnings, undated ones last, and the gaps between them.
    pub entries: Vec<Entry>,
}

/// A state of a history or the lack of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A state.
    State(Dated),
    /// Nothing is recorded.
    Gap(Gap),
}

/// A record and when it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The record.
    pub record: RecordIx,
    /// When, as answers take it.
    pub extent: AnsweredExtent,
    /// Whether it touches the window asked about; `None` when none was.
    pub verdict: Option<Verdict>,
}

impl TimelineQuery {
    /// The question about one entity, over all time.
    #[must_use]
    pub fn of(entity: EntityIx) -> Self {
        Self { entity, with: None, during: None, raw: false }
    }

    /// The question about two entities, over all time.
    #[must_use]
    pub fn between(entity: EntityIx, with: EntityIx) -> Self {
        Self { with: Some(with), ..Self::of(entity) }
    }

    /// Asks a view. O(n log n) in its records and their fillers.
    ///
    /// # Errors
    /// [`TimelineError`] when an entity is not in the view, or both are the same.
    pub fn run(&self, view: &View<'_>) -> Result<TimelineAnswer, TimelineError> {
        let entity = canonical(view, self.entity)?;
        let with = self.with.map(|with| canonical(view, with)).transpose()?;
        if with == Some(entity) {
            return Err(TimelineError::SameEntity(entity));
        }
        let query = Self { entity, with, ..self.clone() };
        let mut teller = Teller {
            view,
            reckoning: Reckoning::new(view.graph(), self.raw),
            only_counted: Vec::new(),
            query,
        };
        let histories = teller.histories();
        let records = teller.others(&histories);
        Ok(TimelineAnswer { query: teller.query, histories, records, only_counted: teller.only_counted })
    }
}

/// Collects an answer.
struct Teller<'a> {
    view: &'a View<'a>,
    reckoning: Reckoning<'a>,
    query: TimelineQuery,
    only_counted: Vec<RecordIx>,
}

impl Teller<'_> {
    fn histories(&mut self) -> Vec<History> {
        let Some(with) = self.query.with else { return Vec::new() };
        let of_pair = self.view.graph().histories().of_pair(self.query.entity, with);
        let histories = of_pair.map(|(kind, records)| History { kind, entries: self.entries(records) });
        histories.filter(|history| !history.entries.is_empty()).collect()
    }

    fn entries(&mut self, records: &[RecordIx]) -> Vec<Entry> {
        let dataset = self.view.graph().dataset();
        let inside = records.iter().copied().filter(|&record| self.view.contains_record(record));
        let states: Vec<_> = inside.map(|record| (record, self.reckoning.extent(record))).collect();
        let covers: Vec<_> =
            states.iter().map(|(record, extent)| gaps::cover(dataset.extent(*record), extent)).collect();
        let mut entries = Vec::new();
        let mut gaps = gaps::gaps(&covers)
            .into_iter()
            .filter(|gap| self.shows(gap))
            .collect::<Vec<_>>()
            .into_iter()
            .peekable();
        for ((record, extent), cover) in states.into_iter().zip(&covers) {
            while let Some(gap) = gaps.next_if(|gap| cover.is_some_and(|cover| cover.begins_after(gap))) {
                entries.push(Entry::Gap(gap));
            }
            entries.extend(self.dated(record, extent).map(Entry::State));
        }
        entries
    }

    fn shows(&self, gap: &Gap) -> bool {
        self.query.during.as_ref().is_none_or(|during| {
            let (from, to) = during.window();
            from.is_none_or(|from| from <= gap.to) && to.is_none_or(|to| gap.from <= to)
        })
    }

    fn others(&mut self, histories: &[History]) -> Vec<Dated> {
        let (graph, query) = (self.view.graph(), self.query.clone());
        let both = [Some(query.entity), query.with];
        let told = |record| histories.iter().any(|history| history.has(record));
        let concerning = self.view.records().filter(|&record| {
            both.into_iter().flatten().all(|entity| concerns(graph, record, entity)) && !told(record)
        });
        let records: Vec<RecordIx> =
            concerning.filter(|record| !self.only_counted.contains(record)).collect();
        let dated = records.into_iter().filter_map(|record| {
            let extent = self.reckoning.extent(record);
            self.dated(record, extent)
        });
        let mut dated: Vec<Dated> = dated.collect();
        dated.sort_by_key(|dated| (Moment::of_record(graph.dataset(), dated.record), dated.record));
        self.only_counted.sort();
        dated
    }

    /// The record with its verdict, if it is to be listed.
    fn dated(&mut self, record: RecordIx, extent: AnsweredExtent) -> Option<Dated> {
        let Some(during) = &self.query.during else { return Some(Dated { record, extent, verdict: None }) };
        let dataset = self.view.graph().dataset();
        let (own, rule) = (dataset.extent(record), dataset.settings.qualified_dates);
        let verdict = rule.apply(extent.judge(|span| touches(span, during.window())), during.quality());
        let unsaid = !own.is_stated() || during.is_far_from(own, 0);
        match verdict {
            Verdict::Possible if unsaid => {
                self.only_counted.push(record);
                None
            }
            Verdict::Impossible => None,
            Verdict::Possible | Verdict::Certain => Some(Dated { record, extent, verdict: Some(verdict) }),
        }
    }
}

impl History {
    /// Its states without the gaps.
    pub fn states(&self) -> impl Iterator<Item = &Dated> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::State(dated) => Some(dated),
            Entry::Gap(_) => None,
        })
    }

    fn has(&self, record: RecordIx) -> bool {
        self.states().any(|dated| dated.record == record)
    }
}

impl Answer for TimelineAnswer {
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
        render::to_text(self, graph, rendering)
    }

    /// Keys: `entity`; `with`: `null` or the other entity, both with `id` and `label`; `during`: `null` or the window;
    /// `raw`; `qualified_dates`: the rule, `possible` or `exact`; `histories`: each with `kind` and `entries`, of which
    /// a gap has `gap`, `from` and `to`, both days included, and a state the keys of a record; `records`: each with
    /// `record`, `kind`, `date`, `verdict` (`null` without a window), `bounds`, `derived_end`, `ended_by`, `within_lifespans`,
    /// `sentence`, `evidence`; `only_counted`: ids of records.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
        render::to_json(self, graph, rendering)
    }

    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
        render::to_table(self, graph, rendering)
    }

    /// The records that are listed, and those asked about.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g> {
        let records: BTreeSet<RecordIx> = render::all(self).map(|dated| dated.record).collect();
        let asked = [Some(self.query.entity), self.query.with].into_iter().flatten();
        view.filter(|record| records.contains(&record)).with_entities(asked)
    }

    /// One row a record.
    fn to_svg(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Option<String> {
        Some(svg::draw(self, graph, rendering))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw, entity};

    fn ask(graph: &KnowledgeGraph, change: impl FnOnce(&mut TimelineQuery)) -> TimelineAnswer {
        let mut query = TimelineQuery::between(entity(graph, "a"), entity(graph, "b"));
        change(&mut query);
        query.run(&graph.view()).unwrap()
    }

    fn told(graph: &KnowledgeGraph, answer: &TimelineAnswer) -> (String, String) {
        let id = |dated: &Dated| graph.dataset().records.id(dated.record).to_owned();
        let entry = |entry: &Entry| match entry {
            Entry::State(dated) => id(dated),
            Entry::Gap(gap) => format!("({gap})"),
        };
        let history = answer.histories.iter().flat_map(|history| history.entries.iter().map(entry));
        let records: Vec<String> = answer.records.iter().map(id).collect();
        (history.collect::<Vec<_>>().join(" "), records.join(" "))
    }

    fn pair() -> KnowledgeGraph {
        draw(&[
            ("early", "league", "../1969", "side: a, b"),
            ("late", "league", "1978/..", "side: b, a"),
            ("later", "league", "1990-05", "side: b, a"),
            ("undated", "league", "", "side: a, b"),
            ("with-c", "league", "1980", "side: a, c"),
            ("call", "call", "1985", "caller: a; called: c@b"),
            ("pact", "pact", "1970/1980", "side: a, b, c"),
        ])
    }

    #[test]
    fn a_pair_is_a_history_with_gaps_and_then_the_rest() {
        let graph = pair();
        let answer = ask(&graph, |_| ());
        let expected = ("early (1970/1977) late later undated".to_owned(), "pact call".to_owned());
        assert_eq!(told(&graph, &answer), expected);
        let ends =
            answer.histories[0].states().map(|state| state.extent.derived_end.map(|end| end.to_string()));
        assert_eq!(ends.collect::<Vec<_>>(), [None, Some("1990-05-31".to_owned()), None, None]);
        let raw = ask(&graph, |query| query.raw = true);
        assert!(raw.histories[0].states().all(|state| state.extent.derived_end.is_none()));
    }

    #[test]
    fn of_one_entity_all_records_are_told_in_order() {
        let graph = pair();
        let answer = ask(&graph, |query| query.with = None);
        let expected = "early pact late with-c call later undated".to_owned();
        assert_eq!(told(&graph, &answer), (String::new(), expected));
    }

    #[test]
    fn a_window_keeps_what_may_touch_it_and_counts_what_says_nothing_of_it() {
        let graph = pair();
        let answer = ask(&graph, |query| query.during = Some("1975/1979".parse().unwrap()));
        assert_eq!(told(&graph, &answer), ("(1970/1977) late".to_owned(), "pact".to_owned()));
        let counted = answer.only_counted.iter().map(|&record| graph.dataset().records.id(record));
        assert_eq!(counted.collect::<Vec<_>>(), ["later", "undated"]);
        assert_eq!(answer.records[0].verdict, Some(Verdict::Certain));
    }

    #[test]
    fn a_pair_of_one_entity_is_refused() {
        let graph = pair();
        let a = entity(&graph, "a");
        let asked = TimelineQuery::between(a, a).run(&graph.view());
        assert_eq!(asked, Err(TimelineError::SameEntity(a)));
        let asked = TimelineQuery::of(a).run(&graph.view().filter(|_| false));
        assert_eq!(asked, Err(TimelineError::NotInView(NotInView)));
    }
}
