//! The forms of triples.

use crate::rdf::Prefixes;
use oxrdf::Triple;
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfSerializer};

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

    /// Triples in this form and in their order, with all prefixes where it has any.
    #[must_use]
    pub fn write(self, triples: &[Triple], prefixes: &Prefixes) -> Vec<u8> {
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
        let mut writer = known.for_writer(Vec::new());
        // Writing to memory cannot fail.
        let written = triples.iter().try_for_each(|triple| writer.serialize_triple(triple));
        written.and_then(|()| writer.finish()).unwrap_or_default()
    }
}
