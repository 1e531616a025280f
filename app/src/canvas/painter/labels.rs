//! Texts of containers, above the drawing: placed anew wherever the hand rests, and lifted with what is dragged.

use crate::platform::svg;
use netyard_scene::Scene;
use netyard_scene::label::PlacedLabel;
use netyard_scene::node::NodeKind;
use web_sys::{Document, Element};

/// Whether a Region lies in an account, whose ground is another one.
fn is_in_account(scene: &Scene, region: usize) -> bool {
    let around = scene.nodes().get(region).and_then(|node| scene.nodes().get(node.parent?));
    around.is_some_and(|around| around.kind == NodeKind::Account)
}

/// The labels that are shown, and where.
#[derive(Debug)]
pub(super) struct Labels {
    root: Element,
    shown: Vec<(PlacedLabel, Element)>,
}

impl Labels {
    /// Nothing is shown yet.
    pub(super) fn new(root: Element) -> Self {
        Self { root, shown: Vec::new() }
    }

    /// The group that holds them.
    pub(super) fn root(&self) -> &Element {
        &self.root
    }

    /// Shows these labels. What is shown already is left alone.
    pub(super) fn show(&mut self, page: &Document, scene: &Scene, labels: Vec<PlacedLabel>) {
        if self.shown.iter().map(|(label, _)| label).eq(&labels) {
            return;
        }
        svg::clear(&self.root);
        self.shown.clear();
        for label in labels {
            let Some(node) = scene.nodes().get(label.node) else { continue };
            let class = match node.kind {
                NodeKind::Vpc => "label vpc-label",
                NodeKind::Site => "label vpc-label site-label",
                NodeKind::Account => "label account-label",
                NodeKind::Region if is_in_account(scene, label.node) => "label region-label in-account",
                NodeKind::Region => "label region-label",
                _ => "label zone-label",
            };
            let Some(text) = svg::child(page, &self.root, "text", class) else { continue };
            svg::set_number(&text, "x", label.at.x);
            svg::set_number(&text, "y", label.at.y);
            for (class, words, gap) in [
                ("name", label.legend, ""),
                ("label-name", &label.name, "0.45em"),
                ("meta", &label.meta, "0.7em"),
            ] {
                if words.is_empty() {
                    continue;
                }
                let Some(span) = svg::child(page, &text, "tspan", class) else { continue };
                if label.drop > 0 && class == "meta" {
                    svg::set_number(&span, "x", label.at.x);
                    svg::set_number(&span, "dy", label.drop);
                } else if text.child_element_count() > 1 {
                    svg::set(&span, "dx", gap);
                }
                span.set_text_content(Some(words));
            }
            self.shown.push((label, text));
        }
    }

    /// The labels of these nodes.
    pub(super) fn of<'a>(&'a self, nodes: impl Fn(usize) -> bool + 'a) -> impl Iterator<Item = &'a Element> {
        self.shown.iter().filter(move |(label, _)| nodes(label.node)).map(|(_, text)| text)
    }

    /// Takes back the labels that were lifted.
    pub(super) fn gather(&self) {
        for (_, text) in &self.shown {
            if text.parent_element().as_ref() != Some(&self.root) {
                let _ = self.root.append_child(text);
            }
        }
    }
}
