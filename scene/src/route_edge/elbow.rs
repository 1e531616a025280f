//! The ordinary way of a line: straight, one bend or two, chosen among the free ones by cost.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::path::length;
use super::port::{Port, ports};
use super::room::{BEND, Room, Way};
use crate::geometry::{Point, Rect, Side};
use crate::node::{Node, NodeKind};
use crate::shape::{EDGE_CLEARANCE, EDGE_LANE, PADDING};

/// A way with its cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) points: Vec<Point>,
    pub(super) cost: i64,
    /// What the shortest way would cost if nothing stood in it.
    pub(super) bare: i64,
}

/// The cheapest free way with few bends among the `tries` shortest ones.
pub(super) fn elbow(room: &Room<'_>, way: &Way, tries: usize) -> Option<Found> {
    let mut candidates = candidates(room, way);
    let shortest = candidates.peek().map_or(0, |Reverse((bare, _))| *bare);
    let mut best: Option<Found> = None;
    for _ in 0..tries {
        let Some(Reverse((bare, line))) = candidates.pop() else { break };
        if best.as_ref().is_some_and(|best| best.cost <= bare) {
            break;
        }
        let Some(cost) = whole_cost(room, way, line.points(), bare) else { continue };
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            best = Some(Found { points: line.points().to_vec(), cost, bare: shortest });
        }
    }
    best
}

/// The shortest way, whatever is in it: for a drawing so full that nothing is free.
pub(super) fn any_elbow(room: &Room<'_>, way: &Way) -> Vec<Point> {
    candidates(room, way).pop().map(|Reverse((_, line))| line.points().to_vec()).unwrap_or_default()
}

fn whole_cost(room: &Room<'_>, way: &Way, points: &[Point], bare: i64) -> Option<i64> {
    let mut cost = bare;
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        cost += room.piece_cost(*a, *b, way)? - i64::from(a.distance(*b));
    }
    Some(cost)
}

/// A line of at most six points, held in place: hundreds are weighed for every edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    count: usize,
    points: [Point; 6],
}

impl Line {
    /// The line through the points, without those that lie on the straight between their neighbours.
    fn through(points: &[Point]) -> Self {
        let mut line = Self { count: 0, points: [Point::new(0, 0); 6] };
        for point in points {
            if line.points().last() == Some(point) {
                continue;
            }
            if let [.., a, b] = line.points()
                && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
            {
                line.count -= 1;
            }
            if let Some(place) = line.points.get_mut(line.count) {
                *place = *point;
                line.count += 1;
            }
        }
        line
    }

    fn points(&self) -> &[Point] {
        self.points.get(..self.count).unwrap_or(&[])
    }
}

/// All simple ways, cheapest first by what they would cost in an empty drawing.
fn candidates(room: &Room<'_>, way: &Way) -> BinaryHeap<Reverse<(i64, Line)>> {
    let (from, to) = ports(room.nodes(), way.from, way.to);
    let columns = columns(room.nodes(), way);
    let mut all = Vec::with_capacity(256);
    for p in &from {
        for q in &to {
            let mut add = |points: &[Point]| {
                let line = Line::through(points);
                if is_sound(line.points(), p, q) {
                    let bends = i64::try_from(line.count).unwrap_or(0) - 2;
                    let bare = i64::from(length(line.points())) + BEND * bends + i64::from(p.cost + q.cost);
                    all.push(Reverse((bare, line)));
                }
            };
            shapes(p, q, &mut add);
            if let Some((first, second)) = &columns {
                channels(p, q, first, second, &mut add);
            }
        }
    }
    BinaryHeap::from(all)
}

/// The ways of up to two bends between two ports, those that would leave an end inwards left out.
fn shapes(p: &Port, q: &Port, add: &mut impl FnMut(&[Point])) {
    let (a, b) = (p.at, q.at);
    let both_leave = |after: Point, before: Point| leaves(a, after, p) && leaves(b, before, q);
    let mut through = |bends: [Point; 2]| {
        let [first, second] = bends;
        if both_leave(first, second) {
            add(&[a, first, second, b]);
        }
    };
    match (p.side.is_horizontal(), q.side.is_horizontal()) {
        (true, true) if a.x == b.x => through([b, a]),
        (false, false) if a.y == b.y => through([b, a]),
        (true, false) => through([Point::new(a.x, b.y); 2]),
        (false, true) => through([Point::new(b.x, a.y); 2]),
        (true, true) => {
            for y in middles(a.y, b.y, p.side.outwards().1, q.side.outwards().1) {
                through([Point::new(a.x, y), Point::new(b.x, y)]);
            }
        }
        (false, false) => {
            for x in middles(a.x, b.x, p.side.outwards().0, q.side.outwards().0) {
                through([Point::new(x, a.y), Point::new(x, b.y)]);
            }
        }
    }
}

/// Where the middle piece can lie: in the middle, beside either end, and a lane or two further.
fn middles(a: i32, b: i32, out_a: i32, out_b: i32) -> [i32; 7] {
    let beside = |end: i32, out: i32, lanes: i32| end + out * EDGE_LANE * lanes;
    [
        i32::midpoint(a, b),
        beside(a, out_a, 1),
        beside(b, out_b, 1),
        beside(a, out_a, 2),
        beside(b, out_b, 2),
        beside(a, out_a, 3),
        beside(b, out_b, 3),
    ]
}

/// The subnets of both ends, or the ends themselves where they lie in none.
fn columns(nodes: &[Node], way: &Way) -> Option<(Rect, Rect)> {
    let subnet = |at: usize| {
        let own = nodes.get(at)?;
        let is_subnet = |node: &&Node| matches!(node.kind, NodeKind::Subnet { .. });
        let parent = own.parent.and_then(|parent| nodes.get(parent));
        Some(Some(own).filter(is_subnet).or(parent.filter(is_subnet)).unwrap_or(own).rect)
    };
    Some((subnet(way.from)?, subnet(way.to)?))
}

/// The ways up beside a column of subnets: out, along the padding of the zone, and in below the target.
fn channels(p: &Port, q: &Port, from: &Rect, to: &Rect, add: &mut impl FnMut(&[Point])) {
    let (a, b) = (p.at, q.at);
    let (above, below) = (a.y - EDGE_CLEARANCE, to.bottom() + EDGE_CLEARANCE);
    if p.side != Side::Top || q.side != Side::Bottom || p.cost > 0 || q.cost > 0 || above < below {
        return;
    }
    for x in [from.right().max(to.right()) + PADDING / 2, from.x.min(to.x) - PADDING / 2] {
        add(&[
            a,
            Point::new(a.x, above),
            Point::new(x, above),
            Point::new(x, below),
            Point::new(b.x, below),
            b,
        ]);
    }
}

/// Whether a line leaves both of its ends outwards.
fn is_sound(points: &[Point], p: &Port, q: &Port) -> bool {
    let [first, second, ..] = points else { return false };
    let [.., before, last] = points else { return false };
    leaves(*first, *second, p) && leaves(*last, *before, q)
}

fn leaves(from: Point, to: Point, port: &Port) -> bool {
    ((to.x - from.x).signum(), (to.y - from.y).signum()) == port.side.outwards()
}
