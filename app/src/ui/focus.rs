use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// As many turns may pass until what was asked for is drawn: a panel, its open tab, the rows in it.
const TURNS: usize = 8;

/// Moves the focus to the element with that id, once it is there.
///
/// What an event changes is drawn before the browser hands out the next event, and so is the focus moved to a field:
/// whoever goes on typing at once types into the right one. To a button it goes with the next frame: the key that is
/// being handled would press it.
pub(crate) fn focus_by_id(id: &str) {
    let id = id.to_owned();
    leptos::task::spawn_local(async move {
        let mut taken = false;
        for _ in 0..TURNS {
            leptos::task::tick().await;
            taken = take_focus(&id, is_field);
            if taken {
                break;
            }
        }
        // It may belong to a part of the program that comes a little later, or be drawn anew, which drops the focus.
        leptos::prelude::request_animation_frame(move || {
            if !taken || is_nowhere() {
                take_focus(&id, |_| true);
            }
        });
    });
}

/// Moves the focus to the element with that id if what had it is gone by the next frame, as a row that was written is.
pub(crate) fn focus_instead(id: impl Into<String>) {
    let id = id.into();
    leptos::prelude::request_animation_frame(move || {
        if is_nowhere() {
            take_focus(&id, |_| true);
        }
    });
}

/// Runs something once what was just changed is drawn, and before the browser hands out the next event.
pub(crate) fn once_drawn(run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    leptos::task::spawn_local(async move {
        for _ in 0..TURNS {
            leptos::task::tick().await;
        }
        run();
    });
}

/// Gives whether the element may have the focus and has it now.
fn take_focus(id: &str, may: fn(&Element) -> bool) -> bool {
    let page = leptos::prelude::document();
    let found = page.get_element_by_id(id).filter(may);
    let Some(element) = found.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) else {
        return false;
    };
    let taken = element.focus().is_ok() && page.active_element() == found;
    // As with Tab: whoever types writes in place of what stands there.
    if let Some(field) = element.dyn_ref::<HtmlInputElement>().filter(|_| taken) {
        field.select();
    }
    taken
}

fn is_field(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA")
}

/// Whether nothing has the focus.
pub(crate) fn is_nowhere() -> bool {
    leptos::prelude::document().active_element().is_none_or(|active| active.tag_name() == "BODY")
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
