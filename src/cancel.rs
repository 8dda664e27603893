//! Stopping work that lasts, from another thread or a signal.
//!
//! A [`Cancel`] is shared between whoever works and whoever may stop it. Loads ask it wherever they read, the outputs of
//! exports wherever they are written to; both then end with a [`Cancelled`] and leave nothing half-written behind. It is
//! handed over, never global: [`Progress::cancel`](crate::load::Progress::cancel) gives it to loads and builds,
//! [`FolderOutput::cancelled_by`](crate::export::FolderOutput::cancelled_by) to exports.

use std::error::Error;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether work is to stop. Clones share it, and it is never taken back.
///
/// ```
/// use relata::cancel::Cancel;
/// use relata::pipeline::Pipeline;
///
/// let mut cancel = Cancel::default();
/// cancel.clone().cancel();
/// let opened = Pipeline::new("graph-data").run_with(&mut cancel);
/// assert!(opened.cancelled && opened.graph.is_none());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks whoever works to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes on unless somebody has asked.
    ///
    /// # Errors
    /// [`Cancelled`] when somebody has.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

/// A flag that something else sets, such as the handler of a signal.
impl From<Arc<AtomicBool>> for Cancel {
    fn from(flag: Arc<AtomicBool>) -> Self {
        Self(flag)
    }
}

/// Work was stopped because somebody asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped before the end")]
pub struct Cancelled;

impl Cancelled {
    /// Whether this is why something could not be read or written, however deep it lies.
    #[must_use]
    pub fn caused(error: &io::Error) -> bool {
        let mut cause = error.get_ref().map(|inner| inner as &(dyn Error + 'static));
        while let Some(error) = cause {
            if error.is::<Self>() {
                return true;
            }
            // The source of an error of the system is that of what it holds, and not what it holds.
            let held = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            cause = held.map(|held| held as &(dyn Error + 'static)).or_else(|| error.source());
        }
        false
    }
}

/// Not `Interrupted`, after which reading and writing would be tried again.
impl From<Cancelled> for io::Error {
    fn from(error: Cancelled) -> Self {
        Self::other(error)
    }
}

/// A reader or writer that fails with [`Cancelled`] once somebody has asked.
#[derive(Debug)]
pub struct Cancellable<T> {
    inner: T,
    cancel: Cancel,
}

impl<T> Cancellable<T> {
    /// `inner` as long as nobody asks `cancel` to stop.
    pub fn new(inner: T, cancel: &Cancel) -> Self {
        Self { inner, cancel: cancel.clone() }
    }

    /// What is read or written, without the question.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: Read> Read for Cancellable<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.cancel.check()?;
        self.inner.read(buffer)
    }
}

impl<T: Write> Write for Cancellable<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.cancel.check()?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.cancel.check()?;
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_and_writing_end_once_somebody_has_asked_and_are_not_tried_again() {
        let cancel = Cancel::default();
        let mut written = Vec::new();
        let mut writer = Cancellable::new(&mut written, &cancel);
        writer.write_all(b"before").unwrap();
        let mut reader = Cancellable::new(b"all of it".as_slice(), &cancel);
        reader.read_exact(&mut [0; 3]).unwrap();
        cancel.clone().cancel();
        for error in [writer.write_all(b"after").unwrap_err(), reader.read_exact(&mut [0; 3]).unwrap_err()] {
            assert!(Cancelled::caused(&error), "{error:?}");
        }
        assert_eq!(written, b"before");
    }

    #[test]
    fn it_is_found_below_other_errors_and_nowhere_else() {
        let wrapped = io::Error::other(io::Error::other(io::Error::from(Cancelled)));
        assert!(Cancelled::caused(&wrapped));
        assert!(!Cancelled::caused(&io::Error::other(io::Error::other("a disk that is full"))));
        assert!(!Cancelled::caused(&io::ErrorKind::StorageFull.into()));
    }
}
