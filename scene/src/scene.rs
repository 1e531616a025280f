//! A whole drawing with places: what the canvas shows and the SVG export writes.

use netyard_core::ordered::IntoOrdered;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use netyard_core::model::{Document, ResourceId};

use crate::geometry::{Point, Rect};
use crate::layout::{Layout, lay_out};
use crate::node::{Node, NodeKind};
use crate::route_edge::{Edge, Link, edges_of};

/// What a scene is made of.
#[derive(Debug, Clone, Copy)]
pub struct SceneInput<'a> {
    /// The drawing.
    pub document: &'a Document,
    /// Subnets with a route to an internet gateway (R-RT-40): derived by core, never set by people.
    pub public_subnets: &'a BTreeSet<ResourceId>,
    /// Subnets whose routes are not known: they are drawn as neither public nor private.
    pub unknown_subnets: &'a BTreeSet<ResourceId>,
    /// Containers whose content is hidden; a choice of the session, not of the document.
    pub folded: &'a BTreeSet<ResourceId>,
    /// Lines besides those that the document implies.
    pub links: &'a [Link],
}

impl<'a> SceneInput<'a> {
    /// A drawing with its public subnets, nothing folded and no further lines.
    pub fn new(document: &'a Document, public_subnets: &'a BTreeSet<ResourceId>) -> Self {
        static NONE: BTreeSet<ResourceId> = BTreeSet::new();
        Self { document, public_subnets, unknown_subnets: &NONE, folded: &NONE, links: &[] }
    }
}

/// Nodes and edges with absolute places.
///
/// The same input gives the same scene, whole numbers throughout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Arc<Vec<Edge>>,
    pub(crate) index: Arc<BTreeMap<ResourceId, usize>>,
    pub(crate) stands_for: Arc<BTreeMap<ResourceId, ResourceId>>,
}

impl Scene {
    /// Lays the drawing out and routes its edges.
    pub fn build(input: &SceneInput<'_>) -> Self {
        Self::default().rebuilt(input)
    }

    /// The scene after a change. Nodes stand where [`Scene::build`] puts them; an edge keeps its way where nothing
    /// near it has changed, so that an edit costs what it touches and no other line jumps.
    #[must_use]
    pub fn rebuilt(&self, input: &SceneInput<'_>) -> Self {
        let mut scene = Self::without_edges(lay_out(input));
        scene.edges = edges_of(input, &scene, self);
        scene
    }

    /// A scene of nodes alone.
    pub(crate) fn without_edges(layout: Layout) -> Self {
        let index =
            Arc::new(layout.nodes.iter().enumerate().map(|(at, node)| (node.key.clone(), at)).into_map());
        Self { nodes: layout.nodes, edges: Arc::default(), index, stands_for: Arc::new(layout.stands_for) }
    }

    /// Whether every box and every line stands where it stands in the other scene: what was indexed for the one holds
    /// for the other.
    pub fn stands_as(&self, other: &Self) -> bool {
        if self.stands_still(other) {
            return true;
        }
        let place = |node: &Node| (node.kind, node.parent, node.rect, node.folded);
        let is_same = |(one, other): (&Node, &Node)| {
            // The line under the name of a part changes with its state, and takes no room of its own.
            let is_labelled_alike = one.name == other.name
                && one.watched == other.watched
                && (!one.is_container() || one.meta == other.meta);
            place(one) == place(other) && one.key == other.key && is_labelled_alike
        };
        self.nodes.len() == other.nodes.len()
            && self.edges.len() == other.edges.len()
            && self.nodes.iter().zip(&other.nodes).all(is_same)
            && self
                .edges
                .iter()
                .zip(other.edges.iter())
                .all(|(one, other)| one.at_rest == other.at_rest && one.points == other.points)
    }

    /// The nodes from back to front, every parent before its children.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The edges in the order of their ids. Those with [`Edge::at_rest`] unset are drawn only while one of their
    /// ends is selected or hovered.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The node that is drawn for exactly this key.
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.nodes.get(self.index_of(key)?)
    }

    /// The place in [`Scene::nodes`] of the node that is drawn for exactly this key.
    pub fn index_of(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The place in [`Scene::nodes`] of what shows this resource: its own node, the instance of an interface, or
    /// the folded container that hides it. `None` for what is no box (route tables, groups, ACLs).
    pub fn shown_by(&self, key: &str) -> Option<usize> {
        let mut key = key;
        // An interface, its instance, a folded subnet in a folded VPC: never more steps than that.
        for _ in 0..6 {
            if let Some(at) = self.index_of(key) {
                return Some(at);
            }
            key = self.stands_for.get(key)?.as_str();
        }
        None
    }

    /// The folded container that hides this resource, if one does; of several, one in the other, the one that is drawn.
    pub fn folded_over(&self, key: &str) -> Option<&Node> {
        let node = self.nodes.get(self.shown_by(key)?)?;
        (node.folded.is_some() && node.key.as_str() != key).then_some(node)
    }

    /// The box round everything, or an empty one at the zero point for an empty drawing.
    pub fn bounds(&self) -> Rect {
        let hulls = self.nodes.iter().map(Node::hull);
        let edges = self.edges.iter().filter(|edge| edge.at_rest).flat_map(|edge| edge.points.iter());
        let points = edges.map(|point| Rect::new(point.x, point.y, 0, 0));
        hulls.chain(points).reduce(|all, rect| all.union(&rect)).unwrap_or_default()
    }

    /// The places of the direct children of a node.
    pub fn children(&self, parent: usize) -> impl Iterator<Item = usize> + '_ {
        let nodes = self.nodes.iter().enumerate();
        nodes.filter(move |(_, node)| node.parent == Some(parent)).map(|(at, _)| at)
    }

    /// Whether `ancestor` is the node itself or one of the containers that it lies in.
    pub fn is_within(&self, node: usize, ancestor: usize) -> bool {
        let mut at = Some(node);
        while let Some(current) = at {
            if current == ancestor {
                return true;
            }
            at = self.nodes.get(current).and_then(|node| node.parent);
        }
        false
    }

    /// The nearest container of a kind that the node lies in, itself included.
    pub fn container_of(&self, node: usize, wanted: impl Fn(NodeKind) -> bool) -> Option<usize> {
        let mut at = Some(node);
        while let Some(current) = at {
            let found = self.nodes.get(current)?;
            if wanted(found.kind) {
                return Some(current);
            }
            at = found.parent;
        }
        None
    }

    /// The part of a large scene that is worth drawing: what touches the area, each with all it lies in, and the
    /// lines between them. Where more than `most` nodes touch it, the smallest are left out, size by size, until it
    /// is not. What the others lie in and what up to `most` lines lead to comes on top. `always` is in it, wherever
    /// it is.
    #[must_use]
    pub fn within(&self, area: &Rect, most: usize, always: Option<usize>) -> Self {
        let near: Vec<bool> = self.nodes.iter().map(|node| node.hull().overlaps(area)).collect();
        let count = |least: i32| {
            let nodes = self.nodes.iter().zip(&near);
            nodes.filter(|(node, is_near)| **is_near && node.rect.w >= least).count()
        };
        let mut least = 0;
        while least < area.w && count(least) > most {
            least = (least * 3 / 2).max(16);
        }
        let mut kept = vec![false; self.nodes.len()];
        let mut keep = |at: usize| {
            let mut at = Some(at);
            while let Some(flag) = at.and_then(|at| kept.get_mut(at)).filter(|flag| !**flag) {
                *flag = true;
                at = at.and_then(|at| self.nodes.get(at)).and_then(|node| node.parent);
            }
        };
        let is_large = |at: usize| self.nodes.get(at).is_some_and(|node| node.rect.w >= least);
        let is_near = |at: usize| near.get(at).copied().unwrap_or(false);
        (0..self.nodes.len()).filter(|at| is_large(*at) && is_near(*at)).take(most).for_each(&mut keep);
        always.into_iter().for_each(&mut keep);
        let is_shown = |edge: &&Edge| {
            is_large(edge.from) && is_large(edge.to) && (is_near(edge.from) || is_near(edge.to))
        };
        let edges: Vec<&Edge> = self.edges.iter().filter(is_shown).take(most).collect();
        for edge in &edges {
            keep(edge.from);
            keep(edge.to);
        }
        self.only(&kept, &edges)
    }

    /// These nodes, with everything that they lie in, and these edges between them.
    fn only(&self, kept: &[bool], edges: &[&Edge]) -> Self {
        let mut places = vec![None; kept.len()];
        let mut nodes: Vec<Node> = Vec::new();
        for ((node, place), _) in self.nodes.iter().zip(&mut places).zip(kept).filter(|(_, kept)| **kept) {
            *place = Some(nodes.len());
            nodes.push(node.clone());
        }
        let place = |at: usize| places.get(at).copied().flatten();
        for node in &mut nodes {
            node.parent = node.parent.and_then(place);
        }
        let moved =
            |edge: &&Edge| Some(Edge { from: place(edge.from)?, to: place(edge.to)?, ..(*edge).clone() });
        Self {
            edges: Arc::new(edges.iter().filter_map(moved).collect()),
            index: Arc::new(nodes.iter().enumerate().map(|(at, node)| (node.key.clone(), at)).into_map()),
            nodes,
            stands_for: Arc::clone(&self.stands_for),
        }
    }

    /// The placement, from the inside corner of `parent`, of a thing whose upper left corner is dropped at `corner`.
    /// `None` as parent is the drawing itself.
    pub fn place_in(&self, parent: Option<usize>, corner: Point) -> Point {
        let origin = parent.and_then(|at| self.nodes.get(at)).map(|node| node.origin).unwrap_or_default();
        corner.moved(-origin.x, -origin.y)
    }

    /// The corner from which a placement of this node is measured: what `x` and `y` of the document say, absolute.
    /// It differs from the corner of the frame where a container has grown to the left or upwards.
    pub fn nominal_corner(&self, at: usize) -> Option<Point> {
        let node = self.nodes.get(at)?;
        let insets = node.kind.insets();
        Some(node.origin.moved(-insets.left, -insets.top))
    }

    /// The drawing while `moved` nodes are dragged by `dx`, `dy`: they and all they hold shifted, nothing else laid
    /// out anew. Edges that join a moved node with one that stays are listed apart, for the caller to draw straight.
    pub fn moved(&self, moved: &BTreeSet<usize>, dx: i32, dy: i32) -> Preview {
        let mut inside = vec![false; self.nodes.len()];
        let mut nodes = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            let goes = moved.contains(&at)
                || node.parent.and_then(|parent| inside.get(parent)).copied().unwrap_or(false);
            if let Some(flag) = inside.get_mut(at) {
                *flag = goes;
            }
            if goes {
                nodes.push((at, node.rect.moved(dx, dy)));
            }
        }
        let goes = |at: usize| inside.get(at).copied().unwrap_or(false);
        let edges = self.edges.iter().enumerate().filter(|(_, edge)| goes(edge.from) || goes(edge.to));
        let (whole, torn): (Vec<_>, Vec<_>) = edges.partition(|(_, edge)| goes(edge.from) && goes(edge.to));
        let places = |list: Vec<(usize, &Edge)>| list.into_iter().map(|(at, _)| at).collect();
        Preview { nodes, carried_edges: places(whole), torn_edges: places(torn) }
    }
}

/// What a drag moves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// The nodes that move, with their new frames.
    pub nodes: Vec<(usize, Rect)>,
    /// Edges that move as they are, with both ends.
    pub carried_edges: Vec<usize>,
    /// Edges of which one end moves.
    pub torn_edges: Vec<usize>,
}
