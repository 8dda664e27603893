#![doc = include_str!("../README.md")]
//!
//! ## The modules, in the order in which data flows
//!
//! | module | what it is for |
//! |---|---|
//! | [`date`] | extents over EDTF: four bounds, comparison that is certain, possible or impossible, words |
//! | [`diagnostic`] | problems of the data: code, message, place, hint |
//! | [`table`] | the tabular answer: text, CSV, JSON |
//! | [`cancel`] | stopping work that lasts |
//! | [`model`] | vocabulary, entities, records, sources: plain data in columns |
//! | [`load`] | files to a [`model::Dataset`] |
//! | [`authoring`] | schemas for editors, an empty dataset, a dataset as a data folder |
//! | [`resolve`] | judgements to canonical ids; names to entities |
//! | [`check`] | rules about the data as a whole |
//! | [`draft`] | texts to draft records with their evidence, for review |
//! | [`graph`] | records projected to a petgraph graph; views |
//! | [`query`] | questions and typed answers |
//! | [`rdf`] | a view as triples |
//! | [`sparql`] | triples in a store in memory, and queries to it |
//! | [`layout`] | where nodes are drawn |
//! | [`export`] | every format |
//! | [`import`] | exports read back into a dataset |
//! | [`review`] | what a person decides about drafts, and what that does to the data |
//! | `serve` | SPARQL 1.1 Protocol and pages behind IRIs over HTTP |
//! | [`pipeline`] | load, resolve, check and project in one call; [`build`] writes every format at once |
//!
//! ## The words
//!
//! | word | meaning |
//! |---|---|
//! | entity | a node: an organisation, a person, an international body |
//! | record | one dated matter with fillers in roles; the unit that a person edits and cites |
//! | kind | of a record; its class is a happening (at one moment) or a state (over a time) |
//! | role, filler | the part an entity plays, and who plays it |
//! | projection | the declared rule by which a record becomes edges |
//! | edge, source, target | a dated, labelled link of two nodes that names its record and its two fillers |
//! | relation | the label of an edge |
//! | extent | when: an EDTF value as written, with four bounds |
//! | source, passage, evidence | a document, a span of it, and the spans that say what a record says |
//! | judgement | same, different or unsure about two ids; kept as data |
//! | view | a selection of records, the entities they touch and the edges they make |
//! | tie | an edge that a route may cross |

pub mod authoring;
pub mod build;
pub mod cancel;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
mod cores;
pub mod date;
pub mod diagnostic;
pub mod draft;
pub mod export;
pub mod graph;
pub mod import;
pub mod layout;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod query;
pub mod rdf;
pub mod resolve;
pub mod review;
#[cfg(feature = "serve")]
pub mod serve;
pub mod sparql;
pub mod table;
