//! `LENGTH.UNPACKED.CHECKSUM.PAYLOAD`: how many characters the payload has, how many bytes it unpacks to, and the
//! checksum of the payload, in hexadecimal.

use super::{LinkError, caps};
use crate::checksum::crc32;

/// A link with its header read and checked.
pub(super) struct Checked<'a> {
    /// Base64url, complete and unaltered.
    pub(super) payload: &'a str,
    /// How many bytes the payload unpacks to.
    pub(super) unpacked: usize,
}

/// Puts the header before a payload.
pub(super) fn write(payload: &str, unpacked: usize) -> String {
    format!("{}.{unpacked}.{}.{payload}", payload.len(), checksum(unpacked, payload))
}

/// Reads the header and checks the payload against it.
///
/// What follows the stated length is not part of the link (a bracket or full stop that a chat added) and is left
/// alone: the checksum tells whether the rest is whole.
pub(super) fn read(text: &str) -> Result<Checked<'_>, LinkError> {
    let (length, rest) = number(text, "length")?;
    let (unpacked, rest) = number(rest, "unpacked length")?;
    let (stated, payload) = rest.split_once('.').ok_or(LinkError::Header { part: "checksum" })?;
    if stated.len() != 8 || !stated.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(LinkError::Header { part: "checksum" });
    }
    if length > caps::CHARACTERS {
        return Err(LinkError::TooLong { characters: length });
    }
    if unpacked > caps::UNPACKED {
        return Err(LinkError::TooLarge { bytes: unpacked });
    }
    let foreign = payload.chars().take(length).position(|character| !is_base64url(character));
    let arrived = foreign.unwrap_or_else(|| payload.len().min(length));
    // A chat that cuts a link off may put an ellipsis in place of the rest.
    let is_end = !payload.chars().skip(arrived).any(is_base64url);
    if arrived < length && is_end {
        return Err(LinkError::CutOff { arrived, expected: length });
    }
    if let Some(character) = payload.chars().nth(arrived).filter(|_| arrived < length) {
        return Err(LinkError::Character { position: arrived + 1, character });
    }
    let payload = payload.get(..length).ok_or(LinkError::CutOff { arrived, expected: length })?;
    let found = checksum(unpacked, payload);
    if found != stated {
        return Err(LinkError::Altered { stated: stated.to_owned(), found });
    }
    Ok(Checked { payload, unpacked })
}

fn number<'a>(text: &'a str, part: &'static str) -> Result<(usize, &'a str), LinkError> {
    let (digits, rest) = text.split_once('.').ok_or(LinkError::Header { part })?;
    let plain = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| plain).ok_or(LinkError::Header { part })?;
    Ok((number, rest))
}

fn is_base64url(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

/// Over the unpacked length and the payload.
fn checksum(unpacked: usize, payload: &str) -> String {
    format!("{:08x}", crc32(unpacked.to_string().bytes().chain(payload.bytes())))
}
