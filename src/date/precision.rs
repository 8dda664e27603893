//! How finely a date is written.

use edtf_core::{Date, DateField, Edtf, IntervalEndpoint, SetElement, Year, YearKind};

/// The coarsest unit in which an extent is written; finer compares as smaller.
///
/// - An interval or a set takes its coarsest member.
/// - A season, quarter or half year counts as [`Month`](Self::Month).
/// - Unspecified digits leave the coarser known unit: `2004-06-XX` is a month, `2004-XX` a year. What is coarser than
///   a century counts as a century.
///
/// ```
/// use relata::date::{Extent, Precision, Reading};
///
/// let extent = Extent::parse("1949-12/2006-10-31", Reading::State)?;
/// assert_eq!(extent.precision(), Precision::Month);
/// assert_eq!(extent.precision().as_str(), "month");
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A full day: `1999-09-17`.
    Day,
    /// A month or season: `2002-04`, `1989-22`.
    Month,
    /// A year: `1985`.
    Year,
    /// Ten years: `199X`.
    Decade,
    /// A hundred years, or still coarser: `19XX`.
    Century,
}

impl Precision {
    /// Returns the word used in exports: `day`, `month`, `year`, `decade` or `century`.
    ///
    /// ```
    /// assert_eq!(relata::date::Precision::Decade.as_str(), "decade");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// Finds the coarsest precision written in a value.
    pub(super) fn of(edtf: &Edtf) -> Self {
        match edtf {
            Edtf::Date(date) => of_date(date),
            Edtf::DateTime(_) => Self::Day,
            Edtf::Interval(interval) => of_endpoint(&interval.start).max(of_endpoint(&interval.end)),
            Edtf::Set(set) => set.elements.iter().map(of_element).max().unwrap_or(Self::Day),
        }
    }
}

fn of_endpoint(endpoint: &IntervalEndpoint) -> Precision {
    match endpoint {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => of_date(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => Precision::Day,
    }
}

fn of_element(element: &SetElement) -> Precision {
    match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => of_date(date),
        SetElement::Range(from, to) => of_date(from).max(of_date(to)),
    }
}

fn of_date(date: &Date) -> Precision {
    let known = |field: Option<DateField>| field.is_some_and(|field| !field.has_unspecified());
    match (of_year(&date.year), known(date.month), known(date.day)) {
        (Precision::Year, true, true) => Precision::Day,
        (Precision::Year, true, false) => Precision::Month,
        (year, _, _) => year,
    }
}

fn of_year(year: &Year) -> Precision {
    match (year.significant_digits, year.kind) {
        (Some(3), YearKind::Standard { .. }) => Precision::Decade,
        (Some(1 | 2), YearKind::Standard { .. }) => Precision::Century,
        (_, YearKind::Standard { digits: [Some(_), Some(_), Some(_), None], .. }) => Precision::Decade,
        (_, YearKind::Standard { digits, .. }) if digits.contains(&None) => Precision::Century,
        _ => Precision::Year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coarser_known_unit_counts() {
        use Precision::{Century, Day, Decade, Month, Year};
        let table = [
            ("1999-09-17", Day),
            ("1999-09-17T10:00:00Z", Day),
            ("2004-06-XX", Month),
            ("2004-06-1X", Month),
            ("1989-22", Month),
            ("2004-XX", Year),
            ("2004-XX-05", Year),
            ("2004-1X", Year),
            ("1985S3", Decade),
            ("199X", Decade),
            ("199X-05", Decade),
            ("1985S2", Century),
            ("19XX", Century),
            ("1X85", Century),
            ("1989-06/1991", Year),
            ("1990-01-01/2007-05..", Month),
            ("1999-09-17/", Day),
            ("[1999-09-17,2000]", Year),
            ("{1999-09..1999-12}", Month),
        ];
        for (text, precision) in table {
            assert_eq!(Precision::of(&Edtf::parse(text).unwrap()), precision, "{text}");
        }
    }
}
