//! N-Triples: a triple a line, sorted, for diffs and for loading in bulk.

use super::rdf::{triples, write_described};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::Description;
use crate::rdf::spelling::{push_iri, push_term};

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
        write_described(&triples, options, writer, |description, lines: &mut Lines, text| {
            lines.push(description, "", text);
        })?;
        Ok(triples.warnings().to_vec())
    }
}

/// The lines of one subject, and where each of them stands; the memory is used again for the next.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    spans: Vec<(usize, usize)>,
}

impl Lines {
    /// Appends the lines of a subject; `graph` is what stands behind the object.
    pub(super) fn push(&mut self, description: &Description<'_>, graph: &str, out: &mut String) {
        self.text.clear();
        self.spans.clear();
        push_iri(description.subject(), &mut self.text);
        self.text.push(' ');
        let subject = self.text.len();
        for (predicate, object) in description.statements() {
            let start = self.text.len();
            push_iri(predicate, &mut self.text);
            self.text.push(' ');
            push_term(object, &mut self.text);
            self.spans.push((start, self.text.len()));
        }
        let Self { text, spans } = self;
        let rest = |&(start, end): &(usize, usize)| &text[start..end];
        // A line goes on with ` .`, and no object begins with another and a character before a blank.
        spans.sort_unstable_by(|a, b| rest(a).cmp(rest(b)));
        spans.dedup_by(|a, b| rest(a) == rest(b));
        for span in spans.iter() {
            for part in [&text[..subject], rest(span), graph, " .\n"] {
                out.push_str(part);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNodeRef, Term};

    #[test]
    fn lines_of_a_subject_are_sorted_by_bytes_and_stand_once() {
        let predicate = NamedNodeRef::new_unchecked;
        let [a, b] = ["b\nc", "全"].map(|text| Term::from(Literal::new_simple_literal(text)));
        let mut description = Description::new(predicate("urn:s"));
        description.add(predicate("urn:p-q"), &a);
        description.add(predicate("urn:p"), &b);
        description.add(predicate("urn:p-q"), &a);
        let mut text = String::new();
        Lines::default().push(&description, "", &mut text);
        assert_eq!(text, "<urn:s> <urn:p-q> \"b\\nc\" .\n<urn:s> <urn:p> \"全\" .\n");
    }
}
