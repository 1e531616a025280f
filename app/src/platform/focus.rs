//! Where the keyboard is on the page, as the editor knows it: the same key means different things there.

use netyard_editor::Focus;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What the focus on this element means. Regions say so by `data-focus`.
pub(crate) fn of_element(element: &Element) -> Focus {
    if is_text(element) {
        return Focus::Text;
    }
    let inside = |selector: &str| element.closest(selector).is_ok_and(|found| found.is_some());
    if inside("[role=dialog], [role=alertdialog], [role=menu], dialog") {
        Focus::Dialog
    } else if inside("[data-focus=canvas]") {
        Focus::Canvas
    } else if inside("[data-focus=outline]") {
        Focus::Outline
    } else if inside("[data-focus=simulation]") {
        Focus::Simulation
    } else if element.tag_name() == "BODY" {
        // Nothing has the focus: keys go where the drawing is.
        Focus::Canvas
    } else {
        Focus::Panel
    }
}

/// Takes over what is being written, as if the field was left. The keyboard stays in it.
pub(crate) fn commit_field() {
    let active = super::svg::page().and_then(|page| page.active_element()).filter(is_text);
    if let Some(field) = active.and_then(|active| active.dyn_into::<HtmlElement>().ok()) {
        let _ = field.blur();
        let _ = field.focus();
    }
}

fn is_text(element: &Element) -> bool {
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button" | "range")
        ),
        _ => element.get_attribute("contenteditable").is_some(),
    }
}
