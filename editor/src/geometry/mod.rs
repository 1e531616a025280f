//! The laid-out drawing with what tools ask of it: who lies in whom, what is under the pointer.

mod in_steps;

pub(crate) use in_steps::{Ahead, GeometryInSteps};

use netyard_core::ordered::{IntoOrdered, Order};
use std::collections::BTreeSet;
use std::sync::Arc;

use netyard_core::model::{Document, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_scene::hit::{Hit, HitIndex};
use netyard_scene::{Link, Node, NodeKind, Point, Rect, Scene, SceneInput};

use crate::session::Key;

/// What is derived from a document and seen by the tools. Built once for each change; the default is that of an empty
/// drawing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Geometry {
    scene: Arc<Scene>,
    network: Arc<RoutedNetwork>,
    index: Arc<Index>,
    drawn: Drawn,
}

/// What the scene is made of.
#[derive(Debug, Clone, Default)]
struct Drawn {
    document: Arc<Document>,
    public_subnets: BTreeSet<ResourceId>,
    unknown_subnets: BTreeSet<ResourceId>,
    folded: BTreeSet<Key>,
    links: Arc<[Link]>,
}

impl Drawn {
    fn of(
        document: &Arc<Document>,
        network: &RoutedNetwork,
        folded: &BTreeSet<Key>,
        links: &Arc<[Link]>,
    ) -> Self {
        Self {
            document: Arc::clone(document),
            public_subnets: network.public_subnets(),
            unknown_subnets: network.unknown_subnets(),
            folded: folded.clone(),
            links: Arc::clone(links),
        }
    }

    fn input(&self) -> SceneInput<'_> {
        SceneInput {
            document: &self.document,
            public_subnets: &self.public_subnets,
            unknown_subnets: &self.unknown_subnets,
            folded: &self.folded,
            links: &self.links,
        }
    }
}

/// Who lies in whom, and what lies where.
#[derive(Debug, Default)]
struct Index {
    hits: HitIndex,
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

impl Index {
    fn of(scene: &Scene) -> Self {
        let mut children = vec![Vec::new(); scene.nodes().len()];
        let mut roots = Vec::new();
        for (at, node) in scene.nodes().iter().enumerate() {
            match node.parent.and_then(|parent| children.get_mut(parent)) {
                Some(children) => children.push(at),
                None => roots.push(at),
            }
        }
        let corner =
            |at: &usize| scene.nodes().get(*at).map(|node| (node.rect.y, node.rect.x, node.key.clone()));
        for children in &mut children {
            children.order_by_key(corner);
        }
        roots.order_by_key(corner);
        Self { hits: HitIndex::of(scene), children, roots }
    }
}

impl Geometry {
    /// Lays a document out, with nothing folded and no lines besides its own.
    pub(crate) fn of(document: &Arc<Document>) -> Self {
        let network = Arc::new(RoutedNetwork::build(document));
        Self::after(None, document, network, &BTreeSet::new(), &Vec::new().into())
    }

    /// Lays a document out whose meaning is that of the network, with these containers folded and these lines besides
    /// its own. Lines that the change since the geometry before does not touch keep their ways; where nothing has
    /// moved, nothing is laid out anew, and its index holds.
    pub(crate) fn after(
        before: Option<&Self>,
        document: &Arc<Document>,
        network: Arc<RoutedNetwork>,
        folded: &BTreeSet<Key>,
        links: &Arc<[Link]>,
    ) -> Self {
        let drawn = Drawn::of(document, &network, folded, links);
        let Some(before) = before else {
            let scene = Scene::build(&drawn.input());
            return Self { index: Arc::new(Index::of(&scene)), scene: Arc::new(scene), network, drawn };
        };
        let scene = before.scene.changed(&before.drawn.input(), &drawn.input());
        let index = if scene.stands_as(&before.scene) {
            Arc::clone(&before.index)
        } else {
            Arc::new(Index::of(&scene))
        };
        Self { scene: Arc::new(scene), network, index, drawn }
    }

    /// The scene.
    pub(crate) fn scene(&self) -> &Arc<Scene> {
        &self.scene
    }

    /// The network with its effective routes.
    pub(crate) fn network(&self) -> &Arc<RoutedNetwork> {
        &self.network
    }

    /// The index for hit tests.
    pub(crate) fn hits(&self) -> &HitIndex {
        &self.index.hits
    }

    /// The nodes from back to front, every parent before its children.
    pub(crate) fn nodes(&self) -> &[Node] {
        self.scene.nodes()
    }

    /// The node with this key.
    pub(crate) fn node(&self, key: &str) -> Option<&Node> {
        self.scene.node(key)
    }

    /// The node that shows a thing: its own, or that of the instance of an interface.
    pub(crate) fn shown_by(&self, key: &str) -> Option<&Node> {
        self.scene.shown_by(key).and_then(|at| self.nodes().get(at))
    }

    /// The frame of a thing.
    pub(crate) fn rect(&self, key: &str) -> Option<Rect> {
        self.node(key).map(|node| node.rect)
    }

    /// The corner that a placement of the thing gives, in the drawing.
    pub(crate) fn nominal_corner(&self, key: &str) -> Option<Point> {
        self.scene.nominal_corner(self.scene.index_of(key)?)
    }

    /// What a thing lies in.
    pub(crate) fn parent(&self, key: &str) -> Option<&Node> {
        self.nodes().get(self.node(key)?.parent?)
    }

    /// What lies directly in a container, or at the root, in reading order: from top to bottom, then left to right.
    pub(crate) fn children(&self, parent: Option<&str>) -> impl DoubleEndedIterator<Item = &Node> {
        static NONE: Vec<usize> = Vec::new();
        let places = match parent {
            None => &self.index.roots,
            Some(key) => self.scene.index_of(key).and_then(|at| self.index.children.get(at)).unwrap_or(&NONE),
        };
        places.iter().filter_map(|at| self.nodes().get(*at))
    }

    /// The containers of a thing, outermost first, without the thing itself.
    pub(crate) fn ancestors(&self, key: &str) -> Vec<&Node> {
        let mut chain = Vec::new();
        let mut at = self.node(key).and_then(|node| node.parent);
        while let Some(node) = at.and_then(|at| self.nodes().get(at)) {
            chain.push(node);
            at = node.parent;
        }
        chain.reverse();
        chain
    }

    /// Whether a thing is, or lies in, the container.
    pub(crate) fn is_within(&self, key: &str, container: &str) -> bool {
        key == container || self.ancestors(key).iter().any(|node| node.key.as_str() == container)
    }

    /// The keys without those that lie in another one of them: what moves, when containers move their content.
    pub(crate) fn topmost(&self, keys: &[Key]) -> Vec<Key> {
        let chosen: BTreeSet<&str> = keys.iter().map(Key::as_str).into_set();
        let inside =
            |key: &Key| self.ancestors(key.as_str()).iter().any(|node| chosen.contains(node.key.as_str()));
        keys.iter().filter(|key| !inside(key)).cloned().collect()
    }

    /// What a press at a point takes; `margin` in drawing units.
    pub(crate) fn hit(&self, point: Point, margin: i32) -> Option<Hit> {
        self.index.hits.at(&self.scene, point, margin, false)
    }

    /// The thing that a press takes and its containers, outermost first. Empty on open ground, and on the ground of
    /// containers: they are taken by their header or border name.
    pub(crate) fn chain_at(&self, point: Point, margin: i32) -> Vec<Key> {
        let Some(Hit::Part(taken) | Hit::Header(taken)) = self.hit(point, margin) else { return Vec::new() };
        let Some(node) = self.nodes().get(taken) else { return Vec::new() };
        let mut chain: Vec<Key> =
            self.ancestors(node.key.as_str()).into_iter().map(|node| node.key.clone()).collect();
        chain.push(node.key.clone());
        chain
    }

    /// The innermost container under a point that is no part of `besides`.
    pub(crate) fn container_at(&self, point: Point, besides: &[Key]) -> Option<&Node> {
        let besides: Vec<usize> =
            besides.iter().filter_map(|key| self.scene.index_of(key.as_str())).collect();
        self.index.hits.container_at(&self.scene, point, &besides).and_then(|at| self.nodes().get(at))
    }

    /// The card, tile or note under a point.
    pub(crate) fn part_at(&self, point: Point) -> Option<&Node> {
        match self.hit(point, 0) {
            Some(Hit::Part(at)) => self.nodes().get(at),
            _ => None,
        }
    }

    /// What a marquee takes: containers only when they lie inside as a whole, parts when they are touched.
    pub(crate) fn inside(&self, area: &Rect) -> Vec<Key> {
        let taken =
            self.index.hits.touching(&self.scene, area).into_iter().filter_map(|at| self.nodes().get(at));
        taken
            .filter(|node| !node.kind.is_container() || area.contains_rect(&node.rect))
            .filter(|node| {
                !matches!(node.kind, NodeKind::Zone | NodeKind::Region | NodeKind::Account)
                    || area.contains_rect(&node.rect)
            })
            .map(|node| node.key.clone())
            .collect()
    }

    /// The box round everything; `None` for an empty drawing.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        (!self.nodes().is_empty()).then(|| self.scene.bounds())
    }

    /// The box round these.
    pub(crate) fn bounds_of<'a>(&self, keys: impl IntoIterator<Item = &'a Key>) -> Option<Rect> {
        let rects = keys.into_iter().filter_map(|key| self.shown_by(key.as_str()).map(|node| node.rect));
        rects.reduce(|all, rect| all.union(&rect))
    }
}
