//! What stands on the lines of a trace: casing, head, numbers, rings, and the mark of the verdict.

use super::super::overlay::rounded;
use super::super::painter::mark_paths;
use super::Seen;
use super::way::{Way, Ways};
use crate::platform::svg;
use netyard_core::simulate::{Leg, Trace, Verdict};
use netyard_scene::hop_spot::{CLOSE, gathered};
use netyard_scene::node::Node;
use netyard_scene::route_edge::rounded_path;
use netyard_scene::shape::EDGE_RADIUS;
use netyard_scene::{Point, Rect};
use web_sys::{Document, Element};

/// Sides of the marks in pixels: delivered at the target's corner, the drop, and each further blocker.
const TICK: i32 = 19;
const DROP: i32 = 28;
const FURTHER: i32 = 19;
/// Height of a hop number's pill.
const PILL: i32 = 18;
/// Room that labels leave beside a line.
const BESIDE: i32 = 5;

/// How wide the ground of these words is.
fn pill_width(words: &str) -> i32 {
    let letters = i32::try_from(words.chars().count()).unwrap_or(1);
    PILL.max(letters * 7 + 9)
}

/// Draws into two groups: lines beneath the parts, everything else above them.
pub(super) struct Marks<'a> {
    pub(super) page: &'a Document,
    pub(super) lines: &'a Element,
    pub(super) root: &'a Element,
    pub(super) seen: &'a Seen<'a>,
}

impl Marks<'_> {
    /// The line of one direction, with the casing that cuts what lies beneath.
    pub(super) fn line(&self, way: &Way, kind: &str, further: &str) {
        let data = way.data();
        self.line_path(&format!("casing {kind}"), &data);
        if !way.path.beyond.is_empty() {
            self.line_path("beyond", &rounded_path(&way.path.beyond, EDGE_RADIUS));
        }
        self.line_path(&format!("way {kind}{further}"), &data);
        if let Some((before, tip)) = way.head()
            && !way.is_stopped
        {
            self.line_path(&format!("way-head {kind}{further}"), &self.head(before, tip));
        }
    }

    /// Rings round the parts that were passed.
    pub(super) fn rings(&self, way: &Way) {
        for node in way.path.passed.iter().filter_map(|at| self.seen.scene.nodes().get(*at)) {
            self.ring("passed", node);
        }
    }

    fn ring(&self, class: &str, node: &Node) {
        self.path(class, &rounded(node.drawn_rect(self.seen.level), node.kind.radius()));
    }

    /// The numbers of the hops, where the packet leaves a component; the one that is looked at stands out. From
    /// further away neighbours share a pill. Where a mark stands, the mark says it.
    pub(super) fn numbers(&self, way: &Way, hop: Option<usize>, marked: &[Point]) {
        if !self.seen.level.shows_hop_numbers() {
            return;
        }
        let close = self.seen.units(CLOSE);
        let is_clear = |at: &Point| marked.iter().all(|mark| mark.distance(*at) >= close);
        for spot in gathered(&way.path.hops, close).into_iter().filter(|spot| is_clear(&spot.at)) {
            let is_current = hop.is_some_and(|hop| spot.run_of(hop + 1).is_some());
            let class = if is_current { "hop-number current" } else { "hop-number" };
            self.pill(class, spot.at, &spot.words());
        }
    }

    /// The letters of branches beside the mark in which they end: at its right, or at its left where the request has
    /// the right.
    pub(super) fn letters(&self, end: Point, is_left: bool, verdict: Verdict, letters: &str) {
        let class = if verdict == Verdict::Delivered { "letters" } else { "letters failing" };
        let wide = pill_width(letters);
        let beside = if is_left { -24 } else { 24 + wide - PILL };
        self.pill(class, end.moved(self.seen.units(beside), -self.seen.units(12)), letters);
    }

    /// Words on a round ground with its middle here, as large on the screen at every zoom.
    fn pill(&self, class: &str, at: Point, words: &str) {
        let wide = pill_width(words);
        let Some(group) = svg::child(self.page, self.root, "g", class) else { return };
        svg::set(&group, "transform", &format!("translate({} {})scale({:.3})", at.x, at.y, self.seen.far));
        // Longer ones grow to the left: to the right is the corner with the badge. From further away names are there.
        let left = if self.seen.level.shows_cards() { PILL / 2 - wide } else { -wide / 2 };
        if let Some(pill) = svg::child(self.page, &group, "path", "pill") {
            svg::set(&pill, "d", &rounded(Rect::new(left, -PILL / 2, wide, PILL), PILL / 2));
        }
        if let Some(text) = svg::child(self.page, &group, "text", "pill-words") {
            svg::set_number(&text, "x", left + wide / 2);
            svg::set_number(&text, "y", 4);
            text.set_text_content(Some(words));
        }
    }

    /// The mark of the verdict where it fell, and those of what would also stop the packet.
    pub(super) fn verdict(&self, trace: &Trace, ways: &Ways) {
        let Some(end) = self.end(trace, ways) else { return };
        match trace.verdict {
            Verdict::Delivered => self.mark("delivered", end, TICK),
            Verdict::Dropped => self.stop(trace, end, "dropped"),
            Verdict::Rejected => self.stop(trace, end, "rejected"),
            Verdict::Partial if !trace.blockers.is_empty() => self.stop(trace, end, "dropped"),
            Verdict::Partial => self.mark("partial", end, DROP),
            Verdict::Unknown => self.mark("unknown", end, DROP),
        }
        let mut shown = trace.at.iter().collect::<Vec<_>>();
        let scene = self.seen.scene;
        for blocker in trace.blockers.iter().skip(1) {
            if shown.contains(&&blocker.at) {
                continue;
            }
            shown.push(&blocker.at);
            if let Some(node) = scene.shown_by(blocker.at.as_str()).and_then(|at| scene.nodes().get(at)) {
                let rect = node.drawn_rect(self.seen.level);
                let inset = self.seen.units(14).min(rect.w / 2);
                self.mark("further", Point::new(rect.right() - inset, rect.bottom()), FURTHER);
            }
        }
    }

    /// Where the verdict of a trace is marked.
    pub(super) fn end(&self, trace: &Trace, ways: &Ways) -> Option<Point> {
        let way = match trace.blockers.first().map(|blocker| blocker.leg) {
            Some(Leg::Return) => ways.reply.as_ref().or(ways.request.as_ref()),
            _ => ways.request.as_ref(),
        }?;
        Some(if trace.verdict == Verdict::Delivered { self.corner(trace, way) } else { way.path.end })
    }

    fn stop(&self, trace: &Trace, end: Point, mark: &'static str) {
        let scene = self.seen.scene;
        let decider = trace.at.as_ref().and_then(|at| scene.shown_by(at.as_str()));
        if let Some(node) = decider.and_then(|at| scene.nodes().get(at)) {
            self.ring("stopper", node);
        }
        self.mark(mark, end, DROP);
    }

    /// The corner of the target where a delivered packet has its tick: the upper right one, or the lower one where
    /// findings have that.
    fn corner(&self, trace: &Trace, way: &Way) -> Point {
        let scene = self.seen.scene;
        let target = trace.forward.last().and_then(|hop| scene.shown_by(hop.component.as_str()));
        let Some(node) = target.and_then(|at| scene.nodes().get(at)) else { return way.path.end };
        let rect = node.drawn_rect(self.seen.level);
        if !self.seen.level.shows_names() {
            // A tile is smaller than the tick.
            return Point::new(rect.right() + self.seen.units(8), rect.center().y);
        }
        let y = if (self.seen.marked)(node.key.as_str()) { rect.bottom() - 3 } else { rect.y + 3 };
        Point::new(rect.right() - 4, y)
    }

    pub(super) fn mark(&self, id: &'static str, middle: Point, side: i32) {
        let Some([ground, strokes, fills]) = mark_paths(id, Rect::new(-side / 2, -side / 2, side, side))
        else {
            return;
        };
        let Some(group) = svg::child(self.page, self.root, "g", &format!("verdict-mark verdict-{id}")) else {
            return;
        };
        svg::set(
            &group,
            "transform",
            &format!("translate({} {})scale({:.3})", middle.x, middle.y, self.seen.far),
        );
        for (class, data) in [
            ("mark-halo", &ground),
            ("mark-shape", &ground),
            ("mark-strokes", &strokes),
            ("mark-dots", &fills),
        ] {
            if let Some(path) = svg::child(self.page, &group, "path", class) {
                svg::set(&path, "d", data);
            }
        }
    }

    /// The room that lines and marks take.
    pub(super) fn taken(&self, ways: &Ways) -> Vec<Rect> {
        let beside = self.seen.units(BESIDE);
        let mut taken = Vec::new();
        for way in [&ways.request, &ways.reply].into_iter().flatten() {
            for line in [&way.path.line, &way.path.beyond] {
                let pieces = line.windows(2).filter_map(|pair| match pair {
                    [a, b] => Some(Rect::between(*a, *b).grown(beside)),
                    _ => None,
                });
                taken.extend(pieces);
            }
            let half = self.seen.units(PILL / 2 + 1);
            let spots = way.path.hops.iter().filter(|_| self.seen.level.shows_hop_numbers());
            taken.extend(spots.map(|spot| Rect::new(spot.at.x, spot.at.y, 0, 0).grown(half)));
            taken.push(Rect::new(way.path.end.x, way.path.end.y, 0, 0).grown(self.seen.units(DROP / 2)));
        }
        taken
    }

    pub(super) fn line_path(&self, class: &str, data: &str) {
        if let Some(path) = svg::child(self.page, self.lines, "path", class) {
            svg::set(&path, "d", data);
        }
    }

    fn path(&self, class: &str, data: &str) {
        if let Some(path) = svg::child(self.page, self.root, "path", class) {
            svg::set(&path, "d", data);
        }
    }

    /// A head 12 long and 12 wide.
    fn head(&self, before: Point, tip: Point) -> String {
        let (long, half) = (self.seen.units(12), self.seen.units(6));
        let (dx, dy) = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
        let back = tip.moved(-dx * long, -dy * long);
        let (left, right) = (back.moved(dy * half, dx * half), back.moved(-dy * half, -dx * half));
        format!("M{} {}L{} {}L{} {}Z", tip.x, tip.y, left.x, left.y, right.x, right.y)
    }
}
