//! The lines of a trace, computed from the laid-out drawing.

use netyard_core::model::ResourceId;
use netyard_core::simulate::{Hop, Leg, Trace};
use netyard_scene::route_edge::{length, rounded_path};
use netyard_scene::shape::EDGE_RADIUS;
use netyard_scene::trace_path::{Direction, TracePath, TraceRouter};
use netyard_scene::{Point, Scene};

/// One direction of a trace.
pub(super) struct Way {
    /// The line with its places.
    pub(super) path: TracePath,
    /// Whether it was stopped on this way.
    pub(super) is_stopped: bool,
    /// How many hops it has.
    hops: usize,
}

/// Both directions of a trace, as far as they are drawn.
pub(super) struct Ways {
    /// There.
    pub(super) request: Option<Way>,
    /// And back. Nothing for a reply that was only walked as if the request had passed.
    pub(super) reply: Option<Way>,
}

impl Ways {
    /// The lines of a trace.
    pub(super) fn of(trace: &Trace, scene: &Scene) -> Self {
        let stopped = |leg: Leg| trace.blockers.iter().any(|blocker| blocker.leg == leg);
        let mut router = TraceRouter::new(scene);
        let request =
            Way::new(&mut router, &trace.forward, &trace.beyond, stopped(Leg::Forward), Direction::Request);
        let reply = if trace.as_if {
            None
        } else {
            Way::new(&mut router, &trace.back, &[], stopped(Leg::Return), Direction::Reply)
        };
        Self { request, reply }
    }
}

impl Way {
    fn new(
        router: &mut TraceRouter<'_>,
        hops: &[Hop],
        beyond: &[Hop],
        is_stopped: bool,
        direction: Direction,
    ) -> Option<Self> {
        let path = router.path(&components(hops), &components(beyond), is_stopped, direction)?;
        Some(Self { path, is_stopped, hops: hops.len() })
    }

    /// Path data of the line as far as the packet got.
    pub(super) fn data(&self) -> String {
        rounded_path(&self.path.line, EDGE_RADIUS)
    }

    /// The last two points of the line, for its head.
    pub(super) fn head(&self) -> Option<(Point, Point)> {
        match self.path.line.as_slice() {
            [.., before, tip] => Some((*before, *tip)),
            _ => None,
        }
    }

    /// How far along the line the hop with this number (from 0) leaves.
    pub(super) fn along(&self, hop: usize) -> i32 {
        let total = length(&self.path.line);
        if hop + 1 >= self.hops {
            return total;
        }
        let spot = self.path.hops.iter().find(|spot| (spot.first..=spot.last).contains(&(hop + 1)));
        spot.map_or(0, |spot| distance_to(&self.path.line, spot.at).min(total))
    }
}

fn components(hops: &[Hop]) -> Vec<ResourceId> {
    hops.iter().map(|hop| hop.component.clone()).collect()
}

/// How far along the line a point on it lies.
fn distance_to(line: &[Point], point: Point) -> i32 {
    let mut walked = 0;
    for pair in line.windows(2) {
        let [a, b] = pair else { continue };
        let piece = a.distance(*b);
        if a.distance(point) + point.distance(*b) == piece {
            return walked + a.distance(point);
        }
        walked += piece;
    }
    walked
}
