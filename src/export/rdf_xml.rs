//! RDF/XML: the oldest syntax, for tools that read no other.
//!
//! The writer of `oxrdfxml` leaves two things to its caller. XML has no way to spell some characters, and turns a plain
//! carriage return into a line feed; and a property must end in something that an element can be called.

use super::rdf::{inexpressible, triples};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, xml};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::View;
use crate::rdf::{Description, Prefixes, Returns, has_name, without_forbidden};
use oxrdf::vocab::rdf;
use oxrdf::{NamedNodeRef, Term, TermRef, TripleRef};
use oxrdfxml::{RdfXmlSerializer, WriterRdfXmlSerializer};
use std::io::{self, Write};

/// Writes `data.rdf`: subjects in the order of N-Triples, each once, its properties in an order for reading.
#[derive(Debug, Clone, Copy)]
pub struct RdfXml;

pub(super) const FORMAT: Format = Format {
    name: "rdfxml",
    summary: "RDF as XML: for tools that read no other RDF",
    files: &["data.rdf"],
    media_type: "application/rdf+xml",
    specification: "https://www.w3.org/TR/rdf-syntax-grammar/",
    is_shaped: false,
};

/// Raised when a property cannot be written as an element.
pub static UNNAMED_PROPERTY: Code = Code {
    id: "W0604",
    severity: Severity::Warning,
    title: "property without a name in XML",
    explanation: "In RDF/XML a property is an element, named by the last part of its IRI, which must begin with a \
        letter. The vocabulary names a property that ends otherwise, such as `https://data.example.org/terms/1`; what \
        is said by it is left out of RDF/XML, and stands in every other RDF format. Choose another IRI, or another format.",
};

impl Exporter for RdfXml {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn codes(&self) -> Vec<&'static Code> {
        [crate::rdf::codes(), vec![&UNNAMED_PROPERTY, &xml::FORBIDDEN]].concat()
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
        let writer = Returns(output.part(FORMAT.files[0])?);
        let mut elements =
            Elements { writer: serializer(&triples.prefixes())?.for_writer(writer), notices: Vec::new() };
        for subject in triples.subjects() {
            options.meter.step();
            elements.write(&triples.describe(subject))?;
        }
        elements.writer.finish()?.write_all(b"\n")?;
        Ok([triples.warnings(), &elements.notices].concat())
    }
}

/// Names that begin with `xml` are XML's own.
fn serializer(prefixes: &Prefixes) -> Result<RdfXmlSerializer, ExportError> {
    let mut usable = prefixes.iter().filter(|(prefix, _)| !prefix.to_ascii_lowercase().starts_with("xml"));
    usable
        .try_fold(RdfXmlSerializer::new(), |writer, (prefix, iri)| writer.with_prefix(prefix, iri))
        .map_err(inexpressible)
}

struct Elements<W: Write> {
    writer: WriterRdfXmlSerializer<W>,
    notices: Vec<Diagnostic>,
}

impl<W: Write> Elements<W> {
    fn write(&mut self, description: &Description<'_>) -> io::Result<()> {
        let mut predicates = description.by_predicate();
        // A type that stands first becomes the name of the element.
        let named = |objects: &[TermRef<'_>]| objects.first().is_some_and(|class| names_an_element(*class));
        let first = predicates.iter().next();
        if first.is_some_and(|(predicate, objects)| predicate == rdf::TYPE && !named(objects)) {
            predicates.put_first_last();
        }
        for (predicate, objects) in predicates.iter() {
            if !has_name(predicate.as_str()) {
                let problem = format!("<{}> of {} is no element", predicate.as_str(), description.subject());
                self.notices.push(Diagnostic::new(&UNNAMED_PROPERTY, problem));
                continue;
            }
            for &object in objects {
                let object = self.carried(description, predicate, object);
                self.writer.serialize_triple(TripleRef::new(description.subject(), predicate, &object))?;
            }
        }
        Ok(())
    }

    /// The object without the characters that XML cannot carry.
    fn carried(
        &mut self,
        description: &Description<'_>,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> Term {
        let Some((carried, forbidden)) = without_forbidden(object) else { return object.into_owned() };
        let problem = format!(
            "<{}> of {} holds U+{:04X}, which XML cannot carry: left out",
            predicate.as_str(),
            description.subject(),
            u32::from(forbidden)
        );
        self.notices.push(Diagnostic::new(&xml::FORBIDDEN, problem));
        carried
    }
}

fn names_an_element(class: TermRef<'_>) -> bool {
    matches!(class, TermRef::NamedNode(class) if has_name(class.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};
    use oxrdfio::{RdfFormat, RdfParser};

    fn written(statements: &[(&str, Term)]) -> (String, Vec<Diagnostic>) {
        let mut description = Description::new(NamedNodeRef::new_unchecked("urn:x:s"));
        for (predicate, object) in statements {
            description.add(NamedNodeRef::new_unchecked(predicate), object);
        }
        let writer = serializer(&Prefixes::default()).unwrap().for_writer(Returns(Vec::new()));
        let mut elements = Elements { writer, notices: Vec::new() };
        elements.write(&description).unwrap();
        (String::from_utf8(elements.writer.finish().unwrap().0).unwrap(), elements.notices)
    }

    fn read(text: &str) -> Vec<String> {
        let quads = RdfParser::from_format(RdfFormat::RdfXml).for_slice(text.as_bytes());
        quads.map(|quad| quad.unwrap().to_string()).collect()
    }

    #[test]
    fn a_carriage_return_is_a_reference_and_markup_is_escaped() {
        let (text, notices) =
            written(&[("urn:x:p", Literal::new_simple_literal("a\r\n<b> & ]]> \u{85}").into())]);
        assert!(text.contains("a&#13;\n&lt;b&gt;"), "{text}");
        assert_eq!(read(&text), ["<urn:x:s> <urn:x:p> \"a\\r\\n<b> & ]]> \u{85}\""]);
        assert!(notices.is_empty());
    }

    #[test]
    fn what_xml_cannot_carry_is_left_out_and_named() {
        let text = Literal::new_language_tagged_literal_unchecked("be\u{7}ll\u{fffe}", "zh-Hans");
        let (text, notices) = written(&[("urn:x:p", text.into())]);
        assert!(text.contains("xml:lang=\"zh-Hans\">bell<"), "{text}");
        assert_eq!(
            notices[0].message,
            "<urn:x:p> of <urn:x:s> holds U+0007, which XML cannot carry: left out"
        );
    }

    #[test]
    fn a_property_that_is_no_element_is_left_out_and_named_and_a_class_is_none() {
        let class: Term = NamedNode::new_unchecked("https://a.example/1").into();
        let (text, notices) = written(&[
            (rdf::TYPE.as_str(), class),
            ("https://a.example/terms/1", Literal::from(1).into()),
            ("https://a.example/terms/1b", Literal::from(2).into()),
        ]);
        assert_eq!(read(&text).len(), 2, "{text}");
        assert_eq!(notices.len(), 1);
    }
}
