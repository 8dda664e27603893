//! The competency questions: what whoever knows SPARQL would ask first, as queries kept in files.
//!
//! Each is a file of this folder: comments that say what it asks, then the query. `# @param a entity acftu One end.`
//! declares a parameter with its kind, its default and its meaning; the query has `$a` in its place. What differs between
//! vocabularies is named in double braces, by the names of files: `{{kind visit}}`, `{{role visit.host}}`. IRIs are written
//! with the prefixes of the dataset. So the same file fits any vocabulary and any base. A new one is a file and a line here.
//!
//! ```
//! use relata::rdf::queries::{competencies, find};
//! let query = find("go-betweens").unwrap();
//! assert_eq!(query.title, "Who linked one entity to another?");
//! assert_eq!(query.parameters[0].default, "acftu");
//! assert_eq!(find("Q01"), Some(query));
//! assert_eq!(competencies().len(), 15);
//! ```

mod fill;
mod fit;
mod parameter;
pub(crate) mod tokens;

use super::{Prefixes, Triples};
use crate::model::Place;
use crate::resolve::fold;
use oxrdf::{Literal, NamedNode, Term};
use std::sync::LazyLock;

pub use fill::{declarations, fill, placeholders};
pub use fit::{MissingTerm, QueryTerms};
pub use parameter::{Parameter, ParameterKind};

/// The files, in order.
const FILES: [(&str, &str); 15] = [
    ("go-betweens", include_str!("01-go-betweens.rq")),
    ("visits-led-by", include_str!("02-visits-led-by.rq")),
    ("suspended", include_str!("03-suspended.rq")),
    ("timeline", include_str!("04-timeline.rq")),
    ("large-delegations", include_str!("05-large-delegations.rq")),
    ("members-on", include_str!("06-members-on.rq")),
    ("office-holders", include_str!("07-office-holders.rq")),
    ("evidence", include_str!("08-evidence.rq")),
    ("direct-ties", include_str!("09-direct-ties.rq")),
    ("behind-ties", include_str!("10-behind-ties.rq")),
    ("members-without-visit", include_str!("11-members-without-visit.rq")),
    ("contacts-per-decade", include_str!("12-contacts-per-decade.rq")),
    ("projects", include_str!("13-projects.rq")),
    ("names", include_str!("14-names.rq")),
    ("weak-records", include_str!("15-weak-records.rq")),
];

/// A competency question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// Its number, from 1.
    pub number: usize,
    /// Its name on the command line.
    pub name: &'static str,
    /// The question in one line.
    pub title: &'static str,
    /// How it is meant, in lines; may be empty.
    pub description: String,
    /// What may be set, in order.
    pub parameters: Vec<Parameter>,
    /// The query, `$name` in the place of each parameter and a gap in the place of each term of the vocabulary, without
    /// prefixes.
    text: &'static str,
}

/// All questions, in order.
#[must_use]
pub fn competencies() -> &'static [Competency] {
    static ALL: LazyLock<Vec<Competency>> = LazyLock::new(|| {
        FILES.iter().enumerate().map(|(n, (name, file))| Competency::read(n + 1, name, file)).collect()
    });
    &ALL
}

/// The question of a name, or of a number such as `Q01`, `01` or `1`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Competency> {
    let digits = name.trim_start_matches(['q', 'Q']);
    let number: Option<usize> = if digits.len() <= 2 { digits.parse().ok() } else { None };
    competencies().iter().find(|query| query.name == name || Some(query.number) == number)
}

impl Competency {
    fn read(number: usize, name: &'static str, file: &'static str) -> Self {
        let length: usize =
            file.split_inclusive('\n').take_while(|line| line.starts_with('#')).map(str::len).sum();
        let (head, text) = file.split_at(length);
        let mut lines = head.lines().map(|line| line.trim_start_matches(['#', ' ']));
        let title = lines.next().unwrap_or_default();
        let mut query =
            Self { number, name, title, description: String::new(), parameters: Vec::new(), text };
        for line in lines {
            match line.strip_prefix("@param ") {
                Some(parameter) => query.parameters.extend(Parameter::read(parameter)),
                None if line.is_empty() => {}
                None => query.description.extend([line, "\n"]),
            }
        }
        query
    }

    /// The parameter of a name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The query in the terms of a vocabulary, `$name` still in the place of each parameter.
    ///
    /// # Errors
    /// The first term that the vocabulary does not have.
    pub fn fitted(&self, terms: QueryTerms<'_>, prefixes: &Prefixes) -> Result<String, MissingTerm> {
        terms.fit(self.text, prefixes)
    }

    /// The query as it stands alone in any engine: its title, the prefixes that it uses, its defaults in place.
    ///
    /// A default that the data does not know is written as the IRI that it would have.
    ///
    /// ```
    /// use relata::graph::KnowledgeGraph;
    /// use relata::model::{Dataset, Vocabulary};
    /// use relata::rdf::queries::find;
    /// use relata::rdf::{RdfOptions, Triples};
    /// use relata::resolve::Identities;
    ///
    /// let dataset = Dataset { vocabulary: Vocabulary::builtin(), ..Dataset::default() };
    /// let graph = KnowledgeGraph::build(dataset, Identities::default());
    /// let view = graph.view();
    /// let triples = Triples::new(&view, &RdfOptions::default())?;
    /// let query = find("office-holders").unwrap().standalone(&triples).unwrap();
    /// assert!(query.starts_with("#### Q07 Who held an office in a body, in order of time?\n"));
    /// assert!(query.contains("?o a relata:Office ; org:organization|relata:heldAt body:tuc ;"));
    /// # Ok::<(), relata::rdf::RdfError>(())
    /// ```
    ///
    /// # Errors
    /// The first term that the vocabulary in force does not have.
    pub fn standalone(&self, triples: &Triples<'_>) -> Result<String, MissingTerm> {
        let prefixes = triples.prefixes();
        let spelled = |parameter: &Parameter| {
            let mut text = String::new();
            prefixes.write_term(triples.value(parameter.kind, parameter.default).as_ref(), &mut text);
            (parameter.name, text)
        };
        let values: Vec<_> = self.parameters.iter().map(spelled).collect();
        self.block(QueryTerms::of(triples), &prefixes, &values)
    }

    /// The query with values for its parameters, as it stands alone: under its heading, its description, what was set,
    /// and the prefixes that it uses.
    ///
    /// # Errors
    /// The first term that the vocabulary does not have.
    pub fn block(
        &self,
        terms: QueryTerms<'_>,
        prefixes: &Prefixes,
        values: &[(&str, String)],
    ) -> Result<String, MissingTerm> {
        let text = fill(&self.fitted(terms, prefixes)?, values);
        let mut block = self.heading();
        block.extend(self.description.lines().map(|line| format!("# {line}\n")));
        let set: Vec<String> = values.iter().map(|(name, value)| format!("{name} is {value}")).collect();
        if !set.is_empty() {
            block.extend(["# Here ", &set.join(", "), ".\n"]);
        }
        Ok(block + &declarations(&text, prefixes) + &text)
    }

    /// The line above a query that stands alone: `#### Q01` and the question.
    #[must_use]
    pub fn heading(&self) -> String {
        format!("#### Q{:02} {}\n", self.number, self.title)
    }
}

impl Triples<'_> {
    /// The term that an id, or the text of a literal, stands for; nothing is looked up.
    fn value(&self, kind: ParameterKind, text: &str) -> Term {
        match kind {
            ParameterKind::Entity => self.entity_of_id(text).into(),
            ParameterKind::Place => self.place(text).into(),
            ParameterKind::Type => self.entity_type(text).into(),
            _ => kind.literal(text).unwrap_or_else(|| Literal::new_simple_literal(text)).into(),
        }
    }

    /// The IRI of an entity by its id; of one that the data does not have, as the first kind of entity has it.
    fn entity_of_id(&self, id: &str) -> NamedNode {
        match self.dataset().entities.find(id) {
            Some(entity) => self.entity(entity),
            None => {
                let path = self.mapping().entity_kinds().first().map_or("entity", |kind| kind.path.as_str());
                NamedNode::new_unchecked(format!("{}{id}", self.base().folder(path)))
            }
        }
    }

    /// The IRI of a place, by its id or by any of its names, in any case.
    #[must_use]
    pub fn find_place(&self, name: &str) -> Option<NamedNode> {
        let wanted = fold(name);
        let places = &self.dataset().places;
        let called = |place: &&Place| place.names.iter().any(|(_, name)| fold(name) == wanted);
        let found = places.iter().find(|place| place.id == name).or_else(|| places.iter().find(called));
        found.map(|place| self.place(&place.id))
    }

    /// The IRI of a finer type of entities, by its name.
    #[must_use]
    pub fn find_type(&self, name: &str) -> Option<NamedNode> {
        let entities = &self.dataset().entities;
        entities.iter().any(|entity| entities.type_name(entity) == name).then(|| self.entity_type(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_of_the_folder_is_a_question_with_a_title_and_its_parameters() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rdf/queries");
        let mut files: Vec<String> = folder
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".rq"))
            .collect();
        files.sort();
        let named: Vec<_> = competencies().iter().map(|q| format!("{:02}-{}.rq", q.number, q.name)).collect();
        assert_eq!(files, named);
        for query in competencies() {
            assert!(query.title.ends_with(['?', '.']) && !query.text.is_empty(), "{}", query.name);
            let declared: BTreeSet<&str> = query.parameters.iter().map(|parameter| parameter.name).collect();
            assert_eq!(placeholders(query.text), declared, "{}", query.name);
            assert!(query.parameters.iter().all(|p| !p.meaning.is_empty()), "{}", query.name);
            let spelled = query.text.contains("http") || query.text.contains("PREFIX");
            assert!(!spelled, "{} is written with the prefixes of the dataset", query.name);
            let terms = QueryTerms::builtin();
            let fitted = query.fitted(terms, &Prefixes::default()).unwrap();
            assert!(!fitted.contains("{{") && !fitted.contains("}}"), "{}: every gap is filled", query.name);
            let lines = FILES[query.number - 1].1.lines();
            let params = lines.filter(|line| line.starts_with("# @param")).count();
            assert_eq!(params, query.parameters.len(), "{}: every parameter is read", query.name);
        }
    }
}
