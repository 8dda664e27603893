//! XML as a run of elements and texts, each with its line; nothing is kept, and no entity is expanded that XML does not
//! define.

use crate::diagnostic::{Diagnostic, Location, Report};
use crate::import::BROKEN;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The deepest that elements may lie within each other; our formats need seven.
const DEPTH_LIMIT: usize = 100;

/// The most attributes that one element may have; each is compared with all before it.
const ATTRIBUTE_LIMIT: usize = 1_000;

/// The attributes of an element.
pub(in crate::import) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute, or nothing.
    pub(in crate::import) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// What hears the elements of a file.
pub(in crate::import) trait Sink {
    /// An element begins on a line.
    fn open(&mut self, tag: &str, attributes: &Attributes, line: u32);

    /// A text stands in the element that is open, or a part of one.
    fn text(&mut self, _text: &str) {}

    /// The element ends.
    fn close(&mut self, tag: &str);
}

/// Sends a file to a sink; `None` when its syntax is broken, which is reported.
pub(in crate::import) fn parse(
    file: &str,
    text: &str,
    sink: &mut dyn Sink,
    report: &mut Report,
) -> Option<()> {
    // XML has one end of line, whatever the system that a file was saved on.
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let mut walk = Walk { reader: Reader::from_str(&text), text: &text, counted: 0, line: 1, depth: 0 };
    match walk.run(sink) {
        Ok(()) => Some(()),
        Err(problem) => {
            let location = Location::line(file, walk.line());
            report.push(Diagnostic::new(&BROKEN, problem).at(location));
            None
        }
    }
}

struct Walk<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    counted: usize,
    line: u32,
    depth: usize,
}

impl Walk<'_> {
    /// The line that the reader has come to.
    fn line(&mut self) -> u32 {
        let position = (self.reader.buffer_position() as usize).min(self.text.len());
        let passed = &self.text.as_bytes()[self.counted.min(position)..position];
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u32;
        self.counted = position;
        self.line
    }

    fn run(&mut self, sink: &mut dyn Sink) -> Result<(), String> {
        let mut elements = 0_u64;
        loop {
            let line = self.line();
            match self.reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) => {
                    elements += 1;
                    self.depth += 1;
                    if self.depth > DEPTH_LIMIT {
                        return Err(format!("found elements more than {DEPTH_LIMIT} deep"));
                    }
                    open(&start, line, sink)?;
                }
                Event::Empty(start) => {
                    elements += 1;
                    open(&start, line, sink)?;
                    sink.close(start.name().as_ref());
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    sink.close(end.name().as_ref());
                }
                Event::Text(text) => sink.text(&text),
                Event::CData(text) => sink.text(&text),
                Event::GeneralRef(name) => sink.text(&resolve(&name)?),
                Event::Eof if self.depth > 0 => return Err("the file ends within an element".to_owned()),
                Event::Eof if elements == 0 => return Err("found no element".to_owned()),
                Event::Eof => return Ok(()),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
    }
}

fn open(start: &BytesStart<'_>, line: u32, sink: &mut dyn Sink) -> Result<(), String> {
    let attributes = start.attributes().enumerate().map(|(n, attribute)| {
        if n >= ATTRIBUTE_LIMIT {
            return Err(format!("found more than {ATTRIBUTE_LIMIT} attributes of one element"));
        }
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = unescape(&attribute.value).map_err(|error| error.to_string())?.into_owned();
        Ok((attribute.key.as_ref().to_owned(), value))
    });
    let attributes = attributes.collect::<Result<Vec<_>, String>>()?;
    sink.open(start.name().as_ref(), &Attributes(attributes), line);
    Ok(())
}

fn resolve(name: &str) -> Result<String, String> {
    let escaped = format!("&{name};");
    unescape(&escaped).map(Cow::into_owned).map_err(|error| error.to_string())
}
