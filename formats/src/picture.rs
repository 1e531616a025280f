//! Pictures that open again: the share link of the drawing stands in the file, where viewers do not look.
//!
//! In an SVG it is the text of an element of ours in `<metadata>`; in a PNG a `tEXt` chunk before the end. Both hold
//! plain letters, so that what is in them is found in the bytes without reading the rest, and the link's own checksum
//! says whether it is whole. <https://www.w3.org/TR/png-3/#11tEXt>

use crate::checksum::crc32;
use crate::link::{self, EncodeError};
use crate::private::Private;
use netyard_core::model::Document;

/// What stands before the link in both forms.
const MARK: &str = "netyard:drawing";
/// How a PNG begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The last chunk of a PNG, with its length and its checksum.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

/// The SVG with the drawing in it. Fails where the drawing is too large for a share link.
///
/// What is no SVG of ours comes back as it is.
pub fn svg_with(svg: &str, document: &Document) -> Result<String, EncodeError> {
    let link = link::encode(document, Private::default())?;
    // Our own pictures begin with their root element.
    let Some(end) = svg.find('>').filter(|_| svg.starts_with("<svg ")) else { return Ok(svg.to_owned()) };
    let (root, rest) = svg.split_at(end + 1);
    Ok(format!("{root}\n<metadata><drawing xmlns=\"{MARK}\">{link}</drawing></metadata>{rest}"))
}

/// The PNG with the drawing in it. Fails where the drawing is too large for a share link.
///
/// What is no PNG comes back as it is.
pub fn png_with(png: &[u8], document: &Document) -> Result<Vec<u8>, EncodeError> {
    let link = link::encode(document, Private::default())?;
    let Some(before) = png.strip_suffix(PNG_END).filter(|png| png.starts_with(PNG)) else {
        return Ok(png.to_vec());
    };
    let mut with = before.to_vec();
    with.extend(text_chunk(MARK, &link));
    with.extend(PNG_END);
    Ok(with)
}

/// Whether a file looks like a picture by its beginning. Bytes that are no text may have become `U+FFFD`.
pub fn is_picture(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let is_png = text.starts_with("\u{fffd}PNG\r\n");
    let is_svg = text.starts_with("<svg") || text.starts_with("<?xml") && text.contains("<svg");
    is_png || is_svg
}

/// The share link of the drawing in a picture, read as text.
pub fn link_in(picture: &str) -> Option<&str> {
    // Neither stands in a text of a drawing: in an SVG its quotes are escaped, and no text has a zero.
    let svg = format!("<drawing xmlns=\"{MARK}\">");
    let png = format!("{MARK}\0");
    let (_, link) = picture.split_once(&svg).or_else(|| picture.rsplit_once(&png))?;
    let is_letter = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '#' | '=' | '.' | '-' | '_');
    let end = link.find(|sign: char| !is_letter(sign)).unwrap_or(link.len());
    link.get(..end).filter(|link| link.starts_with('#'))
}

/// What is said of a picture without a drawing.
pub const NO_DRAWING: &str = "This picture holds no drawing. Pictures that Netyard saves do, unless another program has written them anew.";

/// A `tEXt` chunk: length, name, keyword, zero, text, and the checksum of all but the length.
fn text_chunk(keyword: &str, text: &str) -> Vec<u8> {
    // The space ends the link for who reads it as text.
    let body = [b"tEXt", keyword.as_bytes(), b"\0", text.as_bytes(), b" "].concat();
    let length = u32::try_from(body.len() - 4).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], &body, &crc32(body.iter().copied()).to_be_bytes()[..]].concat()
}
