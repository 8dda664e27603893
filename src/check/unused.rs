//! Every entity has a part in something.

use super::Check;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, EntityIx};
use crate::resolve::Identities;

/// Raised when nothing names an entity.
pub static UNUSED_ENTITY: Code = Code {
    id: "W0509",
    severity: Severity::Warning,
    title: "entity not used",
    explanation: "No record names the entity, nobody acts for it, nothing is part of it, and no judgement is about it: in \
        the graph it is a node without edges. Often a record names a look-alike by mistake, or the entity is left over \
        from a record that was removed. Remove the row, or name the entity where it belongs; one that will be needed \
        later may stay.",
};

/// The rule. A part in anything counts: a role, acting for, being a whole with parts, a judgement. It is silent as long
/// as there are errors.
pub(super) struct Unused;

const CODES: &[&Code] = &[&UNUSED_ENTITY];

impl Check for Unused {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, _: &Identities, report: &mut Report) {
        // A list of entities alone is a beginning, not a mistake; and a row that was rejected may be the one that uses it.
        if dataset.records.is_empty() || report.has_errors() {
            return;
        }
        let used = used(dataset);
        for entity in dataset.entities.iter().filter(|entity| !used[entity.index()]) {
            let message = format!("no record names the entity `{}`", dataset.entities.id(entity));
            let location = dataset.location(dataset.entities.origin(entity)).field("id");
            report.push(Diagnostic::new(&UNUSED_ENTITY, message).at(location));
        }
    }
}

/// Whether each entity has a part in anything.
fn used(dataset: &Dataset) -> Vec<bool> {
    let (entities, records) = (&dataset.entities, &dataset.records);
    let mut used = vec![false; entities.len()];
    let mut mark = |entity: EntityIx| used[entity.index()] = true;
    for record in records.iter() {
        for (n, filler) in records.fillers(record).iter().enumerate() {
            mark(filler.entity);
            records.acting_for(record, n).into_iter().for_each(&mut mark);
        }
    }
    for entity in entities.iter().filter_map(|entity| entities.find(entities.part_of(entity))) {
        mark(entity);
    }
    for judgement in &dataset.judgements {
        mark(judgement.a);
        mark(judgement.b);
    }
    used
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    const RECORDS: (&str, &str) = ("records/meeting.csv", "id,participant\nx1,a;p@b\n");

    #[test]
    fn an_entity_without_a_part_in_anything_is_told() {
        let entities =
            ("entities/organisation.csv", "id,name_en,part_of\na,Alpha,c\nb,Beta,\nc,Gamma,\nd,Delta,\n");
        let people = ("entities/person.csv", "id,name_en\np,Pi\n");
        let found = messages(&Unused, &[entities, people, RECORDS]);
        assert_eq!(found, ["W0509 no record names the entity `d`"]);
    }

    #[test]
    fn a_list_of_entities_alone_is_no_mistake() {
        assert!(messages(&Unused, &[]).is_empty());
    }
}
