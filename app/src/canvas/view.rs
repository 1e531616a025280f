//! The elements of the canvas: grid, drawing, what is lifted, what lies on top; and the camera that moves them as one.

use super::painter::{Look, Painter};
use crate::platform::svg;
use netyard_editor::Camera;
use netyard_scene::LevelOfDetail;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, SvgElement};

/// Drawing units between two dots of the grid.
const GRID: f64 = 20.0;
/// Dots closer than this on the screen would be a grey ground.
const LEAST_GRID: f64 = 14.0;
/// A gesture that zooms by more than this paints anew on its way: the picture would be too coarse, or too large.
const COARSE: f64 = 2.5;

/// The elements, and what they show of the camera now.
pub(super) struct View {
    /// What takes the pointer and the keyboard.
    pub(super) stage: HtmlElement,
    /// Rings, guides and traces.
    pub(super) over: SvgElement,
    /// Draws nodes and edges.
    pub(super) painter: RefCell<Painter>,
    /// An empty plane on top that has the form of the pointer.
    pub(super) hands: HtmlElement,
    camera: HtmlElement,
    dots: HtmlElement,
    /// The three drawings, scaled to the zoom for which they were painted: what the browser keeps of them while the
    /// camera moves is as large as the screen then, not as large as the drawing.
    drawings: [SvgElement; 3],
    /// What the upper drawings lie on: layers of their own while the camera stands, so that a ring or a drag does not
    /// paint the base again. While it moves all are one, so that there is less to put together.
    planes: [HtmlElement; 2],
    baked: Cell<f64>,
    shown: Cell<Camera>,
    level: Cell<LevelOfDetail>,
    moving: Cell<bool>,
    grid_cell: Cell<f64>,
}

impl View {
    /// Makes the elements inside the stage.
    pub(super) fn new(stage: HtmlElement) -> Option<Self> {
        let page = svg::page()?;
        let division = |class: &str| -> Option<HtmlElement> {
            let element = page.create_element("div").ok()?;
            svg::set(&element, "class", class);
            element.dyn_into().ok()
        };
        let drawing = |parent: &Element, class: &str| -> Option<SvgElement> {
            let element = svg::child(&page, parent, "svg", class)?;
            svg::set(&element, "width", "1");
            svg::set(&element, "height", "1");
            svg::set(&element, "focusable", "false");
            element.dyn_into().ok()
        };
        let dots = division("grid-dots")?;
        let camera = division("camera")?;
        stage.append_child(&dots).ok()?;
        stage.append_child(&camera).ok()?;
        let plane = || -> Option<HtmlElement> {
            let plane = division("plane")?;
            camera.append_child(&plane).ok()?;
            Some(plane)
        };
        let base = drawing(&camera, "drawing base")?;
        let over_plane = plane()?;
        let over = drawing(&over_plane, "drawing over")?;
        let lift_plane = plane()?;
        let lift = drawing(&lift_plane, "drawing lift")?;
        svg::set(&base, "role", "none");
        svg::set(&lift, "role", "none");
        svg::set(&over, "aria-hidden", "true");
        // The form of the pointer is inherited: on the stage it would have the browser look at every part.
        let hands = division("hands")?;
        stage.append_child(&hands).ok()?;
        let painter = Painter::new(&base, &lift, &lift_plane, &over)?;
        let view = Self {
            stage,
            drawings: [base, over.clone(), lift],
            planes: [over_plane, lift_plane],
            over,
            hands,
            painter: RefCell::new(painter),
            camera,
            dots,
            shown: Cell::new(Camera { x: 0.0, y: 0.0, zoom: 1.0 }),
            level: Cell::new(LevelOfDetail::Full),
            moving: Cell::new(false),
            grid_cell: Cell::new(0.0),
            baked: Cell::new(1.0),
        };
        view.show_level();
        Some(view)
    }

    /// Shows another part of the drawing. Only the transform of one layer changes; nothing is painted again until
    /// [`View::rest`].
    pub(super) fn follow(&self, camera: Camera, animated: bool) {
        if !self.moving.replace(true) {
            let _ = self.camera.style().set_property("will-change", "transform");
            for plane in &self.planes {
                let _ = plane.style().set_property("will-change", "auto");
            }
        }
        let _ = self.stage.class_list().toggle_with_force("travelling", animated);
        self.shown.set(camera);
        let coarse = camera.zoom / self.baked.get();
        if !(1.0 / COARSE..COARSE).contains(&coarse) && !animated {
            self.bake();
        }
        self.place();
    }

    /// Puts the camera where it is.
    fn place(&self) {
        let camera = self.shown.get();
        let Camera { x, y, zoom } = camera;
        let (left, top) = (-x * zoom, -y * zoom);
        let scale = zoom / self.baked.get();
        let transform = format!("translate3d({left}px, {top}px, 0) scale({scale})");
        let _ = self.camera.style().set_property("transform", &transform);
        self.move_dots(camera);
    }

    /// Has the drawings painted for the present zoom.
    fn bake(&self) {
        let zoom = self.shown.get().zoom;
        if (self.baked.replace(zoom) - zoom).abs() < 1e-9 {
            return;
        }
        for drawing in &self.drawings {
            let _ = drawing.style().set_property("transform", &format!("scale({zoom})"));
        }
        self.painter.borrow_mut().set_baked(zoom);
        self.paint_dots(self.shown.get());
    }

    /// The grid is a ground of its own that moves by less than one cell.
    ///
    /// While the hand moves, what was painted at the last rest is only scaled: painting dots at another size in every
    /// step costs more than the drawing does. The ground is twice as wide as the stage, so half its size still covers.
    fn move_dots(&self, camera: Camera) {
        let painted = self.grid_cell.get();
        if painted == 0.0 {
            self.paint_dots(camera);
            return;
        }
        let mut cell = GRID * camera.zoom;
        while cell < painted / 2.0 {
            cell *= 2.0;
        }
        self.place_dots(camera, cell, cell / painted);
    }

    /// Paints the dots at the size of the present zoom.
    fn paint_dots(&self, camera: Camera) {
        let mut cell = GRID * camera.zoom;
        while cell < LEAST_GRID {
            cell *= 2.0;
        }
        if (self.grid_cell.replace(cell) - cell).abs() > 1e-9 {
            let style = self.dots.style();
            // The dot is in the middle of its cell.
            let _ = style.set_property("background-position", &format!("{0}px {0}px", -cell / 2.0));
            let _ = style.set_property("background-size", &format!("{cell}px {cell}px"));
        }
        self.place_dots(camera, cell, 1.0);
    }

    fn place_dots(&self, camera: Camera, cell: f64, scale: f64) {
        let at = |corner: f64| (-corner * camera.zoom).rem_euclid(cell) - cell;
        let transform = format!("translate3d({}px, {}px, 0) scale({scale})", at(camera.x), at(camera.y));
        let _ = self.dots.style().set_property("transform", &transform);
    }

    /// Whether the grid is shown.
    pub(super) fn show_grid(&self, shown: bool) {
        let _ = self.dots.class_list().toggle_with_force("hidden", !shown);
    }

    /// The hand rests: the drawing is painted sharply at its size.
    pub(super) fn rest(&self) {
        self.moving.set(false);
        self.bake();
        self.place();
        let _ = self.camera.style().remove_property("will-change");
        for plane in &self.planes {
            let _ = plane.style().remove_property("will-change");
        }
        let _ = self.stage.class_list().remove_1("travelling");
        self.paint_dots(self.shown.get());
        self.settle();
    }

    /// Takes up the level of detail of the present zoom.
    pub(super) fn settle(&self) {
        let zoom = self.shown.get().zoom;
        let level = self.level.get().next(zoom);
        svg::set_property(&self.over, "--px", 1.0 / zoom);
        svg::set_property(&self.over, "--far", 1.0 / zoom.min(1.0));
        if self.level.replace(level) != level {
            self.show_level();
        }
        self.painter.borrow_mut().set_look(self.look(), zoom);
    }

    /// The view that is shown.
    pub(super) fn shown(&self) -> Camera {
        self.shown.get()
    }

    /// The form in which nodes are drawn.
    pub(super) fn look(&self) -> Look {
        Look::at(self.shown.get().zoom, self.level.get())
    }

    /// The level of detail that is shown.
    pub(super) fn level(&self) -> LevelOfDetail {
        self.level.get()
    }

    fn show_level(&self) {
        let class = self.level.get().class();
        svg::set(&self.over, "class", &format!("drawing over {class}"));
    }
}
