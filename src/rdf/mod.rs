//! The graph as RDF: a view becomes triples, subject by subject.
//!
//! Other tools read organisations, people and dated memberships as RDF, and know the terms of the W3C's ORG, FOAF,
//! schema.org, PROV-O and SKOS. This module says the graph in those terms, and in a few of its own where they have
//! none. Two layers are written: the records with their roles, dates and passages, and a direct layer of plain triples
//! between entities, derived from them, for easy queries.
//!
//! It stands after [`crate::graph`] and before the exporters: an exporter asks [`Triples`] for its [`Subject`]s, which
//! come in the order of their N-Triples lines, and writes the [`Description`] of each. Nothing is held but the
//! description at hand and a small number for every subject of one folder of IRIs.
//!
//! ```
//! use relata::graph::KnowledgeGraph;
//! use relata::model::{Dataset, EntityRow, Vocabulary};
//! use relata::rdf::{RdfOptions, Triples};
//! use relata::resolve::Identities;
//!
//! let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
//! dataset.entities.push(&EntityRow { id: "acftu", country: "CN", ..EntityRow::default() });
//! let graph = KnowledgeGraph::build(dataset, Identities::default());
//! let view = graph.view();
//!
//! let options = RdfOptions { base_iri: Some("https://data.example.org/".to_owned()), ..RdfOptions::default() };
//! let triples = Triples::new(&view, &options)?;
//! for subject in triples.subjects() {
//!     let description = triples.describe(subject);
//!     assert_eq!(description.subject().as_str(), "https://data.example.org/body/acftu");
//!     assert!(description.triples().any(|triple| triple.object.to_string() == "\"CN\""));
//! }
//! assert!(triples.warnings().is_empty());
//! # Ok::<(), relata::rdf::RdfError>(())
//! ```
//!
//! # Where things stand
//!
//! - `iri.rs` makes IRIs, `order.rs` puts them in order, `prefixes.rs` shortens them;
//! - `terms.rs` holds the terms that the code itself uses, `mapping.rs` those that the vocabulary names;
//! - `nodes.rs`, `records.rs`, `dates.rs`, `direct.rs` describe one sort of thing each, `literals.rs` makes values,
//!   `spelling.rs` writes terms, `xml_text.rs` fits them to XML;
//! - `shortcuts.rs` says from which roles the direct layer comes, `ontology.rs` what the vocabulary is, `shapes.rs` what
//!   data must look like, `account.rs` what the dataset is; `statements.rs` gathers what they say;
//! - [`queries`] holds the questions that RDF is made for, with parameters, and fits them to the vocabulary in force;
//! - `subjects.rs` lists what there is to describe, `triples.rs` ties it all together.
//!
//! No kind, role or relation is known by name here: what a record becomes is the vocabulary's to say.
//!
//! # What it does not do
//!
//! It writes no bytes: that is for [`crate::export`]. It makes no blank node, carries no word of a source and reads no
//! clock. Histories, derived ends and lifespan clamps are answers of the tool and never become triples.

mod account;
mod dates;
mod description;
mod direct;
mod iri;
mod literals;
mod mapping;
mod nodes;
mod ontology;
mod order;
mod prefixes;
pub mod queries;
mod records;
mod shapes;
mod shortcuts;
pub(crate) mod spelling;
mod statements;
mod subjects;
pub mod terms;
mod triples;
mod xml_text;

pub use account::Distribution;
pub use description::{Description, Grouped};
pub use iri::{BaseIri, DEFAULT_BASE, RdfError};
pub use mapping::{AttributeIris, EntityKindIris, KindIris, Mapping, REFUSED_TERM, RoleIris, refused_term};
pub use ontology::WIDE_SHORTCUT;
pub use order::LocalName;
pub use prefixes::Prefixes;
pub use statements::Statements;
pub use subjects::Subject;
pub use triples::{RdfOptions, Triples, UNLINKED_IDENTIFIER, codes};
pub(crate) use xml_text::{Returns, has_name, without_forbidden};
