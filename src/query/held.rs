//! When records held, as answers about time take it: the bounds of their dates, cut by histories and lifespans.

use crate::date::{Bounds, Day, Span, Verdict};
use crate::graph::{Histories, KnowledgeGraph};
use crate::model::{EntityIx, RecordIx};

/// The spans of the records of a graph.
///
/// A state of a history ends at the latest where the next one is known to have begun, and nothing lies outside the
/// lifespan of one who takes part in it. A lifespan with a doubtful date cuts nothing. Neither the dates nor the graph
/// are changed.
pub(super) struct Held<'g> {
    graph: &'g KnowledgeGraph,
    /// Absent when dates are taken as they are written.
    histories: Option<Histories>,
}

impl<'g> Held<'g> {
    /// Spans cut by histories and lifespans. O(n log n) in the number of records.
    pub(super) fn new(graph: &'g KnowledgeGraph) -> Self {
        Self { graph, histories: Some(Histories::new(graph)) }
    }

    /// Spans as the dates alone give them.
    pub(super) fn as_written(graph: &'g KnowledgeGraph) -> Self {
        Self { graph, histories: None }
    }

    /// Whether spans are those of the dates alone.
    pub(super) fn is_as_written(&self) -> bool {
        self.histories.is_none()
    }

    /// When a record held or happened; its bounds may leave no choice where data contradict each other.
    pub(super) fn span(&self, record: RecordIx) -> Span {
        let mut span = self.graph.dataset().extent(record).span();
        if self.is_as_written() {
            return span;
        }
        if let Some(end) = self.derived_end(record) {
            cut(&mut span, (None, Some(end)));
        }
        for entity in self.taking_part(record) {
            if let Some(life) = self.life(entity) {
                cut(&mut span, (life.earliest_start, life.latest_end));
            }
        }
        span
    }

    /// The end that a state is taken to have because the next one of its history had begun by then.
    pub(super) fn derived_end(&self, record: RecordIx) -> Option<Day> {
        self.histories.as_ref()?.derived_end(record)
    }

    /// What the dataset's rule about `~`, `?` and `%` leaves of a verdict that rests on the date of a record.
    pub(super) fn qualified(&self, verdict: Verdict, record: RecordIx) -> Verdict {
        let dataset = self.graph.dataset();
        dataset.settings.qualified_dates.apply(verdict, dataset.extent(record).quality())
    }

    fn taking_part(&self, record: RecordIx) -> impl Iterator<Item = EntityIx> {
        let records = &self.graph.dataset().records;
        let fillers = records.fillers(record).iter().enumerate();
        fillers.flat_map(move |(n, filler)| [Some(filler.entity), records.acting_for(record, n)]).flatten()
    }

    /// A lifespan to lean on: the entity's own, else that of the id that stands for it.
    fn life(&self, entity: EntityIx) -> Option<Bounds> {
        let dataset = self.graph.dataset();
        let canonical = || dataset.lifespan(self.graph.identities().canonical(entity));
        let life = dataset.lifespan(entity).or_else(canonical)?;
        let rule = dataset.settings.qualified_dates;
        let sure = rule.apply(Verdict::Certain, life.quality()) == Verdict::Certain;
        sure.then(|| *life.bounds())
    }
}

/// Narrows a span to a window that is closed at both ends; of a moment all four bounds move, since its start is its end.
fn cut(span: &mut Span, (from, to): (Option<Day>, Option<Day>)) {
    let bounds = &mut span.bounds;
    bounds.earliest_start = bounds.earliest_start.max(from);
    bounds.latest_end = earlier(bounds.latest_end, to);
    if span.moment {
        bounds.earliest_end = bounds.earliest_end.max(from);
        bounds.latest_start = earlier(bounds.latest_start, to);
    }
}

/// The earlier of two upper limits, of which either may be absent.
fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    a.into_iter().chain(b).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Extent, Reading};

    fn span(text: &str, reading: Reading) -> Span {
        Extent::parse(text, reading).unwrap().span()
    }

    #[test]
    fn a_cut_state_keeps_its_inner_bounds_and_a_cut_moment_stays_one() {
        let window = (Day::from_ymd(1980, 1, 1), Day::from_ymd(1985, 12, 31));
        let mut state = span("1983", Reading::State);
        cut(&mut state, window);
        assert_eq!((state.bounds.earliest_start, state.bounds.latest_end), window);
        assert_eq!(state.bounds.latest_start, Day::from_ymd(1983, 12, 31));
        let mut moment = span("1984/1990", Reading::Happening);
        cut(&mut moment, window);
        assert_eq!(moment.bounds, Bounds::moment(Day::from_ymd(1984, 1, 1), window.1));
    }

    #[test]
    fn an_absent_limit_cuts_nothing() {
        let mut open = span("1983/..", Reading::State);
        cut(&mut open, (None, None));
        assert_eq!(open, span("1983/..", Reading::State));
    }
}
