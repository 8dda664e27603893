//! Terms as N-Triples spells them.
//!
//! As the `Display` of `oxrdf` does, which a test compares; it goes over every text character by character through the
//! machinery of formatting, and an export spells millions.
//!
//! Spec: <https://www.w3.org/TR/n-triples/#canonical-ntriples>.

use oxrdf::vocab::xsd;
use oxrdf::{LiteralRef, NamedNodeRef, TermRef};
use std::fmt::Write;

/// Appends a term.
pub(crate) fn push_term(term: TermRef<'_>, out: &mut String) {
    match term {
        TermRef::NamedNode(iri) => push_iri(iri, out),
        TermRef::Literal(literal) => push_literal(literal, out),
        // None is made; should one come, its own spelling is right.
        TermRef::BlankNode(node) => {
            let _ = write!(out, "{node}");
        }
    }
}

/// Appends an IRI between angle brackets.
pub(crate) fn push_iri(iri: NamedNodeRef<'_>, out: &mut String) {
    out.push('<');
    out.push_str(iri.as_str());
    out.push('>');
}

fn push_literal(literal: LiteralRef<'_>, out: &mut String) {
    push_quoted(literal.value(), out);
    if let Some(language) = literal.language() {
        out.push('@');
        out.push_str(language);
    } else if literal.datatype() != xsd::STRING {
        out.push_str("^^");
        push_iri(literal.datatype(), out);
    }
}

/// Appends a text between quotation marks, what may not stand there escaped.
pub(crate) fn push_quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    // All that is escaped is one byte long, so the parts between are texts.
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || matches!(byte, b'"' | b'\\' | 0x7f)) {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            0x08 => out.push_str("\\b"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            0x0c => out.push_str("\\f"),
            b'\r' => out.push_str("\\r"),
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            // Writing to a string cannot fail.
            byte => drop(write!(out, "\\u{byte:04X}")),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode, Term};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_are_spelled_as_oxrdf_spells_them(text in "[\u{0}-\u{7f}全ä\u{10ffff}]{0,12}", sort in 0..4) {
            let term: Term = match sort {
                0 => NamedNode::new_unchecked("urn:全").into(),
                1 => Literal::new_simple_literal(text).into(),
                2 => Literal::new_language_tagged_literal_unchecked(text, "zh-Hans").into(),
                _ => Literal::new_typed_literal(text, xsd::DATE).into(),
            };
            let mut spelled = String::new();
            push_term(term.as_ref(), &mut spelled);
            prop_assert_eq!(spelled, term.to_string());
        }
    }
}
