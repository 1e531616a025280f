//! The focus inside the canvas: one stop for Tab on the page, and from there the editor leads.

use super::view::View;
use crate::platform::svg;
use crate::store::Store;
use crate::ui::{is_nowhere, once_drawn, react};
use leptos::prelude::*;
use netyard_editor::{CommandId, Event};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};

/// Whether the browser would show the focus now: after a key, not after a click.
pub(super) fn is_visible() -> bool {
    svg::page()
        .and_then(|page| page.active_element())
        .is_some_and(|active| active.matches(":focus-visible").unwrap_or(false) && is_on_canvas(&active))
}

fn is_on_canvas(element: &Element) -> bool {
    element.closest("#canvas").is_ok_and(|found| found.is_some())
}

/// The stage got the focus. From outside by a key, the first thing takes it over.
pub(super) fn enter(store: Store, event: &web_sys::FocusEvent) {
    let came_from_inside = event
        .related_target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| is_on_canvas(&element));
    if came_from_inside || !is_visible() || store.session.focused.get_untracked().is_some() {
        return;
    }
    crate::dispatch::dispatch(store, Event::Command(CommandId::First));
}

/// The element that stands for the editor's focus takes the browser's focus, while that is on the canvas.
pub(super) fn follow_focus(store: Store, view: &Rc<View>) {
    let view = Rc::clone(view);
    let last: RefCell<Option<Element>> = RefCell::new(None);
    react(move || {
        let focused = store.session.focused.get();
        store.scene.track();
        let painter = view.painter.borrow();
        let element = focused.and_then(|key| painter.element(key.as_str()).cloned());
        // One stop for Tab: the focused node, or the stage while there is none.
        if let Some(before) = last.borrow().as_ref().filter(|before| Some(*before) != element.as_ref()) {
            svg::set(before, "tabindex", "-1");
        }
        svg::set(&view.stage, "tabindex", if element.is_some() { "-1" } else { "0" });
        let active = svg::page().and_then(|page| page.active_element());
        let is_here = active.as_ref().is_some_and(is_on_canvas);
        match &element {
            Some(element) => {
                svg::set(element, "tabindex", "0");
                if is_here && active.as_ref() != Some(element) {
                    let options = web_sys::FocusOptions::new();
                    options.set_prevent_scroll(true);
                    if let Some(node) = element.dyn_ref::<SvgElement>() {
                        let _ = node.focus_with_options(&options);
                    }
                }
            }
            None if is_here => {
                let _ = view.stage.focus();
            }
            None => {}
        }
        *last.borrow_mut() = element;
    });
}

/// Gives the focus back to the canvas: to the focused node, else to the stage.
pub(crate) fn focus_canvas() {
    once_drawn(|| {
        take_focus();
        // A panel that is drawn anew meanwhile drops it.
        request_animation_frame(|| {
            if is_nowhere() {
                take_focus();
            }
        });
    });
}

fn take_focus() {
    let Some(page) = svg::page() else { return };
    let node = page.query_selector("#canvas [tabindex='0']").ok().flatten();
    if let Some(node) = node.and_then(|node| node.dyn_into::<SvgElement>().ok()) {
        let _ = node.focus();
    } else if let Some(stage) = page.get_element_by_id("canvas")
        && let Ok(stage) = stage.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = stage.focus();
    }
}
