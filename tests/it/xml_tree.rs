//! An XML file as a tree, for looking into exports.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with everything in it.
#[derive(Debug, Default)]
pub struct Element {
    /// Its tag as written, prefix and all.
    pub tag: String,
    /// Its attributes in order.
    pub attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Element>,
    /// The text in it, without that of its children.
    pub text: String,
}

impl Element {
    /// Reads a file that holds nothing but elements, attributes and text: no comment, no CDATA, no processing
    /// instruction. Anything else fails the test.
    pub fn parse(document: &str) -> Self {
        let mut reader = Reader::from_str(document);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Decl(_) => {}
                Event::Start(start) => open.push(Self::opened(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::opened(&start)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
                Event::GeneralRef(name) => {
                    let escaped = format!("&{};", &*name);
                    open.last_mut().unwrap().text.push_str(&quick_xml::escape::unescape(&escaped).unwrap());
                }
                Event::Eof => break,
                other => panic!("found {other:?}"),
            }
        }
        open.pop().unwrap().children.pop().unwrap()
    }

    fn opened(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
            (attribute.key.as_ref().to_owned(), value)
        });
        let tag = start.name().as_ref().to_owned();
        Self { tag, attributes: attributes.collect(), ..Self::default() }
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All elements of a tag below, in the order of the file.
    pub fn all<'e>(&'e self, tag: &str) -> Vec<&'e Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.tag == tag {
                found.push(child);
            }
            found.extend(child.all(tag));
        }
        found
    }
}
