//! In which form nodes are drawn: how much of them, and how large their texts are.

use netyard_scene::{LevelOfDetail, TextScale};

/// A level of detail with the size of texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// How much is drawn.
    pub(crate) level: LevelOfDetail,
    /// How large texts are against the drawing.
    pub(crate) scale: TextScale,
}

impl Look {
    /// The look at a zoom, when this level of detail is shown.
    pub(crate) fn at(zoom: f64, level: LevelOfDetail) -> Self {
        // From far away parts have no texts: one size for all zooms, so that nothing is drawn anew.
        let scale = if level.shows_names() { TextScale::at(zoom, level) } else { TextScale::ONE };
        Self { level, scale }
    }
}
