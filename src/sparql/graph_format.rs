//! The forms of triples.

use crate::rdf::{Prefixes, Returns, has_name, without_forbidden};
use oxrdf::{Term, Triple, TripleRef};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use std::io;

/// A form of triples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// <https://www.w3.org/TR/turtle/>
    Turtle,
    /// <https://www.w3.org/TR/n-triples/>
    NTriples,
    /// <https://www.w3.org/TR/json-ld11/>
    JsonLd,
    /// <https://www.w3.org/TR/rdf-syntax-grammar/>
    RdfXml,
}

impl GraphFormat {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Turtle, Self::NTriples, Self::JsonLd, Self::RdfXml];

    /// Its media type.
    ///
    /// ```
    /// assert_eq!(relata::sparql::GraphFormat::JsonLd.media_type(), "application/ld+json");
    /// ```
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::NTriples => "application/n-triples",
            Self::JsonLd => "application/ld+json",
            Self::RdfXml => "application/rdf+xml",
        }
    }

    /// Triples in this form and in their order, with all prefixes where it has any; `None` when RDF/XML cannot name a
    /// predicate, which is an element there.
    #[must_use]
    pub fn write(self, triples: &[Triple], prefixes: &Prefixes) -> Option<Vec<u8>> {
        if self == Self::RdfXml && !triples.iter().all(|triple| has_name(triple.predicate.as_str())) {
            return None;
        }
        let format = match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::NTriples => RdfFormat::NTriples,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Self::RdfXml => RdfFormat::RdfXml,
        };
        let known = prefixes.iter().fold(RdfSerializer::from_format(format), |serializer, (prefix, iri)| {
            // Prefixes of the data are IRIs; one that were none would only not shorten.
            serializer.clone().with_prefix(prefix, iri).unwrap_or(serializer)
        });
        // Writing to memory cannot fail.
        match self {
            Self::RdfXml => in_xml(known, triples),
            _ => written(known, triples.iter().map(Triple::as_ref), Vec::new()),
        }
        .ok()
    }
}

/// Without the characters that XML cannot carry; every other format has them.
fn in_xml(serializer: RdfSerializer, triples: &[Triple]) -> io::Result<Vec<u8>> {
    let carried: Vec<Option<Term>> =
        triples.iter().map(|triple| Some(without_forbidden(triple.object.as_ref())?.0)).collect();
    let triples = triples.iter().zip(&carried).map(|(triple, carried)| match carried {
        Some(object) => TripleRef::new(&triple.subject, &triple.predicate, object),
        None => triple.as_ref(),
    });
    Ok(written(serializer, triples, Returns(Vec::new()))?.0)
}

fn written<'t, W: io::Write>(
    serializer: RdfSerializer,
    mut triples: impl Iterator<Item = TripleRef<'t>>,
    writer: W,
) -> io::Result<W> {
    let mut writer = serializer.for_writer(writer);
    triples.try_for_each(|triple| writer.serialize_triple(triple))?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};
    use oxrdfio::RdfParser;

    #[test]
    fn a_literal_with_any_character_is_read_back_but_for_those_that_xml_has_not() {
        let iri = |text: &str| NamedNode::new_unchecked(text);
        let triple = |text: &str| Triple::new(iri("urn:a"), iri("urn:b"), Literal::new_simple_literal(text));
        let (full, carried) = (triple("a\u{b}b\r\nc"), triple("ab\r\nc"));
        for form in GraphFormat::ALL {
            let bytes = form.write(std::slice::from_ref(&full), &Prefixes::default()).unwrap();
            let format = RdfFormat::from_media_type(form.media_type()).unwrap();
            let read: Vec<Triple> =
                RdfParser::from_format(format).for_slice(&bytes).map(|quad| quad.unwrap().into()).collect();
            let expected = if form == GraphFormat::RdfXml { &carried } else { &full };
            assert_eq!(read, std::slice::from_ref(expected), "{form:?}");
        }
    }
    #[test]
    fn a_predicate_that_is_no_name_of_an_element_cannot_be_said_in_xml() {
        let iri = |text: &str| NamedNode::new_unchecked(text);
        let triple = Triple::new(iri("urn:a"), iri("urn:x:1"), iri("urn:b"));
        for form in GraphFormat::ALL {
            let written = form.write(std::slice::from_ref(&triple), &Prefixes::default());
            assert_eq!(written.is_some(), form != GraphFormat::RdfXml, "{form:?}");
        }
    }
}
