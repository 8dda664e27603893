//! Records whose pairs would swamp the graph.

use super::Check;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::vocabulary::Rule;
use crate::model::{Dataset, RecordIx, RoleIx};
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
        client opens, or more than 500 million in all. W0310 names the records that make most of them. The graph is not \
        built, even with `--keep-going`.",
};

/// The rule, counted and not built: n fillers of a role that is joined make n(n-1)/2 edges.
pub(super) struct Crowd;

const CODES: &[&Code] = &[&CROWD, &TOO_MANY_EDGES];

const CROWDED: u64 = 100;
const EDGE_LIMIT: u64 = 100_000_000;
/// More are not numbered: see [`crate::graph::Incident`].
const ALL_EDGES_LIMIT: u64 = 500_000_000;

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
        report.extend(too_many(total, "edges within roles", EDGE_LIMIT));
        report.extend(too_many(all_edges(dataset), "edges", ALL_EDGES_LIMIT));
    }
}

fn too_many(total: u64, what: &str, limit: u64) -> Option<Diagnostic> {
    let message = format!("the records make {total} {what}, expected at most {limit}");
    (total > limit).then(|| Diagnostic::new(&TOO_MANY_EDGES, message))
}

/// How many edges the records make at most; where they are few, no more than the square of the fillers.
fn all_edges(dataset: &Dataset) -> u64 {
    let square = |record| (dataset.records.fillers(record).len() as u64 + 1).pow(2);
    let bound = dataset.records.iter().map(square).sum();
    if bound <= ALL_EDGES_LIMIT {
        return bound;
    }
    dataset.records.iter().map(|record| edges(dataset, record)).sum()
}

/// How many edges a record makes at most, an edge from each who may act for a body counted.
fn edges(dataset: &Dataset, record: RecordIx) -> u64 {
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    let fill = |roles: &[RoleIx]| -> u64 {
        roles.iter().map(|&role| dataset.records.in_role(record, role).count() as u64).sum()
    };
    let rule = |rule: &Rule| match rule.symmetric {
        true => fill(&rule.from).pow(2) / 2,
        false => fill(&rule.from).saturating_mul(fill(&rule.to)),
    };
    kind.rules.iter().map(rule).sum::<u64>() + dataset.records.fillers(record).len() as u64
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
        let told = |total| too_many(total, "edges", EDGE_LIMIT);
        assert!(told(EDGE_LIMIT).is_none() && told(EDGE_LIMIT + 1).is_some());
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
