//! Pictures that open again as the drawing that they show.

use crate::support::hundred_resources;
use netyard_formats::link::decode;
use netyard_formats::picture::{is_picture, link_in, png_with};
use netyard_formats::svg::svg;
use roxmltree::Document as Xml;

/// A PNG of one grey pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\
    \0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6\
    \0\0\0\0IEND\xae\x42\x60\x82";

/// Names, lengths and checksums of the chunks of a PNG.
fn chunks(png: &[u8]) -> Vec<(String, &[u8])> {
    let (mut chunks, mut rest) = (Vec::new(), &png[8..]);
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        chunks.push((String::from_utf8(rest[4..8].to_vec()).unwrap(), &rest[8..8 + length]));
        rest = &rest[12 + length..];
    }
    chunks
}

#[test]
fn an_svg_opens_again() {
    let document = hundred_resources();
    let picture = svg(&document);
    assert!(picture.left_out.is_empty(), "{:?}", picture.left_out);
    assert!(is_picture(&picture.text));
    let tree = Xml::parse(&picture.text).unwrap();
    let drawing = tree.descendants().find(|node| node.has_tag_name(("netyard:drawing", "drawing"))).unwrap();
    let link = link_in(&picture.text).unwrap();
    assert_eq!(drawing.text(), Some(link));
    assert_eq!(decode(link).unwrap().document, document);
}

#[test]
fn a_png_opens_again_and_stays_a_png() {
    let document = hundred_resources();
    let picture = png_with(PIXEL, &document).unwrap();
    let parts = chunks(&picture);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["IHDR", "IDAT", "tEXt", "IEND"]);
    let (keyword, text) = parts[2].1.split_at(15);
    assert_eq!((keyword, text[0]), (&b"netyard:drawing"[..], 0));
    assert!(keyword.len() <= 79, "as long as a keyword may be");
    // A page reads files as text: what is none in it becomes U+FFFD.
    let read = String::from_utf8_lossy(&picture);
    assert!(is_picture(&read));
    assert_eq!(decode(link_in(&read).unwrap()).unwrap().document, document);
}

#[test]
fn other_pictures_and_texts_hold_no_drawing() {
    let pixel = String::from_utf8_lossy(PIXEL);
    assert!(is_picture(&pixel) && link_in(&pixel).is_none());
    let empty = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    assert!(is_picture(empty) && link_in(empty).is_none());
    for text in ["", "{\"type\":\"netyard\"}", "PNG", "netyard:drawing", "<html><svg/></html>"] {
        assert!(!is_picture(text), "{text}");
    }
    assert_eq!(link_in("netyard:drawing"), None);
    assert_eq!(link_in("<drawing xmlns=\"netyard:drawing\">d1=5"), None);
    // What is no PNG is left alone.
    assert_eq!(png_with(b"GIF89a", &hundred_resources()).unwrap(), b"GIF89a");
    assert_eq!(png_with(&PIXEL[..40], &hundred_resources()).unwrap(), &PIXEL[..40]);
}

#[test]
fn a_picture_that_was_cut_off_says_so() {
    let picture = svg(&hundred_resources()).text;
    let link = link_in(&picture).unwrap();
    let cut = &picture[..picture.find(link).unwrap() + 200];
    let error = decode(link_in(cut).unwrap()).unwrap_err();
    assert!(error.to_string().contains("cut off") || error.to_string().contains("of"), "{error}");
}

#[test]
fn names_of_a_drawing_are_no_mark() {
    let mut document = hundred_resources();
    document.title = "netyard:drawing\">#d1=1.1.00000000.x".to_owned();
    let picture = svg(&document).text;
    assert_eq!(decode(link_in(&picture).unwrap()).unwrap().document, document);
}
