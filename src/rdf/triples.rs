//! A view as triples: what was chosen about them, what is worth a warning, and what is said of each subject.

use super::iri::{BaseIri, DEFAULT_BASE, RdfError};
use super::ontology::WIDE_SHORTCUT;
use super::{Description, Mapping, Prefixes, Subject, literals, nodes};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::View;
use crate::model::{Dataset, EntityIx, RecordIx, Sentences};
use fixedbitset::FixedBitSet;
use oxrdf::{NamedNode, NamedNodeRef};

/// Raised when an identifier elsewhere cannot be made a link.
pub static UNLINKED_IDENTIFIER: Code = Code {
    id: "W0602",
    severity: Severity::Warning,
    title: "identifier without a link",
    explanation: "In RDF an id in another catalogue is a link to it, made of the catalogue's IRI in `authorities` of \
        the vocabulary and the id. Here the vocabulary does not know the catalogue, or the id holds a character that no \
        IRI may hold, such as a blank, so the link is not written. Add the catalogue, or write the id as its IRI does.",
};

/// The codes that saying a graph in RDF can raise.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    vec![&DEFAULT_BASE, &UNLINKED_IDENTIFIER, &WIDE_SHORTCUT]
}

/// What may be chosen about the triples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RdfOptions {
    /// The short code of the language of labels for display and of the sentences about records.
    pub language: String,
    /// The base of IRIs, in place of the one in `dataset.json`.
    pub base_iri: Option<String>,
}

impl Default for RdfOptions {
    fn default() -> Self {
        Self { language: "en".to_owned(), base_iri: None }
    }
}

/// The triples of a view, made one subject at a time.
///
/// A view that holds every record states all entities, places and sources, any other those that its records touch; of
/// passages only those that records use are stated.
#[derive(Debug)]
pub struct Triples<'v> {
    view: &'v View<'v>,
    options: RdfOptions,
    base: BaseIri,
    mapping: Mapping,
    complete: bool,
    /// The entities that are described: those of the view, and those that its records name.
    named: FixedBitSet,
    sentences: Sentences<'v>,
    warnings: Vec<Diagnostic>,
}

impl<'v> Triples<'v> {
    /// Prepares to say a view in RDF: chooses the base and writes the vocabulary's terms out.
    ///
    /// Linear in the entities and records of the view.
    ///
    /// # Errors
    /// [`RdfError`] when the base or a term of the vocabulary is no IRI.
    pub fn new(view: &'v View<'v>, options: &RdfOptions) -> Result<Self, RdfError> {
        let dataset = view.graph().dataset();
        let (base, warning) = BaseIri::choose(options.base_iri.as_deref(), &dataset.settings)?;
        let mapping = Mapping::new(&dataset.vocabulary, &base)?;
        let complete = view.records().count() == dataset.records.len();
        let options = options.clone();
        let mut named = FixedBitSet::with_capacity(dataset.entities.len());
        named.extend(view.named_entities().map(EntityIx::index));
        let sentences = Sentences::new(dataset, &options.language);
        let mut triples =
            Self { view, options, base, mapping, complete, named, sentences, warnings: Vec::new() };
        triples.warnings = warning.into_iter().chain(triples.unlinked()).collect();
        Ok(triples)
    }

    /// What a reader should know: that the base is a reserved name, and which identifiers make no link.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The prefixes that shorten the IRIs.
    #[must_use]
    pub fn prefixes(&self) -> Prefixes {
        Prefixes::new(&self.base, &self.dataset().vocabulary, &self.mapping)
    }

    /// The name of the graph of the vocabulary, where formats have named graphs; the data are the default graph.
    #[must_use]
    pub fn vocabulary_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/vocabulary", self.base.as_str()))
    }

    /// The base of the IRIs.
    #[must_use]
    pub fn base(&self) -> &BaseIri {
        &self.base
    }

    /// The vocabulary's terms.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What is said of a subject.
    ///
    /// A subject that is not of this graph may panic.
    #[must_use]
    pub fn describe(&self, subject: Subject<'_>) -> Description<'_> {
        match subject {
            Subject::Entity(entity) if self.view.graph().identities().is_merged(entity) => {
                self.describe_merged(entity)
            }
            Subject::Entity(entity) => self.describe_entity(entity),
            Subject::Record(record) => self.describe_record(record),
            Subject::Participation(record, number) => self.describe_participation(record, number),
            Subject::Passage(passage) => self.describe_passage(passage),
            Subject::Place(place) => self.describe_place(place),
            Subject::Source(source) => self.describe_source(source),
            Subject::Type(name) => self.describe_type(name),
        }
    }

    fn unlinked(&self) -> Vec<Diagnostic> {
        let dataset = self.dataset();
        let mut unlinked = Vec::new();
        let entities = self.named.ones().map(EntityIx::from);
        for entity in entities.flat_map(|entity| self.view.graph().merged(entity).members()) {
            for identifier in dataset.entities.identifiers(entity) {
                if nodes::link(&dataset.vocabulary, identifier).is_none() {
                    let id = dataset.entities.id(entity);
                    let found = format!("`{}:{}` of `{id}` makes no link", identifier.scheme, identifier.id);
                    let location = dataset.location(dataset.entities.origin(entity)).field("identifiers");
                    unlinked.push(Diagnostic::new(&UNLINKED_IDENTIFIER, found).at(location));
                }
            }
        }
        unlinked
    }

    /// Whether an entity, one that stands for itself, is described.
    pub(super) fn describes(&self, entity: EntityIx) -> bool {
        self.named.contains(entity.index())
    }

    pub(super) fn view(&self) -> &'v View<'v> {
        self.view
    }

    pub(super) fn dataset(&self) -> &'v Dataset {
        self.view.graph().dataset()
    }

    /// The label of a record.
    pub(super) fn sentence(&self, record: RecordIx) -> String {
        self.sentences.tell(record)
    }

    /// Whether the view holds every record.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    pub(super) fn language(&self) -> &str {
        &self.options.language
    }

    /// States a text in its language, unless it is empty.
    pub(super) fn state_text<'s>(
        &self,
        property: NamedNodeRef<'s>,
        cell: &str,
        description: &mut Description<'s>,
    ) {
        if !cell.is_empty() {
            description.state(property, literals::text(cell, &self.dataset().settings));
        }
    }
}
