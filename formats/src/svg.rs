//! Export of a drawing as a picture.

use crate::export::laid_out;
use netyard_core::model::Document;
use netyard_scene::palette::LIGHT;

/// The drawing as SVG in light colours: no scripts, no outside fonts, all text escaped.
pub fn svg(document: &Document) -> String {
    netyard_scene::svg::svg(&laid_out(document), &document.title, &LIGHT)
}
