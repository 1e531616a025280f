//! What lies under a point or in a box: a spatial index over a scene, so that no search walks all nodes.

use rstar::{AABB, RTree, primitives::GeomWithData, primitives::Rectangle};

use crate::geometry::{Point, Rect};
use crate::node::NodeKind;
use crate::scene::Scene;

type Entry = GeomWithData<Rectangle<[i32; 2]>, usize>;

/// A spatial index over one scene. Rebuilt with the scene; reads no document.
#[derive(Debug, Clone, Default)]
pub struct HitIndex {
    nodes: RTree<Entry>,
    pieces: RTree<Entry>,
}

/// What is under a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A part, tile or note.
    Part(usize),
    /// The header strip of a container, or the name on its border: the handle that selects and drags it.
    Header(usize),
    /// An edge, by its place in [`Scene::edges`].
    Edge(usize),
    /// The ground of a container.
    Ground(usize),
}

impl HitIndex {
    /// Indexes a scene.
    pub fn of(scene: &Scene) -> Self {
        let nodes = scene.nodes().iter().enumerate().map(|(at, node)| entry(&node.hull(), at)).collect();
        let mut pieces = Vec::new();
        for (at, edge) in scene.edges().iter().enumerate() {
            for pair in edge.points.windows(2) {
                if let [a, b] = pair {
                    pieces.push(entry(&Rect::between(*a, *b), at));
                }
            }
        }
        Self { nodes: RTree::bulk_load(nodes), pieces: RTree::bulk_load(pieces) }
    }

    /// What a press at a point takes: a part, else a header, else an edge within `margin`, else the ground of the
    /// innermost container. `margin` is in drawing units: 8 px on the screen divided by the zoom. Edges that are
    /// not drawn at rest are taken only when `all_edges` says that they are shown.
    pub fn at(&self, scene: &Scene, point: Point, margin: i32, all_edges: bool) -> Option<Hit> {
        let stack = self.stack_at(scene, point);
        let is_part = |at: &usize| scene.nodes().get(*at).is_some_and(|node| !node.kind.is_container());
        if let Some(part) = stack.iter().copied().find(is_part) {
            return Some(Hit::Part(part));
        }
        if let Some(header) = stack.iter().copied().find(|at| is_header(scene, *at, point)) {
            return Some(Hit::Header(header));
        }
        if let Some(edge) = self.edge_at(scene, point, margin, all_edges) {
            return Some(Hit::Edge(edge));
        }
        stack.first().copied().map(Hit::Ground)
    }

    /// All nodes under a point, the one drawn last first: parts, then containers from the inside out.
    pub fn stack_at(&self, scene: &Scene, point: Point) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .nodes
            .locate_in_envelope_intersecting(AABB::from_point([point.x, point.y]))
            .map(|entry| entry.data)
            .filter(|at| {
                scene
                    .nodes()
                    .get(*at)
                    .is_some_and(|node| node.rect.contains(point) || is_header(scene, *at, point))
            })
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found
    }

    /// The innermost container under a point that is no part of `besides` (what is being dragged): where a dragged
    /// thing would land.
    pub fn container_at(&self, scene: &Scene, point: Point, besides: &[usize]) -> Option<usize> {
        let fits = |at: &usize| {
            scene.nodes().get(*at).is_some_and(|node| node.is_container() && node.rect.contains(point))
                && !besides.iter().any(|dragged| scene.is_within(*at, *dragged))
        };
        self.stack_at(scene, point).into_iter().find(fits)
    }

    /// Nodes that lie wholly in a box, from back to front.
    pub fn inside(&self, scene: &Scene, area: &Rect) -> Vec<usize> {
        self.near(area, |at| scene.nodes().get(at).is_some_and(|node| area.contains_rect(&node.rect)))
    }

    /// Nodes that touch a box, from back to front: what a touching marquee takes, and what a view shows.
    pub fn touching(&self, scene: &Scene, area: &Rect) -> Vec<usize> {
        let touches = |rect: &Rect| {
            rect.x <= area.right()
                && area.x <= rect.right()
                && rect.y <= area.bottom()
                && area.y <= rect.bottom()
        };
        self.near(area, |at| scene.nodes().get(at).is_some_and(|node| touches(&node.rect)))
    }

    fn near(&self, area: &Rect, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let around = AABB::from_corners([area.x, area.y], [area.right(), area.bottom()]);
        let mut found: Vec<usize> = self
            .nodes
            .locate_in_envelope_intersecting(around)
            .map(|entry| entry.data)
            .filter(|at| wanted(*at))
            .collect();
        found.sort_unstable();
        found
    }

    /// The edge nearest to a point, at most `margin` away.
    pub fn edge_at(&self, scene: &Scene, point: Point, margin: i32, all_edges: bool) -> Option<usize> {
        let area = Rect::new(point.x, point.y, 0, 0).grown(margin);
        let around = AABB::from_corners([area.x, area.y], [area.right(), area.bottom()]);
        self.pieces
            .locate_in_envelope_intersecting(around)
            .filter(|entry| scene.edges().get(entry.data).is_some_and(|edge| all_edges || edge.at_rest))
            .map(|entry| (distance(entry, point), entry.data))
            .min()
            .map(|(_, at)| at)
    }
}

/// Whether the point lies on the header strip or on the name of a container.
fn is_header(scene: &Scene, at: usize, point: Point) -> bool {
    let Some(node) = scene.nodes().get(at) else { return false };
    if !node.kind.is_container() {
        return false;
    }
    let header = node.kind.header();
    let strip = Rect { h: header, ..node.rect };
    let is_name = matches!(node.kind, NodeKind::Account | NodeKind::Region | NodeKind::Zone)
        && node.label_box().is_some_and(|label| label.contains(point));
    is_name || node.folded.is_some() && node.rect.contains(point) || header > 0 && strip.contains(point)
}

fn entry(rect: &Rect, at: usize) -> Entry {
    GeomWithData::new(Rectangle::from_corners([rect.x, rect.y], [rect.right(), rect.bottom()]), at)
}

fn distance(entry: &Entry, point: Point) -> i32 {
    let (low, high) = (entry.geom().lower(), entry.geom().upper());
    let outside = |value: i32, low: i32, high: i32| (low - value).max(value - high).max(0);
    outside(point.x, low[0], high[0]).max(outside(point.y, low[1], high[1]))
}
