use super::rows::Row;
use super::{OutlineState, row_id};
use crate::panel::desk::{Desk, use_desk};
use crate::ui::{MarkIcon, ResourceGlyph, Sign, When, react};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use netyard_core::rules::Severity;
use netyard_editor::command::CommandId;
use netyard_scene::glyph::glyph_of_type;

/// The deepest indentation that is drawn.
const DEEPEST: usize = 6;

/// One row of the outline.
#[component]
pub(super) fn OutlineRow(
    /// The row.
    row: Row,
) -> impl IntoView {
    let desk = use_desk();
    let state = expect_context::<OutlineState>();
    let key = StoredValue::new(row.key.clone());
    let is_selected = Memo::new(move |_| key.with_value(|key| desk.is_selected(key)));
    let takes_focus = Memo::new(move |_| key.with_value(|key| state.taker().as_deref() == Some(key)));
    let worst = Memo::new(move |_| key.with_value(|key| worst_finding(desk, key)));
    let row = StoredValue::new(row);
    let on_key =
        move |event: web_sys::KeyboardEvent| row.with_value(|row| key_pressed(desk, state, row, &event));
    let press = move |event: web_sys::MouseEvent| {
        key.with_value(|key| {
            state.active.set(Some(key.clone()));
            if event.shift_key() || event.ctrl_key() || event.meta_key() {
                desk.toggle(key);
            } else {
                desk.reveal(key);
            }
        });
    };
    let Row { level, place, of, expanded, name, fact, kind, type_word, .. } = row.get_value();
    let full_name = format!("{name}, {kind}, {place} of {of}");
    view! {
        <div
            id=row_id(&row.with_value(|row| row.key.clone()))
            role="row"
            class=format!("outline-row level-{}", level.min(DEEPEST))
            {..custom_attribute("aria-level", level.to_string())}
            aria-posinset=place.to_string()
            aria-setsize=of.to_string()
            aria-expanded=expanded.map(|open| if open { "true" } else { "false" })
            aria-selected=move || if is_selected.get() { "true" } else { "false" }
            tabindex=move || if takes_focus.get() { "0" } else { "-1" }
            on:click=press
            on:keydown=on_key
            on:focus=move |_| state.active.set(Some(key.get_value()))
            on:dblclick=move |_| key.with_value(|key| begin_rename(desk, state, key))
            on:mouseenter=move |_| key.with_value(|key| desk.hover(Some(key)))
            on:mouseleave=move |_| desk.hover(None)
        >
            <span role="gridcell" class="outline-name" aria-label=full_name>
                <Twisty row=row/>
                <ResourceGlyph glyph=glyph_of_type(&type_word) size=16/>
                <Name row=row name/>
            </span>
            <span role="gridcell" class="outline-fact">{fact}</span>
            <span role="gridcell" class="outline-mark">
                {move || worst.get().map(|severity| view! { <MarkIcon id=severity_mark(severity) size=14 alone=true/> })}
            </span>
        </div>
    }
}

/// What folds and unfolds a branch with the pointer; the arrow keys do it by keyboard.
#[component]
fn Twisty(
    /// The row.
    row: StoredValue<Row>,
) -> impl IntoView {
    let (desk, state) = (use_desk(), expect_context::<OutlineState>());
    let sign = match row.with_value(|row| row.expanded) {
        Some(true) => Some("chevron-down"),
        Some(false) => Some("chevron-right"),
        None => None,
    };
    let press = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        row.with_value(|row| state.fold(desk, &row.key, row.expanded == Some(true)));
    };
    view! { <span class="twisty" aria-hidden="true" on:click=press>{sign.map(|id| view! { <Sign id size=12/> })}</span> }
}

/// The name, or the field in which it is edited.
#[component]
fn Name(
    /// The row.
    row: StoredValue<Row>,
    /// The name.
    name: String,
) -> impl IntoView {
    let desk = use_desk();
    let state = expect_context::<OutlineState>();
    let is_renaming =
        move || row.with_value(|row| state.renaming.with(|renaming| renaming.as_ref() == Some(&row.key)));
    let shown = name.clone();
    let finish = move |text: Option<String>| {
        let key = row.with_value(|row| row.key.clone());
        state.renaming.set(None);
        if let Some(text) = text {
            desk.rename(&key, text.trim().to_owned());
        }
        state.go(&key);
    };
    let field = NodeRef::<leptos::html::Input>::new();
    react(move || {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                let _ = field.focus();
                field.select();
            });
        }
    });
    view! {
        <When holds=is_renaming otherwise=move || view! { <span class="outline-words">{shown.clone()}</span> }>
            <input
                class="input outline-input"
                type="text"
                aria-label="Name"
                node_ref=field
                prop:value=name.clone()
                on:click=|event| event.stop_propagation()
                on:keydown=move |event: web_sys::KeyboardEvent| {
                    event.stop_propagation();
                    match event.key().as_str() {
                        _ if event.is_composing() => {}
                        "Enter" => finish(Some(event_target_value(&event))),
                        "Escape" => finish(None),
                        _ => {}
                    }
                }
            />
        </When>
    }
}

/// Edits the name in place, where people give one: not of zones, Regions and what stands outside.
fn begin_rename(desk: Desk, state: OutlineState, key: &str) {
    let is_named = desk
        .store
        .document
        .with_untracked(|document| document.resource(key).is_some() || document.notes.contains_key(key));
    if is_named {
        state.renaming.set(Some(key.to_owned()));
    }
}

fn key_pressed(desk: Desk, state: OutlineState, row: &Row, event: &web_sys::KeyboardEvent) {
    let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    match event.key().as_str() {
        "ArrowDown" if plain => state.step(&row.key, 1),
        "ArrowUp" if plain => state.step(&row.key, -1),
        "PageDown" => state.step(&row.key, 10),
        "PageUp" => state.step(&row.key, -10),
        "Home" => state.step(&row.key, isize::MIN),
        "End" => state.step(&row.key, isize::MAX),
        "ArrowRight" if plain => match row.expanded {
            Some(false) => state.fold(desk, &row.key, false),
            Some(true) => state.step(&row.key, 1),
            None => {}
        },
        "ArrowLeft" if plain => match (&row.parent, row.expanded) {
            (_, Some(true)) => state.fold(desk, &row.key, true),
            (Some(parent), _) => state.go(parent),
            (None, _) => {}
        },
        "Enter" => enter(desk, state, row, event),
        " " => desk.toggle(&row.key),
        "F2" => begin_rename(desk, state, &row.key),
        "Delete" | "Backspace" => delete(desk, state, row),
        "Escape" if state.connecting.with_untracked(Option::is_some) => state.connecting.set(None),
        "c" | "C" if plain && state.connecting.with_untracked(Option::is_none) => {
            state.connecting.set(Some(row.key.clone()));
        }
        letter if plain && letter.chars().count() == 1 => {
            state.type_ahead(&row.key, letter, event.time_stamp());
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Enter selects, with the main modifier it goes to the settings; while connecting it names the other end.
fn enter(desk: Desk, state: OutlineState, row: &Row, event: &web_sys::KeyboardEvent) {
    if let Some(from) = state.connecting.get_untracked() {
        state.connecting.set(None);
        desk.connect(&from, &row.key);
        return;
    }
    desk.reveal(&row.key);
    if event.ctrl_key() || event.meta_key() {
        desk.run(CommandId::FocusInspector);
    }
}

/// Removes the selection if the row is part of it, else the row; the focus goes to the row above.
fn delete(desk: Desk, state: OutlineState, row: &Row) {
    let above = state.shown.with_untracked(|rows| {
        let at = rows.iter().position(|other| other.key == row.key)?;
        rows.get(at.checked_sub(1)?).map(|row| row.key.clone())
    });
    if untrack(|| desk.is_selected(&row.key)) {
        desk.run(CommandId::Delete);
    } else {
        desk.delete([row.key.clone()]);
    }
    if let Some(above) = above {
        state.go(&above);
    }
}

fn worst_finding(desk: Desk, key: &str) -> Option<Severity> {
    let findings = desk.findings();
    let here = findings.iter().filter(|finding| !finding.accepted && !finding.expected);
    here.filter(|finding| finding.elements.first().is_some_and(|first| first == key))
        .map(|finding| finding.severity)
        .min()
}

/// The mark of a severity.
pub(super) fn severity_mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}
