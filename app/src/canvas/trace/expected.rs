//! Expectations that are not looked at: a thin line from end to end with the mark of the result, while their tab is
//! open.

use super::marks::Marks;
use crate::store::{DrawerTab, Store};
use leptos::prelude::*;
use netyard_core::expect::Check;
use netyard_core::model::Document;
use netyard_core::simulate::FlowSpec;
use netyard_scene::{Point, Rect, Scene};
use std::cell::RefCell;

/// With more lines than this nothing could be told apart.
const MOST: usize = 60;
/// Side of the marks.
const MARK: i32 = 16;
/// Distance of a line from the frames that it joins.
const CLEAR: i32 = 6;

/// So near to a line, in pixels, a press takes it.
const NEAR: f64 = 7.0;

/// One such line.
pub(super) struct ExpectedLine {
    from: Point,
    to: Point,
    passed: Option<bool>,
    /// The packet that is expected to arrive, or not to.
    flow: FlowSpec,
}

thread_local! {
    /// The lines that are drawn: what is seen is what a press takes.
    static DRAWN: RefCell<Vec<ExpectedLine>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what is drawn.
pub(super) fn remember(lines: Vec<ExpectedLine>) {
    DRAWN.set(lines);
}

/// The packet of the line at a point of the drawing, where a pixel of the screen is so many units.
pub(in crate::canvas) fn expected_at(point: (f64, f64), pixel: f64) -> Option<FlowSpec> {
    DRAWN.with_borrow(|lines| {
        let line = lines.iter().rev().find(|line| line.distance(point) <= NEAR * pixel)?;
        Some(line.flow.clone())
    })
}

impl ExpectedLine {
    fn distance(&self, (x, y): (f64, f64)) -> f64 {
        let (left, top) = (f64::from(self.from.x), f64::from(self.from.y));
        let (across, down) = (f64::from(self.to.x) - left, f64::from(self.to.y) - top);
        let long = (across * across + down * down).max(1.0);
        let share = (((x - left) * across + (y - top) * down) / long).clamp(0.0, 1.0);
        (x - left - share * across).hypot(y - top - share * down)
    }
}

/// The lines of now: none unless the tab is open.
pub(super) fn expected_lines(store: Store, scene: &Scene) -> Vec<ExpectedLine> {
    let interface = store.interface;
    if !interface.drawer_open.get_untracked()
        || interface.drawer_tab.get_untracked() != DrawerTab::Expectations
    {
        return Vec::new();
    }
    let (document, results) = (store.document.get_untracked(), store.results.get_untracked());
    let shown = store.packet.get_untracked();
    let lines = results.iter().filter_map(|result| {
        let expectation = document.expectations.get(&result.id)?;
        let (Check::Packet(flow, _) | Check::Request(flow, _)) = Check::from_value(&expectation.check) else {
            return None;
        };
        if shown.as_ref() == Some(&flow) {
            return None;
        }
        let (a, b) = (frame_of(&document, scene, &flow.from)?, frame_of(&document, scene, &flow.to)?);
        (a != b).then(|| ExpectedLine {
            from: border(&a, b.center()),
            to: border(&b, a.center()),
            passed: result.passed,
            flow,
        })
    });
    lines.take(MOST).collect()
}

/// The frame of an end: an id, a name, a service of any Region.
fn frame_of(document: &Document, scene: &Scene, end: &str) -> Option<Rect> {
    let by_name = || {
        let named = document.resources.iter().find(|(_, resource)| resource.name() == Some(end));
        named.and_then(|(id, _)| scene.shown_by(id.as_str()))
    };
    let service = || {
        let of = |key: &str| key.strip_prefix(end).is_some_and(|rest| rest.starts_with(':'));
        scene.nodes().iter().position(|node| of(node.key.as_str()))
    };
    let at = scene.shown_by(end).or_else(by_name).or_else(service)?;
    scene.nodes().get(at).map(|node| node.rect)
}

/// Where the straight line from the middle of a frame to a point leaves the frame.
fn border(frame: &Rect, to: Point) -> Point {
    let middle = frame.center();
    let (dx, dy) = (f64::from(to.x - middle.x), f64::from(to.y - middle.y));
    let share = |half: i32, way: f64| if way == 0.0 { f64::MAX } else { f64::from(half + CLEAR) / way.abs() };
    let share = share(frame.w / 2, dx).min(share(frame.h / 2, dy)).min(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "a point between two points of the drawing")]
    let whole = |value: f64| value.round() as i32;
    middle.moved(whole(dx * share), whole(dy * share))
}

impl Marks<'_> {
    /// Draws the lines of expectations, those that fail last, so that they lie above.
    pub(super) fn expected(&self, lines: &[ExpectedLine]) {
        for failed in [false, true] {
            for line in lines.iter().filter(|line| (line.passed == Some(false)) == failed) {
                let (class, mark) = match line.passed {
                    Some(true) => ("expected-line expected-delivered", "delivered"),
                    Some(false) => ("expected-line expected-dropped", "dropped"),
                    None => ("expected-line", "unknown"),
                };
                self.line_path(
                    class,
                    &format!("M{} {}L{} {}", line.from.x, line.from.y, line.to.x, line.to.y),
                );
                let middle =
                    Point::new(i32::midpoint(line.from.x, line.to.x), i32::midpoint(line.from.y, line.to.y));
                self.mark(mark, middle, MARK);
            }
        }
    }
}
