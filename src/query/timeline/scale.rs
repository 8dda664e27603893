//! From days to places across a drawing.

use crate::date::Day;

/// Where the years are drawn, in points from the left.
pub(super) const LEFT: i32 = 24;
/// How wide they are drawn.
pub(super) const WIDTH: i32 = 912;

/// Whole years laid out from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    first_year: i32,
    last_year: i32,
}

impl Scale {
    /// The years that hold all of these days; `None` when there is none.
    pub(super) fn around(days: impl Iterator<Item = Day>) -> Option<Self> {
        let years = days.map(|day| day.to_ymd().0);
        years.fold(None, |scale: Option<Self>, year| {
            let Self { first_year, last_year } = scale.unwrap_or(Self { first_year: year, last_year: year });
            Some(Self { first_year: first_year.min(year), last_year: last_year.max(year) })
        })
    }

    /// Where a day begins.
    pub(super) fn place(self, day: Day) -> i32 {
        let (first, end) = (self.start(self.first_year), self.start(self.last_year.saturating_add(1)));
        let (passed, all) = (i64::from(day.number()) - first, (end - first).max(1));
        LEFT + (passed * i64::from(WIDTH) / all).clamp(0, i64::from(WIDTH)) as i32
    }

    /// The years to be marked: every one, or every second, fifth, tenth and so on, so that no more than a dozen are.
    pub(super) fn marks(self) -> Vec<i32> {
        let years = self.last_year - self.first_year + 1;
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        let step = steps.into_iter().find(|step| years / step <= 12).unwrap_or(1000);
        (self.first_year..=self.last_year).filter(|year| year.rem_euclid(step) == 0).collect()
    }

    /// Where a year begins.
    pub(super) fn place_of_year(self, year: i32) -> i32 {
        Day::from_ymd(year, 1, 1).map_or(LEFT, |day| self.place(day))
    }

    fn start(self, year: i32) -> i64 {
        Day::from_ymd(year, 1, 1).map_or(0, |day| i64::from(day.number()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(days: &[&str]) -> Option<Scale> {
        Scale::around(days.iter().map(|day| day.parse().unwrap()))
    }

    #[test]
    fn whole_years_fill_the_width() {
        let scale = scale(&["1990-05-01", "1980-07-01"]).unwrap();
        let place = |day: &str| scale.place(day.parse().unwrap());
        assert_eq!(place("1980-01-01"), LEFT);
        assert_eq!(place("1991-01-01"), LEFT + WIDTH);
        assert!(place("1985-01-01") < place("1985-12-31"));
        assert_eq!(scale.marks(), (1980..=1990).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_than_a_dozen_years_are_marked() {
        assert_eq!(scale(&["1900-01-01", "2006-01-01"]).unwrap().marks()[..2], [1900, 1910]);
        assert!(scale(&["0002-01-01", "9998-01-01"]).unwrap().marks().len() <= 12);
        assert_eq!(scale(&[]), None);
    }
}
