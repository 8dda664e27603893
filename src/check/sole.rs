//! One president at a time.

use super::Check;
use super::certain::can_be_certain;
use super::shared_name::Judged;
use crate::date::{Verdict, overlap};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, EntityIx, RecordIx, RoleIx, language_suffix, vocabulary};
use crate::resolve::Identities;
use std::collections::BTreeMap;

/// Raised when two hold at once what only one can hold.
pub static TWO_AT_ONCE: Code = Code {
    id: "W0504",
    severity: Severity::Warning,
    title: "two holders at once",
    explanation: "Two records give the same place to two entities, and for every choice of dates within the bounds they \
        hold it at one time; the vocabulary says that one alone can hold it (`sole`). A date is wrong, one of them \
        held another place (a vice-president, an acting chair), or the two are one person entered twice: then judge \
        them `same`.",
};

/// The rule. Records that share a holder, and holders of whom it is open whether they are one, do not contradict each other.
///
/// Quadratic in the number of records of one place, which is small.
pub(super) struct Sole;

const CODES: &[&Code] = &[&TWO_AT_ONCE];

/// What is held: the canonical fillers that say where, and the value that says what.
type Place = (Vec<EntityIx>, String);

impl Check for Sole {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, identities: &Identities, report: &mut Report) {
        let judged = Judged::new(dataset, identities);
        for (number, kind) in dataset.vocabulary.kinds() {
            let Some(sole) = &kind.sole else { continue };
            let mut places: BTreeMap<Place, Vec<Holding>> = BTreeMap::new();
            let of_kind = dataset.records.iter().filter(|&r| dataset.records.kind(r) == number);
            for record in of_kind.filter(|&r| can_be_certain(dataset, dataset.extent(r))) {
                let Some((wheres, value, holders)) = holding(dataset, identities, sole, record) else {
                    continue;
                };
                // One office at several bodies is held at each; a place named by several roles is one.
                let single = sole.per.len() == 1;
                let wheres: Vec<Vec<EntityIx>> =
                    if single { wheres.into_iter().map(|body| vec![body]).collect() } else { vec![wheres] };
                for body in wheres {
                    places.entry((body, value.clone())).or_default().push((record, holders.clone()));
                }
            }
            let field = &kind.role(sole.role).name;
            for ((_, value), holdings) in &places {
                for (later, earlier) in contradictions(dataset, &judged, holdings) {
                    report.push(two_at_once(dataset, value, later, earlier, field));
                }
            }
        }
    }
}

/// A record and the canonical ids of those who hold the place by it.
type Holding = (RecordIx, Vec<EntityIx>);

fn holding(
    dataset: &Dataset,
    identities: &Identities,
    sole: &vocabulary::Sole,
    record: RecordIx,
) -> Option<(Vec<EntityIx>, String, Vec<EntityIx>)> {
    let cell = dataset.records.attribute(record, sole.attribute)?;
    let (value, _) = language_suffix(cell, |code| dataset.settings.is_language_code(code));
    let value = value.trim().to_lowercase();
    let canonical = |role: RoleIx| {
        dataset.records.in_role(record, role).map(|filler| identities.canonical(filler.entity))
    };
    let mut wheres: Vec<EntityIx> = sole.per.iter().flat_map(|&role| canonical(role)).collect();
    wheres.sort();
    let holders: Vec<EntityIx> = canonical(sole.role).collect();
    let complete = sole.values.contains(&value) && !wheres.is_empty() && !holders.is_empty();
    complete.then_some((wheres, value, holders))
}

/// Each record that contradicts an earlier one of the same place, with the first such.
fn contradictions<'h>(
    dataset: &Dataset,
    judged: &Judged,
    holdings: &'h [Holding],
) -> Vec<(&'h Holding, &'h Holding)> {
    // Many records of one holder are the common case, and cost nothing.
    if holdings.iter().all(|holding| holding.1 == holdings[0].1) {
        return Vec::new();
    }
    let apart = |a: &Holding, b: &Holding| {
        let known = |(&x, &y): (&EntityIx, &EntityIx)| x == y || judged.is_unsure(x, y);
        !a.1.iter().flat_map(|x| b.1.iter().map(move |y| (x, y))).any(known)
    };
    let span = |holding: &Holding| dataset.extent(holding.0).span();
    let clash = |a: &Holding, b: &Holding| apart(a, b) && overlap(&[span(a), span(b)]) == Verdict::Certain;
    // Swept in order of the days from which they certainly hold, each is compared with those that certainly still do.
    let mut order: Vec<&Holding> = holdings.iter().collect();
    order.sort_by_key(|holding| (span(holding).bounds.latest_start, holding.0));
    let mut holding_still: Vec<&Holding> = Vec::new();
    let mut found = Vec::new();
    for later in order {
        let begun = span(later).bounds.latest_start;
        holding_still.retain(|earlier| span(earlier).bounds.earliest_end >= begun);
        if let Some(earlier) = holding_still.iter().find(|earlier| clash(earlier, later)) {
            found.push((later, *earlier));
        }
        holding_still.push(later);
    }
    found.sort_by_key(|(later, _)| later.0);
    found
}

fn two_at_once(
    dataset: &Dataset,
    value: &str,
    later: &Holding,
    earlier: &Holding,
    field: &str,
) -> Diagnostic {
    let id = |holding: &Holding| dataset.entities.id(holding.1[0]).to_owned();
    let message = format!(
        "`{}` is {value} in `{}`, when by the record `{}` ({}) `{}` is",
        id(later),
        dataset.extent(later.0),
        dataset.records.id(earlier.0),
        dataset.extent(earlier.0),
        id(earlier)
    );
    let location = dataset.location(dataset.records.origin(later.0)).field(field);
    Diagnostic::new(&TWO_AT_ONCE, message).at(location)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    fn found(rows: &str, judgements: &str) -> Vec<String> {
        let records = format!("id,date,holder,organisation,title\n{rows}");
        let judgements = format!("a,b,judgement\n{judgements}");
        messages(&Sole, &[("records/office.csv", &records), ("judgements.csv", &judgements)])
    }

    const TWO: &str = "o1,1990/1999,p,a,president\no2,1995/2005,q,a,President@en\n";

    #[test]
    fn two_presidents_at_once_are_told() {
        let message =
            "W0504 `q` is president in `1995/2005`, when by the record `o1` (1990/1999) `p` is".to_owned();
        assert_eq!(found(TWO, ""), [message]);
    }

    #[test]
    fn what_need_not_be_at_once_is_not_told() {
        let rows = [
            "o1,1990/1999,p,a,president\no2,1999/2005,q,a,president\n",
            "o1,1995,p,a,president\no2,1995,q,a,president\n",
            "o1,1990/1999,p,a,president\no2,1995/2005,q,b,president\n",
            "o1,1990/1999,p,a,president\no2,1995/2005,q,a,vice-president\n",
            "o1,1990/1999,p,a,president\no2,1995/2005,q,a,chair\n",
            "o1,1990/1999,p,a,president\no2,1995/2005,*,a,president\n",
            "o1,1990/1999~,p,a,president\no2,1995/2005,q,a,president\n",
        ];
        for rows in rows {
            assert!(found(rows, "").is_empty(), "{rows}");
        }
    }

    #[test]
    fn one_person_under_two_ids_holds_once() {
        assert!(found(TWO, "p,q,same\n").is_empty());
        assert!(found(TWO, "p,q,unsure\n").is_empty());
        assert_eq!(found(TWO, "p,q,different\n").len(), 1);
    }
}
