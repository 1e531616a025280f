//! What is pasted where no field is: a template, an answer of AWS, a drawing or a link is read.

use super::Library;
use super::given::Given;
use crate::platform::focus;
use crate::store::Store;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_editor::Focus;
use netyard_formats::pasted::is_to_read;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element};

impl Library {
    /// Takes a text from the clipboard, if it is something to read. Parts that were copied from a drawing are the
    /// editor's.
    pub(super) fn take_pasted(self, text: &str) -> bool {
        let is_ours = is_to_read(text);
        if is_ours {
            self.read_pasted(text.to_owned());
        }
        is_ours
    }

    /// Reads a text that a person pasted.
    pub(crate) fn read_pasted(self, text: String) {
        spawn_local(self.take(Given::text(text)));
    }

    /// Hears what is pasted with the keyboard nowhere, or on a button: on the canvas and in the outline the key is a
    /// command.
    pub(super) fn listen_to_pastes(self) {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document(), "paste", options, move |event| {
            let Some(pasted) = event.dyn_ref::<ClipboardEvent>() else { return };
            let text = pasted.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
            if let Some(text) = text.filter(|_| is_nowhere(self.store, event))
                && self.take_pasted(&text)
            {
                event.prevent_default();
            }
        })
        .forget();
    }
}

/// Whether no field, dialog or menu takes it.
fn is_nowhere(store: Store, event: &web_sys::Event) -> bool {
    let place = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_taken = |place: &Element| matches!(focus::of_element(place), Focus::Text | Focus::Dialog);
    !event.default_prevented()
        && store.interface.dialog.with_untracked(Option::is_none)
        && !place.as_ref().is_some_and(is_taken)
        && !document().active_element().as_ref().is_some_and(is_taken)
}
