//! Reading a query, and saying where it is wrong.

use super::error::SparqlError;
use super::limits;
use crate::diagnostic::{Location, nearest, nearest_hint};
use crate::rdf::Prefixes;
use crate::rdf::queries::tokens::{Token, TokenKind, tokens};
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

/// Words that begin a query or stand in one, for the nearest.
const KEYWORDS: [&str; 30] = [
    "ASK",
    "BASE",
    "BIND",
    "BOUND",
    "BY",
    "CONSTRUCT",
    "COUNT",
    "DESC",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "FROM",
    "GRAPH",
    "GROUP",
    "HAVING",
    "LIMIT",
    "MINUS",
    "NOT",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "REGEX",
    "SELECT",
    "STR",
    "UNION",
    "UNDEF",
    "VALUES",
    "WHERE",
];

/// Words that begin an update.
const UPDATES: [&str; 11] =
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "MODIFY"];

/// How many of the things that were expected are listed.
const LISTED: usize = 8;

/// A query that was read.
pub(super) struct Parsed {
    pub(super) query: Query,
    /// Whether the query says in which order its rows come.
    pub(super) is_ordered: bool,
}

/// Reads a query under the prefixes of the data; `name` is what errors call it.
///
/// Needs the stack of [`limits::STACK`].
pub(super) fn parse(text: &str, name: &str, prefixes: &Prefixes) -> Result<Parsed, SparqlError> {
    limits::check(text).map_err(SparqlError::TooLarge)?;
    let source = Source { text, name };
    if let Some(token) = tokens(text).find(|token| source.is_word(token, "SERVICE")) {
        return Err(SparqlError::Service { location: source.locate(&token) });
    }
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in prefixes.iter() {
        // One that is no IRI is not declared; Prefixes holds none such.
        parser = parser.clone().with_prefix(prefix, namespace).unwrap_or(parser);
    }
    match parser.clone().parse_query(text) {
        Ok(query) => Ok(Parsed { is_ordered: is_ordered(&query), query }),
        Err(error) => Err(source.explain(&parser, &error.to_string(), prefixes)),
    }
}

/// Whether rows come in an order that the query gives.
fn is_ordered(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else { return false };
    let mut pattern = pattern;
    loop {
        pattern = match pattern {
            GraphPattern::OrderBy { .. } => return true,
            GraphPattern::Slice { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Project { inner, .. } => inner,
            _ => return false,
        };
    }
}

/// The text of a query under its name.
struct Source<'q> {
    text: &'q str,
    name: &'q str,
}

impl<'q> Source<'q> {
    fn is_word(&self, token: &Token<'_>, word: &str) -> bool {
        matches!(token.kind, TokenKind::Word(found) if found.eq_ignore_ascii_case(word))
    }

    fn shown(&self, token: &Token<'_>) -> &'q str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    fn locate(&self, token: &Token<'_>) -> Box<Location> {
        let width = self.shown(token).lines().next().unwrap_or_default().chars().count();
        self.location(token.start, width)
    }

    /// The place of a byte.
    fn location(&self, byte: usize, width: usize) -> Box<Location> {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |position| position + 1);
        let column = before[start..].chars().count() + 1;
        let mut location = Location::line(self.name, line as u32).column(column as u32, width.max(1) as u32);
        location.set_excerpt(self.text[start..].lines().next().unwrap_or_default());
        Box::new(location)
    }

    /// What is wrong, in the order of what is plainest: an update, an unknown prefix, anything else.
    fn explain(&self, parser: &SparqlParser, message: &str, prefixes: &Prefixes) -> SparqlError {
        if let Some(token) = self.update() {
            let location = self.locate(&token);
            return SparqlError::Update { found: self.shown(&token).to_uppercase(), location };
        }
        if let Some((token, prefix)) = self.unknown_prefix(prefixes) {
            let message = format!("unknown prefix `{prefix}:`");
            let known: Vec<&str> = prefixes.iter().map(|(known, _)| known).collect();
            let near = known.iter().copied().find(|known| strsim::osa_distance(known, prefix) == 1);
            let near = near.or_else(|| nearest(prefix, known.iter().copied()));
            let hint = near.map(|near| format!("did you mean `{near}:`?"));
            let all = || format!("declare it by PREFIX {prefix}: <...>; known are {}", known.join(", "));
            let hint = Some(hint.unwrap_or_else(all));
            let width = prefix.chars().count() + 1;
            return SparqlError::Syntax { message, location: self.location(token.start, width), hint };
        }
        if let Some(token) =
            tokens(self.text).find(|token| token.kind == TokenKind::Text && !self.ends(token))
        {
            let message = "found a string without an end".to_owned();
            let hint = Some(
                "close it with the quote that opens it, on the same line unless it has three".to_owned(),
            );
            return SparqlError::Syntax { message, location: self.locate(&token), hint };
        }
        self.unreadable(parser, message)
    }

    /// Whether a string has its closing quote.
    fn ends(&self, token: &Token<'_>) -> bool {
        let text = self.shown(token);
        let quote = &text[..1];
        let quotes = if text.starts_with(&quote.repeat(3)) { quote.repeat(3) } else { quote.to_owned() };
        text.len() >= 2 * quotes.len() && text.ends_with(&quotes)
    }

    /// The keyword of an update, after the prologue.
    fn update(&self) -> Option<Token<'q>> {
        let mut words = tokens(self.text);
        while let Some(token) = words.next() {
            if self.is_word(&token, "PREFIX") {
                words.next();
                words.next();
            } else if self.is_word(&token, "BASE") {
                words.next();
            } else {
                return UPDATES.iter().any(|word| self.is_word(&token, word)).then_some(token);
            }
        }
        None
    }

    fn unknown_prefix(&self, prefixes: &Prefixes) -> Option<(Token<'q>, &'q str)> {
        let mut declared = vec!["_"];
        let mut declares = false;
        for token in tokens(self.text) {
            if let TokenKind::Name(prefix) = token.kind {
                if declares {
                    declared.push(prefix);
                } else if !declared.contains(&prefix) && prefixes.namespace(prefix).is_none() {
                    return Some((token, prefix));
                }
            }
            declares = self.is_word(&token, "PREFIX");
        }
        None
    }

    /// What the parser stopped at.
    ///
    /// It counts a keyword that it tried as read before it compares it, so it tells a place behind the one where it
    /// stopped, and what it says was expected is what it tried last. So the query is spread out first, tokens so far
    /// apart that no keyword reaches the next, and then cut before that token to learn what could have stood there.
    fn unreadable(&self, parser: &SparqlParser, message: &str) -> SparqlError {
        let spread = Spread::new(self.text);
        let failure = parser.clone().parse_query(&spread.text).err().map(|error| error.to_string());
        let stop = failure.and_then(|failure| offset(&spread.text, failure.strip_prefix("error at ")?));
        let Some(stop) = stop else {
            // Some faults have no place, such as a blank node that two groups share.
            let location = self.location(0, 1);
            return SparqlError::Syntax { message: message.to_owned(), location, hint: None };
        };
        let token = spread.token_at(stop);
        let until = token.map_or(spread.text.len(), |(start, _)| start);
        let expected = spread.text.get(..until).and_then(|cut| parser.clone().parse_query(cut).err());
        let expected = expected.map(|error| listed(&error.to_string())).unwrap_or_default();
        let (found, location) = match token {
            Some((_, token)) => (format!("`{}`", cut(self.shown(&token))), self.locate(&token)),
            None => ("the end of the query".to_owned(), self.location(self.text.trim_end().len(), 1)),
        };
        let hint = token.and_then(|(_, token)| self.nearest_keyword(&token));
        SparqlError::Syntax { message: format!("found {found}{expected}"), location, hint }
    }

    fn nearest_keyword(&self, token: &Token<'_>) -> Option<String> {
        let TokenKind::Word(word) = token.kind else { return None };
        let word = word.to_uppercase();
        if KEYWORDS.contains(&word.as_str()) { None } else { nearest_hint(&word, KEYWORDS) }
    }
}

/// A query with its tokens far apart, wherever blanks may stand between them.
struct Spread<'q> {
    text: String,
    /// Where each token begins in the text, and the token in the query.
    tokens: Vec<(usize, Token<'q>)>,
}

/// As many blanks as the longest keyword has letters, `ENCODE_FOR_URI`, and a few more.
const APART: usize = 20;

/// Signs of which several make one, or which belong to what stands beside them: `&&`, `<=`, `1.5`, `"x"@en`.
const JOINED: &str = "&|=!<>^@.+-*/?";

impl<'q> Spread<'q> {
    fn new(query: &'q str) -> Self {
        let mut spread = Self { text: String::with_capacity(query.len() * 4), tokens: Vec::new() };
        let mut end = 0;
        let mut after_bracket = false;
        for token in tokens(query) {
            let bracket = matches!(token.kind, TokenKind::Sign(sign) if !JOINED.contains(sign));
            if token.start > end || bracket || after_bracket {
                spread.text.extend(std::iter::repeat_n(' ', APART));
            }
            spread.tokens.push((spread.text.len(), token));
            spread.text.push_str(&query[token.start..token.end]);
            (end, after_bracket) = (token.end, bracket);
        }
        spread.text.extend(std::iter::repeat_n(' ', APART));
        spread
    }

    /// The token that a place is in or behind; none at the end.
    fn token_at(&self, place: usize) -> Option<(usize, Token<'q>)> {
        let last = self.tokens.partition_point(|(start, _)| *start <= place).checked_sub(1);
        if place >= self.text.len() {
            None
        } else {
            last.map_or(self.tokens.first(), |n| self.tokens.get(n)).copied()
        }
    }
}

/// The byte of a `LINE:COLUMN`, columns counted in characters from 1, at the start of a message.
fn offset(text: &str, message: &str) -> Option<usize> {
    let mut numbers = message.splitn(3, ':');
    let line: usize = numbers.next()?.parse().ok()?;
    let column: usize = numbers.next()?.parse().ok()?;
    let start = match line.checked_sub(2) {
        None => 0,
        Some(before) => text.match_indices('\n').nth(before)?.0 + 1,
    };
    let rest = text.get(start..)?;
    Some(start + rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.len(), |(byte, _)| byte))
}

/// A token short enough for a message.
fn cut(token: &str) -> String {
    let line = token.lines().next().unwrap_or_default();
    let line: String = line.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if line.chars().count() > 40 { line.chars().take(40).chain("...".chars()).collect() } else { line }
}

/// What the parser expected, the first few of it: `, expected "{"`.
fn listed(message: &str) -> String {
    let expected = message.split_once(": expected ").map_or("", |(_, expected)| expected);
    let list = expected.strip_prefix("one of ").unwrap_or(expected);
    // It lists characters of names as ranges, which says nothing to anybody.
    let telling = |item: &&str| item.starts_with('"') && item.len() > 2 && !item.contains("\\");
    let telling: Vec<&str> = list.split(", ").filter(telling).collect();
    let shown = telling.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    let more = if telling.len() > LISTED { " and others" } else { "" };
    if shown.is_empty() {
        ", which cannot stand here".to_owned()
    } else {
        format!(", expected {shown}{more}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefixes() -> Prefixes {
        let mut prefixes = Prefixes::default();
        for (prefix, namespace) in [("body", "https://a.example/body/"), ("org", "http://www.w3.org/ns/org#")]
        {
            prefixes.declare(prefix, namespace);
        }
        prefixes
    }

    fn error(text: &str) -> SparqlError {
        parse(text, "query", &prefixes()).err().unwrap()
    }

    /// Place, message, hint.
    fn told(text: &str) -> (String, String, String) {
        let error = error(text);
        let place = error.location().map_or(String::new(), |location| location.to_string());
        (place, error.to_string(), error.hint().unwrap_or_default().to_owned())
    }

    #[test]
    fn prefixes_of_the_data_are_known_and_may_be_declared_otherwise() {
        let shown = |text| parse(text, "query", &prefixes()).unwrap().query.to_string();
        assert!(shown("ASK { body:a ?p org:B }").contains("<https://a.example/body/a>"));
        assert!(shown("PREFIX body: <urn:x:> ASK { body:a ?p 1 }").contains("<urn:x:a>"));
    }

    #[test]
    fn an_unknown_prefix_is_named_with_the_nearest() {
        let (place, message, hint) = told("SELECT *\nWHERE { ?x a ogr:Organization }");
        assert_eq!(
            (&*place, &*message, &*hint),
            ("query:2:14", "unknown prefix `ogr:`", "did you mean `org:`?")
        );
        let (_, _, hint) = told("ASK { zzz:a ?p ?o }");
        assert_eq!(hint, "declare it by PREFIX zzz: <...>; known are body, org");
        let (place, ..) = told("PREFIX x: <urn:x> ASK { x:a y:b \"z:c\" }");
        assert_eq!(place, "query:1:29");
    }

    #[test]
    fn a_misspelled_keyword_is_named_with_the_nearest() {
        let (place, message, hint) = told("SELCT ?x { ?x ?p ?o }");
        assert_eq!((&*place, &*hint), ("query:1:1", "did you mean `SELECT`?"));
        assert_eq!(message, "found `SELCT`, which cannot stand here");
        let (place, _, hint) = told("SELECT ?x {\n  ?x ?p ?o .\n  OPTONAL { ?x ?q ?r }\n}");
        assert_eq!((&*place, &*hint), ("query:3:3", "did you mean `OPTIONAL`?"));
    }

    #[test]
    fn an_unfinished_query_ends_too_soon() {
        let (place, message, _) = told("SELECT ?名 {\n  ?名 ?p \"x\" ");
        assert_eq!(place, "query:2:12");
        assert!(message.starts_with("found the end of the query, expected ") && message.contains("\"}\""));
        let (place, message, _) = told("ASK { x }");
        assert_eq!(place, "query:1:7");
        assert!(message.starts_with("found `x`, expected \"$\""), "{message}");
        let (place, ..) = told("");
        assert_eq!(place, "query:1:1");
    }

    #[test]
    fn updates_and_other_endpoints_are_refused_where_they_stand() {
        let update = error("PREFIX x: <urn:x>\nBASE <urn:y>\ninsert data { x:a x:b x:c }");
        assert!(matches!(&update, SparqlError::Update { found, .. } if found == "INSERT"));
        assert_eq!(update.location().unwrap().to_string(), "query:3:1");
        let service = error("SELECT * { SERVICE <https://b.example/> { ?s ?p ?o } }");
        assert!(matches!(service, SparqlError::Service { .. }));
        assert_eq!(service.location().unwrap().to_string(), "query:1:12");
        assert!(parse("ASK { ?s ?p 'SERVICE' }", "query", &prefixes()).is_ok());
    }

    #[test]
    fn the_order_of_rows_is_known_through_the_modifiers() {
        let ordered = |text: &str| parse(text, "query", &prefixes()).unwrap().is_ordered;
        assert!(ordered("SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3 OFFSET 1"));
        assert!(!ordered("SELECT ?s { ?s ?q ?r { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }"));
        assert!(!ordered("ASK {}"));
    }
}
