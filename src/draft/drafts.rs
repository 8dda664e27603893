//! What a reading of texts comes to: the rows of the folder of drafts.

use crate::model::Digest;

/// Everything that was drafted from some texts.
///
/// Texts, places, entities and records are sorted by id, mentions and dates by source and start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drafts {
    /// The texts that were read.
    pub texts: Vec<DraftText>,
    /// Places that drafts name and the data does not have.
    pub places: Vec<DraftPlace>,
    /// Entities that drafts propose.
    pub entities: Vec<ProposedEntity>,
    /// The drafts.
    pub records: Vec<DraftRecord>,
    /// The spans that are evidence, with their digests.
    pub passages: Vec<DraftPassage>,
    /// Names in the texts.
    pub mentions: Vec<DraftMention>,
    /// Expressions of time in the texts.
    pub dates: Vec<DraftDate>,
}

/// A text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftText {
    /// The id of its source.
    pub source: String,
    /// Where it was found, as given to the program.
    pub path: String,
    /// The name of its encoding by the WHATWG Encoding Standard, such as `UTF-8` or `GBK`.
    pub encoding: String,
    /// The BCP 47 tag of its language: `zh-Hans`, `zh-Hant` or `en`.
    pub language: String,
    /// Its length in Unicode scalar values.
    pub length: u32,
    /// The digest of the text as UTF-8.
    pub sha256: Digest,
    /// The digest of the bytes of the file.
    pub file_sha256: Digest,
}

/// A place in the columns of `places.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPlace {
    /// Its id.
    pub id: String,
    /// Its Chinese name; may be empty.
    pub name_zh: String,
    /// Its English name; may be empty.
    pub name_en: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// An entity that the lexicon does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedEntity {
    /// The proposed id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Chinese names as the texts write them, the fullest first.
    pub names_zh: Vec<String>,
    /// English names as the texts write them, the fullest first.
    pub names_en: Vec<String>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// By which rule it was found.
    pub note: String,
}

/// A drafted record: a row of its kind's table, and what a reviewer needs beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRecord {
    /// Its id, free in the data.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// The cells of its row by column, in the order of the table, without the id.
    pub cells: Vec<(String, String)>,
    /// Where it stands in the order of review, from 1.
    pub rank: u32,
    /// The words of its date in the text; empty when none is stated.
    pub date_text: String,
    /// The rules that drafted it and the references that were resolved for it.
    pub why: Vec<String>,
    /// What is doubtful about it.
    pub doubts: Vec<String>,
}

impl DraftRecord {
    /// The cell of a column; empty when the table has no such column.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
    }
}

/// A span that is evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DraftPassage {
    /// The id of the source.
    pub source: String,
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// The digest of the span as UTF-8.
    pub sha256: Digest,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DraftMention {
    /// The id of the source.
    pub source: String,
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// The id of the entity.
    pub entity: String,
    /// How it was found.
    pub how: String,
}

/// An expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DraftDate {
    /// The id of the source.
    pub source: String,
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// Its EDTF value; empty when it has none.
    pub date: String,
    /// The rule that read it.
    pub how: String,
}
