//! Triples made rows again: what Turtle and N-Triples share.
//!
//! The records, not the direct layer, are what comes back; labels for display, super-classes and plain triples between
//! entities are derived and not looked at. What RDF does not say stays unsaid: the order of fillers, places and spans
//! (they come sorted), which other name is an abbreviation, the file and the length of a source, and judgements other
//! than that two ids are one.

mod entities;
mod languages;
mod lifespan;
mod records;
mod store;

use self::languages::Languages;
use self::store::{Described, Store};
use super::file::text;
use super::{BROKEN, Input, NOT_OURS, ODD_VALUE};
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::load::{RowTable, Rows, dataset_of};
use crate::model::{Dataset, Settings, Vocabulary};
use crate::rdf::{BaseIri, Mapping, REFUSED_TERM, terms};
use oxrdf::{NamedNode, Triple};
use oxttl::{NTriplesParser, TurtleParser};
use serde_json::{Map, Value};

/// The syntaxes of triples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Turtle,
    NTriples,
}

/// The dataset that a file of triples tells of.
pub(super) fn dataset(input: &Input<'_>, syntax: Syntax, report: &mut Report) -> Option<Dataset> {
    let file = input.path.display().to_string();
    let text = text(input.path, report)?;
    let store = Store::new(parse(&file, &text, syntax, report)?);
    let reading = Reading::new(&file, &store, input, report)?;
    let rows = reading.rows(report);
    Some(dataset_of(&rows, report))
}

/// All triples of a text; `None` when its syntax is broken, which is reported.
fn parse(file: &str, text: &str, syntax: Syntax, report: &mut Report) -> Option<Vec<Triple>> {
    let (mut triples, mut faults) = (Vec::new(), 0);
    let mut take = |found: Result<Triple, oxttl::TurtleSyntaxError>| match found {
        Ok(triple) => triples.push(triple),
        Err(error) => {
            faults += 1;
            let start = error.location().start;
            let location = Location::line(file, start.line as u32 + 1).column(start.column as u32 + 1, 1);
            report.push(Diagnostic::new(&BROKEN, error.message()).at(location));
        }
    };
    match syntax {
        Syntax::Turtle => TurtleParser::new().for_slice(text).for_each(&mut take),
        Syntax::NTriples => NTriplesParser::new().for_slice(text).for_each(&mut take),
    }
    (faults == 0).then_some(triples)
}

/// What all parts of the triples are read with.
struct Reading<'s> {
    file: &'s str,
    store: &'s Store,
    base: BaseIri,
    settings: Settings,
    vocabulary: Vocabulary,
    patch: Option<Value>,
    mapping: Mapping,
    languages: Languages,
}

type RowList = Vec<(u32, Map<String, Value>)>;

impl<'s> Reading<'s> {
    /// Finds the base of IRIs and the terms; `None` when the triples are none that relata wrote.
    fn new(file: &'s str, store: &'s Store, input: &Input<'_>, report: &mut Report) -> Option<Self> {
        let given = input.given;
        // A patch that is refused is reported when the rows are loaded.
        let patched = given.vocabulary.as_ref().and_then(|patch| Vocabulary::patched(patch).ok());
        let vocabulary = patched.unwrap_or_else(Vocabulary::builtin);
        let Some(base) = base(store, &vocabulary) else {
            let message = "found no record and no entity that relata describes";
            report.push(Diagnostic::new(&NOT_OURS, message).at(Location::file(file)));
            return None;
        };
        let mapping = Mapping::new(&vocabulary, &base).map_err(|error| {
            report.push(Diagnostic::new(&REFUSED_TERM, error.to_string()).at(Location::file(file)));
        });
        let settings = given.settings.clone().unwrap_or_else(|| languages::settings(store, &base));
        Some(Self {
            file,
            store,
            languages: Languages::new(&settings),
            settings,
            vocabulary,
            patch: given.vocabulary.clone(),
            mapping: mapping.ok()?,
            base,
        })
    }

    fn rows(&self, report: &mut Report) -> Rows {
        let table = |rows| RowTable { file: self.file.to_owned(), rows };
        let (entities, judgements) = entities::rows(self, report);
        Rows {
            file: self.file.to_owned(),
            settings: serde_json::to_value(&self.settings).ok(),
            vocabulary: self.patch.clone(),
            sources: table(records::sources(self)),
            passages: RowTable::default(),
            places: table(entities::places(self)),
            entities: table(entities),
            records: table(records::rows(self, report)),
            judgements: table(judgements),
        }
    }

    /// The things in a folder of IRIs, each with its id, in the order of the file.
    fn folder(&self, folder: &str) -> impl Iterator<Item = (&'s str, &'s Described)> + use<'s> {
        let folder = self.base.folder(folder);
        self.store.subjects().filter_map(move |(iri, thing)| {
            let id = iri.strip_prefix(folder.as_str())?;
            Some((id, thing))
        })
    }

    /// The id of a thing in a folder.
    fn id<'i>(&self, folder: &str, iri: &'i NamedNode) -> Option<&'i str> {
        iri.as_str().strip_prefix(self.base.as_str())?.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The id of an entity of any kind.
    fn entity<'i>(&self, iri: &'i NamedNode) -> Option<&'i str> {
        self.mapping.entity_kinds().iter().find_map(|kind| self.id(&kind.path, iri))
    }

    /// Reports what no export writes of a thing.
    fn odd(&self, id: &str, problem: &str, report: &mut Report) {
        let message = format!("`{id}`: {problem}");
        report.push(Diagnostic::new(&ODD_VALUE, message).at(Location::file(self.file)));
    }
}

/// Where the IRIs begin: that of a record says it, in a file without records that of an entity.
fn base(store: &Store, vocabulary: &Vocabulary) -> Option<BaseIri> {
    let before = |iri: &str, folder: &str| {
        let (folder_iri, _) = iri.rsplit_once('/')?;
        BaseIri::new(folder_iri.strip_suffix(folder)?).ok()
    };
    let record = store.subjects().filter(|(_, thing)| thing.iri(terms::KIND).is_some());
    let record = record.filter_map(|(iri, _)| before(iri, "record")).next();
    let paths = || vocabulary.entity_kinds.iter().map(|kind| kind.rdf.path.as_str());
    let is_typed = |thing: &Described| thing.iri(oxrdf::vocab::rdf::TYPE).is_some();
    record.or_else(|| {
        let things = store.subjects().filter(|(_, thing)| is_typed(thing));
        things.flat_map(|(iri, _)| paths().filter_map(move |path| before(iri, path))).next()
    })
}

/// An object of those values that are not empty.
fn object<const N: usize>(values: [(&str, Value); N]) -> Map<String, Value> {
    let is_empty = |value: &Value| value.is_null() || value == "";
    values
        .into_iter()
        .filter(|(_, value)| !is_empty(value))
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
