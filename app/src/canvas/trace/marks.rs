//! What stands on the lines of a trace: casing, head, numbers, rings, and the mark of the verdict.

use super::super::overlay::rounded;
use super::super::painter::mark_paths;
use super::way::{Way, Ways};
use crate::platform::svg;
use netyard_core::simulate::{Leg, Trace, Verdict};
use netyard_scene::route_edge::rounded_path;
use netyard_scene::shape::EDGE_RADIUS;
use netyard_scene::{Point, Rect, Scene};
use web_sys::{Document, Element};

/// Sides of the marks: delivered at the target's corner, the drop, and each further blocker.
const TICK: i32 = 19;
const DROP: i32 = 28;
const FURTHER: i32 = 19;
/// Height of a hop number's pill.
const PILL: i32 = 18;

/// Draws into two groups: lines beneath the parts, everything else above them.
pub(super) struct Marks<'a> {
    pub(super) page: &'a Document,
    pub(super) lines: &'a Element,
    pub(super) root: &'a Element,
}

impl Marks<'_> {
    /// The line of one direction, with the casing that cuts what lies beneath.
    pub(super) fn line(&self, way: &Way, kind: &str) {
        let data = way.data();
        self.line_path(&format!("casing {kind}"), &data);
        if !way.path.beyond.is_empty() {
            self.line_path("beyond", &rounded_path(&way.path.beyond, EDGE_RADIUS));
        }
        self.line_path(&format!("way {kind}"), &data);
        if let Some((before, tip)) = way.head()
            && !way.is_stopped
        {
            self.line_path(&format!("way-head {kind}"), &head(before, tip));
        }
    }

    /// Rings round the parts that were passed.
    pub(super) fn rings(&self, way: &Way, scene: &Scene) {
        for node in way.path.passed.iter().filter_map(|at| scene.nodes().get(*at)) {
            self.path("passed", &rounded(node.rect, node.kind.radius()));
        }
    }

    /// The numbers of the hops, where the packet leaves a component; the one that is looked at stands out.
    pub(super) fn numbers(&self, way: &Way, hop: Option<usize>) {
        for spot in &way.path.hops {
            let words = if spot.first == spot.last {
                spot.first.to_string()
            } else {
                format!("{}–{}", spot.first, spot.last)
            };
            let letters = i32::try_from(words.chars().count()).unwrap_or(1);
            let wide = PILL.max(letters * 7 + 9);
            let frame = Rect::new(spot.at.x - wide / 2, spot.at.y - PILL / 2, wide, PILL);
            let is_current = hop.is_some_and(|hop| (spot.first..=spot.last).contains(&(hop + 1)));
            let class = if is_current { "hop-number current" } else { "hop-number" };
            let Some(group) = svg::child(self.page, self.root, "g", class) else { continue };
            if let Some(pill) = svg::child(self.page, &group, "path", "pill") {
                svg::set(&pill, "d", &rounded(frame, PILL / 2));
            }
            if let Some(text) = svg::child(self.page, &group, "text", "pill-words") {
                svg::set_number(&text, "x", spot.at.x);
                svg::set_number(&text, "y", spot.at.y + 4);
                text.set_text_content(Some(&words));
            }
        }
    }

    /// The mark of the verdict where it fell, and those of what would also stop the packet.
    pub(super) fn verdict(&self, trace: &Trace, ways: &Ways, scene: &Scene) {
        let failing = trace.blockers.first().map(|blocker| blocker.leg);
        let way = match failing {
            Some(Leg::Return) => ways.reply.as_ref().or(ways.request.as_ref()),
            _ => ways.request.as_ref(),
        };
        let Some(way) = way else { return };
        match trace.verdict {
            Verdict::Delivered => self.mark("delivered", Self::corner(trace, way, scene), TICK),
            Verdict::Dropped => self.stop(trace, way, scene, "dropped"),
            Verdict::Rejected => self.stop(trace, way, scene, "rejected"),
            Verdict::Partial if failing.is_some() => self.stop(trace, way, scene, "dropped"),
            Verdict::Partial => self.mark("partial", way.path.end, DROP),
            Verdict::Unknown => self.mark("unknown", way.path.end, DROP),
        }
        let mut shown = trace.at.iter().collect::<Vec<_>>();
        for blocker in trace.blockers.iter().skip(1) {
            if shown.contains(&&blocker.at) {
                continue;
            }
            shown.push(&blocker.at);
            if let Some(node) = scene.shown_by(blocker.at.as_str()).and_then(|at| scene.nodes().get(at)) {
                self.mark("further", Point::new(node.rect.right() - 14, node.rect.bottom()), FURTHER);
            }
        }
    }

    fn stop(&self, trace: &Trace, way: &Way, scene: &Scene, mark: &str) {
        let decider = trace.at.as_ref().and_then(|at| scene.shown_by(at.as_str()));
        if let Some(node) = decider.and_then(|at| scene.nodes().get(at)) {
            self.path("stopper", &rounded(node.rect, node.kind.radius()));
        }
        self.mark(mark, way.path.end, DROP);
    }

    /// The upper right corner of the target, where a delivered packet has its tick.
    fn corner(trace: &Trace, way: &Way, scene: &Scene) -> Point {
        let target = trace.forward.last().and_then(|hop| scene.shown_by(hop.component.as_str()));
        let node = target.and_then(|at| scene.nodes().get(at));
        node.map_or(way.path.end, |node| Point::new(node.rect.right() - 4, node.rect.y + 3))
    }

    fn mark(&self, id: &str, middle: Point, side: i32) {
        let frame = Rect::new(middle.x - side / 2, middle.y - side / 2, side, side);
        let Some([ground, strokes, fills]) = mark_paths(id, frame) else { return };
        let Some(group) = svg::child(self.page, self.root, "g", &format!("verdict-mark verdict-{id}")) else {
            return;
        };
        for (class, data) in [("mark-halo", &ground), ("mark-shape", &ground), ("mark-strokes", &strokes)] {
            if let Some(path) = svg::child(self.page, &group, "path", class) {
                svg::set(&path, "d", data);
            }
        }
        if let Some(path) = svg::child(self.page, &group, "path", "mark-dots") {
            svg::set(&path, "d", &fills);
        }
    }

    fn line_path(&self, class: &str, data: &str) {
        if let Some(path) = svg::child(self.page, self.lines, "path", class) {
            svg::set(&path, "d", data);
        }
    }

    fn path(&self, class: &str, data: &str) {
        if let Some(path) = svg::child(self.page, self.root, "path", class) {
            svg::set(&path, "d", data);
        }
    }
}

/// A head 12 long and 11 wide.
fn head(before: Point, tip: Point) -> String {
    let (dx, dy) = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
    let back = tip.moved(-dx * 12, -dy * 12);
    let (left, right) = (back.moved(dy * 6, dx * 6), back.moved(-dy * 6, -dx * 6));
    format!("M{} {}L{} {}L{} {}Z", tip.x, tip.y, left.x, left.y, right.x, right.y)
}
