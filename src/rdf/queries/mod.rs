//! The competency questions: what whoever knows SPARQL would ask first, as queries kept in files.
//!
//! Each is a file of this folder: comments that say what it asks, then the query. `# @param a entity acftu One end.`
//! declares a parameter with its kind, its default and its meaning; the query has `$a` in its place. IRIs are written
//! with the prefixes of the dataset, which is why the same file fits any base. A new one is a file and a line here.
//!
//! ```
//! use relata::rdf::queries::{competencies, find};
//! let query = find("go-betweens").unwrap();
//! assert_eq!(query.title, "Who linked one entity to another?");
//! assert_eq!(query.parameters[0].default, "acftu");
//! assert_eq!(find("Q01"), Some(query));
//! assert_eq!(competencies().len(), 15);
//! ```

pub(crate) mod tokens;

use super::{Prefixes, Triples};
use crate::date::Day;
use crate::model::Place;
use crate::resolve::fold;
use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Term};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;
use tokens::{TokenKind, tokens};

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
    /// The query, `$name` in the place of each parameter, without prefixes.
    pub text: &'static str,
}

/// What may be set in a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name: `a` for `$a`.
    pub name: &'static str,
    /// What its values are.
    pub kind: ParameterKind,
    /// What it is unless set; it fits the shipped data.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// What the values of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// An entity.
    Entity,
    /// A place.
    Place,
    /// A finer type of entities.
    Type,
    /// A day, such as `1975-01-01`.
    Day,
    /// A number.
    Number,
    /// A text.
    Text,
}

impl ParameterKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Entity, Self::Place, Self::Type, Self::Day, Self::Number, Self::Text];

    /// Its word in the files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Place => "place",
            Self::Type => "type",
            Self::Day => "day",
            Self::Number => "number",
            Self::Text => "text",
        }
    }

    /// The value that a text is, if this kind's values are literals and it is one.
    ///
    /// ```
    /// use relata::rdf::queries::ParameterKind::{Day, Entity, Number};
    /// assert_eq!(Day.literal("1975-01-01").unwrap().value(), "1975-01-01");
    /// assert_eq!(Number.literal("-2.50").unwrap().to_string(), "\"-2.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>");
    /// assert!([Day.literal("1975-02-30"), Number.literal("2e"), Entity.literal("acftu")].iter().all(Option::is_none));
    /// ```
    #[must_use]
    pub fn literal(self, text: &str) -> Option<Literal> {
        match self {
            Self::Entity | Self::Place | Self::Type => None,
            Self::Day => is_day(text).then(|| Literal::new_typed_literal(text, xsd::DATE)),
            Self::Number => number(text),
            Self::Text => Some(Literal::new_simple_literal(text)),
        }
    }
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let shaped = (year.len(), month.len(), day.len()) == (4, 2, 2);
    let digits = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else { return false };
    shaped && digits && Day::from_ymd(year, month, day).is_some()
}

fn number(text: &str) -> Option<Literal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_whole = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match digits.split_once('.') {
        None if is_whole(digits) => Some(Literal::new_typed_literal(text, xsd::INTEGER)),
        Some((whole, part)) if is_whole(whole) && is_whole(part) => {
            Some(Literal::new_typed_literal(text, xsd::DECIMAL))
        }
        _ => None,
    }
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

    /// The query with values in the place of its parameters, as `value` spells them.
    ///
    /// # Errors
    /// What `value` gives.
    pub fn filled<E>(&self, mut value: impl FnMut(&Parameter) -> Result<String, E>) -> Result<String, E> {
        fill(self.text, |name| self.parameter(name).map(&mut value).transpose())
    }

    /// The query as it stands alone in any engine: its title, the prefixes that it uses, its defaults in place.
    ///
    /// A default that the data does not know is written as the IRI that it would have.
    #[must_use]
    pub fn standalone(&self, triples: &Triples<'_>) -> String {
        let prefixes = triples.prefixes();
        let spelled = |parameter: &Parameter| {
            let mut text = String::new();
            prefixes.write_term(triples.value(parameter.kind, parameter.default).as_ref(), &mut text);
            Ok::<_, std::convert::Infallible>(text)
        };
        let Ok(text) = self.filled(spelled);
        self.headed(&text, &prefixes)
    }

    /// A filled text of this question under its title and the prefixes that it uses.
    #[must_use]
    pub fn headed(&self, text: &str, prefixes: &Prefixes) -> String {
        let mut whole = format!("# Q{:02} {}\n", self.number, self.title);
        whole.extend(self.description.lines().map(|line| format!("# {line}\n")));
        whole + &declarations(text, prefixes) + text
    }
}

/// The `PREFIX` lines that a query needs.
#[must_use]
pub fn declarations(query: &str, prefixes: &Prefixes) -> String {
    let used: BTreeSet<&str> = tokens(query)
        .filter_map(|token| if let TokenKind::Name(prefix) = token.kind { Some(prefix) } else { None })
        .collect();
    let mut lines = String::new();
    for (prefix, namespace) in prefixes.iter().filter(|(prefix, _)| used.contains(prefix)) {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "PREFIX {prefix}: <{namespace}>");
    }
    lines
}

/// A query with values in the place of `$name`, wherever `value` has one.
///
/// A `$name` without a value stays what it is, a variable.
///
/// # Errors
/// What `value` gives.
pub fn fill<E>(query: &str, mut value: impl FnMut(&str) -> Result<Option<String>, E>) -> Result<String, E> {
    let (mut filled, mut copied) = (String::with_capacity(query.len()), 0);
    for token in tokens(query) {
        let TokenKind::Placeholder(name) = token.kind else { continue };
        if let Some(value) = value(name)? {
            filled.push_str(&query[copied..token.start]);
            filled.push_str(&value);
            copied = token.end;
        }
    }
    filled.push_str(&query[copied..]);
    Ok(filled)
}

/// The names of the placeholders of a query, `a` for `$a`, sorted.
#[must_use]
pub fn placeholders(query: &str) -> BTreeSet<&str> {
    let name = |token: tokens::Token<'_>| match token.kind {
        TokenKind::Placeholder(_) => query.get(token.start + 1..token.end),
        _ => None,
    };
    tokens(query).filter_map(name).collect()
}

impl Parameter {
    /// Reads `a entity acftu One end.`; a default of several words stands in double quotes.
    fn read(line: &'static str) -> Option<Self> {
        let (name, rest) = line.split_once(' ')?;
        let (kind, rest) = rest.split_once(' ')?;
        let kind = ParameterKind::ALL.into_iter().find(|known| known.as_str() == kind)?;
        let (default, meaning) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once("\" ")?,
            None => rest.split_once(' ')?,
        };
        Some(Self { name, kind, default, meaning })
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
            let lines = FILES[query.number - 1].1.lines();
            let params = lines.filter(|line| line.starts_with("# @param")).count();
            assert_eq!(params, query.parameters.len(), "{}: every parameter is read", query.name);
        }
    }

    #[test]
    fn values_stand_where_the_placeholders_stood_and_nowhere_else() {
        let query = "SELECT ?a WHERE { ?a ?b $a . FILTER(?a != \"$a\") } # $a\n";
        let filled = fill(query, |name| Ok::<_, ()>((name == "a").then(|| "body:x".to_owned())));
        assert_eq!(filled.unwrap(), query.replacen("$a .", "body:x .", 1));
        assert_eq!(fill(query, |_| Err::<Option<String>, _>("no")), Err("no"));
    }
}
