//! What a curator works with: JSON Schemas for an editor, an empty dataset with worked examples, and any dataset written
//! as a data folder, and a data folder in canonical form.
//!
//! The first two are made from the vocabulary, so a kind that somebody adds has its schema and its example unasked.

mod canonical;
mod cast;
mod comment;
mod example;
mod folder;
mod json_schema;
mod narrative;
mod schema;
mod skeleton;
mod vocabulary_schema;

pub use canonical::{Canonical, FolderForm, Reformed, TextTable, canonical_folder};
pub use folder::{WriteError, data_folder, write_folder};
pub use schema::schemas;
pub use skeleton::skeleton;
