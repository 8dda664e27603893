//! When a record holds, as answers take it.
//!
//! What a record states is narrowed twice: it cannot lie outside the lifespan of one who takes part in it, and a state
//! of a history that states no end is taken to last at most until the next recorded state of its pair, as one that a
//! happening ends is until that (`endings.rs`). None of this is ever written into data, and all of it can be left out
//! (`raw`). Start with [`Reckoning`], made once for a question, and
//! [`AnsweredExtent`], made for each record.

use crate::date::{Day, Extent, QualityRule, Span, Verdict};
use crate::graph::{Endings, Histories, KnowledgeGraph};
use crate::model::{EntityIx, RecordIx};

/// How a question takes dates.
#[derive(Debug)]
pub struct Reckoning<'g> {
    graph: &'g KnowledgeGraph,
    derived: Option<(&'g Histories, &'g Endings)>,
}

impl<'g> Reckoning<'g> {
    /// With lifespans and derived ends; `raw` leaves both out. O(n log n) in the records of histories.
    #[must_use]
    pub fn new(graph: &'g KnowledgeGraph, raw: bool) -> Self {
        Self { graph, derived: (!raw).then(|| (graph.histories(), graph.endings())) }
    }

    /// When a record holds. Linear in its fillers.
    #[must_use]
    pub fn extent(&self, record: RecordIx) -> AnsweredExtent {
        let dataset = self.graph.dataset();
        let rule = dataset.settings.qualified_dates;
        let mut answered = AnsweredExtent::stated(dataset.extent(record), rule);
        if let Some((histories, endings)) = &self.derived {
            for life in self.taking_part(record).filter_map(|entity| self.lifespan(entity)) {
                answered.live_within(life, rule);
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

    /// Who fills a role, and who is acted for.
    fn taking_part(&self, record: RecordIx) -> impl Iterator<Item = EntityIx> {
        let records = &self.graph.dataset().records;
        let fillers = records.fillers(record).iter().enumerate();
        fillers.flat_map(move |(n, filler)| [Some(filler.entity), records.acting_for(record, n)]).flatten()
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
    /// The same, ended by the next state of its pair or by a happening: what is possible is judged by it.
    pub taken: Span,
    /// As stated, within those lifespans alone whose dates are not doubtful, and without a derived end, which is taken
    /// and not stated: what is certain is judged by it.
    pub sure: Span,
    /// The last day it can have held, when only the next state of its pair or a happening says so.
    pub derived_end: Option<Day>,
    /// The happening that says so, when it is one and not the next state.
    pub ended_by: Option<RecordIx>,
    /// Whether its date is a qualified one that by the dataset's rule makes nothing certain.
    pub doubtful: bool,
}

impl AnsweredExtent {
    fn stated(extent: &Extent, rule: QualityRule) -> Self {
        let span = extent.span();
        let doubtful = is_doubtful(extent, rule);
        Self {
            stated: span,
            lived: span,
            taken: span,
            sure: span,
            derived_end: None,
            ended_by: None,
            doubtful,
        }
    }

    /// Every choice of dates lies within some choice of the lifespan, so that only its outer days count.
    fn live_within(&mut self, life: &Extent, rule: QualityRule) {
        let window = (life.bounds().earliest_start, life.bounds().latest_end);
        self.lived = self.lived.narrowed(window);
        if !is_doubtful(life, rule) {
            self.sure = self.sure.narrowed(window);
        }
    }

    /// A derived end never cuts off what the record itself states: it holds until its earliest end all the same.
    fn end_by(&mut self, end: Day, happening: Option<RecordIx>) {
        let before = self.taken.bounds.latest_end;
        let end = Some(end).max(self.taken.bounds.earliest_end);
        self.taken = self.taken.narrowed((None, end));
        if self.taken.bounds.latest_end != before {
            self.derived_end = end;
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
    /// of a lifespan; or when only the derived end makes it certain.
    pub fn judge(&self, ask: impl Fn(&Span) -> Verdict) -> Verdict {
        match ask(&self.taken) {
            Verdict::Impossible => Verdict::Impossible,
            Verdict::Possible | Verdict::Certain if self.doubtful => Verdict::Possible,
            // Every choice that is taken is one of the sure ones.
            Verdict::Possible | Verdict::Certain => ask(&self.sure).max(Verdict::Possible),
        }
    }
}

/// Whether a verdict that rests on a date is never certain.
fn is_doubtful(extent: &Extent, rule: QualityRule) -> bool {
    rule.apply(Verdict::Certain, extent.quality()) != Verdict::Certain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{holds_at, touches};
    use crate::query::drawn::{date, day, draw, draw_lived, tried};
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

    fn end(state: &str, sides: &str, happenings: &[(&str, &str)]) -> Option<String> {
        let roles = format!("side: {sides}");
        let ids: Vec<String> = (0..happenings.len()).map(|n| format!("h{n}")).collect();
        let mut lines = vec![("r", "pact", state, roles.as_str())];
        lines
            .extend(ids.iter().zip(happenings).map(|(id, (date, who))| (id.as_str(), "breach", *date, *who)));
        let graph = draw(&lines);
        let state = graph.dataset().records.find("r").unwrap();
        let end = graph.endings().end(&graph, state);
        end.map(|(day, by)| format!("{day} {}", graph.dataset().records.id(by)))
    }

    #[test]
    fn the_earliest_happening_after_its_beginning_ends_a_state() {
        let both = "breaker: a, b, c";
        let found = |state, happenings: &[_]| end(state, "a, b", happenings);
        assert_eq!(found("1990", &[("2005-08", both)]).as_deref(), Some("2005-08-31 h0"));
        assert_eq!(found("1990/..", &[("2005", both), ("1995", both)]).as_deref(), Some("1995-12-31 h1"));
        assert_eq!(found("1990/2000", &[("2005", both)]), None, "its end is stated");
        assert_eq!(found("1990/..", &[("1990-05", both)]), None, "it may have begun again");
        assert_eq!(found("", &[("2005", both)]), None, "nobody says when it began");
        assert_eq!(found("1990", &[("2005?", both)]), None, "the date is doubtful");
        assert_eq!(found("1990", &[("2005", "breaker: a, c")]), None, "another is still in it");
    }
}
