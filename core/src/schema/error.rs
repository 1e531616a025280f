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
        /// What is expected there, and what stands there.
        message: String,
    },
    /// A key stands twice in one object.
    #[error("The key \"{key}\" stands twice {}. Keep one of the two.", place(path))]
    DuplicateKey {
        /// The JSON path of the object; empty for the file itself.
        path: String,
        /// The key.
        key: String,
    },
    /// A key begins with a character that marks what Netyard keeps for itself.
    #[error("A key begins with the character U+0000 {}. Take that character away.", place(path))]
    ReservedKey {
        /// The JSON path of the object; empty for the file itself.
        path: String,
    },
    /// Too many levels.
    #[error("The file is nested deeper than {} levels {}.", caps::NESTING, place(path))]
    TooDeep {
        /// The beginning of the JSON path; empty if already the file itself is a list of lists.
        path: String,
    },
    /// JSON, but no drawing.
    #[error("This is JSON, but not a Netyard drawing: it has no \"type\": \"netyard\" at the top.")]
    NotNetyard,
    /// Made by a later Netyard.
    #[error(
        "{} has version {version} of the format; this Netyard opens versions up to {VERSION}. Open it with a newer Netyard.",
        called(title)
    )]
    NewerVersion {
        /// The title of the drawing; empty if it cannot be read.
        title: String,
        /// The version of the file.
        version: u64,
    },
    /// A value has another type than the format says.
    #[error("{path}: {message}")]
    WrongType {
        /// The JSON path.
        path: String,
        /// What is expected, and what stands there.
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

fn place(path: &str) -> String {
    if path.is_empty() { "at the top of the file".to_owned() } else { format!("in {path}") }
}

fn called(title: &str) -> String {
    if title.is_empty() { "The drawing".to_owned() } else { format!("\"{title}\"") }
}
