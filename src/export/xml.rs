//! Text in XML: what must be escaped, what cannot be carried, and what clients do to it.
//!
//! The two XML formats write plain bytes; there is no tree. Attribute values escape line breaks and tabs too, because
//! a parser turns raw ones into blanks. Characters that XML 1.0 forbids (<https://www.w3.org/TR/xml/#charsets>) are
//! left out and reported: no escape exists for them.

use super::drawing::{INFINITY, NULL, Notices, Value};
use crate::diagnostic::{Code, Severity};

/// Raised when a character is left out.
pub static FORBIDDEN: Code = Code {
    id: "W0614",
    severity: Severity::Warning,
    title: "character left out",
    explanation: "The value holds a character that XML cannot carry, not even escaped, such as a vertical tab pasted \
        from a document. GEXF, GraphML and RDF/XML leave it out; everything else of the value is there. Remove it from the data.",
};

/// Says of each byte whether it may have to be escaped or left out: in the content of an element, in an attribute.
static CLASSES: [u8; 256] = classes();
const CONTENT: u8 = 1;
const ATTRIBUTE: u8 = 2;

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'&' | b'<' | b'>' | b'\r' | 0xEF => CONTENT | ATTRIBUTE,
            b'"' | b'\n' | b'\t' => ATTRIBUTE,
            0..b' ' => CONTENT | ATTRIBUTE,
            _ => 0,
        };
        byte += 1;
    }
    classes
}

/// Most texts need no escape, and one look at each byte tells.
fn is_plain(text: &str, class: u8) -> bool {
    text.bytes().fold(0, |all, byte| all | CLASSES[usize::from(byte)]) & class == 0
}

/// Appends `text` as the value of an attribute in double quotes; returns the first character left out.
pub fn attribute(out: &mut Vec<u8>, text: &str) -> Option<char> {
    if is_plain(text, ATTRIBUTE) {
        out.extend_from_slice(text.as_bytes());
        return None;
    }
    escape(out, text, |byte| match byte {
        b'"' => Some("&quot;"),
        b'\n' => Some("&#10;"),
        b'\t' => Some("&#9;"),
        _ => None,
    })
}

/// Appends `text` as the content of an element; returns the first character left out.
pub fn content(out: &mut Vec<u8>, text: &str) -> Option<char> {
    if is_plain(text, CONTENT) {
        out.extend_from_slice(text.as_bytes());
        return None;
    }
    escape(out, text, |_| None)
}

/// Copies runs of plain bytes whole; only what needs thought is looked at twice.
fn escape(out: &mut Vec<u8>, text: &str, more: impl Fn(u8) -> Option<&'static str>) -> Option<char> {
    let (bytes, mut start, mut removed) = (text.as_bytes(), 0, None);
    for (n, &byte) in bytes.iter().enumerate() {
        if byte >= b'?' && byte != 0xEF {
            continue;
        }
        let (replacement, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'\r' => ("&#13;", 1),
            0xEF if is_noncharacter(&bytes[n..]) => ("", 3),
            _ => match more(byte) {
                Some(replacement) => (replacement, 1),
                None if byte < b' ' && !matches!(byte, b'\n' | b'\t') => ("", 1),
                None => continue,
            },
        };
        out.extend_from_slice(&bytes[start..n]);
        out.extend_from_slice(replacement.as_bytes());
        if replacement.is_empty() {
            removed = removed.or_else(|| text[n..].chars().next());
        }
        start = n + length;
    }
    out.extend_from_slice(&bytes[start..]);
    removed
}

/// U+FFFE or U+FFFF, in UTF-8.
fn is_noncharacter(bytes: &[u8]) -> bool {
    matches!(bytes, [0xEF, 0xBF, 0xBE | 0xBF, ..])
}

/// Reports what became of a label or title.
pub fn notice_label(removed: Option<char>, value: Value<'_>, notices: &mut Notices) {
    if let Some(c) = removed {
        let problem = format!("holds U+{:04X}, which XML cannot carry: left out", c as u32);
        notices.value(&FORBIDDEN, value, &problem);
    }
}

/// Reports what became of the value of a column, and what Gephi makes of it.
pub fn notice_value(text: &str, removed: Option<char>, value: Value<'_>, notices: &mut Notices) {
    notice_label(removed, value, notices);
    // Most texts have not even one of the letters.
    if text.as_bytes().contains(&b'F') && text.contains("INF") {
        notices.value(&INFINITY, value, "holds `INF`, which Gephi shows as `Infinity`");
    }
    if text.eq_ignore_ascii_case("null") {
        notices.value(&NULL, value, &format!("is the word `{text}`, which Gephi reads as no value"));
    }
}

/// A number with a point and no exponent: `1.0`, `0.3333333333333333`.
pub fn decimal(out: &mut Vec<u8>, number: f64) {
    use std::io::Write;
    if number == 1.0 {
        return out.extend_from_slice(b"1.0");
    }
    let point = if number.fract() == 0.0 { ".0" } else { "" };
    // Writing to memory cannot fail.
    let _ = write!(out, "{number}{point}");
}

/// A number rounded to hundredths, for what is only looked at.
pub fn rounded(out: &mut Vec<u8>, number: f64) {
    decimal(out, (number * 100.0).round() / 100.0 + 0.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    fn written(write: impl Fn(&mut Vec<u8>) -> Option<char>) -> (String, Option<char>) {
        let mut out = Vec::new();
        let removed = write(&mut out);
        (String::from_utf8(out).unwrap(), removed)
    }

    #[test]
    fn markup_and_blanks_are_escaped() {
        let (text, removed) = written(|out| attribute(out, "A & B <C> \"d\" 'e'\n\t\r?"));
        assert_eq!(text, "A &amp; B &lt;C&gt; &quot;d&quot; 'e'&#10;&#9;&#13;?");
        assert_eq!(removed, None);
        assert_eq!(written(|out| content(out, "a\n\"b\"\r&")).0, "a\n\"b\"&#13;&amp;");
    }

    #[test]
    fn what_xml_cannot_carry_is_left_out_and_named() {
        let (text, removed) = written(|out| attribute(out, "全\u{b}总\u{fffe}\u{fffd}\u{0}😀"));
        assert_eq!((text.as_str(), removed), ("全总\u{fffd}😀", Some('\u{b}')));
        assert_eq!(written(|out| content(out, "x\u{ffff}")), ("x".to_owned(), Some('\u{ffff}')));
    }

    #[test]
    fn decimals_have_a_point_and_no_exponent() {
        let text = |number| {
            written(|out| {
                decimal(out, number);
                None
            })
        };
        assert_eq!(text(1.0).0, "1.0");
        assert_eq!(text(2.5e-10).0, "0.00000000025");
        assert_eq!(
            written(|out| {
                rounded(out, -0.001);
                None
            })
            .0,
            "0.0"
        );
    }

    proptest! {
        #[test]
        fn a_parser_reads_back_what_was_written(text in any::<String>()) {
            let kept: String = text.chars()
                .filter(|c| !matches!(*c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
                .collect();
            let (value, removed) = written(|out| attribute(out, &text));
            prop_assert_eq!(removed.is_some(), kept != text);
            let document = format!("<a v=\"{value}\"/>");
            let mut reader = Reader::from_str(&document);
            let Event::Empty(element) = reader.read_event().unwrap() else { panic!("no element") };
            let read = element.attributes().next().unwrap().unwrap();
            prop_assert_eq!(quick_xml::escape::unescape(&read.value).unwrap(), kept);
        }
    }
}
