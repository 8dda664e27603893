//! `datapackage.json`: where the tables are, and what no table holds.

use crate::diagnostic::{Diagnostic, Location, Report};
use crate::import::file::text;
use crate::import::{BROKEN, NOT_OURS};
use serde_json::Value;
use std::path::{Component, Path, PathBuf};

/// The package with the folder it lies in.
pub(super) struct Package {
    path: PathBuf,
    value: Value,
}

impl Package {
    /// Opens the file, or that in the folder, at `path`.
    pub(super) fn open(path: &Path, report: &mut Report) -> Option<Self> {
        let path = if path.is_dir() { path.join("datapackage.json") } else { path.to_owned() };
        let text = text(&path, report)?;
        let value: Value = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(error) => {
                let location = Location::line(path.display().to_string(), error.line() as u32);
                report.push(Diagnostic::new(&BROKEN, error.to_string()).at(location));
                return None;
            }
        };
        if value["relata"]["format"] != "relata-tables 1" {
            let message = "found no `relata` with the format \"relata-tables 1\"";
            let location = Location::file(path.display().to_string());
            report.push(Diagnostic::new(&NOT_OURS, message).at(location));
            return None;
        }
        Some(Self { path, value })
    }

    /// The file itself, as named to the user.
    pub(super) fn file(&self) -> String {
        self.path.display().to_string()
    }

    /// What the package says under a key of its own.
    pub(super) fn own(&self, key: &str) -> Option<Value> {
        self.value["relata"].get(key).cloned()
    }

    /// The file of a table; none outside the folder is looked at.
    pub(super) fn table(&self, name: &str) -> Option<PathBuf> {
        let resources = self.value["resources"].as_array()?;
        let resource = resources.iter().find(|resource| resource["name"] == name)?;
        let path = Path::new(resource["path"].as_str()?);
        let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        let folder = self.path.parent().unwrap_or(Path::new(""));
        is_inside.then(|| folder.join(path))
    }
}
