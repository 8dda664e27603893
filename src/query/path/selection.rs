//! The records that a question looks at: those that its windows of time do not leave out.

use super::PathQuery;
use crate::date::{Day, Extent, Shape, Verdict, touches};
use crate::graph::View;
use crate::model::RecordIx;
use crate::query::held::Held;

/// The part of a view within the windows of a question.
pub(super) struct Selection<'g> {
    pub(super) view: View<'g>,
    /// How many records are left out because they attest a state at another time only.
    pub(super) attested_elsewhere: u64,
}

/// What a window does with a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    Outside,
    AttestedElsewhere,
}

/// Selects the records of a view. Linear in them; without a window it is the view.
pub(super) fn select<'g>(view: &View<'g>, query: &PathQuery, held: &Held<'g>) -> Selection<'g> {
    if query.during.is_none() && query.as_of.is_none() {
        return Selection { view: view.clone(), attested_elsewhere: 0 };
    }
    let windows = Windows { query, held, view };
    let mut attested_elsewhere = 0;
    let view = view.filter(|record| {
        let place = windows.place(record);
        attested_elsewhere += u64::from(place == Place::AttestedElsewhere);
        place == Place::Inside
    });
    Selection { view, attested_elsewhere }
}

type Window = (Option<Day>, Option<Day>);

struct Windows<'a, 'g> {
    query: &'a PathQuery,
    held: &'a Held<'g>,
    view: &'a View<'g>,
}

impl Windows<'_, '_> {
    fn place(&self, record: RecordIx) -> Place {
        let moment = self.held.span(record).moment;
        let window = |extent: &Extent| (extent.bounds().earliest_start, extent.bounds().latest_end);
        let during = self.query.during.as_ref().map(window);
        // What happened before is part of how things stand.
        let up_to = |(from, to)| if moment { (None, to) } else { (from, to) };
        let as_of = self.query.as_of.as_ref().map(window).map(up_to);
        let places = during.into_iter().chain(as_of).map(|window| self.within(record, window));
        places.fold(Place::Inside, |all, place| match (all, place) {
            (Place::Outside, _) | (_, Place::Outside) => Place::Outside,
            (Place::Inside, place) => place,
            (Place::AttestedElsewhere, _) => all,
        })
    }

    fn within(&self, record: RecordIx, window: Window) -> Place {
        let verdict = touches(&self.held.span(record), window);
        let verdict = self.held.qualified(verdict, record);
        let least = if self.query.certain { Verdict::Certain } else { Verdict::Possible };
        if verdict < least {
            return Place::Outside;
        }
        let elsewhere = !self.held.is_as_written() && self.is_attested_outside(record, window);
        if elsewhere { Place::AttestedElsewhere } else { Place::Inside }
    }

    /// Whether a plain date attests a state, and lies outside the window: it may have held there as well, but nothing
    /// says so.
    fn is_attested_outside(&self, record: RecordIx, (from, to): Window) -> bool {
        let extent = self.view.graph().dataset().extent(record);
        let after = extent.date_min().zip(to).is_some_and(|(first, to)| first > to);
        let before = extent.date_max().zip(from).is_some_and(|(last, from)| last < from);
        !self.held.span(record).moment && extent.shape() == Shape::Single && (after || before)
    }
}
