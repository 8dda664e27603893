//! A name should find one entity.

use super::Check;
use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::model::{Dataset, EntityIx, JudgementKind, NameKind};
use crate::resolve::{Identities, NameIndex, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Raised when two entities bear one name and nobody has said that they are two.
pub static SHARED_NAME: Code = Code {
    id: "W0502",
    severity: Severity::Warning,
    title: "name shared by two entities",
    explanation: "Two entities bear the same name, abbreviation or alias; case, width, spaces and hyphens do not count. \
        A question that uses the name cannot tell which is meant, and often the two are one entity entered twice. Look \
        at both and write what you find into `judgements.csv`: `same` makes one entity of them, `different` or `unsure` \
        says that somebody has looked, and the warning goes.",
};

/// The rule. A pair with any judgement is passed over: `same` leaves one entity, the others say that the likeness is
/// known. Of several that bear a name, each is told once, with the first that it is not yet judged against.
pub(super) struct SharedName;

const CODES: &[&Code] = &[&SHARED_NAME];

impl Check for SharedName {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, identities: &Identities, report: &mut Report) {
        let judged = Judged::new(dataset, identities);
        let index = NameIndex::of_shared(dataset, identities);
        let mut pairs: BTreeMap<(EntityIx, EntityIx), Vec<&str>> = BTreeMap::new();
        for (name, bearers) in index.shared() {
            for (n, &later) in bearers.iter().enumerate() {
                if let Some(&earlier) = bearers[..n].iter().find(|&&earlier| !judged.contains(earlier, later))
                {
                    pairs.entry((later, earlier)).or_default().push(name);
                }
            }
        }
        for ((later, earlier), names) in pairs {
            report.push_with(&SHARED_NAME, || shared(dataset, (earlier, later), &names));
        }
    }
}

fn shared(dataset: &Dataset, (earlier, later): (EntityIx, EntityIx), folded: &[&str]) -> Diagnostic {
    let ids = (dataset.entities.id(earlier), dataset.entities.id(later));
    let (location, written): (Vec<String>, Vec<String>) =
        folded.iter().map(|name| as_written(dataset, later, name)).unzip();
    let names = written.join("`, `");
    let message = format!("`{}` and `{}` share the name `{names}`", ids.0, ids.1);
    let place: Location = dataset.location(dataset.entities.origin(later));
    let hint = format!(
        "look at both, then write `{},{},different` (or `same`, or `unsure`) into judgements.csv",
        ids.0, ids.1
    );
    let place = place.field(location[0].as_str()).part(Some(&written[0]));
    Diagnostic::new(&SHARED_NAME, message).at(place).hint(hint)
}

/// The column and the spelling in which an entity bears a folded name; a merged id's names may be its only bearer.
fn as_written(dataset: &Dataset, entity: EntityIx, folded: &str) -> (String, String) {
    let column = |kind, language: &str| match (kind, language) {
        (NameKind::Preferred, "") => "name".to_owned(),
        (NameKind::Abbreviation, "") => "abbr".to_owned(),
        (NameKind::Preferred, _) => format!("name_{language}"),
        (NameKind::Abbreviation, _) => format!("abbr_{language}"),
        (NameKind::Alias, _) => "aliases".to_owned(),
    };
    let found = dataset.entities.names(entity).find(|name| fold(name.text) == folded);
    found.map_or_else(
        || ("id".to_owned(), folded.to_owned()),
        |name| (column(name.kind, name.language), name.text.to_owned()),
    )
}

/// The pairs that somebody has looked at, and whether they were left open.
pub(super) struct Judged(BTreeSet<(EntityIx, EntityIx, bool)>);

impl Judged {
    pub(super) fn new(dataset: &Dataset, identities: &Identities) -> Self {
        let judged = dataset.judgements.iter().map(|judgement| {
            let (a, b) = (identities.canonical(judgement.a), identities.canonical(judgement.b));
            (a.min(b), a.max(b), judgement.kind == JudgementKind::Unsure)
        });
        Self(judged.collect())
    }

    fn contains(&self, a: EntityIx, b: EntityIx) -> bool {
        self.is_unsure(a, b) || self.0.contains(&(a.min(b), a.max(b), false))
    }

    /// Whether it was left open if two entities are one.
    pub(super) fn is_unsure(&self, a: EntityIx, b: EntityIx) -> bool {
        self.0.contains(&(a.min(b), a.max(b), true))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    const ENTITIES: (&str, &str) =
        ("entities/organisation.csv", "id,name_en,abbr_en\na,Alpha Union,AU\nb,alpha-union,A.U.\nc,Gamma,\n");

    #[test]
    fn a_pair_that_shares_names_is_told_once() {
        let found = messages(&SharedName, &[ENTITIES]);
        assert_eq!(found, ["W0502 `a` and `b` share the name `alpha-union`, `A.U.`"]);
    }

    #[test]
    fn any_judgement_silences_the_pair() {
        for word in ["same", "different", "unsure"] {
            let judgements = format!("a,b,judgement\nb,a,{word}\n");
            let found = messages(&SharedName, &[ENTITIES, ("judgements.csv", &judgements)]);
            assert!(found.is_empty(), "{word}: {found:?}");
        }
    }

    #[test]
    fn an_id_that_is_the_name_of_another_counts() {
        let entities = ("entities/organisation.csv", "id,name_en\nab,First\ncd,AB\n");
        let found = messages(&SharedName, &[entities]);
        assert_eq!(found, ["W0502 `ab` and `cd` share the name `AB`"]);
    }
}
