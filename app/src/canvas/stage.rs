//! The stage: the one element that takes the pointer and the keyboard.

use super::input::Input;
use super::keyboard;
use super::show;
use super::view::View;
use crate::dispatch::dispatch;
use crate::store::{Store, use_store};
use crate::ui::react;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::html;
use leptos::prelude::*;
use netyard_editor::{Cursor, Event};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// The stage with the drawing on it.
#[component]
pub(super) fn Stage() -> impl IntoView {
    let store = use_store();
    let stage = NodeRef::<html::Div>::new();
    stage.on_load(move |element| {
        let element: HtmlElement = element.into();
        watch_size(store, &element);
        let is_there = Memo::new(move |_| store.demand.sight.get().is_some());
        react(move || {
            if is_there.get()
                && let Some(sight) = store.demand.sight.now()
            {
                untrack(|| (sight.stage)(store, element.clone()));
            }
        });
    });
    let label = move || {
        let count = store.document.with(|document| document.resources.len());
        if count == 0 { "Drawing, empty".to_owned() } else { "Drawing".to_owned() }
    };
    view! {
        <div
            node_ref=stage
            id="canvas"
            class="stage"
            role="graphics-document"
            aria-roledescription="diagram"
            aria-label=label
            tabindex="0"
            data-focus="canvas"
            on:focus=move |event| keyboard::enter(store, &event)
            on:contextmenu=|event| event.prevent_default()
        ></div>
    }
}

/// Draws the drawing on the stage from now on, and hears pointer and wheel there.
pub(crate) fn draw_into(store: Store, stage: HtmlElement) {
    let Some(view) = View::new(stage.clone()).map(Rc::new) else { return };
    let input = Input::new(store, stage.clone());
    take_hands(&stage, &input);
    show::keep_current(store, &view);
    show_cursor(store, view.hands.clone());
}

/// Tells the editor how large the canvas is, now and whenever that changes.
fn watch_size(store: Store, stage: &HtmlElement) {
    let tell = {
        let stage = stage.clone();
        move || {
            let (width, height) = (f64::from(stage.client_width()), f64::from(stage.client_height()));
            dispatch(store, Event::Resize { width, height });
            // Another size is another view: what is placed on the screen is placed again.
            store.session.camera.notify();
        }
    };
    tell();
    let on_resize = Closure::<dyn FnMut()>::new(tell);
    if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
        observer.observe(stage);
    }
    // The stage lives as long as the page.
    on_resize.forget();
}

/// Hears every hand on the stage. The listeners live as long as the page.
fn take_hands(stage: &HtmlElement, input: &Rc<Input>) {
    type Heard = fn(&Rc<Input>, &web_sys::PointerEvent);
    let pointer: [(&'static str, Heard); 5] = [
        ("pointerdown", Input::down),
        ("pointermove", Input::moved),
        ("pointerup", Input::up),
        ("pointercancel", Input::cancelled),
        ("pointerleave", Input::left),
    ];
    for (name, heard) in pointer {
        let input = Rc::clone(input);
        EventListener::new(stage, name, move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::PointerEvent>() {
                heard(&input, event);
            }
        })
        .forget();
    }
    let wheel = Rc::clone(input);
    let not_passive = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(stage, "wheel", not_passive, move |event| {
        event.prevent_default();
        if let Some(event) = event.dyn_ref::<web_sys::WheelEvent>() {
            wheel.wheel(event);
        }
    })
    .forget();
    // The middle button would begin to scroll by itself, and the other one take the keyboard from the menu it opens.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(stage, "mousedown", options, |event| {
        if event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|event| event.button() != 0) {
            event.prevent_default();
        }
    })
    .forget();
    let measured = Rc::clone(input);
    EventListener::new(stage, "pointerenter", move |_| measured.measure()).forget();
}

/// The form of the pointer follows the editor.
fn show_cursor(store: Store, hands: HtmlElement) {
    react(move || {
        let word = match store.session.cursor.get() {
            Cursor::Arrow => "default",
            Cursor::Grab => "grab",
            Cursor::Grabbing => "grabbing",
            Cursor::Move => "move",
            Cursor::Crosshair => "crosshair",
            Cursor::NotAllowed => "not-allowed",
            Cursor::ResizeFalling => "nwse-resize",
            Cursor::ResizeRising => "nesw-resize",
        };
        let _ = hands.style().set_property("cursor", word);
    });
}
