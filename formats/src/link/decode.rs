use super::{CODEC, LinkError, caps, header, unpack};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use netyard_core::schema::{self, Opened};

/// Opens a link: a whole address, its fragment, or what stands behind the `#`.
///
/// Everything that is no whole link of ours is refused with the reason; a drawing inside is then read as strictly as
/// a file. Nothing is guessed.
pub fn decode(link: &str) -> Result<Opened, LinkError> {
    decode_packed(&inflated(link)?)
}

/// The packed drawing inside a link.
pub(crate) fn inflated(link: &str) -> Result<Vec<u8>, LinkError> {
    let body = body(link.trim())?;
    let checked = header::read(body)?;
    let compressed = URL_SAFE_NO_PAD
        .decode(checked.payload)
        .map_err(|_| LinkError::Damaged { reason: "its letters do not make whole bytes" })?;
    let packed = decompress_to_vec_with_limit(&compressed, checked.unpacked)
        .map_err(|_| LinkError::Damaged { reason: "it does not unpack to what its beginning says" })?;
    if packed.len() != checked.unpacked {
        return Err(LinkError::Damaged { reason: "it does not unpack to what its beginning says" });
    }
    Ok(packed)
}

/// Opens what [`decode`] finds behind header, checksum and compression.
pub(crate) fn decode_packed(packed: &[u8]) -> Result<Opened, LinkError> {
    Ok(schema::open_value(unpack::unpack(packed)?)?)
}

/// What stands behind `d1=`.
fn body(link: &str) -> Result<&str, LinkError> {
    if link.len() > caps::CHARACTERS {
        return Err(LinkError::TooLong { characters: link.chars().count() });
    }
    let fragment = link.rsplit_once('#').map_or(link, |(_, fragment)| fragment);
    let (codec, body) = fragment.split_once('=').ok_or(LinkError::NotALink)?;
    if codec == CODEC {
        return Ok(body);
    }
    let is_ours = codec.strip_prefix('d').is_some_and(|number| {
        (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_ours { Err(LinkError::NewerCodec { codec: codec.to_owned() }) } else { Err(LinkError::NotALink) }
}

#[cfg(test)]
mod tests {
    use super::super::pack::tag;
    use super::super::varint::write_length;
    use super::super::{LinkError, caps, header};
    use super::{decode, decode_packed};
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use miniz_oxide::deflate::compress_to_vec;

    fn link(packed: &[u8], stated: usize) -> String {
        format!("#d1={}", header::write(&URL_SAFE_NO_PAD.encode(compress_to_vec(packed, 10)), stated))
    }

    fn packed(columns: &[u8], letters: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        write_length(&mut packed, columns.len());
        packed.extend(columns);
        packed.extend(letters);
        packed
    }

    #[test]
    fn a_bomb_is_not_inflated_beyond_what_the_link_says() {
        let zeros = vec![0; 64 * 1024 * 1024];
        let bomb = link(&zeros, caps::UNPACKED);
        assert!(bomb.len() < caps::CHARACTERS);
        assert!(matches!(decode(&bomb), Err(LinkError::Damaged { .. })));
        assert!(matches!(decode(&link(&zeros[..100], 99)), Err(LinkError::Damaged { .. })));
        assert!(matches!(decode(&link(&zeros[..100], 101)), Err(LinkError::Damaged { .. })));
    }

    #[test]
    fn a_few_bytes_do_not_stand_for_millions_of_values() {
        let mut columns = vec![tag::LIST];
        write_length(&mut columns, 1_000_000_000);
        columns.push(tag::NULL);
        assert!(matches!(decode_packed(&packed(&columns, b"")), Err(LinkError::TooLarge { .. })));
    }

    #[test]
    fn one_long_text_is_not_repeated_beyond_the_cap() {
        let (count, length) = (1_000, 100_000);
        let mut columns = vec![tag::LIST];
        write_length(&mut columns, count);
        columns.push(tag::TEXT);
        columns.push(0);
        columns.extend(vec![2; count - 1]);
        columns.push(0);
        write_length(&mut columns, length);
        let result = decode_packed(&packed(&columns, &vec![b'a'; length]));
        assert!(matches!(result, Err(LinkError::TooLarge { .. })), "{result:?}");
    }

    #[test]
    fn nesting_is_capped() {
        let columns: Vec<u8> = [tag::LIST, 1].into_iter().cycle().take(2_000).collect();
        let deep = decode_packed(&packed(&columns, b""));
        assert_eq!(deep.unwrap_err(), LinkError::Damaged { reason: "it is nested too deep" });
    }

    #[test]
    fn a_key_that_stands_twice_is_refused() {
        // One map of two entries, both with the word at place 0 of the list, both null.
        let columns = [tag::MAP, 2, 1, 1, tag::NULL];
        let twice = decode_packed(&packed(&columns, b""));
        assert_eq!(twice.unwrap_err(), LinkError::Damaged { reason: "a key in it stands twice" });
    }
}
