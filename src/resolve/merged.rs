//! What is known of an entity under all the ids judged to be its own.

use super::Identities;
use crate::date::Extent;
use crate::model::{Dataset, EntityIx, Identifier, Name, NameKind};
use std::collections::{BTreeMap, BTreeSet};

/// An entity as one of its ids sees it: what that id says first, then the canonical id, then the others in order.
///
/// Of what an entity has only once, the first of them that says anything is believed; names, identifiers and notes are
/// those of all. An entity that nothing is merged into is told by its own row. Copies nothing.
///
/// ```
/// use relata::model::{Dataset, EntityIx, EntityRow, Judgement, JudgementKind, Origin};
/// use relata::resolve::{Identities, Merged};
///
/// let mut dataset = Dataset::default();
/// dataset.entities.push(&EntityRow { id: "dgb", ..EntityRow::default() });
/// dataset.entities.push(&EntityRow { id: "dgb-federal", country: "DE", ..EntityRow::default() });
/// dataset.judgements.push(Judgement {
///     a: EntityIx(0),
///     b: EntityIx(1),
///     kind: JudgementKind::Same,
///     who: String::new(),
///     when: String::new(),
///     why: String::new(),
///     origin: Origin::default(),
/// });
/// let identities = Identities::resolve(&dataset, &mut relata::diagnostic::Report::default());
/// assert_eq!(Merged::new(&dataset, &identities, EntityIx(0)).country(), "DE");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Merged<'a> {
    dataset: &'a Dataset,
    identities: &'a Identities,
    entity: EntityIx,
}

impl<'a> Merged<'a> {
    /// Looks at an entity from one of its ids; from the canonical one unless that of a record matters.
    #[must_use]
    pub fn new(dataset: &'a Dataset, identities: &'a Identities, entity: EntityIx) -> Self {
        Self { dataset, identities, entity }
    }

    /// The ids of the entity: the one it is seen from, the canonical one, the others in order; each once.
    pub fn members(self) -> impl Iterator<Item = EntityIx> + Clone + use<'a> {
        let canonical = self.identities.canonical(self.entity);
        let all = std::iter::once(canonical).chain(self.identities.others(canonical).iter().copied());
        std::iter::once(self.entity).chain(all.filter(move |member| *member != self.entity))
    }

    fn first_text(self, text: impl Fn(EntityIx) -> &'a str) -> &'a str {
        self.members().map(text).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Its finer type, or empty.
    #[must_use]
    pub fn type_name(self) -> &'a str {
        self.first_text(|member| self.dataset.entities.type_name(member))
    }

    /// ISO 3166-1 alpha-2, or empty.
    #[must_use]
    pub fn country(self) -> &'a str {
        self.first_text(|member| self.dataset.entities.country(member))
    }

    /// When it existed, if that is stated.
    #[must_use]
    pub fn lifespan(self) -> Option<&'a Extent> {
        self.members().find_map(|member| self.dataset.lifespan(member))
    }

    /// The entities that its ids are part of, canonical, never itself; the first is to be believed.
    pub fn parents(self) -> impl Iterator<Item = EntityIx> + use<'a> {
        let (entities, identities) = (&self.dataset.entities, self.identities);
        let own = identities.canonical(self.entity);
        let parents = self.members().filter_map(|member| entities.find(entities.part_of(member)));
        parents.map(|parent| identities.canonical(parent)).filter(move |parent| *parent != own)
    }

    /// The id of the entity it is part of, or empty.
    #[must_use]
    pub fn part_of(self) -> &'a str {
        self.parents().next().map_or("", |parent| self.dataset.entities.id(parent))
    }

    /// Its ids in other catalogues, each once.
    #[must_use]
    pub fn identifiers(self) -> Vec<Identifier<'a>> {
        let mut told = BTreeSet::new();
        let all = self.members().flat_map(|member| self.dataset.entities.identifiers(member));
        all.filter(|identifier| told.insert(*identifier)).collect()
    }

    /// The notes on it, each once.
    #[must_use]
    pub fn notes(self) -> Vec<&'a str> {
        let mut told = BTreeSet::new();
        let all = self.members().map(|member| self.dataset.entities.note(member));
        all.filter(|note| !note.is_empty() && told.insert(*note)).collect()
    }

    /// Its names, each once in a language: preferred ones first, aliases last.
    ///
    /// A preferred name of another id stays preferred when its language has none yet, and is an alias otherwise.
    #[must_use]
    pub fn names(self) -> Vec<Name<'a>> {
        let entities = &self.dataset.entities;
        let own = entities.names(self.entity);
        if self.members().nth(1).is_none() {
            return own.collect();
        }
        let mut names = Names::default();
        own.for_each(|name| names.add(name));
        for name in self.members().skip(1).flat_map(|member| entities.names(member)) {
            let taken = name.kind == NameKind::Preferred && names.preferred.contains(name.language);
            names.add(if taken { Name { kind: NameKind::Alias, ..name } } else { name });
        }
        names.listed.sort_by_key(|name| name.kind);
        names.listed
    }

    /// The name to show in a language, as [`Name::label`] chooses it, else the id.
    #[must_use]
    pub fn label(self, language: &str) -> &'a str {
        Name::label(self.all_names(), language).unwrap_or_else(|| self.dataset.entities.id(self.entity))
    }

    /// The short name to show in a language: the abbreviation, else the label.
    #[must_use]
    pub fn short_label(self, language: &str) -> &'a str {
        Name::short_label(self.all_names(), language).unwrap_or_else(|| self.dataset.entities.id(self.entity))
    }

    fn all_names(self) -> impl Iterator<Item = Name<'a>> + Clone {
        self.members().flat_map(move |member| self.dataset.entities.names(member))
    }
}

/// Names as they are gathered.
#[derive(Default)]
struct Names<'a> {
    listed: Vec<Name<'a>>,
    positions: BTreeMap<(&'a str, &'a str), usize>,
    /// The languages that have a preferred name.
    preferred: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    /// Lists a name; one told before keeps the better of its two kinds.
    fn add(&mut self, name: Name<'a>) {
        if name.kind == NameKind::Preferred {
            self.preferred.insert(name.language);
        }
        let position = *self.positions.entry((name.text, name.language)).or_insert(self.listed.len());
        match self.listed.get_mut(position) {
            Some(known) => known.kind = known.kind.min(name.kind),
            None => self.listed.push(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Report;
    use crate::model::{EntityRow, Judgement, JudgementKind, Origin};
    use NameKind::{Abbreviation, Alias, Preferred};

    fn name(text: &'static str, language: &'static str, kind: NameKind) -> Name<'static> {
        Name { text, language, kind }
    }

    /// Three ids of one entity, `a`, `b` and `c`, and one that is another, `d`.
    fn dataset(rows: [EntityRow<'static>; 3]) -> (Dataset, Identities) {
        let mut dataset = Dataset::default();
        for (id, row) in ["a", "b", "c"].into_iter().zip(rows) {
            dataset.entities.push(&EntityRow { id, ..row });
        }
        dataset.entities.push(&EntityRow { id: "d", ..EntityRow::default() });
        let same = |a, b| Judgement {
            a: EntityIx(a),
            b: EntityIx(b),
            kind: JudgementKind::Same,
            who: String::new(),
            when: String::new(),
            why: String::new(),
            origin: Origin::default(),
        };
        dataset.judgements.extend([same(2, 1), same(1, 0)]);
        let identities = Identities::resolve(&dataset, &mut Report::default());
        (dataset, identities)
    }

    #[test]
    fn what_is_told_once_is_told_by_the_first_id_that_has_it() {
        let identifier = |id| Identifier { scheme: "wikidata", id };
        let (dataset, identities) = dataset([
            EntityRow { part_of: "b", identifiers: vec![identifier("Q1")], ..EntityRow::default() },
            EntityRow {
                country: "DE",
                note: "n",
                identifiers: vec![identifier("Q1")],
                ..EntityRow::default()
            },
            EntityRow { country: "FR", part_of: "d", type_name: "union", note: "m", ..EntityRow::default() },
        ]);
        let merged = Merged::new(&dataset, &identities, EntityIx(0));
        assert_eq!((merged.country(), merged.type_name(), merged.part_of()), ("DE", "union", "d"));
        assert_eq!((merged.identifiers().len(), merged.notes()), (1, vec!["n", "m"]));
        let other = Merged::new(&dataset, &identities, EntityIx(2));
        assert_eq!((other.country(), other.members().map(|m| m.0).collect()), ("FR", vec![2, 0, 1]));
    }

    #[test]
    fn a_preferred_name_of_another_id_is_preferred_where_none_is_yet() {
        let (dataset, identities) = dataset([
            EntityRow {
                names: vec![name("Alpha", "en", Preferred), name("甲", "zh", Alias)],
                ..EntityRow::default()
            },
            EntityRow {
                names: vec![name("Beta", "en", Preferred), name("B", "en", Abbreviation)],
                ..EntityRow::default()
            },
            EntityRow {
                names: vec![name("甲", "zh", Preferred), name("Alpha", "en", Preferred)],
                ..EntityRow::default()
            },
        ]);
        let merged = Merged::new(&dataset, &identities, EntityIx(0));
        let expected = [
            name("Alpha", "en", Preferred),
            name("甲", "zh", Preferred),
            name("B", "en", Abbreviation),
            name("Beta", "en", Alias),
        ];
        assert_eq!(merged.names(), expected);
        assert_eq!((merged.label("zh"), merged.label("en"), merged.short_label("en")), ("甲", "Alpha", "B"));
        assert_eq!(Merged::new(&dataset, &identities, EntityIx(1)).label("en"), "Beta");
        assert_eq!(Merged::new(&dataset, &identities, EntityIx(3)).label("en"), "d");
    }
}
