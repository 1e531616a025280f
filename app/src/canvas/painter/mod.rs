//! The drawing on the screen: elements made and changed by hand, so that a change touches what it changed and no more.
//!
//! Two drawings share one camera. The base shows everything at rest. What a hand drags is lifted into a second one
//! above, with its edges: until the drop only that one changes, and the base is not painted again.

mod badge;
mod drawn_edge;
mod drawn_node;
mod glyph_cache;
mod labels;
mod lift;
mod look;
mod node_shapes;
mod shape;

pub(crate) use badge::Badge;
pub(crate) use glyph_cache::mark_paths;
pub(crate) use look::Look;

use crate::platform::svg;
use drawn_edge::DrawnEdge;
use drawn_node::DrawnNode;
use glyph_cache::GlyphCache;
use labels::Labels;
use lift::Lift;
use netyard_core::model::ResourceId;
use netyard_core::ordered::{IntoOrdered, Order};
use netyard_scene::label::PlacedLabel;
use netyard_scene::{LevelOfDetail, Node, Rect, Scene};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use web_sys::{Document, Element, HtmlElement};

/// Where one drawing keeps its elements, from back to front.
#[derive(Debug)]
struct Layers {
    containers: Element,
    edges: Element,
    /// Lines of traces: they run beneath the parts that they pass.
    traces: Element,
    parts: Element,
}

impl Layers {
    fn new(page: &Document, root: &Element) -> Option<Self> {
        Some(Self {
            containers: svg::child(page, root, "g", "containers")?,
            edges: svg::child(page, root, "g", "edges")?,
            traces: svg::child(page, root, "g", "traces")?,
            parts: svg::child(page, root, "g", "parts")?,
        })
    }

    fn of_node(&self, is_container: bool) -> &Element {
        if is_container { &self.containers } else { &self.parts }
    }
}

/// Draws a scene into an SVG element and keeps it current.
#[derive(Debug)]
pub(crate) struct Painter {
    page: Document,
    base: Layers,
    badges: Element,
    glyphs: GlyphCache,
    /// The scene that is shown.
    scene: Arc<Scene>,
    nodes: BTreeMap<ResourceId, DrawnNode>,
    order: Vec<ResourceId>,
    edges: BTreeMap<String, DrawnEdge>,
    /// The ids of the lines that stand out, in order.
    emphasised: Vec<String>,
    look: Option<Look>,
    labels: Labels,
    marked: BTreeMap<ResourceId, (Badge, Element)>,
    lift: Lift,
}

impl Painter {
    /// A painter for the drawing at rest, what is lifted from it (on a plane that moves), and lines that hang between
    /// the two.
    pub(crate) fn new(base: &Element, lift: &Element, plane: &HtmlElement, torn: &Element) -> Option<Self> {
        let page = svg::page()?;
        let layers = Layers::new(&page, base)?;
        let badges = svg::child(&page, base, "g", "badges")?;
        let labels = Labels::new(svg::child(&page, torn, "g", "labels")?);
        svg::set(&badges, "aria-hidden", "true");
        svg::set(&layers.edges, "aria-hidden", "true");
        svg::set(&layers.traces, "aria-hidden", "true");
        let lift = Lift::new(&page, lift, plane, torn)?;
        Some(Self {
            page,
            base: layers,
            badges,
            glyphs: GlyphCache::default(),
            scene: Arc::default(),
            nodes: BTreeMap::new(),
            order: Vec::new(),
            edges: BTreeMap::new(),
            emphasised: Vec::new(),
            look: None,
            labels,
            marked: BTreeMap::new(),
            lift,
        })
    }

    /// Shows a scene, new and changed nodes in this look. `label` gives the accessible name of a node; with `is_known`
    /// it gives other names than before only to nodes that are others themselves.
    pub(crate) fn show(
        &mut self,
        scene: &Arc<Scene>,
        look: Look,
        is_known: bool,
        label: impl Fn(&Node) -> String,
    ) {
        self.put_down();
        let before = std::mem::replace(&mut self.scene, Arc::clone(scene));
        let stands = scene.stands_still(&before);
        if !stands {
            self.remove_missing(scene);
        }
        for (at, node) in scene.nodes().iter().enumerate() {
            if stands && is_known && before.nodes().get(at) == Some(node) {
                continue;
            }
            if let Some(drawn) = self.nodes.get_mut(&node.key) {
                if !drawn.shows(node) {
                    let detail = drawn.detail().to_owned();
                    drawn.update(&self.page, node, look, &detail, &mut self.glyphs);
                }
                drawn.rename(label(node));
            } else if let Some(drawn) = DrawnNode::new(&self.page, node, look, label(node), &mut self.glyphs)
            {
                self.nodes.insert(node.key.clone(), drawn);
            }
        }
        if stands {
            return;
        }
        if !scene.nodes().iter().map(|node| &node.key).eq(&self.order) {
            self.order = scene.nodes().iter().map(|node| node.key.clone()).collect();
            self.put_in_order();
        }
        self.show_edges(scene);
    }

    /// Takes up a look: what changes with it by itself, without drawing nodes anew.
    ///
    /// The classes stand on layers, not on the root: a class on the root would have the browser look at every part.
    pub(crate) fn set_look(&mut self, look: Look, zoom: f64) {
        let far = 1.0 / zoom.min(1.0);
        svg::set_property(&self.base.traces, "--far", far);
        self.lift.set_sizes(look.scale.factor(), far);
        let before = self.look.replace(look);
        if before == Some(look) {
            return;
        }
        let level = look.level.class();
        let containers = format!("containers {level}");
        let edges = format!("edges {level}");
        svg::set(&self.base.containers, "class", &containers);
        svg::set(&self.base.edges, "class", &edges);
        svg::set(&self.base.traces, "class", &format!("traces {level}"));
        self.lift.set_classes(&containers, &edges);
        if before.is_none_or(|before| before.scale != look.scale) {
            let scale = look.scale.factor();
            for layer in [&self.base.containers, &self.base.parts] {
                svg::set_property(layer, "--t", scale);
            }
        }
    }

    /// Shows the texts of containers.
    pub(crate) fn show_labels(&mut self, scene: &Scene, labels: Vec<PlacedLabel>) {
        self.labels.show(&self.page, scene, labels);
    }

    /// Draws some of these nodes in the present look. Gives whether any are left.
    ///
    /// Only what is seen is drawn anew, and slice by slice, so that no zoom blocks the page: the caller comes back
    /// until nothing is left. `detail` gives what a node says besides from near.
    pub(crate) fn redraw(
        &mut self,
        scene: &Scene,
        seen: &BTreeSet<usize>,
        most: usize,
        detail: &dyn Fn(&Node) -> String,
    ) -> bool {
        let Some(look) = self.look else { return false };
        let mut left = most;
        for node in seen.iter().filter_map(|at| scene.nodes().get(*at)) {
            let detail = if look.level == LevelOfDetail::Double { detail(node) } else { String::new() };
            let Some(drawn) = self.nodes.get_mut(&node.key).filter(|drawn| !drawn.is_in(look, &detail))
            else {
                continue;
            };
            if left == 0 {
                return true;
            }
            left -= 1;
            drawn.update(&self.page, node, look, &detail, &mut self.glyphs);
        }
        false
    }

    /// Puts labels and badges on top of everything that is in this element now: labels cut the lines beneath them.
    pub(crate) fn put_badges_into(&self, root: &Element) {
        let _ = root.append_child(self.labels.root());
        let _ = root.append_child(&self.badges);
    }

    /// The group beneath the parts where traces draw their lines.
    pub(crate) fn traces(&self) -> &Element {
        &self.base.traces
    }

    /// The element of a node, to give it the focus.
    pub(crate) fn element(&self, key: &str) -> Option<&Element> {
        self.nodes.get(key).map(|node| &node.group)
    }

    fn remove_missing(&mut self, scene: &Scene) {
        self.nodes.retain(|key, drawn| {
            let stays =
                scene.node(key.as_str()).is_some_and(|node| node.kind.is_container() == drawn.is_container());
            if !stays {
                drawn.group.remove();
            }
            stays
        });
    }

    /// Puts the groups into the order of the scene, which is the order of reading too.
    fn put_in_order(&self) {
        let mut next = [self.base.containers.first_element_child(), self.base.parts.first_element_child()];
        for drawn in self.order.iter().filter_map(|key| self.nodes.get(key)) {
            let layer = self.base.of_node(drawn.is_container());
            let [containers, parts] = &mut next;
            let cursor = if drawn.is_container() { containers } else { parts };
            if cursor.as_ref() == Some(&drawn.group) {
                *cursor = drawn.group.next_element_sibling();
            } else {
                let before = cursor.as_ref().map(AsRef::as_ref);
                let _ = layer.insert_before(&drawn.group, before);
            }
        }
    }

    fn show_edges(&mut self, scene: &Scene) {
        let present: BTreeSet<&str> = scene.edges().iter().map(|edge| edge.id.as_str()).into_set();
        self.edges.retain(|id, drawn| {
            let stays = present.contains(id.as_str());
            if !stays {
                drawn.path.remove();
            }
            stays
        });
        for edge in scene.edges() {
            if let Some(drawn) = self.edges.get_mut(&edge.id) {
                drawn.update(edge);
            } else if let Some(drawn) = DrawnEdge::new(&self.page, edge) {
                let _ = self.base.edges.append_child(&drawn.path);
                self.edges.insert(edge.id.clone(), drawn);
            }
        }
    }

    /// Makes the edges of these things stand out, and those of nothing else.
    pub(crate) fn emphasise(&mut self, scene: &Scene, edges: &BTreeSet<usize>) {
        let ids = edges.iter().filter_map(|at| scene.edges().get(*at)).map(|edge| edge.id.clone());
        let mut now: Vec<String> = ids.collect();
        now.order();
        for id in &now {
            if let Some(drawn) = self.edges.get_mut(id) {
                drawn.emphasise(true);
            }
        }
        for id in self.emphasised.iter().filter(|id| now.binary_search(id).is_err()) {
            if let Some(drawn) = self.edges.get_mut(id) {
                drawn.emphasise(false);
            }
        }
        self.emphasised = now;
    }

    /// The room that the marks of findings take.
    pub(crate) fn badges(&self) -> impl Iterator<Item = Rect> + '_ {
        self.marked.values().map(|(badge, _)| badge.room())
    }

    /// Shows the marks of findings: one badge for each thing that has one.
    pub(crate) fn mark(&mut self, badges: &BTreeMap<ResourceId, Badge>) {
        self.marked.retain(|key, (badge, element)| {
            let stays = badges.get(key) == Some(badge);
            if !stays {
                element.remove();
            }
            stays
        });
        for (key, badge) in badges {
            if self.marked.contains_key(key) {
                continue;
            }
            if let Some(element) = badge.create(&self.page) {
                let _ = self.badges.append_child(&element);
                self.marked.insert(key.clone(), (badge.clone(), element));
            }
        }
    }
}
