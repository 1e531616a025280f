//! The name of a thing, or the text of a note, edited where it stands.

use crate::dispatch::dispatch;
use crate::store::{Store, use_store};
use crate::ui::react;
use leptos::html;
use leptos::prelude::*;
use netyard_editor::{Effect as EditorEffect, Event, Key, Request};
use netyard_scene::{NodeKind, Point};
use std::time::Duration;

/// The field, while something is being renamed.
#[component]
pub(super) fn RenameField() -> impl IntoView {
    let store = use_store();
    let renamed = RwSignal::new(None::<Key>);
    store.listen(move |effect| {
        if let EditorEffect::BeginRename(key) = effect {
            // A moment later: the press that asked for it still gives the focus to the stage.
            let key = key.clone();
            set_timeout(move || renamed.set(Some(key)), Duration::ZERO);
        }
    });
    let close = move |()| {
        renamed.set(None);
        super::keyboard::focus_canvas();
    };
    move || renamed.get().map(|key| view! { <Field key_of=key on_close=close/> })
}

/// What is edited: its text now, and whether it is a note.
fn text_of(store: Store, key: &Key) -> (String, bool) {
    store.document.with_untracked(|document| {
        if let Some(note) = document.notes.get(key.as_str()) {
            return (note.text.clone(), true);
        }
        let name = document.resource(key.as_str()).and_then(|resource| resource.name());
        (name.unwrap_or_default().to_owned(), false)
    })
}

#[component]
fn Field(
    /// What is renamed.
    key_of: Key,
    /// Ends it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let (text, is_note) = text_of(store, &key_of);
    let done = StoredValue::new(false);
    let finish = {
        let key = key_of.clone();
        move |text: Option<String>| {
            if done.try_get_value() != Some(false) {
                return;
            }
            done.set_value(true);
            if let Some(text) = text {
                let key = key.clone();
                let request = if is_note {
                    Request::WriteNote { key, text }
                } else {
                    Request::Rename { key, name: text }
                };
                dispatch(store, Event::Request(request));
            }
            on_close.run(());
        }
    };
    let place = Memo::new(move |_| place(store, &key_of));
    let left = move || place.get().map(|(x, _, _)| format!("{x}px"));
    let top = move || place.get().map(|(_, y, _)| format!("{y}px"));
    let width = move || place.get().map(|(_, _, w)| format!("{w}px"));
    if is_note {
        let finish = Callback::new(finish);
        view! { <div class="rename" style:left=left style:top=top style:width=width><NoteText text finish/></div> }
            .into_any()
    } else {
        let finish = Callback::new(finish);
        view! { <div class="rename" style:left=left style:top=top style:width=width><NameText text finish/></div> }
            .into_any()
    }
}

#[component]
fn NameText(
    /// The name now.
    text: String,
    /// Takes the new one, or none to leave it.
    finish: Callback<Option<String>>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    react(move || {
        if let Some(field) = field.get() {
            field.set_value(&text);
            let _ = field.focus();
            field.select();
        }
    });
    let value = move || field.try_get_untracked().flatten().map(|field| field.value().trim().to_owned());
    let on_key = move |event: web_sys::KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            // An input method ends a word with these keys, too.
            _ if event.is_composing() => {}
            "Enter" => finish.run(value()),
            "Escape" => finish.run(None),
            _ => {}
        }
    };
    view! {
        <input
            node_ref=field
            class="rename-name"
            aria-label="Name"
            maxlength="500"
            on:keydown=on_key
            on:blur=move |_| {
                // Taking the field away takes the focus from it: then there is nothing left to finish.
                if field.try_get_untracked().is_some() {
                    finish.run(value());
                }
            }
        />
    }
}

#[component]
fn NoteText(
    /// The text now.
    text: String,
    /// Takes the new one, or none to leave it.
    finish: Callback<Option<String>>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    react(move || {
        if let Some(field) = field.get() {
            field.set_value(&text);
            let _ = field.focus();
            field.select();
        }
    });
    let value = move || field.try_get_untracked().flatten().map(|field| field.value());
    let on_key = move |event: web_sys::KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            _ if event.is_composing() => {}
            "Enter" if event.ctrl_key() || event.meta_key() => finish.run(value()),
            // What was written stays: undo takes it back.
            "Escape" => finish.run(value()),
            _ => {}
        }
    };
    view! {
        <textarea
            node_ref=field
            class="rename-note"
            aria-label="Text of the note"
            rows="3"
            on:keydown=on_key
            on:blur=move |_| {
                // Taking the field away takes the focus from it: then there is nothing left to finish.
                if field.try_get_untracked().is_some() {
                    finish.run(value());
                }
            }
        ></textarea>
    }
}

/// Where the field stands on the canvas: over the name, and how wide.
fn place(store: Store, key: &Key) -> Option<(f64, f64, f64)> {
    let camera = store.session.camera.get();
    store.scene.with(|scene| {
        let node = scene.node(key.as_str())?;
        let spot = node.name_spot();
        let is_outside = matches!(node.kind, NodeKind::BorderTile { .. } | NodeKind::LinkTile);
        let (corner, width) = if node.kind == NodeKind::Note {
            (Point::new(node.rect.x, node.rect.y), node.rect.w.max(180))
        } else {
            let room = if is_outside { 150 } else { (node.rect.right() - spot.x - 8).clamp(110, 260) };
            (Point::new(spot.x - 5, spot.y - 15), room)
        };
        let (x, y) = camera.to_screen(corner);
        Some((x, y, (f64::from(width) * camera.zoom).max(130.0)))
    })
}
