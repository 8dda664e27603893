//! The store: triples in memory, with the prefixes that shorten their IRIs.

use super::error::SparqlError;
use super::index::{Index, Numbers};
use super::terms::Terms;
use crate::diagnostic::Location;
use crate::model::Vocabulary;
use crate::rdf::{Prefixes, Triples};
use oxrdf::vocab::rdf;
use oxrdf::{GraphName, GraphNameRef, Term, TermRef, TripleRef};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

/// The endings of the RDF files that can be read.
pub(super) const EXTENSIONS: [&str; 6] = [".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld"];

/// Triples to be asked, in memory and read only.
///
/// A clone is another handle on the same triples. It can be asked from several threads at once.
#[derive(Clone)]
pub struct Store {
    pub(super) data: Arc<Data>,
    prefixes: Prefixes,
}

/// What a store holds: terms by number, and triples of numbers.
pub(super) struct Data {
    pub(super) terms: Terms,
    /// The default graph.
    pub(super) default: Index,
    /// The named graphs by the numbers of their names.
    pub(super) named: BTreeMap<u32, Index>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("prefixes", &self.prefixes).finish_non_exhaustive()
    }
}

impl Store {
    /// A store of all triples of a view and of its vocabulary ([`Triples::ontology`]), under the prefixes of its dataset.
    ///
    /// # Errors
    /// [`SparqlError::TooManyTerms`].
    pub fn of_triples(triples: &Triples<'_>) -> Result<Self, SparqlError> {
        let mut filling = Filling::default();
        let ontology = triples.ontology();
        let described = triples.subjects().map(|subject| triples.describe(subject));
        for description in described.chain(ontology.descriptions()) {
            for triple in description.triples() {
                filling.add(triple, GraphNameRef::DefaultGraph)?;
            }
        }
        Ok(filling.store(triples.prefixes()))
    }

    /// A store of the triples of an RDF file, whose ending tells its syntax, under the prefixes of the file and of the
    /// built-in vocabulary.
    ///
    /// A triple in a named graph stands in the default graph too, so that a plain query finds it. Nothing is fetched
    /// from elsewhere: a JSON-LD file whose context stands outside of it is refused.
    ///
    /// # Errors
    /// [`SparqlError`] when the file cannot be read, or is not of the syntax that its ending tells.
    pub fn of_file(path: &Path) -> Result<Self, SparqlError> {
        let file = path.display().to_string();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let format = RdfFormat::from_extension(&extension.to_ascii_lowercase());
        let Some(format) = format.filter(|format| *format != RdfFormat::N3) else {
            return Err(SparqlError::Extension { file });
        };
        let opened = File::open(path).and_then(|opened| {
            let is_folder = opened.metadata()?.is_dir();
            if is_folder { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok(opened) }
        });
        match opened {
            Ok(opened) => Self::of_reader(BufReader::new(opened), format, &file),
            Err(source) => Err(SparqlError::Read { file, source }),
        }
    }

    fn of_reader(reader: impl Read, format: RdfFormat, file: &str) -> Result<Self, SparqlError> {
        let parser = RdfParser::from_format(format);
        let parser = match parser.clone().with_base_iri("https://file.invalid/") {
            Ok(based) => based,
            Err(_) => parser,
        };
        let mut quads = parser.for_reader(reader);
        let mut filling = Filling::default();
        for quad in quads.by_ref() {
            let quad = quad.map_err(|error| unreadable(error, file))?;
            let triple = TripleRef::new(&quad.subject, &quad.predicate, &quad.object);
            filling.add(triple, GraphNameRef::DefaultGraph)?;
            if quad.graph_name != GraphName::DefaultGraph {
                filling.add(triple, quad.graph_name.as_ref())?;
            }
        }
        let mut prefixes = Prefixes::default();
        for (prefix, namespace) in quads.prefixes() {
            prefixes.declare(prefix, namespace);
        }
        for (prefix, namespace) in &Vocabulary::builtin().prefixes {
            prefixes.declare(prefix, namespace);
        }
        Ok(filling.store(prefixes))
    }

    /// The prefixes that queries may use without declaring them.
    #[must_use]
    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    /// How many triples the default graph has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.data.default.len()
    }

    /// Whether the default graph holds a triple.
    #[must_use]
    pub fn contains<'t>(&self, triple: impl Into<TripleRef<'t>>) -> bool {
        let TripleRef { subject, predicate, object } = triple.into();
        self.matches([Some(subject.into()), Some(predicate.into()), Some(object)]).next().is_some()
    }

    /// The triples of the default graph with some subject, predicate or object, as terms.
    pub(super) fn matches(&self, pattern: [Option<TermRef<'_>>; 3]) -> impl Iterator<Item = [&Term; 3]> {
        let data = &self.data;
        let numbers = pattern.map(|term| term.map(|term| data.terms.find(term)));
        let is_known = numbers.iter().all(|number| *number != Some(None));
        let found = is_known.then(|| data.default.matches(numbers.map(Option::flatten)));
        let terms = |numbers: Numbers| {
            let [subject, predicate, object] = numbers.map(|number| data.terms.get(number));
            Some([subject?, predicate?, object?])
        };
        found.into_iter().flatten().filter_map(terms)
    }
}

/// A store in the making.
#[derive(Default)]
struct Filling {
    terms: Terms,
    default: Vec<Numbers>,
    named: BTreeMap<u32, Vec<Numbers>>,
}

impl Filling {
    fn add(&mut self, triple: TripleRef<'_>, graph: GraphNameRef<'_>) -> Result<(), SparqlError> {
        let mut number = |term: TermRef<'_>| self.terms.intern(term).ok_or(SparqlError::TooManyTerms);
        let numbers =
            [number(triple.subject.into())?, number(triple.predicate.into())?, number(triple.object)?];
        let graph = match graph {
            GraphNameRef::DefaultGraph => None,
            GraphNameRef::NamedNode(name) => Some(number(name.into())?),
            GraphNameRef::BlankNode(name) => Some(number(name.into())?),
        };
        let into = graph.map_or(&mut self.default, |graph| self.named.entry(graph).or_default());
        into.push(numbers);
        Ok(())
    }

    fn store(self, prefixes: Prefixes) -> Store {
        let named = self.named.into_iter().map(|(graph, triples)| (graph, Index::new(triples))).collect();
        let data = Data { terms: self.terms, default: Index::new(self.default), named };
        Store { data: Arc::new(data), prefixes: with_rdf(prefixes) }
    }
}

/// The data has no prefix for RDF itself, since Turtle writes `a`; a query may want one.
fn with_rdf(mut prefixes: Prefixes) -> Prefixes {
    prefixes.declare("rdf", rdf::TYPE.as_str().trim_end_matches("type"));
    prefixes
}

fn unreadable(error: RdfParseError, file: &str) -> SparqlError {
    let at = |line: u64, column: u64| {
        let number = |n: u64| u32::try_from(n + 1).unwrap_or(u32::MAX);
        Box::new(Location::line(file, number(line)).column(number(column), 1))
    };
    match error {
        RdfParseError::Io(source) => SparqlError::Read { file: file.to_owned(), source },
        RdfParseError::Syntax(error) => {
            let location = error.location().map(|range| at(range.start.line, range.start.column));
            let location = location.unwrap_or_else(|| Box::new(Location::file(file)));
            SparqlError::Rdf { message: plain(&error.to_string()), location }
        }
    }
}

/// The first line of a message, cut, without control characters: it may quote what is no text.
fn plain(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.chars().take(200).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, format: RdfFormat) -> Result<Store, SparqlError> {
        Store::of_reader(text.as_bytes(), format, "x")
    }

    #[test]
    fn the_prefixes_of_a_file_are_kept_and_the_usual_ones_added() {
        let store = read("@prefix ex: <urn:x:> . ex:a a ex:B .", RdfFormat::Turtle).unwrap();
        assert_eq!(store.prefixes().namespace("ex"), Some("urn:x:"));
        assert!(store.prefixes().namespace("rdf").unwrap().ends_with("22-rdf-syntax-ns#"));
        assert!(store.prefixes().namespace("skos").is_some());
        assert_eq!(store.count(), 1);
    }

    #[test]
    fn what_stands_in_a_named_graph_stands_in_the_default_graph_once() {
        let lines = "<urn:a> <urn:b> <urn:c> <urn:g> .\n<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <urn:d> <urn:g> .\n";
        assert_eq!(read(lines, RdfFormat::NQuads).unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_is_wrong_says_where() {
        let error =
            read("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> nothing .\n", RdfFormat::NTriples).unwrap_err();
        assert_eq!(error.location().unwrap().line, 2, "{error}");
        let foreign = r#"{"@context": "https://b.example/context", "@id": "urn:a", "name": "x"}"#;
        let format = RdfFormat::from_extension("jsonld").unwrap();
        assert!(matches!(read(foreign, format), Err(SparqlError::Rdf { .. })));
    }
}
