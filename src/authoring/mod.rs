//! What a curator works with: JSON Schemas for an editor, an empty dataset with worked examples, and any dataset written
//! as a data folder.
//!
//! The first two are made from the vocabulary, so a kind that somebody adds has its schema and its example unasked.

mod cast;
mod comment;
mod example;
mod folder;
mod json_schema;
mod narrative;
mod schema;
mod skeleton;
mod vocabulary_schema;

pub use folder::{WriteError, data_folder, write_folder};
pub use schema::schemas;
pub use skeleton::skeleton;
