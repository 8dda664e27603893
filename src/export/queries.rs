//! Questions to begin with, in SPARQL; `vocabulary` tells why it is a format of its own.

use super::rdf::triples;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::CompetencyQuery;
use std::fmt::Write as _;

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
        output.part(FORMAT.files[0])?.write_all(text(&triples.queries()).as_bytes())?;
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

fn text(queries: &[CompetencyQuery]) -> String {
    let mut out = HEAD.to_owned();
    for CompetencyQuery { name, question, text } in queries {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n#### {name} {question}\n");
        let _ = match text {
            Ok(text) => out.write_str(text),
            Err(missing) => writeln!(out, "# Left out: the vocabulary has no {missing}."),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_cannot_be_asked_says_why() {
        let query = |name, text| CompetencyQuery { name, question: "Who?", text };
        let all = [query("Q01", Ok("SELECT *\n".to_owned())), query("Q02", Err("kind visit".to_owned()))];
        let expected =
            "\n#### Q01 Who?\nSELECT *\n\n#### Q02 Who?\n# Left out: the vocabulary has no kind visit.\n";
        assert!(text(&all).ends_with(expected), "{}", text(&all));
    }
}
