//! Spans and digests proved against the texts themselves, when they are at hand.

use super::evidence::span;
use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::model::{Dataset, Digest, Passage, PassageIx, Source, SourceIx};
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
        another edition, or an editor or a transfer has changed it (ends of lines, a byte order mark). Each \
        passage is still compared: those that no longer hold the same words are told with E0407.",
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

/// Raised when there is no folder of texts at the path given.
pub static NO_TEXTS: Code = Code {
    id: "E0409",
    severity: Severity::Error,
    title: "no folder of texts",
    explanation: "`--texts` names the folder that holds the texts, each under the name that `sources.csv` gives in \
        `file`. There is no folder at this path, so nothing could be proved. Check the path, or leave the option out.",
};

pub(super) const CODES: [&Code; 4] = [&TEXT_ABSENT, &TEXT_DIFFERS, &PASSAGE_DIFFERS, &NO_TEXTS];

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
    if let Some(problem) = no_folder(folder) {
        report.push(problem);
        return;
    }
    let mut proved = 0;
    for (n, source) in dataset.sources.iter().enumerate() {
        if let Some(text) = open(dataset, source, folder, report) {
            proved += prove(dataset, SourceIx::from(n), &text.words, report);
        }
    }
    report.remarks.push(format!("{proved} of {} passages proved against the texts", dataset.passages.len()));
}

/// The problem of a folder of texts that is none.
pub(super) fn no_folder(folder: &Path) -> Option<Diagnostic> {
    let message =
        if folder.exists() { "found a file, expected a folder of texts" } else { "no such folder of texts" };
    let location = Location::file(folder.display().to_string());
    (!folder.is_dir()).then(|| Diagnostic::new(&NO_TEXTS, message).at(location))
}

/// The text of a source.
struct Text {
    words: String,
    /// Whether it has the digest that the data gives, if it gives one.
    is_the_one: bool,
}

/// The text of a source, if it is at hand and the one that the data was drawn from.
pub(super) fn read(dataset: &Dataset, source: &Source, folder: &Path, report: &mut Report) -> Option<String> {
    open(dataset, source, folder, report).filter(|text| text.is_the_one).map(|text| text.words)
}

fn open(dataset: &Dataset, source: &Source, folder: &Path, report: &mut Report) -> Option<Text> {
    let problem = |code, field: &str, message: String| {
        Diagnostic::new(code, message).at(dataset.location(source.origin).field(field))
    };
    let path = folder.join(&source.file);
    let name = path.display();
    // A pipe or a device would be waited for, or read, without end.
    let is_file = path.metadata().is_ok_and(|data| data.is_file()) && !source.file.is_empty();
    let Some(bytes) = is_file.then(|| std::fs::read(&path).ok()).flatten() else {
        report.push(problem(&TEXT_ABSENT, "file", format!("there is no text at {name}")));
        return None;
    };
    let digest = Digest::of(&bytes).to_string();
    let is_the_one = source.sha256.is_empty() || digest == source.sha256;
    if !is_the_one {
        let message = format!("found the SHA-256 {digest} of {name}, expected {}", source.sha256);
        report.push(problem(&TEXT_DIFFERS, "sha256", message).hint(likely_change(&bytes, &source.sha256)));
    }
    let Ok(words) = String::from_utf8(bytes) else {
        report.push(problem(&TEXT_ABSENT, "file", format!("{name} is not UTF-8")));
        return None;
    };
    let length = words.chars().count() as u32;
    if let Some(stated) = source.length.filter(|&stated| stated != length && is_the_one) {
        let message = format!("found a length of {length} characters of {name}, expected {stated}");
        report.push(problem(&TEXT_DIFFERS, "length", message));
    }
    Some(Text { words, is_the_one })
}

/// What has been done to a text, found by undoing it.
fn likely_change(bytes: &[u8], digest: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let plain = unmarked.replace("\r\n", "\n").replace('\r', "\n");
    let undone = [
        (unmarked.to_owned(), "a byte order mark was put before it: save it as UTF-8 without one"),
        (
            plain.replace('\n', "\r\n"),
            "its ends of lines were CR LF, and are not: fetch it without changing them",
        ),
        (plain, "its ends of lines were LF, and are not: fetch it without changing them"),
    ];
    let found = undone.iter().find(|(text, _)| Digest::of(text.as_bytes()).to_string() == digest);
    let other = "it is another edition, or an editor has changed it: E0407 names the passages that no longer hold the same words";
    found.map_or(other, |(_, change)| change).to_owned()
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
        let found = Digest::of(&text.as_bytes()[range]);
        match passage.sha256 {
            Some(stated) if stated == found => proved += 1,
            Some(stated) => {
                let name = span(dataset, number);
                let message = format!("found the SHA-256 {} at {name}, expected {}", found, stated);
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
