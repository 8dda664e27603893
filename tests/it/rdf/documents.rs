//! The documents about the data: the ontology, the shapes, the queries, the account.

use super::{BASE, RELATA, exported, fixture, folder, from_turtle, graph, renamed, triples};
use oxrdf::vocab::rdf;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use relata::graph::KnowledgeGraph;
use relata::rdf::queries::competencies;
use relata::rdf::{RdfOptions, Triples};
use std::collections::{BTreeMap, BTreeSet, HashSet};

fn document(graph: &KnowledgeGraph, format: &str) -> String {
    exported(&graph.view(), format, Some(BASE))
}

fn all() -> [KnowledgeGraph; 4] {
    let datasets =
        ["tests/fixtures/rdf", "tests/fixtures/nasty", "graph-data"].map(|name| graph(&folder(name)));
    let [a, b, c] = datasets;
    [a, b, c, renamed::fixture_renamed()]
}

/// The terms with a type, by IRI.
fn declared(ontology: &HashSet<Triple>) -> BTreeSet<String> {
    ontology.iter().filter(|t| t.predicate == rdf::TYPE).map(|t| iri(&t.subject)).collect()
}

fn iri(subject: &NamedOrBlankNode) -> String {
    subject.to_string().trim_matches(['<', '>']).to_owned()
}

/// Classes, properties, concepts and scheme values that data use.
fn used(triples: &HashSet<Triple>) -> BTreeSet<String> {
    let objects = triples.iter().filter_map(|triple| match &triple.object {
        Term::NamedNode(object) => Some(object.as_str().to_owned()),
        _ => None,
    });
    triples.iter().map(|triple| triple.predicate.as_str().to_owned()).chain(objects).collect()
}

fn is_own(iri: &str) -> bool {
    iri.starts_with(RELATA) || iri.starts_with(&format!("{BASE}vocab#"))
}

#[test]
fn every_own_term_that_data_use_is_declared_and_foreign_ones_only_referred_to() {
    const DEFINING: [&str; 5] = ["#domain", "#range", "#subClassOf", "#subPropertyOf", "#label"];
    for graph in all() {
        let ontology = from_turtle(&document(&graph, "rdf-vocabulary"));
        let declared = declared(&ontology);
        let used = used(&triples(&graph.view()));
        assert!(used.iter().filter(|iri| is_own(iri)).count() > 20);
        let missing: Vec<_> = used.iter().filter(|iri| is_own(iri) && !declared.contains(*iri)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        for triple in ontology.iter().filter(|triple| !is_own(&iri(&triple.subject))) {
            let defines = DEFINING.iter().any(|end| triple.predicate.as_str().ends_with(end));
            assert!(!defines, "{triple} defines a foreign term");
        }
        assert!(ontology.iter().all(|t| !matches!(t.object, Term::BlankNode(_))));
    }
}

#[test]
fn the_rules_of_the_direct_layer_stand_in_the_ontology() {
    let ontology = from_turtle(&document(&fixture(), "rdf-vocabulary"));
    let of = |subject: &str, property: &str| -> BTreeSet<String> {
        let about = |triple: &&Triple| {
            iri(&triple.subject).ends_with(subject) && triple.predicate.as_str().ends_with(property)
        };
        let objects = ontology.iter().filter(about).map(|triple| triple.object.to_string());
        objects.map(|object| object.rsplit(['#', '/']).next().unwrap().trim_matches('>').to_owned()).collect()
    };
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(of("#visited", "shortcutFrom"), set(&["visitor", "leader", "delegate"]));
    assert_eq!(of("#heldOfficeIn", "shortcutTo"), set(&["organization", "heldAt"]));
    assert_eq!(of("#actedFor", "shortcutKind"), set(&["Participation"]));
    assert_eq!(of("#memberOf", "shortcutKind"), set(&["Membership"]), "a foreign property has a rule too");
    assert_eq!(of("vocab#honoured", "subPropertyOf"), set(&["linkedWith"]));
    for no_part in ["#relationsWith", "#left", "#memberOf"] {
        assert!(of(no_part, "subPropertyOf").is_empty(), "{no_part}");
    }
    assert_eq!(of("#wasVisitedBy", "inverseOf"), set(&["visited"]));
    assert_eq!(of("#founded", "inverseOf"), set(&["founder"]));
    assert_eq!(of("#Office", "requiredRole"), set(&["member", "organization"]));
    assert_eq!(of("#strained", "tie").len() + of("#left", "tie").len(), 2);
}

#[test]
fn shapes_are_turtle_without_gaps_and_name_every_kind() {
    for graph in all() {
        let text = document(&graph, "rdf-shapes");
        assert!(!text.contains("{{"), "{text}");
        let shapes = from_turtle(&text);
        let targets = shapes.iter().filter(|t| t.predicate.as_str().ends_with("#targetClass"));
        let targets: BTreeSet<String> = targets.map(|triple| triple.object.to_string()).collect();
        let view = graph.view();
        let options = RdfOptions { base_iri: Some(BASE.to_owned()), ..RdfOptions::default() };
        let made = Triples::new(&view, &options).unwrap();
        for (n, kind) in graph.dataset().vocabulary.kinds() {
            assert!(targets.contains(&made.mapping().kind(n).class.to_string()), "{}", kind.name);
        }
    }
}

#[test]
fn fifteen_queries_fit_every_dataset_and_declare_what_they_use() {
    for graph in all() {
        let view = graph.view();
        let options = RdfOptions { base_iri: Some(BASE.to_owned()), ..RdfOptions::default() };
        let triples = Triples::new(&view, &options).unwrap();
        assert_eq!(competencies().len(), 15);
        for query in competencies() {
            let text = query.standalone(&triples).unwrap();
            for word in prefixes_used(&text) {
                assert!(text.contains(&format!("PREFIX {word}: <")), "{} uses `{word}:`\n{text}", query.name);
            }
        }
    }
}

/// Other names of kinds and roles are no other terms.
#[test]
fn renamed_kinds_are_asked_in_the_same_words() {
    assert_eq!(document(&renamed::fixture_renamed(), "rdf-queries"), document(&fixture(), "rdf-queries"));
}

/// What stands before a colon outside comments, texts and full IRIs.
fn prefixes_used(text: &str) -> BTreeSet<String> {
    let plain = |line: &&str| !line.starts_with(['#', 'P']);
    let lines: String = text.lines().filter(plain).collect::<Vec<_>>().join(" ");
    let outside = lines.split('"').step_by(2).collect::<String>();
    let outside: String = outside.split('<').map(|part| part.split_once('>').map_or(part, |p| p.1)).collect();
    let words = outside.split(':').map(|before| {
        let name = before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next();
        name.unwrap_or_default().to_owned()
    });
    let mut words: Vec<String> = words.collect();
    words.pop();
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

#[test]
fn the_account_counts_what_the_file_holds() {
    for graph in all() {
        let account = from_turtle(&document(&graph, "rdf-dataset"));
        let data = triples(&graph.view());
        let value = |subject: &str, property: &str| -> Vec<String> {
            let of = account.iter().filter(|triple| {
                iri(&triple.subject) == subject && triple.predicate.as_str().ends_with(property)
            });
            of.map(|triple| triple.object.to_string()).collect()
        };
        let dataset = format!("{BASE}dataset");
        let number = |n: usize| vec![format!("\"{n}\"^^<http://www.w3.org/2001/XMLSchema#integer>")];
        assert_eq!(value(&dataset, "void#triples"), number(data.len()));
        let mut properties: BTreeMap<String, usize> = BTreeMap::new();
        for triple in &data {
            *properties.entry(triple.predicate.to_string()).or_default() += 1;
        }
        let partitions = value(&dataset, "propertyPartition");
        assert_eq!(partitions.len(), properties.len());
        for partition in partitions {
            let partition = partition.trim_matches(['<', '>']);
            let property = &value(partition, "void#property")[0];
            assert_eq!(value(partition, "void#triples"), number(properties[property]), "{property}");
        }
        assert_eq!(value(&dataset, "qualifiedDates").len(), 1);
        assert_eq!(value(&dataset, "#distribution").len(), 6);
        assert_eq!(value(&dataset, "terms/source").len(), graph.dataset().sources.len());
        assert!(account.iter().all(|triple| !matches!(triple.object, Term::BlankNode(_))));
    }
}

#[test]
fn no_document_carries_more_than_its_own_words() {
    // The longest text of a document is one of ours, or the note of the dataset.
    for graph in all() {
        let note = graph.dataset().settings.note.chars().count();
        for format in ["rdf-vocabulary", "rdf-dataset"] {
            for triple in from_turtle(&document(&graph, format)) {
                if let Term::Literal(literal) = &triple.object {
                    assert!(literal.value().chars().count() <= note.max(300), "{triple}");
                }
            }
        }
    }
}
