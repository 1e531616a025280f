//! The packet's way on the canvas: lines, numbers, marks, the dot that travels, and the callout at a drop.

mod branching;
mod callout;
mod expected;
mod legend;
mod marks;
mod packet;
mod way;

pub(super) use expected::expected_at;
pub(super) use legend::Legend;
pub(super) use packet::PacketDot;

use crate::platform::svg;
use crate::store::Store;
use callout::Callout;
use leptos::prelude::*;
use marks::Marks;
use netyard_core::simulate::{Trace, Verdict};
use netyard_scene::{LevelOfDetail, Rect, Scene};
use std::sync::Arc;
use way::{Way, Ways};
use web_sys::{Document, Element};

/// A line as path data, and how far along it something is.
pub(super) type OnLine = (String, i32);

/// What shows the ways of packets. It comes with the rules: without them there is no packet, and a drawing is looked at
/// without it.
#[derive(Clone, Copy)]
pub(crate) struct PacketWays {
    /// Draws the way of the shown packet and the lines of expectations; the room that they take, for labels to keep off.
    pub(super) draw: fn(&TracePainter, Store, &Seen<'_>) -> Vec<Rect>,
    /// The line that a hop is on, and how far along.
    pub(super) place: fn(&Trace, usize, &Arc<Scene>) -> Option<OnLine>,
    /// The callout at a drop.
    pub(super) callout: fn() -> AnyView,
}

impl PacketWays {
    /// All of it.
    pub(crate) const fn new() -> Self {
        Self { draw: TracePainter::show, place: packet::place_of, callout }
    }
}

fn callout() -> AnyView {
    view! { <Callout/> }.into_any()
}

/// In which view a trace is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
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
pub(crate) struct TracePainter {
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
    /// expectations. Small enough to be drawn anew whenever it changes.
    fn show(&self, store: Store, seen: &Seen<'_>) -> Vec<Rect> {
        let (branch, hop) = (store.branch.get_untracked(), store.hop.get_untracked());
        let expected = expected::expected_lines(store, seen.scene);
        svg::clear(&self.root);
        svg::clear(&self.lines);
        let marks = Marks { page: &self.page, lines: &self.lines, root: &self.root, seen };
        marks.expected(&expected);
        expected::remember(expected);
        let trace = store.trace.get_untracked();
        let Some(trace) = trace.as_deref() else { return Vec::new() };
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
