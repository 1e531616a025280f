use super::Sign;
use leptos::prelude::*;

/// A field to search with, and the key that leads to it.
#[component]
pub(crate) fn SearchField(
    /// The id of the input.
    id: &'static str,
    /// What it searches, as placeholder and accessible name.
    label: &'static str,
    /// The key that focuses it.
    #[prop(optional)]
    key_hint: Option<&'static str>,
    /// What is typed.
    query: RwSignal<String>,
    /// Whether Escape clears what is typed first; in a dialog it closes the dialog at once.
    #[prop(default = true)]
    clears: bool,
    /// Keys that the list below reacts to.
    #[prop(optional, into)]
    on_key: Option<Callback<web_sys::KeyboardEvent>>,
) -> impl IntoView {
    let keydown = move |event: web_sys::KeyboardEvent| {
        if clears && event.key() == "Escape" && !query.with_untracked(String::is_empty) {
            event.stop_propagation();
            event.prevent_default();
            query.set(String::new());
        } else if let Some(on_key) = on_key {
            on_key.run(event);
        }
    };
    view! {
        <div class="search-field">
            <Sign id="search" size=14/>
            <input
                id=id
                type="text"
                role="searchbox"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=label
                prop:value=query
                on:input=move |event| query.set(event_target_value(&event))
                on:keydown=keydown
            />
            {key_hint.map(|key| view! { <kbd class="key" aria-hidden="true">{key}</kbd> })}
        </div>
    }
}
