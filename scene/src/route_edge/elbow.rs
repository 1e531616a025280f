//! The ordinary way of a line: straight, one bend or two, chosen among the free ones by cost.

use super::path::{length, simplified};
use super::port::{Port, ports};
use super::room::{BEND, Room, Way};
use crate::geometry::Point;
use crate::shape::EDGE_LANE;

/// A way with its cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) points: Vec<Point>,
    pub(super) cost: i64,
    /// What the shortest way would cost if nothing stood in it.
    pub(super) bare: i64,
}

/// After so many tries without a better way the search ends.
const TRIES_MOST: usize = 80;

/// The cheapest free way with at most two bends.
pub(super) fn elbow(room: &Room<'_>, way: &Way) -> Option<Found> {
    let mut candidates = candidates(room, way);
    candidates.sort_unstable();
    let shortest = candidates.first().map_or(0, |(bare, _, _)| *bare);
    let mut best: Option<Found> = None;
    for (tries, (bare, _, points)) in candidates.into_iter().enumerate() {
        if best.as_ref().is_some_and(|best| best.cost <= bare) || tries > TRIES_MOST {
            break;
        }
        let Some(cost) = whole_cost(room, way, &points, bare) else { continue };
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            best = Some(Found { points, cost, bare: shortest });
        }
    }
    best
}

/// The shortest way, whatever is in it: for a drawing so full that nothing is free.
pub(super) fn any_elbow(room: &Room<'_>, way: &Way) -> Vec<Point> {
    candidates(room, way).into_iter().min().map(|(_, _, points)| points).unwrap_or_default()
}

fn whole_cost(room: &Room<'_>, way: &Way, points: &[Point], bare: i64) -> Option<i64> {
    let mut cost = bare;
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        cost += room.piece_cost(*a, *b, way)? - i64::from(a.distance(*b));
    }
    Some(cost)
}

/// All ways of up to two bends with their cost in an empty drawing, and a number that breaks ties.
fn candidates(room: &Room<'_>, way: &Way) -> Vec<(i64, usize, Vec<Point>)> {
    let (from, to) = ports(room.nodes(), way.from, way.to);
    let mut all = Vec::new();
    for p in &from {
        for q in &to {
            for points in shapes(p, q) {
                let bends = i64::try_from(points.len()).unwrap_or(0) - 2;
                let bare = i64::from(length(&points)) + BEND * bends + i64::from(p.cost + q.cost);
                all.push((bare, all.len(), points));
            }
        }
    }
    all
}

/// The ways between two ports that leave the one and reach the other from outside.
fn shapes(p: &Port, q: &Port) -> Vec<Vec<Point>> {
    let mut shapes: Vec<Vec<Point>> = Vec::new();
    let (a, b) = (p.at, q.at);
    match (p.side.is_horizontal(), q.side.is_horizontal()) {
        (true, true) if a.x == b.x => shapes.push(vec![a, b]),
        (false, false) if a.y == b.y => shapes.push(vec![a, b]),
        (true, false) => shapes.push(vec![a, Point::new(a.x, b.y), b]),
        (false, true) => shapes.push(vec![a, Point::new(b.x, a.y), b]),
        (true, true) => {
            for y in middles(a.y, b.y, p.side.outwards().1, q.side.outwards().1) {
                shapes.push(vec![a, Point::new(a.x, y), Point::new(b.x, y), b]);
            }
        }
        (false, false) => {
            for x in middles(a.x, b.x, p.side.outwards().0, q.side.outwards().0) {
                shapes.push(vec![a, Point::new(x, a.y), Point::new(x, b.y), b]);
            }
        }
    }
    shapes.into_iter().map(|points| simplified(&points)).filter(|points| is_sound(points, p, q)).collect()
}

/// Where the middle piece can lie: beside either end, in the middle, and a lane or two further.
fn middles(a: i32, b: i32, out_a: i32, out_b: i32) -> Vec<i32> {
    let mut all = vec![i32::midpoint(a, b)];
    for lanes in 1..=4 {
        all.push(a + out_a * EDGE_LANE * lanes);
        all.push(b + out_b * EDGE_LANE * lanes);
    }
    all.sort_unstable();
    all.dedup();
    all
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
