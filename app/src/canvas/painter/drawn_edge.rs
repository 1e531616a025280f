//! One line on the screen: a single path, its head or dots included.

use crate::platform::svg;
use netyard_scene::Point;
use netyard_scene::route_edge::{Edge, EdgeKind};
use std::fmt::Write as _;
use web_sys::{Document, Element};

/// How long a head is.
const HEAD: i32 = 7;
/// Half of how wide a head is.
const HEAD_HALF: i32 = 3;
/// Radius of the dot at an end.
const DOT: i32 = 2;

/// An edge with its element.
#[derive(Debug)]
pub(super) struct DrawnEdge {
    /// The path.
    pub(super) path: Element,
    edge: Edge,
    emphasised: bool,
}

impl DrawnEdge {
    /// Draws an edge. It stands nowhere yet.
    pub(super) fn new(page: &Document, edge: &Edge) -> Option<Self> {
        let path = svg::element(page, "path")?;
        let drawn = Self { path, edge: edge.clone(), emphasised: false };
        drawn.set_class();
        svg::set(&drawn.path, "d", &data(edge));
        Some(drawn)
    }

    /// Shows another state of the edge.
    pub(super) fn update(&mut self, edge: &Edge) {
        if self.edge == *edge {
            return;
        }
        let moved = self.edge.points != edge.points || self.edge.kind != edge.kind;
        self.edge = edge.clone();
        self.set_class();
        if moved {
            svg::set(&self.path, "d", &data(edge));
        }
    }

    /// Lets the edge stand out, or no longer.
    pub(super) fn emphasise(&mut self, emphasised: bool) {
        if self.emphasised != emphasised {
            self.emphasised = emphasised;
            self.set_class();
        }
    }

    /// Draws it straight, with its ends moved: for a drag of one of its ends.
    pub(super) fn stretch(&self, from: (i32, i32), to: (i32, i32)) {
        if let [first, .., last] = self.edge.points.as_slice() {
            let (a, b) = (first.moved(from.0, from.1), last.moved(to.0, to.1));
            svg::set(&self.path, "d", &format!("M{} {}L{} {}", a.x, a.y, b.x, b.y));
        }
    }

    /// Draws it as it is at rest.
    pub(super) fn relax(&self) {
        svg::set(&self.path, "d", &data(&self.edge));
    }

    fn set_class(&self) {
        let mut class = String::from(match self.edge.kind {
            EdgeKind::Route => "edge route",
            EdgeKind::Traffic => "edge traffic",
            EdgeKind::Attachment => "edge attachment",
            EdgeKind::Association => "edge association",
            EdgeKind::Peering => "edge peering",
            EdgeKind::Vpn => "edge vpn",
        });
        for (holds, word) in [
            (!self.edge.at_rest, " on-demand"),
            (self.edge.is_dashed, " dashed"),
            (self.emphasised, " emphasised"),
        ] {
            if holds {
                class.push_str(word);
            }
        }
        svg::set(&self.path, "class", &class);
    }
}

/// The line with its ends.
fn data(edge: &Edge) -> String {
    let mut data = edge.path();
    match (edge.kind, edge.points.as_slice()) {
        (EdgeKind::Route | EdgeKind::Traffic, [.., before, tip]) => push_head(&mut data, *before, *tip),
        (EdgeKind::Attachment, [first, .., last]) => {
            push_dot(&mut data, *first);
            push_dot(&mut data, *last);
        }
        _ => {}
    }
    data
}

/// A triangle at `tip`, looking away from `before`: outline and inside are so near that the stroke fills it.
pub(super) fn push_head(data: &mut String, before: Point, tip: Point) {
    let (dx, dy) = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
    let back = tip.moved(-dx * HEAD, -dy * HEAD);
    let (left, right) =
        (back.moved(dy * HEAD_HALF, dx * HEAD_HALF), back.moved(-dy * HEAD_HALF, -dx * HEAD_HALF));
    // Writing to a string cannot fail.
    let _ = write!(
        data,
        "M{} {}L{} {}L{} {}ZM{} {}L{} {}L{} {}Z",
        tip.x,
        tip.y,
        left.x,
        left.y,
        right.x,
        right.y,
        tip.x - 2 * dx,
        tip.y - 2 * dy,
        left.x + dx - dy,
        left.y + dy - dx,
        right.x + dx + dy,
        right.y + dy + dx,
    );
}

fn push_dot(data: &mut String, at: Point) {
    let wide = 2 * DOT;
    let _ = write!(data, "M{} {}a{DOT} {DOT} 0 1 0 {wide} 0a{DOT} {DOT} 0 1 0 -{wide} 0", at.x - DOT, at.y);
}
