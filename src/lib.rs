//! relata turns dated, evidenced records into a knowledge graph.

pub mod check;
pub mod date;
pub mod diagnostic;
pub mod export;
pub mod graph;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod query;
pub mod rdf;
pub mod resolve;
pub mod table;
