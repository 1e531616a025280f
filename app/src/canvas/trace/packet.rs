//! The dot that travels along the line while a trace is played or stepped through.

use super::OnLine;
use super::way::Ways;
use crate::platform::svg;
use netyard_core::simulate::{Leg, Trace};
use netyard_scene::Scene;
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};

/// The dot, and the line that it is on.
pub(in crate::canvas) struct PacketDot {
    dot: SvgElement,
    line: RefCell<String>,
}

impl PacketDot {
    /// A dot in this group, not shown.
    pub(in crate::canvas) fn new(root: &Element) -> Option<Self> {
        let page = svg::page()?;
        let dot: SvgElement = svg::child(&page, root, "circle", "packet-dot hidden")?.dyn_into().ok()?;
        svg::set(&dot, "r", "5");
        Some(Self { dot, line: RefCell::default() })
    }

    /// Moves the dot to its place on a line, or hides it.
    pub(in crate::canvas) fn show(&self, place: Option<OnLine>) {
        let _ = self.dot.class_list().toggle_with_force("hidden", place.is_none());
        let Some((line, along)) = place else {
            self.line.take();
            return;
        };
        let style = self.dot.style();
        if *self.line.borrow() != line {
            // On a new line the dot begins at its start, without a travel from the old one.
            let _ = style.set_property("transition", "none");
            let _ = style.set_property("offset-path", &format!("path('{line}')"));
            let _ = style.set_property("offset-distance", "0px");
            let _ = self.dot.get_bounding_client_rect();
            let _ = style.remove_property("transition");
            *self.line.borrow_mut() = line;
        }
        let _ = style.set_property("offset-distance", &format!("{along}px"));
    }
}

/// The line that a hop is on, and how far along. The hop is a row of the hop list, which holds request and reply, each
/// with what would have followed.
pub(super) fn place_of(trace: &Trace, hop: usize, scene: &Arc<Scene>) -> Option<OnLine> {
    let ways = Ways::of(trace, scene);
    let there = trace.forward.len();
    if hop < there {
        let way = ways.request.as_ref()?;
        return Some((way.data(), super::spot_of(way, hop)));
    }
    let back = hop.checked_sub(there + trace.beyond_on(Leg::Forward).len())?;
    let way = ways.reply.as_ref()?;
    Some((way.data(), super::spot_of(way, back)))
}
