//! A file of patterns as it is written.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of patterns.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternFile {
    /// The language: `zh` or `en`.
    pub language: String,
    /// Words by class.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Words that stand for what was named before, by what they mean.
    #[serde(default)]
    pub references: BTreeMap<String, Vec<String>>,
    /// Titles with their English.
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    /// What may stand before a title, with its English.
    #[serde(default, rename = "title-prefixes")]
    pub title_prefixes: BTreeMap<String, String>,
    /// Words that follow a number, by what is counted.
    #[serde(default)]
    pub units: BTreeMap<String, Vec<String>>,
    /// Words of money with their codes.
    #[serde(default)]
    pub currencies: BTreeMap<String, String>,
    /// Words that multiply a number.
    #[serde(default)]
    pub multipliers: BTreeMap<String, f64>,
    /// Values of an attribute by the words that say so.
    #[serde(default, rename = "event-types")]
    pub event_types: BTreeMap<String, Vec<String>>,
    /// The frames.
    #[serde(default)]
    pub frames: Vec<Frame>,
    /// What a named person with a title is drafted as.
    #[serde(default)]
    pub office: Option<OfficeFrame>,
}

/// When words call for a record, and where its fillers stand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The id that a draft gives as its reason.
    pub id: String,
    /// The kind of the record.
    pub kind: String,
    /// The words that call for it.
    #[serde(default)]
    pub trigger: Vec<String>,
    /// Verbs that call for it in all their forms, as `base/past/participle`; in the passive who acts and who is acted on
    /// change places.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// What the clause must have: a class of words, `place`, `quoted` or `amount`; alternatives split at `|`.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Words that speak against it in the clause.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The slots from which each role is filled: the first that has anything fills it.
    #[serde(default)]
    pub roles: BTreeMap<String, Vec<String>>,
    /// How many fillers a role must have.
    #[serde(default)]
    pub min: BTreeMap<String, usize>,
    /// Attributes and what they are read from.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// Attributes with a fixed value.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// Where it took place.
    #[serde(default)]
    pub place: String,
    /// Whether only a date of its own sentence counts.
    #[serde(default, rename = "own-date")]
    pub own_date: bool,
    /// Whether it began with its date and its end is not stated.
    #[serde(default)]
    pub onset: bool,
    /// The role of which each filler has a record of its own.
    #[serde(default)]
    pub each: String,
    /// Whether its words are nouns: they count only where somebody is named beside them, and not beside a verb that calls
    /// for the same kind.
    #[serde(default)]
    pub noun: bool,
    /// Whether it is drafted from a relative clause too.
    #[serde(default)]
    pub relative: bool,
}

/// The kind, roles and attribute of what a title says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeFrame {
    /// The kind.
    pub kind: String,
    /// The role of the person.
    pub holder: String,
    /// The role of the body.
    pub organisation: String,
    /// The attribute of the title.
    pub title: String,
}
