//! The way round when no elbow is free: the cheapest way on a sparse grid of lines beside the obstacles.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::path::simplified;
use super::port::{Port, ports};
use super::room::{BEND, Neighbourhood, Room, Way};
use crate::geometry::{Point, Rect, Side};
use crate::shape::EDGE_CLEARANCE;

/// How far beyond both ends the search looks.
const MARGIN: i32 = 100;
/// More lines than this in one direction make the search too dear: the caller takes a plain elbow.
const LINES_MOST: usize = 240;
/// A crossing of two lines, and the direction in which it was reached (clockwise from the top).
type State = (usize, usize, u8);

/// A way into the target: the crossing before it, the point on its border, and what the last piece costs.
type Goal = (State, Point, i64);

/// The cheapest way from one node to another round everything; `None` where there is none within the limits. What
/// the search spends is taken from `steps`, so that a full drawing costs no more than a small one.
pub(super) fn way_round(room: &Room<'_>, way: &Way, steps: &mut usize) -> Option<(Vec<Point>, i64)> {
    let (from, to) = ports(room.nodes(), way.from, way.to);
    let ends = from.iter().chain(&to).map(|port| Rect::new(port.at.x, port.at.y, 0, 0));
    let around =
        room.with_what_must_be_rounded(&ends.reduce(|all, rect| all.union(&rect))?, way).grown(MARGIN);
    let near = room.neighbourhood(&around);
    let frames: Vec<(Rect, i32)> = near.frames(room.nodes(), way).collect();
    let (xs, ys) = lines(&frames, &around, &from, &to)?;
    let states = xs.len() * ys.len() * 4;
    let unasked = |lines: &[i32]| vec![OnceCell::new(); lines.len()];
    let mut search = Search {
        room,
        near,
        upright: unasked(&xs),
        level: unasked(&ys),
        way,
        xs,
        ys,
        best: vec![i64::MAX; states],
        came: vec![NOWHERE; states],
        open: BinaryHeap::new(),
    };
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
    let (state, last, cost) = search.run(&goals, steps)?;
    let mut points = search.trace(state);
    let first = points.first().copied()?;
    let begin = from.iter().find(|port| outside(port) == first)?.at;
    points.insert(0, begin);
    points.push(last);
    Some((simplified(&points), cost))
}

/// No state came before.
const NOWHERE: State = (usize::MAX, usize::MAX, 0);

/// The point a line has to pass outside of a port.
fn outside(port: &Port) -> Point {
    let (dx, dy) = port.side.outwards();
    port.at.moved(dx * EDGE_CLEARANCE, dy * EDGE_CLEARANCE)
}

/// The lines of the grid: beside every obstacle near the two ends, and through their ports.
fn lines(frames: &[(Rect, i32)], around: &Rect, from: &[Port], to: &[Port]) -> Option<(Vec<i32>, Vec<i32>)> {
    let all = || from.iter().chain(to);
    let mut xs: Vec<i32> = all().map(|port| outside(port).x).collect();
    let mut ys: Vec<i32> = all().map(|port| outside(port).y).collect();
    for (rect, distance) in frames {
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
    near: Neighbourhood,
    /// What is near each line of the grid, as soon as somebody asks.
    upright: Vec<OnceCell<Neighbourhood>>,
    level: Vec<OnceCell<Neighbourhood>>,
    way: &'a Way,
    xs: Vec<i32>,
    ys: Vec<i32>,
    best: Vec<i64>,
    came: Vec<State>,
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

    /// The place of a state in the tables.
    fn at(&self, state: State) -> usize {
        (state.0 * self.ys.len() + state.1) * 4 + usize::from(state.2)
    }

    fn best(&self, state: State) -> i64 {
        self.best.get(self.at(state)).copied().unwrap_or(i64::MAX)
    }

    fn reach(&mut self, state: State, cost: i64, ahead: i64) -> bool {
        let at = self.at(state);
        let Some(best) = self.best.get_mut(at).filter(|best| **best > cost) else { return false };
        *best = cost;
        self.open.push(Reverse((cost + ahead, cost, state)));
        true
    }

    /// Runs until the cheapest goal is sure. Gives the last state, the point on the node, and the cost.
    fn run(&mut self, goals: &[Goal], steps: &mut usize) -> Option<Goal> {
        let targets: Vec<Point> = goals.iter().filter_map(|(state, _, _)| self.point(*state)).collect();
        let ahead =
            |point: Point| targets.iter().map(|target| i64::from(point.distance(*target))).min().unwrap_or(0);
        let mut found: Option<Goal> = None;
        while let Some(Reverse((estimate, cost, state))) = self.open.pop() {
            if found.is_some_and(|(_, _, best)| best <= estimate) || *steps == 0 {
                break;
            }
            if self.best(state) < cost {
                continue;
            }
            *steps -= 1;
            for (goal, last, more) in goals {
                if (goal.0, goal.1) != (state.0, state.1) || (goal.2 + 2) % 4 == state.2 {
                    continue;
                }
                let total = cost + more + if goal.2 == state.2 { 0 } else { BEND };
                if found.is_none_or(|(_, _, best)| total < best) {
                    found = Some((state, *last, total));
                }
            }
            for direction in (0..4).filter(|direction| (direction + 2) % 4 != state.2) {
                let Some((next, more)) = self.step(state, direction) else { continue };
                let Some(point) = self.point(next) else { continue };
                if self.reach(next, cost + more, ahead(point)) {
                    let at = self.at(next);
                    if let Some(came) = self.came.get_mut(at) {
                        *came = state;
                    }
                }
            }
        }
        found
    }

    /// The next crossing in a direction, and what it costs to go there.
    fn step(&self, state: State, direction: u8) -> Option<(State, i64)> {
        let (x, y) = match direction {
            0 => (state.0, state.1.checked_sub(1)?),
            1 => (state.0 + 1, state.1),
            2 => (state.0, state.1 + 1),
            _ => (state.0.checked_sub(1)?, state.1),
        };
        let next = (x, y, direction);
        let (here, there) = (self.point(state)?, self.point(next)?);
        // Where a cheaper way leads there already, the price of this one does not matter.
        let bend = if direction == state.2 { 0 } else { BEND };
        if self.best(next) <= self.best(state) + i64::from(here.distance(there)) + bend {
            return None;
        }
        let near = self.near_line(state, direction)?;
        Some((next, self.room.piece_cost_near(near, here, there, self.way)? + bend))
    }

    /// What is near the line on which a step in a direction goes.
    fn near_line(&self, (x, y, _): State, direction: u8) -> Option<&Neighbourhood> {
        let is_upright = matches!(direction, 0 | 2);
        let (lines, at, coordinate) = if is_upright {
            (&self.upright, x, *self.xs.get(x)?)
        } else {
            (&self.level, y, *self.ys.get(y)?)
        };
        Some(lines.get(at)?.get_or_init(|| self.near.on_line(is_upright, coordinate)))
    }

    fn trace(&self, last: State) -> Vec<Point> {
        let mut points = Vec::new();
        let mut state = last;
        while let Some(point) = self.point(state) {
            points.push(point);
            state = self.came.get(self.at(state)).copied().unwrap_or(NOWHERE);
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
