//! N-Triples: a triple a line, sorted, for diffs and for loading in bulk.

use super::rdf::triples;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::Description;
use oxrdf::NamedNode;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes `data.nt`: the lines in the order of their bytes (`LC_ALL=C sort` leaves them alone), none of them twice.
///
/// Subjects come in that order already, so only the lines of one subject are sorted at a time.
#[derive(Debug, Clone, Copy)]
pub struct NTriples;

pub(super) const FORMAT: Format = Format {
    name: "ntriples",
    summary: "RDF, one triple a line, sorted: for comparing versions and for loading into triple stores",
    files: &["data.nt"],
    media_type: "application/n-triples",
    specification: "https://www.w3.org/TR/n-triples/",
    is_shaped: false,
};

impl Exporter for NTriples {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn codes(&self) -> Vec<&'static Code> {
        crate::rdf::codes()
    }

    fn losses(&self, _: Shape) -> Vec<&'static Loss> {
        super::rdf::losses()
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let triples = triples(view, options)?;
        let writer = output.part(FORMAT.files[0])?;
        let mut lines = Lines::default();
        for subject in triples.subjects() {
            options.meter.step();
            lines.write(&triples.describe(subject), writer)?;
        }
        Ok(triples.warnings().to_vec())
    }
}

/// The lines of one subject, end to end, and where each of them stands; both are used again for the next.
#[derive(Default)]
pub(super) struct Lines {
    /// What stands behind the object: nothing, or a blank and the name of a graph.
    graph: String,
    text: String,
    spans: Vec<(usize, usize)>,
}

impl Lines {
    /// Lines that name their graph.
    pub(super) fn in_graph(graph: &NamedNode) -> Self {
        Self { graph: format!(" {graph}"), ..Self::default() }
    }

    pub(super) fn write(&mut self, description: &Description<'_>, writer: &mut dyn Write) -> io::Result<()> {
        self.text.clear();
        self.spans.clear();
        for triple in description.triples() {
            let start = self.text.len();
            // Writing to a string cannot fail.
            let _ = writeln!(self.text, "{triple}{} .", self.graph);
            self.spans.push((start, self.text.len()));
        }
        let Self { text, spans, .. } = self;
        let line = |&(start, end): &(usize, usize)| &text[start..end];
        spans.sort_unstable_by(|a, b| line(a).cmp(line(b)));
        spans.dedup_by(|a, b| line(a) == line(b));
        spans.iter().try_for_each(|span| writer.write_all(line(span).as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNodeRef};

    #[test]
    fn lines_of_a_subject_are_sorted_by_bytes_and_stand_once() {
        let mut description = Description::new(NamedNode::new_unchecked("urn:s"));
        let predicate = NamedNodeRef::new_unchecked;
        description.add(predicate("urn:p-q"), Literal::new_simple_literal("b\nc"));
        description.add(predicate("urn:p"), Literal::new_simple_literal("全"));
        description.add(predicate("urn:p-q"), Literal::new_simple_literal("b\nc"));
        let mut bytes = Vec::new();
        Lines::default().write(&description, &mut bytes).unwrap();
        let expected = "<urn:s> <urn:p-q> \"b\\nc\" .\n<urn:s> <urn:p> \"全\" .\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
