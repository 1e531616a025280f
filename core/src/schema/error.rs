use super::{VERSION, caps};
use thiserror::Error;

/// Why a file cannot be opened. It is refused whole; nothing that is open is touched.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// Too many bytes.
    #[error("The file has {bytes} bytes; Netyard opens files of up to {} bytes.", caps::FILE_BYTES)]
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// Not JSON.
    #[error("This is not JSON: line {line}, column {column}: {message}")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// The parser's reason.
        message: String,
    },
    /// A key stands twice in one object.
    #[error("The key \"{key}\" stands twice in {path}. Keep one of the two.")]
    DuplicateKey {
        /// The JSON path of the object.
        path: String,
        /// The key.
        key: String,
    },
    /// Too many levels.
    #[error("{path} is nested deeper than {} levels.", caps::NESTING)]
    TooDeep {
        /// The JSON path.
        path: String,
    },
    /// JSON, but no drawing.
    #[error("This is JSON, but not a Netyard drawing: it has no \"type\": \"netyard\" at the top.")]
    NotNetyard,
    /// Made by a later Netyard.
    #[error(
        "\"{title}\" has version {version} of the format; this Netyard opens versions up to {VERSION}. Open it with a newer Netyard."
    )]
    NewerVersion {
        /// The title of the drawing, as far as it can be read.
        title: String,
        /// The version of the file.
        version: u64,
    },
    /// A value has another type than the format says.
    #[error("{path}: {message}")]
    WrongType {
        /// The JSON path.
        path: String,
        /// What was expected.
        message: String,
    },
    /// Too many resources.
    #[error("The drawing has {count} resources; Netyard opens drawings of up to {}.", caps::RESOURCES)]
    TooManyResources {
        /// How many.
        count: usize,
    },
    /// A name is too long.
    #[error("{path} has {length} characters; a name has at most {}.", caps::NAME_CHARACTERS)]
    NameTooLong {
        /// The JSON path.
        path: String,
        /// Its length.
        length: usize,
    },
}
