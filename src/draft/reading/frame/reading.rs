//! A record as read from a sentence.

use std::collections::BTreeMap;

/// A filler of a role, and whether the text leaves it to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filler {
    /// The entity.
    pub entity: usize,
    /// Whether it is inferred.
    pub inferred: bool,
}

/// A record as read from one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The kind.
    pub kind: String,
    /// Fillers by role.
    pub roles: BTreeMap<String, Vec<Filler>>,
    /// The number of its date among the expressions of the text, if it has one.
    pub time: Option<usize>,
    /// Its date.
    pub date: String,
    /// The country where it took place, or nothing.
    pub country: String,
    /// The place, by its number in the gazetteer.
    pub places: Vec<usize>,
    /// Attributes.
    pub attributes: BTreeMap<String, String>,
    /// The sentences that state it, as spans of the text.
    pub evidence: Vec<(u32, u32)>,
    /// Why it is drafted.
    pub why: Vec<String>,
    /// What is doubtful.
    pub doubts: Vec<String>,
    /// The frame.
    pub frame: usize,
    /// Where the word that calls for it stands in the text.
    pub at: u32,
}

/// A date that counts at a place of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dated {
    /// Its number among the expressions of the text.
    pub time: Option<usize>,
    /// The value.
    pub value: String,
    /// Whether it comes from an earlier sentence.
    pub carried: bool,
}

/// A reading for each filler of a role.
pub(super) fn each_of(reading: Reading, role: &str) -> Vec<Reading> {
    let fillers = reading.roles.get(role).cloned().unwrap_or_default();
    if fillers.len() < 2 {
        return vec![reading];
    }
    let one = |filler: Filler| {
        let mut one = reading.clone();
        one.roles.insert(role.to_owned(), vec![filler]);
        one
    };
    fillers.into_iter().map(one).collect()
}
