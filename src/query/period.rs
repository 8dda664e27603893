//! The time that a question asks about.

use crate::date::{Bounds, Day, EndStatus, Extent, ExtentError, Quality, Reading};

/// An EDTF value as a window closed at both ends: `1985` is the whole year, `1985/..` all from its first day.
///
/// ```
/// use relata::query::Period;
///
/// let year: Period = "1985".parse()?;
/// let (from, to) = year.window();
/// assert_eq!((from.unwrap().to_string(), to.unwrap().to_string()), ("1985-01-01".into(), "1985-12-31".into()));
/// assert_eq!("1985/..".parse::<Period>()?.window().1, None);
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    text: String,
    from: Option<Day>,
    to: Option<Day>,
    quality: Quality,
}

impl Period {
    /// Its first and its last day; an absent one leaves it open on that side.
    #[must_use]
    pub fn window(&self) -> (Option<Day>, Option<Day>) {
        (self.from, self.to)
    }

    /// What `~`, `?` and `%` say of it; a verdict rests on it as on any other date.
    #[must_use]
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// The text as asked.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// From the first day of this to the last day of another; `None` when that is before.
    ///
    /// ```
    /// use relata::query::Period;
    ///
    /// let period = |text: &str| text.parse::<Period>().unwrap();
    /// let both = period("1988").until(&period("1992-06")).unwrap();
    /// assert_eq!(both.window().1.unwrap().to_string(), "1992-06-30");
    /// assert_eq!(period("1992").until(&period("1988")), None);
    /// ```
    #[must_use]
    pub fn until(&self, end: &Self) -> Option<Self> {
        let backwards = self.from.zip(end.to).is_some_and(|(from, to)| to < from);
        let quality = self.quality.max(end.quality);
        let text = format!("{}/{}", self.text, end.text);
        (!backwards).then_some(Self { text, from: self.from, to: end.to, quality })
    }

    /// Whether it lies more than some years off the days that an extent writes, on a side of which nothing is stated.
    ///
    /// A state attested in 1983 possibly held in 1950; but nothing is said of that time.
    ///
    /// ```
    /// use relata::date::{Extent, Reading};
    /// use relata::query::Period;
    ///
    /// let period: Period = "1990".parse()?;
    /// assert!(period.is_far_from(&Extent::parse("1983", Reading::State)?, 5));
    /// assert!(!period.is_far_from(&Extent::parse("1983/..", Reading::State)?, 5));
    /// # Ok::<(), relata::date::ExtentError>(())
    /// ```
    #[must_use]
    pub fn is_far_from(&self, extent: &Extent, years: u32) -> bool {
        let days = i64::from(years) * 1461 / 4;
        let off = |early: Option<Day>, late: Option<Day>| {
            early
                .zip(late)
                .is_some_and(|(early, late)| i64::from(late.number()) - i64::from(early.number()) > days)
        };
        let unstated = |status| status == Some(EndStatus::NotStated);
        unstated(extent.start_status()) && off(self.to, extent.date_min())
            || unstated(extent.end_status()) && off(extent.date_max(), self.from)
    }
}

impl std::str::FromStr for Period {
    type Err = ExtentError;

    /// Reads any EDTF value that is a moment or an interval; an empty text is open on both sides.
    fn from_str(text: &str) -> Result<Self, ExtentError> {
        let extent = Extent::parse(text, Reading::Happening)?;
        let Bounds { earliest_start: from, latest_end: to, .. } = *extent.bounds();
        Ok(Self { text: text.to_owned(), from, to, quality: extent.quality() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_date_is_a_window_closed_at_both_ends() {
        let days = |text: &str| {
            let (from, to) = text.parse::<Period>().unwrap().window();
            [from, to].map(|day| day.map_or("-".to_owned(), |day| day.to_string())).join(" ")
        };
        assert_eq!(days("1985"), "1985-01-01 1985-12-31");
        assert_eq!(days("198X"), "1980-01-01 1989-12-31");
        assert_eq!(days("1985-05/1986"), "1985-05-01 1986-12-31");
        assert_eq!(days("../1985"), "- 1985-12-31");
        assert_eq!(days("1985-05-03"), "1985-05-03 1985-05-03");
        assert!("last year".parse::<Period>().is_err());
    }
}
