//! The order of time in lists: by the first day that is written, undated last.

use crate::date::{Day, Extent};
use crate::model::{Dataset, RecordIx};

/// Where a record stands in the order of time; smaller is earlier, and what has no date comes last.
///
/// It is the first day that is written, or the last one where a start is open or unknown (`../2006`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    undated: bool,
    day: Option<Day>,
}

impl Moment {
    pub(super) fn of(extent: &Extent) -> Self {
        let day = extent.date_min().or(extent.date_max());
        Self { undated: day.is_none(), day }
    }

    pub(super) fn of_record(dataset: &Dataset, record: RecordIx) -> Self {
        Self::of(dataset.extent(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Reading;

    #[test]
    fn undated_comes_last_and_an_open_start_stands_at_its_end() {
        let moment = |text| Moment::of(&Extent::parse(text, Reading::State).unwrap());
        let mut texts = ["", "2007", "../2006", "1983"];
        texts.sort_by_key(|text| moment(text));
        assert_eq!(texts, ["1983", "../2006", "2007", ""]);
    }
}
