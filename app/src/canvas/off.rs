//! What is switched off to see what happens: veiled, hatched, and with the word on it.

use crate::platform::svg;
use netyard_core::expect::Fault;
use netyard_scene::node::{Node, NodeKind};
use netyard_scene::route_edge::Edge;
use netyard_scene::{LevelOfDetail, Rect, Scene};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use web_sys::{Document, Element};

/// Distance of the lines of a hatch, along the border that they begin at.
const PITCH: i32 = 14;
/// The words: of what is off, and of what goes on with a full table.
const WORD: &str = "Off";
const FULL: &str = "Full";
/// The size of the tag under a word.
const TAG: (i32, i32) = (30, 17);

/// Draws what is off, above the drawing.
pub(super) struct OffPainter {
    page: Document,
    root: Element,
}

/// Whether a thing is off itself: a zone in every VPC, anything else by itself.
fn is_switched(node: &Node, off: &BTreeSet<Fault>) -> bool {
    let key = node.key.as_str();
    match node.kind {
        NodeKind::Zone => {
            let zone = key.split_once('/').map_or(key, |(_, zone)| zone);
            off.contains(&Fault::ZoneDown(zone.to_owned()))
        }
        NodeKind::Card if off.contains(&Fault::Stopped(node.key.clone())) => true,
        NodeKind::Card if off.contains(&Fault::TunnelDown(node.key.to_string())) => true,
        _ => off.contains(&Fault::Deleted(node.key.to_string())),
    }
}

/// Whether an instance goes on with a connection table that takes nothing more.
pub(super) fn is_full(node: &Node, off: &BTreeSet<Fault>) -> bool {
    node.kind == NodeKind::Card && off.contains(&Fault::TableFull(node.key.clone()))
}

/// Whether a thing is off, by itself or with what it lies in.
pub(super) fn is_off(scene: &Scene, node: &Node, off: &BTreeSet<Fault>) -> bool {
    let around = node.parent.and_then(|at| scene.nodes().get(at));
    is_switched(node, off) || around.is_some_and(|parent| is_off(scene, parent, off))
}

impl OffPainter {
    /// A painter with a group of its own.
    pub(super) fn new(root: &Element) -> Option<Self> {
        let page = svg::page()?;
        let root = svg::child(&page, root, "g", "offs")?;
        svg::set(&root, "aria-hidden", "true");
        Some(Self { page, root })
    }

    /// Draws what is off at a level of detail, where a pixel is so many units. What lies in something that is off is
    /// covered by that; `is_line_off` tells of a line, by its id.
    pub(super) fn show(
        &self,
        scene: &Scene,
        off: &BTreeSet<Fault>,
        is_line_off: &dyn Fn(&str) -> bool,
        level: LevelOfDetail,
        far: f64,
    ) {
        svg::clear(&self.root);
        if off.is_empty() {
            return;
        }
        for edge in scene.edges().iter().filter(|edge| edge.at_rest && is_line_off(&edge.id)) {
            self.break_line(edge, level, far);
        }
        for node in scene.nodes().iter().filter(|node| is_switched(node, off)) {
            let around = node.parent.and_then(|at| scene.nodes().get(at));
            if !around.is_some_and(|parent| is_off(scene, parent, off)) {
                self.cover(node, level, far);
            }
        }
        let is_on = |node: &&Node| is_full(node, off) && !is_off(scene, node, off);
        for node in scene.nodes().iter().filter(is_on).filter(|_| level.shows_names()) {
            self.name_it(node, &node.drawn_rect(level), far, FULL);
        }
    }

    fn cover(&self, node: &Node, level: LevelOfDetail, far: f64) -> Option<()> {
        let rect = node.drawn_rect(level);
        let veil = svg::child(&self.page, &self.root, "rect", "off-veil")?;
        for (name, value) in
            [("x", rect.x), ("y", rect.y), ("width", rect.w), ("height", rect.h), ("rx", node.kind.radius())]
        {
            svg::set_number(&veil, name, value);
        }
        #[expect(clippy::cast_possible_truncation, reason = "the smallest zoom makes 14 px 700 units")]
        let pitch = (f64::from(PITCH) * far.clamp(1.0, 50.0)) as i32;
        let hatch = svg::child(&self.page, &self.root, "path", "off-hatch")?;
        svg::set(&hatch, "d", &hatched(&rect, pitch));
        // From far away there is no room for words: the hatch says it.
        if !level.shows_names() {
            return None;
        }
        self.name_it(node, &rect, far, WORD)
    }

    /// Puts a word where no name stands: on the upper border of a container to the right, in a card at its end.
    fn name_it(&self, node: &Node, rect: &Rect, far: f64, word: &str) -> Option<()> {
        let (wide, high) = TAG;
        let right = f64::from(rect.right()) - f64::from(wide) * far;
        let high_here = f64::from(high) * far;
        let (x, y) = if node.is_container() {
            (right - 12.0, f64::from(rect.y) - high_here / 2.0)
        } else {
            (right - 6.0, f64::from(rect.y) + (f64::from(rect.h) - high_here) / 2.0)
        };
        self.tag(x, y, far, word)
    }

    /// A line with gaps, and the word on its middle, or below what the line says there.
    fn break_line(&self, edge: &Edge, level: LevelOfDetail, far: f64) -> Option<()> {
        let path = svg::child(&self.page, &self.root, "path", "off-line")?;
        svg::set(&path, "d", &edge.path());
        if !level.shows_names() {
            return None;
        }
        let middle = edge.middle();
        let (wide, high) = (f64::from(TAG.0) * far, f64::from(TAG.1) * far);
        let above = if edge.label.is_empty() { high / 2.0 } else { -high * 0.6 };
        self.tag(f64::from(middle.x) - wide / 2.0, f64::from(middle.y) - above, far, WORD)
    }

    /// A word, with its upper left corner there.
    fn tag(&self, x: f64, y: f64, far: f64, text: &str) -> Option<()> {
        let (wide, high) = TAG;
        let tag = svg::child(&self.page, &self.root, "g", "off-tag")?;
        svg::set(&tag, "transform", &format!("translate({x:.1} {y:.1})scale({far:.3})"));
        let ground = svg::child(&self.page, &tag, "rect", "")?;
        svg::set_number(&ground, "width", wide);
        svg::set_number(&ground, "height", high);
        svg::set(&ground, "rx", "4");
        let word = svg::child(&self.page, &tag, "text", "")?;
        svg::set_number(&word, "x", wide / 2);
        svg::set_number(&word, "y", 13);
        word.set_text_content(Some(text));
        Some(())
    }
}

/// Lines from the lower left to the upper right, inside a frame.
fn hatched(rect: &Rect, pitch: i32) -> String {
    let mut data = String::new();
    let mut along = pitch;
    while along < rect.w + rect.h {
        // The line where the distances from the left and from the top make `along`.
        let from = (along.min(rect.w), (along - rect.w).max(0));
        let to = ((along - rect.h).max(0), along.min(rect.h));
        // Writing to a string cannot fail.
        let _ = write!(data, "M{} {}L{} {}", rect.x + from.0, rect.y + from.1, rect.x + to.0, rect.y + to.1);
        along += pitch;
    }
    data
}
