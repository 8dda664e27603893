//! Spans and digests proved against the texts themselves, when they are at hand.

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::model::{Dataset, Source, SourceIx};
use sha2::{Digest, Sha256};
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
    let problem = |code, message: String| {
        Diagnostic::new(code, message).at(dataset.location(source.origin).field("file"))
    };
    let path = folder.join(&source.file);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) if !source.file.is_empty() => bytes,
        _ => {
            report.push(problem(&TEXT_ABSENT, format!("there is no text at {}", path.display())));
            return None;
        }
    };
    let digest = hex(&Sha256::digest(&bytes));
    if !source.sha256.is_empty() && digest != source.sha256 {
        report
            .push(problem(&TEXT_DIFFERS, format!("found the SHA-256 {digest}, expected {}", source.sha256)));
        return None;
    }
    let Ok(text) = String::from_utf8(bytes) else {
        report.push(problem(&TEXT_ABSENT, format!("{} is not UTF-8", path.display())));
        return None;
    };
    let length = text.chars().count() as u32;
    if source.length.is_some_and(|stated| stated != length) {
        let stated = source.length.unwrap_or_default();
        report.push(problem(
            &TEXT_DIFFERS,
            format!("found a length of {length} characters, expected {stated}"),
        ));
    }
    Some(text)
}

/// How many passages of a source have the digest that the data gives.
fn prove(dataset: &Dataset, source: SourceIx, text: &str, report: &mut Report) -> usize {
    let starts = offsets(text);
    let mut proved = 0;
    for passage in dataset.passages.iter().filter(|passage| passage.source == source) {
        let name = format!("{}:{}-{}", dataset.source(source).id, passage.start, passage.end);
        let span = starts.get(passage.start as usize).zip(starts.get(passage.end as usize));
        let found = span.map(|(&start, &end)| Sha256::digest(&text.as_bytes()[start..end]));
        let message = match (found, passage.sha256) {
            (None, _) => {
                format!("the span {name} ends after the text, which has {} characters", starts.len() - 1)
            }
            (Some(found), Some(stated)) if found[..] != stated => {
                format!("found the SHA-256 {} at {name}, expected {}", hex(&found), hex(&stated))
            }
            // A span without a digest is reported by the check of evidence; it proves nothing here.
            (Some(_), None) => continue,
            (Some(_), Some(_)) => {
                proved += 1;
                continue;
            }
        };
        report.push(Diagnostic::new(&PASSAGE_DIFFERS, message).at(passages_file(dataset)));
    }
    proved
}

/// The byte at which each character of a text starts, and its length.
pub(super) fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
}

/// A span that its text is too short for.
pub(super) fn beyond(
    dataset: &Dataset,
    source: SourceIx,
    (start, end): (u32, u32),
    length: usize,
) -> Diagnostic {
    let name = format!("{}:{start}-{end}", dataset.source(source).id);
    let message = format!("the span {name} ends after the text, which has {length} characters");
    Diagnostic::new(&PASSAGE_DIFFERS, message).at(passages_file(dataset))
}

fn passages_file(dataset: &Dataset) -> Location {
    let file = dataset.files.iter().find(|file| file.contains("passages."));
    Location::file(file.cloned().unwrap_or_else(|| "passages.csv".into()))
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
