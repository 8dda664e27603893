//! Records drafted from texts, for a person to review: nothing enters the graph unread.
//!
//! A [`Drafter`] reads a text in simplified or traditional Chinese or in English and drafts what it states: records with
//! their fillers, date, attributes and the sentences that say so, and the entities that the lexicon does not know yet.
//! It is deterministic and works offline; a reading takes time linear in the length of the text.
//!
//! # The stages
//!
//! ```text
//! bytes --decode--> text --fold--> folded blocks --sentence--> sentences, clauses
//!   --mention--> names --calendar--> dates --phrase--> noun phrases, references --frame--> drafts --folder--> tables
//! ```
//!
//! Each stage is a file or a folder of its own. What words mean is data: `patterns/*.json` name the kinds, roles and
//! attributes of the vocabulary, the words that call for them and where their fillers stand; the code names none.
//!
//! ```
//! use relata::draft::{Drafter, SourceText};
//! use relata::model::{Dataset, EntityRow, Name, NameKind, Vocabulary};
//!
//! let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
//! for (id, text, country) in [("tuc", "英国职工大会", "GB"), ("acftu", "全总", "CN")] {
//!     let name = Name { text, language: "zh", kind: NameKind::Preferred };
//!     dataset.entities.push(&EntityRow { id, names: vec![name], country, ..EntityRow::default() });
//! }
//! let drafter = Drafter::new(&dataset, Vec::new())?;
//! let text = SourceText::decode("a.txt".as_ref(), "1993年4月，英国职工大会代表团访问全总。".as_bytes())?;
//! let reading = drafter.read(&text);
//! let drafts = drafter.drafts(&[(text, reading)]);
//! let visit = &drafts.records[0];
//! assert_eq!((visit.cell("visitor"), visit.cell("host"), visit.cell("date")), ("tuc", "acftu", "1993-04"));
//! assert_eq!(visit.cell("evidence"), "a:0-22");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The folder of drafts
//!
//! [`write_drafts`] lays out, and [`read_drafts`] reads back, a folder of CSV tables. Tables that a data folder has too
//! have the same names and columns, so that accepting a draft is moving its row:
//!
//! | file | columns | what a row is |
//! |---|---|---|
//! | `drafts.json` | | `{"format": "relata-drafts 1"}` |
//! | `sources.csv` | as in data | a text that was read: `length` and `sha256` are those of the text as UTF-8, which for a file in another encoding is not the file's own |
//! | `texts.csv` | source, path, encoding, sha256 | where the text of a source was found, its encoding, and the digest of the file's bytes |
//! | `places.csv` | as in data | a place that drafts name and the data does not have |
//! | `entities/<kind>.csv` | as in data | an entity that drafts propose; `note` says by which rule |
//! | `records/<kind>.csv` | as in data | a draft; its id is free in the data that was given as lexicon |
//! | `passages.csv` | as in data | a span that drafts give as evidence, with its digest |
//! | `review.csv` | id, kind, rank, date_text, why, doubt | what a reviewer needs beside the row: the order in which to look (1 first), the words of the date in the text, why it was drafted (rules and resolved references, split at <code>\|</code>), what is doubtful (split likewise) |
//! | `mentions.csv` | source, start, end, entity, how | a name in a text: `lexicon`, `introduced` (a short name that the text gives in brackets), `surname`, or the rule of the name grammar |
//! | `dates.csv` | source, start, end, date, how | an expression of time, its EDTF value (empty: no value is stated), the rule that read it |
//! | `decisions.jsonl` | | what a person decided about the drafts; written and read by [`crate::review`], not here |
//!
//! Offsets count Unicode scalar values of the text, the end is exclusive. No sentence of a text is stored: `path` leads
//! to it. Rows are sorted: records and entities by id, spans by source and start, `review.csv` by rank. A table
//! without rows is not written. Texts and ids are UTF-8 with LF ends of lines.
//!
//! # What it does not do
//!
//! It does not judge whether a text is right, does not look at the records that the data has already (that is for review),
//! and never guesses a date: what a text leaves open stays empty.

mod annotation;
mod assemble;
mod drafter;
mod drafts;
mod folder;
mod offsets;
mod reading;
mod source_text;

pub use drafter::{Drafter, Patterns, PatternsError};
pub use drafts::{
    DraftDate, DraftMention, DraftPassage, DraftPlace, DraftRecord, DraftText, Drafts, ProposedEntity,
};
pub(crate) use offsets::Offsets;

pub use folder::{DraftsError, read_drafts, write_drafts};
pub use reading::{Entity, Filler, Mention, Reading, Sort, TextReading, Time};
pub use source_text::{SourceText, SourceTextError};
