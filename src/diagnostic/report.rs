//! The problems of one run, collected, counted and put in order.

use super::{Code, Location, Severity};
use std::collections::BTreeMap;

/// How many problems of one code a report lists; the rest are counted.
pub const LIST_LIMIT: usize = 20;

/// One problem: what was found and expected, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: &'static Code,
    /// What was found and what was expected; lower case, no full stop.
    pub message: String,
    /// Where, if it has a place in a file.
    pub location: Option<Location>,
    /// How to mend it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A problem without a place yet.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), location: None, hints: Vec::new() }
    }

    /// Says where the problem is.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Adds a way to mend it; `None` adds nothing.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Option<String>>) -> Self {
        self.hints.extend(hint.into());
        self
    }
}

/// All problems of one run, and how many rows were read, kept and rejected.
///
/// The first [`LIST_LIMIT`] problems of each code are kept, the others only counted, so that a file of a
/// million bad rows costs no memory. `read == kept + rejected` always holds, because `kept` is derived.
#[derive(Debug, Default, Clone)]
pub struct Report {
    listed: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, (Severity, usize)>,
    /// Rows read from the tables of the dataset.
    pub read: u64,
    /// Rows that an error kept out.
    pub rejected: u64,
    /// Things worth saying that are no problem, such as "the texts were not at hand".
    pub remarks: Vec<String>,
}

impl Report {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.push_with(diagnostic.code, || diagnostic);
    }

    /// Adds a problem of a code, made only if it will be listed: of a million, all but a few are only counted.
    pub fn push_with(&mut self, code: &'static Code, diagnostic: impl FnOnce() -> Diagnostic) {
        let count = &mut self.counts.entry(code.id).or_insert((code.severity, 0)).1;
        *count += 1;
        if *count <= LIST_LIMIT {
            self.listed.push(diagnostic());
        }
    }

    /// Adds problems.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Rows that were kept: read less rejected.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.read - self.rejected
    }

    /// The problems listed, sorted by file, line, column and code; those without a place come first.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.listed
    }

    /// Lends the listed problems to whoever completes their locations.
    pub fn diagnostics_mut(&mut self) -> &mut [Diagnostic] {
        &mut self.listed
    }

    /// Puts the listed problems in their order.
    pub fn sort(&mut self) {
        self.listed
            .sort_by(|a, b| (&a.location, a.code.id, &a.message).cmp(&(&b.location, b.code.id, &b.message)));
    }

    /// How often `code` was raised, listed or not.
    #[must_use]
    pub fn count(&self, code: &Code) -> usize {
        self.counts.get(code.id).map_or(0, |(_, n)| *n)
    }

    /// Each code raised with its severity and its number of problems, sorted by code.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, Severity, usize)> + '_ {
        self.counts.iter().map(|(id, (severity, n))| (*id, *severity, *n))
    }

    /// How many problems of one severity there are, listed or not.
    #[must_use]
    pub fn total(&self, severity: Severity) -> usize {
        self.counts.values().filter(|(s, _)| *s == severity).map(|(_, n)| n).sum()
    }

    /// Whether nothing at all was raised or remarked.
    #[must_use]
    pub fn is_spotless(&self) -> bool {
        self.counts.is_empty() && self.remarks.is_empty()
    }

    /// Whether anything stops a build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.total(Severity::Error) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static NOISE: Code = Code { id: "W9999", severity: Severity::Warning, title: "noise", explanation: "" };

    #[test]
    fn a_code_is_listed_twenty_times_then_counted() {
        let mut report = Report::default();
        for line in 0..1_000 {
            report.push(Diagnostic::new(&NOISE, "again").at(Location::line("a.csv", line)));
        }
        assert_eq!(report.diagnostics().len(), LIST_LIMIT);
        assert_eq!(report.count(&NOISE), 1_000);
        assert!(!report.has_errors());
    }

    #[test]
    fn an_excerpt_of_a_huge_line_keeps_the_column_in_sight() {
        let mut location = Location::line("a.csv", 1).column(50_001, 1);
        location.set_excerpt(&format!("{}x{}", "a".repeat(50_000), "b".repeat(50_000)));
        let excerpt = location.excerpt.unwrap();
        assert_eq!(excerpt.text.chars().nth(excerpt.start), Some('x'));
        assert!(excerpt.text.len() <= 160);
    }
}
