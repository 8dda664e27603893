//! The sources and passages that the evidence of drafts needs.

use super::ApplyError;
use super::entry::Entry;
use crate::draft::{DraftText, Offsets};
use crate::model::{Digest, parse_span, split_list};
use std::path::Path;

impl Entry<'_> {
    /// The spans of a cell of evidence as the data names them; their sources and digests are seen to.
    pub(super) fn spans(&mut self, cell: &str, draft: &str) -> Result<Vec<String>, ApplyError> {
        let mut spans = Vec::new();
        for (source, start, end) in split_list(cell, ';').filter_map(parse_span) {
            let id = self.source(source)?;
            self.passage(source, &id, (start, end), draft)?;
            let span = format!("{id}:{start}-{end}");
            if !spans.contains(&span) {
                spans.push(span);
            }
        }
        Ok(spans)
    }

    /// The id of a source in the data, where it is entered if it is not there.
    fn source(&mut self, source: &str) -> Result<String, ApplyError> {
        if let Some(id) = self.sources.get(source) {
            return Ok(id.clone());
        }
        let session = self.session;
        let drafted = session.drafts.texts.iter().find(|text| text.source == source);
        let id = match drafted {
            None => source.to_owned(),
            Some(text) => {
                let known = &session.dataset().sources;
                let digest = text.sha256.to_string();
                match known.iter().find(|known| known.sha256.eq_ignore_ascii_case(&digest)) {
                    Some(known) => known.id.clone(),
                    None => self.new_source(text)?,
                }
            }
        };
        self.sources.insert(source.to_owned(), id.clone());
        Ok(id)
    }

    fn new_source(&mut self, text: &DraftText) -> Result<String, ApplyError> {
        let known = &self.session.dataset().sources;
        let is_taken =
            |id: &str| known.iter().any(|k| k.id == id) || self.sources.values().any(|other| other == id);
        let mut numbered = (2..).map(|n: u32| format!("{}-{n}", text.source));
        let first = Some(text.source.clone()).filter(|id| !is_taken(id));
        let id = first.or_else(|| numbered.find(|id| !is_taken(id))).unwrap_or_default();
        let file = Path::new(&text.path).file_name().unwrap_or_default().to_string_lossy();
        let (length, digest) = (text.length.to_string(), text.sha256.to_string());
        let note = match text.encoding.as_str() {
            "" | "UTF-8" => String::new(),
            other => format!("Read as {other}; length, digest and spans are those of the text as UTF-8."),
        };
        self.tables.change("sources")?.push([
            ("id", id.as_str()),
            ("file", &file),
            ("language", &text.language),
            ("length", &length),
            ("sha256", &digest),
            ("note", &note),
        ]);
        self.plan.added.sources += 1;
        Ok(id)
    }

    fn passage(&mut self, source: &str, id: &str, span: (u32, u32), draft: &str) -> Result<(), ApplyError> {
        if !self.passages.insert((id.to_owned(), span.0, span.1)) {
            return Ok(());
        }
        let mut drafted = self.session.drafts.passages.iter();
        let known = drafted.find(|p| p.source == source && (p.start, p.end) == span).map(|p| p.sha256);
        let computed = || {
            let text = self.texts.get(source)?;
            Some(Digest::of(Offsets::new(text).slice(span.0..span.1).as_bytes()))
        };
        let Some(digest) = known.or_else(computed) else {
            let span = format!("{source}:{}-{}", span.0, span.1);
            return Err(ApplyError::NoDigest { draft: draft.to_owned(), span });
        };
        let (start, end, digest) = (span.0.to_string(), span.1.to_string(), digest.to_string());
        let cells = [("source", id), ("start", &start), ("end", &end), ("sha256", &digest)];
        self.tables.change("passages")?.push(cells);
        self.plan.added.passages += 1;
        Ok(())
    }
}
