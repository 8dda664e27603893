//! Putting the files of a folder in their place, all or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a folder was not written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Something is there already.
    #[error("{path} is there and not an empty folder")]
    InTheWay {
        /// What is there.
        path: String,
    },
    /// The system refuses.
    #[error("cannot write {path}")]
    Write {
        /// The file or folder.
        path: String,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

/// Writes files into a folder that is not there yet, or empty.
///
/// They are written beside their place first and renamed into it when all are complete, so an error leaves nothing.
///
/// # Errors
/// [`WriteError::InTheWay`] when the folder holds anything or is none; [`WriteError::Write`] when the system refuses.
pub fn write_folder(files: &[(String, String)], folder: &Path) -> Result<(), WriteError> {
    let is_there = folder.symlink_metadata().is_ok();
    if is_there && folder.read_dir().map_or(true, |mut entries| entries.next().is_some()) {
        return Err(WriteError::InTheWay { path: folder.display().to_string() });
    }
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source| WriteError::Write { path, source }
    };
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = if is_there { folder } else { parent };
    fs::create_dir_all(beside).map_err(failed(beside))?;
    let staged = tempfile::Builder::new().prefix(".relata-").tempdir_in(beside).map_err(failed(beside))?;
    for (name, text) in files {
        write(&staged.path().join(name), text).map_err(failed(&folder.join(name)))?;
    }
    if is_there {
        return move_all(staged.path(), folder).map_err(failed(folder));
    }
    readable(staged.path()).map_err(failed(folder))?;
    fs::rename(staged.path(), folder).map_err(failed(folder))?;
    // Nothing is left at the old place to be removed.
    let _ = staged.keep();
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

/// Moves what is in one folder into another that stands already.
fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    let mut entries: Vec<PathBuf> =
        from.read_dir()?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        fs::rename(&path, to.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// A temporary folder is its owner's only; a new one should be as open as others.
fn readable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(String, String)> {
        vec![("dataset.json".to_owned(), "{}\n".to_owned()), ("entities/x.csv".to_owned(), "id\n".to_owned())]
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            folder.read_dir().unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_made_or_filled_when_it_is_empty() {
        let home = tempfile::tempdir().unwrap();
        let (new, empty) = (home.path().join("a/b"), home.path().join("c"));
        fs::create_dir(&empty).unwrap();
        for folder in [&new, &empty] {
            write_folder(&files(), folder).unwrap();
            assert_eq!(names(folder), ["dataset.json", "entities"]);
            assert_eq!(fs::read_to_string(folder.join("entities/x.csv")).unwrap(), "id\n");
        }
    }

    #[test]
    fn what_is_there_stands() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("mine"), "x").unwrap();
        for path in [home.path().to_owned(), home.path().join("mine")] {
            assert!(matches!(write_folder(&files(), &path), Err(WriteError::InTheWay { .. })));
        }
        assert_eq!(names(home.path()), ["mine"]);
    }

    #[test]
    fn a_write_that_fails_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("new");
        // A file and a folder of one name cannot both be.
        let broken = [("a".to_owned(), String::new()), ("a/b".to_owned(), String::new())];
        assert!(matches!(write_folder(&broken, &folder), Err(WriteError::Write { .. })));
        assert_eq!(names(home.path()), Vec::<String>::new());
    }
}
