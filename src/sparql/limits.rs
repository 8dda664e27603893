//! How long and how deep a query may be.
//!
//! The parser and the evaluator call themselves for each bracket and for each operator, so a query that some program
//! made, or that means harm, could use up the stack. Queries that people write are far below these limits. The stack
//! of the thread that runs a query ([`STACK`]) is large enough for any query within them, in builds without
//! optimisation too.

use crate::rdf::queries::tokens::{TokenKind, tokens};
use std::fmt;

/// The longest query, in bytes.
pub(super) const LENGTH: usize = 1 << 20;

/// The most names, words and signs.
pub(super) const TOKENS: usize = 20_000;

/// The most brackets of any kind within each other.
pub(super) const DEPTH: usize = 64;

/// The most negated brackets within each other: the parser reads each of them twice, so each doubles its work.
pub(super) const NEGATIONS: usize = 8;

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

#[cfg(test)]
mod tests {
    use super::*;

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
