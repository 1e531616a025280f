//! The form `flowchart`.

use super::names::identifiers;
use crate::export::{Export, RULES_STAY_BEHIND, inside};
use netyard_scene::Scene;
use netyard_scene::node::{Node, NodeKind};
use netyard_scene::route_edge::{Edge, EdgeKind};
use std::fmt::Write as _;

pub(super) fn write(scene: &Scene) -> Export {
    let mut chart =
        Chart { ids: identifiers(scene), inside: inside(scene), scene, text: String::from("flowchart TB\n") };
    for (at, node) in scene.nodes().iter().enumerate() {
        if node.parent.is_none() {
            chart.node(at, 1);
        }
    }
    for edge in scene.edges().iter().filter(|edge| edge.at_rest) {
        chart.line(edge);
    }
    let left_out = vec![
        RULES_STAY_BEHIND.to_owned(),
        "Places are not in it: Mermaid places things by itself.".to_owned(),
    ];
    Export { text: chart.text, left_out }
}

struct Chart<'a> {
    ids: Vec<String>,
    inside: Vec<Vec<usize>>,
    scene: &'a Scene,
    text: String,
}

impl Chart<'_> {
    fn id(&self, at: usize) -> &str {
        self.ids.get(at).map_or("", String::as_str)
    }

    fn node(&mut self, at: usize, depth: usize) {
        let Some(node) = self.scene.nodes().get(at) else { return };
        let (indent, label) = ("    ".repeat(depth), label(node));
        let id = self.id(at).to_owned();
        if !node.is_container() {
            let (open, close) = shape(node);
            let _ = writeln!(self.text, "{indent}{id}{open}\"{label}\"{close}");
            return;
        }
        let _ = writeln!(self.text, "{indent}subgraph {id}[\"{label}\"]");
        for child in self.inside.get(at).cloned().unwrap_or_default() {
            self.node(child, depth + 1);
        }
        let _ = writeln!(self.text, "{indent}end");
    }

    fn line(&mut self, edge: &Edge) {
        let arrow = match (edge.kind, edge.is_dashed) {
            (EdgeKind::Route | EdgeKind::Traffic, false) => "-->",
            (EdgeKind::Route | EdgeKind::Traffic, true) => "-.->",
            (EdgeKind::Association | EdgeKind::Vpn, _) | (_, true) => "-.-",
            (EdgeKind::Peering, false) => "===",
            (EdgeKind::Attachment, false) => "---",
        };
        let label =
            if edge.label.is_empty() { String::new() } else { format!("|\"{}\"|", escaped(&edge.label)) };
        let line = format!("    {} {arrow}{label} {}", self.id(edge.from), self.id(edge.to));
        let _ = writeln!(self.text, "{line}");
    }
}

/// Its name, and below it its address or what else stands there.
fn label(node: &Node) -> String {
    if node.kind == NodeKind::Note {
        return escaped(&node.meta);
    }
    let legend = node.legend();
    let name =
        if legend.is_empty() { escaped(&node.name) } else { format!("{legend} {}", escaped(&node.name)) };
    match (node.meta.as_str(), node.is_container()) {
        ("", _) => name,
        // A second line of a subgraph's title would lie under what is in it.
        (meta, true) => format!("{name} · {}", escaped(meta)),
        (meta, false) => format!("{name}<br/>{}", escaped(meta)),
    }
}

fn shape(node: &Node) -> (&'static str, &'static str) {
    match node.kind {
        NodeKind::BorderTile { .. } | NodeKind::LinkTile => ("(", ")"),
        NodeKind::Note => (">", "]"),
        _ if matches!(node.glyph, "rds" | "cache" | "ddb") => ("[(", ")]"),
        _ => ("[", "]"),
    }
}

/// A text of the drawing as text: what Mermaid, Markdown or HTML would read as a sign is written as its number.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\n' => safe.push_str("<br/>"),
            _ if sign.is_control() => safe.push(' '),
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | ';' | '*' | '_' | '[' | ']' | '{' | '}' | '|' => {
                let _ = write!(safe, "#{};", u32::from(sign));
            }
            _ => safe.push(sign),
        }
    }
    safe
}
