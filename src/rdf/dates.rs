//! Dates: flat on the record, so that a filter is one pattern.
//!
//! All four bounds are always written, with sentinels for absent ones, because a missing value would need an OPTIONAL
//! in every query; a status says what a sentinel stands for.

use super::literals::Value;
use super::{Description, terms};
use crate::date::{Day, EndStatus, Extent, Precision, Quality};
use oxrdf::NamedNodeRef;
use oxrdf::vocab::xsd;

/// States when a record holds: the text as written, the bounds, and what is coarse or doubtful about them.
pub(super) fn state_extent(extent: &Extent, description: &mut Description<'_>) {
    if extent.is_stated() {
        description.state(terms::WHEN, edtf(extent.as_str()));
    }
    state_bounds(extent, description);
    if let Some(unit) = unit(extent.precision()) {
        description.state(terms::PRECISION, unit);
    }
    if let Some(quality) = quality(extent.quality()) {
        description.state(terms::DATE_QUALITY, quality);
    }
}

/// States the four bounds, and why an outer one is a sentinel.
pub(super) fn state_bounds(extent: &Extent, description: &mut Description<'_>) {
    let bounds = extent.bounds();
    let days = [
        (terms::EARLIEST_START, bounds.earliest_start, Day::FIRST),
        (terms::LATEST_START, bounds.latest_start, Day::LAST),
        (terms::EARLIEST_END, bounds.earliest_end, Day::FIRST),
        (terms::LATEST_END, bounds.latest_end, Day::LAST),
    ];
    for (property, day, sentinel) in days {
        let day = day.unwrap_or(sentinel).to_string();
        description.state(property, Value::Typed(&day, xsd::DATE));
    }
    for (property, status) in
        [(terms::START_STATUS, extent.start_status()), (terms::END_STATUS, extent.end_status())]
    {
        if let Some(status) = status {
            description.state(property, self::status(status));
        }
    }
}

/// An EDTF text under the one datatype that covers all levels.
pub(super) fn edtf(text: &str) -> Value<'_> {
    Value::Typed(text, terms::EDTF)
}

fn status(status: EndStatus) -> NamedNodeRef<'static> {
    match status {
        EndStatus::Open => terms::OPEN,
        EndStatus::Unknown => terms::UNKNOWN,
        EndStatus::NotStated => terms::NOT_STATED,
    }
}

fn unit(precision: Precision) -> Option<NamedNodeRef<'static>> {
    match precision {
        Precision::Day => None,
        Precision::Month => Some(terms::TIME_UNIT_MONTH),
        Precision::Year => Some(terms::TIME_UNIT_YEAR),
        Precision::Decade => Some(terms::UNIT_DECADE),
        Precision::Century => Some(terms::UNIT_CENTURY),
    }
}

fn quality(quality: Quality) -> Option<NamedNodeRef<'static>> {
    match quality {
        Quality::Exact => None,
        Quality::Approximate => Some(terms::APPROXIMATE_DATE),
        Quality::Uncertain => Some(terms::UNCERTAIN_DATE),
        Quality::ApproximateUncertain => Some(terms::APPROXIMATE_UNCERTAIN_DATE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Reading::{self, Happening, Onset, State};
    use oxrdf::TermRef;
    use std::collections::BTreeMap;

    /// What is stated, by local name of the property.
    fn stated(text: &str, reading: Reading) -> BTreeMap<String, String> {
        let mut description = Description::new(NamedNodeRef::new_unchecked("urn:x"));
        state_extent(&Extent::parse(text, reading).unwrap(), &mut description);
        let local = |iri: NamedNodeRef<'_>| iri.as_str().rsplit('#').next().unwrap_or_default().to_owned();
        let entry = |triple: oxrdf::TripleRef<'_>| match triple.object {
            TermRef::Literal(literal) => (local(triple.predicate), literal.value().to_owned()),
            TermRef::NamedNode(iri) => (local(triple.predicate), local(iri)),
            TermRef::BlankNode(_) => panic!("no blank nodes"),
        };
        let entries: Vec<_> = description.triples().map(entry).collect();
        let stated: BTreeMap<_, _> = entries.iter().cloned().collect();
        assert_eq!(stated.len(), entries.len(), "{text}: each property once");
        stated
    }

    /// Bounds, start status, end status, precision, quality, `when`.
    fn row(text: &str, reading: Reading) -> [String; 6] {
        let stated = stated(text, reading);
        let get = |name: &str| stated.get(name).cloned().unwrap_or_default();
        let bounds = ["earliestStart", "latestStart", "earliestEnd", "latestEnd"].map(get);
        let rest = ["startStatus", "endStatus", "precision", "dateQuality", "when"].map(get);
        let [start, end, precision, quality, when] = rest;
        [bounds.join(" "), start, end, precision, quality, when]
    }

    /// The table of the RDF contract, section 6, row by row.
    #[test]
    fn dates_follow_the_table_of_the_contract() {
        let day = "1999-09-17 1999-09-17 1999-09-17 1999-09-17";
        let year = "1985-01-01 1985-12-31 1985-01-01 1985-12-31";
        let none = "0001-01-01 9999-12-31 0001-01-01 9999-12-31";
        #[rustfmt::skip]
        let table = [
            ("1999-09-17", Happening, day, "", "", "", ""),
            ("2002-04", Happening, "2002-04-01 2002-04-30 2002-04-01 2002-04-30", "", "", "unitMonth", ""),
            ("1985~", Happening, year, "", "", "unitYear", "approximateDate"),
            ("1985?", Happening, year, "", "", "unitYear", "uncertainDate"),
            ("1985%", Happening, year, "", "", "unitYear", "approximateUncertainDate"),
            ("199X", Happening, "1990-01-01 1999-12-31 1990-01-01 1999-12-31", "", "", "unitDecade", ""),
            ("19XX", Happening, "1900-01-01 1999-12-31 1900-01-01 1999-12-31", "", "", "unitCentury", ""),
            ("1989-22", Happening, "1989-06-01 1989-08-31 1989-06-01 1989-08-31", "", "", "unitMonth", ""),
            ("1989-24", Happening, "1989-12-01 1990-02-28 1989-12-01 1990-02-28", "", "", "unitMonth", ""),
            ("[1998,2000]", Happening, "1998-01-01 2000-12-31 1998-01-01 2000-12-31", "", "", "unitYear", ""),
            ("1979/1989", Happening, "1979-01-01 1989-12-31 1979-01-01 1989-12-31", "", "", "unitYear", ""),
            ("1982/", Happening, "1982-01-01 9999-12-31 1982-01-01 9999-12-31", "", "unknown", "unitYear", ""),
            ("1982/..", Happening, "1982-01-01 9999-12-31 1982-01-01 9999-12-31", "", "open", "unitYear", ""),
            ("/2006", Happening, "0001-01-01 2006-12-31 0001-01-01 2006-12-31", "unknown", "", "unitYear", ""),
            ("../2006", Happening, "0001-01-01 2006-12-31 0001-01-01 2006-12-31", "open", "", "unitYear", ""),
            ("1983", State, "0001-01-01 1983-12-31 1983-01-01 9999-12-31", "notStated", "notStated", "unitYear", ""),
            ("1979", Onset, "1979-01-01 1979-12-31 1979-01-01 9999-12-31", "", "open", "unitYear", ""),
            ("1949-12/2006-10-31", State, "1949-12-01 1949-12-31 2006-10-31 2006-10-31", "", "", "unitMonth", ""),
            ("1982/", State, "1982-01-01 1982-12-31 1982-01-01 9999-12-31", "", "unknown", "unitYear", ""),
            ("1990/..", State, "1990-01-01 1990-12-31 1990-01-01 9999-12-31", "", "open", "unitYear", ""),
            ("/2006?", State, "0001-01-01 2006-12-31 2006-01-01 2006-12-31", "unknown", "", "unitYear", "uncertainDate"),
            ("../2006", State, "0001-01-01 2006-12-31 2006-01-01 2006-12-31", "open", "", "unitYear", ""),
            ("1990/2007..", State, "1990-01-01 1990-12-31 2007-01-01 9999-12-31", "", "open", "unitYear", ""),
            ("", State, none, "notStated", "notStated", "", ""),
            ("", Happening, none, "notStated", "notStated", "", ""),
        ];
        for (text, reading, bounds, start, end, precision, quality) in table {
            let expected = [bounds, start, end, precision, quality, text];
            assert_eq!(row(text, reading), expected, "{text} {reading:?}");
        }
    }

    #[test]
    fn a_status_stands_exactly_where_an_outer_bound_is_a_sentinel() {
        for text in ["", "1983", "1990/..", "/2006", "..1990/2007..", "[..1984]", "1949/1950"] {
            let stated = stated(text, State);
            assert_eq!(stated["earliestStart"] == "0001-01-01", stated.contains_key("startStatus"), "{text}");
            assert_eq!(stated["latestEnd"] == "9999-12-31", stated.contains_key("endStatus"), "{text}");
        }
    }

    #[test]
    fn the_text_stays_as_written_and_every_bound_is_a_day_without_a_zone() {
        let mut description = Description::new(NamedNodeRef::new_unchecked("urn:x"));
        state_extent(&Extent::parse("1985~", Happening).unwrap(), &mut description);
        let shown: Vec<_> = description.triples().map(|triple| triple.object.to_string()).collect();
        assert_eq!(shown[0], "\"1985~\"^^<http://id.loc.gov/datatypes/edtf/EDTF>");
        assert_eq!(shown[1], "\"1985-01-01\"^^<http://www.w3.org/2001/XMLSchema#date>");
    }
}
