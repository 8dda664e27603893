//! Putting values into a query: names become IRIs, dates and numbers literals.

use super::error::SparqlError;
use super::names::Names;
use crate::diagnostic::nearest_hint;
use crate::rdf::Prefixes;
use crate::rdf::queries::{Competency, Parameter, ParameterKind, fill, placeholders};
use oxrdf::{Literal, NamedNode, Term};

/// A competency question with what is set, and its defaults for the rest.
///
/// # Errors
/// [`SparqlError::UnknownParameter`] for one that it does not have, [`SparqlError::Value`] or [`SparqlError::Name`] for
/// a value that is none of its kind, [`SparqlError::Missing`] when the vocabulary lacks what the question is about.
pub fn fill_competency(
    query: &Competency,
    set: &[(String, String)],
    names: &dyn Names,
    prefixes: &Prefixes,
) -> Result<String, SparqlError> {
    let values = competency_values(query, set, names, prefixes)?;
    Ok(fill(&query.fitted(names.terms(), prefixes)?, &values))
}

/// The values of a competency question's parameters, in their order, as they are spelled in SPARQL.
///
/// # Errors
/// As [`fill_competency`].
pub fn competency_values(
    query: &Competency,
    set: &[(String, String)],
    names: &dyn Names,
    prefixes: &Prefixes,
) -> Result<Vec<(&'static str, String)>, SparqlError> {
    check(set, query.parameters.iter().map(|parameter| parameter.name))?;
    let spelled = |parameter: &Parameter| {
        let term = match value(set, parameter.name) {
            Some(text) => chosen(parameter, text, names, prefixes)?,
            None => default(parameter, names)?,
        };
        Ok((parameter.name, spelled(&term, prefixes)))
    };
    query.parameters.iter().map(spelled).collect()
}

/// A query with what is set in the place of its `$name`s; the rest of them stay variables.
///
/// What a value is, it tells itself: `<...>` and `body:dgb` are IRIs, `"..."` is a text, `1975-01-01` a day, `20` a
/// number, anything else the name of an entity.
///
/// # Errors
/// As [`fill_competency`].
pub fn fill_query(
    text: &str,
    set: &[(String, String)],
    names: &dyn Names,
    prefixes: &Prefixes,
) -> Result<String, SparqlError> {
    let known = placeholders(text);
    check(set, known.iter().copied())?;
    let values = known.into_iter().filter_map(|name| Some((name, value(set, name)?)));
    let spelled =
        values.map(|(name, value)| Ok((name, spelled(&guessed(name, value, names, prefixes)?, prefixes))));
    Ok(fill(text, &spelled.collect::<Result<Vec<_>, SparqlError>>()?))
}

/// What is set last counts.
fn value<'s>(set: &'s [(String, String)], name: &str) -> Option<&'s str> {
    set.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn check<'k>(
    set: &[(String, String)],
    known: impl Iterator<Item = &'k str> + Clone,
) -> Result<(), SparqlError> {
    let unknown = |name: &str| !known.clone().any(|known| known == name);
    let Some((found, _)) = set.iter().find(|(name, _)| unknown(name)) else { return Ok(()) };
    let all: Vec<&str> = known.clone().collect();
    let hint = nearest_hint(found, known).unwrap_or_else(|| match all.is_empty() {
        true => format!("write ${found} where its value should stand"),
        false => format!("it has {}", all.join(", ")),
    });
    Err(SparqlError::UnknownParameter { found: found.clone(), hint })
}

fn spelled(term: &Term, prefixes: &Prefixes) -> String {
    let mut text = String::new();
    prefixes.write_term(term.as_ref(), &mut text);
    text
}

fn default(parameter: &Parameter, names: &dyn Names) -> Result<Term, SparqlError> {
    if let Some(literal) = parameter.kind.literal(parameter.default) {
        return Ok(literal.into());
    }
    let found = names.find(parameter.kind, &format!("id:{}", parameter.default))?;
    let hint = Some(format!(
        "that is its default, which fits the shipped data: set it by --set {}=...",
        parameter.name
    ));
    let error = || wrong(parameter.name, parameter.default, expected(parameter.kind), hint);
    found.map(Term::from).ok_or_else(error)
}

fn chosen(
    parameter: &Parameter,
    text: &str,
    names: &dyn Names,
    prefixes: &Prefixes,
) -> Result<Term, SparqlError> {
    if let Some(literal) = parameter.kind.literal(text) {
        return Ok(literal.into());
    }
    match parameter.kind {
        ParameterKind::Entity | ParameterKind::Place | ParameterKind::Type => {
            if let Some(iri) = iri(text, prefixes) {
                return Ok(iri.into());
            }
            let found = names.find(parameter.kind, text)?;
            found.map(Term::from).ok_or_else(|| nothing(parameter.name, parameter.kind, text, names))
        }
        kind => Err(wrong(parameter.name, text, expected(kind), None)),
    }
}

fn guessed(name: &str, text: &str, names: &dyn Names, prefixes: &Prefixes) -> Result<Term, SparqlError> {
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let literal = [ParameterKind::Day, ParameterKind::Number].iter().find_map(|kind| kind.literal(text));
    if let Some(literal) = quoted.map(Literal::new_simple_literal).or(literal) {
        return Ok(literal.into());
    }
    if let Some(iri) = iri(text, prefixes) {
        return Ok(iri.into());
    }
    for kind in [ParameterKind::Entity, ParameterKind::Place, ParameterKind::Type] {
        if let Some(found) = names.find(kind, text)? {
            return Ok(found.into());
        }
    }
    Err(nothing(name, ParameterKind::Entity, text, names))
}

/// An IRI written as such: `<...>`, or by a known prefix.
fn iri(text: &str, prefixes: &Prefixes) -> Option<NamedNode> {
    if let Some(iri) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return NamedNode::new(iri).ok();
    }
    let (prefix, local) = text.split_once(':')?;
    let namespace = prefixes.namespace(prefix)?;
    NamedNode::new(format!("{namespace}{local}")).ok()
}

fn expected(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Entity => "an entity of this data",
        ParameterKind::Place => "a place of this data",
        ParameterKind::Type => "a type of entities of this data",
        ParameterKind::Day => "a day such as 1975-01-01",
        ParameterKind::Number => "a number such as 20",
        ParameterKind::Text => "a text",
    }
}

fn wrong(parameter: &str, found: &str, expected: &'static str, hint: Option<String>) -> SparqlError {
    SparqlError::Value { parameter: parameter.to_owned(), found: found.to_owned(), expected, hint }
}

/// Nothing has the name: with the nearest, if it is to be an entity's.
fn nothing(parameter: &str, kind: ParameterKind, text: &str, names: &dyn Names) -> SparqlError {
    let error = if kind == ParameterKind::Entity { names.unknown(text) } else { None };
    error.map_or_else(|| wrong(parameter, text, expected(kind), None), SparqlError::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::queries::{QueryTerms, find};

    /// Knows `id:acftu` and its like, and the place China.
    struct Few;

    impl Names for Few {
        fn find(&self, kind: ParameterKind, name: &str) -> Result<Option<NamedNode>, SparqlError> {
            let local = match (kind, name) {
                (ParameterKind::Entity, "id:acftu" | "ACFTU") => Some("body/acftu"),
                (ParameterKind::Entity, "id:icftu") => Some("body/icftu"),
                (ParameterKind::Place, "China") => Some("place/china"),
                _ => None,
            };
            Ok(local.map(|local| NamedNode::new_unchecked(format!("https://a.example/{local}"))))
        }

        fn terms(&self) -> QueryTerms<'_> {
            QueryTerms::builtin()
        }
    }

    fn prefixes() -> Prefixes {
        let mut prefixes = Prefixes::default();
        prefixes.declare("body", "https://a.example/body/");
        for (prefix, namespace) in &crate::model::Vocabulary::builtin().prefixes {
            prefixes.declare(prefix, namespace);
        }
        prefixes
    }

    fn set(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn filled(text: &str, pairs: &[(&str, &str)]) -> Result<String, SparqlError> {
        fill_query(text, &set(pairs), &Few, &prefixes())
    }

    #[test]
    fn a_value_tells_what_it_is() {
        for (value, term) in [
            ("ACFTU", "body:acftu"),
            ("body:x", "body:x"),
            ("<urn:x>", "<urn:x>"),
            ("China", "<https://a.example/place/china>"),
            ("1975-01-01", "\"1975-01-01\"^^xsd:date"),
            ("20", "20"),
            ("-1.5", "\"-1.5\"^^xsd:decimal"),
            ("\"20\"", "\"20\""),
            ("\"a\" } DROP ALL #\"", "\"a\\\" } DROP ALL #\""),
        ] {
            assert_eq!(
                filled("ASK { $a ?p $b }", &[("a", value)]).unwrap(),
                format!("ASK {{ {term} ?p $b }}")
            );
        }
    }

    #[test]
    fn a_value_that_is_nothing_and_a_parameter_that_is_none_are_named() {
        let error = filled("ASK { $a ?p 1 }", &[("a", "nobody")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "found `nobody` for the parameter `a`, expected an entity of this data"
        );
        let error = filled("ASK { $body ?p 1 }", &[("bdoy", "ACFTU")]).unwrap_err();
        assert_eq!(
            (error.to_string().as_str(), error.hint().unwrap()),
            ("the query has no parameter `bdoy`", "did you mean `body`?")
        );
        let error = filled("ASK {}", &[("a", "ACFTU")]).unwrap_err();
        assert_eq!(error.hint().unwrap(), "write $a where its value should stand");
    }

    #[test]
    fn a_question_has_defaults_and_takes_values_of_its_kinds() {
        let fill = |name: &str, pairs: &[(&str, &str)]| {
            fill_competency(find(name).unwrap(), &set(pairs), &Few, &prefixes())
        };
        assert!(
            fill("go-betweens", &[]).unwrap().contains("{ body:acftu relata:linkedWith body:icftu . BIND")
        );
        assert!(
            fill("go-betweens", &[("b", "body:x")])
                .unwrap()
                .contains("relata:linkedWith body:acftu , body:x")
        );
        assert!(
            fill("members-on", &[("day", "1980")])
                .unwrap_err()
                .to_string()
                .contains("expected a day such as")
        );
        assert!(fill("large-delegations", &[("more", "5")]).unwrap().contains("?min > 5"));
        let error = fill("timeline", &[]).unwrap_err();
        assert!(error.hint().unwrap().contains("--set a=..."), "{error}");
    }
}
