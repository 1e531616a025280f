//! Glyphs of our own: path data only, one colour (`currentColor`), no style.
//!
//! Three sets, each on its own grid: resource glyphs (24), signs of the interface (16) and the marks of verdicts
//! and findings (16). The strings are SVG path data; whoever draws them sets the stroke width of the set, round
//! caps and round joins.

mod for_type;
mod mark;
mod placed;
mod resource;
mod sign;

pub use for_type::{GLYPH_OF_TYPE, glyph_of_type, glyph_word};
pub use mark::{MARKS, Mark, mark};
pub use placed::PlacedPath;
pub use resource::RESOURCE_GLYPHS;
pub use sign::{SIGNS, sign};

/// Side of the grid of resource glyphs.
pub const GLYPH_GRID: f64 = 24.0;
/// Stroke width of resource glyphs on their own grid.
pub const GLYPH_STROKE: f64 = 1.5;
/// Side of the grid of interface signs and of marks.
pub const SIGN_GRID: f64 = 16.0;
/// Stroke width of interface signs on their own grid.
pub const SIGN_STROKE: f64 = 1.4;

/// One glyph or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Look-up key; stable, never a document type.
    pub id: &'static str,
    /// What it stands for, in words: the accessible name where the glyph stands alone.
    pub name: &'static str,
    /// Path data to stroke without fill.
    pub strokes: &'static str,
    /// Path data to fill without stroke; empty where there is none.
    pub fills: &'static str,
}

/// The resource glyph with this id.
pub fn glyph(id: &str) -> Option<&'static Glyph> {
    RESOURCE_GLYPHS.iter().find(|glyph| glyph.id == id)
}
