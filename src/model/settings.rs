//! What `dataset.json` says about a dataset as a whole.

use crate::date::QualityRule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The settings of a dataset; every key may be left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The dataset's own id, part of its default base IRI.
    pub id: String,
    /// A title for people.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The language that titles, subjects and summaries are written in unless a cell says otherwise.
    pub language: String,
    /// The short codes that column names and cells use, each with its BCP 47 tag: `zh` means `zh-Hans`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: BTreeMap<String, String>,
    /// The base of the dataset's IRIs; ends in `/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_iri: Option<String>,
    /// The licence of the data.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// Anything else worth knowing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When an entity is a hub.
    #[serde(skip_serializing_if = "is_default")]
    pub hubs: HubRule,
    /// What `~`, `?` and `%` do to a verdict.
    #[serde(skip_serializing_if = "is_default", with = "quality_rule")]
    pub qualified_dates: QualityRule,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            id: "dataset".to_owned(),
            title: String::new(),
            language: "en".to_owned(),
            languages: BTreeMap::new(),
            base_iri: None,
            licence: String::new(),
            note: String::new(),
            hubs: HubRule::default(),
            qualified_dates: QualityRule::default(),
        }
    }
}

impl Settings {
    /// The BCP 47 tag of a short language code; a code that nothing is said of stands for itself.
    ///
    /// ```
    /// let mut settings = relata::model::Settings::default();
    /// settings.languages.insert("zh".into(), "zh-Hans".into());
    /// assert_eq!(settings.language_tag("zh"), "zh-Hans");
    /// assert_eq!(settings.language_tag("de"), "de");
    /// ```
    #[must_use]
    pub fn language_tag<'a>(&'a self, code: &'a str) -> &'a str {
        self.languages.get(code).map_or(code, String::as_str)
    }

    /// Whether a cell may use `code` as its language suffix.
    #[must_use]
    pub fn is_language_code(&self, code: &str) -> bool {
        code == self.language || self.languages.contains_key(code)
    }
}

/// When an entity is a hub, which a route may end at but does not cross (issue threads on super-nodes agree).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HubRule {
    /// More neighbours than this,
    pub neighbours: u32,
    /// and more than this share of all nodes, make a hub.
    pub share: f64,
    /// A record with more fillers than this in one role is treated alike.
    pub fillers: u32,
}

impl Default for HubRule {
    fn default() -> Self {
        Self { neighbours: 20, share: 0.25, fillers: 6 }
    }
}

/// The rule as its word.
mod quality_rule {
    use crate::date::QualityRule;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(rule: &QualityRule, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(rule.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<QualityRule, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
