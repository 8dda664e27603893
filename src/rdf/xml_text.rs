//! What XML makes of a term: it has no way to spell some characters, and reads a plain carriage return as a line feed.
//!
//! The writers of RDF/XML and of XML results leave both to their caller.

use oxrdf::{Literal, Term, TermRef};
use std::io::{self, Write};

/// The term without the characters that XML cannot carry, and the first of them; `None` when it has none.
pub(crate) fn without_forbidden(term: TermRef<'_>) -> Option<(Term, char)> {
    let TermRef::Literal(literal) = term else { return None };
    let forbidden = literal.value().chars().find(|c| !is_carried(*c))?;
    let text: String = literal.value().chars().filter(|c| is_carried(*c)).collect();
    let carried = match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
        None => Literal::new_typed_literal(text, literal.datatype()),
    };
    Some((carried.into(), forbidden))
}

/// Whether XML 1.0 has the character (<https://www.w3.org/TR/xml/#charsets>).
fn is_carried(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether an IRI ends in what an element may be called: letters, digits, `_`, `-` and `.`, of which one that may stand
/// first.
pub(crate) fn has_name(iri: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let local = iri.rsplit(|c| !inner(c)).next().unwrap_or_default();
    local.contains(|c: char| c.is_alphabetic() || c == '_')
}

/// Writes each carriage return as a reference, since a parser reads a plain one as a line feed
/// (<https://www.w3.org/TR/xml/#sec-line-ends>). The markup has none.
pub(crate) struct Returns<W>(pub(crate) W);

impl<W: Write> Write for Returns<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (n, part) in bytes.split(|&byte| byte == b'\r').enumerate() {
            if n > 0 {
                self.0.write_all(b"&#13;")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_cannot_carry_is_left_out_and_the_language_stays() {
        let literal = |text| Term::from(Literal::new_language_tagged_literal_unchecked(text, "zh-Hans"));
        assert_eq!(without_forbidden(literal("a\u{b}b\u{0}").as_ref()), Some((literal("ab"), '\u{b}')));
        assert_eq!(without_forbidden(literal("a\tb\r\n\u{fffd}𝄞").as_ref()), None);
    }

    #[test]
    fn a_carriage_return_is_a_reference() {
        let mut writer = Returns(Vec::new());
        writer.write_all(b"\ra\r\nb").unwrap();
        writer.flush().unwrap();
        assert_eq!(writer.0, b"&#13;a&#13;\nb");
    }
}
