use super::{CODEC, EncodeError, LinkError, anonymize, caps, header, pack};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use netyard_core::model::Document;
use netyard_core::schema;

/// The strongest compression; a drawing is small.
const LEVEL: u8 = 10;

/// What is left out of a link. Without any, a link holds the drawing to the byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkOptions {
    /// Account ids, wherever they stand: `account-1` and so on stand in their place, each for one account.
    pub without_account_ids: bool,
    /// Tags, wherever they stand. Names stay.
    pub without_tags: bool,
    /// Descriptions, wherever they stand. Notes, titles and reasons stay.
    pub without_descriptions: bool,
}

/// The fragment that holds a drawing, from `#` on. The same drawing always gives the same fragment.
///
/// Fails only where the result would be refused by [`super::decode`] for its size.
pub fn encode(document: &Document, options: LinkOptions) -> Result<String, EncodeError> {
    let mut value = schema::to_value(document);
    anonymize::apply(&mut value, options);
    let packed = pack::pack(&value).map_err(|error| too_large(&error))?;
    if packed.len() > caps::UNPACKED {
        return Err(EncodeError::TooLarge { bytes: packed.len() });
    }
    let payload = URL_SAFE_NO_PAD.encode(compress_to_vec(&packed, LEVEL));
    let link = format!("#{CODEC}={}", header::write(&payload, packed.len()));
    if link.len() > caps::CHARACTERS {
        return Err(EncodeError::TooLong { characters: link.len() });
    }
    Ok(link)
}

fn too_large(error: &LinkError) -> EncodeError {
    let bytes = match error {
        LinkError::TooLarge { bytes } => *bytes,
        _ => caps::UNPACKED,
    };
    EncodeError::TooLarge { bytes }
}
