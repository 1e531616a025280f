//! Opening and saving the JSON document: caps, duplicate keys, versions, migrations, and errors with a path.

mod error;
mod migrations;
mod number;
mod open;
mod pieces;
mod save;
mod strict;
mod syntax;
mod unknown;

pub use error::OpenError;
pub use open::{Opened, open, open_value};
pub use pieces::Pieces;
pub use save::{save, to_value};
pub use strict::parse;

/// The version of the format that this crate writes.
pub const VERSION: u64 = 1;

/// The date of the rules in this crate; a drawing carries the date with which it was last changed.
pub const RULES_DATE: &str = "2026-11-20";

/// Caps, above which input is refused with the number.
pub mod caps {
    /// Bytes of a file.
    pub const FILE_BYTES: usize = 32 * 1024 * 1024;
    /// Resources of a document.
    pub const RESOURCES: usize = 50_000;
    /// Levels of nesting.
    pub const NESTING: usize = 64;
    /// Characters of a name.
    pub const NAME_CHARACTERS: usize = 500;
}
