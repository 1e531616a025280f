use crate::library::use_library;
use crate::ui::{When, react};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::DragEvent;

/// The whole window takes files and folders.
#[component]
pub(super) fn DropZone() -> impl IntoView {
    let library = use_library();
    let over = RwSignal::new(false);
    let not_passive = EventListenerOptions::enable_prevent_default();
    react(move || {
        if over.get() {
            library.begin_to_read();
        }
    });
    let listen = move |name: &'static str, hear: fn(&DragEvent, RwSignal<bool>) -> bool| {
        EventListener::new_with_options(&window(), name, not_passive, move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else { return };
            if !has_files(event) {
                return;
            }
            event.prevent_default();
            if hear(event, over)
                && let Some(data) = event.data_transfer()
            {
                library.take_dropped(&data);
            }
        })
        .forget();
    };
    listen("dragover", |_, over| {
        if !over.get_untracked() {
            over.set(true);
        }
        false
    });
    listen("dragleave", |event, over| {
        if event.related_target().is_none() {
            over.set(false);
        }
        false
    });
    listen("drop", |_, over| {
        over.set(false);
        true
    });
    view! {
        <When holds=move || over.get()>
            <div class="drop-zone" aria-hidden="true"><p>"Drop files or a folder: what AWS or Terraform prints, templates, or a Netyard file"</p></div>
        </When>
    }
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}
