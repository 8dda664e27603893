//! Turtle: what people read and load.
//!
//! The layout is our own, for reading and for diffs: a blank line between subjects, a predicate a line, lists that are
//! too long for a line one object a line. Terms are spelled by [`Prefixes`] and by `oxrdf`.

use super::rdf::{triples, write_described};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use crate::rdf::{Description, Prefixes};
use oxrdf::vocab::rdf;
use oxrdf::{NamedNodeRef, TermRef};
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
        let blocks = Blocks::new(triples.prefixes());
        blocks.write_prefixes(writer)?;
        write_described(&triples, options, writer, |description, (): &mut (), text| {
            blocks.push(description, text);
        })?;
        Ok(triples.warnings().to_vec())
    }
}

/// Lists of objects up to this many characters stand on one line.
const LINE: usize = 100;

/// Writes subjects as blocks.
pub(super) struct Blocks {
    prefixes: Prefixes,
}

impl Blocks {
    pub(super) fn new(prefixes: Prefixes) -> Self {
        Self { prefixes }
    }

    /// Declares every prefix, used or not: which are used is known only at the end.
    pub(super) fn write_prefixes(&self, writer: &mut dyn Write) -> io::Result<()> {
        self.prefixes.iter().try_for_each(|(prefix, iri)| writeln!(writer, "@prefix {prefix}: <{iri}> ."))
    }

    /// Appends a subject after a blank line; one of which nothing is said is left out.
    pub(super) fn push(&self, description: &Description<'_>, out: &mut String) {
        if description.is_empty() {
            return;
        }
        out.push('\n');
        self.prefixes.write_iri(description.subject(), out);
        for (n, (predicate, objects)) in description.by_predicate().iter().enumerate() {
            out.push_str(match (n, predicate == rdf::TYPE) {
                (0, true) => " ",
                (0, false) => "\n    ",
                _ => " ;\n    ",
            });
            self.push_predicate(predicate, out);
            match objects {
                [object] => {
                    out.push(' ');
                    self.prefixes.write_term(*object, out);
                }
                objects => self.push_objects(objects, out),
            }
        }
        out.push_str(" .\n");
    }

    fn push_predicate(&self, predicate: NamedNodeRef<'_>, out: &mut String) {
        if predicate == rdf::TYPE {
            out.push('a');
        } else {
            self.prefixes.write_iri(predicate, out);
        }
    }

    fn push_objects(&self, objects: &[TermRef<'_>], out: &mut String) {
        let mut shown: Vec<String> = objects.iter().map(|object| self.shown(*object)).collect();
        shown.sort_unstable();
        let length: usize = shown.iter().map(|object| object.chars().count() + 3).sum();
        let (before, between) = if length > LINE { ("\n        ", " ,\n        ") } else { (" ", " , ") };
        out.push_str(before);
        out.push_str(&shown.join(between));
    }

    fn shown(&self, object: TermRef<'_>) -> String {
        let mut shown = String::new();
        self.prefixes.write_term(object, &mut shown);
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, Term};

    fn written(description: &Description<'_>) -> String {
        let mut text = String::new();
        Blocks::new(Prefixes::default()).push(description, &mut text);
        text
    }

    #[test]
    fn a_predicate_stands_once_on_a_line_with_its_objects_sorted() {
        let iri = NamedNodeRef::new_unchecked;
        let [class, x, one, two]: [Term; 4] = [
            iri("urn:c").into_owned().into(),
            Literal::new_simple_literal("x").into(),
            Literal::from(1).into(),
            Literal::from(2).into(),
        ];
        let mut description = Description::new(iri("urn:s"));
        description.add(rdf::TYPE, &class);
        for (predicate, object) in [("urn:p", &two), ("urn:q", &x), ("urn:p", &one), ("urn:p", &two)] {
            description.add(iri(predicate), object);
        }
        assert_eq!(
            written(&description),
            "\n<urn:s> a <urn:c> ;\n    <urn:p> 1 , 2 ;\n    <urn:q> \"x\" .\n"
        );
    }

    #[test]
    fn a_long_list_takes_a_line_for_each_object() {
        let (a, b) = ("a".repeat(60), "b".repeat(60));
        let terms = [&b, &a].map(|text| Term::from(Literal::new_simple_literal(text)));
        let mut description = Description::new(NamedNodeRef::new_unchecked("urn:s"));
        for term in &terms {
            description.add(NamedNodeRef::new_unchecked("urn:p"), term);
        }
        let expected = format!("\n<urn:s>\n    <urn:p>\n        \"{a}\" ,\n        \"{b}\" .\n");
        assert_eq!(written(&description), expected);
    }

    #[test]
    fn a_subject_without_statements_is_left_out() {
        assert_eq!(written(&Description::new(NamedNodeRef::new_unchecked("urn:s"))), "");
    }
}
