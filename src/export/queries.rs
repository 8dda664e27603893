//! Questions to begin with, in SPARQL; `vocabulary` tells why it is a format of its own.

use super::rdf::triples;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::Triples;
use crate::rdf::queries::competencies;

/// Writes `queries.rq`: blocks that stand alone, each below a line that begins with `#### Q`.
#[derive(Debug, Clone, Copy)]
pub struct QueriesDocument;

const FORMAT: Format = Format {
    name: "rdf-queries",
    summary: "fifteen questions in SPARQL that fit the RDF formats: to begin with, and to test a store",
    files: &["queries.rq"],
    media_type: "application/sparql-query",
    specification: "https://www.w3.org/TR/sparql11-query/",
    is_shaped: false,
};

impl Exporter for QueriesDocument {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn codes(&self) -> Vec<&'static Code> {
        crate::rdf::codes()
    }

    fn losses(&self, _: Shape) -> Vec<&'static Loss> {
        vec![&loss::DATA]
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let triples = triples(view, options)?;
        output.part(FORMAT.files[0])?.write_all(text(&triples).as_bytes())?;
        Ok(triples.warnings().to_vec())
    }
}

const HEAD: &str = "\
# Questions to begin with, in SPARQL 1.1 without extensions.
# Each block stands alone: cut at the lines that start with \"#### Q\".
# All run on the data alone; Q10 also needs the vocabulary in the same graph.
# Anything with X is one pattern: ?record ?role X ; relata:kind ?kind. Only records have relata:kind.
# Absent by design: relata:when (no date stated), relata:precision (a day), relata:dateQuality (not qualified).
# OPTIONAL stands last: in the middle it cuts the pattern in two, which some engines then join slowly.
# MINUS and not FILTER NOT EXISTS stands around a property path, for the same reason.
# Change the names of bodies, people and places to your own.
";

fn text(triples: &Triples<'_>) -> String {
    let mut out = HEAD.to_owned();
    for query in competencies() {
        let block = query.standalone(triples);
        let left_out = |missing| format!("{}# Left out: {missing}.\n", query.heading());
        out.extend(["\n", &block.unwrap_or_else(left_out)]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::KnowledgeGraph;
    use crate::model::{Dataset, Vocabulary};
    use crate::rdf::RdfOptions;
    use crate::resolve::Identities;
    use serde_json::json;

    #[test]
    fn a_question_that_cannot_be_asked_says_why() {
        let vocabulary = Vocabulary::patched(&json!({"kinds": {"project": null}})).unwrap();
        let graph =
            KnowledgeGraph::build(Dataset { vocabulary, ..Dataset::default() }, Identities::default());
        let text = text(&Triples::new(&graph.view(), &RdfOptions::default()).unwrap());
        let blocks: Vec<&str> = text.split("\n#### ").skip(1).collect();
        assert_eq!(blocks.len(), 15);
        assert!(blocks[12].ends_with("took part?\n# Left out: the vocabulary has no kind project.\n"));
        assert!(blocks[13].contains("\nSELECT "));
    }
}
