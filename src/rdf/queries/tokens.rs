//! The tokens of SPARQL, as far as one must tell them apart to find names in a query.
//!
//! A prefix, a placeholder or a keyword counts only outside strings, comments and IRIs. The scan never fails: what is
//! not understood is a token of one character, for the parser to judge.
//!
//! Spec: <https://www.w3.org/TR/sparql11-query/#grammar>, terminals.

/// A token with the place of its text in the query, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'q> {
    pub(crate) kind: TokenKind<'q>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind<'q> {
    /// `<...>`
    Iri,
    /// A string in any of the four quotes.
    Text,
    /// `?name`
    Variable,
    /// `$name`
    Placeholder(&'q str),
    /// `prefix:local`, by its prefix; `_` for a blank node.
    Name(&'q str),
    /// A keyword, a number or the name of a function.
    Word(&'q str),
    /// Anything else.
    Sign(char),
}

/// All tokens of a query, blanks and comments left out.
pub(crate) fn tokens(query: &str) -> impl Iterator<Item = Token<'_>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        position += blank(&query[position..]);
        let rest = &query[position..];
        let (kind, length) = token(rest)?;
        let start = position;
        position += length;
        Some(Token { kind, start, end: position })
    })
}

/// The length of the blanks and comments at the start of a text.
fn blank(text: &str) -> usize {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        rest = match trimmed.strip_prefix('#') {
            Some(comment) => comment.trim_start_matches(|c| c != '\n' && c != '\r'),
            None => return text.len() - trimmed.len(),
        };
    }
}

fn token(rest: &str) -> Option<(TokenKind<'_>, usize)> {
    let first = rest.chars().next()?;
    let found = match first {
        '<' => iri(rest).map(|length| (TokenKind::Iri, length)),
        '"' | '\'' => Some((TokenKind::Text, string(rest))),
        '?' | '$' => {
            let name = prefix_of(&rest[1..], |c| c.is_alphanumeric() || c == '_');
            let kind = if first == '?' { TokenKind::Variable } else { TokenKind::Placeholder(name) };
            (!name.is_empty()).then_some((kind, 1 + name.len()))
        }
        c if c.is_alphanumeric() || matches!(c, ':' | '_') => Some(name(rest)),
        _ => None,
    };
    Some(found.unwrap_or((TokenKind::Sign(first), first.len_utf8())))
}

fn iri(rest: &str) -> Option<usize> {
    let forbidden = |c: char| c <= ' ' || matches!(c, '<' | '"' | '{' | '}' | '|' | '^' | '`');
    let end = rest[1..].find(|c| c == '>' || forbidden(c))? + 1;
    rest[end..].starts_with('>').then_some(end + 1)
}

/// The length of a string; one without an end goes to the end of the query.
fn string(rest: &str) -> usize {
    let quote = &rest[..1];
    let long = rest.starts_with(&quote.repeat(3));
    let quotes = if long { quote.repeat(3) } else { quote.to_owned() };
    let mut position = quotes.len();
    while let Some(c) = rest[position..].chars().next() {
        if rest[position..].starts_with(&quotes) {
            return position + quotes.len();
        }
        if c == '\n' && !long {
            return position;
        }
        position += c.len_utf8();
        if c == '\\' {
            position += rest[position..].chars().next().map_or(0, char::len_utf8);
        }
    }
    rest.len()
}

/// A name with a prefix, or a word.
fn name(rest: &str) -> (TokenKind<'_>, usize) {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let prefix = prefix_of(rest, inner);
    let Some(local) = rest[prefix.len()..].strip_prefix(':') else {
        let word = prefix_of(rest, |c| c.is_alphanumeric() || c == '_');
        return (TokenKind::Word(word), word.len());
    };
    let mut length = 0;
    while let Some(c) = local[length..].chars().next() {
        let escaped = if c == '\\' { local[length + 1..].chars().next() } else { None };
        match escaped {
            Some(escaped) => length += 1 + escaped.len_utf8(),
            None if inner(c) || matches!(c, ':' | '%') => length += c.len_utf8(),
            None => break,
        }
    }
    // A full stop at the end ends the triple.
    let local = local[..length].trim_end_matches('.');
    (TokenKind::Name(prefix), prefix.len() + 1 + local.len())
}

fn prefix_of(text: &str, inner: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !inner(c)).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::TokenKind::{Iri, Name, Placeholder, Sign, Text, Variable, Word};
    use super::*;
    use proptest::prelude::*;

    fn kinds(query: &str) -> Vec<TokenKind<'_>> {
        tokens(query).map(|token| token.kind).collect()
    }

    #[test]
    fn names_count_only_outside_strings_comments_and_iris() {
        let query = "SELECT ?x # body:a $b\nWHERE { ?x <urn:a#b:c> \"d:e \\\" $f\" , '''g:\nh''' , body:acftu.i\\,j . $k a :l }";
        let expected = [
            Word("SELECT"),
            Variable,
            Word("WHERE"),
            Sign('{'),
            Variable,
            Iri,
            Text,
            Sign(','),
            Text,
            Sign(','),
            Name("body"),
            Sign('.'),
            Placeholder("k"),
            Word("a"),
            Name(""),
            Sign('}'),
        ];
        assert_eq!(kinds(query), expected);
    }

    #[test]
    fn a_less_than_is_no_iri_and_a_question_mark_may_end_a_path() {
        assert_eq!(
            kinds("?a < ?b && ?c>3"),
            [Variable, Sign('<'), Variable, Sign('&'), Sign('&'), Variable, Sign('>'), Word("3")]
        );
        assert_eq!(kinds("org:x? 1.5"), [Name("org"), Sign('?'), Word("1"), Sign('.'), Word("5")]);
    }

    proptest! {
        #[test]
        fn tokens_stand_one_after_the_other_within_the_text(query in "[\\PC\n]{0,40}") {
            let mut end = 0;
            for token in tokens(&query) {
                prop_assert!(token.start >= end && token.end > token.start && query.get(token.start..token.end).is_some());
                end = token.end;
            }
        }
    }
}
