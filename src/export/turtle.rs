//! Turtle: what people read and load.
//!
//! The layout is our own, for reading and for diffs: a blank line between subjects, a predicate a line, lists that are
//! too long for a line one object a line. Terms are spelled by [`Prefixes`] and by `oxrdf`.

use super::rdf::triples;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::{Description, Prefixes};
use oxrdf::vocab::rdf;
use oxrdf::{NamedNodeRef, Term};
use std::io::{self, Write};

/// Writes `data.ttl`: subjects in the order of N-Triples, predicates in an order for reading, `rdf:type` first, objects
/// in the order in which they are spelled.
#[derive(Debug, Clone, Copy)]
pub struct Turtle;

pub(super) const FORMAT: Format = Format {
    name: "turtle",
    summary: "RDF with prefixes, sorted by subject: for triple stores, SPARQL and people who read RDF",
    files: &["data.ttl"],
    media_type: "text/turtle",
    specification: "https://www.w3.org/TR/turtle/",
    is_shaped: false,
};

impl Exporter for Turtle {
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
        let mut blocks = Blocks::new(triples.prefixes());
        blocks.write_prefixes(writer)?;
        for subject in triples.subjects() {
            options.meter.step();
            blocks.write(&triples.describe(subject), writer)?;
        }
        Ok(triples.warnings().to_vec())
    }
}

/// Lists of objects up to this many characters stand on one line.
const LINE: usize = 100;

/// Writes subjects as blocks.
pub(super) struct Blocks {
    prefixes: Prefixes,
    block: String,
}

impl Blocks {
    pub(super) fn new(prefixes: Prefixes) -> Self {
        Self { prefixes, block: String::new() }
    }

    /// Declares every prefix, used or not: which are used is known only at the end.
    pub(super) fn write_prefixes(&self, writer: &mut dyn Write) -> io::Result<()> {
        self.prefixes.iter().try_for_each(|(prefix, iri)| writeln!(writer, "@prefix {prefix}: <{iri}> ."))
    }

    /// Writes a subject after a blank line; one of which nothing is said is left out.
    pub(super) fn write(&mut self, description: &Description<'_>, writer: &mut dyn Write) -> io::Result<()> {
        self.block.clear();
        self.block.push('\n');
        self.prefixes.write_iri(description.subject.as_ref(), &mut self.block);
        let predicates = description.by_predicate();
        for (n, (predicate, objects)) in predicates.iter().enumerate() {
            self.block.push_str(match (n, *predicate == rdf::TYPE) {
                (0, true) => " ",
                (0, false) => "\n    ",
                _ => " ;\n    ",
            });
            self.push_predicate(*predicate);
            self.push_objects(objects);
        }
        self.block.push_str(" .\n");
        if predicates.is_empty() { Ok(()) } else { writer.write_all(self.block.as_bytes()) }
    }

    fn push_predicate(&mut self, predicate: NamedNodeRef<'_>) {
        if predicate == rdf::TYPE {
            self.block.push('a');
        } else {
            self.prefixes.write_iri(predicate, &mut self.block);
        }
    }

    fn push_objects(&mut self, objects: &[&Term]) {
        let mut shown: Vec<String> = objects.iter().map(|object| self.shown(object)).collect();
        shown.sort_unstable();
        let length: usize = shown.iter().map(|object| object.chars().count() + 3).sum();
        let (before, between) =
            if shown.len() > 1 && length > LINE { ("\n        ", " ,\n        ") } else { (" ", " , ") };
        self.block.push_str(before);
        self.block.push_str(&shown.join(between));
    }

    fn shown(&self, object: &Term) -> String {
        let mut shown = String::new();
        self.prefixes.write_term(object.as_ref(), &mut shown);
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};

    fn written(description: &Description<'_>) -> String {
        let mut bytes = Vec::new();
        Blocks::new(Prefixes::default()).write(description, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_predicate_stands_once_on_a_line_with_its_objects_sorted() {
        let mut description = Description::new(NamedNode::new_unchecked("urn:s"));
        let iri = NamedNodeRef::new_unchecked;
        description.add(rdf::TYPE, iri("urn:c"));
        description.add(iri("urn:p"), Literal::from(2));
        description.add(iri("urn:q"), Literal::new_simple_literal("x"));
        description.add(iri("urn:p"), Literal::from(1));
        description.add(iri("urn:p"), Literal::from(2));
        assert_eq!(
            written(&description),
            "\n<urn:s> a <urn:c> ;\n    <urn:p> 1 , 2 ;\n    <urn:q> \"x\" .\n"
        );
    }

    #[test]
    fn a_long_list_takes_a_line_for_each_object() {
        let mut description = Description::new(NamedNode::new_unchecked("urn:s"));
        let (a, b) = ("a".repeat(60), "b".repeat(60));
        for text in [&b, &a] {
            description.add(NamedNodeRef::new_unchecked("urn:p"), Literal::new_simple_literal(text));
        }
        let expected = format!("\n<urn:s>\n    <urn:p>\n        \"{a}\" ,\n        \"{b}\" .\n");
        assert_eq!(written(&description), expected);
    }

    #[test]
    fn a_subject_without_statements_is_left_out() {
        assert_eq!(written(&Description::new(NamedNode::new_unchecked("urn:s"))), "");
    }
}
