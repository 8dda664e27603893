//! Judgements applied: which ids are one entity.

use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, EntityIx, Judgement, JudgementKind};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;

/// Raised when judgements cannot all be right.
pub static CONTRADICTION: Code = Code {
    id: "E0501",
    severity: Severity::Error,
    title: "contradicting judgements",
    explanation: "Two ids are judged `different`, and other judgements of `same` make one entity of them: a is the same \
        as b, b the same as c, and a is not c. One of the judgements named must be wrong. `unsure` contradicts nothing.",
};

/// Raised when two entities of different kinds are judged the same.
pub static SAME_OF_TWO_KINDS: Code = Code {
    id: "W0508",
    severity: Severity::Warning,
    title: "same of two kinds",
    explanation: "Two entities are judged the same and stand in the tables of two kinds. For an organisation that was also \
        entered as an international body that may be; a person is no organisation. The merged entity has the kind of the \
        id that stands for it. Correct the id, or move one of the two into the other table.",
};

/// The canonical id of every entity: the smallest of the ids judged the same, itself for most.
///
/// Only merged ids take memory.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    canonical: HashMap<EntityIx, EntityIx, FxBuildHasher>,
    /// The other ids of each that stands for some, in order.
    others: BTreeMap<EntityIx, Vec<EntityIx>>,
}

impl Identities {
    /// Applies the judgements of a dataset, transitively, and reports contradictions.
    ///
    /// The order of judgements does not matter. O(n log n) in the number of judgements.
    #[must_use]
    pub fn resolve(dataset: &Dataset, report: &mut Report) -> Self {
        let mut identities = Self::default();
        for judgement in dataset.judgements.iter().filter(|j| j.kind == JudgementKind::Same) {
            identities.join(judgement.a, judgement.b);
            if dataset.entities.kind(judgement.a) != dataset.entities.kind(judgement.b) {
                report.push(two_kinds(dataset, judgement));
            }
        }
        let mut merged: Vec<EntityIx> = identities.canonical.keys().copied().collect();
        merged.sort_unstable();
        merged.into_iter().for_each(|entity| {
            let canonical = identities.root(entity);
            identities.others.entry(canonical).or_default().push(entity);
        });
        for judgement in dataset.judgements.iter().filter(|j| j.kind == JudgementKind::Different) {
            if identities.canonical(judgement.a) == identities.canonical(judgement.b) {
                let (a, b) = (dataset.entities.id(judgement.a), dataset.entities.id(judgement.b));
                let message =
                    format!("`{a}` and `{b}` are judged different, and other judgements make them the same");
                let location = dataset.location(judgement.origin).field("judgement");
                report.push(Diagnostic::new(&CONTRADICTION, message).at(location));
            }
        }
        identities
    }

    fn join(&mut self, a: EntityIx, b: EntityIx) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.canonical.insert(a.max(b), a.min(b));
        }
    }

    /// The end of the chain of an entity, to which every link of the chain points afterwards.
    fn root(&mut self, entity: EntityIx) -> EntityIx {
        let (mut root, mut at) = (entity, entity);
        while let Some(&next) = self.canonical.get(&root) {
            root = next;
        }
        while at != root {
            at = self.canonical.insert(at, root).unwrap_or(root);
        }
        root
    }

    /// The entity that stands for `entity`.
    #[must_use]
    pub fn canonical(&self, entity: EntityIx) -> EntityIx {
        if self.canonical.is_empty() {
            return entity;
        }
        self.canonical.get(&entity).copied().unwrap_or(entity)
    }

    /// Whether another id stands for `entity`.
    #[must_use]
    pub fn is_merged(&self, entity: EntityIx) -> bool {
        self.canonical(entity) != entity
    }

    /// The ids that an entity stands for besides its own, in order; none for most.
    #[must_use]
    pub fn others(&self, canonical: EntityIx) -> &[EntityIx] {
        self.others.get(&canonical).map_or(&[], Vec::as_slice)
    }

    /// The merged ids with the ids that stand for them, in order.
    #[must_use]
    pub fn merged(&self) -> Vec<(EntityIx, EntityIx)> {
        let mut merged: Vec<_> = self.canonical.iter().map(|(&a, &b)| (a, b)).collect();
        merged.sort();
        merged
    }

    /// How many ids another one stands for.
    #[must_use]
    pub fn len(&self) -> usize {
        self.canonical.len()
    }

    /// Whether every id stands for itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.canonical.is_empty()
    }
}

fn two_kinds(dataset: &Dataset, judgement: &Judgement) -> Diagnostic {
    let name = |entity| {
        let kind = dataset.vocabulary.entity_kind(dataset.entities.kind(entity));
        format!("`{}` ({})", dataset.entities.id(entity), kind.name)
    };
    let message = format!("{} and {} are judged the same", name(judgement.a), name(judgement.b));
    Diagnostic::new(&SAME_OF_TWO_KINDS, message).at(dataset.location(judgement.origin).field("judgement"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_chain_of_judgements_has_one_end() {
        let mut identities = Identities::default();
        for n in (0..200_000).rev() {
            identities.join(EntityIx(n), EntityIx(n + 1));
        }
        assert!((0..=200_000).all(|n| identities.root(EntityIx(n)) == EntityIx(0)));
    }

    const KINDS: [JudgementKind; 3] = [JudgementKind::Same, JudgementKind::Different, JudgementKind::Unsure];

    fn judged(judgements: &[(u32, u32, usize)]) -> (Vec<EntityIx>, Vec<String>) {
        let mut dataset = Dataset::default();
        for n in 0..8 {
            dataset.entities.push(&crate::model::EntityRow { id: &format!("e{n}"), ..Default::default() });
        }
        dataset.judgements = judgements
            .iter()
            .map(|&(a, b, kind)| {
                let (who, when, why, origin) = Default::default();
                Judgement { a: EntityIx(a), b: EntityIx(b), kind: KINDS[kind], who, when, why, origin }
            })
            .collect();
        let mut report = Report::default();
        let identities = Identities::resolve(&dataset, &mut report);
        let mut messages: Vec<String> = report.diagnostics().iter().map(|d| d.message.clone()).collect();
        messages.sort();
        (dataset.entities.iter().map(|entity| identities.canonical(entity)).collect(), messages)
    }

    /// The smallest entity that chains of `same` lead to, by spreading it until nothing changes.
    fn spread(judgements: &[(u32, u32, usize)]) -> Vec<EntityIx> {
        let mut smallest: Vec<u32> = (0..8).collect();
        for _ in 0..8 {
            for &(a, b, _) in judgements.iter().filter(|judgement| judgement.2 == 0) {
                let least = smallest[a as usize].min(smallest[b as usize]);
                smallest[a as usize] = least;
                smallest[b as usize] = least;
            }
        }
        smallest.into_iter().map(EntityIx).collect()
    }

    proptest::proptest! {
        #[test]
        fn judgements_hold_transitively_and_in_any_order(
            mut judgements in proptest::collection::vec((0..8_u32, 0..8_u32, 0..3_usize), 0..12),
        ) {
            let (canonical, messages) = judged(&judgements);
            proptest::prop_assert_eq!(&canonical, &spread(&judgements));
            let broken = |&&(a, b, kind): &&(u32, u32, usize)| {
                kind == 1 && canonical[a as usize] == canonical[b as usize]
            };
            proptest::prop_assert_eq!(messages.len(), judgements.iter().filter(broken).count());
            let twice = [judgements.clone(), judgements.clone()].concat();
            proptest::prop_assert_eq!(&judged(&twice).0, &canonical);
            judgements.reverse();
            proptest::prop_assert_eq!(judged(&judgements), (canonical, messages));
        }
    }
}
