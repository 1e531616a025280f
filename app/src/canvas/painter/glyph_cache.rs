//! Paths of glyphs, read once for each glyph and size.

use netyard_scene::Rect;
use netyard_scene::glyph::{GLYPH_GRID, Glyph, PlacedPath, SIGN_GRID, glyph, mark, sign};
use std::cell::RefCell;
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

/// The paths of a mark in one size.
struct MarkPaths {
    id: &'static str,
    size: i32,
    /// Ground, strokes of the sign, fills of the sign.
    paths: [Option<PlacedPath>; 3],
}

thread_local! {
    /// What was read so far: a few marks in a few sizes.
    static MARKS: RefCell<Vec<MarkPaths>> = const { RefCell::new(Vec::new()) };
}

/// The three paths of a mark in a box: ground, strokes of the sign, fills of the sign.
pub(crate) fn mark_paths(id: &'static str, frame: Rect) -> Option<[String; 3]> {
    let mark = mark(id)?;
    MARKS.with_borrow_mut(|marks| {
        let is_it = |one: &MarkPaths| one.size == frame.w && one.id == id;
        let known = marks.iter().position(is_it).unwrap_or_else(|| {
            let scale = f64::from(frame.w) / SIGN_GRID;
            let paths =
                [mark.ground, mark.sign_strokes, mark.sign_fills].map(|data| PlacedPath::new(data, scale));
            marks.push(MarkPaths { id, size: frame.w, paths });
            marks.len() - 1
        });
        let place = |path: &Option<PlacedPath>| path.as_ref().map(|path| path.at(frame.x, frame.y));
        let paths = marks.get(known)?.paths.each_ref();
        Some(paths.map(|path| place(path).unwrap_or_default()))
    })
}
