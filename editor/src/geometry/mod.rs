//! What stands where, as the tools ask it.

mod interim;

use std::collections::BTreeMap;

use netyard_core::model::{Document, ResourceId};
use netyard_scene::{Point, Rect};

use crate::session::Key;

/// The form in which a node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A Region.
    Region,
    /// A VPC.
    Vpc,
    /// A zone in a VPC.
    Zone,
    /// A subnet.
    Subnet,
    /// A card.
    Card,
    /// A tile on a border.
    BorderTile,
    /// A tile in the middle of a line.
    LinkTile,
    /// A note.
    Note,
}

impl NodeKind {
    /// Whether other nodes can lie inside.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Region | Self::Vpc | Self::Zone | Self::Subnet)
    }

    /// Height of the header strip.
    pub fn header(self) -> i32 {
        match self {
            Self::Vpc => netyard_scene::shape::VPC_HEADER,
            Self::Subnet => netyard_scene::shape::SUBNET_HEADER,
            _ => 0,
        }
    }
}

/// One drawn thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its key.
    pub key: ResourceId,
    /// Its form.
    pub kind: NodeKind,
    /// The node that it lies in.
    pub parent: Option<usize>,
    /// How many containers it lies in.
    pub depth: u16,
    /// Its frame.
    pub rect: Rect,
    /// Its inside corner.
    pub origin: Point,
}

/// The laid-out drawing with what tools look up in it.
#[derive(Debug, Clone, Default)]
pub struct Geometry {
    nodes: Vec<Node>,
    index: BTreeMap<Key, usize>,
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

/// How near a pointer must come to a border or a tile.
const HIT_MARGIN: i32 = 8;

impl Geometry {
    /// Lays a document out.
    pub fn of(document: &Document) -> Self {
        let nodes = interim::nodes(document);
        let mut geometry = Self { nodes, ..Self::default() };
        geometry.children = vec![Vec::new(); geometry.nodes.len()];
        for (at, node) in geometry.nodes.iter().enumerate() {
            geometry.index.insert(node.key.clone(), at);
            match node.parent.and_then(|parent| geometry.children.get_mut(parent)) {
                Some(children) => children.push(at),
                None => geometry.roots.push(at),
            }
        }
        let corner =
            |at: &usize| geometry.nodes.get(*at).map(|node| (node.rect.y, node.rect.x, node.key.clone()));
        for children in &mut geometry.children {
            children.sort_by_cached_key(corner);
        }
        geometry.roots.sort_by_cached_key(corner);
        geometry
    }

    /// The nodes from back to front, every parent before its children.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node with this key.
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.index.get(key).and_then(|at| self.nodes.get(*at))
    }

    /// The frame of a thing.
    pub fn rect(&self, key: &str) -> Option<Rect> {
        self.node(key).map(|node| node.rect)
    }

    /// What a thing lies in.
    pub fn parent(&self, key: &str) -> Option<&Node> {
        self.nodes.get(self.node(key)?.parent?)
    }

    /// What lies directly in a container, or at the root, in reading order.
    pub fn children(&self, parent: Option<&str>) -> impl DoubleEndedIterator<Item = &Node> {
        static NONE: Vec<usize> = Vec::new();
        let places = match parent {
            None => &self.roots,
            Some(key) => self.index.get(key).and_then(|at| self.children.get(*at)).unwrap_or(&NONE),
        };
        places.iter().filter_map(|at| self.nodes.get(*at))
    }

    /// The containers of a thing, outermost first, without the thing itself.
    pub fn ancestors(&self, key: &str) -> Vec<&Node> {
        let mut chain = Vec::new();
        let mut at = self.node(key).and_then(|node| node.parent);
        while let Some(node) = at.and_then(|at| self.nodes.get(at)) {
            chain.push(node);
            at = node.parent;
        }
        chain.reverse();
        chain
    }

    /// Whether a thing is, or lies in, the container.
    pub fn is_within(&self, key: &str, container: &str) -> bool {
        key == container || self.ancestors(key).iter().any(|node| node.key.as_str() == container)
    }

    /// Everything inside a container, whatever the depth.
    pub fn descendants(&self, key: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        let mut open: Vec<&Node> = self.children(Some(key)).collect();
        while let Some(node) = open.pop() {
            found.push(node);
            open.extend(self.children(Some(node.key.as_str())));
        }
        found
    }

    /// What lies under a point, outermost first. A tile, card or note hides nothing but what is behind it; the frames
    /// of Regions and zones are only hit at their border or legend.
    pub fn under(&self, point: Point) -> Vec<&Node> {
        let Some(top) = self.nodes.iter().rev().find(|node| node.rect.contains(point)) else {
            return Vec::new();
        };
        let mut chain = self.ancestors(top.key.as_str());
        chain.push(top);
        chain
    }

    /// The innermost container under a point, none of whose containers is in `without`.
    pub fn container_at(&self, point: Point, without: &[Key]) -> Option<&Node> {
        self.nodes.iter().rev().find(|node| {
            node.kind.is_container()
                && node.rect.contains(point)
                && !without.iter().any(|key| self.is_within(node.key.as_str(), key.as_str()))
        })
    }

    /// Whether a point lies on the header strip or legend of a node.
    pub fn is_on_header(&self, node: &Node, point: Point) -> bool {
        let strip = node.kind.header().max(HIT_MARGIN * 2);
        node.kind.is_container() && node.rect.contains(point) && point.y < node.rect.y + strip
    }

    /// The box round everything.
    pub fn bounds(&self) -> Option<Rect> {
        self.nodes.iter().map(|node| node.rect).reduce(|all, rect| all.union(&rect))
    }

    /// The box round these.
    pub fn bounds_of<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> Option<Rect> {
        keys.into_iter().filter_map(|key| self.rect(key.as_str())).reduce(|all, rect| all.union(&rect))
    }
}
