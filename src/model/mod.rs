//! The words of the domain as types: vocabulary, entities, records, sources, evidence.
//!
//! Everything here is plain data. [`Vocabulary`] says which kinds, roles, attributes and relations there are;
//! it is read from JSON and parsed into small dense numbers, so that a record costs a few bytes a filler.
//! [`Entities`] and [`Records`] are stores in columns: a row is a number, a column an array, and a column that
//! few rows use is sparse. [`Dataset`] holds them all.
//!
//! Start with [`Dataset`] and [`Vocabulary`]. Strings live at the edges; inside, [`EntityIx`], [`RecordIx`] and
//! their like are the ids. What this module does not do: read files, judge the data, or know a graph.

mod cell;
mod column;
mod dataset;
mod digest;
mod entities;
mod extents;
mod id;
mod id_table;
mod number;
mod records;
mod sentence;
mod settings;
mod strings;
pub mod vocabulary;

pub use cell::{FillerCell, FillerError, language_suffix, parse_filler, parse_span, split_list};
pub use column::{Lists, Sparse};
pub use dataset::{Dataset, Judgement, JudgementKind, Passage, Place, Source};
pub use digest::{Digest, DigestError};
pub use entities::{Entities, EntityRow, Identifier, Name, NameKind};
pub use extents::Extents;
pub use id::{
    AttributeIx, EntityIx, EntityKindIx, ExtentIx, KindIx, PassageIx, PlaceIx, RecordIx, RelationIx, RoleIx,
    SourceIx, TextIx, is_valid_id,
};
pub use number::{Number, NumberError};
pub use records::{Filler, Origin, RecordRow, Records, UnnamedFillers};
pub use sentence::{Sentences, attribute_words, phrase_language, sentence, undated_sentence};
pub use settings::{HubRule, Settings};
pub use strings::{Interner, Strings};
pub use vocabulary::{Relation, Vocabulary};
