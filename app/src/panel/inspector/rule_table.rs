//! What the tables of routes, rules and entries share: the mark on the row that decided, and the keys of a row.

use crate::panel::decided::Decided;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// The class of a row: the one that decided is tinted, in the colour of what it did.
pub(super) fn row_class(is_decider: bool, decided: Option<&Decided>) -> &'static str {
    match (is_decider, decided) {
        (true, Some(decided)) if decided.dropped => "row-dropped",
        (true, _) => "row-decided",
        (false, _) => "",
    }
}

/// "hop 2": which hop the row decided.
#[component]
pub(super) fn Pill(
    /// The decision.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let class = move || {
        if decided.get().is_some_and(|decided| decided.dropped) {
            "hop-pill hop-pill-dropped"
        } else {
            "hop-pill"
        }
    };
    view! { <span class=class>{move || decided.get().map(|decided| decided.label())}</span> }
}

/// What a key does with a row.
pub(super) enum RowAct {
    /// The row goes.
    Remove,
    /// The row goes up (-1) or down (1).
    Move(isize),
}

/// The keys of a row: Escape in one of its fields takes the row itself, the arrows go to the next one, Enter goes back
/// into its first field, Delete removes it, Alt with an arrow moves it. Gives what is for the table to do.
pub(super) fn row_act(event: &KeyboardEvent) -> Option<RowAct> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let row: HtmlElement = target.closest("[data-row]").ok()??.dyn_into().ok()?;
    let is_on_row = target == *row.as_ref();
    let key = event.key();
    let arrow = match key.as_str() {
        "ArrowUp" => -1,
        "ArrowDown" => 1,
        _ => 0,
    };
    if arrow != 0 && event.alt_key() {
        take(event);
        return Some(RowAct::Move(arrow));
    }
    if !is_on_row {
        if key == "Escape" {
            take(event);
            let _ = row.focus();
        }
        return None;
    }
    match key.as_str() {
        "Delete" | "Backspace" => {
            take(event);
            // The keyboard goes on at the next row.
            focus_next(&row, true);
            return Some(RowAct::Remove);
        }
        "Enter" | "F2" => {
            take(event);
            let field = row.query_selector("input, select").ok().flatten();
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
                let _ = field.focus();
            }
        }
        _ if arrow != 0 => {
            take(event);
            focus_next(&row, arrow == 1);
        }
        _ => {}
    }
    None
}

fn take(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

/// Moves the focus to the next row that can have it, or the one before; at the end to the other side.
fn focus_next(row: &HtmlElement, down: bool) {
    for forward in [down, !down] {
        let mut at = Some(row.clone().unchecked_into::<Element>());
        while let Some(here) = at {
            at = if forward { here.next_element_sibling() } else { here.previous_element_sibling() };
            if let Some(next) = at.as_ref().filter(|next| next.has_attribute("data-row")) {
                let _ = next.unchecked_ref::<HtmlElement>().focus();
                return;
            }
        }
    }
}
