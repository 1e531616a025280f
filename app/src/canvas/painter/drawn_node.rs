//! One node on the screen: its group, and the node that it shows.

use super::glyph_cache::GlyphCache;
use super::look::Look;
use super::node_shapes::{group_class, shapes_of};
use crate::platform::svg;
use netyard_scene::node::Node;
use web_sys::{Document, Element};

/// A node with its element.
#[derive(Debug)]
pub(super) struct DrawnNode {
    /// The group that holds its shapes; it takes the focus and carries the name.
    pub(super) group: Element,
    /// What it shows.
    node: Node,
    /// In which look.
    look: Look,
    /// What it says besides, from near.
    detail: String,
    /// Its accessible name.
    label: String,
}

impl DrawnNode {
    /// Draws a node. It stands nowhere yet.
    pub(super) fn new(
        page: &Document,
        node: &Node,
        look: Look,
        label: String,
        glyphs: &mut GlyphCache,
    ) -> Option<Self> {
        let group = svg::element(page, "g")?;
        svg::set(&group, "class", &group_class(node));
        svg::set(&group, "role", "graphics-symbol");
        svg::set(&group, "tabindex", "-1");
        svg::set(&group, "aria-label", &label);
        svg::set(&group, "data-key", node.key.as_str());
        for shape in shapes_of(node, look, "", glyphs) {
            let element = shape.create(page)?;
            let _ = group.append_child(&element);
        }
        Some(Self { group, node: node.clone(), look, detail: String::new(), label })
    }

    /// Whether it is drawn among containers, below the edges.
    pub(super) fn is_container(&self) -> bool {
        self.node.kind.is_container()
    }

    /// Whether it shows this state of the node already.
    pub(super) fn shows(&self, node: &Node) -> bool {
        self.node == *node
    }

    /// Whether it is drawn in this look, with this line besides.
    pub(super) fn is_in(&self, look: Look, detail: &str) -> bool {
        self.look == look && self.detail == detail
    }

    /// What it says besides, from near.
    pub(super) fn detail(&self) -> &str {
        &self.detail
    }

    /// Shows another state of the node; touches only what differs.
    pub(super) fn update(
        &mut self,
        page: &Document,
        node: &Node,
        look: Look,
        detail: &str,
        glyphs: &mut GlyphCache,
    ) {
        if self.node == *node && self.is_in(look, detail) {
            return;
        }
        let class = group_class(node);
        if class != group_class(&self.node) {
            svg::set(&self.group, "class", &class);
        }
        let old = shapes_of(&self.node, self.look, &self.detail, glyphs);
        let new = shapes_of(node, look, detail, glyphs);
        let mut at = self.group.first_element_child();
        for (index, shape) in new.iter().enumerate() {
            let Some(element) = at else {
                if let Some(made) = shape.create(page) {
                    let _ = self.group.append_child(&made);
                }
                continue;
            };
            at = element.next_element_sibling();
            if old.get(index).is_some_and(|old| old == shape || old.patch(shape, &element, page)) {
                continue;
            }
            if let Some(made) = shape.create(page) {
                let _ = self.group.replace_child(&made, &element);
            }
        }
        while let Some(surplus) = at {
            at = surplus.next_element_sibling();
            surplus.remove();
        }
        self.node = node.clone();
        self.look = look;
        if self.detail != detail {
            detail.clone_into(&mut self.detail);
        }
    }

    /// Gives it another accessible name.
    pub(super) fn rename(&mut self, label: String) {
        if self.label != label {
            svg::set(&self.group, "aria-label", &label);
            self.label = label;
        }
    }
}
