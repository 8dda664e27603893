//! The three answers a question about uncertain dates can have.

use std::fmt;

/// What can be said of a statement about time when dates are known only within bounds; worse compares as smaller.
///
/// ```
/// use relata::date::Verdict;
///
/// assert_eq!(Verdict::Certain.and(Verdict::Possible), Verdict::Possible);
/// assert_eq!(Verdict::Impossible.to_string(), "impossible");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// True for no choice of dates within the bounds.
    Impossible,
    /// True for some choice of dates, and false for another.
    Possible,
    /// True for every choice of dates within the bounds.
    Certain,
}

impl Verdict {
    /// Joins two statements that must both be true: the worse of the two verdicts.
    ///
    /// Two statements about the same dates may be possible each and impossible together; where that matters, ask one
    /// question about all of them ([`overlap`](super::overlap), [`ordered`](super::ordered)).
    ///
    /// ```
    /// use relata::date::Verdict;
    ///
    /// assert_eq!(Verdict::Certain.and(Verdict::Impossible), Verdict::Impossible);
    /// ```
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Returns the word used in answers: `certain`, `possible` or `impossible`.
    ///
    /// ```
    /// assert_eq!(relata::date::Verdict::Certain.as_str(), "certain");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
            Self::Impossible => "impossible",
        }
    }

    /// Joins the two tests that decide a verdict.
    pub(super) fn judge(for_some: bool, for_all: bool) -> Self {
        match (for_some, for_all) {
            (false, _) => Self::Impossible,
            (true, false) => Self::Possible,
            (true, true) => Self::Certain,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Certain, Impossible, Possible};

    #[test]
    fn and_takes_the_worse() {
        for worse in [Impossible, Possible, Certain] {
            assert_eq!(Certain.and(worse), worse);
            assert_eq!(worse.and(Impossible), Impossible);
        }
    }
}
