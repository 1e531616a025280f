//! The title of the drawing: a click renames it, the menu beside it holds what concerns the whole drawing.

use crate::dispatch::{command, dispatch};
use crate::store::use_store;
use crate::ui::{MenuButton, MenuItem, MenuSeparator, Sign, When, focus_by_id, react};
use leptos::html;
use leptos::prelude::*;
use netyard_editor::{CommandId, Event, Request};

/// The id of the button that shows the title.
const TITLE_ID: &str = "drawing-title";

/// The title with its menu.
#[component]
pub(super) fn DrawingTitle() -> impl IntoView {
    let store = use_store();
    let editing = RwSignal::new(false);
    let title = Memo::new(move |_| store.document.with(|document| document.title.clone()));
    let shown = move || {
        title.with(|title| if title.is_empty() { "Untitled drawing".to_owned() } else { title.clone() })
    };
    // Tabs and the history of the browser tell drawings apart.
    react(move || {
        let title = title.get();
        document().set_title(&if title.is_empty() { "Netyard".to_owned() } else { title + " – Netyard" });
    });
    let close = move || {
        editing.set(false);
        focus_by_id(TITLE_ID);
    };
    let commit = move |text: String| {
        close();
        let text = text.trim().to_owned();
        if text != title.get_untracked() {
            dispatch(store, Event::Request(Request::SetTitle(text)));
        }
    };
    view! {
        <When
            holds=move || editing.get()
            otherwise=move || view! {
                <button
                    type="button"
                    id=TITLE_ID
                    class="title-button"
                    aria-label=move || format!("{}, rename", shown())
                    on:click=move |_| editing.set(true)
                >
                    {shown}
                </button>
            }
        >
            <TitleField value=title.get_untracked() on_commit=commit on_cancel=move |()| close()/>
        </When>
        <DrawingMenu/>
    }
}

#[component]
fn TitleField(
    /// The title now.
    value: String,
    /// Takes the new one.
    #[prop(into)]
    on_commit: Callback<String>,
    /// Leaves it as it is.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let done = StoredValue::new(false);
    react(move || {
        if let Some(field) = field.get() {
            field.set_value(&value);
            let _ = field.focus();
            field.select();
        }
    });
    let finish = move |keep: bool| {
        // Taking the field away takes the focus from it, which comes here once more.
        if done.try_get_value() != Some(false) {
            return;
        }
        done.set_value(true);
        match field.get_untracked().filter(|_| keep) {
            Some(field) => on_commit.run(field.value()),
            None => on_cancel.run(()),
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        _ if event.is_composing() => {}
        "Enter" => finish(true),
        "Escape" => {
            event.prevent_default();
            finish(false);
        }
        _ => {}
    };
    view! {
        <input
            node_ref=field
            class="title-input"
            aria-label="Title of the drawing"
            maxlength="500"
            on:keydown=on_key
            on:blur=move |_| finish(true)
        />
    }
}

#[component]
fn DrawingMenu() -> impl IntoView {
    let store = use_store();
    let run = move |id: CommandId| move |()| command(store, id);
    let face = || view! { <Sign id="chevron-down" size=14/> }.into_any();
    view! {
        <MenuButton label="Drawing" class="title-menu" face=face>
            <MenuItem label="New drawing" sign="plus" on_press=run(CommandId::NewDrawing)/>
            <MenuItem label="Drawings on this device" sign="list" on_press=run(CommandId::Drawings)/>
            <MenuItem label="Ready drawings" sign="bulb" on_press=run(CommandId::Gallery)/>
            <MenuSeparator/>
            <MenuItem label="Open file" sign="folder" keys="Ctrl+O" on_press=run(CommandId::OpenFile)/>
            <MenuItem label="Load a real network" sign="upload" on_press=run(CommandId::Import)/>
            <MenuItem label="Save as file" sign="download" keys="Ctrl+S" on_press=run(CommandId::SaveFile)/>
            <MenuItem label="Export" sign="download" on_press=run(CommandId::Export)/>
            <MenuSeparator/>
            <MenuItem label="Share" sign="link" keys="Ctrl+Shift+E" on_press=run(CommandId::Share)/>
        </MenuButton>
    }
}
