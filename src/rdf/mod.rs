//! The graph as RDF.
