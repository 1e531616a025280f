//! Whether the drawing is kept on this device.

use crate::store::{Known, Saved, use_store};
use crate::ui::{Button, ButtonKind, Sign, When};
use leptos::prelude::*;

/// The state of saving, in words.
#[component]
pub(super) fn SavedState() -> impl IntoView {
    let store = use_store();
    let saved = store.interface.saved;
    let words = move || match saved.get() {
        Saved::NotYet => "Not saved yet".to_owned(),
        Saved::Saving => "Saving…".to_owned(),
        Saved::Kept => "Saved on this device".to_owned(),
        Saved::Failed(reason) => format!("Not saved: {reason}"),
    };
    view! {
        <span class="saved" class:saved-failed=move || matches!(saved.get(), Saved::Failed(_))>
            {move || (saved.get() == Saved::Kept).then(|| view! { <Sign id="tick" size=14/> })}
            <span class="saved-words" aria-busy=move || if store.interface.unsaved.get() { "true" } else { "false" }>{words}</span>
            <span class="saved-words" role="status">{move || match store.known.get() {
                Known::Now => "",
                Known::Soon => "Checking…",
                Known::Never => "Not checked: the rules could not be loaded.",
            }}</span>
            <When holds=move || store.known.get() == Known::Never>
                <Button kind=ButtonKind::Plain on_press=move |()| store.demand.checks.again()>"Try again"</Button>
            </When>
        </span>
    }
}
