//! Which subjects a view has, in which order, and under which IRIs.
//!
//! IRIs stand in folders below the base. The folders are few and sorted by their paths; within one, subjects are sorted
//! by their last part. So only one folder's subjects are held at a time, as small numbers.

use super::iri::Minted;
use super::{LocalName, Triples};
use crate::model::{EntityIx, PassageIx, PlaceIx, RecordIx, SourceIx};
use fixedbitset::FixedBitSet;
use oxrdf::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// Something that triples are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'v> {
    /// An entity, or an id that another stands for.
    Entity(EntityIx),
    /// A record.
    Record(RecordIx),
    /// A filler of a record that needs saying more of, by its number from 1.
    Participation(RecordIx, u32),
    /// A span of a source.
    Passage(PassageIx),
    /// A place.
    Place(PlaceIx),
    /// A source.
    Source(SourceIx),
    /// A finer type of entities.
    Type(&'v str),
}

/// A folder of IRIs.
#[derive(Debug, Clone, Copy)]
enum Folder<'v> {
    Entities(&'v str),
    Records,
    Participations,
    Passages,
    Places,
    Sources,
    Types,
}

/// The folders that every dataset has, with their paths below the base.
const FOLDERS: [(&str, Folder<'static>); 6] = [
    ("part", Folder::Participations),
    ("passage", Folder::Passages),
    ("place", Folder::Places),
    ("record", Folder::Records),
    ("source", Folder::Sources),
    ("term/type", Folder::Types),
];

impl<'v> Triples<'v> {
    /// Every subject once, in the order of N-Triples lines: by the bytes of its IRI and the `>` behind it.
    ///
    /// O(n log n) in the number of subjects; the subjects of one folder are held at a time.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'v>> + '_ {
        self.folders().flatten()
    }

    /// The subjects folder by folder, in the order of [`subjects`](Self::subjects).
    pub fn folders(&self) -> impl Iterator<Item = Vec<Subject<'v>>> + '_ {
        let paths = self.mapping().entity_kinds().iter().map(|kind| kind.path.as_str());
        let own = paths.map(|path| (path, Folder::Entities(path)));
        // All bases are one and no folder lies within another, so the slash decides as it will in the file.
        let folders: BTreeMap<String, Folder<'_>> =
            own.chain(FOLDERS).map(|(path, folder)| (format!("{path}/"), folder)).collect();
        folders.into_values().map(|folder| self.in_folder(folder))
    }

    fn in_folder(&self, folder: Folder<'_>) -> Vec<Subject<'v>> {
        let dataset = self.dataset();
        match folder {
            Folder::Entities(path) => {
                let shown = dataset.entities.iter().filter(|&entity| self.shows(entity, path));
                sorted(shown.map(Subject::Entity).collect(), self)
            }
            Folder::Records => sorted(self.view().records().map(Subject::Record).collect(), self),
            Folder::Participations => {
                let numbers = |record| 1..=self.qualified(record).count() as u32;
                let all =
                    self.view().records().flat_map(|r| numbers(r).map(move |n| Subject::Participation(r, n)));
                sorted(all.collect(), self)
            }
            Folder::Passages => {
                sorted(self.passages().ones().map(|n| Subject::Passage(n.into())).collect(), self)
            }
            Folder::Places => sorted(self.places().ones().map(|n| Subject::Place(n.into())).collect(), self),
            Folder::Sources => {
                sorted(self.sources().ones().map(|n| Subject::Source(n.into())).collect(), self)
            }
            Folder::Types => sorted(self.types().into_iter().map(Subject::Type).collect(), self),
        }
    }

    /// Whether an entity stands in a folder: one of the view, or an id that one of the view stands for.
    fn shows(&self, entity: EntityIx, path: &str) -> bool {
        let canonical = self.view().graph().identities().canonical(entity);
        let kind = self.dataset().entities.kind(entity);
        self.mapping().entity_kind(kind).path == path && self.describes(canonical)
    }

    /// The passages that records use. One that is merely listed says nothing of anything, and a `graph.json` has none
    /// such: both ways in must give the same triples.
    fn passages(&self) -> FixedBitSet {
        let records = &self.dataset().records;
        let mut used = FixedBitSet::with_capacity(self.dataset().passages.len());
        self.view()
            .records()
            .flat_map(|record| records.evidence(record))
            .for_each(|p| used.insert(p.index()));
        used
    }

    fn sources(&self) -> FixedBitSet {
        let passages = self.passages();
        let touched = passages.ones().map(|passage| self.dataset().passages[passage].source.index());
        self.touched(self.dataset().sources.len(), touched)
    }

    /// Places of records, and those around them.
    fn places(&self) -> FixedBitSet {
        let dataset = self.dataset();
        let records =
            self.view().records().flat_map(|record| dataset.records.places(record).iter().map(|p| p.index()));
        let mut places = self.touched(dataset.places.len(), records);
        for place in places.ones().collect::<Vec<_>>() {
            let mut around = self.around(place);
            while let Some(place) = around.filter(|&place| !places.put(place)) {
                around = self.around(place);
            }
        }
        places
    }

    fn around(&self, place: usize) -> Option<usize> {
        let places = &self.dataset().places;
        places.binary_search_by(|other| other.id.as_str().cmp(&places[place].within)).ok()
    }

    fn touched(&self, all: usize, touched: impl Iterator<Item = usize>) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(all);
        if self.is_complete() {
            set.insert_range(..);
        } else {
            touched.for_each(|number| set.insert(number));
        }
        set
    }

    /// The types of the entities of the view whose kind has types.
    fn types(&self) -> BTreeSet<&'v str> {
        let entities = &self.dataset().entities;
        let typed =
            |&entity: &EntityIx| self.mapping().entity_kind(entities.kind(entity)).classification.is_some();
        let shown = self.view().entities().filter(typed);
        let names = shown.map(|entity| self.view().graph().merged(entity).type_name());
        names.filter(|name| !name.is_empty()).collect()
    }
}

/// The IRIs of things.
impl Triples<'_> {
    /// The IRI of the entity that stands for `entity`.
    #[must_use]
    pub fn entity(&self, entity: EntityIx) -> NamedNode {
        self.entity_iri(entity).into()
    }

    /// The IRI of a place by its id.
    pub(super) fn place(&self, id: &str) -> NamedNode {
        self.place_iri(id).into()
    }

    pub(super) fn entity_type(&self, name: &str) -> NamedNode {
        self.type_iri(name).into()
    }

    pub(super) fn entity_iri(&self, entity: EntityIx) -> Minted<'_> {
        self.own_iri(self.view().graph().identities().canonical(entity))
    }

    /// The IRI of an id, merged or not.
    pub(super) fn own_iri(&self, entity: EntityIx) -> Minted<'_> {
        let path = &self.mapping().entity_kind(self.dataset().entities.kind(entity)).path;
        self.base().minted(path, LocalName::new(self.dataset().entities.id(entity)))
    }

    pub(super) fn record_iri(&self, record: RecordIx) -> Minted<'_> {
        self.base().minted("record", LocalName::new(self.dataset().records.id(record)))
    }

    pub(super) fn participation_iri(&self, record: RecordIx, number: u32) -> Minted<'_> {
        self.base().minted("part", self.local_name(Subject::Participation(record, number)))
    }

    pub(super) fn passage_iri(&self, passage: PassageIx) -> Minted<'_> {
        self.base().minted("passage", self.local_name(Subject::Passage(passage)))
    }

    pub(super) fn place_iri<'t>(&'t self, id: &'t str) -> Minted<'t> {
        self.base().minted("place", LocalName::new(id))
    }

    pub(super) fn source_iri(&self, source: SourceIx) -> Minted<'_> {
        self.base().minted("source", self.local_name(Subject::Source(source)))
    }

    pub(super) fn type_iri<'t>(&'t self, name: &'t str) -> Minted<'t> {
        self.base().minted("term/type", LocalName::new(name))
    }

    /// The last part of a subject's IRI.
    fn local_name<'s>(&'s self, subject: Subject<'s>) -> LocalName<'s> {
        let dataset = self.dataset();
        match subject {
            Subject::Entity(entity) => LocalName::new(dataset.entities.id(entity)),
            Subject::Record(record) => LocalName::new(dataset.records.id(record)),
            Subject::Participation(record, number) => {
                LocalName::new(dataset.records.id(record)).with_number(number)
            }
            Subject::Passage(passage) => {
                let stored = dataset.passage(passage);
                let source = &dataset.source(stored.source).id;
                LocalName::new(source).with_number(stored.start).with_number(stored.end)
            }
            Subject::Place(place) => LocalName::new(&dataset.place(place).id),
            Subject::Source(source) => LocalName::new(&dataset.source(source).id),
            Subject::Type(name) => LocalName::new(name),
        }
    }
}

fn sorted<'v>(mut subjects: Vec<Subject<'v>>, triples: &Triples<'_>) -> Vec<Subject<'v>> {
    subjects.sort_unstable_by(|a, b| triples.local_name(*a).cmp(&triples.local_name(*b)));
    subjects
}
