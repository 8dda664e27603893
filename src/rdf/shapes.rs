//! The shapes that data conform to, in SHACL, made from the vocabulary in force.
//!
//! What holds of any vocabulary stands in `documents/shapes.ttl`, with gaps in double braces that are filled here: the
//! shapes of kinds of entity and of record, and what the checks in SPARQL need to know of roles and relations. Shapes of
//! kinds are named below the dataset's base, so that those of two datasets do not mix.
//!
//! The shapes are a document and not data, so they have blank nodes and lists, as people write them.

use super::shortcuts::{Derivation, Shortcut, shortcuts};
use super::{AttributeIris, EntityKindIris, Prefixes, RoleIris, Triples, terms};
use crate::model::vocabulary::{AttributeType, Kind, Role};
use crate::model::{AttributeIx, EntityKindIx, KindIx, Vocabulary};
use oxrdf::{NamedNode, NamedNodeRef};
use std::collections::{BTreeMap, BTreeSet};

const TEXT: &str = include_str!("documents/shapes.ttl");

/// The prefixes that the fixed text uses.
const PREFIXES: [(&str, &str); 16] = [
    ("relata", "https://w3id.org/relata/ns#"),
    ("shp", "https://w3id.org/relata/shapes#"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("schema", "http://schema.org/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
];

impl Triples<'_> {
    /// The shapes as Turtle.
    ///
    /// ```
    /// use relata::graph::KnowledgeGraph;
    /// use relata::model::{Dataset, Vocabulary};
    /// use relata::rdf::{RdfOptions, Triples};
    /// use relata::resolve::Identities;
    ///
    /// let dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
    /// let graph = KnowledgeGraph::build(dataset, Identities::default());
    /// let view = graph.view();
    /// let shapes = Triples::new(&view, &RdfOptions::default())?.shapes();
    /// assert!(shapes.contains("kinds:visit a sh:NodeShape ; sh:targetClass relata:Visit"));
    /// # Ok::<(), relata::rdf::RdfError>(())
    /// ```
    #[must_use]
    pub fn shapes(&self) -> String {
        let vocabulary = &self.dataset().vocabulary;
        let mut prefixes = Prefixes::of(PREFIXES);
        prefixes.declare("kinds", &format!("{}shapes#", self.base().as_str()));
        prefixes.declare("entities", &format!("{}shapes/entities#", self.base().as_str()));
        prefixes.declare_vocabulary(self.base(), vocabulary);
        let shortcuts = shortcuts(vocabulary, self.mapping());
        let shapes = Shapes { triples: self, vocabulary, prefixes, shortcuts };
        let gaps = [
            ("prefixes", shapes.prefixes.to_turtle()),
            ("vocabulary", shapes.vocabulary()),
            ("foreign", shapes.foreign_roles()),
            ("many", shapes.roles_of_many()),
            ("acting", shapes.acting()),
            ("direct", shapes.direct()),
            ("conditional", list(shapes.conditional().map(|shortcut| spelled(&shortcut.property)), ", ")),
            ("no_record_ties", shapes.record_ties("FILTER NOT EXISTS")),
            ("record_ties", shapes.record_ties("UNION")),
        ];
        gaps.into_iter()
            .fold(TEXT.to_owned(), |text, (gap, filling)| text.replace(&format!("{{{{{gap}}}}}"), &filling))
    }
}

struct Shapes<'a, 'v> {
    triples: &'a Triples<'v>,
    vocabulary: &'a Vocabulary,
    prefixes: Prefixes,
    shortcuts: Vec<Shortcut>,
}

impl Shapes<'_, '_> {
    fn short(&self, iri: NamedNodeRef<'_>) -> String {
        let mut out = String::new();
        self.prefixes.write_iri(iri, &mut out);
        out
    }

    fn vocabulary(&self) -> String {
        let classes: BTreeSet<&str> = self.triples.mapping().entity_kinds().iter().flat_map(class).collect();
        let entities = classes.into_iter().enumerate().map(|(n, class)| self.entity(n, class));
        let kinds = self.vocabulary.kinds().map(|(n, kind)| self.kind(n, kind));
        entities.chain(kinds).collect()
    }

    /// The shape of all that has a class that stands first among the types of a kind of entity: what all kinds that
    /// have the class have in common.
    fn entity(&self, n: usize, class: &str) -> String {
        let kinds: Vec<&EntityKindIris> = self
            .triples
            .mapping()
            .entity_kinds()
            .iter()
            .filter(|kind| kind.types.iter().any(|iri| iri.as_str() == class))
            .collect();
        let common = in_common(kinds.iter().copied());
        let mut properties: Vec<String> = common
            .iter()
            .filter(|iri| iri.as_str() != class)
            .map(|iri| format!("sh:path rdf:type ; sh:hasValue {}", self.short(iri.as_ref())))
            .collect();
        let mut facts = BTreeMap::new();
        for kind in &kinds {
            for property in kind.classification.iter() {
                facts.insert(property.as_str(), "sh:maxCount 1 ; sh:class skos:Concept");
            }
            for property in kind.part_of.iter() {
                facts.insert(property.as_str(), "sh:maxCount 1 ; sh:class foaf:Agent");
            }
            for property in kind.begin.iter().chain(kind.end.iter()) {
                facts.insert(property.as_str(), "sh:maxCount 1 ; sh:datatype edtf:EDTF");
            }
        }
        properties.extend(
            facts.into_iter().map(|(iri, rule)| {
                format!("sh:path {} ; {rule}", self.short(NamedNodeRef::new_unchecked(iri)))
            }),
        );
        let class = self.short(NamedNodeRef::new_unchecked(class));
        shape(&format!("entities:class-{}", n + 1), &class, &properties, &[])
    }

    fn kind(&self, n: KindIx, kind: &Kind) -> String {
        let iris = self.triples.mapping().kind(n);
        let mut properties: Vec<String> = iris
            .types
            .iter()
            .map(|class| format!("sh:path rdf:type ; sh:hasValue {}", self.short(class.as_ref())))
            .collect();
        properties.extend(self.roles(n, kind));
        let mut attributes = BTreeSet::new();
        for &attribute in &kind.attributes {
            attributes.extend(self.attribute(kind, attribute));
        }
        properties.extend(attributes);
        properties.extend(self.other_roles(n, kind));
        let mut more: Vec<String> = Vec::new();
        for (role, _) in kind.roles() {
            more.extend(self.one_or_many(iris.role(role)));
        }
        let name = &kind.name;
        let own = shape(&format!("kinds:{name}"), &self.short(iris.class.as_ref()), &properties, &more);
        own + &self.one_sided(n, kind)
    }

    /// Upper limits count named fillers; a property that several roles share has the sum of their limits.
    fn roles(&self, n: KindIx, kind: &Kind) -> Vec<String> {
        let iris = self.triples.mapping().kind(n);
        let mut limits: BTreeMap<String, (Option<u32>, Vec<EntityKindIx>)> = BTreeMap::new();
        for (n, role) in kind.roles() {
            for (position, property) in iris.role(n).properties().enumerate() {
                // With a property of its own for several fillers, the plain one is for a single filler.
                let max =
                    if position == 0 && iris.role(n).property_many().is_some() { Some(1) } else { role.max };
                let known = limits.entry(self.short(property)).or_insert((Some(0), Vec::new()));
                known.0 = known.0.zip(max).map(|(a, b)| a.saturating_add(b));
                known.1.extend(self.kinds_of(role));
            }
        }
        let single = kind.roles.len() == 1 && iris.role(0.into()).property_many().is_none();
        let rule = |(property, (max, kinds)): (String, (Option<u32>, Vec<EntityKindIx>))| {
            let min = if single { " ; sh:minCount 1" } else { "" };
            let max = max.map_or(String::new(), |max| format!(" ; sh:maxCount {max}"));
            let common = in_common(kinds.iter().map(|&kind| self.triples.mapping().entity_kind(kind)));
            let classes = list(common.iter().map(|class| self.short(class.as_ref())), " , ");
            let class = if classes.is_empty() { classes } else { format!(" ; sh:class {classes}") };
            format!("sh:path {property}{min}{max}{class}")
        };
        limits.into_iter().map(rule).collect()
    }

    /// The kinds of entity that may play a role: those it names, or all.
    fn kinds_of(&self, role: &Role) -> Vec<EntityKindIx> {
        let all = || (0..self.vocabulary.entity_kinds.len()).map(EntityKindIx::from).collect();
        if role.kinds.is_empty() { all() } else { role.kinds.clone() }
    }

    /// A record has no role that its kind does not have.
    fn other_roles(&self, n: KindIx, kind: &Kind) -> Option<String> {
        let iris = self.triples.mapping().kind(n);
        let own: BTreeSet<&str> =
            kind.roles().flat_map(|(role, _)| iris.role(role).properties()).map(|p| p.as_str()).collect();
        // An attribute may have a property that is another kind's role; a class may be that of another kind too.
        let of_attributes =
            kind.attributes.iter().map(|&a| self.triples.mapping().attribute(a).property.as_str()).collect();
        let same_class: BTreeSet<&str> = self
            .vocabulary
            .kinds()
            .filter(|(other, _)| self.triples.mapping().kind(*other).class == iris.class)
            .flat_map(|(other, kind)| self.properties_of(other, kind))
            .collect();
        let others: BTreeSet<&str> =
            self.vocabulary.kinds().flat_map(|(other, kind)| self.properties_of(other, kind)).collect();
        let others = others.into_iter().filter(|iri| {
            !own.contains(iri) && !same_class.contains(iri) && !BTreeSet::contains(&of_attributes, iri)
        });
        let others: Vec<String> = others.map(|iri| self.short(NamedNodeRef::new_unchecked(iri))).collect();
        let path = match &others[..] {
            [] => return None,
            [one] => one.clone(),
            several => format!("[ sh:alternativePath ( {} ) ]", several.join(" ")),
        };
        Some(format!("sh:path {path} ; sh:maxCount 0 ; sh:message \"a role that this kind does not have\""))
    }

    fn properties_of(&self, n: KindIx, kind: &Kind) -> Vec<&str> {
        let iris = self.triples.mapping().kind(n);
        kind.roles().flat_map(|(role, _)| iris.role(role).properties()).map(|p| p.as_str()).collect()
    }

    fn attribute(&self, kind: &Kind, n: AttributeIx) -> Vec<String> {
        let (known, iris) = (self.vocabulary.attribute(n), self.triples.mapping().attribute(n));
        let property = self.short(iris.property.as_ref());
        match known.value_type {
            AttributeType::Text => vec![format!("sh:path {property} ; sh:nodeKind sh:Literal")],
            AttributeType::Code => vec![format!("sh:path {property} ; sh:datatype xsd:string")],
            AttributeType::Flag => vec![format!("sh:path {property} ; sh:maxCount 1 ; sh:in ( true )")],
            AttributeType::Number => self.number(iris, "xsd:integer"),
            AttributeType::Decimal => self.number(iris, "xsd:decimal"),
            AttributeType::Term => {
                let terms = list(iris.concepts.iter().map(|term| self.short(term.as_ref())), " ");
                let rule = format!("sh:path {property} ; sh:maxCount 1 ; sh:in ( {terms} )");
                // Of a history each record tells a state.
                let gap = format!(
                    "sh:path {property} ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message \"no {}\"",
                    known.name
                );
                std::iter::once(rule).chain(kind.history.then_some(gap)).collect()
            }
        }
    }

    fn number(&self, iris: &AttributeIris, datatype: &str) -> Vec<String> {
        let [min, max, rough] = [&iris.min, &iris.max, &iris.approximate].map(|iri| self.short(iri.as_ref()));
        let limit = format!("sh:maxCount 1 ; sh:datatype {datatype} ; sh:minInclusive 0");
        vec![
            format!("sh:path {min} ; {limit} ; sh:lessThanOrEquals {max}"),
            format!("sh:path {max} ; {limit}"),
            format!("sh:path {rough} ; sh:maxCount 1 ; sh:in ( true )"),
        ]
    }

    /// A role with a property of its own for several fillers has one of the two, and the other has several.
    fn one_or_many(&self, role: &RoleIris) -> Option<String> {
        let (one, many) = (self.short(role.property(1)), self.short(role.property_many()?));
        Some(format!(
            "sh:not [ sh:property [ sh:path {one} ; sh:minCount 1 ] , [ sh:path {many} ; sh:minCount 1 ] ] ;\n    \
             sh:or ( [ sh:path {many} ; sh:maxCount 0 ] [ sh:path {many} ; sh:minCount 2 ] )"
        ))
    }

    /// A warning where a role that should have several has one, and no other is counted.
    fn one_sided(&self, n: KindIx, kind: &Kind) -> String {
        let iris = self.triples.mapping().kind(n);
        let several =
            kind.roles().filter(|(role, known)| known.min > 1 && iris.role(*role).property_many().is_none());
        let shape = |(role, known): (crate::model::RoleIx, &Role)| {
            format!(
                "kinds:{}-{}-several a sh:NodeShape ; sh:targetClass {} ; sh:severity sh:Warning ;\n    \
                 sh:message \"fewer fillers of a role than there should be, and none is counted as unnamed\" ;\n    \
                 sh:or ( [ sh:path {} ; sh:minCount {} ] [ sh:path ( relata:qualifiedParticipation relata:unnamedCount ) ; sh:minCount 1 ] ) .\n",
                kind.name,
                known.name,
                self.short(iris.class.as_ref()),
                self.short(iris.role(role).property(1)),
                known.min,
            )
        };
        several.map(shape).collect()
    }

    /// Roles that no ontology of ours may call participants.
    fn foreign_roles(&self) -> String {
        let all: BTreeSet<&str> =
            self.vocabulary.kinds().flat_map(|(n, kind)| self.properties_of(n, kind)).collect();
        let foreign =
            all.into_iter().map(NamedNodeRef::new_unchecked).filter(|&iri| !self.triples.is_own(iri));
        list(foreign.map(|iri| iri.to_string()), ", ")
    }

    /// A required role is filled, too, by its property for several. RDF4J does not see `?value` in a filter of its own
    /// within NOT EXISTS, so it is compared outside.
    fn roles_of_many(&self) -> String {
        let mut lines = BTreeSet::new();
        for (n, kind) in self.vocabulary.kinds() {
            for (role, _) in kind.roles() {
                let role = self.triples.mapping().kind(n).role(role);
                lines.extend(role.property_many().map(|many| {
                    let one = role.property(1);
                    format!("        FILTER(?value != {one} || NOT EXISTS {{ $this {many} ?some }})")
                }));
            }
        }
        lines.into_iter().collect::<Vec<_>>().join("\n")
    }

    /// Who acts for a body is tied to it.
    fn acting(&self) -> String {
        let Some(acting) = self.shortcuts.iter().find(|s| Some(s.relation) == self.vocabulary.acting_for)
        else {
            return String::new();
        };
        let (property, linked) = (&acting.property, terms::LINKED_WITH);
        let tie = if acting.tie { format!(" ; {linked} ?value . ?value {linked} ?a") } else { String::new() };
        format!(
            "shp:Acting a sh:NodeShape ; sh:targetClass relata:Participation ;\n    sh:sparql\n    \
             [ sh:message \"who acts for a body is not tied to it\" ; sh:prefixes <https://w3id.org/relata/shapes> ;\n      \
             sh:select \"\"\"SELECT $this ?value WHERE {{ $this relata:agent ?a ; relata:onBehalfOf ?value .\n        \
             FILTER NOT EXISTS {{ ?a {property} ?value{tie} }} }}\"\"\" ] .\n"
        )
    }

    fn direct(&self) -> String {
        let relations = self.shortcuts.iter().map(|shortcut| shortcut.property.as_ref());
        let all: BTreeSet<String> =
            relations.chain([terms::LINKED_WITH]).map(|property| self.short(property)).collect();
        list(all.into_iter(), " , ")
    }

    /// Relations that a record's values can make no tie.
    fn conditional(&self) -> impl Iterator<Item = &Shortcut> {
        self.shortcuts.iter().filter(|shortcut| shortcut.tie && shortcut.conditional)
    }

    /// A group for each way in which a record ties `$this` and `?value` by a relation that need be no tie.
    fn record_ties(&self, before: &str) -> String {
        let ways = self.conditional().flat_map(|shortcut| {
            shortcut.derivations.iter().flat_map(|derivation| ways(derivation, shortcut.symmetric))
        });
        list(ways.map(|way| format!("        {before} {{ {way} }}")), "\n")
    }
}

/// The patterns of a derivation, in both directions.
fn ways(derivation: &Derivation, symmetric: bool) -> BTreeSet<String> {
    let mut ways = BTreeSet::new();
    for from in &derivation.from {
        for to in &derivation.to {
            for (one, other) in [(from, to), (to, from)] {
                let sides = if symmetric { SIDES } else { "" };
                ways.insert(format!(
                    "?r a {} ; {one} $this ; {other} ?value . FILTER($this != ?value) {DENIED}{sides}",
                    derivation.kind
                ));
            }
        }
    }
    ways
}

const DENIED: &str = "FILTER NOT EXISTS { ?r ?a ?v . ?v relata:tie false }";

/// The rule of sides: who acts for the other, or for the same body, stands on one side with it.
const SIDES: &str = "
          FILTER NOT EXISTS { ?r relata:qualifiedParticipation ?q1 . ?q1 relata:agent $this ; relata:onBehalfOf ?value }
          FILTER NOT EXISTS { ?r relata:qualifiedParticipation ?q2 . ?q2 relata:agent ?value ; relata:onBehalfOf $this }
          FILTER NOT EXISTS { ?r relata:qualifiedParticipation ?q3 , ?q4 .
            ?q3 relata:agent $this ; relata:onBehalfOf ?body . ?q4 relata:agent ?value ; relata:onBehalfOf ?body }";

fn class(kind: &EntityKindIris) -> Option<&str> {
    kind.types.first().map(NamedNode::as_str)
}

/// The types that all kinds have, in the order of the first.
fn in_common<'k>(kinds: impl IntoIterator<Item = &'k EntityKindIris>) -> Vec<NamedNode> {
    let mut kinds = kinds.into_iter();
    let mut common = kinds.next().map_or_else(Vec::new, |kind| kind.types.clone());
    for kind in kinds {
        common.retain(|class| kind.types.contains(class));
    }
    common
}

fn shape(name: &str, class: &str, properties: &[String], more: &[String]) -> String {
    let mut text = format!("{name} a sh:NodeShape ; sh:targetClass {class}");
    for (n, property) in properties.iter().enumerate() {
        let before = if n == 0 { " ;\n    sh:property\n" } else { " ,\n" };
        text += &format!("{before}        [ {property} ]");
    }
    for more in more {
        text += &format!(" ;\n    {more}");
    }
    text + " .\n"
}

fn spelled(iri: &NamedNode) -> String {
    iri.to_string()
}

fn list(items: impl Iterator<Item = String>, between: &str) -> String {
    items.collect::<Vec<_>>().join(between)
}
