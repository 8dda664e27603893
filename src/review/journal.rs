//! `decisions.jsonl`: the steps of a review, one a line.

use super::Step;
use crate::model::Digest;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The name of the file in the folder of drafts.
const FILE: &str = "decisions.jsonl";

/// Why decisions cannot be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The file cannot be opened.
    #[error("cannot open {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is not as it was read: another review of the same drafts is going on.
    #[error("{} was changed by somebody else since it was read; nothing was saved", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A line is no step, or one that cannot be taken.
    #[error("{}:{line}: {problem}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
}

/// Where the decisions about a folder of drafts stand.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// The digest of the file; none when there is no such file.
pub(super) fn digest(folder: &Path) -> Option<Digest> {
    std::fs::read(path(folder)).ok().map(|bytes| Digest::of(&bytes))
}

/// The steps taken so far, each with its line; none when there is no such file.
pub(super) fn read(folder: &Path) -> Result<Vec<(usize, Step)>, JournalError> {
    let path = path(folder);
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|source| JournalError::File { path: path.clone(), source })?,
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let step = |(n, line): (usize, &str)| {
        let problem = |error: serde_json::Error| JournalError::Line {
            path: path.clone(),
            line: n + 1,
            problem: error.to_string(),
        };
        Ok((n + 1, serde_json::from_str(line).map_err(problem)?))
    };
    lines.map(step).collect()
}

/// Replaces the file whole.
pub(super) fn write(folder: &Path, steps: &[Step]) -> Result<(), JournalError> {
    let path = path(folder);
    let failed = |source| JournalError::File { path: path.clone(), source };
    let mut file = tempfile::Builder::new().prefix(".relata-").tempfile_in(folder).map_err(failed)?;
    for step in steps {
        let line = serde_json::to_string(step).map_err(|error| failed(error.into()))?;
        writeln!(file, "{line}").map_err(failed)?;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = path.metadata().map_or(0o644, |data| data.permissions().mode());
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode)).map_err(failed)?;
    }
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_back_and_a_bad_line_is_pointed_at() {
        let home = tempfile::tempdir().unwrap();
        assert!(read(home.path()).unwrap().is_empty());
        let word = |text: &str| text.to_owned();
        let steps = [
            Step::Edit { row: word("a"), column: word("date"), cell: word("1999\"\n") },
            Step::Merge { draft: word("a"), into: word("b") },
            Step::Same { entity: word("p"), with: word("q") },
            Step::Applied { row: word("a"), id: word("a-2") },
        ];
        write(home.path(), &steps).unwrap();
        let found: Vec<Step> = read(home.path()).unwrap().into_iter().map(|(_, step)| step).collect();
        assert_eq!(found, steps);
        for bad in ["{\"do\":\"forget\"}", "{\"do\":\"accept\",\"draft\":\"a\",\"x\":1}", "{"] {
            std::fs::write(path(home.path()), format!("\n{bad}\n")).unwrap();
            let error = read(home.path()).unwrap_err().to_string();
            assert!(error.contains("decisions.jsonl:2: "), "{error}");
        }
    }
}
