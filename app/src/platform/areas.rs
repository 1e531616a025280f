//! The regions of the page, as `F6` walks through them.

use super::svg;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, SvgElement};

/// What can take the focus by Tab. Of a row of tabs that is the open one: going there must not open another.
const FOCUSABLE: &str = "button:not(:disabled, [tabindex='-1']), input:not(:disabled, [tabindex='-1']), select, textarea, \
                         a[href], [tabindex='0']";

fn all() -> Vec<Element> {
    let Some(found) = svg::page().and_then(|page| page.query_selector_all("[data-area]").ok()) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into::<Element>().ok())
        .filter(|area| area.client_width() > 0 && area.client_height() > 0)
        .collect()
}

/// Moves the focus to the next region of the page, or to the one before.
pub(crate) fn walk(backwards: bool) {
    let areas = all();
    let active = svg::page().and_then(|page| page.active_element());
    let current =
        areas.iter().position(|area| active.as_ref().is_some_and(|active| area.contains(Some(active))));
    let count = areas.len().max(1);
    let next = match current {
        None => 0,
        Some(index) if backwards => (index + count - 1) % count,
        Some(index) => (index + 1) % count,
    };
    if let Some(area) = areas.get(next) {
        focus_inside(area);
    }
}

/// Gives the focus to the first thing in the region with that name that can take it.
pub(crate) fn focus(name: &str) {
    let found =
        svg::page().and_then(|page| page.query_selector(&format!("[data-area='{name}']")).ok().flatten());
    if let Some(area) = found {
        focus_inside(&area);
    }
}

fn focus_inside(area: &Element) {
    let Some(target) = area.query_selector(FOCUSABLE).ok().flatten() else { return };
    if let Some(element) = target.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    } else if let Some(element) = target.dyn_ref::<SvgElement>() {
        let _ = element.focus();
    }
}
