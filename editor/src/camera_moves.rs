//! Moving the view: wheel, pinch, keys.

use netyard_scene::Rect;

use crate::camera::Camera;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::event::{PinchEvent, WheelEvent};

/// How much a wheel turn of 100 pixels zooms.
const WHEEL_ZOOM: f64 = 0.0016;
/// The share of the view that a page key scrolls.
const PAGE: f64 = 0.9;

impl Editor {
    pub(crate) fn move_camera(&mut self, camera: Camera, animated: bool) {
        if camera != self.session.camera {
            self.session.camera = camera;
            self.emit(Effect::CameraMoved { animated });
        }
    }

    pub(crate) fn wheel(&mut self, event: WheelEvent) {
        let camera = self.session.camera;
        let zooms = event.modifiers.primary != self.session.wheel_zooms;
        let next = if zooms {
            let turn = (-event.dy * WHEEL_ZOOM).clamp(-0.5, 0.5);
            camera.zoomed_at(event.x, event.y, camera.zoom * turn.exp2().powi(3))
        } else if event.modifiers.shift && event.dx == 0.0 {
            camera.scrolled(event.dy, 0.0)
        } else {
            camera.scrolled(event.dx, event.dy)
        };
        self.move_camera(next, false);
    }

    pub(crate) fn pinch(&mut self, event: PinchEvent) {
        let camera = self.session.camera;
        let next =
            camera.scrolled(-event.dx, -event.dy).zoomed_at(event.x, event.y, camera.zoom * event.scale);
        self.move_camera(next, false);
    }

    /// The canvas has another size. A view that shows a part of the drawing keeps it where it is.
    pub(crate) fn resize(&mut self, viewport: (f64, f64)) {
        let before = std::mem::replace(&mut self.session.viewport, viewport);
        if self.stays_fitted
            && let Some(bounds) = self.geometry.bounds()
            && self.session.camera == Camera::fitting(bounds, before)
        {
            self.fit(bounds, false);
        }
    }

    pub(crate) fn zoom_to(&mut self, zoom: f64) {
        let (width, height) = self.session.viewport;
        let next = self.session.camera.zoomed_at(width / 2.0, height / 2.0, zoom);
        self.move_camera(next, true);
        self.say(format!("Zoom {:.0} %", self.session.camera.zoom * 100.0));
    }

    pub(crate) fn scroll_views(&mut self, across: f64, down: f64) {
        let (width, height) = self.session.viewport;
        let next = self.session.camera.scrolled(width * PAGE * across, height * PAGE * down);
        self.move_camera(next, true);
    }

    pub(crate) fn fit_all(&mut self) {
        if let Some(bounds) = self.geometry.bounds() {
            self.fit(bounds, true);
        }
    }

    pub(crate) fn fit_selection(&mut self) {
        if let Some(bounds) = self.geometry.bounds_of(self.session.selection.keys()) {
            self.fit(bounds, true);
        }
    }

    pub(crate) fn fit_at_once(&mut self) {
        match self.geometry.bounds() {
            Some(bounds) => self.fit(bounds, false),
            None => self.move_camera(Camera::default(), false),
        }
    }

    fn fit(&mut self, bounds: Rect, animated: bool) {
        self.move_camera(Camera::fitting(bounds, self.session.viewport), animated);
    }

    /// Moves the view as little as possible so that the thing is seen.
    pub(crate) fn bring_into_view(&mut self, key: &str) {
        if let Some(rect) = self.geometry.shown_by(key).map(|node| node.rect) {
            self.bring_place_into_view(rect);
        }
    }

    /// Moves the view as little as possible so that the place is seen.
    pub(crate) fn bring_place_into_view(&mut self, place: Rect) {
        let next = self.session.camera.showing(place, self.session.viewport);
        self.move_camera(next, true);
    }

    /// Shows a point of the drawing in the middle of the view.
    pub(crate) fn center_on(&mut self, x: f64, y: f64) {
        let (width, height) = self.session.viewport;
        let camera = self.session.camera;
        let next = Camera { x: x - width / camera.zoom / 2.0, y: y - height / camera.zoom / 2.0, ..camera };
        self.move_camera(next.scrolled(0.0, 0.0), false);
    }

    pub(crate) fn toggle_grid(&mut self) {
        self.session.grid = !self.session.grid;
        self.say(if self.session.grid { "Grid on" } else { "Grid off" });
    }

    pub(crate) fn toggle_snapping(&mut self) {
        self.session.snapping = !self.session.snapping;
        self.say(if self.session.snapping { "Snapping on" } else { "Snapping off" });
    }
}
