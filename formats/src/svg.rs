//! Export of a drawing as a picture.

use crate::export::{Export, laid_out};
use crate::picture::svg_with;
use netyard_core::model::Document;
use netyard_scene::palette::LIGHT;

/// The drawing as SVG in light colours, with the drawing in it, so that the picture opens again: no scripts, no outside
/// fonts, all text escaped.
pub fn svg(document: &Document) -> Export {
    let picture = netyard_scene::svg::svg(&laid_out(document), &document.title, &LIGHT);
    match svg_with(&picture, document) {
        Ok(text) => Export { text, left_out: Vec::new() },
        Err(error) => Export {
            text: picture,
            left_out: vec![format!("The picture does not hold the drawing: {error}")],
        },
    }
}
