//! The texts that drafts were read from, as far as they are at hand.

use crate::draft::{DraftText, Drafts, SourceText};
use crate::model::Digest;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The texts of a folder of drafts by source; none is kept anywhere else.
#[derive(Debug, Default)]
pub struct ReviewTexts {
    texts: BTreeMap<String, String>,
}

impl ReviewTexts {
    /// Opens the texts where they were when they were read, or under their file names in a folder.
    ///
    /// A text that is not there, or whose words have changed since, is left out and told.
    #[must_use]
    pub fn open(drafts: &Drafts, folder: Option<&Path>) -> (Self, Vec<String>) {
        let (mut texts, mut problems) = (BTreeMap::new(), Vec::new());
        for text in &drafts.texts {
            match read(text, folder) {
                Ok(words) => drop(texts.insert(text.source.clone(), words)),
                Err(problem) => problems.push(problem),
            }
        }
        (Self { texts }, problems)
    }

    /// The words of a source.
    #[must_use]
    pub fn get(&self, source: &str) -> Option<&str> {
        self.texts.get(source).map(String::as_str)
    }
}

fn read(text: &DraftText, folder: Option<&Path>) -> Result<String, String> {
    let path = PathBuf::from(&text.path);
    let named = folder.zip(path.file_name()).map(|(folder, name)| folder.join(name));
    let path = named.filter(|path| path.is_file()).unwrap_or(path);
    // A pipe or a device would be waited for without end.
    if !path.is_file() {
        return Err(format!("the text of `{}` is not at {}", text.source, path.display()));
    }
    let found = SourceText::open(&path).map_err(|error| format!("the text of `{}`: {error}", text.source))?;
    if Digest::of(found.text.as_bytes()) != text.sha256 {
        return Err(format!("{} has changed since `{}` was drafted from it", path.display(), text.source));
    }
    Ok(found.text)
}
