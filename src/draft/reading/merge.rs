//! Readings that tell of the same put together.

use super::frame::{Filler, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// Puts together what the sentences of a text say of the same record, in the order of the text.
///
/// Two readings of one sentence are the same when they are of one kind, have the same date and nobody in a role of the one
/// contradicts the other. Readings of different sentences must agree in all fillers, and their dates may differ in how
/// exact they are. `bodies` tells whether an entity is a body.
pub fn merged(readings: Vec<Reading>, bodies: &dyn Fn(usize) -> bool) -> Vec<Reading> {
    let mut result: Vec<Reading> = Vec::new();
    let mut of_kind: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for reading in readings {
        let alike = of_kind.entry(reading.kind.clone()).or_default();
        let recent = &alike[alike.len().saturating_sub(WINDOW)..];
        let same = recent.iter().copied().find(|at| is_same(&result[*at], &reading, bodies));
        match same {
            Some(at) => absorb(&mut result[at], reading),
            None => {
                alike.push(result.len());
                result.push(reading);
            }
        }
    }
    result
}

/// How many records of a kind back a repetition is looked for.
const WINDOW: usize = 60;

fn is_same(known: &Reading, other: &Reading, bodies: &dyn Fn(usize) -> bool) -> bool {
    if fixed(known) != fixed(other) {
        return false;
    }
    let near = known.evidence == other.evidence;
    let dates = known.date == other.date
        || near && (known.date.is_empty() || other.date.is_empty())
        || !near && refines(&known.date, &other.date);
    dates
        && if near {
            agree(known, other, bodies)
        } else {
            known.roles.keys().eq(other.roles.keys())
                && same_fillers(known, other)
                && known.attributes.get("title") == other.attributes.get("title")
        }
}

/// Attributes with a closed set of values must be equal.
fn fixed(reading: &Reading) -> Option<&String> {
    reading.attributes.get("state")
}

/// Whether one date is a part of the other as written: `1983-05-20` of `1983-05`.
fn refines(a: &str, b: &str) -> bool {
    !a.is_empty()
        && !b.is_empty()
        && a != b
        && !a.contains('/')
        && !b.contains('/')
        && a.len() >= 7
        && b.len() >= 7
        && (a.starts_with(b) || b.starts_with(a))
}

fn entities(fillers: &[Filler]) -> BTreeSet<usize> {
    fillers.iter().map(|filler| filler.entity).collect()
}

fn same_fillers(known: &Reading, other: &Reading) -> bool {
    known.roles.iter().all(|(role, fillers)| {
        other.roles.get(role).is_some_and(|others| entities(fillers) == entities(others))
    })
}

/// Whether in every role that both have the one's fillers are among the other's, as far as they are named.
fn agree(known: &Reading, other: &Reading, bodies: &dyn Fn(usize) -> bool) -> bool {
    known.roles.iter().all(|(role, fillers)| {
        let Some(others) = other.roles.get(role) else { return true };
        let sure = |fillers: &[Filler]| -> BTreeSet<usize> {
            fillers
                .iter()
                .filter(|filler| !filler.inferred && bodies(filler.entity))
                .map(|filler| filler.entity)
                .collect()
        };
        let (a, b) = (sure(fillers), sure(others));
        let persons = |fillers: &[Filler]| -> BTreeSet<usize> {
            fillers.iter().filter(|filler| !bodies(filler.entity)).map(|filler| filler.entity).collect()
        };
        let (p, q) = (persons(fillers), persons(others));
        let within = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| {
            a.is_empty() || b.is_empty() || a.is_subset(b) || b.is_subset(a)
        };
        within(&a, &b) && within(&p, &q)
    })
}

/// Adds what a reading says to one that tells of the same.
fn absorb(known: &mut Reading, other: Reading) {
    let near = known.evidence == other.evidence;
    for (role, fillers) in other.roles {
        let own = known.roles.entry(role).or_default();
        let named = fillers.iter().any(|filler| !filler.inferred);
        if named {
            own.retain(|filler| {
                !filler.inferred || fillers.iter().any(|other| other.entity == filler.entity)
            });
        }
        let has_named = own.iter().any(|filler| !filler.inferred);
        for filler in fillers {
            match own.iter_mut().find(|known| known.entity == filler.entity) {
                Some(known) => known.inferred &= filler.inferred,
                None if !(filler.inferred && has_named) => own.push(filler),
                None => {}
            }
        }
    }
    if other.date.len() > known.date.len() && !near || known.date.is_empty() {
        known.date = other.date;
        known.time = other.time;
    }
    if known.places.is_empty() {
        known.places = other.places;
        if known.country.is_empty() || !known.places.is_empty() {
            known.country = other.country;
        }
    }
    for (name, value) in other.attributes {
        known.attributes.entry(name).or_insert(value);
    }
    for span in other.evidence {
        if !known.evidence.contains(&span) {
            known.evidence.push(span);
        }
    }
    known.why.extend(other.why);
    known.doubts.extend(other.doubts);
    let mut seen = BTreeSet::new();
    known.why.retain(|why| seen.insert(why.clone()));
    known.doubts.retain(|doubt| seen.insert(doubt.clone()));
}
