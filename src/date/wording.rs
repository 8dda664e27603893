//! An extent taken apart for telling it in words, before any language is chosen.

use edtf_core::{Date, DateField, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, YearKind};

use super::{Extent, Reading};

/// What there is to say about an extent.
pub(super) enum Wording {
    /// No date.
    NotStated,
    /// A plain date: a moment in it, or a state attested by it.
    Single(Word),
    /// A plain date that an onset value marks as a beginning.
    Since(Word),
    /// Any of several dates.
    OneOf(Vec<Word>),
    /// Each of several dates.
    AllOf(Vec<Word>),
    /// One moment between two dates.
    Between(Word, Word),
    /// Some moment of a state between two dates.
    Amid(Word, Word),
    /// A beginning somewhere between two dates.
    SinceAmid(Word, Word),
    /// One moment at or after a date.
    After(Word),
    /// One moment at or before a date.
    Before(Word),
    /// A state, from one end to the other.
    During(End, End),
    /// A form too rare to be worded; it is shown as written.
    AsWritten,
}

/// One end of a state.
pub(super) enum End {
    /// It began, or ended, in this date.
    Dated(Word),
    /// It held in this date; the end lies beyond.
    Holding(Word),
    /// No such end is stated.
    Open,
    /// There is such an end, unknown when.
    Unknown,
}

/// A date to be worded.
pub(super) struct Word {
    pub(super) unit: Unit,
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
}

/// The calendar unit that a date names. Unspecified digits at its end leave the coarser known unit.
pub(super) enum Unit {
    Day {
        year: i64,
        month: u8,
        day: u8,
    },
    Month {
        year: i64,
        month: u8,
    },
    /// A season, quarter, third or half of a year, by its ISO 8601-2 code 21 to 41.
    Part {
        year: i64,
        code: u8,
    },
    Year(i64),
    /// The ten years that begin with this one.
    Decade(i64),
    /// The hundred years that begin with this one.
    Century(i64),
}

impl Wording {
    pub(super) fn of(extent: &Extent) -> Self {
        if !extent.is_stated() {
            return Self::NotStated;
        }
        let edtf = Edtf::parse(extent.as_str()).ok();
        edtf.and_then(|edtf| told(&edtf, extent.reading())).unwrap_or(Self::AsWritten)
    }
}

fn told(edtf: &Edtf, reading: Reading) -> Option<Wording> {
    match (edtf, reading) {
        (Edtf::Date(date), Reading::Onset) => Word::of(date).map(Wording::Since),
        (Edtf::Date(date), _) => Word::of(date).map(Wording::Single),
        (Edtf::DateTime(moment), Reading::Onset) => Word::of(&moment.date).map(Wording::Since),
        (Edtf::DateTime(moment), _) => Word::of(&moment.date).map(Wording::Single),
        (Edtf::Set(set), reading) => {
            range(set, reading).or_else(|| members(set).filter(|_| reading != Reading::Onset))
        }
        (Edtf::Interval(interval), Reading::Happening) => moment(interval),
        (Edtf::Interval(interval), Reading::State | Reading::Onset) => state(interval),
    }
}

/// A set of one range, of which one member holds: `[1994..1996]`.
fn range(set: &Set, reading: Reading) -> Option<Wording> {
    let (SetKind::OneMember, [SetElement::Range(first, last)]) = (set.kind, set.elements.as_slice()) else {
        return None;
    };
    let (first, last) = (Word::of(first)?, Word::of(last)?);
    Some(match reading {
        Reading::Happening => Wording::Between(first, last),
        Reading::State => Wording::Amid(first, last),
        Reading::Onset => Wording::SinceAmid(first, last),
    })
}

fn members(set: &Set) -> Option<Wording> {
    let word = |element: &SetElement| match element {
        SetElement::Date(date) => Word::of(date),
        SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) | SetElement::Range(..) => None,
    };
    let words = set.elements.iter().map(word).collect::<Option<Vec<_>>>()?;
    Some(match set.kind {
        SetKind::OneMember => Wording::OneOf(words),
        SetKind::AllMembers => Wording::AllOf(words),
    })
}

fn moment(interval: &Interval) -> Option<Wording> {
    match (End::of(&interval.start)?, End::of(&interval.end)?) {
        (End::Dated(first), End::Dated(last)) => Some(Wording::Between(first, last)),
        (End::Dated(first), End::Open | End::Unknown) => Some(Wording::After(first)),
        (End::Open | End::Unknown, End::Dated(last)) => Some(Wording::Before(last)),
        _ => None,
    }
}

fn state(interval: &Interval) -> Option<Wording> {
    Some(Wording::During(End::of(&interval.start)?, End::of(&interval.end)?))
}

impl End {
    fn of(endpoint: &IntervalEndpoint) -> Option<Self> {
        match endpoint {
            IntervalEndpoint::Date(date) => Word::of(date).map(Self::Dated),
            IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
                Word::of(date).map(Self::Holding)
            }
            IntervalEndpoint::Open => Some(Self::Open),
            IntervalEndpoint::Unknown => Some(Self::Unknown),
        }
    }
}

impl Word {
    fn of(date: &Date) -> Option<Self> {
        let (approximate, uncertain) = (date.is_approximate(), date.is_uncertain());
        Unit::of(date).map(|unit| Self { unit, approximate, uncertain })
    }

    /// True if the date carries a mark.
    pub(super) fn is_qualified(&self) -> bool {
        self.approximate || self.uncertain
    }
}

impl Unit {
    /// Names the unit; `None` where the digits leave a gap (`2004-XX-05`, `1985S2`).
    fn of(date: &Date) -> Option<Self> {
        match (whole_year(date), date.month, date.day) {
            (None, None, None) => years(date),
            (Some(year), month, day) => match (Slot::of(month), Slot::of(day)) {
                (Slot::Known(month), Slot::Known(day)) => Some(Self::Day { year, month, day }),
                (Slot::Known(code), Slot::Absent) if code >= 21 => Some(Self::Part { year, code }),
                (Slot::Known(month), Slot::Absent) => Some(Self::Month { year, month }),
                (Slot::Absent, Slot::Absent) => Some(Self::Year(year)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A month or day slot; one of nothing but `X` is as good as absent.
enum Slot {
    Known(u8),
    Absent,
    Partial,
}

impl Slot {
    fn of(field: Option<DateField>) -> Self {
        match field.map(|field| (field.value(), field.digits)) {
            None | Some((_, [None, None])) => Self::Absent,
            Some((Some(value), _)) => Self::Known(value),
            Some((None, _)) => Self::Partial,
        }
    }
}

fn whole_year(date: &Date) -> Option<i64> {
    date.year.value().filter(|_| date.year.significant_digits.is_none())
}

/// Names the decade or century of a year whose last digits are unspecified.
fn years(date: &Date) -> Option<Unit> {
    let YearKind::Standard { digits: [Some(a), Some(b), c, None], .. } = date.year.kind else {
        return None;
    };
    let century = i64::from(a) * 1000 + i64::from(b) * 100;
    Some(c.map_or(Unit::Century(century), |c| Unit::Decade(century + i64::from(c) * 10)))
}
