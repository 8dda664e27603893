//! Ways out: every format the graph is written in.
//!
//! An [`Exporter`] takes a [`View`] and an [`Output`] and writes one format; it knows its own name, files, media type
//! and specification ([`Format`]). A new format is a file here and a line in [`EXPORTERS`]: the command line, `build`,
//! the README's table and the tests read that list.
//!
//! Exporters stream: nothing is held in memory twice. What a format or its clients cannot carry is not dropped
//! silently; the exporter returns it as warnings.

mod csv_text;
mod dataset;
mod dot;
mod drawing;
mod gephi_csv;
mod gexf;
mod graphml;
mod in_order;
mod json;
mod jsonld;
pub mod loss;
mod meter;
mod neo4j;
mod nquads;
mod ntriples;
mod output;
mod parquet;
mod queries;
mod rdf;
mod rdf_xml;
mod shapes;
pub(crate) mod spreadsheet;
mod svg;
mod tables;
mod trig;
mod turtle;
mod vocabulary;
mod wording;
mod xml;
mod yed;

pub use dataset::DatasetDocument;
pub use dot::Dot;
pub use gephi_csv::GephiCsv;
pub use gexf::Gexf;
pub use graphml::GraphMl;
pub use json::Json;
pub use jsonld::JsonLd;
pub use loss::Loss;
pub use meter::Meter;
pub use neo4j::Neo4j;
pub use nquads::NQuads;
pub use ntriples::NTriples;
pub use output::{
    ExportError, FolderOutput, MemoryOutput, ObservedOutput, Observer, Output, SingleOutput, write_file,
};
pub use parquet::Parquet;
pub use queries::QueriesDocument;
pub use rdf_xml::RdfXml;
pub use shapes::ShapesDocument;
pub use svg::Svg;
pub use tables::Tables;
pub use trig::TriG;
pub use turtle::Turtle;
pub use vocabulary::VocabularyDocument;
pub use yed::Yed;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;

/// What a format is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// The name used on the command line: lower case, hyphens.
    pub name: &'static str,
    /// What it is and who opens it, in one line.
    pub summary: &'static str,
    /// The names of the files it writes, in order.
    pub files: &'static [&'static str],
    /// Its media type.
    pub media_type: &'static str,
    /// Where it is specified.
    pub specification: &'static str,
    /// Whether it is a property graph, so that its nodes and edges can have any [`Shape`].
    pub is_shaped: bool,
}

/// What a node and what an edge of a property graph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Shape {
    /// Entities are nodes; records become edges between them by the rules of the vocabulary.
    #[default]
    Edges,
    /// Entities and records are nodes; an edge leads from a record to each that fills a role in it.
    Records,
    /// Entities are nodes; all that is recorded of two of them is one edge, weighted by how many records it is.
    Pairs,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Self; 3] = [Self::Edges, Self::Records, Self::Pairs];

    /// The word used on the command line.
    ///
    /// ```
    /// assert_eq!(relata::export::Shape::Pairs.as_str(), "pairs");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edges => "edges",
            Self::Records => "records",
            Self::Pairs => "pairs",
        }
    }

    /// The shape of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.as_str() == word)
    }

    /// What it is, in one line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        match self {
            Self::Edges => {
                "entities are nodes, records become edges between them by the rules of the vocabulary"
            }
            Self::Records => {
                "entities and records are nodes, an edge leads from a record to each that fills a role in it"
            }
            Self::Pairs => {
                "entities are nodes, all that is recorded of two is one edge, weighted by how many records it is"
            }
        }
    }
}

/// What the user may choose about any export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOptions {
    /// The short code of the language in which labels are shown.
    pub language: String,
    /// The base of IRIs, in place of the one in `dataset.json`.
    pub base_iri: Option<String>,
    /// What nodes and edges are, in the formats of property graphs.
    pub shape: Shape,
    /// Where the exporter tells how far it has come.
    pub meter: Meter,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self { language: "en".to_owned(), base_iri: None, shape: Shape::Edges, meter: Meter::default() }
    }
}

/// A format that a view can be written in.
pub trait Exporter: Sync {
    /// What the format is.
    fn format(&self) -> &'static Format;

    /// The codes of the warnings it can give; formats that share a part share its codes.
    fn codes(&self) -> Vec<&'static Code>;

    /// What to do with its files, where that is not plain.
    fn next_step(&self) -> Option<&'static str> {
        None
    }

    /// What of the model it cannot carry in a shape.
    fn losses(&self, shape: Shape) -> Vec<&'static Loss>;

    /// Writes the view, opening each of the format's files once, and returns what the reader should know: what the
    /// format could not carry, and what a client would change.
    ///
    /// Same view and options, same bytes.
    ///
    /// # Errors
    /// [`ExportError`] when a file cannot be written, or the data cannot be expressed at all.
    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError>;
}

/// All formats, in the order in which they are listed.
pub const EXPORTERS: &[&dyn Exporter] = &[
    &Turtle,
    &NTriples,
    &TriG,
    &NQuads,
    &JsonLd,
    &RdfXml,
    &VocabularyDocument,
    &ShapesDocument,
    &QueriesDocument,
    &DatasetDocument,
    &Gexf,
    &GraphMl,
    &Yed,
    &GephiCsv,
    &Tables,
    &Neo4j,
    &Parquet,
    &Dot,
    &Svg,
    &Json,
];

/// The exporter of a name.
#[must_use]
pub fn exporter(name: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|exporter| exporter.format().name == name)
}

/// All codes that exporting can raise, each once.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    let mut codes: Vec<&'static Code> = EXPORTERS.iter().flat_map(|exporter| exporter.codes()).collect();
    codes.sort_by_key(|code| code.id);
    codes.dedup();
    codes
}
