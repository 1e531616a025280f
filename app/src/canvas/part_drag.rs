//! A part on its way from the list to the canvas, by pointer events: works with mouse, pen and finger alike.

use crate::dispatch::dispatch;
use crate::platform::{keys, svg};
use crate::store::Store;
use gloo_events::EventListener;
use netyard_editor::{Event, PartEvent, PartId};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

/// A drag begins when the pointer has gone this far.
const THRESHOLD: f64 = 4.0;

/// One drag from the list.
struct Drag {
    store: Store,
    part: PartId,
    from: (f64, f64),
    begun: Cell<bool>,
    /// It is over. Its listeners live for one more frame, and a quick hand moves on in that.
    ended: Cell<bool>,
    over_canvas: Cell<bool>,
    /// The card that follows the pointer outside the canvas.
    card: RefCell<Option<HtmlElement>>,
    listeners: RefCell<Vec<EventListener>>,
}

/// A button went down on a part of the list: from here on the drag looks after itself.
pub(crate) fn begin(store: Store, part: PartId, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let Some(window) = web_sys::window() else { return };
    let drag = Rc::new(Drag {
        store,
        part,
        from: (f64::from(event.client_x()), f64::from(event.client_y())),
        begun: Cell::new(false),
        ended: Cell::new(false),
        over_canvas: Cell::new(false),
        card: RefCell::new(None),
        listeners: RefCell::default(),
    });
    let mut listeners = Vec::new();
    for name in ["pointermove", "pointerup", "pointercancel"] {
        let drag = Rc::clone(&drag);
        listeners.push(EventListener::new(&window, name, move |event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>().filter(|_| !drag.ended.get()) {
                match name {
                    "pointermove" => drag.moved(event),
                    "pointerup" => drag.dropped(event),
                    _ => drag.cancelled(),
                }
            }
        }));
    }
    let escaped = Rc::clone(&drag);
    listeners.push(EventListener::new(&window, "keydown", move |event| {
        let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        if is_escape && !escaped.ended.get() {
            escaped.cancelled();
        }
    }));
    *drag.listeners.borrow_mut() = listeners;
}

impl Drag {
    fn tell(&self, event: PartEvent) {
        dispatch(self.store, Event::Part(event));
    }

    fn moved(&self, event: &PointerEvent) {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        if !self.begun.get() {
            if (x - self.from.0).hypot(y - self.from.1) < THRESHOLD {
                return;
            }
            self.begun.set(true);
            self.tell(PartEvent::Start { part: self.part });
        }
        let inside = point_on_canvas(x, y);
        match inside {
            Some((x, y)) => {
                let modifiers = keys::modifiers_of_mouse(event);
                self.tell(PartEvent::Move { x, y, modifiers, time: event.time_stamp() });
            }
            None if self.over_canvas.get() => self.tell(PartEvent::Leave),
            None => {}
        }
        self.over_canvas.set(inside.is_some());
        self.show_card(x, y, inside.is_none());
    }

    fn dropped(&self, event: &PointerEvent) {
        if self.begun.get() {
            // A dialog may have come between since the pointer moved last.
            let place = point_on_canvas(f64::from(event.client_x()), f64::from(event.client_y()));
            let is_on_it = self.over_canvas.get() && place.is_some();
            let event = if is_on_it { PartEvent::Drop } else { PartEvent::Cancel };
            self.tell(event);
        }
        self.end();
    }

    fn cancelled(&self) {
        if self.begun.get() {
            self.tell(PartEvent::Cancel);
        }
        self.end();
    }

    /// Outside the canvas a card follows the pointer; over it the editor's own preview shows where it would stand.
    fn show_card(&self, x: f64, y: f64, shown: bool) {
        let mut card = self.card.borrow_mut();
        if card.is_none() {
            *card = self.make_card();
        }
        let Some(card) = card.as_ref() else { return };
        let style = card.style();
        let _ = style.set_property("transform", &format!("translate({}px, {}px)", x + 8.0, y + 8.0));
        let _ = style.set_property("visibility", if shown { "visible" } else { "hidden" });
    }

    fn make_card(&self) -> Option<HtmlElement> {
        let page = svg::page()?;
        let card: HtmlElement = page.create_element("div").ok()?.dyn_into().ok()?;
        card.set_class_name("part-card");
        card.set_text_content(Some(self.part.part().label));
        let _ = page.body()?.append_child(&card);
        Some(card)
    }

    fn end(&self) {
        if let Some(card) = self.card.borrow_mut().take() {
            card.remove();
        }
        // The listener that runs now must outlive its own call.
        let listeners = self.listeners.take();
        leptos::prelude::request_animation_frame(move || drop(listeners));
        self.ended.set(true);
    }
}

/// The place on the canvas, from its upper left corner; `None` outside of it and over what floats on it.
fn point_on_canvas(x: f64, y: f64) -> Option<(f64, f64)> {
    let page = svg::page()?;
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let under: Element = page.element_from_point(x as f32, y as f32)?;
    let stage = page.get_element_by_id("canvas")?;
    let is_on_it = under.closest(".area-canvas").is_ok_and(|found| found.is_some());
    if !is_on_it {
        return None;
    }
    let frame = stage.get_bounding_client_rect();
    Some((x - frame.left(), y - frame.top()))
}
