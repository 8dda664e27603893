//! Where an export goes: files that appear only when they are complete.

use crate::cancel::{Cancel, Cancellable, Cancelled};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use thiserror::Error;

/// Why an export failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExportError {
    /// A file could not be written.
    #[error("cannot write {path}")]
    Write {
        /// The file or folder.
        path: String,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The data cannot be expressed in the format.
    #[error("{message}")]
    Inexpressible {
        /// What cannot be expressed and why.
        message: String,
    },
    /// Somebody asked to stop; see [`FolderOutput::cancelled_by`].
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl ExportError {
    /// The same error with the path that was being written, where it does not say.
    #[must_use]
    pub fn named(self, path: &Path) -> Self {
        match self {
            Self::Write { path: unknown, source } if unknown.is_empty() => failed(path, source),
            other => other,
        }
    }
}

/// A failed write that does not know its path yet; see [`ExportError::named`].
impl From<io::Error> for ExportError {
    fn from(source: io::Error) -> Self {
        if Cancelled::caused(&source) {
            return Self::Cancelled(Cancelled);
        }
        Self::Write { path: String::new(), source }
    }
}

/// Opens the parts of an export.
pub trait Output {
    /// Opens the part of a name, to be written from its start to its end.
    ///
    /// # Errors
    /// [`ExportError::Write`] when it cannot be opened.
    fn part(&mut self, name: &str) -> Result<&mut (dyn Write + Send), ExportError>;
}

/// Files in a folder, each written beside its place and renamed into it by [`FolderOutput::finish`].
///
/// Dropping it without finishing leaves the folder as it was; one that was made for it goes again.
#[derive(Debug)]
pub struct FolderOutput {
    folder: PathBuf,
    made: bool,
    parts: Vec<(String, BufWriter<Cancellable<NamedTempFile>>)>,
    cancel: Cancel,
}

impl FolderOutput {
    /// An output below `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// [`ExportError::Write`] when the folder cannot be made.
    pub fn create(folder: &Path) -> Result<Self, ExportError> {
        if folder.exists() && !folder.is_dir() {
            let message = "it is a file, and a folder is needed here";
            return Err(failed(folder, io::Error::new(io::ErrorKind::NotADirectory, message)));
        }
        let made = !folder.exists();
        std::fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
        Ok(Self { folder: folder.to_owned(), made, parts: Vec::new(), cancel: Cancel::default() })
    }

    /// The same, whose parts cannot be written to any more once somebody asks to stop: the export then ends with
    /// [`ExportError::Cancelled`], and dropping this leaves the folder as it was.
    ///
    /// ```
    /// use relata::cancel::Cancel;
    /// use relata::export::{ExportError, ExportOptions, FolderOutput, exporter};
    /// use relata::pipeline::Pipeline;
    ///
    /// let graph = Pipeline::new("graph-data").run().graph.unwrap();
    /// let (folder, cancel) = (tempfile::tempdir()?, Cancel::default());
    /// let mut files = FolderOutput::create(folder.path())?.cancelled_by(&cancel);
    /// cancel.cancel();
    /// let stopped = exporter("tables").unwrap().export(&graph.view(), &ExportOptions::default(), &mut files);
    /// drop(files);
    /// assert!(matches!(stopped, Err(ExportError::Cancelled(_))));
    /// assert_eq!(folder.path().read_dir()?.count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cancelled_by(mut self, cancel: &Cancel) -> Self {
        self.cancel = cancel.clone();
        self
    }

    /// The path of the part opened last, or of the folder.
    #[must_use]
    pub fn last_path(&self) -> PathBuf {
        self.parts.last().map_or_else(|| self.folder.clone(), |(name, _)| self.folder.join(name))
    }

    /// Puts every part in its place, replacing older files whole, and returns their names in the order opened.
    ///
    /// # Errors
    /// [`ExportError::Write`] when a part cannot be completed; none has been moved then, unless moving itself failed.
    pub fn finish(mut self) -> Result<Vec<String>, ExportError> {
        let mut complete = Vec::new();
        for (name, writer) in std::mem::take(&mut self.parts) {
            let path = self.folder.join(&name);
            if path.is_dir() {
                return Err(failed(&path, io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")));
            }
            let file = writer.into_inner().map_err(|error| failed(&path, error.into_error()))?.into_inner();
            set_permissions(&file, &path).map_err(|source| failed(&path, source))?;
            complete.push((name, path, file));
        }
        // From here on the files are complete, and being put in their places is not broken off.
        self.cancel.check()?;
        let mut names = Vec::new();
        for (name, path, file) in complete {
            file.persist(&path).map_err(|error| failed(&path, error.error))?;
            names.push(name);
        }
        self.made = false;
        Ok(names)
    }
}

impl Drop for FolderOutput {
    fn drop(&mut self) {
        // Temporary files go first; a folder that something else was put into stays, and so does one in use.
        self.parts.clear();
        if self.made {
            let _ = std::fs::remove_dir(&self.folder);
        }
    }
}

/// A temporary file is readable by its owner only; a new file should be as readable as others, and a replaced one as
/// before.
fn set_permissions(file: &NamedTempFile, replaced: &Path) -> io::Result<()> {
    if let Ok(data) = replaced.metadata() {
        return file.as_file().set_permissions(data.permissions());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

/// The error without the name of the temporary file, which is not the user's affair.
fn failed(path: &Path, source: io::Error) -> ExportError {
    if Cancelled::caused(&source) {
        return ExportError::Cancelled(Cancelled);
    }
    let source =
        source.raw_os_error().or_else(|| os_error(&source)).map_or(source, io::Error::from_raw_os_error);
    ExportError::Write { path: path.display().to_string(), source }
}

/// The system's error inside one that names a path.
fn os_error(error: &io::Error) -> Option<i32> {
    let inner = error.get_ref()?;
    let mut cause = std::error::Error::source(inner);
    while let Some(error) = cause {
        if let Some(code) = error.downcast_ref::<io::Error>().and_then(io::Error::raw_os_error) {
            return Some(code);
        }
        cause = error.source();
    }
    None
}

impl Output for FolderOutput {
    fn part(&mut self, name: &str) -> Result<&mut (dyn Write + Send), ExportError> {
        self.cancel.check()?;
        let path = self.folder.join(name);
        let file = tempfile::Builder::new()
            .prefix(".relata-")
            .tempfile_in(&self.folder)
            .map_err(|source| failed(&path, source))?;
        let file = Cancellable::new(file, &self.cancel);
        self.parts.push((name.to_owned(), BufWriter::with_capacity(1 << 16, file)));
        Ok(&mut self.parts.last_mut().expect("a part was just pushed").1)
    }
}

/// Hears what is written.
pub trait Observer: Send {
    /// A part begins.
    fn part(&mut self, name: &str);
    /// These bytes of it have been written.
    fn written(&mut self, bytes: &[u8]);
}

/// A folder output that tells an observer of everything written to it.
pub struct ObservedOutput<'o> {
    folder: FolderOutput,
    observer: &'o mut dyn Observer,
}

impl<'o> ObservedOutput<'o> {
    /// An output into `folder` that `observer` watches.
    pub fn new(folder: FolderOutput, observer: &'o mut dyn Observer) -> Self {
        Self { folder, observer }
    }

    /// The folder output, to be finished.
    #[must_use]
    pub fn into_folder(self) -> FolderOutput {
        self.folder
    }

    /// The path of the part opened last, or of the folder.
    #[must_use]
    pub fn last_path(&self) -> PathBuf {
        self.folder.last_path()
    }
}

impl Output for ObservedOutput<'_> {
    fn part(&mut self, name: &str) -> Result<&mut (dyn Write + Send), ExportError> {
        self.folder.part(name)?;
        self.observer.part(name);
        Ok(self)
    }
}

impl Write for ObservedOutput<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((_, file)) = self.folder.parts.last_mut() else { return Ok(0) };
        let written = file.write(bytes)?;
        self.observer.written(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.folder.parts.last_mut().map_or(Ok(()), |(_, file)| file.flush())
    }
}

/// One writer for a format of one file, such as the standard output.
pub struct SingleOutput<'w> {
    writer: &'w mut (dyn Write + Send),
    opened: Option<String>,
}

impl<'w> SingleOutput<'w> {
    /// Hands out `writer` for the first part, and refuses a second.
    pub fn new(writer: &'w mut (dyn Write + Send)) -> Self {
        Self { writer, opened: None }
    }
}

impl Output for SingleOutput<'_> {
    fn part(&mut self, name: &str) -> Result<&mut (dyn Write + Send), ExportError> {
        if let Some(first) = self.opened.replace(name.to_owned()) {
            let message =
                format!("the format writes several files ({first}, {name}, ...) and needs a folder");
            return Err(ExportError::Inexpressible { message });
        }
        Ok(self.writer)
    }
}

/// Parts kept in memory, for tests and for looking at small answers.
#[derive(Debug, Default)]
pub struct MemoryOutput {
    /// The bytes of each part by name.
    pub parts: BTreeMap<String, Vec<u8>>,
}

impl Output for MemoryOutput {
    fn part(&mut self, name: &str) -> Result<&mut (dyn Write + Send), ExportError> {
        let part = self.parts.entry(name.to_owned()).or_default();
        part.clear();
        Ok(part)
    }
}

/// Writes one file whole: beside its place first, then renamed into it. A device or a pipe is written straight into.
///
/// # Errors
/// [`ExportError::Write`] when the file cannot be written; an older file then stands as it was.
pub fn write_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    if path.exists() && !path.is_file() && !path.is_dir() {
        let file = std::fs::File::create(path).map_err(|source| failed(path, source))?;
        let mut writer = BufWriter::new(file);
        write(&mut writer).map_err(|error| error.named(path))?;
        return writer.flush().map_err(|source| failed(path, source));
    }
    if path.as_os_str().to_string_lossy().ends_with('/') {
        return Err(failed(path, io::Error::new(io::ErrorKind::IsADirectory, "it names a folder")));
    }
    // A link is followed, so that the file it names is replaced or made, and not the link.
    let path = path.canonicalize().or_else(|_| std::fs::read_link(path)).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut output = FolderOutput::create(folder)?;
    write(output.part(&name)?).map_err(|error| error.named(&path))?;
    output.finish().map(|_| ())
}
