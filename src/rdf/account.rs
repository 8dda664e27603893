//! The account of a dataset: what it is, how much it holds and of what, in VoID and DCAT.
//!
//! Partitions, distributions and the period are parts of the account and are named by fragments, so there are no blank
//! nodes here either. There is no date of issue: the same data give the same bytes.

use super::literals::Value;
use super::{Prefixes, Statements, Subject, Triples, literals, terms};
use crate::date::Day;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, TermRef};
use std::collections::{BTreeMap, BTreeSet};

/// A file that holds the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distribution {
    /// Its name.
    pub file: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Where its format is specified.
    pub specification: &'static str,
}

/// How much there is.
#[derive(Debug, Default)]
struct Counts {
    triples: u64,
    subjects: u64,
    classes: BTreeMap<String, u64>,
    properties: BTreeMap<String, u64>,
    sources: Vec<NamedNode>,
}

impl Triples<'_> {
    /// The account of the dataset, which `files` hold; `step` is told of each subject that has been counted.
    ///
    /// Makes every triple once to count it.
    #[must_use]
    pub fn account(&self, files: &[Distribution], step: impl Fn()) -> Statements {
        let mut account =
            Account { triples: self, prefixes: self.account_prefixes(), statements: Statements::default() };
        account.state_dataset();
        account.state_counts(&self.counts(step));
        account.state_period();
        files.iter().for_each(|file| account.state_file(file));
        account.statements
    }

    /// The prefixes of the account.
    #[must_use]
    pub fn account_prefixes(&self) -> Prefixes {
        let mut prefixes = self.prefixes();
        prefixes.declare("void", "http://rdfs.org/ns/void#");
        prefixes.declare("dcat", "http://www.w3.org/ns/dcat#");
        prefixes
    }

    fn counts(&self, step: impl Fn()) -> Counts {
        let mut counts = Counts::default();
        for subject in self.subjects() {
            step();
            let description = self.describe(subject);
            for (predicate, objects) in description.by_predicate().iter() {
                counts.triples += objects.len() as u64;
                *counts.properties.entry(predicate.as_str().to_owned()).or_default() += objects.len() as u64;
                for class in objects.iter().filter(|_| predicate == rdf::TYPE) {
                    if let TermRef::NamedNode(class) = class {
                        *counts.classes.entry(class.as_str().to_owned()).or_default() += 1;
                    }
                }
            }
            counts.subjects += u64::from(!description.is_empty());
            if matches!(subject, Subject::Source(_)) {
                counts.sources.push(description.subject().into_owned());
            }
        }
        counts
    }

    /// The first and the last day that records state.
    fn period(&self) -> [Option<Day>; 2] {
        let dataset = self.dataset();
        let bounds = || self.view().records().map(|record| *dataset.extent(record).bounds());
        let first = bounds().filter_map(|bounds| bounds.earliest_start).min();
        [first, bounds().filter_map(|bounds| bounds.latest_end).max()]
    }
}

struct Account<'a, 'v> {
    triples: &'a Triples<'v>,
    prefixes: Prefixes,
    statements: Statements,
}

impl Account<'_, '_> {
    fn dataset(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}dataset", self.triples.base().as_str()))
    }

    fn part(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}#{name}", self.dataset().as_str()))
    }

    fn state(&mut self, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        let dataset = self.dataset();
        self.statements.add(&dataset, property, object);
    }

    fn state_dataset(&mut self) {
        let settings = &self.triples.dataset().settings;
        let title = if settings.title.is_empty() { &settings.id } else { &settings.title };
        let text = |text| literals::in_language(text, &settings.language, settings);
        self.state(rdf::TYPE, terms::VOID_DATASET);
        self.state(rdf::TYPE, terms::DCAT_DATASET);
        self.state(terms::DCTERMS_TITLE, text(title));
        self.state(terms::DCTERMS_IDENTIFIER, Value::Plain(&settings.id));
        if !settings.note.is_empty() {
            self.state(terms::DCTERMS_DESCRIPTION, text(&settings.note));
        }
        if let Some(licence) = licence(&settings.licence) {
            self.state(terms::DCTERMS_LICENSE, licence);
        } else if !settings.licence.is_empty() {
            self.state(terms::DCTERMS_RIGHTS, Value::Plain(&settings.licence));
        }
        self.state(terms::VOID_URI_SPACE, Value::Plain(self.triples.base().as_str()));
        self.state(terms::QUALIFIED_DATES, Value::Plain(settings.qualified_dates.as_str()));
    }

    fn state_counts(&mut self, counts: &Counts) {
        self.state(terms::VOID_TRIPLES, literals::integer(counts.triples));
        self.state(terms::VOID_DISTINCT_SUBJECTS, literals::integer(counts.subjects));
        let namespace = |iri: &String| iri.rfind(['#', '/']).map(|at| iri[..=at].to_owned());
        let own = self.triples.base().vocabulary();
        let used: BTreeSet<String> =
            counts.properties.keys().chain(counts.classes.keys()).filter_map(namespace).collect();
        for namespace in used.into_iter().chain([own]).filter_map(|namespace| NamedNode::new(namespace).ok())
        {
            let is_used = |iri: &String| iri.starts_with(namespace.as_str());
            if counts.properties.keys().chain(counts.classes.keys()).any(is_used) {
                self.state(terms::VOID_VOCABULARY, namespace);
            }
        }
        for source in &counts.sources {
            self.state(terms::DCTERMS_SOURCE, source.clone());
        }
        let (partition, of) = (terms::VOID_CLASS_PARTITION, terms::VOID_CLASS);
        self.state_partitions("class", partition, of, terms::VOID_ENTITIES, &counts.classes);
        let (partition, of) = (terms::VOID_PROPERTY_PARTITION, terms::VOID_PROPERTY);
        self.state_partitions("property", partition, of, terms::VOID_TRIPLES, &counts.properties);
    }

    fn state_partitions(
        &mut self,
        sort: &str,
        partition: NamedNodeRef<'_>,
        of: NamedNodeRef<'_>,
        counted: NamedNodeRef<'_>,
        counts: &BTreeMap<String, u64>,
    ) {
        for (n, (iri, count)) in counts.iter().enumerate() {
            let iri = NamedNodeRef::new_unchecked(iri);
            let mut name = String::new();
            self.prefixes.write_iri(iri, &mut name);
            // A term that no prefix shortens goes by its number.
            let name = if name.starts_with('<') { (n + 1).to_string() } else { name.replace(':', "-") };
            let part = self.part(&format!("{sort}-{name}"));
            self.state(partition, part.clone());
            self.statements.add(&part, of, iri);
            self.statements.add(&part, counted, literals::integer(*count));
        }
    }

    fn state_period(&mut self) {
        let period = self.part("period");
        let ends = self.triples.period().into_iter().zip([terms::DCAT_START_DATE, terms::DCAT_END_DATE]);
        for (day, property) in ends {
            if let Some(day) = day {
                self.state(terms::DCTERMS_TEMPORAL, period.clone());
                self.statements.add(&period, rdf::TYPE, terms::DCTERMS_PERIOD_OF_TIME);
                self.statements.add(
                    &period,
                    property,
                    Literal::new_typed_literal(day.to_string(), xsd::DATE),
                );
            }
        }
    }

    fn state_file(&mut self, file: &Distribution) {
        let part = self.part(file.file);
        let media_type = format!("https://www.iana.org/assignments/media-types/{}", file.media_type);
        self.state(terms::DCAT_DISTRIBUTION, part.clone());
        self.statements.add(&part, rdf::TYPE, terms::DCAT_DISTRIBUTION_CLASS);
        self.statements.add(&part, terms::DCTERMS_TITLE, Value::Plain(file.file));
        self.statements.add(&part, terms::DCAT_MEDIA_TYPE, NamedNode::new_unchecked(media_type));
        let specification = NamedNode::new_unchecked(file.specification);
        self.statements.add(&part, terms::DCTERMS_CONFORMS_TO, specification);
    }
}

/// A licence as an IRI: one as given, or that of an SPDX identifier (<https://spdx.org/licenses/>).
fn licence(text: &str) -> Option<NamedNode> {
    let is_id = !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+'));
    let iri = if is_id { format!("https://spdx.org/licenses/{text}") } else { text.to_owned() };
    NamedNode::new(iri).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_an_iri_where_it_can_be() {
        let iri = |text| licence(text).map(NamedNode::into_string);
        assert_eq!(iri("CC0-1.0").unwrap(), "https://spdx.org/licenses/CC0-1.0");
        assert_eq!(iri("https://a.example/terms").unwrap(), "https://a.example/terms");
        assert_eq!(iri("ask the archive"), None);
        assert_eq!(iri(""), None);
    }
}
