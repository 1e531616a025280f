use super::{CODEC, EncodeError, LinkError, caps, header, pack};
use crate::private::{self, Private};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use netyard_core::model::Document;
use netyard_core::schema;

/// The strongest compression; a drawing is small.
const LEVEL: u8 = 10;

/// The fragment that holds a drawing, from `#` on. The same drawing always gives the same fragment. With nothing left
/// out, it holds the drawing to the byte.
///
/// Fails only where the result would be refused by [`super::decode`] for its size.
pub fn encode(document: &Document, without: Private) -> Result<String, EncodeError> {
    let mut value = schema::to_value(document);
    private::apply(&mut value, without);
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
