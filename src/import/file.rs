//! A file's bytes as text; what forbids to read it is reported.

use super::BROKEN;
use crate::diagnostic::{Diagnostic, Location, Report};
use crate::load::UNREADABLE;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How much of a file is looked at to tell its format.
const START: u64 = 1 << 12;

/// The byte order mark that some programs put before a text.
const MARK: char = '\u{feff}';

/// The first bytes of a file, as far as they are text.
pub(super) fn start(path: &Path, report: &mut Report) -> Option<String> {
    let bytes = read(open(path, report)?.take(START), path, report)?;
    Some(String::from_utf8_lossy(&bytes).trim_start_matches(MARK).to_owned())
}

/// The text of a file without a byte order mark, or a report of what it is instead.
pub(super) fn text(path: &Path, report: &mut Report) -> Option<String> {
    let bytes = read(open(path, report)?, path, report)?;
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with(MARK) {
                text.drain(..MARK.len_utf8());
            }
            Some(text)
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..valid].iter().filter(|&&byte| byte == b'\n').count() as u32 + 1;
            let location = Location::line(path.display().to_string(), line);
            report.push(Diagnostic::new(&BROKEN, "found bytes that are not UTF-8").at(location));
            None
        }
    }
}

/// Opens a file. A pipe or a device would be waited for, or read, without end.
fn open(path: &Path, report: &mut Report) -> Option<File> {
    if path.metadata().is_ok_and(|data| !data.is_file()) {
        refuse(path, "found no regular file", report);
        return None;
    }
    File::open(path).map_err(|error| refuse(path, &error.to_string(), report)).ok()
}

fn read(mut input: impl Read, path: &Path, report: &mut Report) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| refuse(path, &error.to_string(), report)).ok()?;
    Some(bytes)
}

fn refuse(path: &Path, reason: &str, report: &mut Report) {
    let location = Location::file(path.display().to_string());
    report.push(Diagnostic::new(&UNREADABLE, reason).at(location));
}
