//! The list of parts to draw with: search, drag, or choose by keyboard.

use super::desk::{Desk, use_desk};
use crate::canvas::{focus_canvas, part_drag};
use crate::ui::{ResourceGlyph, SearchField, When, focus_sibling};
use leptos::html;
use leptos::prelude::*;
use netyard_editor::{PARTS, Part, PartGroup};
use netyard_scene::glyph::glyph_of_type;
use wasm_bindgen::JsCast;

/// The id of the search field; `P` focuses it.
pub(crate) const SEARCH_ID: &str = "part-search";

/// The parts panel.
#[component]
pub(crate) fn Parts() -> impl IntoView {
    let desk = use_desk();
    let query = RwSignal::new(String::new());
    let list = NodeRef::<html::Div>::new();
    let found = Memo::new(move |_| {
        query.with(|query| PARTS.iter().filter(|part| part.matches(query)).collect::<Vec<_>>())
    });
    let on_search_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            focus_first(list);
        }
        "Enter" => {
            event.prevent_default();
            if let Some(part) = found.with_untracked(|found| found.first().copied()) {
                let before = desk.store.revision.get_untracked();
                desk.create(part.id);
                // What was placed is worked on next; what was refused is chosen anew.
                if desk.store.revision.get_untracked() != before {
                    query.set(String::new());
                    focus_canvas();
                }
            }
        }
        _ => {}
    };
    let on_list_key = move |event: web_sys::KeyboardEvent| {
        if let Some(root) = list.get_untracked() {
            focus_sibling(&event, root.unchecked_ref(), ".part");
        }
    };
    let groups = move || {
        let found = found.get();
        let mut groups: Vec<(PartGroup, Vec<&'static Part>)> = Vec::new();
        for part in found {
            match groups.last_mut() {
                Some((group, parts)) if *group == part.group => parts.push(part),
                _ => groups.push((part.group, vec![part])),
            }
        }
        groups.into_iter().map(|(group, parts)| view! { <PartsGroup group parts/> }).collect_view()
    };
    view! {
        <div class="parts">
            <SearchField id=SEARCH_ID label="Find a part" key_hint="P" query on_key=on_search_key/>
            <div class="parts-list" node_ref=list on:keydown=on_list_key>
                {groups}
                <When holds=move || found.with(Vec::is_empty)>
                    <p class="quiet-text">{move || format!("No part is called \"{}\".", query.get())}</p>
                </When>
            </div>
        </div>
    }
}

fn focus_first(list: NodeRef<html::Div>) {
    let first = list.get_untracked().and_then(|list| list.query_selector(".part").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// One heading with its parts.
#[component]
fn PartsGroup(
    /// The group.
    group: PartGroup,
    /// Its parts.
    parts: Vec<&'static Part>,
) -> impl IntoView {
    view! {
        <section aria-label=group.label()>
            <h3 class="list-head" aria-hidden="true">{group.label()}</h3>
            <ul class="plain-list">
                {parts.into_iter().map(|part| view! { <PartRow part/> }).collect_view()}
            </ul>
        </section>
    }
}

/// One part: dragged with the pointer, or placed where the selection says by Enter or a click.
#[component]
fn PartRow(
    /// The part.
    part: &'static Part,
) -> impl IntoView {
    let desk: Desk = use_desk();
    view! {
        <li>
            <button
                type="button"
                class="part"
                on:pointerdown=move |event| part_drag::begin(desk.store, part.id, &event)
                // The second click of a double click adds nothing more.
                on:click=move |event| if event.detail() < 2 { desk.create(part.id) }
            >
                <ResourceGlyph glyph=glyph_of_type(part.type_name())/>
                <span>{part.label}</span>
            </button>
        </li>
    }
}
