//! What things are, apart from what happened: entities, places, sources, types.

use super::description::Object;
use super::literals::{self, Value, YES};
use super::{Description, EntityKindIris, Triples, dates, direct, terms};
use crate::model::{EntityIx, Identifier, Name, NameKind, PlaceIx, SourceIx, Vocabulary};
use crate::resolve::Merged;
use oxrdf::NamedNode;
use oxrdf::vocab::{rdf, rdfs};

impl Triples<'_> {
    /// An entity with its names, its lifespan and its direct triples.
    ///
    /// Ids judged the same are one node, told as [`Merged`] tells it.
    pub(super) fn describe_entity(&self, entity: EntityIx) -> Description<'_> {
        let merged = self.view().graph().merged(entity);
        let kind = self.mapping().entity_kind(self.dataset().entities.kind(entity));
        let mut description = Description::of(self.entity_iri(entity));
        for class in &kind.types {
            description.state(rdf::TYPE, class.as_ref());
        }
        let type_name = Some(merged.type_name()).filter(|name| !name.is_empty());
        if let (Some(property), Some(name)) = (&kind.classification, type_name) {
            description.state(property, self.type_iri(name));
        }
        self.state_entity_names(merged, &mut description);
        self.state_facts(kind, merged, &mut description);
        self.state_links(merged, &mut description);
        direct::state_direct(self, entity, &mut description);
        description
    }

    /// An id that another stands for.
    pub(super) fn describe_merged(&self, entity: EntityIx) -> Description<'_> {
        let mut description = Description::of(self.own_iri(entity));
        description.state(terms::DCTERMS_IS_REPLACED_BY, self.entity_iri(entity));
        description.state(terms::OWL_DEPRECATED, YES);
        description
    }

    fn state_entity_names<'s>(&'s self, merged: Merged<'s>, description: &mut Description<'s>) {
        let (preferred, others): (Vec<Name<'_>>, Vec<Name<'_>>) =
            merged.names().into_iter().partition(|name| name.kind == NameKind::Preferred);
        self.state_names(
            merged.label(self.language()),
            preferred.iter().map(|name| (name.text, name.language)),
            others.iter().map(|name| (name.text, name.language)),
            description,
        );
    }

    /// States one label for display, at most one preferred label a language, and every other name once.
    fn state_names<'s, 'n>(
        &'s self,
        label: &str,
        preferred: impl Iterator<Item = (&'n str, &'n str)>,
        others: impl Iterator<Item = (&'n str, &'n str)>,
        description: &mut Description<'s>,
    ) where
        's: 'n,
    {
        let literal =
            |(text, code): (&'n str, &'n str)| literals::in_language(text, code, &self.dataset().settings);
        let mut preferred_labels: Vec<Value<'_>> = Vec::new();
        let mut rest: Vec<Value<'_>> = Vec::new();
        for name in preferred.map(literal) {
            let same = |known: &Value<'_>, tag: &str| {
                known.tag().is_some_and(|known| known.eq_ignore_ascii_case(tag))
            };
            match name.tag() {
                // A preferred label needs a language; as the label for display it stands already.
                None => rest.extend(Some(name).filter(|name| name.text() != label)),
                Some(tag) if preferred_labels.iter().any(|known| same(known, tag)) => rest.push(name),
                Some(_) => preferred_labels.push(name),
            }
        }
        rest.extend(others.map(literal));
        rest.retain(|name| !preferred_labels.contains(name));
        description.state(rdfs::LABEL, Value::Plain(label));
        for name in preferred_labels {
            description.state(terms::SKOS_PREF_LABEL, name);
        }
        for name in rest {
            description.state(terms::SKOS_ALT_LABEL, name);
        }
    }

    fn state_facts<'s>(
        &'s self,
        kind: &'s EntityKindIris,
        merged: Merged<'s>,
        description: &mut Description<'s>,
    ) {
        if !merged.country().is_empty() {
            description.state(terms::COUNTRY_CODE, Value::Plain(merged.country()));
        }
        let parent = merged.parents().find(|parent| self.describes(*parent));
        if let (Some(property), Some(parent)) = (&kind.part_of, parent) {
            description.state(property, self.entity_iri(parent));
        }
        let Some(lifespan) = merged.lifespan() else { return };
        for (property, text) in [(&kind.begin, lifespan.start_text()), (&kind.end, lifespan.end_text())] {
            if let (Some(property), Some(text)) = (property, text) {
                description.state(property, dates::edtf(text));
            }
        }
        dates::state_bounds(lifespan, description);
    }

    fn state_links<'s>(&'s self, merged: Merged<'s>, description: &mut Description<'s>) {
        for identifier in merged.identifiers() {
            if let Some(iri) = link(&self.dataset().vocabulary, identifier) {
                description.state(terms::SKOS_EXACT_MATCH, Object::Iri(iri.as_str()));
            }
        }
        for note in merged.notes() {
            self.state_text(terms::SKOS_NOTE, note, description);
        }
    }

    /// A place with its names and the place it lies in.
    pub(super) fn describe_place(&self, place: PlaceIx) -> Description<'_> {
        let stored = self.dataset().place(place);
        let mut description = Description::of(self.place_iri(&stored.id));
        description.state(rdf::TYPE, terms::SCHEMA_PLACE);
        let names = stored.names.iter().map(|(code, name)| (name.as_str(), code.as_str()));
        self.state_names(stored.label(self.language()), names, std::iter::empty(), &mut description);
        if !stored.country.is_empty() {
            description.state(terms::COUNTRY_CODE, Value::Plain(&stored.country));
        }
        if !stored.within.is_empty() {
            description.state(terms::SCHEMA_CONTAINED_IN_PLACE, self.place_iri(&stored.within));
        }
        self.state_text(terms::SKOS_NOTE, &stored.note, &mut description);
        description
    }

    /// A source; a document without a title goes by its file or its id.
    pub(super) fn describe_source(&self, source: SourceIx) -> Description<'_> {
        let stored = self.dataset().source(source);
        let mut description = Description::of(self.source_iri(source));
        for class in [terms::FOAF_DOCUMENT, terms::SCHEMA_CREATIVE_WORK, terms::PROV_ENTITY] {
            description.state(rdf::TYPE, class);
        }
        if stored.title.is_empty() {
            let name = if stored.file.is_empty() { &stored.id } else { &stored.file };
            description.state(terms::DCTERMS_TITLE, Value::Plain(name));
        }
        self.state_text(terms::DCTERMS_TITLE, &stored.title, &mut description);
        if !stored.date.is_empty() {
            description.state(terms::DCTERMS_ISSUED, dates::edtf(&stored.date));
        }
        for (property, code) in
            [(terms::DCTERMS_LANGUAGE, &stored.language), (terms::SCHEMA_SHA256, &stored.sha256)]
        {
            if !code.is_empty() {
                description.state(property, Value::Plain(code));
            }
        }
        self.state_text(terms::SKOS_NOTE, &stored.note, &mut description);
        description
    }

    /// A finer type of entities: a concept whose label is its id with blanks, in the dataset's language.
    pub(super) fn describe_type(&self, name: &str) -> Description<'_> {
        let mut description = Description::of(self.type_iri(name));
        description.state(rdf::TYPE, terms::SKOS_CONCEPT);
        let settings = &self.dataset().settings;
        let label = name.replace('-', " ");
        description
            .state(terms::SKOS_PREF_LABEL, literals::in_language(&label, &settings.language, settings));
        description
    }
}

/// The IRI of an entity in another catalogue; `None` when the vocabulary does not know the catalogue, or the id holds
/// what no IRI can.
pub(super) fn link(vocabulary: &Vocabulary, identifier: Identifier<'_>) -> Option<NamedNode> {
    let catalogue = vocabulary.authorities.get(identifier.scheme)?;
    NamedNode::new(format!("{catalogue}{}", identifier.id)).ok()
}
