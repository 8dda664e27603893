//! When a record holds, as answers take it.
//!
//! What a record states is narrowed twice: it cannot lie outside the lifespan of one who fills a role in it, and a state
//! of a history that states no end is taken to last at most until the next recorded state of its pair, as one that a
//! happening ends is until that (`endings.rs`). None of this is ever written into data, and all of it can be left out
//! (`raw`). Start with [`Reckoning`], made once for a question, and
//! [`AnsweredExtent`], made for each record.

use super::endings::Endings;
use crate::date::{Day, Extent, Quality, QualityRule, Span, Verdict};
use crate::graph::{Histories, KnowledgeGraph};
use crate::model::{EntityIx, RecordIx};

/// How a question takes dates.
#[derive(Debug)]
pub struct Reckoning<'g> {
    graph: &'g KnowledgeGraph,
    derived: Option<(Histories, Endings)>,
}

impl<'g> Reckoning<'g> {
    /// With lifespans and derived ends; `raw` leaves both out. O(n log n) in the records of histories.
    #[must_use]
    pub fn new(graph: &'g KnowledgeGraph, raw: bool) -> Self {
        Self { graph, derived: (!raw).then(|| (Histories::new(graph), Endings::new(graph))) }
    }

    /// When a record holds. Linear in its fillers.
    #[must_use]
    pub fn extent(&self, record: RecordIx) -> AnsweredExtent {
        let dataset = self.graph.dataset();
        let own = dataset.extent(record);
        let mut answered = AnsweredExtent::stated(own, dataset.settings.qualified_dates);
        if let Some((histories, endings)) = &self.derived {
            for filler in dataset.records.fillers(record) {
                if let Some(life) = self.lifespan(filler.entity) {
                    answered.live_within(life);
                }
            }
            answered.taken = answered.lived;
            if let Some(end) = histories.derived_end(record) {
                answered.end_by(end, None);
            }
            if let Some((end, happening)) = endings.end(self.graph, record) {
                answered.end_by(end, Some(happening));
            }
        }
        answered
    }

    /// The entity's own lifespan, else that of the id that stands for it.
    fn lifespan(&self, entity: EntityIx) -> Option<&'g Extent> {
        let dataset = self.graph.dataset();
        let canonical = || dataset.lifespan(self.graph.identities().canonical(entity));
        dataset.lifespan(entity).or_else(canonical)
    }
}

/// When a record holds, as stated and as answers take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnsweredExtent {
    /// As the record states it.
    pub stated: Span,
    /// The same within the lifespans of all who fill a role.
    pub lived: Span,
    /// The same, ended by the next state of its pair or by a happening: what every verdict is about.
    pub taken: Span,
    /// The last day it can have held, when only the next state of its pair or a happening says so.
    pub derived_end: Option<Day>,
    /// The happening that says so, when it is one and not the next state.
    pub ended_by: Option<RecordIx>,
    quality: Quality,
    lifespan_quality: Quality,
    rule: QualityRule,
}

impl AnsweredExtent {
    fn stated(extent: &Extent, rule: QualityRule) -> Self {
        let (stated, quality) = (extent.span(), extent.quality());
        let (lived, taken) = (stated, stated);
        Self {
            stated,
            lived,
            taken,
            derived_end: None,
            ended_by: None,
            quality,
            lifespan_quality: Quality::Exact,
            rule,
        }
    }

    /// Every choice of dates lies within some choice of the lifespan, so that only its outer days count.
    fn live_within(&mut self, life: &Extent) {
        let (bounds, around) = (&mut self.lived.bounds, life.bounds());
        let before = *bounds;
        bounds.earliest_start = bounds.earliest_start.max(around.earliest_start);
        bounds.latest_end = earlier(bounds.latest_end, around.latest_end);
        if before != *bounds {
            self.lifespan_quality = self.lifespan_quality.max(life.quality());
        }
    }

    /// A derived end never cuts off what the record itself states: it holds until its earliest end all the same.
    fn end_by(&mut self, end: Day, happening: Option<RecordIx>) {
        let bounds = &mut self.taken.bounds;
        let end = Some(end).max(bounds.earliest_end);
        let ended = earlier(bounds.latest_end, end);
        if ended != bounds.latest_end {
            bounds.latest_end = ended;
            self.derived_end = ended;
            self.ended_by = happening;
        }
    }

    /// Whether a lifespan says more than the record.
    #[must_use]
    pub fn is_limited_by_lifespan(&self) -> bool {
        self.lived != self.stated
    }

    /// The verdict on a question about one span.
    ///
    /// It is at most possible when it rests on a qualified date (by the dataset's rule), be it the record's own or that
    /// of a lifespan; or when only the derived end makes it certain, since that end is taken and not stated.
    pub fn judge(&self, ask: impl Fn(&Span) -> Verdict) -> Verdict {
        let verdict = self.rule.apply(ask(&self.taken), self.quality);
        if verdict != Verdict::Certain || ask(&self.stated) == Verdict::Certain {
            return verdict;
        }
        let lived = self.rule.apply(ask(&self.lived), self.lifespan_quality);
        verdict.and(lived.max(Verdict::Possible))
    }
}

/// The earlier of two days, absent ones being infinitely late.
fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    a.into_iter().chain(b).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{holds_at, touches};
    use crate::query::drawn::{date, day, draw_lived, tried};
    use crate::query::period::Period;
    use proptest::prelude::*;

    fn verdict(graph: &KnowledgeGraph, raw: bool, id: &str, period: &str) -> Verdict {
        let window = period.parse::<Period>().unwrap().window();
        let record = graph.dataset().records.find(id).unwrap();
        Reckoning::new(graph, raw).extent(record).judge(|span| touches(span, window))
    }

    #[test]
    fn nothing_holds_outside_the_lives_of_those_who_fill_its_roles() {
        let lives = [("a", "1950/1990"), ("b", "1960/..")];
        let graph =
            draw_lived(&[("r", "pact", "", "side: a, b"), ("s", "pact", "1980/..", "side: a, b")], &lives);
        let table = [
            ("r", "1955", Verdict::Impossible),
            ("r", "1960", Verdict::Possible),
            ("r", "1991", Verdict::Impossible),
            ("s", "1990", Verdict::Possible),
            ("s", "1991", Verdict::Impossible),
        ];
        for (id, period, expected) in table {
            assert_eq!(verdict(&graph, false, id, period), expected, "{id} {period}");
            let raw = if expected == Verdict::Impossible { Verdict::Possible } else { expected };
            assert_eq!(verdict(&graph, true, id, period), raw, "{id} {period} raw");
        }
    }

    #[test]
    fn a_state_lasts_at_most_until_the_next_of_its_pair() {
        let graph = draw_lived(
            &[("r", "league", "1979/..", "side: a, b"), ("s", "league", "1989/1992", "side: b, a")],
            &[],
        );
        assert_eq!(verdict(&graph, false, "r", "1979"), Verdict::Certain);
        assert_eq!(verdict(&graph, false, "r", "1985"), Verdict::Possible);
        assert_eq!(verdict(&graph, false, "r", "1989"), Verdict::Possible);
        assert_eq!(verdict(&graph, false, "r", "1990"), Verdict::Impossible);
        assert_eq!(verdict(&graph, true, "r", "1990"), Verdict::Possible);
        let end = Reckoning::new(&graph, false).extent(RecordIx(0)).derived_end;
        assert_eq!(end.unwrap().to_string(), "1989-12-31");
    }

    #[test]
    fn a_derived_end_never_cuts_off_what_is_stated() {
        let graph = draw_lived(
            &[("r", "league", "1970/2007..", "side: a, b"), ("s", "league", "1989", "side: a, b")],
            &[],
        );
        assert_eq!(verdict(&graph, false, "r", "2000"), Verdict::Certain);
        assert_eq!(verdict(&graph, false, "r", "2008"), Verdict::Possible);
    }

    #[test]
    fn a_verdict_on_a_qualified_date_is_at_most_possible() {
        let lives = [("a", "1985-03~/1985-05"), ("b", "1985-03/1985-05")];
        let graph = draw_lived(
            &[
                ("p", "pact", "1985~", "side: c, d"),
                ("r", "pact", "", "side: a"),
                ("s", "pact", "", "side: b"),
            ],
            &lives,
        );
        assert_eq!(verdict(&graph, false, "p", "1985"), Verdict::Possible);
        assert_eq!(
            verdict(&graph, false, "r", "1985"),
            Verdict::Possible,
            "it rests on a qualified lifespan"
        );
        assert_eq!(verdict(&graph, false, "s", "1985"), Verdict::Certain);
    }

    proptest! {
        #[test]
        fn lifespans_agree_with_trying_every_choice(text in date(), life in date(), at in -1..10_i32) {
            let graph = draw_lived(&[("r", "pact", &text, "side: a")], &[("a", &life)]);
            let tried = tried(&text, &life, |(start, end)| start <= at && at <= end);
            let extent = Reckoning::new(&graph, false).extent(RecordIx(0));
            prop_assert_eq!(extent.judge(|span| holds_at(span, day(at))), tried);
        }

        #[test]
        fn a_derived_end_only_ever_takes_away(
            dates in proptest::collection::vec(date(), 1..5), at in -1..10_i32,
        ) {
            let ids: Vec<String> = (0..dates.len()).map(|n| format!("r{n}")).collect();
            let lines: Vec<_> =
                ids.iter().zip(&dates).map(|(id, date)| (id.as_str(), "league", date.as_str(), "side: a, b")).collect();
            let graph = draw_lived(&lines, &[]);
            let verdict = |raw, record| Reckoning::new(&graph, raw).extent(record).judge(|span| holds_at(span, day(at)));
            for record in graph.dataset().records.iter() {
                let (taken, stated) = (verdict(false, record), verdict(true, record));
                prop_assert!(taken <= stated && (stated != Verdict::Certain || taken == stated));
            }
        }
    }
}
