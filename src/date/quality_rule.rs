//! What the marks `~`, `?` and `%` do to an answer.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{Quality, Verdict};

/// The one rule about qualified dates, set as `"qualified"` in `dataset.json` and printed with answers.
///
/// The bounds of a qualified date stay as written either way.
///
/// ```
/// use relata::date::{Quality, QualityRule, Verdict};
///
/// let rule = QualityRule::default();
/// assert_eq!(rule.apply(Verdict::Certain, Quality::Approximate), Verdict::Possible);
/// assert_eq!(rule.apply(Verdict::Certain, Quality::Exact), Verdict::Certain);
/// assert_eq!("exact".parse(), Ok(QualityRule::Exact));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum QualityRule {
    /// `"possible"`, the default: a verdict that rests on a qualified date is at most possible.
    #[default]
    Possible,
    /// `"exact"`: the marks are ignored.
    Exact,
}

impl QualityRule {
    /// Every rule, the default first.
    pub const ALL: [Self; 2] = [Self::Possible, Self::Exact];

    /// Applies the rule to a verdict that rests on a date of the given quality.
    ///
    /// What is impossible within the bounds stays impossible. A verdict on several dates applies the rule once for each.
    ///
    /// ```
    /// use relata::date::{Quality, QualityRule, Verdict};
    ///
    /// assert_eq!(QualityRule::Exact.apply(Verdict::Certain, Quality::Uncertain), Verdict::Certain);
    /// ```
    pub fn apply(self, verdict: Verdict, quality: Quality) -> Verdict {
        match self {
            Self::Possible if quality.is_qualified() => verdict.and(Verdict::Possible),
            Self::Possible | Self::Exact => verdict,
        }
    }

    /// Returns the word used in `dataset.json`: `possible` or `exact`.
    ///
    /// ```
    /// assert_eq!(relata::date::QualityRule::default().as_str(), "possible");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Exact => "exact",
        }
    }
}

impl fmt::Display for QualityRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Says that a text names no rule about qualified dates.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected \"possible\" or \"exact\", found {found:?}")]
pub struct QualityRuleError {
    found: String,
}

impl FromStr for QualityRule {
    type Err = QualityRuleError;

    /// Reads the word used in `dataset.json`.
    fn from_str(text: &str) -> Result<Self, QualityRuleError> {
        let found = Self::ALL.into_iter().find(|rule| rule.as_str() == text);
        found.ok_or_else(|| QualityRuleError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for rule in QualityRule::ALL {
            assert_eq!(rule.to_string().parse(), Ok(rule));
        }
        assert!("Exact".parse::<QualityRule>().is_err());
    }

    #[test]
    fn impossible_stays_impossible() {
        for rule in QualityRule::ALL {
            assert_eq!(rule.apply(Verdict::Impossible, Quality::Uncertain), Verdict::Impossible);
        }
    }
}
