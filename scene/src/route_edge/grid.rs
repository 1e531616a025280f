//! The way round when no elbow is free: the cheapest way on a sparse grid of lines beside the obstacles.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::path::simplified;
use super::port::{Port, ports};
use super::room::{BEND, Room, Way};
use crate::geometry::{Point, Rect, Side};
use crate::shape::EDGE_CLEARANCE;

/// How far beyond both ends the search looks.
const MARGIN: i32 = 150;
/// More lines than this in one direction make the search too dear: the caller takes a plain elbow.
const LINES_MOST: usize = 120;
/// More steps than this end the search.
const STEPS_MOST: usize = 6_000;

/// A crossing of two lines, and the direction in which it was reached (clockwise from the top).
type State = (usize, usize, u8);

/// A way into the target: the crossing before it, the point on its border, and what the last piece costs.
type Goal = (State, Point, i64);

/// The cheapest way from one node to another round everything; `None` where there is none within the limits.
pub(super) fn way_round(room: &Room<'_>, way: &Way) -> Option<(Vec<Point>, i64)> {
    let (from, to) = ports(room.nodes(), way.from, way.to);
    let (xs, ys) = lines(room, &from, &to)?;
    let mut search =
        Search { room, way, xs, ys, best: BTreeMap::new(), came: BTreeMap::new(), open: BinaryHeap::new() };
    for port in &from {
        let Some(cost) = room.piece_cost(port.at, outside(port), way) else { continue };
        search.start(outside(port), direction(port.side), cost + i64::from(port.cost));
    }
    let goal = |port: &Port| -> Option<Goal> {
        let cost = room.piece_cost(outside(port), port.at, way)?;
        let (x, y) = search.place(outside(port))?;
        Some(((x, y, direction(port.side.opposite())), port.at, cost + i64::from(port.cost)))
    };
    let goals: Vec<Goal> = to.iter().filter_map(goal).collect();
    let (state, last, cost) = search.run(&goals)?;
    let mut points = search.trace(state);
    let first = points.first().copied()?;
    let begin = from.iter().find(|port| outside(port) == first)?.at;
    points.insert(0, begin);
    points.push(last);
    Some((simplified(&points), cost))
}

/// The point a line has to pass outside of a port.
fn outside(port: &Port) -> Point {
    let (dx, dy) = port.side.outwards();
    port.at.moved(dx * EDGE_CLEARANCE, dy * EDGE_CLEARANCE)
}

/// The lines of the grid: beside every obstacle near the two ends, and through their ports.
fn lines(room: &Room<'_>, from: &[Port], to: &[Port]) -> Option<(Vec<i32>, Vec<i32>)> {
    let all = || from.iter().chain(to);
    let ends = all().map(|port| Rect::new(port.at.x, port.at.y, 0, 0));
    let around = ends.reduce(|all, rect| all.union(&rect))?.grown(MARGIN);
    let mut xs: Vec<i32> = all().map(|port| outside(port).x).collect();
    let mut ys: Vec<i32> = all().map(|port| outside(port).y).collect();
    for (rect, distance) in room.obstacles_in(&around) {
        xs.extend([rect.x - distance, rect.right() + distance]);
        ys.extend([rect.y - distance, rect.bottom() + distance]);
    }
    xs.retain(|x| *x >= around.x && *x <= around.right());
    ys.retain(|y| *y >= around.y && *y <= around.bottom());
    for lines in [&mut xs, &mut ys] {
        lines.sort_unstable();
        lines.dedup();
    }
    (xs.len() <= LINES_MOST && ys.len() <= LINES_MOST).then_some((xs, ys))
}

struct Search<'a> {
    room: &'a Room<'a>,
    way: &'a Way,
    xs: Vec<i32>,
    ys: Vec<i32>,
    best: BTreeMap<State, i64>,
    came: BTreeMap<State, State>,
    open: BinaryHeap<Reverse<(i64, i64, State)>>,
}

impl Search<'_> {
    fn place(&self, point: Point) -> Option<(usize, usize)> {
        Some((self.xs.binary_search(&point.x).ok()?, self.ys.binary_search(&point.y).ok()?))
    }

    fn point(&self, state: State) -> Option<Point> {
        Some(Point::new(*self.xs.get(state.0)?, *self.ys.get(state.1)?))
    }

    fn start(&mut self, at: Point, direction: u8, cost: i64) {
        let Some((x, y)) = self.place(at) else { return };
        self.reach((x, y, direction), cost, 0);
    }

    fn reach(&mut self, state: State, cost: i64, ahead: i64) -> bool {
        if self.best.get(&state).is_some_and(|known| *known <= cost) {
            return false;
        }
        self.best.insert(state, cost);
        self.open.push(Reverse((cost + ahead, cost, state)));
        true
    }

    /// Runs until the cheapest goal is sure. Gives the last state, the point on the node, and the cost.
    fn run(&mut self, goals: &[Goal]) -> Option<Goal> {
        let targets: Vec<Point> = goals.iter().filter_map(|(state, _, _)| self.point(*state)).collect();
        let ahead =
            |point: Point| targets.iter().map(|target| i64::from(point.distance(*target))).min().unwrap_or(0);
        let mut found: Option<Goal> = None;
        let mut steps = 0;
        while let Some(Reverse((estimate, cost, state))) = self.open.pop() {
            if found.is_some_and(|(_, _, best)| best <= estimate) || steps > STEPS_MOST {
                break;
            }
            if self.best.get(&state).is_some_and(|known| *known < cost) {
                continue;
            }
            steps += 1;
            for (goal, last, more) in goals {
                if (goal.0, goal.1) != (state.0, state.1) || (goal.2 + 2) % 4 == state.2 {
                    continue;
                }
                let total = cost + more + if goal.2 == state.2 { 0 } else { BEND };
                if found.is_none_or(|(_, _, best)| total < best) {
                    found = Some((state, *last, total));
                }
            }
            for (next, more) in self.steps_from(state) {
                let Some(point) = self.point(next) else { continue };
                if self.reach(next, cost + more, ahead(point)) {
                    self.came.insert(next, state);
                }
            }
        }
        found
    }

    fn steps_from(&self, state: State) -> Vec<(State, i64)> {
        let Some(here) = self.point(state) else { return Vec::new() };
        let mut steps = Vec::with_capacity(3);
        for direction in (0..4).filter(|direction| (direction + 2) % 4 != state.2) {
            let next = match direction {
                0 => state.1.checked_sub(1).map(|y| (state.0, y)),
                1 => Some((state.0 + 1, state.1)),
                2 => Some((state.0, state.1 + 1)),
                _ => state.0.checked_sub(1).map(|x| (x, state.1)),
            };
            let Some((x, y)) = next else { continue };
            let next = (x, y, direction);
            let Some(there) = self.point(next) else { continue };
            let Some(cost) = self.room.piece_cost(here, there, self.way) else { continue };
            steps.push((next, cost + if direction == state.2 { 0 } else { BEND }));
        }
        steps
    }

    fn trace(&self, last: State) -> Vec<Point> {
        let mut points = Vec::new();
        let mut at = Some(last);
        while let Some(state) = at {
            points.extend(self.point(state));
            at = self.came.get(&state).copied();
        }
        points.reverse();
        points
    }
}

fn direction(side: Side) -> u8 {
    match side {
        Side::Top => 0,
        Side::Right => 1,
        Side::Bottom => 2,
        Side::Left => 3,
    }
}
