//! Files as text. PowerShell writes what a command prints as UTF-16, so that is read, too.

use crate::number::grouped;
use thiserror::Error;

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotText {
    /// Neither UTF-8 nor marked as UTF-16.
    #[error("it is not text in UTF-8: byte {} does not belong to any character.", grouped(*byte))]
    Utf8 {
        /// The first byte that belongs to none, counted from 1.
        byte: usize,
    },
    /// Files in a file.
    #[error("it is an archive (ZIP or gzip). Unpack it, and choose what is in it.")]
    Archive,
    /// Marked as UTF-16, and none.
    #[error(
        "it begins as text in UTF-16 and is none: byte {} does not belong to any character. Write it as UTF-8, in PowerShell with `| Out-File -Encoding utf8`.",
        grouped(*byte)
    )]
    Utf16 {
        /// The first byte that belongs to none, counted from 1.
        byte: usize,
    },
}

/// The text of a file: UTF-8, or UTF-16 with the mark of it at the beginning.
///
/// # Errors
/// With the first byte that belongs to no character.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotText> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'P', b'K', 3, 4, ..] | [0x1f, 0x8b, ..] => Err(NotText::Archive),
        _ => String::from_utf8(bytes)
            .map_err(|error| NotText::Utf8 { byte: error.utf8_error().valid_up_to() + 1 }),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    // Behind the mark of two bytes.
    let mut byte = 3;
    for read in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let character = read.map_err(|_| NotText::Utf16 { byte })?;
        byte += 2 * character.len_utf16();
        text.push(character);
    }
    if rest.is_empty() { Ok(text) } else { Err(NotText::Utf16 { byte }) }
}

#[cfg(test)]
mod tests {
    use super::{NotText, decode};

    fn written(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn utf8_and_marked_utf16_are_read() {
        let text = "{\"Vpcs\": [\"Käse 🧀\"]}\r\n";
        for bytes in
            [text.as_bytes().to_vec(), written(text, u16::to_le_bytes), written(text, u16::to_be_bytes)]
        {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
        assert_eq!(decode(Vec::new()).as_deref(), Ok(""));
    }

    #[test]
    fn the_first_byte_that_is_no_text_is_named() {
        assert_eq!(decode(b"ab\xffc".to_vec()), Err(NotText::Utf8 { byte: 3 }));
        let mut cut = written("ab", u16::to_le_bytes);
        cut.pop();
        assert_eq!(decode(cut), Err(NotText::Utf16 { byte: 5 }));
        assert_eq!(decode(b"PK\x03\x04\x14\x00".to_vec()), Err(NotText::Archive));
        assert_eq!(decode(vec![0x1f, 0x8b, 8, 0]), Err(NotText::Archive));
        assert_eq!(decode(b"PKI".to_vec()).as_deref(), Ok("PKI"));
        assert_eq!(decode(vec![0xff, 0xfe, 0x61, 0, 0, 0xd8, 0x62, 0]), Err(NotText::Utf16 { byte: 5 }));
    }
}
