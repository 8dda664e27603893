//! The data with its new rows, tried on a copy.

use super::ApplyError;
use crate::check::check;
use crate::diagnostic::{Report, Severity};
use crate::load;
use crate::resolve::Identities;
use std::fs;
use std::path::Path;

/// Loads and checks a copy of the data with some files in the place of others.
pub(super) fn prove(root: &Path, files: &[(String, String)]) -> Result<(), ApplyError> {
    let copy = tempfile::tempdir().map_err(|source| ApplyError::Read { path: root.to_owned(), source })?;
    for below in ["", "entities", "records"] {
        copy_files(&root.join(below), &copy.path().join(below))?;
    }
    for (name, text) in files {
        let path = copy.path().join(name);
        fs::write(&path, text).map_err(|source| ApplyError::Read { path, source })?;
    }
    let mut report = Report::default();
    let dataset = load::load(copy.path(), &mut report).dataset;
    let identities = Identities::resolve(&dataset, &mut report);
    check(&dataset, &identities, &mut report);
    load::locate(&mut report);
    if report.has_errors() {
        return Err(ApplyError::Refused { report: at_home(&report, copy.path(), root) });
    }
    Ok(())
}

fn copy_files(from: &Path, to: &Path) -> Result<(), ApplyError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ApplyError::Read { path, source }
    };
    fs::create_dir_all(to).map_err(failed(to))?;
    if !from.is_dir() {
        return Ok(());
    }
    for entry in from.read_dir().map_err(failed(from))? {
        let path = entry.map_err(failed(from))?.path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap_or_default())).map_err(failed(&path))?;
        }
    }
    Ok(())
}

/// The errors of a copy at the places where they would be in the data.
fn at_home(report: &Report, copy: &Path, root: &Path) -> Report {
    let mut errors = Report::default();
    for diagnostic in report.diagnostics().iter().filter(|d| d.code.severity == Severity::Error) {
        let mut diagnostic = diagnostic.clone();
        if let Some(location) = &mut diagnostic.location
            && let Ok(inside) = Path::new(&*location.file).strip_prefix(copy)
        {
            location.file = root.join(inside).display().to_string().into();
        }
        errors.push(diagnostic);
    }
    errors
}
