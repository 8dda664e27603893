//! Everything that was read, in one place.

use super::{
    Digest, Entities, EntityIx, Extents, Origin, PassageIx, PlaceIx, RecordIx, Records, Settings, SourceIx,
    Vocabulary,
};
use crate::date::Extent;
use crate::diagnostic::Location;
use std::sync::Arc;

/// A document that records are drawn from; its words are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The id.
    pub id: String,
    /// The name of its file, looked up below the folder given with `--texts`.
    pub file: String,
    /// Its title.
    pub title: String,
    /// When it was issued, as EDTF; may be empty.
    pub date: String,
    /// The BCP 47 tag of its language; may be empty.
    pub language: String,
    /// Its length in Unicode scalar values, if stated.
    pub length: Option<u32>,
    /// SHA-256 of its bytes in lower-case hexadecimal; may be empty.
    pub sha256: String,
    /// A note; may be empty.
    pub note: String,
    /// Where it stands in the files.
    pub origin: Origin,
}

/// A span of a source, in Unicode scalar values from 0, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The source.
    pub source: SourceIx,
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// SHA-256 of the span's UTF-8 bytes; `None` when `passages.csv` does not give it.
    pub sha256: Option<Digest>,
}

/// A place: a value with an id, not a node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The id.
    pub id: String,
    /// Names with their short language codes, in the order of the file.
    pub names: Vec<(String, String)>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// The id of the place it lies in, or empty.
    pub within: String,
    /// A note, or empty.
    pub note: String,
    /// Where it stands in the files.
    pub origin: Origin,
}

impl Place {
    /// The name to show in a language, else the first one, else the id.
    #[must_use]
    pub fn label(&self, language: &str) -> &str {
        let wanted = self.names.iter().find(|(code, _)| code == language);
        wanted.or_else(|| self.names.first()).map_or(&self.id, |(_, name)| name)
    }
}

/// What a curator decided about two entity ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JudgementKind {
    /// Two ids of one entity.
    Same,
    /// Two entities, however alike.
    Different,
    /// Looked at and left open.
    Unsure,
}

impl JudgementKind {
    /// The word that files use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }
}

/// A recorded decision on whether two ids are one entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// One id.
    pub a: EntityIx,
    /// The other id.
    pub b: EntityIx,
    /// The decision.
    pub kind: JudgementKind,
    /// Who decided.
    pub who: String,
    /// When, as EDTF; may be empty.
    pub when: String,
    /// Why.
    pub why: String,
    /// Where it stands in the files.
    pub origin: Origin,
}

/// A loaded dataset: what the files say, checked cell by cell, nothing merged.
///
/// Entities, records, places and sources are sorted by id; passages by source and span; judgements stand in the
/// order of their ids.
#[derive(Debug, Default)]
pub struct Dataset {
    /// The settings of `dataset.json`.
    pub settings: Settings,
    /// The vocabulary in force.
    pub vocabulary: Vocabulary,
    /// The files read, in the order they were read, as named to the user.
    pub files: Vec<Arc<str>>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The passages that evidence points at, and those that `passages.csv` lists.
    pub passages: Vec<Passage>,
    /// Where each passage is listed with its digest, in the order of `passages`; `None` when only evidence names it.
    pub passage_origins: Vec<Option<Origin>>,
    /// The places.
    pub places: Vec<Place>,
    /// The entities.
    pub entities: Entities,
    /// The records.
    pub records: Records,
    /// The distinct extents.
    pub extents: Extents,
    /// The judgements.
    pub judgements: Vec<Judgement>,
}

impl Dataset {
    /// When a record holds.
    #[must_use]
    pub fn extent(&self, record: RecordIx) -> &Extent {
        self.extents.get(self.records.extent(record))
    }

    /// When an entity existed, if that is stated.
    #[must_use]
    pub fn lifespan(&self, entity: EntityIx) -> Option<&Extent> {
        self.entities.lifespan(entity).map(|extent| self.extents.get(extent))
    }

    /// The source of a number.
    #[must_use]
    pub fn source(&self, source: SourceIx) -> &Source {
        &self.sources[source.index()]
    }

    /// The passage of a number.
    #[must_use]
    pub fn passage(&self, passage: PassageIx) -> &Passage {
        &self.passages[passage.index()]
    }

    /// The place of a number.
    #[must_use]
    pub fn place(&self, place: PlaceIx) -> &Place {
        &self.places[place.index()]
    }

    /// Where a passage is listed, if it is.
    #[must_use]
    pub fn passage_origin(&self, passage: PassageIx) -> Option<Origin> {
        self.passage_origins.get(passage.index()).copied().flatten()
    }

    /// The place in the files that a row came from.
    #[must_use]
    pub fn location(&self, origin: Origin) -> Location {
        let file = self.files.get(usize::from(origin.file)).cloned().unwrap_or_else(|| "".into());
        Location::line(file, origin.line)
    }
}
