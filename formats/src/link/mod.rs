//! The share link: a whole drawing in the fragment of an address, which no server ever sees.
//!
//! `#d1=LENGTH.UNPACKED.CHECKSUM.PAYLOAD`, where `d1` names the codec. A codec never changes once it is released: old
//! links are decoded for ever, and a better form gets a new name. Codec `d1` is
//!
//! 1. the document as a JSON value, exactly as it is saved;
//! 2. packed: objects of one type become one table, field by field, so that like stands beside like (`pack`);
//! 3. raw deflate;
//! 4. base64url without padding.
//!
//! The packing knows JSON and a frozen list of words, not the schema: whatever a later version of the document holds
//! survives it. The header lets a cut-off or altered link say so with numbers instead of showing half a drawing.

mod budget;
mod decode;
mod encode;
mod error;
mod header;
mod pack;
mod reach;
mod text;
mod unpack;
mod varint;
mod words;

pub use decode::decode;
pub(crate) use decode::{decode_packed, inflated};
pub use encode::encode;
pub use error::{EncodeError, LinkError};
pub use reach::Reach;

/// The name of the codec, as it stands in the fragment.
pub const CODEC: &str = "d1";

/// Caps, above which a link is refused with the number.
pub mod caps {
    /// Characters of a link.
    pub const CHARACTERS: usize = 256 * 1024;
    /// Bytes that a link may unpack to.
    pub const UNPACKED: usize = 8 * 1024 * 1024;
}
