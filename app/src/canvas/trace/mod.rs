//! The packet's way on the canvas: lines, numbers, marks, the dot that travels, and the callout at a drop.

mod branching;
mod callout;
mod expected;
mod legend;
mod marks;
mod packet;
mod way;

pub(super) use callout::Callout;
pub(super) use expected::{ExpectedLine, expected_at, expected_lines};
pub(super) use legend::Legend;
pub(super) use packet::PacketDot;

use crate::platform::svg;
use marks::Marks;
use netyard_core::simulate::{Trace, Verdict};
use netyard_scene::{LevelOfDetail, Rect, Scene};
use std::sync::Arc;
use way::{Way, Ways};
use web_sys::{Document, Element};

/// In which view a trace is drawn.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    /// The drawing.
    pub(super) scene: &'a Arc<Scene>,
    /// How much of it is drawn.
    pub(super) level: LevelOfDetail,
    /// Drawing units for a pixel: lines and marks keep their size on the screen.
    pub(super) far: f64,
    /// Whether a thing carries a badge, which has the upper right corner then.
    pub(super) marked: &'a dyn Fn(&str) -> bool,
}

impl Seen<'_> {
    /// Drawing units for so many pixels.
    fn units(&self, pixels: i32) -> i32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a few pixels at a zoom of a few percent at least"
        )]
        let units = (f64::from(pixels) * self.far).round() as i32;
        units
    }
}

/// Draws traces: lines beneath the parts, rings and marks above the drawing.
pub(super) struct TracePainter {
    page: Document,
    lines: Element,
    root: Element,
}

impl TracePainter {
    /// A painter for these groups.
    pub(super) fn new(lines: &Element, root: &Element) -> Option<Self> {
        Some(Self { page: svg::page()?, lines: lines.clone(), root: root.clone() })
    }

    /// Shows the way of a packet, or none, with the branch and the hop that are looked at, and the lines of
    /// expectations. Small enough to be drawn
    /// anew whenever it changes. Gives the room that it takes, for labels to keep off.
    pub(super) fn show(
        &self,
        trace: Option<&Trace>,
        branch: Option<usize>,
        hop: Option<usize>,
        expected: Vec<ExpectedLine>,
        seen: &Seen<'_>,
    ) -> Vec<Rect> {
        svg::clear(&self.root);
        svg::clear(&self.lines);
        let marks = Marks { page: &self.page, lines: &self.lines, root: &self.root, seen };
        marks.expected(&expected);
        expected::remember(expected);
        let Some(trace) = trace else { return Vec::new() };
        if trace.verdict == Verdict::Partial && !trace.branches.is_empty() {
            return branching::draw(&marks, trace, branch, hop);
        }
        let ways = Ways::of(trace, seen.scene);
        draw(&marks, &ways, "");
        if let Some(request) = &ways.request {
            marks.numbers(request, hop, &[]);
        }
        marks.verdict(trace, &ways);
        marks.taken(&ways)
    }
}

/// Lines and rings of one way there and back. `kind` is a further class of the lines.
fn draw(marks: &Marks<'_>, ways: &Ways, kind: &str) {
    for way in [&ways.request, &ways.reply].into_iter().flatten() {
        marks.rings(way);
    }
    if let Some(reply) = &ways.reply {
        marks.line(reply, "reply", kind);
    }
    if let Some(request) = &ways.request {
        marks.line(request, "request", kind);
    }
}

/// The point of a way where the hop with this number (from 0) leaves, and how far along the line that is.
fn spot_of(way: &Way, hop: usize) -> i32 {
    way.along(hop)
}
