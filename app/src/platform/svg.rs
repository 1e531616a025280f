//! SVG elements by hand: the drawing is too large to go through a view of the framework for each node.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Element, SvgElement};

#[wasm_bindgen]
extern "C" {
    /// An element as `setAttribute` sees it when nothing can go wrong: without a guard around every call, and with
    /// numbers as numbers. A large drawing is some ten thousand of these calls.
    type Settable;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_text(this: &Settable, name: &str, value: &str);

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_whole(this: &Settable, name: &str, value: i32);
}

/// An empty element, with its tag and class.
type Model = (&'static str, &'static str, Element);

thread_local! {
    /// Every form of element that was made, once: a copy costs less than making it anew.
    static MODELS: RefCell<Vec<Model>> = const { RefCell::new(Vec::new()) };
}

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

/// A new SVG element with a class, for forms of which there are many.
pub(crate) fn copy_of(page: &Document, tag: &'static str, class: &'static str) -> Option<Element> {
    MODELS.with_borrow_mut(|models| {
        let known = models.iter().find(|(its_tag, its_class, _)| *its_tag == tag && *its_class == class);
        let model = if let Some((_, _, model)) = known {
            model.clone()
        } else {
            let model = element(page, tag)?;
            set(&model, "class", class);
            models.push((tag, class, model.clone()));
            model
        };
        model.clone_node().ok()?.dyn_into().ok()
    })
}

/// Sets an attribute. Names are constants of ours, so the browser cannot refuse them.
pub(crate) fn set(element: &Element, name: &str, value: &str) {
    element.unchecked_ref::<Settable>().set_text(name, value);
}

/// Sets an attribute to a whole number.
pub(crate) fn set_number(element: &Element, name: &str, value: i32) {
    element.unchecked_ref::<Settable>().set_whole(name, value);
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
