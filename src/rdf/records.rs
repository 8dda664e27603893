//! What is recorded: records, the fillers that need saying more of, and the passages that say so.

use super::literals::{self, Value, YES};
use super::{Description, Triples, dates, terms};
use crate::model::vocabulary::AttributeType;
use crate::model::{AttributeIx, EntityIx, PassageIx, RecordIx, RoleIx, UnnamedFillers};
use oxrdf::NamedNodeRef;
use oxrdf::vocab::{rdf, rdfs, xsd};

/// A filler of which a plain role triple does not say all.
#[derive(Debug, Clone, Copy)]
pub(super) enum Qualified {
    /// A named one that is inferred or acts for another.
    Named { agent: EntityIx, role: RoleIx, inferred: bool, body: Option<EntityIx> },
    /// Those that the text leaves unnamed.
    Unnamed(UnnamedFillers),
}

impl Triples<'_> {
    /// A record: its kind, its roles, what is known of it, when it was and who says so.
    pub(super) fn describe_record(&self, record: RecordIx) -> Description<'_> {
        let records = &self.dataset().records;
        let kind = self.mapping().kind(records.kind(record));
        let mut description = Description::of(self.record_iri(record));
        description.state(rdf::TYPE, kind.class.as_ref());
        for class in &kind.types {
            description.state(rdf::TYPE, class.as_ref());
        }
        description.state(terms::KIND, kind.class.as_ref());
        let label = self.sentence(record);
        description
            .state(rdfs::LABEL, literals::in_language(&label, self.language(), &self.dataset().settings));
        self.state_roles(record, &mut description);
        self.state_attributes(record, &mut description);
        self.state_texts(record, &mut description);
        for number in 1..=self.qualified(record).count() as u32 {
            description.state(terms::QUALIFIED_PARTICIPATION, self.participation_iri(record, number));
        }
        dates::state_extent(self.dataset().extent(record), &mut description);
        for &passage in records.evidence(record) {
            description.state(terms::PROV_WAS_DERIVED_FROM, self.passage_iri(passage));
        }
        description
    }

    /// Named fillers always have their plain role triple, so that a plain query finds an inferred one too.
    fn state_roles<'s>(&'s self, record: RecordIx, description: &mut Description<'s>) {
        let kind = self.dataset().records.kind(record);
        for (role, _) in self.dataset().vocabulary.kind(kind).roles() {
            let named = self.named(record, role);
            let property = self.mapping().kind(kind).role(role).property(named.len());
            for entity in named {
                description.state(property, self.entity_iri(entity));
            }
        }
    }

    /// The distinct entities named in a role, in order.
    fn named(&self, record: RecordIx, role: RoleIx) -> Vec<EntityIx> {
        let identities = self.view().graph().identities();
        let fillers = self.dataset().records.in_role(record, role);
        let mut named: Vec<EntityIx> = fillers.map(|filler| identities.canonical(filler.entity)).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    fn role_property(&self, record: RecordIx, role: RoleIx) -> NamedNodeRef<'_> {
        let kind = self.mapping().kind(self.dataset().records.kind(record));
        kind.role(role).property(self.named(record, role).len())
    }

    fn state_attributes<'s>(&'s self, record: RecordIx, description: &mut Description<'s>) {
        let dataset = self.dataset();
        for &place in dataset.records.places(record) {
            description.state(terms::SCHEMA_LOCATION, self.place_iri(&dataset.place(place).id));
        }
        for &attribute in &dataset.vocabulary.kind(dataset.records.kind(record)).attributes {
            if let Some(value) = dataset.records.attribute(record, attribute) {
                self.state_attribute(attribute, value, description);
            }
        }
    }

    fn state_attribute<'s>(&'s self, attribute: AttributeIx, value: &str, description: &mut Description<'s>) {
        let (known, iris) =
            (self.dataset().vocabulary.attribute(attribute), self.mapping().attribute(attribute));
        match known.value_type {
            AttributeType::Text => self.state_text(iris.property.as_ref(), value, description),
            AttributeType::Code => description.state(&iris.property, Value::Plain(value)),
            AttributeType::Flag => description.state(&iris.property, YES),
            AttributeType::Term => {
                if let Some(position) = known.terms.iter().position(|term| term.name == value) {
                    description.state(&iris.property, iris.concepts[position].as_ref());
                }
            }
            AttributeType::Number | AttributeType::Decimal => {
                if let Ok(number) = value.parse() {
                    let whole = known.value_type == AttributeType::Number;
                    literals::state_number(&number, iris, whole, description);
                }
            }
        }
    }

    fn state_texts<'s>(&'s self, record: RecordIx, description: &mut Description<'s>) {
        let records = &self.dataset().records;
        let series = records.series(record);
        if !series.is_empty() {
            description.state(terms::SERIES, YES);
        }
        if let Ok(count) = series.parse::<u32>() {
            description.state(terms::SERIES_COUNT, Value::Typed(&count.to_string(), xsd::INTEGER));
        }
        self.state_text(terms::DCTERMS_DESCRIPTION, records.summary(record), description);
        self.state_text(terms::SKOS_NOTE, records.note(record), description);
    }

    /// The fillers that need a participation, in the order of their numbers from 1: named ones in the order of roles
    /// and cells, then unnamed ones in the order of roles.
    pub(super) fn qualified(&self, record: RecordIx) -> impl Iterator<Item = Qualified> + use<'_> {
        let (records, identities) = (&self.dataset().records, self.view().graph().identities());
        let named = records.fillers(record).iter().enumerate().filter_map(move |(n, filler)| {
            let agent = identities.canonical(filler.entity);
            let body = records.acting_for(record, n).map(|body| identities.canonical(body));
            // Judgements may have made one of the two.
            let body = body.filter(|&body| body != agent);
            (filler.inferred || body.is_some()).then_some(Qualified::Named {
                agent,
                role: filler.role,
                inferred: filler.inferred,
                body,
            })
        });
        named.chain(records.unnamed(record).iter().copied().map(Qualified::Unnamed))
    }

    /// A participation, by its number from 1.
    pub(super) fn describe_participation(&self, record: RecordIx, number: u32) -> Description<'_> {
        let mut description = Description::of(self.participation_iri(record, number));
        description.state(rdf::TYPE, terms::PARTICIPATION);
        match self.qualified(record).nth(number.saturating_sub(1) as usize) {
            Some(Qualified::Named { agent, role, inferred, body }) => {
                description.state(terms::AGENT, self.entity_iri(agent));
                description.state(terms::AS_ROLE, self.role_property(record, role));
                if let Some(body) = body {
                    description.state(terms::ON_BEHALF_OF, self.entity_iri(body));
                }
                if inferred {
                    description.state(terms::INFERRED, YES);
                }
            }
            Some(Qualified::Unnamed(unnamed)) => {
                description.state(terms::AS_ROLE, self.role_property(record, unnamed.role));
                description
                    .state(terms::UNNAMED_COUNT, Value::Typed(&unnamed.count.to_string(), xsd::INTEGER));
            }
            None => {}
        }
        description
    }

    /// A passage: where it stands and its digest, never its words.
    pub(super) fn describe_passage(&self, passage: PassageIx) -> Description<'_> {
        let stored = self.dataset().passage(passage);
        let mut description = Description::of(self.passage_iri(passage));
        description.state(rdf::TYPE, terms::PASSAGE);
        description.state(terms::OA_HAS_SOURCE, self.source_iri(stored.source));
        for (property, position) in [(terms::OA_START, stored.start), (terms::OA_END, stored.end)] {
            description.state(property, Value::Typed(&position.to_string(), xsd::NON_NEGATIVE_INTEGER));
        }
        if let Some(digest) = &stored.sha256 {
            description.state(terms::SCHEMA_SHA256, Value::Plain(&digest.to_string()));
        }
        description
    }
}
