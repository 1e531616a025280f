use crate::panel::desk::use_desk;
use crate::ui::{Button, ButtonKind, TextArea};
use leptos::prelude::*;
use netyard_editor::{Key, Request};

/// A note: its text.
#[component]
pub(super) fn NoteInspector(
    /// Its id.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let id = StoredValue::new(id);
    let value = Signal::derive(move || {
        desk.store.document.with(|document| {
            id.with_value(|id| document.notes.get(id).map(|note| note.text.clone())).unwrap_or_default()
        })
    });
    let write = move |text: String| desk.request(Request::WriteNote { key: Key::new(&id.get_value()), text });
    view! {
        <div class="section">
            <TextArea label="Note" value on_commit=write/>
            <p class="quiet-text">"Plain text. An empty note is taken away."</p>
            <Button kind=ButtonKind::Danger sign="trash" on_press=move |()| desk.delete([id.get_value()])>"Delete note"</Button>
        </div>
    }
}
