//! SVG elements by hand: the drawing is too large to go through a view of the framework for each node.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, SvgElement};

/// The namespace of SVG elements.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// The document of the page; `None` only outside a browser.
pub(crate) fn page() -> Option<Document> {
    web_sys::window()?.document()
}

/// A new SVG element.
pub(crate) fn element(page: &Document, tag: &str) -> Option<Element> {
    page.create_element_ns(Some(NAMESPACE), tag).ok()
}

/// A new SVG element with a class, appended to `parent`.
pub(crate) fn child(page: &Document, parent: &Element, tag: &str, class: &str) -> Option<Element> {
    let child = element(page, tag)?;
    set(&child, "class", class);
    parent.append_child(&child).ok()?;
    Some(child)
}

/// Sets an attribute. Names are constants of ours, so the browser cannot refuse them.
pub(crate) fn set(element: &Element, name: &str, value: &str) {
    let _: Result<(), JsValue> = element.set_attribute(name, value);
}

/// Sets an attribute to a whole number.
pub(crate) fn set_number(element: &Element, name: &str, value: i32) {
    set(element, name, &value.to_string());
}

/// Sets a number that style sheets calculate with.
pub(crate) fn set_property(element: &Element, name: &str, value: f64) {
    if let Some(element) = element.dyn_ref::<SvgElement>() {
        let _ = element.style().set_property(name, &format!("{value:.3}"));
    }
}

/// Takes everything out of an element.
pub(crate) fn clear(element: &Element) {
    element.set_text_content(None);
}
