use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Moves the focus to the element with that id, once it is there.
pub(crate) fn focus_by_id(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || {
        let found = leptos::prelude::document().get_element_by_id(&id);
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// In a list of things that take the focus in turn: moves it by the arrow keys, Home and End.
///
/// The list is everything below `root` that matches the selector. Gives whether the key was taken.
pub(crate) fn focus_sibling(event: &KeyboardEvent, root: &Element, selector: &str) -> bool {
    let Ok(found) = root.query_selector_all(selector) else { return false };
    let all: Vec<HtmlElement> =
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<HtmlElement>().ok()).collect();
    let active = leptos::prelude::document().active_element();
    let current =
        all.iter().position(|item| active.as_ref().is_some_and(|active| item.contains(Some(active))));
    let last = all.len().saturating_sub(1);
    let next = match (event.key().as_str(), current) {
        ("ArrowDown" | "ArrowRight", Some(index)) => (index + 1).min(last),
        ("ArrowUp" | "ArrowLeft", Some(index)) => index.saturating_sub(1),
        ("ArrowDown" | "ArrowRight" | "Home", _) => 0,
        ("ArrowUp" | "ArrowLeft" | "End", _) => last,
        _ => return false,
    };
    event.prevent_default();
    if let Some(item) = all.get(next) {
        let _ = item.focus();
    }
    true
}
