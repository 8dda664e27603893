//! What entities are and whom they have to do with, held against each other.

use super::Reason;
use crate::date::{Verdict, before};
use crate::graph::View;
use crate::model::{Dataset, EntityIx, RecordIx};
use crate::resolve::Identities;
use fixedbitset::FixedBitSet;

/// The records and neighbours of the entities that are compared.
pub(super) struct Circumstances<'v> {
    dataset: &'v Dataset,
    identities: &'v Identities,
    /// By canonical entity, in order; empty for those that are not compared.
    records: Vec<Vec<RecordIx>>,
    neighbours: Vec<Vec<EntityIx>>,
}

impl<'v> Circumstances<'v> {
    /// Gathers what the view knows of some entities. Linear in its records and edges.
    pub(super) fn of(view: &View<'v>, entities: impl Iterator<Item = EntityIx>) -> Self {
        let (dataset, identities) = (view.graph().dataset(), view.graph().identities());
        let mut wanted = FixedBitSet::with_capacity(dataset.entities.len());
        entities.for_each(|entity| wanted.insert(identities.canonical(entity).index()));
        let mut circumstances = Self {
            dataset,
            identities,
            records: vec![Vec::new(); dataset.entities.len()],
            neighbours: vec![Vec::new(); dataset.entities.len()],
        };
        circumstances.gather_records(view, &wanted);
        circumstances.gather_neighbours(view, &wanted);
        circumstances
    }

    fn gather_records(&mut self, view: &View<'_>, wanted: &FixedBitSet) {
        for record in view.records() {
            for (n, filler) in self.dataset.records.fillers(record).iter().enumerate() {
                let body = self.dataset.records.acting_for(record, n);
                for entity in [Some(filler.entity), body].into_iter().flatten() {
                    let entity = self.identities.canonical(entity).index();
                    if wanted.contains(entity) && self.records[entity].last() != Some(&record) {
                        self.records[entity].push(record);
                    }
                }
            }
        }
    }

    fn gather_neighbours(&mut self, view: &View<'_>, wanted: &FixedBitSet) {
        for edge in view.edges().filter(|edge| view.is_tie(edge) && edge.source != edge.target) {
            for (entity, neighbour) in [(edge.source, edge.target), (edge.target, edge.source)] {
                if wanted.contains(entity.index()) {
                    self.neighbours[entity.index()].push(neighbour);
                }
            }
        }
        for neighbours in &mut self.neighbours {
            neighbours.sort_unstable();
            neighbours.dedup();
        }
    }

    /// What speaks for and against `a` and `b` being one, besides their names.
    pub(super) fn reasons(&self, a: EntityIx, b: EntityIx) -> Vec<Reason> {
        let mut reasons = self.what_they_are(a, b);
        let (one, other) = (self.identities.canonical(a).index(), self.identities.canonical(b).index());
        // Ids that are one already share every record.
        if one != other {
            let neighbours = shared(&self.neighbours[one], &self.neighbours[other]);
            let records = shared(&self.records[one], &self.records[other]);
            reasons.extend((neighbours > 0).then_some(Reason::SharedNeighbours(neighbours)));
            reasons.extend((records > 0).then_some(Reason::SameRecords(records)));
        }
        reasons
    }

    fn what_they_are(&self, a: EntityIx, b: EntityIx) -> Vec<Reason> {
        let entities = &self.dataset.entities;
        let (one, other) = (entities.country(a), entities.country(b));
        let same_kind = entities.kind(a) == entities.kind(b);
        let same_country = !one.is_empty() && one == other;
        let part = entities.part_of(a) == entities.id(b) || entities.part_of(b) == entities.id(a);
        let mut reasons = Vec::new();
        reasons.extend((same_kind && same_country).then(|| Reason::SameCountry(one.to_owned())));
        reasons.extend((!same_kind).then_some(Reason::DifferentKinds));
        let two_countries = !one.is_empty() && !other.is_empty() && one != other;
        reasons.extend(two_countries.then_some(Reason::DifferentCountries));
        reasons.extend(part.then_some(Reason::PartOf));
        reasons.extend(self.lived_apart(a, b).then_some(Reason::LifespansApart));
        reasons.extend(self.catalogue_of_two(a, b).map(Reason::DifferentIdentifiers));
        reasons
    }

    fn lived_apart(&self, a: EntityIx, b: EntityIx) -> bool {
        let spans = self.dataset.lifespan(a).zip(self.dataset.lifespan(b));
        spans.is_some_and(|(a, b)| {
            let (a, b) = (a.span(), b.span());
            before(&a, &b) == Verdict::Certain || before(&b, &a) == Verdict::Certain
        })
    }

    /// A catalogue in which each of them has an id and they share none.
    fn catalogue_of_two(&self, a: EntityIx, b: EntityIx) -> Option<String> {
        let ids = |entity| self.dataset.entities.identifiers(entity);
        let apart = |scheme: &str| {
            let mut theirs = ids(b).filter(|i| i.scheme == scheme).peekable();
            theirs.peek().is_some() && theirs.all(|i| ids(a).all(|own| own != i))
        };
        ids(a).find(|i| apart(i.scheme)).map(|i| i.scheme.to_owned())
    }
}

/// How many items two sorted lists share; the longer one is halved for each item of the shorter.
fn shared<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().filter(|item| long.binary_search(item).is_ok()).count()
}
