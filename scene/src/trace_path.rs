//! The line of a packet through the drawing: through what is drawn as a part, across the borders of what is drawn
//! as a container, with a place for the number of every hop.

use netyard_core::model::ResourceId;

use crate::geometry::{Point, Rect};
use crate::hop_spot::{HopSpot, spots};
use crate::route_edge::{Router, length, parallel, point_along, simplified};
use crate::scene::Scene;
use crate::shape::{REPLY_LANE, ROUTE_LINE};

/// Which way a packet goes: replies ride in a lane beside the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the sender.
    Request,
    /// Back to the sender.
    Reply,
}

/// The line of one direction of a trace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TracePath {
    /// The line as far as the packet got.
    pub line: Vec<Point>,
    /// The line that would have followed; empty where nothing would.
    pub beyond: Vec<Point>,
    /// Where the numbers of the hops ride; the last hop has the verdict's mark instead.
    pub hops: Vec<HopSpot>,
    /// Where the verdict's mark sits: the end of the line.
    pub end: Point,
    /// The parts that the packet passed, by their place in [`Scene::nodes`]: each gets a ring.
    pub passed: Vec<usize>,
}

/// The line through the components of `hops` in their order, and on through those of `beyond`.
///
/// `hops` are the components of a trace's `forward` or `return` list. With `stopped`, the last hop is the one that
/// dropped the packet: the line ends there, on its border, and the rest is `beyond`. `None` if nothing of it is
/// drawn.
pub fn trace_path(
    scene: &Scene,
    hops: &[ResourceId],
    beyond: &[ResourceId],
    stopped: bool,
    direction: Direction,
) -> Option<TracePath> {
    TraceRouter::new(scene).path(hops, beyond, stopped, direction)
}

/// Finds the lines of traces in one scene, and keeps what it has found: the reply takes the legs of its request, and
/// another trace those that it shares.
pub struct TraceRouter<'a> {
    scene: &'a Scene,
    router: Router<'a>,
    /// Found legs: from, to, and the line. So few that they are not sorted.
    legs: Vec<(usize, usize, Vec<Point>)>,
}

impl<'a> TraceRouter<'a> {
    /// A router that has found nothing yet.
    pub fn new(scene: &'a Scene) -> Self {
        Self { scene, router: Router::new(scene.nodes()), legs: Vec::new() }
    }

    /// The line of one direction, as [`trace_path`] gives it.
    pub fn path(
        &mut self,
        hops: &[ResourceId],
        beyond: &[ResourceId],
        stopped: bool,
        direction: Direction,
    ) -> Option<TracePath> {
        let walk = Walk::through(self.scene, hops, beyond)?;
        let (points, starts) = walk.line(self, direction);
        drawn(self.scene, &walk, (&points, &starts), (hops.len(), stopped), direction)
    }

    fn leg(&mut self, from: usize, to: usize) -> Vec<Point> {
        if let Some((_, _, known)) = self.legs.iter().find(|leg| (leg.0, leg.1) == (from, to)) {
            return known.clone();
        }
        let found = leg(self.scene, &mut self.router, from, to);
        self.legs.push((from, to, found.clone()));
        found
    }
}

fn drawn(
    scene: &Scene,
    walk: &Walk,
    (points, starts): (&[Point], &[i32]),
    (hops, stopped): (usize, bool),
    direction: Direction,
) -> Option<TracePath> {
    let total = length(points);
    let mut along = walk.places(scene, points, starts);
    let end = match along.get(hops.saturating_sub(1)) {
        Some(place) if stopped => (*place).min(total),
        _ if walk.stops.len() == hops => total,
        _ => along.get(hops).copied().unwrap_or(total),
    };
    along.truncate(hops);
    let shifted = |line: Vec<Point>| match direction {
        Direction::Request => line,
        Direction::Reply => beside(scene, walk, &line),
    };
    let line = shifted(cut(points, 0, end));
    let rest = if end < total { shifted(cut(points, end, total)) } else { Vec::new() };
    Some(TracePath {
        end: line.last().copied()?,
        hops: spots(&shifted(points.to_vec()), &along, end),
        passed: walk.passed(hops, stopped),
        line,
        beyond: rest,
    })
}

/// The components of a trace as nodes: parts are passed through, containers are crossed.
struct Walk {
    /// For each hop and each component beyond: its node, if it is drawn, and the number of the leg that it lies on.
    stops: Vec<(Option<usize>, usize)>,
    /// The parts in order, without doubles: leg `n` leads from part `n` to part `n + 1`.
    parts: Vec<usize>,
}

impl Walk {
    fn through(scene: &Scene, hops: &[ResourceId], beyond: &[ResourceId]) -> Option<Self> {
        let mut walk = Self { stops: Vec::new(), parts: Vec::new() };
        for component in hops.iter().chain(beyond) {
            let node = scene.shown_by(component.as_str());
            let is_part = node.and_then(|at| scene.nodes().get(at)).is_some_and(|node| !node.is_container());
            if let Some(at) = node.filter(|_| is_part)
                && walk.parts.last() != Some(&at)
            {
                walk.parts.push(at);
            }
            walk.stops.push((node, walk.parts.len().saturating_sub(1)));
        }
        // A walk that ends in a container ends at its border.
        if let Some(last) = walk.stops.iter().rev().find_map(|(node, _)| *node)
            && walk.parts.last() != Some(&last)
        {
            walk.parts.push(last);
        }
        (!walk.parts.is_empty()).then_some(walk)
    }

    /// The whole line, and how far along it every leg begins.
    fn line(&self, router: &mut TraceRouter<'_>, direction: Direction) -> (Vec<Point>, Vec<i32>) {
        let scene = router.scene;
        let mut points: Vec<Point> = Vec::new();
        let mut starts = Vec::new();
        for pair in self.parts.windows(2) {
            let [from, to] = pair else { continue };
            // A reply takes the way of the request backwards, so that the two lines stay beside one another.
            let mut leg = match direction {
                Direction::Request => router.leg(*from, *to),
                Direction::Reply => {
                    let mut back = router.leg(*to, *from);
                    back.reverse();
                    back
                }
            };
            if let (Some(end), Some(begin)) = (points.last().copied(), leg.first().copied()) {
                // Under the card the line turns from where it came in to where it leaves.
                points.extend(across(scene, *from, end, begin));
            }
            starts.push(length(&points) + points.last().zip(leg.first()).map_or(0, |(a, b)| a.distance(*b)));
            points.append(&mut leg);
        }
        if points.is_empty() {
            let only = self.parts.first().and_then(|at| scene.nodes().get(*at));
            points.extend(only.map(|node| Point::new(node.rect.right() - ROUTE_LINE, node.rect.y)));
        }
        (points, starts)
    }

    /// How far along the line every hop lies: parts where the packet leaves them, containers where it crosses
    /// their border. Never before the hop that came first.
    fn places(&self, scene: &Scene, points: &[Point], starts: &[i32]) -> Vec<i32> {
        let total = length(points);
        let start_of = |leg: usize| starts.get(leg).copied().unwrap_or(total);
        let mut least = 0;
        let mut places = Vec::new();
        for (node, leg) in &self.stops {
            let (from, until) = (start_of(*leg), start_of(leg + 1));
            let drawn = node.and_then(|at| scene.nodes().get(at));
            let place = match drawn {
                Some(container) if container.is_container() => {
                    crossing(points, &container.rect, from, until).unwrap_or(i32::midpoint(from, until))
                }
                Some(_) => from,
                None => least,
            };
            least = place.max(least).min(total);
            places.push(least);
        }
        places
    }

    /// The parts among the first `hops` stops; what dropped the packet is not among what it passed.
    fn passed(&self, hops: usize, stopped: bool) -> Vec<usize> {
        let reached = self.stops.iter().take(hops);
        let last = self.stops.get(hops.saturating_sub(1)).and_then(|(node, _)| *node);
        let mut passed: Vec<usize> = Vec::new();
        for node in reached.filter_map(|(node, _)| *node) {
            if self.parts.contains(&node) && !passed.contains(&node) && !(stopped && Some(node) == last) {
                passed.push(node);
            }
        }
        passed
    }
}

/// The way from a part to the next one, or out to the border of a container that it lies in.
fn leg(scene: &Scene, router: &mut Router<'_>, from: usize, to: usize) -> Vec<Point> {
    let (Some(start), Some(end)) = (scene.nodes().get(from), scene.nodes().get(to)) else {
        return Vec::new();
    };
    if scene.is_within(from, to) {
        return way_out(scene, from, &start.rect, &end.rect);
    }
    if scene.is_within(to, from) {
        let mut back = way_out(scene, to, &end.rect, &start.rect);
        back.reverse();
        return back;
    }
    router.route(from, to, false)
}

/// Straight from a part to the border of a container round it: upwards, or to the first side that is free.
fn way_out(scene: &Scene, part: usize, from: &Rect, container: &Rect) -> Vec<Point> {
    let (x, y) = (from.right() - ROUTE_LINE, from.center().y);
    let ways = [
        (Point::new(x, from.y), Point::new(x, container.y)),
        (Point::new(from.right(), y), Point::new(container.right(), y)),
        (Point::new(from.x, y), Point::new(container.x, y)),
        (Point::new(x, from.bottom()), Point::new(x, container.bottom())),
    ];
    let is_free = |(a, b): &(Point, Point)| {
        let others =
            scene.nodes().iter().enumerate().filter(|(at, node)| *at != part && !node.is_container());
        others.map(|(_, node)| &node.rect).all(|rect| !rect.is_crossed_by(*a, *b))
    };
    let [upwards, ..] = ways;
    let (a, b) = ways.into_iter().find(is_free).unwrap_or(upwards);
    vec![a, b]
}

/// The turn under a part, between two points on its border.
fn across(scene: &Scene, part: usize, from: Point, to: Point) -> Vec<Point> {
    let Some(rect) = scene.nodes().get(part).map(|node| node.rect) else { return Vec::new() };
    if from.x == to.x || from.y == to.y {
        return Vec::new();
    }
    let on_top_or_foot = |point: Point| point.y == rect.y || point.y == rect.bottom();
    match (on_top_or_foot(from), on_top_or_foot(to)) {
        (true, true) => vec![Point::new(from.x, rect.center().y), Point::new(to.x, rect.center().y)],
        (false, false) => vec![Point::new(rect.center().x, from.y), Point::new(rect.center().x, to.y)],
        (true, false) => vec![Point::new(from.x, to.y)],
        (false, true) => vec![Point::new(to.x, from.y)],
    }
}

/// How far along the line, between two marks, it last crosses the border of a container.
fn crossing(points: &[Point], rect: &Rect, from: i32, until: i32) -> Option<i32> {
    let mut walked = 0;
    let mut found = None;
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        let piece = a.distance(*b);
        let enters = rect.contains(*a) != rect.contains(*b);
        // A line that only touches the border with its end crosses there.
        let touches = on_border(rect, *b) || on_border(rect, *a);
        if enters || touches {
            let at = walked + border_on(rect, *a, *b);
            if at >= from && at <= until {
                found = Some(at);
            }
        }
        walked += piece;
    }
    found
}

fn on_border(rect: &Rect, point: Point) -> bool {
    rect.contains(point)
        && (point.x == rect.x || point.x == rect.right() || point.y == rect.y || point.y == rect.bottom())
}

/// How far from `a` the piece to `b` meets the border.
fn border_on(rect: &Rect, a: Point, b: Point) -> i32 {
    let (value, target, low, high) =
        if a.x == b.x { (a.y, b.y, rect.y, rect.bottom()) } else { (a.x, b.x, rect.x, rect.right()) };
    let sides = [low, high].into_iter().filter(|side| (value.min(target)..=value.max(target)).contains(side));
    sides.map(|side| (side - value).abs()).min().unwrap_or(0)
}

/// The part of a line between two distances from its start.
fn cut(points: &[Point], from: i32, until: i32) -> Vec<Point> {
    let mut line: Vec<Point> = point_along(points, from).map(|(point, _)| point).into_iter().collect();
    let mut walked = 0;
    let mut last: Option<Point> = None;
    for point in points {
        walked += last.map_or(0, |last| last.distance(*point));
        last = Some(*point);
        if walked > from && walked < until {
            line.push(*point);
        }
    }
    line.extend(point_along(points, until).map(|(point, _)| point));
    simplified(&line)
}

/// The line in the lane beside: on the side on which its ends stay on what they touch, and of two such sides on the
/// right one. Names stand at the left.
fn beside(scene: &Scene, walk: &Walk, line: &[Point]) -> Vec<Point> {
    let touches = |point: Point| {
        walk.parts.iter().any(|at| scene.nodes().get(*at).is_some_and(|node| node.rect.contains(point)))
    };
    let left = parallel(line, REPLY_LANE);
    let is_good = |line: &[Point]| {
        line.first().is_some_and(|point| touches(*point)) && line.last().is_some_and(|point| touches(*point))
    };
    let right = parallel(line, -REPLY_LANE);
    let across = |line: &[Point]| line.iter().map(|point| i64::from(point.x)).sum::<i64>();
    let is_better = !is_good(&left) || across(&right) > across(&left);
    if is_good(&right) && is_better { right } else { left }
}
