//! Which part of the drawing the canvas shows, and how large.

use netyard_scene::{Point, Rect};

/// The view: `screen = (drawing - (x, y)) * zoom`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The point of the drawing at the left edge of the canvas.
    pub x: f64,
    /// The point of the drawing at the upper edge of the canvas.
    pub y: f64,
    /// Screen pixels for one drawing unit; 1 is 100 %.
    pub zoom: f64,
}

/// The smallest zoom.
pub const ZOOM_LEAST: f64 = 0.1;
/// The zoom at which even the largest drawing that is fitted stops to shrink.
const FIT_LEAST: f64 = 0.02;
/// The largest zoom.
pub const ZOOM_MOST: f64 = 4.0;
/// The zooms that the keys stop at.
const STEPS: [f64; 12] = [0.1, 0.15, 0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 3.5, 4.0];
/// Free space round what is fitted, in screen pixels.
const FIT_MARGIN: f64 = 32.0;
/// So much of the foot of the canvas belongs to the buttons for the zoom, with a little air.
const FIT_FOOT: f64 = 60.0;
/// The camera never goes further from the origin than this: a file may hold any number.
const FARTHEST: f64 = 2_000_000.0;

impl Default for Camera {
    fn default() -> Self {
        Self { x: -FIT_MARGIN, y: -FIT_MARGIN, zoom: 1.0 }
    }
}

impl Camera {
    /// The point of the drawing under a point of the screen, unrounded.
    pub fn to_drawing_exact(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x + x / self.zoom, self.y + y / self.zoom)
    }

    /// The point of the drawing under a point of the screen.
    pub fn to_drawing(&self, x: f64, y: f64) -> Point {
        let (x, y) = self.to_drawing_exact(x, y);
        Point::new(whole(x), whole(y))
    }

    /// The point of the screen over a point of the drawing.
    pub fn to_screen(&self, point: Point) -> (f64, f64) {
        ((f64::from(point.x) - self.x) * self.zoom, (f64::from(point.y) - self.y) * self.zoom)
    }

    /// This view moved by screen pixels: positive numbers show what lies further right and down.
    #[must_use]
    pub fn scrolled(self, dx: f64, dy: f64) -> Self {
        Self { x: self.x + dx / self.zoom, y: self.y + dy / self.zoom, ..self }.tamed()
    }

    /// This view at another zoom, with the drawing under `(x, y)` of the screen staying there.
    #[must_use]
    pub fn zoomed_at(self, x: f64, y: f64, zoom: f64) -> Self {
        let zoom =
            if zoom.is_finite() { zoom.clamp(ZOOM_LEAST.min(self.zoom), ZOOM_MOST) } else { self.zoom };
        let (under_x, under_y) = self.to_drawing_exact(x, y);
        Self { x: under_x - x / zoom, y: under_y - y / zoom, zoom }.tamed()
    }

    /// The next larger zoom of the keys.
    pub fn next_step(&self) -> f64 {
        STEPS.into_iter().find(|step| *step > self.zoom * 1.001).unwrap_or(ZOOM_MOST)
    }

    /// The next smaller zoom of the keys.
    pub fn previous_step(&self) -> f64 {
        STEPS.into_iter().rev().find(|step| *step < self.zoom * 0.999).unwrap_or(ZOOM_LEAST)
    }

    /// A view of the whole rectangle, at 100 % or smaller: in the middle, or as much higher as the foot of the canvas asks
    /// for.
    pub fn fitting(rect: Rect, viewport: (f64, f64)) -> Self {
        let (width, height) = (viewport.0.max(1.0), viewport.1.max(1.0));
        let (w, h) = (f64::from(rect.w.max(1)), f64::from(rect.h.max(1)));
        let room = |size: f64, margins: f64| (size - margins).max(size * 0.5);
        let high = room(height, FIT_MARGIN + FIT_FOOT);
        let zoom = (room(width, 2.0 * FIT_MARGIN) / w).min(high / h).clamp(FIT_LEAST, 1.0);
        let above = ((height - h * zoom) / 2.0).min(height - FIT_FOOT - h * zoom).max(0.0);
        Self {
            x: f64::from(rect.x) + w / 2.0 - width / zoom / 2.0,
            y: f64::from(rect.y) - above / zoom,
            zoom,
        }
        .tamed()
    }

    /// This view moved as little as possible so that the rectangle is seen; its upper left corner if it is larger.
    #[must_use]
    pub fn showing(self, rect: Rect, viewport: (f64, f64)) -> Self {
        const EDGE: f64 = 24.0;
        let (width, height) = (viewport.0 / self.zoom, viewport.1 / self.zoom);
        let edge = EDGE / self.zoom;
        let along = |start: f64, view: f64, low: f64, high: f64| {
            if high - low + 2.0 * edge > view || low - edge < start {
                if low >= start + edge && high <= start + view - edge { start } else { low - edge }
            } else if high + edge > start + view {
                high + edge - view
            } else {
                start
            }
        };
        Self {
            x: along(self.x, width, f64::from(rect.x), f64::from(rect.right())),
            y: along(self.y, height, f64::from(rect.y), f64::from(rect.bottom())),
            ..self
        }
        .tamed()
    }

    /// What of the drawing is on the screen.
    pub fn view(&self, viewport: (f64, f64)) -> Rect {
        Rect::new(whole(self.x), whole(self.y), whole(viewport.0 / self.zoom), whole(viewport.1 / self.zoom))
    }

    fn tamed(self) -> Self {
        let tame = |value: f64| if value.is_finite() { value.clamp(-FARTHEST, FARTHEST) } else { 0.0 };
        Self { x: tame(self.x), y: tame(self.y), zoom: self.zoom }
    }
}

/// The nearest whole number; what lies outside the range of drawings is cut off.
#[expect(clippy::cast_possible_truncation, reason = "clamped to a range that fits")]
pub(crate) fn whole(value: f64) -> i32 {
    if value.is_finite() { value.round().clamp(-1e8, 1e8) as i32 } else { 0 }
}
