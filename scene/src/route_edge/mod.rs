//! Edges: orthogonal lines with rounded corners, round what stands in their way.
//!
//! `wanted.rs` says which lines a document has (`balanced.rs` those behind load balancers,
//! `named.rs` those of zones, rules and options), `port.rs` where they may
//! touch, `elbow.rs` tries the ordinary ways, `grid.rs` searches a way round where none of those is free, `room.rs` says
//! what a piece of line costs.

mod balanced;
mod elbow;
mod grid;
mod in_steps;
mod kept;
mod named;
mod path;
mod port;
mod room;
mod wanted;

use std::sync::Arc;

use netyard_core::model::ResourceId;

use crate::geometry::Point;
use crate::node::Node;
use crate::scene::{Scene, SceneInput};
use crate::shape;
pub use balanced::Addresses;
pub(crate) use in_steps::EdgesInSteps;
use kept::KeptWays;
pub(crate) use path::simplified;
pub use path::{length, parallel, point_along, rounded_path};
pub(crate) use room::Room;
use room::Way;

/// What an edge stands for; it decides line, ends and label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A subnet to the target of its route, or a gateway to the internet: line 1.25, a small head at the target.
    Route,
    /// Traffic between two parts, as from a load balancer to its targets: line 1.5, a head at the target.
    Traffic,
    /// A VPC and its transit gateway, two transit gateways, an endpoint and its service: line 1.5, a dot at both ends.
    Attachment,
    /// One half of a peering connection: a double line in the violet of VPCs, from the tile to a VPC.
    Peering,
    /// What decides about names and a VPC that it counts for: line 1.25, dotted.
    Association,
    /// A VPN connection: line 1.75, dashed; dotted where no tunnel is up.
    Vpn,
}

/// A further line that the caller wants drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it begins.
    pub from: ResourceId,
    /// Where it ends.
    pub to: ResourceId,
    /// What it stands for.
    pub kind: EdgeKind,
    /// What its chip says; empty for none.
    pub label: String,
}

/// One drawn line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Stable id: that of the thing that the line stands for (an attachment, a VPN connection), else `FROM>TO`.
    pub id: String,
    /// What it stands for.
    pub kind: EdgeKind,
    /// The node where it begins, by its place in [`Scene::nodes`].
    pub from: usize,
    /// The node where it ends.
    pub to: usize,
    /// Its corners, the ends included.
    pub points: Vec<Point>,
    /// Its text: destinations of a route, the chip of a further line; empty for none.
    pub label: String,
    /// Whether it is always drawn. Routes to peerings and endpoints are not: they are shown while one of their
    /// ends is selected or hovered, so that the drawing stays readable.
    pub at_rest: bool,
    /// Whether what it stands for does not work at present (a peering that is not active, a VPN without a tunnel):
    /// drawn dashed.
    pub is_dashed: bool,
}

impl Edge {
    /// SVG path data, corners rounded. Both lines of a peering are in one path.
    pub fn path(&self) -> String {
        if self.kind == EdgeKind::Peering {
            let line = |by| rounded_path(&parallel(&self.points, by), shape::EDGE_RADIUS);
            return line(PEERING_HALF) + &line(-PEERING_HALF);
        }
        rounded_path(&self.points, shape::EDGE_RADIUS)
    }

    /// Whether the line is itself how a thing is drawn: an attachment, a VPN connection. Its id is that of the thing.
    pub fn is_thing(&self) -> bool {
        !self.id.contains('>')
    }

    /// The middle of the line, for its label.
    pub fn middle(&self) -> Point {
        point_along(&self.points, length(&self.points) / 2).map(|(point, _)| point).unwrap_or_default()
    }
}

/// Half the distance of the two lines of a peering.
const PEERING_HALF: i32 = 2;
/// What all searches for ways round may spend together: a fixed share of a frame, however large the drawing.
const STEPS_MOST: usize = 40_000;
/// With more lines than this every line is a plain elbow.
const EDGES_MANY: usize = 2_500;
/// With more lines than this those that are not always shown are left out.
const EDGES_MOST: usize = 12_000;
/// Nodes further apart than this are joined by a plain elbow: nobody sees both ends at once.
const FAR: i32 = 3_000;
/// How many elbows are weighed for such a line.
const TRIES_FAR: usize = 6;
/// How many more where none of those is free.
const TRIES_AGAIN: usize = 400;
/// For so many lines of a drawing.
const RETRIES_MOST: usize = 100;
/// How many are weighed for an ordinary one.
const TRIES_NEAR: usize = 64;
/// What one search may spend.
const STEPS_OF_ONE: usize = 12_000;
/// A way round is searched when the best elbow costs this much more than a free one would.
const WORTH_A_SEARCH: i64 = 60;

/// Lines that are not in the document's model but in its drawing: a pair of nodes, not yet routed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) kind: EdgeKind,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) label: String,
    pub(crate) at_rest: bool,
    pub(crate) is_dashed: bool,
    /// The thing that it stands for, where it stands for one.
    pub(crate) thing: Option<ResourceId>,
}

impl Wanted {
    /// A line that is always drawn and says nothing.
    fn new(kind: EdgeKind, from: usize, to: usize) -> Self {
        Self { kind, from, to, label: String::new(), at_rest: true, is_dashed: false, thing: None }
    }

    /// The id of its edge.
    fn id(&self, scene: &Scene) -> String {
        let key = |at: usize| scene.nodes().get(at).map_or("", |node| node.key.as_str());
        match &self.thing {
            Some(thing) => thing.to_string(),
            None => format!("{}>{}", key(self.from), key(self.to)),
        }
    }
}

/// Routes all edges of a scene. Ways of the scene before are kept where nothing near them has changed.
pub(crate) fn edges_of(input: &SceneInput<'_>, scene: &Scene, before: &Scene) -> Arc<Vec<Edge>> {
    let kept = KeptWays::between(before, scene);
    let (wanted, is_hurried) = bounded(wanted::wanted(input, scene));
    if let Some(edges) = kept.all_of(&wanted) {
        return edges;
    }
    let mut router = Router::new(scene.nodes());
    router.is_hurried = is_hurried;
    let edges = wanted.into_iter().map(|line| {
        let points = match kept.way_of(&line).filter(|points| router.is_free(line.from, line.to, points)) {
            Some(points) => {
                router.keep(&points, &line);
                points
            }
            None => router.route(line.from, line.to, line.at_rest),
        };
        drawn(scene, line, points)
    });
    Arc::new(edges.filter(|edge| edge.points.len() > 1).collect())
}

/// The lines that are drawn, and whether they are so many that each is a plain elbow.
fn bounded(mut wanted: Vec<Wanted>) -> (Vec<Wanted>, bool) {
    if wanted.len() > EDGES_MOST {
        wanted.retain(|line| line.at_rest);
    }
    let is_hurried = wanted.len() > EDGES_MANY;
    (wanted, is_hurried)
}

fn drawn(scene: &Scene, line: Wanted, points: Vec<Point>) -> Edge {
    Edge {
        id: line.id(scene),
        kind: line.kind,
        from: line.from,
        to: line.to,
        points,
        label: line.label,
        at_rest: line.at_rest,
        is_dashed: line.is_dashed,
    }
}

/// Finds ways between nodes, one after the other: later lines keep off earlier ones.
pub(crate) struct Router<'a> {
    room: Room<'a>,
    steps: usize,
    retries: usize,
    is_hurried: bool,
}

impl<'a> Router<'a> {
    /// A router for these nodes.
    pub(crate) fn new(nodes: &'a [Node]) -> Self {
        Self { room: Room::of(nodes), steps: STEPS_MOST, retries: RETRIES_MOST, is_hurried: false }
    }

    /// The way from one node to another; `stays` says whether later lines have to keep off it.
    pub(crate) fn route(&mut self, from: usize, to: usize, stays: bool) -> Vec<Point> {
        let way = Way::between(self.room.nodes(), from, to);
        let is_far = self.is_hurried || self.is_far(from, to);
        let mut plain = elbow::elbow(&self.room, &way, if is_far { TRIES_FAR } else { TRIES_NEAR });
        let is_good = |plain: &Option<elbow::Found>| {
            plain.as_ref().is_some_and(|found| found.cost <= found.bare + WORTH_A_SEARCH)
        };
        if is_far && !self.is_hurried && self.retries > 0 && !is_good(&plain) {
            self.retries -= 1;
            // No search round what stands in the way, but more of the ordinary ways.
            plain = elbow::elbow(&self.room, &way, TRIES_AGAIN);
        }
        let is_good = is_good(&plain);
        let round = if is_good || is_far {
            None
        } else {
            let mut steps = self.steps.min(STEPS_OF_ONE);
            let given = steps;
            let round = grid::way_round(&self.room, &way, &mut steps);
            self.steps -= given - steps;
            round
        };
        let points = match (plain, round) {
            (Some(plain), Some((_, cost))) if plain.cost <= cost => plain.points,
            (_, Some((points, _))) => points,
            (Some(plain), None) => plain.points,
            (None, None) => elbow::any_elbow(&self.room, &way),
        };
        if stays {
            self.room.occupy(&points, from, to);
        }
        points
    }

    /// Whether nothing stands in the way of a line between two nodes.
    pub(crate) fn is_free(&self, from: usize, to: usize, points: &[Point]) -> bool {
        let way = Way::between(self.room.nodes(), from, to);
        points.windows(2).all(|pair| matches!(pair, [a, b] if self.room.piece_cost(*a, *b, &way).is_some()))
    }

    /// Takes the way of a line as it is: where the line is always drawn, later ones have to keep off it.
    fn keep(&mut self, points: &[Point], line: &Wanted) {
        if line.at_rest {
            self.room.occupy(points, line.from, line.to);
        }
    }

    /// Whether so much lies between two nodes that weighing every way would cost more than it is worth.
    fn is_far(&self, from: usize, to: usize) -> bool {
        let middle = |at: usize| self.room.nodes().get(at).map(|node| node.rect.center()).unwrap_or_default();
        middle(from).distance(middle(to)) > FAR
    }
}
