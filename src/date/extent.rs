//! When: a date as written, and what it says.

use std::fmt;

use super::interpret::Meaning;
use super::parse::{parse, unbounded};
use super::{Bounds, Day, EndStatus, ExtentError, Precision, Quality, Reading, Shape, Span};

/// An EDTF value (ISO 8601-2, levels 0 to 2) as written, read for one kind of record, with its four bounds.
///
/// The text stays the truth and is never rewritten. Everything else is computed once, so reading it is a field access.
/// An empty text is an extent too: not stated, without a limit on any side.
///
/// ```
/// use relata::date::{Extent, Reading};
///
/// let extent = Extent::parse("1949-12-07/2006-10-31", Reading::State)?;
/// assert_eq!(extent.bounds().earliest_start.unwrap().to_string(), "1949-12-07");
/// assert_eq!(extent.end_text(), Some("2006-10-31"));
/// assert_eq!(extent.to_string(), "1949-12-07/2006-10-31");
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extent {
    text: Box<str>,
    bounds: Bounds,
    written: (Option<Day>, Option<Day>),
    reading: Reading,
    start_status: Option<EndStatus>,
    end_status: Option<EndStatus>,
    precision: Precision,
    shape: Shape,
    quality: Quality,
}

impl Extent {
    /// Reads a date. Empty text means that no date is stated; blanks are not trimmed.
    ///
    /// Takes time linear in the length of the text.
    ///
    /// # Errors
    ///
    /// - [`Syntax`](ExtentError::Syntax) if the text is not EDTF; [`spreadsheet_damage`](super::spreadsheet_damage)
    ///   may tell why.
    /// - [`EndBeforeStart`](ExtentError::EndBeforeStart) if no day of the start comes before or on a day of the end.
    /// - [`YearOutOfRange`](ExtentError::YearOutOfRange) for days outside the years 0002 to 9998.
    /// - [`NotForHappening`](ExtentError::NotForHappening) for `A/B..` and `..A/B` read as a happening.
    /// - [`Unbounded`](ExtentError::Unbounded) for a value that limits nothing: `/`, `../..`, `[..1984,1980..]`.
    ///
    /// ```
    /// use relata::date::{Extent, ExtentError, Reading};
    ///
    /// assert!(!Extent::parse("", Reading::State)?.is_stated());
    /// let error = Extent::parse("2001/1998-04", Reading::State).unwrap_err();
    /// assert_eq!(error.to_string(), "end date precedes start date: 1998-04 < 2001");
    /// # Ok::<(), ExtentError>(())
    /// ```
    pub fn parse(text: &str, reading: Reading) -> Result<Self, ExtentError> {
        if text.is_empty() {
            return Ok(Self::not_stated(reading));
        }
        let edtf = parse(text)?;
        let meaning = Meaning::of(&edtf, reading)?.ok_or_else(|| unbounded(text))?;
        Ok(Self::new(text, reading, &meaning, Precision::of(&edtf), Quality::of(&edtf)))
    }

    /// Makes the extent of a record without a date.
    ///
    /// ```
    /// use relata::date::{Bounds, Extent, Reading};
    ///
    /// assert_eq!(*Extent::not_stated(Reading::State).bounds(), Bounds::NOT_STATED);
    /// ```
    pub fn not_stated(reading: Reading) -> Self {
        Self::new("", reading, &Meaning::NOT_STATED, Precision::Day, Quality::Exact)
    }

    fn new(text: &str, reading: Reading, meaning: &Meaning, precision: Precision, quality: Quality) -> Self {
        Self {
            text: text.into(),
            bounds: meaning.bounds,
            written: meaning.written,
            reading,
            start_status: meaning.start_status,
            end_status: meaning.end_status,
            precision,
            shape: meaning.shape,
            quality,
        }
    }

    /// Returns the text as written; empty if no date is stated.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns true if any date is stated.
    pub fn is_stated(&self) -> bool {
        self.shape != Shape::NotStated
    }

    /// Returns how the text was read.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// Returns the four bounds; an absent one is unbounded.
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// Returns the bounds with the knowledge whether they enclose one moment, ready to be compared.
    ///
    /// ```
    /// use relata::date::{Day, Extent, Reading, Verdict, holds_at};
    ///
    /// let state = Extent::parse("1990/..", Reading::State)?;
    /// let day = Day::from_ymd(1998, 1, 1).unwrap();
    /// assert_eq!(holds_at(&state.span(), day), Verdict::Possible);
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    pub fn span(&self) -> Span {
        Span { bounds: self.bounds, moment: self.reading == Reading::Happening }
    }

    /// Returns why the earliest start is absent; `None` exactly where it is known.
    pub fn start_status(&self) -> Option<EndStatus> {
        self.start_status
    }

    /// Returns why the latest end is absent; `None` exactly where it is known.
    ///
    /// ```
    /// use relata::date::{EndStatus, Extent, Reading};
    ///
    /// let ended = Extent::parse("1982/", Reading::State)?;
    /// assert_eq!(ended.end_status(), Some(EndStatus::Unknown));
    /// assert_eq!(ended.start_status(), None);
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    pub fn end_status(&self) -> Option<EndStatus> {
        self.end_status
    }

    /// Returns the coarsest unit in which the text is written; [`Precision::Day`] if nothing is stated.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Returns the form in which the extent is stated.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Returns what the marks `~`, `?` and `%` say; [`Quality::Exact`] if nothing is stated.
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// Returns the first day that is written, for drawing and for exports; `None` if the start is open or unknown.
    ///
    /// It is the earliest start, except for a state attested by a plain date, which is drawn over that date although
    /// it may have begun before.
    ///
    /// ```
    /// use relata::date::{Extent, Reading};
    ///
    /// let attested = Extent::parse("1983", Reading::State)?;
    /// assert_eq!(attested.date_min().unwrap().to_string(), "1983-01-01");
    /// assert_eq!(attested.bounds().earliest_start, None);
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    pub fn date_min(&self) -> Option<Day> {
        self.written.0
    }

    /// Returns the last day that is written, the mirror of [`date_min`](Self::date_min); `None` for an onset.
    ///
    /// ```
    /// use relata::date::{Extent, Reading};
    ///
    /// assert_eq!(Extent::parse("1979", Reading::Onset)?.date_max(), None);
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    pub fn date_max(&self) -> Option<Day> {
        self.written.1
    }

    /// Returns the EDTF text of the start, where the extent is an interval that gives one, or an onset.
    ///
    /// `None` for `..A/B`, which says only that it held in A, and for a plain date, which attests and dates no end.
    ///
    /// ```
    /// use relata::date::{Extent, Reading};
    ///
    /// assert_eq!(Extent::parse("1925/..", Reading::State)?.start_text(), Some("1925"));
    /// assert_eq!(Extent::parse("1925", Reading::State)?.start_text(), None);
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    pub fn start_text(&self) -> Option<&str> {
        let onset = Some(&*self.text).filter(|text| self.reading == Reading::Onset && !text.is_empty());
        self.ends().map(|(start, _)| start).map_or(onset, dated)
    }

    /// Returns the EDTF text of the end, where the extent is an interval that gives one.
    ///
    /// `None` for `A/B..`, which says only that it still held in B, and for a plain date.
    ///
    /// ```
    /// use relata::date::{Extent, Reading};
    ///
    /// assert_eq!(Extent::parse("1925/1999~", Reading::State)?.end_text(), Some("1999~"));
    /// assert_eq!(Extent::parse("1990/2007..", Reading::State)?.end_text(), None);
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    pub fn end_text(&self) -> Option<&str> {
        self.ends().and_then(|(_, end)| dated(end))
    }

    fn ends(&self) -> Option<(&str, &str)> {
        self.text.split_once('/')
    }
}

/// Keeps the text of an end that is a date.
fn dated(end: &str) -> Option<&str> {
    Some(end).filter(|end| !end.is_empty() && !end.contains(".."))
}

impl fmt::Display for Extent {
    /// Writes the text as written; nothing if no date is stated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Reading::{Happening, Onset, State};
    use super::*;

    fn extent(text: &str, reading: Reading) -> Extent {
        Extent::parse(text, reading).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn ends_are_given_only_where_dated() {
        #[rustfmt::skip]
        let table = [
            ("1949-12-07/2006-10-31", State, Some("1949-12-07"), Some("2006-10-31")),
            ("1925/..", State, Some("1925"), None),
            ("1925~/", State, Some("1925~"), None),
            ("/1999", State, None, Some("1999")),
            ("..1990/1999", State, None, Some("1999")),
            ("1990/2007..", State, Some("1990"), None),
            ("1925", State, None, None),
            ("1925", Onset, Some("1925"), None),
            ("1925/1930", Onset, Some("1925"), Some("1930")),
            ("../1930", Onset, None, Some("1930")),
            ("", State, None, None),
            ("", Onset, None, None),
        ];
        for (text, reading, start, end) in table {
            let extent = extent(text, reading);
            assert_eq!((extent.start_text(), extent.end_text()), (start, end), "{text}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let error = |text, reading| Extent::parse(text, reading).unwrap_err();
        assert!(matches!(error("1998-00", State), ExtentError::Syntax { column: 6, .. }));
        assert!(matches!(error("１998", State), ExtentError::Syntax { column: 1, .. }));
        assert!(matches!(error("19年", State), ExtentError::Syntax { column: 3, .. }));
        assert!(matches!(error(" 1998", State), ExtentError::Syntax { column: 1, .. }));
        for (text, reading) in [("2001/1998", State), ("2001/1998..", State), ("..2001/1998", State)] {
            assert!(matches!(error(text, reading), ExtentError::EndBeforeStart { .. }), "{text}");
        }
        for text in ["0001", "0000", "9999", "-0500", "Y17E7", "Y1E400", "XXXX", "0002/9999", "[1998,9999]"] {
            assert!(matches!(error(text, State), ExtentError::YearOutOfRange { .. }), "{text}");
        }
        for text in ["1990/2007..", "..1990/2007", "/2007..", "..1990/.."] {
            assert!(matches!(error(text, Happening), ExtentError::NotForHappening { .. }), "{text}");
        }
        for text in ["/", "../..", "../", "/..", "[..1984,1980..]"] {
            assert!(matches!(error(text, State), ExtentError::Unbounded { .. }), "{text}");
        }
        assert!(Extent::parse("0002", State).is_ok() && Extent::parse("9998", State).is_ok());
    }

    #[test]
    fn an_extent_stays_small() {
        assert!(size_of::<Extent>() <= 80, "{}", size_of::<Extent>());
    }

    fn readings() -> impl Strategy<Value = Reading> {
        prop_oneof![Just(Happening), Just(State), Just(Onset)]
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9XYESTZ:/.~?%,{}\\[\\]年-]{0,24}|.{0,12}", reading in readings()) {
            if let Ok(extent) = Extent::parse(&text, reading) {
                prop_assert_eq!(extent.as_str(), text);
                prop_assert_eq!(extent.bounds().earliest_start.is_none(), extent.start_status().is_some());
                prop_assert_eq!(extent.bounds().latest_end.is_none(), extent.end_status().is_some());
            }
        }

        #[test]
        fn bounds_are_never_inverted(
            text in "(\\.\\.)?(19[0-9X][0-9X](-0[1-9])?)?/((19[0-9X][0-9X](-0[1-9])?)?(\\.\\.)?)",
            reading in readings(),
        ) {
            if let Ok(extent) = Extent::parse(&text, reading) {
                let Bounds { earliest_start, latest_start, earliest_end, latest_end } = *extent.bounds();
                let ordered = |low: Option<Day>, high: Option<Day>| low.zip(high).is_none_or(|(low, high)| low <= high);
                prop_assert!(ordered(earliest_start, latest_start) && ordered(earliest_end, latest_end));
                prop_assert!(ordered(earliest_start, earliest_end) && ordered(latest_start, latest_end));
            }
        }
    }
}
