//! The packet's way on the canvas: lines, numbers, marks, the dot that travels, and the callout at a drop.

mod callout;
mod legend;
mod marks;
mod packet;
mod way;

pub(super) use callout::Callout;
pub(super) use legend::Legend;
pub(super) use packet::PacketDot;

use crate::platform::svg;
use marks::Marks;
use netyard_core::simulate::{Trace, Verdict};
use netyard_scene::Scene;
use way::{Way, Ways};
use web_sys::{Document, Element};

/// Ways of branches that are drawn besides the first failing one.
const MOST_BRANCHES: usize = 6;

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

    /// Shows the way of a packet, or none, with the hop that is looked at. Small enough to be drawn anew whenever
    /// it changes.
    pub(super) fn show(&self, trace: Option<&Trace>, hop: Option<usize>, scene: &Scene) {
        svg::clear(&self.root);
        svg::clear(&self.lines);
        let Some(trace) = trace else { return };
        let marks = Marks { page: &self.page, lines: &self.lines, root: &self.root };
        let ways = Ways::of(trace, scene);
        if trace.verdict == Verdict::Partial {
            for branch in trace.branches.iter().take(MOST_BRANCHES) {
                if branch.trace.verdict == Verdict::Delivered {
                    Self::draw(&marks, &Ways::of(&branch.trace, scene), None, scene);
                }
            }
        }
        Self::draw(&marks, &ways, hop, scene);
        marks.verdict(trace, &ways, scene);
    }

    fn draw(marks: &Marks<'_>, ways: &Ways, hop: Option<usize>, scene: &Scene) {
        for way in [&ways.request, &ways.reply].into_iter().flatten() {
            marks.rings(way, scene);
        }
        if let Some(reply) = &ways.reply {
            marks.line(reply, "reply");
        }
        if let Some(request) = &ways.request {
            marks.line(request, "request");
            marks.numbers(request, hop);
        }
    }
}

/// The point of a way where the hop with this number (from 0) leaves, and how far along the line that is.
fn spot_of(way: &Way, hop: usize) -> i32 {
    way.along(hop)
}
