//! Records whose pairs would swamp the graph.

use super::Check;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, RecordIx};
use crate::resolve::Identities;

/// Raised when a record joins very many entities with each other.
pub static CROWD: Code = Code {
    id: "W0310",
    severity: Severity::Warning,
    title: "everybody joined with everybody",
    explanation: "The record has more than 100 fillers in a role whose rule joins each with each: 101 make 5,050 edges, \
        1,000 make 499,500. Such edges say little and fill every export. Name the gathering as an entity of its own, or \
        put those who merely took part into a role that the rule does not join.",
};

/// Raised when the records would make more edges than a graph may have.
pub static TOO_MANY_EDGES: Code = Code {
    id: "E0311",
    severity: Severity::Error,
    title: "too many edges",
    explanation: "The records together would make more than 100 million edges between fillers of one role, which no \
        client opens. W0310 names the records that make most of them. The graph is not built, even with `--keep-going`.",
};

/// The rule, counted and not built: n fillers of a role that is joined make n(n-1)/2 edges.
pub(super) struct Crowd;

const CODES: &[&Code] = &[&CROWD, &TOO_MANY_EDGES];

const CROWDED: u64 = 100;
const EDGE_LIMIT: u64 = 100_000_000;

impl Check for Crowd {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, _: &Identities, report: &mut Report) {
        let mut total: u64 = 0;
        for record in dataset.records.iter() {
            for (role, fillers) in joined(dataset, record) {
                let pairs = fillers * fillers.saturating_sub(1) / 2;
                total = total.saturating_add(pairs);
                if fillers > CROWDED {
                    let message = format!("{fillers} fillers of `{role}` make {pairs} edges");
                    let location = dataset.location(dataset.records.origin(record)).field(role);
                    report.push(Diagnostic::new(&CROWD, message).at(location));
                }
            }
        }
        report.extend(too_many(total));
    }
}

fn too_many(total: u64) -> Option<Diagnostic> {
    let message = format!("the records make {total} edges within roles, expected at most {EDGE_LIMIT}");
    (total > EDGE_LIMIT).then(|| Diagnostic::new(&TOO_MANY_EDGES, message))
}

/// The roles of a record whose fillers a rule joins with each other, and how many it names.
fn joined(dataset: &Dataset, record: RecordIx) -> impl Iterator<Item = (&str, u64)> {
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    kind.rules.iter().filter(|rule| rule.symmetric).map(move |rule| {
        let role = rule.from[0];
        (kind.role(role).name.as_str(), dataset.records.in_role(record, role).count() as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    #[test]
    fn a_hundred_million_edges_are_allowed() {
        assert!(too_many(EDGE_LIMIT).is_none() && too_many(EDGE_LIMIT + 1).is_some());
    }

    #[test]
    fn a_hundred_may_meet_and_one_more_is_a_crowd() {
        let people = |n: usize| (0..n).map(|i| format!("x{i},X{i}\n")).collect::<String>();
        let meeting = |n: usize| {
            let ids: Vec<String> = (0..n).map(|i| format!("x{i}")).collect();
            format!("id,date,participant\nm1,1999,{}\n", ids.join(";"))
        };
        for (n, expected) in [(100, 0), (101, 1)] {
            let (people, meeting) = (format!("id,name_en\n{}", people(n)), meeting(n));
            let files = [("entities/person.csv", people.as_str()), ("records/meeting.csv", meeting.as_str())];
            let found = messages(&Crowd, &files);
            assert_eq!(found.len(), expected, "{found:?}");
            assert!(found.iter().all(|message| message.contains("5050 edges")), "{found:?}");
        }
    }
}
