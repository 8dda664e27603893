//! SPARQL over the graph: triples into a store in memory, a query into a typed answer.
//!
//! Whoever knows SPARQL asks in it what no command asks. The evaluator is that of
//! [Oxigraph](https://docs.rs/spareval), over a store in memory that is only read; a query is [SPARQL 1.1](https://www.w3.org/TR/sparql11-query/), with the prefixes of the data known
//! without declaring them. Start with [`Store`] and [`SparqlQuery`]; a [`SparqlAnswer`] is rows, a truth or triples,
//! and is written in the W3C's result formats ([`ResultFormat`]) or as a table.
//!
//! ```
//! use relata::pipeline::Pipeline;
//! use relata::rdf::{RdfOptions, Triples};
//! use relata::sparql::{Found, SparqlQuery, Store};
//!
//! let graph = Pipeline::new("graph-data").run().graph.unwrap();
//! let view = graph.view();
//! let store = Store::of_triples(&Triples::new(&view, &RdfOptions::default())?)?;
//!
//! let query = SparqlQuery::new("SELECT ?name { body:dgb org:memberOf/rdfs:label ?name }");
//! let answer = query.run(&store)?;
//! let Found::Rows(rows) = &answer.found else { panic!() };
//! assert_eq!(rows.rows.len(), 2);
//! assert!(answer.to_text(store.prefixes()).starts_with("name\nEuropean Trade Union Confederation\n"));
//!
//! assert!(matches!(SparqlQuery::new("ASK { body:dgb a org:Organization }").run(&store)?.found, Found::Boolean(true)));
//! let mistaken = SparqlQuery::new("SELECT ?x { ?x a ogr:Organization }").run(&store).unwrap_err();
//! assert_eq!(mistaken.location().unwrap().to_string(), "query:1:18");
//! assert_eq!(mistaken.hint().unwrap(), "did you mean `org:`?");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where things stand
//!
//! - `store.rs` fills the store from a view or from an RDF file: `terms.rs` numbers the terms, `index.rs` sorts the triples;
//! - `syntax.rs` reads a query, within `limits.rs`, and says where it is wrong;
//! - `query.rs` runs it, for a time and up to a number of rows; `asked.rs` shows the store to the evaluator, `held.rs` stops it;
//! - `answer.rs` puts the answer in order, `results.rs` writes it;
//! - `parameters.rs` puts values into a query, `names.rs` finds what they name.
//!
//! # What it does not do
//!
//! It changes no data and asks no other endpoint: updates and `SERVICE` are refused.

mod answer;
mod asked;
mod error;
mod graph_format;
mod held;
mod index;
mod limits;
mod names;
mod parameters;
mod query;
mod results;
mod store;
mod syntax;
mod terms;

pub use answer::{Found, Rows, SparqlAnswer};
pub use error::SparqlError;
pub use graph_format::GraphFormat;
pub use limits::Excess;
pub use names::{GraphNames, Names, StoreNames};
pub use parameters::{competency_values, fill_competency, fill_query};
pub use query::SparqlQuery;
pub use results::ResultFormat;
pub use store::Store;
