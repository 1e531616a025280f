//! The mark of findings on a node: its worst sign, half outside the upper right corner, and a count above one.

use super::glyph_cache::mark_paths;
use crate::platform::svg;
use netyard_core::rules::Severity;
use netyard_scene::Rect;
use netyard_scene::node::{Node, NodeKind};
use web_sys::{Document, Element};

/// Diameter of the disc under the sign.
const DISC: i32 = 21;
/// Side of the sign.
const SIGN: i32 = 14;

/// What a badge says, and for which frame it was made: a moved node gets a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Badge {
    /// The worst severity.
    pub(crate) worst: Severity,
    /// How many findings.
    pub(crate) count: usize,
    /// The frame of the node.
    pub(crate) frame: Rect,
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
    /// Draws the badge of a node.
    pub(super) fn create(&self, page: &Document, node: &Node) -> Option<Element> {
        let group = svg::element(page, "g")?;
        let kind = match node.kind {
            NodeKind::Vpc => "badge badge-vpc",
            NodeKind::Subnet { .. } => "badge badge-subnet",
            _ => "badge badge-part",
        };
        let id = mark_of(self.worst);
        svg::set(&group, "class", &format!("{kind} mark-{id}"));
        let wide = if self.count > 1 { DISC + 4 + 7 * digits(self.count) } else { DISC };
        let (x, y) = (self.frame.right() - wide + DISC / 2 - 2, self.frame.y - DISC / 2 + 1);
        let ground = svg::child(page, &group, "rect", "badge-ground")?;
        svg::set_number(&ground, "x", x);
        svg::set_number(&ground, "y", y);
        svg::set_number(&ground, "width", wide);
        svg::set_number(&ground, "height", DISC);
        svg::set(&ground, "rx", "10.5");
        let inset = (DISC - SIGN) / 2;
        let [shape, strokes, fills] = mark_paths(id, Rect::new(x + inset, y + inset, SIGN, SIGN))?;
        svg::set(&svg::child(page, &group, "path", "badge-mark")?, "d", &shape);
        svg::set(&svg::child(page, &group, "path", "badge-sign")?, "d", &strokes);
        svg::set(&svg::child(page, &group, "path", "badge-dot")?, "d", &fills);
        if self.count > 1 {
            let text = svg::child(page, &group, "text", "badge-count")?;
            svg::set_number(&text, "x", x + DISC - 1);
            svg::set_number(&text, "y", y + 15);
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
