//! The mark of findings on a node: its worst sign, half outside the upper right corner, and a count above one. Where
//! the name of the node stands at that corner, the mark takes the lower right one.

use super::glyph_cache::mark_paths;
use crate::platform::svg;
use netyard_core::rules::Severity;
use netyard_scene::Rect;
use web_sys::{Document, Element};

/// Diameter of the disc under the sign.
const DISC: i32 = 21;
/// Side of the sign.
const SIGN: i32 = 14;
/// How far the badge reaches into its node: the numbers of hops stand further in.
const REACH: i32 = 7;

/// What a badge says, and for which frame it was made: a moved node gets a new one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Badge {
    /// The worst severity.
    pub(crate) worst: Severity,
    /// How many findings.
    pub(crate) count: usize,
    /// The frame of the node.
    pub(crate) frame: Rect,
    /// Whether the name stands at the upper right: the badge goes to the lower corner.
    pub(crate) is_low: bool,
    /// Drawing units for a pixel: a badge keeps its size on the screen.
    pub(crate) far: f64,
}

/// The mark of a severity.
pub(crate) fn mark_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

impl Badge {
    fn width(&self) -> i32 {
        if self.count > 1 { DISC + 3 + 7 * digits(self.count) } else { DISC }
    }

    fn corner(&self) -> (i32, i32) {
        (self.frame.right(), if self.is_low { self.frame.bottom() } else { self.frame.y })
    }

    /// The room that it takes in the drawing.
    pub(crate) fn room(&self) -> Rect {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a few pixels at a zoom of a few percent at least"
        )]
        let units = |pixels: i32| (f64::from(pixels) * self.far).ceil() as i32;
        let (x, y) = self.corner();
        Rect::new(x - units(REACH), y - units(DISC / 2), units(self.width()), units(DISC))
    }

    /// Draws the badge.
    pub(super) fn create(&self, page: &Document) -> Option<Element> {
        let group = svg::element(page, "g")?;
        let id = mark_of(self.worst);
        svg::set(&group, "class", if self.count > 1 { "badge counted" } else { "badge" });
        let wide = self.width();
        // Drawn round zero and put at the corner as a whole. It grows away from the node, so that it covers nothing.
        let ((x, y), far) = (self.corner(), self.far);
        svg::set(&group, "transform", &format!("translate({x} {y})scale({far:.3})"));
        let ground = svg::child(page, &group, "rect", "badge-ground")?;
        svg::set_number(&ground, "x", -REACH);
        svg::set_number(&ground, "y", 1 - DISC / 2);
        svg::set_number(&ground, "width", wide);
        svg::set_number(&ground, "height", DISC);
        svg::set(&ground, "rx", "10.5");
        let inset = (DISC - SIGN) / 2;
        let sign = Rect::new(inset - REACH, 1 - DISC / 2 + inset, SIGN, SIGN);
        let [shape, strokes, fills] = mark_paths(id, sign)?;
        let shape_class = format!("badge-mark mark-{id}");
        for (class, data) in [(shape_class.as_str(), shape), ("badge-sign", strokes), ("badge-dot", fills)] {
            if !data.is_empty() {
                svg::set(&svg::child(page, &group, "path", class)?, "d", &data);
            }
        }
        if self.count > 1 {
            let text = svg::child(page, &group, "text", "badge-count")?;
            svg::set_number(&text, "x", DISC - REACH - 2);
            svg::set_number(&text, "y", 5);
            text.set_text_content(Some(&self.count.to_string()));
        }
        Some(group)
    }
}

fn digits(count: usize) -> i32 {
    match count {
        0..=9 => 1,
        10..=99 => 2,
        _ => 3,
    }
}
