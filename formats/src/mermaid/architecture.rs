//! The form `architecture-beta`.

use super::names::identifiers;
use crate::export::{Export, RULES_STAY_BEHIND, counted, inside};
use netyard_scene::Scene;
use netyard_scene::node::{Node, NodeKind};
use netyard_scene::route_edge::{Edge, EdgeKind};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// So many things Mermaid places well enough.
const FEW: usize = 24;

/// A diagram, and what in it is missing or altered, in words; empty where it is whole.
pub(super) struct Drawn {
    pub(super) export: Export,
    pub(super) missing: String,
}

pub(super) fn write(scene: &Scene) -> Drawn {
    let mut diagram = Diagram {
        ids: identifiers(scene),
        inside: inside(scene),
        scene,
        text: String::from("architecture-beta\n"),
        sides_taken: BTreeSet::new(),
        renamed: 0,
        lines_lost: 0,
        notes: 0,
    };
    for at in 0..scene.nodes().len() {
        diagram.node(at);
    }
    for edge in scene.edges().iter().filter(|edge| edge.at_rest) {
        diagram.line(edge);
    }
    diagram.finish()
}

struct Diagram<'a> {
    ids: Vec<String>,
    inside: Vec<Vec<usize>>,
    scene: &'a Scene,
    text: String,
    sides_taken: BTreeSet<(String, &'static str)>,
    renamed: usize,
    lines_lost: usize,
    notes: usize,
}

impl Diagram<'_> {
    fn id(&self, at: usize) -> &str {
        self.ids.get(at).map_or("", String::as_str)
    }

    fn node(&mut self, at: usize) {
        let Some(node) = self.scene.nodes().get(at) else { return };
        if node.kind == NodeKind::Note {
            self.notes += 1;
            return;
        }
        let word = if node.is_container() { "group" } else { "service" };
        let mut title = title(&node.name);
        // "eu west 1a" is still known for what it is.
        if title != node.name && !matches!(node.kind, NodeKind::Region | NodeKind::Zone) {
            self.renamed += 1;
        }
        if !node.legend().is_empty() {
            title = format!("{} {title}", node.legend());
        }
        let home = node.parent.map(|parent| format!(" in {}", self.id(parent))).unwrap_or_default();
        let line = format!("    {word} {}({})[{title}]{home}", self.id(at), icon(node));
        let _ = writeln!(self.text, "{line}");
    }

    fn line(&mut self, edge: &Edge) {
        let (Some(from), Some(to)) = (self.end(edge.from, edge.to), self.end(edge.to, edge.from)) else {
            self.lines_lost += 1;
            return;
        };
        let (leaves, arrives) = self.sides(edge, &from);
        let head = if matches!(edge.kind, EdgeKind::Route | EdgeKind::Traffic) { ">" } else { "" };
        let _ = writeln!(self.text, "    {from}:{leaves} --{head} {arrives}:{to}");
    }

    /// An end of a line: the thing itself; of a group, a thing right in it. Nothing for an empty group, and for a
    /// group round the other end, which Mermaid cannot draw a line to.
    fn end(&self, at: usize, other: usize) -> Option<String> {
        let node = self.scene.nodes().get(at)?;
        if !node.is_container() {
            return Some(self.id(at).to_owned());
        }
        if self.scene.is_within(other, at) {
            return None;
        }
        let is_thing = |child: &&usize| {
            let node = self.scene.nodes().get(**child);
            node.is_some_and(|node| !node.is_container() && node.kind != NodeKind::Note)
        };
        let inside = self.inside.get(at)?.iter().find(is_thing)?;
        Some(format!("{}{{group}}", self.id(*inside)))
    }

    /// The side on which a line leaves, and the one opposite, on which it arrives: as the two things lie. Mermaid puts
    /// what stands at the same side of a thing into the same place, so a second line takes the other axis.
    fn sides(&mut self, edge: &Edge, from: &str) -> (&'static str, &'static str) {
        let center =
            |at: usize| self.scene.nodes().get(at).map(|node| node.rect.center()).unwrap_or_default();
        let (a, b) = (center(edge.from), center(edge.to));
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let across = if dx >= 0 { ("R", "L") } else { ("L", "R") };
        let down = if dy >= 0 { ("B", "T") } else { ("T", "B") };
        let (first, second, is_level) =
            if dx.abs() >= dy.abs() { (across, down, dy == 0) } else { (down, across, dx == 0) };
        let from = from.trim_end_matches("{group}").to_owned();
        let is_taken = self.sides_taken.contains(&(from.clone(), first.0));
        let chosen = if is_taken && !is_level { second } else { first };
        self.sides_taken.insert((from, chosen.0));
        chosen
    }

    fn finish(self) -> Drawn {
        let mut missing = Vec::new();
        if self.renamed > 0 {
            let names = counted(self.renamed, "name has", "names have");
            missing.push(format!("{names} a space for each sign that it does not take"));
        }
        if self.lines_lost > 0 {
            let lines = counted(self.lines_lost, "line is", "lines are");
            missing.push(format!("{lines} missing, to groups that hold nothing or lie round the other end"));
        }
        if self.notes > 0 {
            missing.push(format!("{} missing", counted(self.notes, "note is", "notes are")));
        }
        if self.scene.nodes().len() > FEW {
            missing.push(format!("{} things lie upon one another", self.scene.nodes().len()));
        }
        let missing = missing.join("; ");
        let mut left_out = vec![
            RULES_STAY_BEHIND.to_owned(),
            "Addresses, labels of lines and places are not in it.".to_owned(),
        ];
        if !missing.is_empty() {
            left_out.push(format!("In architecture-beta {missing}. A flowchart has them."));
        }
        Drawn { export: Export { text: self.text, left_out }, missing }
    }
}

/// The name in the letters that a title takes.
fn title(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "unnamed".to_owned() } else { words.join(" ") }
}

/// One of the five icons that Mermaid brings.
fn icon(node: &Node) -> &'static str {
    if node.is_container() {
        return "cloud";
    }
    match node.glyph {
        "net" | "igw" => "internet",
        "rds" | "cache" | "ddb" => "database",
        "fs" | "efs" | "s3" => "disk",
        _ => "server",
    }
}
