//! The kinds of problem, each with a stable number and its explanation.

use std::fmt;

/// How much a problem weighs: an error stops a build, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The data cannot be used as it stands.
    Error,
    /// The data can be used, and somebody should look at it.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A kind of problem: a stable number, a severity, a title and the text that `check --explain` prints.
///
/// Codes are constants that stand in the file that raises them; [`crate::check::codes`] lists them all.
#[derive(Debug)]
pub struct Code {
    /// The stable number: `E` or `W` and four digits.
    pub id: &'static str,
    /// Whether a build goes on.
    pub severity: Severity,
    /// The problem in a few words, lower case.
    pub title: &'static str,
    /// What it means, why it matters, how to mend it.
    pub explanation: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}
