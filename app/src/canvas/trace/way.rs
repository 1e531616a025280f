//! The lines of a trace, computed from the laid-out drawing.

use netyard_core::model::ResourceId;
use netyard_core::simulate::{Hop, Leg, Trace};
use netyard_scene::route_edge::{length, rounded_path};
use netyard_scene::shape::EDGE_RADIUS;
use netyard_scene::trace_path::{Direction, TracePath, TraceRouter};
use netyard_scene::{Point, Scene};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

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

/// What of a trace decides its lines: the components of request and reply, each with what would have followed, and
/// whether they were stopped.
#[derive(PartialEq)]
struct Walk {
    forward: Vec<ResourceId>,
    beyond: Vec<ResourceId>,
    back: Vec<ResourceId>,
    beyond_back: Vec<ResourceId>,
    is_stopped: [bool; 2],
}

impl Walk {
    fn of(trace: &Trace) -> Self {
        let stopped = |leg: Leg| trace.blockers.iter().any(|blocker| blocker.leg == leg);
        Self {
            forward: components(&trace.forward),
            beyond: components(trace.beyond_on(Leg::Forward)),
            back: if trace.as_if { Vec::new() } else { components(&trace.back) },
            beyond_back: components(trace.beyond_on(Leg::Return)),
            is_stopped: [Leg::Forward, Leg::Return].map(stopped),
        }
    }

    fn ways(&self, scene: &Scene) -> Ways {
        let mut router = TraceRouter::new(scene);
        let [forward, back] = self.is_stopped;
        Ways {
            request: Way::new(&mut router, &self.forward, &self.beyond, forward, Direction::Request),
            reply: Way::new(&mut router, &self.back, &self.beyond_back, back, Direction::Reply),
        }
    }
}

/// Lines that were found, and the drawing in which they hold.
#[derive(Default)]
struct Found {
    scene: Arc<Scene>,
    ways: Vec<(Walk, Rc<Ways>)>,
}

/// The lines of so many walks are kept: those of a packet before and after an edit, or of its branches.
const KEPT: usize = 12;

thread_local! {
    static FOUND: RefCell<Found> = RefCell::default();
}

impl Ways {
    /// The lines of a trace. Lines, dot and callout ask for the same ones, and many an edit moves nothing: what was
    /// found is kept until something moves.
    pub(super) fn of(trace: &Trace, scene: &Arc<Scene>) -> Rc<Self> {
        let walk = Walk::of(trace);
        FOUND.with_borrow_mut(|found| {
            if !found.scene.stands_still(scene) || found.ways.len() > KEPT {
                found.ways.clear();
            }
            found.scene = Arc::clone(scene);
            if let Some((_, ways)) = found.ways.iter().find(|(known, _)| *known == walk) {
                return Rc::clone(ways);
            }
            let ways = Rc::new(walk.ways(scene));
            found.ways.push((walk, Rc::clone(&ways)));
            ways
        })
    }
}

impl Way {
    fn new(
        router: &mut TraceRouter<'_>,
        hops: &[ResourceId],
        beyond: &[ResourceId],
        is_stopped: bool,
        direction: Direction,
    ) -> Option<Self> {
        let path = router.path(hops, beyond, is_stopped, direction)?;
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
        let run = self.path.hops.iter().find_map(|spot| spot.run_of(hop + 1));
        run.map_or(0, |run| run.along.min(total))
    }
}

/// What is drawn of each hop: the interface, where a managed service has one in each of several subnets.
fn components(hops: &[Hop]) -> Vec<ResourceId> {
    hops.iter().map(|hop| hop.interface.as_ref().unwrap_or(&hop.component).clone()).collect()
}
