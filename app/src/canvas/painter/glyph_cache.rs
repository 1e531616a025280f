//! Paths of glyphs, read once for each glyph and size.

use netyard_scene::Rect;
use netyard_scene::glyph::{GLYPH_GRID, Glyph, PlacedPath, SIGN_GRID, glyph, mark, sign};
use std::collections::BTreeMap;

/// What a glyph consists of on the screen, at its size.
#[derive(Clone, Debug, Default)]
pub(crate) struct GlyphPaths {
    /// To be stroked.
    pub(crate) strokes: Option<PlacedPath>,
    /// To be filled.
    pub(crate) fills: Option<PlacedPath>,
}

/// The paths that were read so far.
#[derive(Debug, Default)]
pub(crate) struct GlyphCache {
    glyphs: BTreeMap<(&'static str, i32), GlyphPaths>,
    signs: BTreeMap<(&'static str, i32), GlyphPaths>,
}

impl GlyphCache {
    /// The paths of a resource glyph that is `size` wide.
    pub(crate) fn glyph(&mut self, id: &'static str, size: i32) -> &GlyphPaths {
        self.glyphs.entry((id, size)).or_insert_with(|| paths(glyph(id), size, GLYPH_GRID))
    }

    /// The paths of a sign that is `size` wide.
    pub(crate) fn sign(&mut self, id: &'static str, size: i32) -> &GlyphPaths {
        self.signs.entry((id, size)).or_insert_with(|| paths(sign(id), size, SIGN_GRID))
    }
}

fn paths(glyph: Option<&'static Glyph>, size: i32, grid: f64) -> GlyphPaths {
    let Some(glyph) = glyph else { return GlyphPaths::default() };
    let scale = f64::from(size) / grid;
    GlyphPaths { strokes: PlacedPath::new(glyph.strokes, scale), fills: PlacedPath::new(glyph.fills, scale) }
}

/// The three paths of a mark in a box: ground, strokes of the sign, fills of the sign.
pub(crate) fn mark_paths(id: &str, frame: Rect) -> Option<[String; 3]> {
    let mark = mark(id)?;
    let scale = f64::from(frame.w) / SIGN_GRID;
    let place =
        |data: &str| PlacedPath::new(data, scale).map(|path| path.at(frame.x, frame.y)).unwrap_or_default();
    Some([place(mark.ground), place(mark.sign_strokes), place(mark.sign_fills)])
}
