//! The folder of drafts: its tables written and read back. The format is told in [`crate::draft`].

mod read;
mod write;

pub use read::read_drafts;
pub use write::write_drafts;

use std::path::PathBuf;
use thiserror::Error;

/// The word by which a folder of drafts is known.
const FORMAT: &str = "relata-drafts 1";

const SOURCES: [&str; 8] = ["id", "file", "title", "date", "language", "length", "sha256", "note"];
const TEXTS: [&str; 4] = ["source", "path", "encoding", "sha256"];
const PLACES: [&str; 6] = ["id", "name_zh", "name_en", "country", "within", "note"];
const ENTITIES: [&str; 7] = ["id", "name_zh", "name_en", "aliases", "country", "lifespan", "note"];
const PASSAGES: [&str; 4] = ["source", "start", "end", "sha256"];
const REVIEW: [&str; 6] = ["id", "kind", "rank", "date_text", "why", "doubt"];
const MENTIONS: [&str; 5] = ["source", "start", "end", "entity", "how"];
const DATES: [&str; 5] = ["source", "start", "end", "date", "how"];

/// Why a folder of drafts cannot be written or read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DraftsError {
    /// There is no folder of drafts there.
    #[error("{} is no folder of drafts: it has no drafts.json of the format `{FORMAT}`", path.display())]
    NoDrafts {
        /// The folder.
        path: PathBuf,
    },
    /// A file cannot be read or written.
    #[error("cannot open {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A table is not as it was written.
    #[error("{}, line {line}: {problem}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What was found and what was expected.
        problem: String,
    },
}
