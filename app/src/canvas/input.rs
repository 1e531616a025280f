//! Pointer, wheel and touch: merged, so that the editor sees one step for each frame of the screen.

use super::trace::expected_at;
use crate::dispatch::dispatch;
use crate::platform::keys;
use crate::store::Store;
use leptos::prelude::{GetUntracked, request_animation_frame};
use netyard_core::simulate::FlowSpec;
use netyard_editor::{
    Button, Event, Modifiers, PinchEvent, PointerEvent, PointerKind, PointerPhase, Tool, WheelEvent,
};
use netyard_scene::hit::Hit;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::HtmlElement;

/// A pointer that moves by fewer pixels is still.
const CLICK: f64 = 4.0;

/// A finger on the canvas.
#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    x: f64,
    y: f64,
}

/// What came in since the last frame.
#[derive(Default)]
struct Waiting {
    pointer: Option<PointerEvent>,
    wheel: Option<WheelEvent>,
    pinch: Option<PinchEvent>,
}

/// The hands on the canvas.
pub(super) struct Input {
    store: Store,
    stage: HtmlElement,
    waiting: RefCell<Waiting>,
    scheduled: Cell<bool>,
    ticking: Cell<bool>,
    fingers: RefCell<Vec<Finger>>,
    /// A press on the line of an expectation: a click shows its packet, and whoever drags means the drawing.
    on_line: RefCell<Option<(PointerEvent, FlowSpec)>>,
    /// The upper left corner of the stage on the page: read once for each gesture, not for each event.
    corner: Cell<(f64, f64)>,
}

impl Input {
    /// The hands on this stage.
    pub(super) fn new(store: Store, stage: HtmlElement) -> Rc<Self> {
        Rc::new(Self {
            store,
            stage,
            waiting: RefCell::default(),
            scheduled: Cell::new(false),
            ticking: Cell::new(false),
            fingers: RefCell::default(),
            on_line: RefCell::default(),
            corner: Cell::new((0.0, 0.0)),
        })
    }

    /// Looks where the stage is: after every change of its size or place.
    pub(super) fn measure(&self) {
        let frame = self.stage.get_bounding_client_rect();
        self.corner.set((frame.left(), frame.top()));
    }

    /// A button goes down.
    pub(super) fn down(self: &Rc<Self>, event: &web_sys::PointerEvent) {
        self.measure();
        let _ = self.stage.set_pointer_capture(event.pointer_id());
        if event.pointer_type() == "touch" && !self.add_finger(event) {
            return;
        }
        let event = self.translate(event, PointerPhase::Down);
        if let Some(flow) = self.line_at(&event) {
            *self.on_line.borrow_mut() = Some((event, flow));
            return;
        }
        self.now(event);
    }

    /// The packet of the expectation whose line a press would take: with the tool that selects, and where no part is.
    fn line_at(&self, event: &PointerEvent) -> Option<FlowSpec> {
        let session = &self.store.session;
        if event.button != Button::Main
            || event.modifiers != Modifiers::default()
            || session.tool.get_untracked() != Tool::Select
        {
            return None;
        }
        let camera = session.camera.get_untracked();
        let flow = expected_at(camera.to_drawing_exact(event.x, event.y), 1.0 / camera.zoom)?;
        let taken = self.store.ask(|editor| {
            editor.hit_index().at(editor.scene(), camera.to_drawing(event.x, event.y), 0, false)
        });
        (!matches!(taken, Some(Hit::Part(_) | Hit::Header(_)))).then_some(flow)
    }

    /// The pointer moves.
    pub(super) fn moved(self: &Rc<Self>, event: &web_sys::PointerEvent) {
        if self.fingers.borrow().len() > 1 {
            self.pinch(event);
            return;
        }
        let event = self.translate(event, PointerPhase::Move);
        let pressed = self.on_line.take();
        if let Some((down, flow)) = pressed {
            if (event.x - down.x).hypot(event.y - down.y) < CLICK {
                *self.on_line.borrow_mut() = Some((down, flow));
                return;
            }
            self.now(down);
        }
        let _ = self.stage.class_list().toggle_with_force("on-line", self.line_at(&event).is_some());
        self.waiting.borrow_mut().pointer = Some(event);
        self.schedule();
    }

    /// A button goes up.
    pub(super) fn up(self: &Rc<Self>, event: &web_sys::PointerEvent) {
        let was_pinching = self.fingers.borrow().len() > 1;
        self.fingers.borrow_mut().retain(|finger| finger.id != event.pointer_id());
        let pressed = self.on_line.take();
        match pressed {
            Some((_, flow)) => self.store.show_packet(flow),
            None if was_pinching => {}
            None => self.now(self.translate(event, PointerPhase::Up)),
        }
    }

    /// The system took the pointer away.
    pub(super) fn cancelled(self: &Rc<Self>, event: &web_sys::PointerEvent) {
        self.fingers.borrow_mut().clear();
        self.on_line.take();
        self.now(self.translate(event, PointerPhase::Cancel));
    }

    /// The pointer left the canvas.
    pub(super) fn left(self: &Rc<Self>, event: &web_sys::PointerEvent) {
        if event.buttons() == 0 {
            self.now(self.translate(event, PointerPhase::Leave));
        }
    }

    /// The wheel turns.
    pub(super) fn wheel(self: &Rc<Self>, event: &web_sys::WheelEvent) {
        let (left, top) = self.corner.get();
        let unit = match event.delta_mode() {
            web_sys::WheelEvent::DOM_DELTA_LINE => 16.0,
            web_sys::WheelEvent::DOM_DELTA_PAGE => 400.0,
            _ => 1.0,
        };
        let modifiers = Modifiers {
            // Pinching on a trackpad comes as a wheel with Ctrl, on every system.
            primary: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
        };
        let mut waiting = self.waiting.borrow_mut();
        let before = waiting.wheel.filter(|before| before.modifiers == modifiers);
        let (dx, dy) = before.map_or((0.0, 0.0), |before| (before.dx, before.dy));
        waiting.wheel = Some(WheelEvent {
            x: f64::from(event.client_x()) - left,
            y: f64::from(event.client_y()) - top,
            dx: dx + event.delta_x() * unit,
            dy: dy + event.delta_y() * unit,
            modifiers,
        });
        drop(waiting);
        self.schedule();
    }

    /// Adds a finger. A second one ends what the first began; gives whether this is the first.
    fn add_finger(self: &Rc<Self>, event: &web_sys::PointerEvent) -> bool {
        let finger =
            Finger { id: event.pointer_id(), x: f64::from(event.client_x()), y: f64::from(event.client_y()) };
        self.fingers.borrow_mut().push(finger);
        let count = self.fingers.borrow().len();
        if count == 2 {
            self.on_line.take();
            self.now(self.translate(event, PointerPhase::Cancel));
        }
        count == 1
    }

    fn pinch(self: &Rc<Self>, event: &web_sys::PointerEvent) {
        let mut fingers = self.fingers.borrow_mut();
        let spread = |fingers: &[Finger]| match fingers {
            [a, b, ..] => Some((
                f64::midpoint(a.x, b.x),
                f64::midpoint(a.y, b.y),
                (a.x - b.x).hypot(a.y - b.y).max(1.0),
            )),
            _ => None,
        };
        let before = spread(&fingers);
        if let Some(finger) = fingers.iter_mut().find(|finger| finger.id == event.pointer_id()) {
            finger.x = f64::from(event.client_x());
            finger.y = f64::from(event.client_y());
        }
        let (Some((x0, y0, wide0)), Some((x, y, wide))) = (before, spread(&fingers)) else { return };
        let (left, top) = self.corner.get();
        let mut waiting = self.waiting.borrow_mut();
        let (dx, dy, scale) = waiting.pinch.map_or((0.0, 0.0, 1.0), |last| (last.dx, last.dy, last.scale));
        waiting.pinch = Some(PinchEvent {
            x: x - left,
            y: y - top,
            dx: dx + x - x0,
            dy: dy + y - y0,
            scale: scale * wide / wide0,
        });
        drop((waiting, fingers));
        self.schedule();
    }

    fn translate(&self, event: &web_sys::PointerEvent, phase: PointerPhase) -> PointerEvent {
        let (left, top) = self.corner.get();
        PointerEvent {
            phase,
            x: f64::from(event.client_x()) - left,
            y: f64::from(event.client_y()) - top,
            button: match event.button() {
                1 => Button::Middle,
                2 => Button::Secondary,
                _ => Button::Main,
            },
            kind: match event.pointer_type().as_str() {
                "touch" => PointerKind::Touch,
                "pen" => PointerKind::Pen,
                _ => PointerKind::Mouse,
            },
            modifiers: keys::modifiers_of_mouse(event),
            time: event.time_stamp(),
        }
    }

    /// Hands over at once, after what waits.
    fn now(self: &Rc<Self>, event: PointerEvent) {
        self.flush();
        dispatch(self.store, Event::Pointer(event));
        self.tick_if_wanted();
    }

    fn schedule(self: &Rc<Self>) {
        if self.scheduled.replace(true) {
            return;
        }
        let input = Rc::clone(self);
        request_animation_frame(move || {
            input.scheduled.set(false);
            input.flush();
        });
    }

    fn flush(self: &Rc<Self>) {
        let Waiting { pointer, wheel, pinch } = self.waiting.take();
        if let Some(event) = pinch {
            dispatch(self.store, Event::Pinch(event));
        }
        if let Some(event) = wheel {
            dispatch(self.store, Event::Wheel(event));
        }
        if let Some(event) = pointer {
            dispatch(self.store, Event::Pointer(event));
        }
    }

    /// While the editor waits for time to pass, it hears of every frame.
    fn tick_if_wanted(self: &Rc<Self>) {
        if !self.store.ask(netyard_editor::Editor::wants_ticks) || self.ticking.replace(true) {
            return;
        }
        let input = Rc::clone(self);
        request_animation_frame(move || {
            input.ticking.set(false);
            dispatch(input.store, Event::Tick { time: keys::now() });
            input.tick_if_wanted();
        });
    }
}
