//! Keys, wherever the focus is: handed to the editor, which knows what they mean there.

use crate::dispatch::dispatch;
use crate::platform::{areas, focus, keys, svg};
use crate::store::Store;
use crate::ui::once_drawn;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use netyard_editor::{AppAct, Effect, Event};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Below this width there is no room for panels beside the canvas.
const NARROW: i32 = 1024;

/// Begins to listen. The listeners live as long as the page.
pub(super) fn listen(store: Store) {
    let Some(window) = web_sys::window() else { return };
    let Some(page) = svg::page() else { return };
    let not_passive = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&page, "keydown", not_passive, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            key(store, event, true);
        }
    })
    .forget();
    EventListener::new(&page, "keyup", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            key(store, event, false);
        }
    })
    .forget();
    EventListener::new(&page, "focusin", move |event| {
        if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            dispatch(store, Event::Focus(focus::of_element(&element)));
        }
    })
    .forget();
    let measure = move || {
        let width =
            web_sys::window().and_then(|window| window.inner_width().ok()).and_then(|width| width.as_f64());
        let is_narrow = width.is_some_and(|width| width < f64::from(NARROW));
        let interface = store.interface;
        if interface.narrow.get_untracked() != is_narrow {
            interface.narrow.set(is_narrow);
            interface.left_open.set(!is_narrow);
            interface.inspector_open.set(!is_narrow);
        }
    };
    measure();
    EventListener::new(&window, "resize", move |_| measure()).forget();
    store.listen(move |effect| {
        if let Effect::App(act) = effect {
            move_focus(*act);
        }
    });
}

/// One key. What the page's own controls have used already is theirs.
fn key(store: Store, event: &KeyboardEvent, down: bool) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    if down {
        let active = svg::page().and_then(|page| page.active_element());
        // The control that it was pressed in has handed the focus on: the key has done its work there.
        if event.target().and_then(|target| target.dyn_into::<Element>().ok()) != active {
            return;
        }
        if is_for_dialog_to_come(store, active.as_ref()) {
            event.prevent_default();
            if event.key() == "Escape" {
                store.interface.dialog.set(None);
            }
            return;
        }
        // What had the focus may be gone: then keys go where the drawing is, whatever they meant there.
        if let Some(body) = active.as_ref().filter(|active| active.tag_name() == "BODY") {
            dispatch(store, Event::Focus(focus::of_element(body)));
        }
        let is_in =
            |active: &Element| active.closest("[data-area=inspector]").is_ok_and(|found| found.is_some());
        if event.key() == "Escape" && active.as_ref().is_some_and(is_in) {
            event.prevent_default();
            crate::canvas::focus_canvas();
            return;
        }
    }
    let translated = keys::key_event(event, down);
    if down && store.ask(|editor| editor.wants_key(&translated)) {
        event.prevent_default();
    }
    dispatch(store, Event::Key(translated));
}

/// A dialog that was asked for is still being loaded: what is typed is meant for it and must not change the drawing.
fn is_for_dialog_to_come(store: Store, active: Option<&Element>) -> bool {
    let is_asked_for = store.interface.dialog.with_untracked(Option::is_some);
    is_asked_for && active.is_none_or(|active| focus::of_element(active) != netyard_editor::Focus::Dialog)
}

fn move_focus(act: AppAct) {
    match act {
        AppAct::NextArea => areas::walk(false),
        AppAct::PreviousArea => areas::walk(true),
        // The panel may have to open first.
        AppAct::FocusInspector => once_drawn(|| areas::focus("inspector")),
        AppAct::FocusCanvas => {
            let stage = svg::page().and_then(|page| page.get_element_by_id("canvas"));
            if let Some(stage) = stage.and_then(|stage| stage.dyn_into::<HtmlElement>().ok()) {
                let _ = stage.focus();
            }
        }
        _ => {}
    }
}
