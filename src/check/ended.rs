//! What has ended does not go on.

use super::Check;
use super::certain::can_be_certain;
use crate::date::{Day, Verdict, before};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, EntityIx, KindIx, RecordIx, RoleIx};
use crate::resolve::Identities;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Raised when a state goes on after the happening that ended it.
pub static HOLDS_AFTER_END: Code = Code {
    id: "W0505",
    severity: Severity::Warning,
    title: "state goes on after its end",
    explanation: "One record tells that something ended, such as that somebody left a body; another lets the same state, \
        such as belonging to it, certainly hold later, without certainly having begun again. Both cannot be right, and \
        an answer as of a later day would be wrong. Correct one of the dates, or, if it began again, say from when in a \
        record of its own: `2006/..`.",
};

/// The rule. The vocabulary says which happening ends which states (`ends`), and which of their roles must agree.
pub(super) struct Ended;

const CODES: &[&Code] = &[&HOLDS_AFTER_END];

/// The fillers that happening and state must share, one for each pair of roles.
type Key = Vec<EntityIx>;
/// Happenings by the kind of state that they end and the fillers of its roles.
type Endings = HashMap<(KindIx, Key), Vec<RecordIx>, FxBuildHasher>;

impl Check for Ended {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, identities: &Identities, report: &mut Report) {
        let ended: Vec<(KindIx, Vec<RoleIx>)> = dataset.vocabulary.kinds().filter_map(ended_roles).collect();
        let endings = endings(dataset, identities);
        if endings.is_empty() {
            return;
        }
        for record in dataset.records.iter() {
            let kind = dataset.records.kind(record);
            for (_, roles) in ended.iter().filter(|(ended, _)| *ended == kind) {
                for key in keys(dataset, identities, record, roles) {
                    let candidates = endings.get(&(kind, key)).map_or(&[][..], Vec::as_slice);
                    let ending = candidates.iter().find(|&&ending| holds_after(dataset, record, ending));
                    if let Some(&ending) = ending {
                        report.push(holds_after_end(dataset, record, ending));
                    }
                }
            }
        }
    }
}

/// The kind of the states that a kind ends, and their roles that count.
fn ended_roles((_, kind): (KindIx, &crate::model::vocabulary::Kind)) -> Option<(KindIx, Vec<RoleIx>)> {
    let ends = kind.ends.as_ref()?;
    Some((ends.kind, ends.roles.iter().map(|(_, there)| *there).collect()))
}

fn endings(dataset: &Dataset, identities: &Identities) -> Endings {
    let mut endings = Endings::default();
    for record in dataset.records.iter() {
        let Some(ends) = &dataset.vocabulary.kind(dataset.records.kind(record)).ends else { continue };
        if can_be_certain(dataset, dataset.extent(record)) {
            let roles: Vec<RoleIx> = ends.roles.iter().map(|(here, _)| *here).collect();
            for key in keys(dataset, identities, record, &roles) {
                endings.entry((ends.kind, key)).or_default().push(record);
            }
        }
    }
    endings
}

/// Every way to choose one named filler of each role.
fn keys(dataset: &Dataset, identities: &Identities, record: RecordIx, roles: &[RoleIx]) -> Vec<Key> {
    let mut keys = vec![Vec::new()];
    for &role in roles {
        let fillers = dataset.records.in_role(record, role).map(|filler| identities.canonical(filler.entity));
        let fillers: Vec<EntityIx> = fillers.collect();
        let extend = |key: &Key| {
            let key = key.clone();
            fillers.clone().into_iter().map(move |filler| key.iter().copied().chain([filler]).collect())
        };
        keys = keys.iter().flat_map(extend).collect();
    }
    if roles.is_empty() { Vec::new() } else { keys }
}

/// Whether a state certainly holds on a day certainly after the happening, and did not certainly begin after it.
fn holds_after(dataset: &Dataset, state: RecordIx, ending: RecordIx) -> bool {
    let (state, ending) = (dataset.extent(state), dataset.extent(ending));
    let last_day: (Option<Day>, Option<Day>) = (state.bounds().earliest_end, ending.bounds().latest_end);
    let holds_later = matches!(last_day, (Some(held), Some(ended)) if held > ended);
    holds_later && can_be_certain(dataset, state) && before(&ending.span(), &state.span()) != Verdict::Certain
}

fn holds_after_end(dataset: &Dataset, state: RecordIx, ending: RecordIx) -> Diagnostic {
    let records = &dataset.records;
    let message = format!(
        "the record `{}` holds in `{}`, when `{}` had ended it in `{}`",
        records.id(state),
        dataset.extent(state),
        records.id(ending),
        dataset.extent(ending)
    );
    let hint = "if it began again, write from when, such as `2006/..`".to_owned();
    let location = dataset.location(records.origin(state)).field("date");
    Diagnostic::new(&HOLDS_AFTER_END, message).at(location).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    fn found(state: &str, departure: &str) -> Vec<String> {
        let states = format!("id,date,member,body\nm1,{state},a,b\n");
        let departures = format!("id,date,member,body\nd1,{departure},c;a,b\n");
        messages(&Ended, &[("records/membership.csv", &states), ("records/departure.csv", &departures)])
    }

    #[test]
    fn only_a_state_that_certainly_goes_on_is_told() {
        let table = [
            ("1990/2008", "2005", true),
            ("2006", "2005-08", true),
            ("2006/..", "2005-08", false),
            ("2004", "2005-08", false),
            ("1990/2005", "2005", false),
            ("1990/..", "2005", false),
            ("1990/2007..", "2005", true),
            ("2006~", "2005", false),
            ("2006", "2005?", false),
            ("", "2005", false),
        ];
        for (state, departure, told) in table {
            let expected =
                format!("W0505 the record `m1` holds in `{state}`, when `d1` had ended it in `{departure}`");
            let expected = if told { vec![expected] } else { vec![] };
            assert_eq!(found(state, departure), expected, "{state} {departure}");
        }
    }
}
