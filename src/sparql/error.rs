//! Why a query has no answer.

use super::limits;
use crate::diagnostic::Location;
use crate::rdf::queries::MissingTerm;
use crate::resolve::NameError;
use std::io;
use std::time::Duration;
use thiserror::Error;

/// Why a query cannot be asked or answered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SparqlError {
    /// The query is no SPARQL.
    #[error("{message}")]
    Syntax {
        /// What was found and what was expected.
        message: String,
        /// Where in the query.
        location: Box<Location>,
        /// What may mend it.
        hint: Option<String>,
    },
    /// The query asks another endpoint.
    #[error("the query asks another endpoint by SERVICE, which is refused")]
    Service {
        /// Where in the query.
        location: Box<Location>,
    },
    /// The query is an update.
    #[error("found the update `{found}`, and the data is only read")]
    Update {
        /// The keyword.
        found: String,
        /// Where in the query.
        location: Box<Location>,
    },
    /// The query is longer or deeper than any that is meant.
    #[error("the query {0}")]
    TooLarge(limits::Excess),
    /// The time is up.
    #[error("the query was stopped after {} s without an answer", .0.as_secs_f64())]
    TimedOut(Duration),
    /// It holds too much at once.
    #[error("the query was stopped, for it holds more than {} terms at once", limits::HELD)]
    TooMuch,
    /// It computes too much.
    #[error("the query was stopped, for it computes texts of more than {} bytes", limits::COMPUTED)]
    ComputesTooMuch,
    /// The data has more terms than can be numbered.
    #[error("the data has more terms than the store can number")]
    TooManyTerms,
    /// The engine cannot answer it.
    #[error("the query cannot be answered: {0}")]
    Evaluation(String),
    /// A parameter that the query does not have.
    #[error("the query has no parameter `{found}`")]
    UnknownParameter {
        /// What was set.
        found: String,
        /// The nearest of those that there are, or all.
        hint: String,
    },
    /// A value that is none of the parameter's kind.
    #[error("found `{found}` for the parameter `{parameter}`, expected {expected}")]
    Value {
        /// The parameter.
        parameter: String,
        /// Its value.
        found: String,
        /// What it should have been.
        expected: &'static str,
        /// What may mend it.
        hint: Option<String>,
    },
    /// The question is about what the vocabulary does not have.
    #[error("the question cannot be asked of this data: {0}")]
    Missing(#[from] MissingTerm),
    /// A name finds no entity, or several.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The RDF of a file cannot be read.
    #[error("{message}")]
    Rdf {
        /// What the parser says.
        message: String,
        /// Where in the file.
        location: Box<Location>,
    },
    /// A file whose name tells no syntax.
    #[error("cannot tell the RDF syntax of `{file}`, expected one of {}", super::store::EXTENSIONS.join(", "))]
    Extension {
        /// The file.
        file: String,
    },
    /// A file cannot be read.
    #[error("cannot read `{file}`")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: io::Error,
    },
}

impl SparqlError {
    /// Where in the query or in the file it is wrong.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        match self {
            Self::Syntax { location, .. }
            | Self::Service { location }
            | Self::Update { location, .. }
            | Self::Rdf { location, .. } => Some(location),
            _ => None,
        }
    }

    /// What may mend it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Syntax { hint, .. } | Self::Value { hint, .. } => hint.as_deref(),
            Self::UnknownParameter { hint, .. } => Some(hint),
            Self::TimedOut(_) => {
                Some("name more in the query, put OPTIONAL last, or give it longer by --timeout")
            }
            _ => None,
        }
    }
}
