//! What stands in the way of a line, and what a piece of line costs.

use std::collections::BTreeMap;

use rstar::{AABB, RTree, primitives::GeomWithData, primitives::Rectangle};

use crate::geometry::{Point, Rect};
use crate::node::{Node, NodeKind};
use crate::shape::{EDGE_CLEARANCE, EDGE_LANE, PADDING};

/// What a bend costs, in drawing units of detour.
pub(super) const BEND: i64 = 24;

/// Something that a line avoids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Obstacle {
    rect: Rect,
    node: usize,
    resists: Resistance,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Resistance {
    /// Cards, tiles and texts: no way through.
    Wall,
    /// The inside of a container that the line has no business in: each unit costs this many more.
    Mud(i64),
    /// The name under a tile: no way through for others; its own line may pass below it.
    Name,
    /// A header: to be crossed the short way, never to run along.
    Strip,
}

/// More lines than this on one coordinate are as crowded as it gets.
const LINES_OF_A_LANE: usize = 48;
/// What a unit of line on or beside another line costs.
const CROWDED: i64 = 2;
/// The same just beside a line that begins or ends where it does.
const BESIDE_ITS_TREE: i64 = 3;
/// What crossing another line costs, in drawing units of detour.
const CROSSING: i64 = 30;
/// For so many coordinates with lines it is asked what a piece crosses: where there are more, crossings cannot be avoided.
const LANES_ASKED: usize = 64;
/// What a unit of line in a header costs.
const STRIP: i64 = 1;
/// What a unit of line on the border of a container costs: the two would be read as one.
const ALONG_BORDER: i64 = 4;
/// A line nearer than this to a border lies on it for the eye.
const ON_BORDER: i32 = 3;

type Entry = GeomWithData<Rectangle<[i32; 2]>, usize>;

/// All obstacles of a scene, and the lines drawn so far.
pub(crate) struct Room<'a> {
    nodes: &'a [Node],
    obstacles: Vec<Obstacle>,
    tree: RTree<Entry>,
    /// Pieces of lines by direction and coordinate.
    lanes: BTreeMap<(bool, i32), Vec<Lane>>,
}

/// A piece of a line: where it begins and ends on its coordinate, and which nodes the line joins.
#[derive(Debug, Clone, Copy)]
struct Lane {
    low: i32,
    high: i32,
    from: usize,
    to: usize,
}

impl Lane {
    /// Whether a way begins or ends where this line does: the two may lie on one another, as branches of a tree.
    fn is_branch_of(&self, way: &Way) -> bool {
        self.from == way.from || self.to == way.to
    }
}

impl<'a> Room<'a> {
    /// Collects the obstacles of a scene.
    pub(crate) fn of(nodes: &'a [Node]) -> Self {
        let mut obstacles = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let mut add =
                |rect: Rect, resists: Resistance| obstacles.push(Obstacle { rect, node: at, resists });
            match node.kind {
                NodeKind::Card | NodeKind::BorderTile { .. } | NodeKind::LinkTile => {
                    add(node.rect, Resistance::Wall);
                }
                NodeKind::Subnet { .. } if node.is_container() => add(node.rect, Resistance::Mud(5)),
                NodeKind::Vpc | NodeKind::Site if node.is_container() => {
                    add(node.rect, Resistance::Mud(12));
                }
                NodeKind::Subnet { .. } | NodeKind::Vpc | NodeKind::Site => add(node.rect, Resistance::Wall),
                NodeKind::Account if node.folded.is_some() => add(node.rect, Resistance::Wall),
                NodeKind::Account | NodeKind::Region | NodeKind::Zone | NodeKind::Note => {}
            }
            if let Some(label) = node.label_box() {
                add(label, if node.kind == NodeKind::LinkTile { Resistance::Name } else { Resistance::Wall });
            }
            if node.kind.header() > 0 && node.is_container() {
                add(Rect { h: node.kind.header(), ..node.rect }, Resistance::Strip);
            }
        }
        let entries = obstacles.iter().enumerate().map(|(at, obstacle)| entry(obstacle.rect, at)).collect();
        Self { nodes, tree: RTree::bulk_load(entries), obstacles, lanes: BTreeMap::new() }
    }

    /// The nodes of the scene.
    pub(super) fn nodes(&self) -> &'a [Node] {
        self.nodes
    }

    /// What the piece from `a` to `b` costs on a way between two nodes; `None` where something is in the way.
    pub(super) fn piece_cost(&self, a: Point, b: Point, way: &Way) -> Option<i64> {
        let around = Rect::between(a, b).grown(EDGE_CLEARANCE - 1);
        let envelope = AABB::from_corners([around.x, around.y], [around.right(), around.bottom()]);
        let found = self.tree.locate_in_envelope_intersecting(envelope);
        let more = resistance(found.filter_map(|entry| self.obstacles.get(entry.data)), a, b, way)?;
        Some(i64::from(a.distance(b)) + more + self.crowding(a, b, way) + self.crossings(a, b, way))
    }

    /// The same for a search that stays in one neighbourhood and asks often.
    pub(super) fn piece_cost_near(&self, near: &Neighbourhood, a: Point, b: Point, way: &Way) -> Option<i64> {
        let more = resistance(near.obstacles.iter(), a, b, way)?;
        Some(i64::from(a.distance(b)) + more + self.crowding(a, b, way) + self.crossings(a, b, way))
    }

    /// A box together with the containers in it that the way has no business in: it has to go round them.
    pub(super) fn with_what_must_be_rounded(&self, area: &Rect, way: &Way) -> Rect {
        let is_foreign = |obstacle: &&Obstacle| {
            matches!(obstacle.resists, Resistance::Mud(_)) && !way.passes.contains(&obstacle.node)
        };
        let near = self.neighbourhood(area);
        near.obstacles.iter().filter(is_foreign).fold(*area, |all, obstacle| all.union(&obstacle.rect))
    }

    /// The obstacles that touch a box.
    pub(super) fn neighbourhood(&self, around: &Rect) -> Neighbourhood {
        let envelope = AABB::from_corners([around.x, around.y], [around.right(), around.bottom()]);
        let mut found: Vec<usize> =
            self.tree.locate_in_envelope_intersecting(envelope).map(|entry| entry.data).collect();
        found.sort_unstable();
        Neighbourhood {
            obstacles: found.into_iter().filter_map(|at| self.obstacles.get(at).copied()).collect(),
        }
    }

    /// What it costs to lie on or beside other lines.
    fn crowding(&self, a: Point, b: Point, way: &Way) -> i64 {
        let (upright, coordinate, low, high) = lane_of(a, b);
        let near = (upright, coordinate - EDGE_LANE + 1)..=(upright, coordinate + EDGE_LANE - 1);
        let beside = self.lanes.range(near).map(|((_, at), lines)| (*at != coordinate, lines));
        beside
            .map(|(is_beside, lines)| {
                // A branch lies on its tree or away from it: just beside it, the two would be read as a double line.
                let costs = |lane: &Lane| match (lane.is_branch_of(way), is_beside) {
                    (false, _) => CROWDED,
                    (true, true) => BESIDE_ITS_TREE,
                    (true, false) => 0,
                };
                let shared = |lane: &Lane| i64::from((high.min(lane.high) - low.max(lane.low)).max(0));
                lines.iter().map(|lane| shared(lane) * costs(lane)).sum::<i64>()
            })
            .sum()
    }

    /// What it costs to cross other lines.
    fn crossings(&self, a: Point, b: Point, way: &Way) -> i64 {
        let (upright, coordinate, low, high) = lane_of(a, b);
        if high - low < 2 {
            return 0;
        }
        let across = self.lanes.range((!upright, low + 1)..(!upright, high));
        let crossed = across
            .take(LANES_ASKED)
            .flat_map(|(_, lines)| lines)
            .filter(|lane| lane.low < coordinate && coordinate < lane.high && !lane.is_branch_of(way));
        i64::try_from(crossed.count()).unwrap_or(i64::MAX).saturating_mul(CROSSING)
    }

    /// Takes a line as drawn between two nodes.
    pub(super) fn occupy(&mut self, points: &[Point], from: usize, to: usize) {
        for pair in points.windows(2) {
            if let [a, b] = pair {
                let (upright, coordinate, low, high) = lane_of(*a, *b);
                let lane = self.lanes.entry((upright, coordinate)).or_default();
                if lane.len() < LINES_OF_A_LANE {
                    lane.push(Lane { low, high, from, to });
                }
            }
        }
    }
}

/// The obstacles near a search.
#[derive(Clone)]
pub(super) struct Neighbourhood {
    obstacles: Vec<Obstacle>,
}

impl Neighbourhood {
    /// Those that a piece on one line of a grid can touch: upright at an x, else level at a y. A search asks about many
    /// pieces of each line, and most obstacles are nowhere near it.
    pub(super) fn on_line(&self, upright: bool, at: i32) -> Self {
        let is_touched = |obstacle: &&Obstacle| {
            let rect = obstacle.rect.grown(EDGE_CLEARANCE - 1);
            let (low, high) = if upright { (rect.x, rect.right()) } else { (rect.y, rect.bottom()) };
            low < at && at < high
        };
        Self { obstacles: self.obstacles.iter().filter(is_touched).copied().collect() }
    }

    /// The frames of the obstacles and how far to keep off them, for the lines of a grid. What lies inside a
    /// container that the way has no business in gives no lines: the way goes round the container.
    pub(super) fn frames<'n>(
        &'n self,
        nodes: &'n [Node],
        way: &'n Way,
    ) -> impl Iterator<Item = (Rect, i32)> + 'n {
        let matters = |obstacle: &&Obstacle| {
            let parent_of = |at: usize| nodes.get(at).and_then(|node| node.parent);
            let is_open = |container: Option<usize>| container.is_none_or(|at| way.passes.contains(&at));
            let parent = parent_of(obstacle.node);
            let on_border =
                nodes.get(obstacle.node).is_some_and(|node| matches!(node.kind, NodeKind::BorderTile { .. }));
            is_open(parent) || on_border && is_open(parent.and_then(parent_of))
        };
        self.obstacles.iter().filter(matters).map(|obstacle| match obstacle.resists {
            Resistance::Wall | Resistance::Name => (obstacle.rect, EDGE_CLEARANCE),
            // Between a subnet and its zone there is one padding: the line lies in its middle.
            Resistance::Mud(_) | Resistance::Strip => (obstacle.rect, PADDING / 2),
        })
    }
}

/// What a piece costs beyond its length; `None` where something is in the way.
fn resistance<'o>(
    obstacles: impl Iterator<Item = &'o Obstacle>,
    a: Point,
    b: Point,
    way: &Way,
) -> Option<i64> {
    let piece = Rect::between(a, b);
    let mut cost = 0;
    for obstacle in obstacles {
        if !obstacle.rect.grown(EDGE_CLEARANCE - 1).is_crossed_by(a, b) {
            continue;
        }
        let is_end = obstacle.node == way.from || obstacle.node == way.to;
        match obstacle.resists {
            Resistance::Name if is_end => {}
            Resistance::Wall | Resistance::Name => {
                let blocked = if is_end { obstacle.rect } else { obstacle.rect.grown(1) };
                if blocked.is_crossed_by(a, b) {
                    return None;
                }
                if !is_end {
                    cost += i64::from(shared_length(&piece, &obstacle.rect.grown(EDGE_CLEARANCE - 1))) + 4;
                }
            }
            Resistance::Strip => {
                if obstacle.rect.is_crossed_by(a, b) {
                    cost += STRIP * i64::from(shared_length(&piece, &obstacle.rect));
                }
            }
            Resistance::Mud(weight) => {
                cost += ALONG_BORDER * i64::from(length_along_border(&piece, &obstacle.rect));
                if obstacle.rect.is_crossed_by(a, b) && !way.passes.contains(&obstacle.node) {
                    cost += weight * i64::from(shared_length(&piece, &obstacle.rect)) + 10;
                }
            }
        }
    }
    Some(cost)
}

fn entry(rect: Rect, at: usize) -> Entry {
    GeomWithData::new(Rectangle::from_corners([rect.x, rect.y], [rect.right(), rect.bottom()]), at)
}

fn lane_of(a: Point, b: Point) -> (bool, i32, i32, i32) {
    if a.x == b.x {
        (true, a.x, a.y.min(b.y), a.y.max(b.y))
    } else {
        (false, a.y, a.x.min(b.x), a.x.max(b.x))
    }
}

/// How much of a piece runs along a side of a rectangle.
fn length_along_border(piece: &Rect, rect: &Rect) -> i32 {
    let is_on = |at: i32, low: i32, high: i32| (at - low).abs() < ON_BORDER || (at - high).abs() < ON_BORDER;
    let flat = piece.h == 0 && is_on(piece.y, rect.y, rect.bottom());
    let upright = piece.w == 0 && is_on(piece.x, rect.x, rect.right());
    if flat || upright { shared_length(piece, rect) } else { 0 }
}

/// How much of a piece lies in a rectangle.
fn shared_length(piece: &Rect, rect: &Rect) -> i32 {
    let w = piece.right().min(rect.right()) - piece.x.max(rect.x);
    let h = piece.bottom().min(rect.bottom()) - piece.y.max(rect.y);
    w.max(h).max(0)
}

/// The two ends of a way, and the containers that it may cross freely.
pub(super) struct Way {
    pub(super) from: usize,
    pub(super) to: usize,
    passes: Vec<usize>,
}

impl Way {
    /// A way between two nodes: the containers that they lie in are no obstacles to it, they themselves are.
    pub(super) fn between(nodes: &[Node], from: usize, to: usize) -> Self {
        let mut passes = Vec::new();
        for end in [from, to] {
            let mut at = nodes.get(end).and_then(|node| node.parent);
            while let Some(parent) = at {
                passes.push(parent);
                at = nodes.get(parent).and_then(|node| node.parent);
            }
        }
        Self { from, to, passes }
    }
}
