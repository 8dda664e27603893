//! How long and how deep a query may be.
//!
//! The parser and the evaluator call themselves for each bracket and for each operator, so a query that some program
//! made, or that means harm, could use up the stack. Queries that people write are far below these limits. The stack
//! of the thread that runs a query ([`STACK`]) is large enough for any query within them, in builds without
//! optimisation too.

use crate::rdf::queries::tokens::{Token, TokenKind, tokens};
use std::fmt;

/// The longest query, in bytes.
pub(super) const LENGTH: usize = 1 << 20;

/// The most names, words and signs.
pub(super) const TOKENS: usize = 20_000;

/// The most brackets of any kind within each other.
pub(super) const DEPTH: usize = 64;

/// The most negated brackets within each other: the parser reads each of them twice, so each doubles its work.
pub(super) const NEGATIONS: usize = 8;

/// A query of more joints runs in the order in which it is written: finding a better one takes the cube of them.
const JOINTS: usize = 200;

/// The most terms that a query holds at once, in all its unfinished rows; in the worst case, rows of one term, some 2 GB.
pub(super) const HELD: usize = 40_000_000;

/// The most bytes of terms that a query computes and that the data does not have.
pub(super) const COMPUTED: usize = 256 << 20;

/// The stack of a thread that runs a query, in bytes; only what is used is ever taken from the system.
pub(super) const STACK: usize = 1 << 30;

/// Which limit a query exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Excess {
    /// It is too long.
    Length,
    /// It has too many parts.
    Tokens,
    /// It nests too deep.
    Depth,
    /// It nests negations too deep.
    Negations,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => write!(f, "is longer than {LENGTH} bytes"),
            Self::Tokens => write!(f, "has more than {TOKENS} names, words and signs"),
            Self::Depth => write!(f, "has more than {DEPTH} brackets within each other"),
            Self::Negations => write!(f, "has more than {NEGATIONS} negations within each other"),
        }
    }
}

/// Whether a query keeps within the limits. Linear in its length.
///
/// # Errors
/// The limit that it exceeds.
pub(super) fn check(query: &str) -> Result<(), Excess> {
    if query.len() > LENGTH {
        return Err(Excess::Length);
    }
    // For each open bracket, whether a negation stands before it.
    let mut open: Vec<bool> = Vec::new();
    let (mut negations, mut negated) = (0, false);
    for (number, token) in tokens(query).enumerate() {
        if number >= TOKENS {
            return Err(Excess::Tokens);
        }
        match token.kind {
            TokenKind::Sign('(' | '[' | '{') => {
                open.push(negated);
                negations += usize::from(negated);
            }
            TokenKind::Sign(')' | ']' | '}') => {
                negations -= usize::from(open.pop().unwrap_or(false));
            }
            _ => {}
        }
        // A function or EXISTS may stand between a negation and its bracket.
        let between = matches!(token.kind, TokenKind::Word(_) | TokenKind::Name(_) | TokenKind::Iri);
        negated = token.kind == TokenKind::Sign('!') || negated && between;
        if open.len() > DEPTH {
            return Err(Excess::Depth);
        }
        if negations > NEGATIONS {
            return Err(Excess::Negations);
        }
    }
    Ok(())
}

/// Whether a query is short enough to look for the best order of its patterns.
///
/// Counted are the signs between which patterns stand; a long list of values has none of them. Linear in its length.
pub(super) fn is_worth_ordering(query: &str) -> bool {
    let digit =
        |at: Option<usize>| at.and_then(|at| query.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let is_joint = |token: &Token<'_>| match token.kind {
        TokenKind::Sign('.') => !(digit(token.start.checked_sub(1)) && digit(Some(token.end))),
        TokenKind::Sign(sign) => matches!(sign, ';' | ',' | '/' | '{'),
        _ => false,
    };
    tokens(query).filter(is_joint).count() <= JOINTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_patterns_are_not_put_in_order_and_many_values_are() {
        let patterns = |n: usize| format!("ASK {{ {} }}", "?s ?p ?o . ".repeat(n));
        assert!(is_worth_ordering(&patterns(JOINTS - 1)) && !is_worth_ordering(&patterns(JOINTS)));
        assert!(is_worth_ordering(&format!(
            "ASK {{ VALUES ?a {{ {} }} }}",
            "1.5 <urn:a.b/c> ".repeat(1_000)
        )));
    }

    #[test]
    fn a_query_is_limited_in_length_parts_and_depth() {
        assert_eq!(check("SELECT * { ?s ?p ?o }"), Ok(()));
        assert_eq!(check(&" ".repeat(LENGTH + 1)), Err(Excess::Length));
        assert_eq!(check(&"a ".repeat(TOKENS + 1)), Err(Excess::Tokens));
        for bracket in ["(", "[", "{"] {
            assert_eq!(check(&bracket.repeat(DEPTH)), Ok(()));
            assert_eq!(check(&bracket.repeat(DEPTH + 1)), Err(Excess::Depth));
        }
        assert_eq!(check(&"!(".repeat(NEGATIONS)), Ok(()));
        assert_eq!(check(&"! (".repeat(NEGATIONS + 1)), Err(Excess::Negations));
        assert_eq!(check(&"!bound(".repeat(NEGATIONS + 1)), Err(Excess::Negations));
        assert_eq!(check(&"!(?a)".repeat(100)), Ok(()), "one after the other they are no nest");
        assert_eq!(check(&format!("\"{}\"", "(".repeat(1000))), Ok(()), "a string is one part");
    }

    #[test]
    fn surplus_closing_brackets_do_no_harm() {
        assert_eq!(check(")))}]"), Ok(()));
    }
}
