//! Nobody acts before beginning or after ending.

use super::Check;
use super::certain::can_be_certain;
use crate::date::{Extent, Verdict, before, within};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, EntityIx, Filler, RecordIx};
use crate::resolve::Identities;

/// Raised when a record cannot lie within the lifespan of one who fills a role in it.
pub static OUTSIDE_LIFESPAN: Code = Code {
    id: "W0503",
    severity: Severity::Warning,
    title: "outside a lifespan",
    explanation: "For no choice of dates within the bounds does the record lie within the lifespan of the entity: it is \
        before the beginning, after the end, or lasts beyond one of them. One of the two dates is wrong, or the record \
        means a predecessor or successor that should be an entity of its own. Dates marked `~`, `?` or `%` raise \
        nothing unless `dataset.json` says that they count as exact.",
};

/// The rule. Only what is certain is told; an entity without a lifespan borrows that of the id that stands for it.
pub(super) struct Lifespan;

const CODES: &[&Code] = &[&OUTSIDE_LIFESPAN];

impl Check for Lifespan {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, identities: &Identities, report: &mut Report) {
        for record in dataset.records.iter() {
            let extent = dataset.extent(record);
            if !can_be_certain(dataset, extent) {
                continue;
            }
            for filler in dataset.records.fillers(record) {
                let outside = life(dataset, identities, filler.entity)
                    .and_then(|life| Some((life, how_outside(extent, life)?)));
                if let Some(outside) = outside {
                    report.push(outside_lifespan(dataset, record, filler, outside));
                }
            }
        }
    }
}

/// A lifespan to lean on: the entity's own, else that of the id that stands for it.
fn life<'d>(dataset: &'d Dataset, identities: &Identities, entity: EntityIx) -> Option<&'d Extent> {
    let canonical = || dataset.lifespan(identities.canonical(entity));
    dataset.lifespan(entity).or_else(canonical).filter(|life| can_be_certain(dataset, life))
}

/// How a record certainly sticks out of a lifespan, if it does.
fn how_outside(record: &Extent, life: &Extent) -> Option<&'static str> {
    let (record, life) = (record.span(), life.span());
    if within(&record, &life) != Verdict::Impossible {
        return None;
    }
    Some(match () {
        () if before(&record, &life) == Verdict::Certain => "is before it",
        () if before(&life, &record) == Verdict::Certain => "is after it",
        () => "reaches beyond it",
    })
}

fn outside_lifespan(
    dataset: &Dataset,
    record: RecordIx,
    filler: &Filler,
    (life, how): (&Extent, &str),
) -> Diagnostic {
    let id = dataset.entities.id(filler.entity);
    let role = dataset.vocabulary.kind(dataset.records.kind(record)).role(filler.role);
    let message = format!("`{id}` existed in `{life}`, and the date `{}` {how}", dataset.extent(record));
    let location = dataset.location(dataset.records.origin(record));
    Diagnostic::new(&OUTSIDE_LIFESPAN, message).at(location.field(role.name.as_str()).part(Some(id)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    fn found(life: &str, kind: &str, date: &str) -> Vec<String> {
        let entities = format!("id,name_en,lifespan\na,Alpha,{life}\nb,Beta,\n");
        let (file, header) = match kind {
            "meeting" => ("records/meeting.csv", "id,date,participant"),
            _ => ("records/relations.csv", "id,date,party"),
        };
        let records = format!("{header}\nx1,{date},a;b\n");
        messages(&Lifespan, &[("entities/organisation.csv", &entities), (file, &records)])
    }

    #[test]
    fn only_what_is_certainly_outside_is_told() {
        let table = [
            ("1990/2000", "meeting", "1985", "is before it"),
            ("1990/2000", "meeting", "2001-01", "is after it"),
            ("1990/2000", "meeting", "2000", ""),
            ("1990/2000", "meeting", "1985~", ""),
            ("1990~/2000", "meeting", "1985", ""),
            ("1990/2000", "meeting", "", ""),
            ("1990/..", "meeting", "2050", ""),
            ("1990/2000", "relations", "1985", "reaches beyond it"),
            ("1990/2000", "relations", "1985/..", "reaches beyond it"),
            ("1990/2000", "relations", "1985/1989", "is before it"),
            ("1990/2000", "relations", "1990/2000", ""),
            ("1990/2000", "relations", "1995/2005", "reaches beyond it"),
        ];
        for (life, kind, date, how) in table {
            let found = found(life, kind, date);
            let expected = format!("W0503 `a` existed in `{life}`, and the date `{date}` {how}");
            let expected = if how.is_empty() { vec![] } else { vec![expected] };
            assert_eq!(found, expected, "{life} {kind} {date}");
        }
    }

    #[test]
    fn a_merged_id_borrows_the_lifespan_of_the_one_that_stands_for_it() {
        let entities = "id,name_en,lifespan\na,Alpha,1990/2000\nb,Beta,\nc,Gamma,\n";
        let files = [
            ("entities/organisation.csv", entities),
            ("records/meeting.csv", "id,date,participant\nx1,1985,b;c\n"),
            ("judgements.csv", "a,b,judgement\na,b,same\n"),
        ];
        assert_eq!(messages(&Lifespan, &files).len(), 1);
    }
}
