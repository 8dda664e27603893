//! The direct layer against the generic rule of the RDF contract, computed naively over the triples themselves.
//!
//! The export makes it from the edges of the graph. Here it is made again from the record layer of the file and the
//! vocabulary's projection rules alone, as the contract's CONSTRUCT does: every pair of fillers, three filters.

use super::{BASE, RELATA, exported, fixture, folder, graph, objects, triples};
use oxrdf::{NamedNode, Term, Triple};
use proptest::prelude::*;
use relata::date::Reading;
use relata::diagnostic::Report;
use relata::graph::KnowledgeGraph;
use relata::model::{
    Dataset, EntityIx, EntityRow, Filler, Judgement, JudgementKind, KindIx, Origin, RecordRow, RoleIx,
    Vocabulary,
};
use relata::resolve::Identities;
use std::collections::{BTreeMap, BTreeSet, HashSet};

type Direct = BTreeSet<(String, String, String)>;

/// Triples by subject and property.
struct Index(BTreeMap<(String, String), BTreeSet<String>>);

impl Index {
    fn new(triples: &HashSet<Triple>) -> Self {
        let mut index: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for triple in triples {
            if let Term::NamedNode(object) = &triple.object {
                let key = (bare(&triple.subject.to_string()), triple.predicate.as_str().to_owned());
                index.entry(key).or_default().insert(object.as_str().to_owned());
            }
        }
        Self(index)
    }

    fn get(&self, subject: &str, property: &str) -> Vec<String> {
        let key = (subject.to_owned(), property.to_owned());
        self.0.get(&key).into_iter().flatten().cloned().collect()
    }

    fn of_type(&self, class: &str) -> Vec<String> {
        let rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        let typed = self.0.iter().filter(|((_, p), objects)| p == rdf_type && objects.contains(class));
        typed.map(|((subject, _), _)| subject.clone()).collect()
    }

    /// Who acts for whom in a record, by its participations.
    fn acting(&self, record: &str) -> Vec<(String, String)> {
        let nodes = self.get(record, &relata("qualifiedParticipation"));
        let pairs = nodes.iter().flat_map(|node| {
            let bodies = self.get(node, &relata("onBehalfOf"));
            let agents = self.get(node, &relata("agent"));
            agents
                .into_iter()
                .flat_map(move |agent| bodies.clone().into_iter().map(move |body| (agent.clone(), body)))
        });
        pairs.collect()
    }
}

fn bare(iri: &str) -> String {
    iri.trim_matches(['<', '>']).to_owned()
}

fn relata(local: &str) -> String {
    format!("{RELATA}{local}")
}

/// A name of the vocabulary as an IRI, expanded without the code under test.
fn iri(vocabulary: &Vocabulary, name: &str) -> String {
    let (prefix, local) = name.split_once(':').unwrap();
    match prefix {
        "vocab" => format!("{BASE}vocab#{local}"),
        prefix => format!("{}{local}", vocabulary.prefixes[prefix]),
    }
}

/// The values that make no tie, as IRIs.
fn no_ties(vocabulary: &Vocabulary) -> BTreeSet<String> {
    let terms = vocabulary.attributes.iter().flat_map(|attribute| &attribute.terms);
    terms.filter(|term| !term.tie).map(|term| iri(vocabulary, &term.concept)).collect()
}

/// The direct layer by the rules, `linkedWith` included.
fn naive(vocabulary: &Vocabulary, index: &Index) -> Direct {
    let (mut direct, linked) = (Direct::new(), relata("linkedWith"));
    let mut link = |s: &str, p: &str, o: &str| direct.insert((s.to_owned(), p.to_owned(), o.to_owned()));
    let no_ties = no_ties(vocabulary);
    for kind in &vocabulary.kinds {
        for record in index.of_type(&iri(vocabulary, &kind.rdf_class)) {
            let denied =
                index.0.iter().any(|((s, _), objects)| *s == record && !objects.is_disjoint(&no_ties));
            let acting = index.acting(&record);
            let one_side = |s: &String, o: &String| {
                let acts = |a: &String, b: &String| acting.contains(&(a.clone(), b.clone()));
                acts(s, o) || acts(o, s) || acting.iter().any(|(a, b)| a == s && acts(o, b))
            };
            let fillers = |roles: &[RoleIx]| -> Vec<String> {
                let properties = roles.iter().flat_map(|&role| {
                    let role = kind.role(role);
                    [Some(&role.property), role.property_many.as_ref()].into_iter().flatten()
                });
                properties.flat_map(|property| index.get(&record, &iri(vocabulary, property))).collect()
            };
            for rule in &kind.rules {
                let relation = vocabulary.relation(rule.relation);
                for s in fillers(&rule.from) {
                    for o in fillers(&rule.to) {
                        if s == o || rule.symmetric && one_side(&s, &o) {
                            continue;
                        }
                        link(&s, &iri(vocabulary, &relation.property), &o);
                        if relation.tie && !denied {
                            link(&s, &linked, &o);
                            link(&o, &linked, &s);
                        }
                    }
                }
            }
            for (agent, body) in &acting {
                link(agent, &relata("actedFor"), body);
                link(agent, &linked, body);
                link(body, &linked, agent);
            }
        }
    }
    direct
}

/// The direct layer as the file has it.
fn written(vocabulary: &Vocabulary, triples: &HashSet<Triple>) -> Direct {
    let mut properties: HashSet<String> =
        vocabulary.relations.iter().map(|relation| iri(vocabulary, &relation.property)).collect();
    properties.insert(relata("linkedWith"));
    let direct = triples.iter().filter(|triple| properties.contains(triple.predicate.as_str()));
    let shown = |triple: &Triple| {
        let object = NamedNode::try_from(triple.object.clone()).unwrap();
        (bare(&triple.subject.to_string()), triple.predicate.as_str().to_owned(), object.into_string())
    };
    direct.map(shown).collect()
}

fn agrees(graph: &KnowledgeGraph) -> usize {
    let vocabulary = &graph.dataset().vocabulary;
    let triples = triples(&graph.view());
    let written = written(vocabulary, &triples);
    assert_eq!(written, naive(vocabulary, &Index::new(&triples)));
    assert!(written.iter().all(|(s, _, o)| s != o), "nothing is linked to itself");
    written.len()
}

#[test]
fn the_direct_layer_is_what_the_generic_rule_gives() {
    assert!(agrees(&fixture()) > 30);
    assert!(agrees(&graph(&folder("graph-data"))) > 100);
}

#[test]
fn a_side_is_known_across_roles_and_merged_ids() {
    let graph = fixture();
    let triples = triples(&graph.view());
    // The one who acts for the federation meets the other side, not the federation that another id of it names.
    assert_eq!(objects(&triples, "person/person-one", "metWith"), ["acftu", "person-two"]);
    assert_eq!(objects(&triples, "body/dgb", "metWith"), ["acftu", "person-two"]);
    // Two who act for one body are one side.
    assert_eq!(objects(&triples, "person/person-three", "metWith"), ["acftu", "person-two"]);
    // One organiser takes part for the other: they are one side of the event, and nobody takes part with itself.
    assert_eq!(objects(&triples, "body/tuc", "organisedWith"), [""; 0]);
    assert_eq!(objects(&triples, "body/tuc", "tookPartWith"), ["ilo"]);
}

#[test]
fn departures_and_strained_relations_make_no_link() {
    let triples = triples(&fixture().view());
    assert_eq!(objects(&triples, "body/afl-cio", "ns#left"), ["ilo"]);
    assert_eq!(objects(&triples, "body/afl-cio", "relationsWith"), ["acftu"]);
    assert_eq!(objects(&triples, "body/afl-cio", "linkedWith"), ["icftu"]);
    assert!(objects(&triples, "body/acftu", "relationsWith").contains(&"afl-cio".to_owned()));
}

/// A filler: role, entity, whom it acts for. Numbers are taken modulo what there is.
type AnyFiller = (u16, u32, Option<u32>);

/// Entities whose ids are the beginnings of others.
const IDS: [&str; 6] = ["a", "a-1", "a-10", "a1", "ab", "b"];

fn any_records() -> impl Strategy<Value = Vec<(u16, Vec<AnyFiller>, bool)>> {
    let filler = (0u16..4, 0u32..6, prop::option::of(0u32..6));
    prop::collection::vec((0u16..12, prop::collection::vec(filler, 1..6), any::<bool>()), 1..6)
}

fn any_graph(records: &[(u16, Vec<AnyFiller>, bool)], same: &[(u32, u32)]) -> KnowledgeGraph {
    let mut dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
    for (n, id) in IDS.iter().enumerate() {
        dataset.entities.push(&EntityRow { id, kind: (n % 3).into(), ..EntityRow::default() });
    }
    let extent = dataset.extents.intern("", Reading::Happening).unwrap();
    let ids: Vec<String> = (0..records.len()).map(|n| format!("r{n}")).collect();
    for (id, (kind, fillers, strained)) in ids.iter().zip(records) {
        let kind = KindIx(kind % dataset.vocabulary.kinds.len() as u16);
        let roles = dataset.vocabulary.kind(kind).roles.len() as u16;
        let filler = |&(role, entity, body): &AnyFiller| {
            let filler =
                Filler { entity: EntityIx(entity), role: RoleIx(role % roles), inferred: entity == 0 };
            (filler, body.filter(|&body| body != entity).map(EntityIx))
        };
        let state = dataset.vocabulary.find_attribute(kind, "state").filter(|_| *strained);
        let attributes = state.map(|state| (state, "strained")).into_iter().collect();
        let mut row = RecordRow { id, kind, extent, attributes, ..RecordRow::default() };
        row.fillers = fillers.iter().map(filler).collect();
        row.fillers.sort_by_key(|(filler, _)| filler.role);
        dataset.records.push(&row);
    }
    for &(a, b) in same.iter().filter(|(a, b)| a != b) {
        let (who, when, why) = Default::default();
        let (a, b, kind) = (EntityIx(a), EntityIx(b), JudgementKind::Same);
        dataset.judgements.push(Judgement { a, b, kind, who, when, why, origin: Origin::default() });
    }
    let identities = Identities::resolve(&dataset, &mut Report::default());
    KnowledgeGraph::build(dataset, identities)
}

proptest! {
    #[test]
    fn whatever_is_recorded_the_direct_layer_follows_the_rule_and_the_lines_are_sorted(
        records in any_records(),
        same in prop::collection::vec((0u32..6, 0u32..6), 0..3),
    ) {
        let graph = any_graph(&records, &same);
        agrees(&graph);
        let lines = exported(&graph.view(), "ntriples", Some(BASE));
        prop_assert!(lines.lines().is_sorted());
        super::syntaxes::assert_same_in_all(&graph.view());
    }
}
