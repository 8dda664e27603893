//! What a curator needs to begin: JSON Schemas for an editor, and an empty dataset with worked examples.
//!
//! Both are made from the vocabulary, so a kind that somebody adds has its schema and its example unasked.

mod cast;
mod comment;
mod example;
mod json_schema;
mod narrative;
mod schema;
mod skeleton;
mod vocabulary_schema;

pub use schema::schemas;
pub use skeleton::skeleton;
