//! How a run ends.

use crate::authoring::WriteError;
use crate::cancel::Cancelled;
use crate::export::ExportError;
use crate::resolve::NameError;
use crate::sparql::SparqlError;
use std::io;
use thiserror::Error;

/// The exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; "no route" is an answer.
    Done,
    /// The data or the question is wrong.
    Failed,
    /// The command line is wrong.
    Usage,
    /// The program is wrong.
    Internal,
    /// A signal such as Ctrl-C stopped it.
    Stopped,
}

impl Exit {
    /// The number that the shell sees.
    ///
    /// ```
    /// use relata::cli::Exit;
    /// assert_eq!([Exit::Done, Exit::Failed, Exit::Usage, Exit::Internal].map(Exit::code), [0, 1, 2, 3]);
    /// assert_eq!(Exit::Stopped.code(), 130);
    /// ```
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Internal => 3,
            Self::Stopped => 130,
        }
    }
}

/// Why a command did not do what was asked.
#[derive(Debug, Error)]
pub(super) enum CommandError {
    /// The problems are reported already.
    #[error("the data has errors")]
    Reported,
    /// A signal asked to stop.
    #[error(transparent)]
    Stopped(#[from] Cancelled),
    /// A name finds no entity, or several.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Something else the user can mend, with a hint.
    #[error("{message}")]
    User { message: String, hint: Option<String> },
    /// A command line that the parser cannot see is wrong.
    #[error("{0}")]
    Usage(String),
    /// A query has no answer.
    #[error(transparent)]
    Sparql(SparqlError),
    /// An export failed.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Standard output failed; a closed pipe is no failure.
    #[error("cannot write to the standard output")]
    Output(#[from] io::Error),
}

impl CommandError {
    /// A mistake of the user's with a hint.
    pub(super) fn user(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self::User { message: message.into(), hint: hint.into() }
    }

    /// Whether somebody closed the pipe that the answer goes to.
    pub(super) fn is_closed_pipe(&self) -> bool {
        let closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
        match self {
            Self::Output(error) => closed(error),
            Self::Export(ExportError::Write { source, .. }) => closed(source),
            _ => false,
        }
    }

    /// The code it ends with.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Stopped(_) => Exit::Stopped,
            _ => Exit::Failed,
        }
    }
}

impl From<WriteError> for CommandError {
    fn from(error: WriteError) -> Self {
        let cause = std::error::Error::source(&error).map_or(String::new(), |cause| format!(": {cause}"));
        let in_the_way = matches!(error, WriteError::InTheWay { .. });
        let hint = in_the_way.then(|| "name a new folder, or empty this one".to_owned());
        Self::user(format!("{error}{cause}"), hint)
    }
}

/// What a command gives back.
pub(super) type Outcome = Result<Exit, CommandError>;

impl From<SparqlError> for CommandError {
    fn from(error: SparqlError) -> Self {
        match error {
            SparqlError::Name(error) => Self::Name(error),
            error => Self::Sparql(error),
        }
    }
}
