//! The lifespan of an entity, which RDF tells by its ends and its bounds.

use super::store::Described;
use crate::date::{Day, EndStatus, Extent, Reading};
use crate::rdf::{EntityKindIris, terms};

/// The EDTF text whose ends and bounds are those stated; empty when nothing is, `None` when no text has them.
///
/// All ways of writing what can be meant are tried, the coarsest first: a day that only a bound tells may have been
/// written as its month or year.
pub(super) fn text(kind: &EntityKindIris, thing: &Described) -> Option<String> {
    let stated = Stated::new(kind, thing);
    if stated.bounds.iter().all(String::is_empty) {
        return Some(String::new());
    }
    stated.candidates().into_iter().find(|text| stated.fits(text))
}

/// What is stated of a lifespan.
struct Stated {
    /// Its ends as written; `None` where the kind has no property for one.
    begin: Option<String>,
    end: Option<String>,
    bounds: [String; 4],
    statuses: [Option<String>; 2],
}

impl Stated {
    fn new(kind: &EntityKindIris, thing: &Described) -> Self {
        let end = |property: &Option<oxrdf::NamedNode>| {
            property.as_ref().map(|property| thing.value(property.as_ref()).to_owned())
        };
        let bounds = [terms::EARLIEST_START, terms::LATEST_START, terms::EARLIEST_END, terms::LATEST_END];
        let statuses = [terms::START_STATUS, terms::END_STATUS];
        Self {
            begin: end(&kind.begin),
            end: end(&kind.end),
            bounds: bounds.map(|property| thing.value(property).to_owned()),
            statuses: statuses.map(|property| thing.iri(property).map(|iri| iri.as_str().to_owned())),
        }
    }

    fn candidates(&self) -> Vec<String> {
        let [earliest_start, latest_start, earliest_end, latest_end] = &self.bounds;
        let is_written = |end: &Option<String>| end.as_ref().is_some_and(|text| !text.is_empty());
        let mut texts = Vec::new();
        if !is_written(&self.begin) && !is_written(&self.end) {
            texts.extend(spans(earliest_end));
            texts.push(format!("[{earliest_end}..{latest_start}]"));
        }
        let reached = lasting(latest_start).map(|text| format!("..{text}"));
        let begins = ends(self.begin.as_deref(), spans(earliest_start), reached);
        let reached = beginning(earliest_end).map(|text| format!("{text}.."));
        let closes = ends(self.end.as_deref(), lasting(latest_end).collect(), reached);
        for begin in &begins {
            texts.extend(closes.iter().map(|close| format!("{begin}/{close}")));
        }
        texts
    }

    /// Whether a text says what is stated.
    fn fits(&self, text: &str) -> bool {
        let Ok(extent) = Extent::parse(text, Reading::State) else { return false };
        let bounds = extent.bounds();
        let day = |day: Option<Day>, absent: Day| day.unwrap_or(absent).to_string();
        let days = [
            day(bounds.earliest_start, Day::FIRST),
            day(bounds.latest_start, Day::LAST),
            day(bounds.earliest_end, Day::FIRST),
            day(bounds.latest_end, Day::LAST),
        ];
        let statuses = [extent.start_status(), extent.end_status()].map(|status| status.map(iri));
        let says = |written: &Option<String>, text: Option<&str>| {
            written.as_ref().is_none_or(|written| written == text.unwrap_or(""))
        };
        says(&self.begin, extent.start_text())
            && says(&self.end, extent.end_text())
            && days == self.bounds
            && statuses == self.statuses
    }
}

fn iri(status: EndStatus) -> String {
    let iri = match status {
        EndStatus::Open => terms::OPEN,
        EndStatus::Unknown => terms::UNKNOWN,
        EndStatus::NotStated => terms::NOT_STATED,
    };
    iri.as_str().to_owned()
}

/// The ways to write one end: as it is stated, else open, unknown, or by what it had reached; where it cannot be stated,
/// also by the dates that its bounds allow.
fn ends(stated: Option<&str>, bounded: Vec<String>, reached: impl Iterator<Item = String>) -> Vec<String> {
    if let Some(text) = stated.filter(|text| !text.is_empty()) {
        return vec![text.to_owned()];
    }
    let open = ["..", ""].map(str::to_owned).into_iter().chain(reached);
    open.chain(bounded.into_iter().filter(|_| stated.is_none())).collect()
}

/// The dates that begin on a day.
fn beginning(day: &str) -> impl Iterator<Item = String> + use<'_> {
    let year = day.get(..4).filter(|_| day.ends_with("-01-01"));
    let month = day.get(..7).filter(|_| day.ends_with("-01"));
    [year, month, Some(day)].into_iter().flatten().map(str::to_owned)
}

/// The dates that end on a day; whether the day is the last of its month is for the bounds to say.
fn lasting(day: &str) -> impl Iterator<Item = String> + use<'_> {
    let year = day.get(..4).filter(|_| day.ends_with("-12-31"));
    [year, day.get(..7), Some(day)].into_iter().flatten().map(str::to_owned)
}

/// The single dates that can begin on a day; where they end is for the bounds to say.
fn spans(first: &str) -> Vec<String> {
    let century = first.get(..2).map(|digits| format!("{digits}XX"));
    let decade = first.get(..3).map(|digits| format!("{digits}X"));
    let others = [first.get(..4), first.get(..7), Some(first)].map(|text| text.map(str::to_owned));
    [century, decade].into_iter().chain(others).flatten().collect()
}
