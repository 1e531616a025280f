use netyard_core::schema::OpenError;
use netyard_core::simulate::EndError;
use netyard_formats::import::ImportFailure;
use netyard_formats::link::{EncodeError, LinkError};
use netyard_formats::merge::MergeError;
use std::io;
use thiserror::Error;

/// Why a command could not do its work: exit status 2.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// Nobody reads what is written any more: quiet.
    #[error("nobody reads the output")]
    ClosedPipe,
    /// A file cannot be read.
    #[error("{file}: {reason}")]
    Read {
        /// The file.
        file: String,
        /// The reason.
        reason: String,
    },
    /// A file cannot be written.
    #[error("{file}: it cannot be written: {reason}")]
    Write {
        /// The file.
        file: String,
        /// The reason of the operating system.
        reason: io::Error,
    },
    /// A file is no drawing that opens.
    #[error("{file}: {reason}")]
    Open {
        /// The file.
        file: String,
        /// The place and the reason.
        reason: OpenError,
    },
    /// Standard input was named twice.
    #[error("Standard input (-) can be read only once.")]
    InputTwice,
    /// A link does not open.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// A drawing does not become a link.
    #[error("{file}: {reason}")]
    Encode {
        /// The file.
        file: String,
        /// The reason.
        reason: EncodeError,
    },
    /// Nothing was imported.
    #[error(transparent)]
    Import(#[from] ImportFailure),
    /// Drawings do not become one.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// An end of a flow names nothing, or more than one thing.
    #[error("{file}: {reason}")]
    End {
        /// The file.
        file: String,
        /// The reason.
        reason: EndError,
    },
    /// Options that do not go together, or one with a value that cannot be.
    #[error("{0}")]
    Usage(String),
    /// A rule that is not in the catalogue.
    #[error("No rule is called \"{query}\".{nearest} `netyard rules` lists them all.")]
    NoSuchRule {
        /// What was asked for.
        query: String,
        /// The nearest id, as a sentence; empty where none is near.
        nearest: String,
    },
}
