//! Values in the place of `$name`, and the prefixes that a query declares.

use super::tokens::{Token, TokenKind, tokens};
use crate::rdf::Prefixes;
use std::collections::BTreeSet;
use std::fmt::Write;

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

/// A query with values in the place of `$name`, as they are spelled in SPARQL.
///
/// A `$name` without a value stays what it is, a variable.
///
/// ```
/// use relata::rdf::queries::fill;
/// let values = [("a", "body:x".to_owned())];
/// assert_eq!(fill("ASK { $a ?p $b . FILTER(?p != \"$a\") }", &values), "ASK { body:x ?p $b . FILTER(?p != \"$a\") }");
/// ```
#[must_use]
pub fn fill(query: &str, values: &[(&str, String)]) -> String {
    let (mut filled, mut copied) = (String::with_capacity(query.len()), 0);
    for token in tokens(query) {
        let TokenKind::Placeholder(name) = token.kind else { continue };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(&query[copied..token.start]);
            filled.push_str(value);
            copied = token.end;
        }
    }
    filled.push_str(&query[copied..]);
    filled
}

/// The names of the placeholders of a query, `a` for `$a`, sorted.
#[must_use]
pub fn placeholders(query: &str) -> BTreeSet<&str> {
    let name = |token: Token<'_>| match token.kind {
        TokenKind::Placeholder(_) => query.get(token.start + 1..token.end),
        _ => None,
    };
    tokens(query).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_placeholders_stood_and_nowhere_else() {
        let query = "SELECT ?a WHERE { ?a ?b $a . FILTER(?a != \"$a\") } # $a\n";
        let filled = fill(query, &[("a", "body:x".to_owned()), ("z", "1".to_owned())]);
        assert_eq!(filled, query.replacen("$a .", "body:x .", 1));
    }
}
