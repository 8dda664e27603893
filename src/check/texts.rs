//! Spans and digests proved against the texts themselves, when they are at hand.

use super::evidence::span;
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::model::{Dataset, Passage, PassageIx, Source, SourceIx};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::path::Path;

/// Raised when the text of a source cannot be read.
pub static TEXT_ABSENT: Code = Code {
    id: "W0405",
    severity: Severity::Warning,
    title: "text absent",
    explanation: "The folder given with `--texts` has no file of the name that `sources.csv` gives, or it cannot be \
        read as UTF-8. Spans and digests of this source are not proved.",
};

/// Raised when a text is not the one the data was drawn from.
pub static TEXT_DIFFERS: Code = Code {
    id: "E0406",
    severity: Severity::Error,
    title: "text differs",
    explanation: "The bytes of the text do not have the SHA-256, or not the length, that `sources.csv` gives. It is \
        another edition, or an editor or a transfer has changed it (ends of lines, a byte order mark). Spans would \
        point at the wrong words.",
};

/// Raised when the digest of a passage is not that of its span.
pub static PASSAGE_DIFFERS: Code = Code {
    id: "E0407",
    severity: Severity::Error,
    title: "passage differs",
    explanation: "The text at the span does not have the SHA-256 that `passages.csv` gives, or the span lies outside \
        the text. Either the span or the digest was typed or copied wrongly. `relata passages --texts DIR` writes the \
        digests of all spans that the records use.",
};

pub(super) const CODES: [&Code; 3] = [&TEXT_ABSENT, &TEXT_DIFFERS, &PASSAGE_DIFFERS];

/// Proves every span and digest of a dataset against the texts in `folder`; without one, remarks that it could not.
pub fn texts(dataset: &Dataset, folder: Option<&Path>, report: &mut Report) {
    let Some(folder) = folder else {
        if !dataset.passages.is_empty() {
            let count = dataset.passages.len();
            report
                .remarks
                .push(format!("{count} passages not proved: no texts at hand (give them with --texts DIR)"));
        }
        return;
    };
    let mut proved = 0;
    for (n, source) in dataset.sources.iter().enumerate() {
        if let Some(text) = read(dataset, source, folder, report) {
            proved += prove(dataset, SourceIx::from(n), &text, report);
        }
    }
    report.remarks.push(format!("{proved} of {} passages proved against the texts", dataset.passages.len()));
}

pub(super) fn read(dataset: &Dataset, source: &Source, folder: &Path, report: &mut Report) -> Option<String> {
    let problem = |code, field: &str, message: String| {
        Diagnostic::new(code, message).at(dataset.location(source.origin).field(field))
    };
    let path = folder.join(&source.file);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) if !source.file.is_empty() => bytes,
        _ => {
            report.push(problem(&TEXT_ABSENT, "file", format!("there is no text at {}", path.display())));
            return None;
        }
    };
    let digest = hex(&Sha256::digest(&bytes));
    if !source.sha256.is_empty() && digest != source.sha256 {
        report.push(problem(
            &TEXT_DIFFERS,
            "sha256",
            format!("found the SHA-256 {digest}, expected {}", source.sha256),
        ));
        return None;
    }
    let Ok(text) = String::from_utf8(bytes) else {
        report.push(problem(&TEXT_ABSENT, "file", format!("{} is not UTF-8", path.display())));
        return None;
    };
    let length = text.chars().count() as u32;
    if source.length.is_some_and(|stated| stated != length) {
        let stated = source.length.unwrap_or_default();
        report.push(problem(
            &TEXT_DIFFERS,
            "length",
            format!("found a length of {length} characters, expected {stated}"),
        ));
    }
    Some(text)
}

/// How many passages of a source have the digest that the data gives.
fn prove(dataset: &Dataset, source: SourceIx, text: &str, report: &mut Report) -> usize {
    let starts = offsets(text);
    let mut proved = 0;
    // Passages are sorted by source.
    let first = dataset.passages.partition_point(|passage| passage.source < source);
    let of_source = dataset.passages.iter().enumerate().skip(first);
    for (n, passage) in of_source.take_while(|(_, passage)| passage.source == source) {
        let number = PassageIx::from(n);
        let Some(range) = range(&starts, passage) else {
            report.push(beyond(dataset, number, starts.len() - 1));
            continue;
        };
        let found: [u8; 32] = Sha256::digest(&text.as_bytes()[range]).into();
        match passage.sha256 {
            Some(stated) if stated == found => proved += 1,
            Some(stated) => {
                let name = span(dataset, number);
                let message =
                    format!("found the SHA-256 {} at {name}, expected {}", hex(&found), hex(&stated));
                report.push(differs(dataset, number, message));
            }
            // A span without a digest is reported by the check of evidence; it proves nothing here.
            None => {}
        }
    }
    proved
}

/// The byte at which each character of a text starts, and its length.
pub(super) fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
}

/// The bytes of a passage in a text with these offsets; `None` when the text ends before it.
pub(super) fn range(starts: &[usize], passage: &Passage) -> Option<Range<usize>> {
    Some(*starts.get(passage.start as usize)?..*starts.get(passage.end as usize)?)
}

/// A passage that its text, of so many characters, is too short for.
pub(super) fn beyond(dataset: &Dataset, passage: PassageIx, length: usize) -> Diagnostic {
    let name = span(dataset, passage);
    differs(dataset, passage, format!("the span {name} ends after the text, which has {length} characters"))
}

fn differs(dataset: &Dataset, passage: PassageIx, message: String) -> Diagnostic {
    let source = dataset.source(dataset.passage(passage).source);
    let listed = dataset.passage_origin(passage).unwrap_or(source.origin);
    Diagnostic::new(&PASSAGE_DIFFERS, message).at(dataset.location(listed).field("sha256"))
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
