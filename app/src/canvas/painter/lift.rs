//! What a hand drags: taken out of the base into a drawing above it, which moves as one.

use super::Painter;
use crate::platform::svg;
use netyard_core::ordered::IntoOrdered;
use netyard_scene::Scene;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node as DomNode, SvgElement};

/// The drawing above, and what is in it.
#[derive(Debug)]
pub(super) struct Lift {
    root: SvgElement,
    /// What moves: the drawing above, as it was painted.
    plane: HtmlElement,
    /// Pixels for a drawing unit on the plane.
    baked: f64,
    containers: Element,
    edges: Element,
    parts: Element,
    labels: Element,
    /// Lines of which one end stays: above, but not moved as a whole.
    torn: Element,
    held: Option<Held>,
}

/// What is lifted now.
#[derive(Debug)]
struct Held {
    moved: BTreeSet<usize>,
    /// Whether copies are lifted and the things themselves stay.
    copies: bool,
    carried: Vec<String>,
    /// Id of the line, and whether its beginning is the end that moves.
    torn: Vec<(String, bool)>,
}

impl Lift {
    pub(super) fn new(page: &Document, root: &Element, plane: &HtmlElement, torn: &Element) -> Option<Self> {
        Some(Self {
            root: root.clone().dyn_into().ok()?,
            plane: plane.clone(),
            baked: 1.0,
            containers: svg::child(page, root, "g", "containers")?,
            edges: svg::child(page, root, "g", "edges")?,
            parts: svg::child(page, root, "g", "parts")?,
            labels: svg::child(page, root, "g", "labels")?,
            torn: svg::child(page, torn, "g", "edges torn")?,
            held: None,
        })
    }

    /// The lifted layers look as those of the base do at this zoom.
    pub(super) fn set_classes(&self, containers: &str, edges: &str) {
        svg::set(&self.containers, "class", containers);
        svg::set(&self.edges, "class", edges);
    }

    /// Texts and lines in the lifted layers are as large as in the base.
    pub(super) fn set_sizes(&self, scale: f64, far: f64) {
        svg::set_property(&self.root, "--t", scale);
        svg::set_property(&self.root, "--far", far);
    }

    fn shift(&self, dx: i32, dy: i32) {
        let (x, y) = (f64::from(dx) * self.baked, f64::from(dy) * self.baked);
        let _ = self.plane.style().set_property("transform", &format!("translate({x}px, {y}px)"));
    }
}

impl Painter {
    /// Shows things being dragged: lifts them with their content and edges if they are not lifted yet, and moves
    /// them there.
    pub(crate) fn drag(&mut self, scene: &Scene, moved: &BTreeSet<usize>, copies: bool, dx: i32, dy: i32) {
        let same = self.lift.held.as_ref().is_some_and(|held| held.moved == *moved && held.copies == copies);
        if !same {
            self.put_down();
            self.take_up(scene, moved, copies);
        }
        self.lift.shift(dx, dy);
        let Some(held) = &self.lift.held else { return };
        for (id, begins) in &held.torn {
            if let Some(edge) = self.edges.get(id) {
                let still = (0, 0);
                let (from, to) = if *begins { ((dx, dy), still) } else { (still, (dx, dy)) };
                edge.stretch(from, to);
            }
        }
    }

    /// The drawings are painted for this zoom.
    pub(crate) fn set_baked(&mut self, zoom: f64) {
        self.lift.baked = zoom;
    }

    /// Puts what is lifted back into the base.
    pub(crate) fn put_down(&mut self) {
        let Some(held) = self.lift.held.take() else { return };
        self.lift.shift(0, 0);
        if held.copies {
            for layer in [&self.lift.containers, &self.lift.edges, &self.lift.parts, &self.lift.labels] {
                svg::clear(layer);
            }
            return;
        }
        self.put_in_order();
        self.labels.gather();
        for id in held.carried.iter().chain(held.torn.iter().map(|(id, _)| id)) {
            if let Some(edge) = self.edges.get(id) {
                edge.relax();
                let _ = self.base.edges.append_child(&edge.path);
            }
        }
    }

    fn take_up(&mut self, scene: &Scene, moved: &BTreeSet<usize>, copies: bool) {
        let preview = scene.moved(moved, 0, 0);
        let ids = |places: &[usize]| -> Vec<String> {
            places.iter().filter_map(|at| scene.edges().get(*at)).map(|edge| edge.id.clone()).collect()
        };
        let carried = ids(&preview.carried_edges);
        let inside: BTreeSet<usize> = preview.nodes.iter().map(|(at, _)| *at).into_set();
        let torn_edges = preview.torn_edges.iter().filter_map(|at| scene.edges().get(*at));
        let torn: Vec<(String, bool)> = if copies {
            Vec::new()
        } else {
            torn_edges.map(|edge| (edge.id.clone(), inside.contains(&edge.from))).collect()
        };
        let node_keys = preview.nodes.iter().filter_map(|(at, _)| scene.nodes().get(*at));
        for drawn in node_keys.filter_map(|node| self.nodes.get(&node.key)) {
            let layer = if drawn.is_container() { &self.lift.containers } else { &self.lift.parts };
            carry(layer, &drawn.group, copies);
        }
        for label in self.labels.of(|node| inside.contains(&node)) {
            carry(&self.lift.labels, label, copies);
        }
        for edge in carried.iter().filter_map(|id| self.edges.get(id)) {
            carry(&self.lift.edges, &edge.path, copies);
        }
        for edge in torn.iter().filter_map(|(id, _)| self.edges.get(id)) {
            let _ = self.lift.torn.append_child(&edge.path);
        }
        self.lift.held = Some(Held { moved: moved.clone(), copies, carried, torn });
    }
}

/// Moves an element into the drawing above, or a copy of it.
fn carry(layer: &Element, element: &Element, copies: bool) {
    let carried: Option<DomNode> =
        if copies { element.clone_node_with_deep(true).ok() } else { Some(element.clone().into()) };
    if let Some(carried) = carried {
        let _ = layer.append_child(&carried);
    }
}
